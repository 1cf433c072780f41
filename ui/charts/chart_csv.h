#pragma once

#include "core/report/records.h"
#include "ui/charts/point_columns.h"
#include "ui/charts/x_axis.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tandem {

class ChartCard;
class ChartedRuns;

/// The points of a chart as comma-separated values, as they are when this is made on the GUI thread: those of all
/// curves in the visible range, or all; of vectors a line a value. Shares the points with the chart and may go to
/// another thread.
class ChartCsv {
public:
    ChartCsv(const ChartCard &chart, const ChartedRuns &runs, bool visibleOnly);

    /// Hands over whole lines, some kilobytes at a time, with the share of all that is done, until `take` returns
    /// false. Any thread.
    using Take = std::function<bool(std::string_view lines, double done)>;
    void write(const Take &take) const;

private:
    struct Curve {
        RunId run;
        std::string runName, series;
        std::int64_t stepsPerEpoch = 0;
        PointColumns points;
        XMapping mapping;
    };
    void writeCurves(const Take &take) const;
    void writeVectors(const Take &take) const;

    std::vector<Curve> m_curves;
    std::optional<std::pair<double, double>> m_range; // none: all points
    std::vector<VectorRecord> m_vectors;
    bool m_isOfVectors = false;
};

} // namespace tandem
