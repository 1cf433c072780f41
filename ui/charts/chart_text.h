#pragma once

#include "ui/charts/series_chart.h"

#include <QString>

namespace tandem {

// Words of the charts.

[[nodiscard]] QString xKindText(XKind kind);
/// "moving average 0.90", "centred mean of 25", "centred median of 25"; empty for none.
[[nodiscard]] QString smoothingText(const Smoothing &smoothing);
/// "step 340 (epoch 3.40)".
[[nodiscard]] QString placeText(const SeriesPoint &point, std::int64_t stepsPerEpoch);
/// A value of the horizontal axis: "12,800", "epoch" numbers, "1:02:03", a date.
[[nodiscard]] QString xText(XKind kind, double x);
/// "long run", or "long run · Loss" where a chart has several series.
[[nodiscard]] QString curveText(const ChartCurve &curve, bool withSeries);

} // namespace tandem
