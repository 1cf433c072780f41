#pragma once

#include "ui/embeddings/embedding_map.h"
#include "ui/embeddings/map_coloring.h"
#include "ui/embeddings/map_exporter.h"

#include <QWidget>

class QActionGroup;
class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QSettings;
class QSplitter;
class QToolButton;

namespace tandem {

class ElidedLabel;
class MapLegend;

/// A map with all that belongs to it: tools, what it is colored by, legend, selecting by words, classes and neighbors,
/// export, and a line that says what is seen. GUI thread.
class MapPanel : public QWidget {
    Q_OBJECT
public:
    explicit MapPanel(QWidget *parent = nullptr);
    ~MapPanel() override;

    [[nodiscard]] EmbeddingMap &map() { return *m_map; }
    [[nodiscard]] MapColoring &coloring() { return m_coloring; }
    [[nodiscard]] MapLegend &legend() { return *m_legend; }
    [[nodiscard]] MapExporter &exporter() { return m_exporter; }

    // As EmbeddingMap's; the coloring stays with its column where the new table has it.
    void setPoints(const PointTablePtr &table, const MapLayoutPtr &layout, bool animate = true);
    void setSelection(SampleSelection *selection);
    void setImages(SampleImages *images);
    void setNeighbors(const NeighborSourcePtr &neighbors, EmbeddingSpace space);

    /// The column that colors the points, by key.
    void colorBy(const QString &key);
    /// A sentence about the layout ("t-SNE, perplexity 30, KL 1.22"); `warns`: the map must not be trusted.
    void setCaption(const QString &sentence, bool warns = false);

    void saveLayout(QSettings &settings) const;
    void restoreLayout(QSettings &settings);

    /// Selects what a question of words picks, as if typed; see SampleQuery.
    void selectByQuery(const QString &text);
    /// Adds so many nearest neighbors of the selected images' mean to the selection.
    void selectNeighbors(int count);
    void setSelectMode(SelectMode mode);

Q_SIGNALS:
    void failed(const QString &sentence);
    void noticed(const QString &sentence);
    /// The person wants the neighbors of a point, or of what is selected, in the panel beside.
    void neighborsRequested();
    /// An image file was dropped on the map.
    void imageDropped(const QString &file);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildLayout();
    QWidget *buildToolBar();
    void addTool(QLayout &row, EmbeddingMap::Tool tool, const QString &iconName, const QString &text,
                 const QString &key);
    QToolButton *addButton(QLayout &row, const QString &iconName, const QString &text, const QString &key = {});
    void buildSelectMenu(QToolButton &button);
    void buildExportMenu(QToolButton &button);
    void buildPictureMenu(QToolButton &button);
    void buildHistory(QLayout &row);
    void fillColumns();
    void showSummary();
    void showQueryError(const QString &error);
    void showPointMenu(qint64 point, const QPoint &place);

    MapColoring m_coloring;
    EmbeddingMap *m_map;
    MapExporter m_exporter;
    MapLegend *m_legend;
    QComboBox *m_colorBy;
    QLineEdit *m_query;
    QLabel *m_summary;
    ElidedLabel *m_caption;
    QWidget *m_warning = nullptr;
    QSplitter *m_splitter;
    QActionGroup *m_modes;
    QToolButton *m_legendButton = nullptr;
    QAction *m_undo, *m_redo, *m_nearest;
    QPointer<SampleSelection> m_selection;
    SampleImages::Names m_names;
    NeighborSourcePtr m_neighbors;
    EmbeddingSpace m_space = EmbeddingSpace::Features;
    SelectMode m_mode = SelectMode::Replace;    // of what is named, as opposed to drawn
    BackgroundLane m_queryLane, m_neighborLane; // last: joined first
};

} // namespace tandem
