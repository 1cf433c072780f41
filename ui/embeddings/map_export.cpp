#include "ui/embeddings/map_export.h"

#include "ui/embeddings/map_legend_model.h"
#include "ui/embeddings/point_swatch.h"
#include "ui/theme.h"

#include <QBuffer>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <map>

namespace tandem {

namespace {

constexpr int kLegendWidth = 170, kRow = 20, kSwatch = 12, kEdge = 16; // pixels
constexpr int kRampHeight = 160, kRampWidth = 16;

QString csvField(const QString &text)
{
    if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"')) && !text.contains(QLatin1Char('\n')) &&
        !text.contains(QLatin1Char('\r')))
        return text;
    QString quoted = text;
    return QLatin1Char('"') + quoted.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

/// Exact, with a point; nothing where it is not known.
QString csvNumber(double number)
{
    return std::isfinite(number) ? QString::number(number, 'g', 9) : QString();
}

QByteArray svgText(double x, double y, const QString &text, const QColor &color, bool isTitle = false)
{
    return QStringLiteral("<text x=\"%1\" y=\"%2\" fill=\"%3\"%4>%5</text>\n")
        .arg(x)
        .arg(y)
        .arg(color.name(), isTitle ? QStringLiteral(" font-weight=\"bold\"") : QString(), text.toHtmlEscaped())
        .toUtf8();
}

QByteArray svgLegend(const LegendEntries &legend, double left, const QColor &text)
{
    QByteArray svg = svgText(left, kEdge + 12, legend.title, text, true);
    double y = kEdge + kRow;
    for (const LegendEntries::Entry &entry : legend.entries) {
        svg += QStringLiteral("<path d=\"%1\" fill=\"%2\"/>\n")
                   .arg(svgShape(entry.shape, {left + kSwatch / 2.0, y + kRow / 2.0}, kSwatch - 2), entry.color.name())
                   .toUtf8();
        svg += svgText(left + kSwatch + 8, y + kRow / 2.0 + 4, entry.name, text);
        y += kRow;
    }
    if (legend.ramp.empty())
        return svg;
    const double step = static_cast<double>(kRampHeight) / static_cast<double>(legend.ramp.size());
    for (std::size_t i = 0; i < legend.ramp.size(); ++i)
        svg += QStringLiteral("<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" fill=\"%5\"/>\n")
                   .arg(left)
                   .arg(y + kRampHeight - step * static_cast<double>(i + 1))
                   .arg(kRampWidth)
                   .arg(step + 0.2)
                   .arg(QColor::fromRgb(legend.ramp[i]).name())
                   .toUtf8();
    svg += svgText(left + kRampWidth + 8, y + 10, legend.high, text);
    svg += svgText(left + kRampWidth + 8, y + kRampHeight, legend.low, text);
    return svg;
}

} // namespace

LegendEntries legendEntries(const MapColoring &coloring, const ThemeColors &colors)
{
    LegendEntries legend;
    const SampleColumn *column = coloring.column();
    if (!column)
        return legend;
    legend.title = column->title;
    if (column->kind == SampleColumn::Kind::Number) {
        const ColorRamp ramp = colorRamp(coloring.ramp(), colors, coloring.isReversed());
        legend.ramp.assign(ramp.begin(), ramp.end());
        legend.low = QLocale().toString(coloring.range().low, 'f', column->decimals);
        legend.high = QLocale().toString(coloring.range().high, 'f', column->decimals);
        return legend;
    }
    const std::vector<QRgb> palette = coloring.palette(colors);
    int others = 0;
    const auto add = [&](const QString &name, PointStyle style) {
        legend.entries.push_back({name, style.shape, QColor::fromRgb(palette[style.color])});
    };
    PointStyle othersStyle;
    for (int category = 0; category < coloring.categoryCount(); ++category) {
        if (!coloring.isVisible(category) || coloring.sizeOf(category) == 0)
            continue;
        const PointStyle style = coloring.lookOf(category);
        if (category == coloring.missingCategory()) {
            add(MapLegendModel::tr("Not known"), style);
        } else if (coloring.hasOwnLook(category)) {
            add(column->names[category], style);
        } else {
            ++others;
            othersStyle = style;
        }
    }
    if (others > 0)
        add(EmbeddingMap::tr("%Ln other(s)", "number of classes", others), othersStyle);
    return legend;
}

QImage withLegend(const QImage &map, const LegendEntries &legend, double scale, const QColor &surface,
                  const QColor &text)
{
    if (legend.title.isEmpty())
        return map;
    const QSizeF mapSize = QSizeF(map.size()) / scale;
    const double needed = 2.0 * kEdge + kRow * (1.0 + static_cast<double>(legend.entries.size())) +
                          (legend.ramp.empty() ? 0 : kRampHeight);
    const QSizeF size(mapSize.width() + kLegendWidth, std::max(mapSize.height(), needed));
    QImage image((size * scale).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(surface);
    QPainter painter(&image);
    QImage plain = map;
    plain.setDevicePixelRatio(scale);
    painter.drawImage(0, 0, plain);
    QFont font;
    font.setPixelSize(12);
    QFont bold = font;
    bold.setWeight(QFont::DemiBold);
    const double left = mapSize.width() + kEdge / 2.0, width = kLegendWidth - kEdge;
    painter.setPen(text);
    painter.setFont(bold);
    painter.drawText(QRectF(left, kEdge, width, kRow), Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(bold).elidedText(legend.title, Qt::ElideRight, static_cast<int>(width)));
    painter.setFont(font);
    double y = kEdge + kRow;
    for (const LegendEntries::Entry &entry : legend.entries) {
        drawPointSwatch(painter, QRectF(left, y + (kRow - kSwatch) / 2.0, kSwatch, kSwatch), entry.shape, entry.color,
                        text);
        const double room = width - kSwatch - 8;
        painter.drawText(QRectF(left + kSwatch + 8, y, room, kRow), Qt::AlignVCenter | Qt::AlignLeft,
                         QFontMetrics(font).elidedText(entry.name, Qt::ElideRight, static_cast<int>(room)));
        y += kRow;
    }
    if (!legend.ramp.empty()) {
        const double step = static_cast<double>(kRampHeight) / static_cast<double>(legend.ramp.size());
        for (std::size_t i = 0; i < legend.ramp.size(); ++i)
            painter.fillRect(QRectF(left, y + kRampHeight - step * static_cast<double>(i + 1), kRampWidth, step + 0.5),
                             QColor::fromRgb(legend.ramp[i]));
        painter.drawText(QRectF(left + kRampWidth + 8, y, width, kRow), Qt::AlignTop | Qt::AlignLeft, legend.high);
        painter.drawText(QRectF(left + kRampWidth + 8, y + kRampHeight - kRow, width, kRow),
                         Qt::AlignBottom | Qt::AlignLeft, legend.low);
    }
    return image;
}

QByteArray mapAsSvg(const MapRasterJob &job, const LegendEntries &legend)
{
    const QSizeF size = job.camera.view();
    const double legendWidth = legend.title.isEmpty() ? 0 : kLegendWidth;
    QByteArray svg =
        QStringLiteral("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1\" height=\"%2\" viewBox=\"0 0 %1 %2\" "
                       "font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" "
                       "fill=\"%3\"/>\n")
            .arg(size.width() + legendWidth)
            .arg(size.height())
            .arg(QColor::fromRgb(job.surface).name())
            .toUtf8();
    svg += QStringLiteral("<svg width=\"%1\" height=\"%2\">\n").arg(size.width()).arg(size.height()).toUtf8(); // clips
    const MapScene &scene = job.scene;
    const QRectF near = QRectF(QPointF(), size).adjusted(-20, -20, 20, 20);
    // In the order of drawing, as who lies over whom is part of the picture; points in a row that look alike are one
    // path.
    for (const bool selected : {false, true}) {
        QString path;
        QRgb open = 0;
        const auto close = [&] {
            if (!path.isEmpty())
                svg +=
                    QStringLiteral("<path fill=\"%1\" d=\"%2\"/>\n").arg(QColor::fromRgb(open).name(), path).toUtf8();
            path.clear();
        };
        for (std::size_t place = 0; place < scene.size() && scene.styles; ++place) {
            const PackedStyle packedStyle = (*scene.styles)[place];
            const bool isSelected = scene.selected && (*scene.selected)[place] != 0;
            const QPointF at =
                job.camera.toScreen({static_cast<double>((*scene.x)[place]), static_cast<double>((*scene.y)[place])});
            if (packedStyle == kHiddenStyle || isSelected != selected || !near.contains(at))
                continue;
            const PointStyle style = unpacked(packedStyle);
            const QRgb full = job.palette[style.color];
            const QRgb color = scene.selected && !isSelected ? dimmed(full, job.surface) : full;
            if (color != open)
                close();
            open = color;
            path += svgShape(style.shape, at, isSelected ? job.diameter * kSelectedGrowth : job.diameter);
        }
        close();
    }
    svg += "</svg>\n";
    if (!legend.title.isEmpty())
        svg += svgLegend(legend, size.width() + kEdge / 2.0, QColor::fromRgb(job.text));
    return svg + "</svg>\n";
}

QByteArray pointsAsCsv(const PointTable &table, const MapLayout *layout, const SampleSet &selected,
                       const SampleImages::Names &names, std::span<const std::uint32_t> points)
{
    QStringList head{QStringLiteral("image"), QStringLiteral("file")};
    if (layout)
        head << QStringLiteral("x") << QStringLiteral("y");
    for (const SampleColumn &column : table.columns)
        head.append(csvField(column.key));
    head.append(QStringLiteral("selected"));
    QByteArray csv = head.join(QLatin1Char(',')).toUtf8() + "\r\n";
    const std::size_t count = points.empty() ? table.size() : points.size();
    for (std::size_t row = 0; row < count; ++row) {
        const std::size_t point = points.empty() ? row : points[row];
        const std::uint32_t sample = table.samples[point];
        QStringList fields{QString::number(sample), csvField(names ? names(sample) : QString())};
        if (layout) {
            const QPointF own = layout->ownAt(point);
            fields << csvNumber(own.x()) << csvNumber(own.y());
        }
        for (const SampleColumn &column : table.columns)
            fields.append(column.isMissing(point) ? QString()
                          : column.kind == SampleColumn::Kind::Category
                              ? csvField(column.names.value(column.categories[point]))
                              : csvNumber(static_cast<double>(column.numbers[point])));
        fields.append(selected.contains(sample) ? QStringLiteral("1") : QStringLiteral("0"));
        csv += fields.join(QLatin1Char(',')).toUtf8() + "\r\n";
    }
    return csv;
}

QByteArray imageAsPng(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "PNG");
    return bytes;
}

} // namespace tandem
