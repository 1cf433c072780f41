#pragma once

#include "core/base/result.h"
#include "ui/charts/series_chart.h"
#include "ui/charts/vector_chart.h"

#include <QImage>
#include <QString>

namespace tandem {

// Charts as pictures. They are in the light theme on white, with title, axes and legend, whatever the window shows:
// they go into papers.

/// At `scale` times the size on the screen.
[[nodiscard]] QImage chartImage(ChartCard &chart, double scale);
/// The format follows the ending: .png (at twice the size), .svg or .pdf. Errors: FileUnwritable, DiskFull, BadUsage
/// for another ending.
[[nodiscard]] Result<void> saveChartPicture(ChartCard &chart, const QString &path);

} // namespace tandem
