#pragma once

#include "ui/background.h"
#include "ui/embeddings/export_writer.h"
#include "ui/embeddings/map_export.h"

#include <QObject>

#include <functional>

namespace tandem {

/// Exports what a map shows: as a picture, a drawing or a table. The call takes what is seen at that moment; the rest
/// happens on a thread. GUI thread.
class MapExporter : public QObject {
    Q_OBJECT
public:
    explicit MapExporter(EmbeddingMap &map, MapColoring &coloring);

    void setNames(SampleImages::Names names) { m_names = std::move(names); }
    // Ask for a file first.
    void exportPng(double scale);
    void exportSvg();
    void exportCsv();
    void copyPicture();

    void writePng(const QString &path, double scale) { m_writer.write(path, png(scale)); }
    void writeSvg(const QString &path) { m_writer.write(path, svg()); }
    void writeCsv(const QString &path) { m_writer.write(path, csv()); }

    [[nodiscard]] ExportWriter &writer() { return m_writer; }

Q_SIGNALS:
    void noticed(const QString &sentence);
    void failed(const QString &sentence);

private:
    [[nodiscard]] ExportWriter::Make png(double scale);
    [[nodiscard]] ExportWriter::Make svg();
    [[nodiscard]] ExportWriter::Make csv();
    [[nodiscard]] std::function<QImage()> picture(double scale);

    EmbeddingMap &m_map;
    MapColoring &m_coloring;
    SampleImages::Names m_names;
    ExportWriter m_writer;
    BackgroundLane m_lane; // last: joined first
};

} // namespace tandem
