#include "ui/embeddings/embedding_map.h"

#include "ui/embeddings/embedding_map_accessible.h"
#include "ui/embeddings/hover_card.h"
#include "ui/embeddings/sample_images.h"

#include <QAccessible>
#include <QLocale>

#include <algorithm>
#include <numeric>
#include <utility>

namespace tandem {

EmbeddingMap::EmbeddingMap(QWidget *parent)
    : QWidget(parent), m_selection(&m_ownSelection), m_hover([this](const QPointF &place) { return pointAt(place); }),
      m_card(new HoverCard(this))
{
    installEmbeddingMapAccessible();
    setAccessibleName(tr("Map of the images"));
    setEmptyText(tr("Here will be the images as an encoder arranges them, one point each."));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    grabGesture(Qt::PinchGesture);
    connect(&m_motion, &LayoutMotion::moved, this, &EmbeddingMap::onLayoutMoved);
    connect(&m_renderer, &MapRenderer::arrived, this, qOverload<>(&QWidget::update));
    connect(&m_hover, &HoverTracker::pointChanged, this, &EmbeddingMap::onHovered);
    connect(&m_hover, &HoverTracker::dwelled, this, &EmbeddingMap::markPoint);
    setSelection(nullptr);
    updateCursor();
}

EmbeddingMap::~EmbeddingMap()
{
    delete m_card;
}

void EmbeddingMap::setPoints(const PointTablePtr &table, const MapLayoutPtr &layout, bool animate)
{
    const PointTablePtr before = m_table;
    const bool isSameTable = table == before;
    if (!isSameTable)
        setTable(table);
    m_past.clear();
    m_motion.go(table ? layout : nullptr, animate && before);
    if (!isSameTable) {
        onSelectionChanged();
        onCurrentChanged();
    }
}

/// What is under way on the map goes on where its points are the same: maps that settle come thirty times a second.
void EmbeddingMap::setTable(const PointTablePtr &table)
{
    const PointTablePtr before = m_table;
    const bool isSameDataset = table && before && table->dataset == before->dataset;
    if (isSameDataset && table->samples == before->samples) {
        m_table = table;
        m_stylesAreOld = true;
        if (m_marked >= 0)
            markPoint(m_marked); // its values are others
        return;
    }
    cancelDrag();
    m_hover.leave();
    markPoint(-1);
    m_table = table;
    if (!isSameDataset)
        m_camera.fit();
    m_neighbors.reset(); // they number the points of the table before
    if (table && before && m_motion.shown())
        m_motion.go(carriedOver(*before, *m_motion.shown(), *table), false);
    m_linked = -1;
    m_paintedThumbnails.clear();
    m_stylesAreOld = true;
}

void EmbeddingMap::setEmptyText(const QString &text)
{
    m_emptyText = text;
    update();
}

void EmbeddingMap::setColoring(MapColoring *coloring)
{
    if (m_coloring)
        disconnect(m_coloring, nullptr, this, nullptr);
    m_coloring = coloring;
    if (m_coloring)
        connect(m_coloring, &MapColoring::changed, this, &EmbeddingMap::onColoringChanged);
    onColoringChanged();
}

void EmbeddingMap::setSelection(SampleSelection *selection)
{
    if (m_selection)
        disconnect(m_selection, nullptr, this, nullptr);
    m_selection = selection ? selection : &m_ownSelection;
    connect(m_selection, &SampleSelection::changed, this, &EmbeddingMap::onSelectionChanged);
    connect(m_selection, &SampleSelection::currentChanged, this, &EmbeddingMap::onCurrentChanged);
    if (selection) // it may end before the map does
        connect(selection, &QObject::destroyed, this, [this] { setSelection(nullptr); });
    onSelectionChanged();
    onCurrentChanged();
}

void EmbeddingMap::setImages(SampleImages *images)
{
    if (m_images)
        disconnect(m_images, nullptr, this, nullptr);
    m_images = images;
    if (m_card)
        m_card->setImages(images);
    if (m_images)
        connect(m_images, &SampleImages::arrived, this, qOverload<>(&QWidget::update));
    update();
}

void EmbeddingMap::setNeighbors(NeighborSourcePtr neighbors, EmbeddingSpace space)
{
    if (neighbors == m_neighbors && space == m_space)
        return;
    m_neighbors = std::move(neighbors);
    m_space = space;
    findNeighbors();
}

void EmbeddingMap::setTrails(std::vector<MapLayoutPtr> past)
{
    m_past = std::move(past);
    update();
}

void EmbeddingMap::setLinkedPoint(std::int64_t point)
{
    if (std::exchange(m_linked, point) != point)
        update();
}

void EmbeddingMap::setForeign(const QPointF &place, const QImage &picture)
{
    m_foreignPlace = place;
    m_foreignPicture = picture;
    update();
}

void EmbeddingMap::setTool(Tool tool)
{
    if (tool == m_tool)
        return;
    cancelDrag();
    m_tool = tool;
    updateCursor();
    Q_EMIT toolChanged();
}

void EmbeddingMap::setThumbnails(Thumbnails mode)
{
    m_thumbnailMode = mode;
    update();
}

void EmbeddingMap::setPointScale(double scale)
{
    m_pointScale = scale;
    ++m_sceneVersion;
    update();
}

double EmbeddingMap::diameter() const
{
    return pointDiameter(m_table ? m_table->size() : 0, m_camera, m_pointScale);
}

void EmbeddingMap::changeCamera(const MapCamera &camera)
{
    if (camera == m_camera)
        return;
    m_camera = camera;
    placeCard();
    m_hover.lookAgain();
    update();
    Q_EMIT cameraChanged();
}

void EmbeddingMap::fit()
{
    MapCamera camera = m_camera;
    camera.fit();
    changeCamera(camera);
}

void EmbeddingMap::zoomBy(double factor)
{
    MapCamera camera = m_camera;
    camera.zoom(factor, QPointF(width(), height()) / 2);
    changeCamera(camera);
}

void EmbeddingMap::showSelected()
{
    const MapLayoutPtr &shown = m_motion.shown();
    QRectF part;
    for (std::size_t point = 0; point < m_selectedPoints.size(); ++point)
        if (m_selectedPoints[point] != 0 && shown->x[point] == shown->x[point]) { // it has a place
            const QRectF spot(shown->at(point), QSizeF(1e-9, 1e-9));
            part = part.isNull() ? spot : part.united(spot);
        }
    if (part.isNull())
        return;
    MapCamera camera = m_camera;
    camera.show(part);
    changeCamera(camera);
}

QPointF EmbeddingMap::placeOf(std::size_t point) const
{
    return m_camera.toScreen(m_motion.shown()->at(point));
}

std::int64_t EmbeddingMap::pointAt(const QPointF &place) const
{
    if (!m_table || !m_motion.shown() || m_drag.gesture > Gesture::Press)
        return -1;
    for (const std::uint32_t point : m_paintedThumbnails)
        if (thumbnailRect(point).contains(place))
            return point;
    return nearestPoint(*m_motion.shown(), m_camera.toMap(place), kPickRadius / m_camera.scale(), hiddenPoints());
}

std::span<const std::uint8_t> EmbeddingMap::hiddenPoints() const
{
    return isColored() ? std::span<const std::uint8_t>(m_coloring->hidden()) : std::span<const std::uint8_t>();
}

std::int64_t EmbeddingMap::currentPoint() const
{
    return m_table ? m_table->pointOf(m_selection->currentOf(m_table->dataset)) : -1;
}

void EmbeddingMap::setCurrentPoint(std::int64_t point)
{
    if (!m_table)
        return;
    const std::int64_t sample = point < 0 ? -1 : m_table->samples[static_cast<std::size_t>(point)];
    m_selection->setCurrent(m_table->dataset, sample);
}

void EmbeddingMap::onLayoutMoved()
{
    m_layoutIsOld = true;
    placeCard();
    if (m_drag.gesture == Gesture::Lasso || m_drag.gesture == Gesture::Box)
        previewDrag(); // the points move under the outline
    if (!m_motion.isMoving())
        m_hover.lookAgain();
    update();
}

void EmbeddingMap::onColoringChanged()
{
    m_stylesAreOld = true;
    m_hover.lookAgain();
    update();
    Q_EMIT summaryChanged();
}

void EmbeddingMap::onSelectionChanged()
{
    m_selectedIsOld = true;
    m_selectedPoints.assign(m_table ? m_table->size() : 0, 0);
    m_selectedCount = 0;
    if (m_table) {
        const SampleSet &selected = m_selection->selectedOf(m_table->dataset);
        for (std::size_t point = 0; point < m_table->size(); ++point)
            m_selectedPoints[point] = selected.contains(m_table->samples[point]) ? 1 : 0;
        m_selectedCount =
            static_cast<std::uint32_t>(std::count(m_selectedPoints.begin(), m_selectedPoints.end(), std::uint8_t{1}));
    }
    update();
    Q_EMIT summaryChanged();
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void EmbeddingMap::onCurrentChanged()
{
    const std::int64_t point = currentPoint();
    update();
    Q_EMIT currentPointChanged(point);
    if (point < 0)
        return;
    QAccessibleValueChangeEvent event(this, describePoint(point));
    QAccessible::updateAccessibility(&event);
}

void EmbeddingMap::onHovered(std::int64_t point)
{
    if (m_marked != point)
        markPoint(-1);
    update();
    Q_EMIT hoveredPointChanged(point);
}

/// Shows the card of a point and lines to its neighbors.
void EmbeddingMap::markPoint(std::int64_t point)
{
    if (!m_card)
        return; // the window is going
    m_marked = point;
    if (point < 0 || !m_table) {
        m_card->hide();
    } else {
        m_card->show(m_table, static_cast<std::uint32_t>(point), m_coloring ? m_coloring->key() : QString());
        placeCard();
    }
    findNeighbors();
    update();
}

const HoverCard &EmbeddingMap::card() const
{
    return *m_card;
}

void EmbeddingMap::placeCard()
{
    if (m_marked >= 0 && m_motion.shown())
        m_card->placeAt(placeOf(static_cast<std::size_t>(m_marked)));
}

void EmbeddingMap::findNeighbors()
{
    m_neighborsOfMarked.clear();
    m_neighborLane.cancel();
    if (m_marked < 0 || !m_neighbors || !m_neighbors->has(m_space))
        return;
    NeighborQuery query;
    query.space = m_space;
    query.points = {static_cast<std::uint32_t>(m_marked)};
    m_neighborLane.submit(
        this, [source = m_neighbors, query](const std::stop_token &stop) { return source->nearest(query, stop); },
        [this](const std::vector<Neighbor> &found) {
            m_neighborsOfMarked = found;
            m_card->setNeighbors(found, m_space == EmbeddingSpace::Features ? tr("Nearest in h, by cosine")
                                                                            : tr("Nearest in z, by cosine"));
            placeCard();
            update();
        });
}

void EmbeddingMap::selectPoints(std::span<const std::uint32_t> points, SelectMode mode, const QString &what)
{
    if (m_table)
        m_selection->combine(m_table->dataset, m_table->samplesOf(points), mode, what);
}

void EmbeddingMap::selectAll()
{
    if (!m_table)
        return;
    const auto hidden = hiddenPoints();
    std::vector<std::uint32_t> points;
    for (std::size_t point = 0; point < m_table->size(); ++point)
        if (hidden.empty() || hidden[point] == 0)
            points.push_back(static_cast<std::uint32_t>(point));
    selectPoints(points, SelectMode::Replace, tr("Select all"));
}

void EmbeddingMap::invert()
{
    const auto hidden = hiddenPoints();
    std::vector<std::uint32_t> points;
    for (std::size_t point = 0; point < m_selectedPoints.size(); ++point)
        if (m_selectedPoints[point] == 0 && (hidden.empty() || hidden[point] == 0))
            points.push_back(static_cast<std::uint32_t>(point));
    selectPoints(points, SelectMode::Replace, tr("Invert the selection"));
}

void EmbeddingMap::selectNothing()
{
    m_selection->clear(tr("Select nothing"));
}

std::uint32_t EmbeddingMap::shownCount() const
{
    return isColored() ? m_coloring->shownCount() : static_cast<std::uint32_t>(m_table ? m_table->size() : 0);
}

QString EmbeddingMap::summary() const
{
    if (!m_table)
        return {};
    QStringList parts{tr("%Ln image(s)", nullptr, static_cast<int>(m_table->size()))};
    const SampleColumn *classes = m_table->column(QStringLiteral("class"));
    if (classes && classes->kind == SampleColumn::Kind::Category && !classes->names.isEmpty())
        parts.append(tr("%Ln class(es)", nullptr, static_cast<int>(classes->names.size())));
    if (shownCount() < m_table->size())
        parts.append(tr("%Ln shown", "number of images", static_cast<int>(shownCount())));
    parts.append(tr("%Ln selected", "number of images", static_cast<int>(m_selectedCount)));
    const auto elsewhere =
        static_cast<int>(m_selection->selectedOf(m_table->dataset).count()) - static_cast<int>(m_selectedCount);
    if (elsewhere > 0)
        parts.append(tr("%Ln more selected that are not on this map", "number of images", elsewhere));
    return parts.join(QStringLiteral(", "));
}

QString EmbeddingMap::describePoint(std::int64_t point) const
{
    if (!m_table || point < 0)
        return {};
    const auto row = static_cast<std::size_t>(point);
    const QString name = m_images ? m_images->name(m_table->samples[row]) : QString();
    QStringList parts{name.isEmpty() ? tr("Image %1").arg(QLocale().toString(m_table->samples[row])) : name};
    for (const SampleColumn &column : m_table->columns)
        //: %1: name of a value, %2: the value
        parts.append(tr("%1 %2", "spoken").arg(column.title, column.text(row)));
    if (m_selectedPoints[row] != 0)
        parts.append(tr("selected"));
    return parts.join(QStringLiteral(", "));
}

} // namespace tandem
