#include "ui/embeddings/map_exporter.h"

#include "ui/theme.h"

#include <QClipboard>
#include <QGuiApplication>

namespace tandem {

MapExporter::MapExporter(EmbeddingMap &map, MapColoring &coloring) : m_map(map), m_coloring(coloring)
{
    connect(&m_writer, &ExportWriter::noticed, this, &MapExporter::noticed);
    connect(&m_writer, &ExportWriter::failed, this, &MapExporter::failed);
}

void MapExporter::exportPng(double scale)
{
    m_writer.ask(&m_map, tr("Export the map as a picture"), tr("PNG pictures (*.png)"), QStringLiteral("map.png"),
                 png(scale));
}

void MapExporter::exportSvg()
{
    m_writer.ask(&m_map, tr("Export the map as a drawing"), tr("SVG drawings (*.svg)"), QStringLiteral("map.svg"),
                 svg());
}

void MapExporter::exportCsv()
{
    m_writer.ask(&m_map, tr("Export the points as a table"), tr("CSV tables (*.csv)"), QStringLiteral("map.csv"),
                 csv());
}

std::function<QImage()> MapExporter::picture(double scale)
{
    const ThemeColors &c = colorsFor(m_map.palette());
    return [snapshot = m_map.snapshot(scale), legend = legendEntries(m_coloring, c), scale, surface = c.surface,
            text = c.text] { return withLegend(snapshot.image(), legend, scale, surface, text); };
}

ExportWriter::Make MapExporter::png(double scale)
{
    return [make = picture(scale)] { return imageAsPng(make()); };
}

ExportWriter::Make MapExporter::svg()
{
    return [job = m_map.rasterJob(), legend = legendEntries(m_coloring, colorsFor(m_map.palette()))] {
        return mapAsSvg(job, legend);
    };
}

ExportWriter::Make MapExporter::csv()
{
    const PointTablePtr table = m_map.table();
    if (!table)
        return [] { return QByteArray(); };
    return [table, layout = m_map.layout(), selected = m_map.selection().selectedOf(table->dataset), names = m_names] {
        return pointsAsCsv(*table, layout.get(), selected, names);
    };
}

void MapExporter::copyPicture()
{
    m_lane.submit(
        this, [make = picture(m_map.devicePixelRatioF())](const std::stop_token &) { return make(); },
        [this](const QImage &image) {
            QGuiApplication::clipboard()->setImage(image);
            Q_EMIT noticed(tr("The map lies in the clipboard as a picture."));
        });
}

} // namespace tandem
