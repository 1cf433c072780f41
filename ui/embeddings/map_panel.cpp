#include "ui/embeddings/map_panel.h"

#include "ui/embeddings/image_drop.h"
#include "ui/embeddings/map_legend.h"
#include "ui/embeddings/sample_images.h"
#include "ui/embeddings/sample_query.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QSettings>
#include <QSignalBlocker>
#include <QSplitter>

#include <utility>

namespace tandem {

MapPanel::MapPanel(QWidget *parent)
    : QWidget(parent), m_map(new EmbeddingMap), m_exporter(*m_map, m_coloring), m_legend(new MapLegend(m_coloring)),
      m_colorBy(new QComboBox), m_query(new QLineEdit), m_summary(new MutedLabel),
      m_caption(new ElidedLabel({}, Qt::ElideRight)), m_splitter(new QSplitter(Qt::Horizontal)),
      m_modes(new QActionGroup(this)), m_undo(nullptr), m_redo(nullptr), m_nearest(nullptr)
{
    buildLayout();
    m_map->setColoring(&m_coloring);
    connect(m_map, &EmbeddingMap::summaryChanged, this, &MapPanel::showSummary);
    connect(m_map, &EmbeddingMap::menuRequested, this, &MapPanel::showPointMenu);
    connect(m_map, &EmbeddingMap::pointActivated, this, &MapPanel::neighborsRequested);
    connect(m_colorBy, &QComboBox::activated, this, [this] { colorBy(m_colorBy->currentData().toString()); });
    connect(m_query, &QLineEdit::returnPressed, this, [this] { selectByQuery(m_query->text()); });
    connect(m_query, &QLineEdit::textEdited, this, [this] { showQueryError({}); });
    connect(m_legend, &MapLegend::selectRequested, this,
            [this](const std::vector<std::uint32_t> &points, const QString &name) {
                m_map->selectPoints(points, m_mode, tr("Class %1").arg(name));
            });
    connect(&m_exporter, &MapExporter::failed, this, &MapPanel::failed);
    connect(&m_exporter, &MapExporter::noticed, this, &MapPanel::noticed);
    auto *drop = new ImageDrop(m_map);
    connect(drop, &ImageDrop::dropped, this, &MapPanel::imageDropped);
    setSelection(nullptr);
}

MapPanel::~MapPanel()
{
    m_map->setColoring(nullptr); // the map is a child and goes after the coloring
    delete m_legend;
}

void MapPanel::setPoints(const PointTablePtr &table, const MapLayoutPtr &layout, bool animate)
{
    const QString key = m_coloring.key();
    m_map->setPoints(table, layout, animate);
    const bool keepsKey = table && table->column(key);
    m_coloring.setColumn(table, keepsKey || !table || table->columns.empty() ? key : table->columns.front().key);
    fillColumns();
    showSummary();
}

void MapPanel::setSelection(SampleSelection *selection)
{
    if (m_selection)
        disconnect(&m_selection->history(), nullptr, this, nullptr);
    m_map->setSelection(selection);
    m_selection = &m_map->selection();
    m_legend->setSelection(m_selection);
    const auto follow = [this] {
        QUndoStack &history = m_selection->history();
        m_undo->setEnabled(history.canUndo());
        m_redo->setEnabled(history.canRedo());
        m_undo->setToolTip(history.canUndo() ? tr("Undo: %1").arg(history.undoText()) : tr("Undo a selection"));
        m_redo->setToolTip(history.canRedo() ? tr("Redo: %1").arg(history.redoText()) : tr("Redo a selection"));
    };
    connect(&m_selection->history(), &QUndoStack::indexChanged, this, follow);
    follow();
    showSummary();
}

void MapPanel::setImages(SampleImages *images)
{
    m_map->setImages(images);
    m_names = images ? images->names() : SampleImages::Names();
    m_exporter.setNames(m_names);
}

void MapPanel::setNeighbors(const NeighborSourcePtr &neighbors, EmbeddingSpace space)
{
    m_neighbors = neighbors;
    m_space = space;
    m_map->setNeighbors(neighbors, space);
    showSummary();
}

void MapPanel::fillColumns()
{
    const QSignalBlocker blocker(m_colorBy);
    m_colorBy->clear();
    if (const PointTablePtr &table = m_map->table())
        for (const SampleColumn &column : table->columns)
            m_colorBy->addItem(column.title, column.key);
    m_colorBy->setCurrentIndex(m_colorBy->findData(m_coloring.key()));
    m_colorBy->setEnabled(m_colorBy->count() > 0);
}

void MapPanel::colorBy(const QString &key)
{
    m_coloring.setColumn(m_map->table(), key);
    const QSignalBlocker blocker(m_colorBy);
    m_colorBy->setCurrentIndex(m_colorBy->findData(key));
}

void MapPanel::setCaption(const QString &sentence, bool warns)
{
    m_caption->setText(sentence);
    m_caption->setMuted(!warns);
    m_warning->setVisible(warns);
}

void MapPanel::showSummary()
{
    m_summary->setText(m_map->summary());
    m_summary->setToolTip(m_map->summary());
    m_nearest->setEnabled(m_map->selectedCount() > 0 && m_neighbors && m_neighbors->has(m_space));
}

void MapPanel::showQueryError(const QString &error)
{
    m_query->setToolTip(error.isEmpty()
                            ? tr("Words that all must fit: cat, class=cat, loss>2.5, name:train, -dog. Enter "
                                 "selects what is found.")
                            : error);
    QPalette colors = palette();
    if (!error.isEmpty()) {
        colors.setColor(QPalette::Text, colorsFor(colors).bad);
        Q_EMIT failed(error);
    }
    m_query->setPalette(colors);
}

void MapPanel::selectByQuery(const QString &text)
{
    const PointTablePtr &table = m_map->table();
    if (!table || text.trimmed().isEmpty())
        return;
    SampleQuery::Parsed parsed = SampleQuery::parse(text, *table);
    showQueryError(parsed.error);
    if (!parsed.error.isEmpty())
        return;
    m_queryLane.submit(
        this,
        [query = std::move(parsed.query), table, names = m_names](const std::stop_token &stop) {
            return query.match(*table, names, stop);
        },
        [this, table, text](const std::vector<std::uint32_t> &points) {
            if (table != m_map->table())
                return;
            m_map->selectPoints(points, m_mode, tr("Find %1").arg(text.trimmed()));
            if (points.empty())
                Q_EMIT noticed(tr("No image fits “%1”.").arg(text.trimmed()));
        });
}

void MapPanel::selectNeighbors(int count)
{
    const PointTablePtr &table = m_map->table();
    if (!table || !m_neighbors)
        return;
    NeighborQuery query;
    query.space = m_space;
    query.points = table->pointsOf(m_selection->selectedOf(table->dataset));
    query.count = count;
    if (query.points.empty())
        return;
    m_neighborLane.submit(
        this, [source = m_neighbors, query](const std::stop_token &stop) { return source->nearest(query, stop); },
        [this, table](const std::vector<Neighbor> &found) {
            std::vector<std::uint32_t> points;
            for (const Neighbor &neighbor : found)
                points.push_back(neighbor.point);
            if (table == m_map->table())
                m_map->selectPoints(points, SelectMode::Add, tr("Nearest neighbors"));
        });
}

void MapPanel::setSelectMode(SelectMode mode)
{
    m_mode = mode;
    for (QAction *action : m_modes->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(mode));
}

void MapPanel::showPointMenu(qint64 point, const QPoint &place)
{
    QMenu menu(this);
    const SampleColumn *column = m_coloring.column();
    if (point >= 0) {
        menu.addAction(tr("Show its neighbors"), this, [this, point] {
            m_map->setCurrentPoint(point);
            Q_EMIT neighborsRequested();
        });
        if (column && column->kind == SampleColumn::Kind::Category) {
            const int category = m_coloring.categoryOf(static_cast<std::size_t>(point));
            const QString name = m_legend->model().nameOf(category);
            menu.addAction(tr("Select all of %1").arg(name), this, [this, category, name] {
                m_map->selectPoints(m_legend->model().pointsOf(category), m_mode, tr("Class %1").arg(name));
            });
            menu.addAction(tr("Show %1 alone").arg(name), this, [this, category] { m_coloring.solo(category); });
        }
        menu.addSeparator();
    }
    QAction *zoom = menu.addAction(tr("Zoom to the selection"), m_map, &EmbeddingMap::showSelected);
    zoom->setEnabled(m_map->selectedCount() > 0);
    menu.addAction(tr("Show the whole map"), m_map, &EmbeddingMap::fit);
    menu.addAction(tr("Copy the picture"), &m_exporter, &MapExporter::copyPicture);
    menu.exec(place);
}

void MapPanel::saveLayout(QSettings &settings) const
{
    settings.setValue(QStringLiteral("legend"), m_splitter->saveState());
    settings.setValue(QStringLiteral("legendShown"), !m_splitter->widget(1)->isHidden());
    settings.setValue(QStringLiteral("colorBy"), m_coloring.key());
    settings.setValue(QStringLiteral("pointScale"), m_map->pointScale());
}

void MapPanel::restoreLayout(QSettings &settings)
{
    m_splitter->restoreState(settings.value(QStringLiteral("legend")).toByteArray());
    m_splitter->widget(1)->setVisible(settings.value(QStringLiteral("legendShown"), true).toBool());
    m_map->setPointScale(settings.value(QStringLiteral("pointScale"), 1.0).toDouble());
    if (const QString key = settings.value(QStringLiteral("colorBy")).toString(); !key.isEmpty())
        colorBy(key);
}

} // namespace tandem
