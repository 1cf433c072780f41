#pragma once

#include "core/base/result.h"
#include "ui/embeddings/embedding_map.h"
#include "ui/embeddings/sample_images.h"

#include <QByteArray>
#include <QImage>
#include <QString>

#include <cstdint>
#include <span>
#include <vector>

namespace tandem {

/// What the colors of a map mean, for a picture that leaves the window.
struct LegendEntries {
    struct Entry {
        QString name;
        PointShape shape = PointShape::Disc;
        QColor color;
    };
    QString title;
    std::vector<Entry> entries; // of categories that are shown; those without a look of their own together
    std::vector<QRgb> ramp;     // of numbers; empty: categories
    QString low, high;          // what the ends of the ramp stand for
};
/// Empty where all points are alike.
[[nodiscard]] LegendEntries legendEntries(const MapColoring &coloring, const ThemeColors &colors);

/// The picture with its legend at the right. `scale`: device pixels a pixel, as in the snapshot. Any thread.
[[nodiscard]] QImage withLegend(const QImage &map, const LegendEntries &legend, double scale, const QColor &surface,
                                const QColor &text);

/// The points of a snapshot that lie in the picture, as shapes, with the legend; pictures are left out. Any thread.
[[nodiscard]] QByteArray mapAsSvg(const MapRasterJob &job, const LegendEntries &legend);

/// One line for each point: image, file, x and y in the layout's own coordinates, all columns, whether it is selected
/// (1 or 0). RFC 4180, decimal points, UTF-8. Any thread.
[[nodiscard]] QByteArray pointsAsCsv(const PointTable &table, const MapLayout *layout, const SampleSet &selected,
                                     const SampleImages::Names &names, std::span<const std::uint32_t> points = {});

[[nodiscard]] QByteArray imageAsPng(const QImage &image);

} // namespace tandem
