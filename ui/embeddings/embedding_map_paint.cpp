// What the map looks like.

#include "ui/embeddings/embedding_map.h"

#include "ui/embeddings/sample_images.h"
#include "ui/embeddings/thumbnail_placement.h"
#include "ui/theme.h"

#include <QLocale>
#include <QPaintEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

constexpr double kThumbnailSide = 44;          // pixels
constexpr std::size_t kMostTrailPieces = 6000; // drawn lines of all trails together
constexpr double kFaded = 0.3;                 // opacity of a picture when something else is selected

} // namespace

QColor EmbeddingMap::colorOf(std::size_t point) const
{
    const ThemeColors &c = colorsFor(palette());
    if (!isColored() || m_coloring->styles()[point] == kHiddenStyle)
        return c.series[0];
    const PointStyle style = unpacked(m_coloring->styles()[point]);
    if (m_coloring->column() && m_coloring->column()->kind == SampleColumn::Kind::Number && style.color < kRampSteps)
        return QColor::fromRgb(colorRamp(m_coloring->ramp(), c, m_coloring->isReversed())[style.color]);
    return QColor::fromRgb(m_coloring->palette(c)[style.color]);
}

void EmbeddingMap::updateScene()
{
    const MapLayoutPtr &shown = m_motion.shown();
    if (!m_table || !shown) {
        m_scene = {};
        return;
    }
    if (std::exchange(m_layoutIsOld, false)) {
        m_scene.setLayout(*shown);
        ++m_sceneVersion;
        m_stylesAreOld = m_stylesAreOld || !m_scene.styles;
        m_selectedIsOld = m_selectedIsOld || !m_scene.selected;
    }
    if (std::exchange(m_stylesAreOld, false)) {
        if (isColored())
            m_scene.setStyles(m_coloring->styles());
        else
            m_scene.setStyles(std::vector<PackedStyle>(m_table->size(), packed({0, PointShape::Disc})));
        ++m_sceneVersion;
    }
    if (std::exchange(m_selectedIsOld, false)) {
        if (m_preview) {
            std::vector<std::uint8_t> selected(m_table->size());
            for (std::size_t point = 0; point < selected.size(); ++point)
                selected[point] = m_preview->contains(m_table->samples[point]) ? 1 : 0;
            m_scene.setSelected(selected);
        } else {
            m_scene.setSelected(m_selectedCount > 0 ? std::span<const std::uint8_t>(m_selectedPoints)
                                                    : std::span<const std::uint8_t>());
        }
        ++m_sceneVersion;
    }
}

MapRasterJob EmbeddingMap::rasterJob()
{
    updateScene();
    const ThemeColors &c = colorsFor(palette());
    MapRasterJob job;
    job.scene = m_scene;
    job.camera = m_camera;
    job.ratio = devicePixelRatioF();
    job.diameter = diameter();
    job.palette = isColored() ? m_coloring->palette(c) : std::vector<QRgb>{c.series[0].rgb()};
    job.surface = c.surface.rgb();
    job.text = c.text.rgb();
    job.shadesDensity =
        !isColored() || !m_coloring->column() || m_coloring->column()->kind == SampleColumn::Kind::Category;
    return job;
}

void EmbeddingMap::ensurePicture()
{
    updateScene();
    const double ratio = devicePixelRatioF();
    const bool sameScene = m_drawnVersion == m_sceneVersion && m_drawnRatio == ratio;
    if (sameScene && m_drawnCamera == m_camera)
        return;
    m_renderer.request(rasterJob(), sameScene);
    m_drawnVersion = m_sceneVersion;
    m_drawnCamera = m_camera;
    m_drawnRatio = ratio;
}

void EmbeddingMap::paintEvent(QPaintEvent *)
{
    const ThemeColors &c = colorsFor(palette());
    QPainter painter(this);
    if (!m_table || m_table->size() == 0) {
        painter.fillRect(rect(), c.surface);
        painter.setPen(c.mutedText);
        painter.drawText(rect().adjusted(space::kHuge, space::kHuge, -space::kHuge, -space::kHuge),
                         Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    } else {
        ensurePicture();
        drawPicture(painter);
        painter.setRenderHint(QPainter::Antialiasing);
        drawTrails(painter);
        m_paintedThumbnails = thumbnailPoints();
        drawThumbnails(painter, m_paintedThumbnails);
        drawNeighborLines(painter);
        drawRings(painter);
        drawForeign(painter);
        drawDrag(painter);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    if (hasFocus()) {
        painter.setPen(QPen(c.accent, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    } else {
        painter.setPen(c.border);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void EmbeddingMap::drawPicture(QPainter &painter) const
{
    const QImage &picture = m_renderer.picture();
    if (picture.isNull() || m_renderer.pictureCamera() != m_camera)
        painter.fillRect(rect(), colorsFor(palette()).surface);
    if (picture.isNull())
        return;
    if (m_renderer.pictureCamera() == m_camera) {
        painter.drawImage(0, 0, picture);
        return;
    }
    // A stand-in until the next one has been drawn.
    const QRectF part = m_renderer.pictureCamera().visiblePart();
    const QPointF a = m_camera.toScreen(part.topLeft()), b = m_camera.toScreen(part.bottomRight());
    painter.drawImage(QRectF(QPointF(a.x(), b.y()), QPointF(b.x(), a.y())), picture);
}

void EmbeddingMap::drawTrails(QPainter &painter) const
{
    if (m_past.empty() || m_selectedCount == 0)
        return;
    const std::size_t trails = std::min<std::size_t>(m_selectedCount, kTrails);
    const std::size_t stride = std::max<std::size_t>(1, trails * m_past.size() / kMostTrailPieces);
    std::size_t drawn = 0;
    for (std::size_t point = 0; point < m_selectedPoints.size() && drawn < trails; ++point) {
        if (m_selectedPoints[point] == 0)
            continue;
        ++drawn;
        QPolygonF path;
        for (std::size_t i = 0; i < m_past.size(); i += stride)
            if (m_past[i]->size() == m_table->size() && std::isfinite(m_past[i]->x[point]))
                path.append(m_camera.toScreen(m_past[i]->at(point)));
        path.append(placeOf(point));
        QColor color = colorOf(point);
        // The older third is the palest: one sees which way it went.
        for (int third = 0; third < 3; ++third) {
            color.setAlphaF(0.25F + 0.25F * static_cast<float>(third));
            painter.setPen(QPen(color, 1.2));
            const auto from = path.size() * third / 3, to = std::min(path.size() * (third + 1) / 3 + 1, path.size());
            painter.drawPolyline(path.constData() + from, static_cast<int>(to - from));
        }
    }
}

void EmbeddingMap::drawNeighborLines(QPainter &painter) const
{
    if (m_marked < 0 || !m_motion.shown())
        return;
    const ThemeColors &c = colorsFor(palette());
    const QPointF from = placeOf(static_cast<std::size_t>(m_marked));
    const auto hidden = hiddenPoints();
    for (const Neighbor &neighbor : m_neighborsOfMarked) {
        if (!hidden.empty() && hidden[neighbor.point] != 0)
            continue;
        const QPointF to = placeOf(neighbor.point);
        painter.setPen(QPen(c.surface, 4));
        painter.drawLine(from, to);
        painter.setPen(QPen(c.accentText, 1.6));
        painter.drawLine(from, to);
        const double r = diameter() / 2 + 2;
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(to, r, r);
    }
}

double EmbeddingMap::thumbnailSide() const
{
    return kThumbnailSide * std::clamp(std::pow(m_pointScale, 0.5), 0.7, 2.0);
}

bool EmbeddingMap::showsThumbnails() const
{
    if (!m_images || !m_table || !m_motion.shown() || m_thumbnailMode == Thumbnails::Never)
        return false;
    if (m_thumbnailMode == Thumbnails::Always)
        return true;
    // Near means: as far apart as points lie when spread over half of the map, about half a picture fits between two.
    const double spacing = std::sqrt(2.0 / static_cast<double>(m_table->size())) * m_camera.scale();
    return spacing >= 0.55 * thumbnailSide();
}

std::vector<std::uint32_t> EmbeddingMap::thumbnailPoints() const
{
    if (!showsThumbnails())
        return {};
    const MapLayout &layout = *m_motion.shown();
    const double side = thumbnailSide();
    const double room = 2 * side / m_camera.scale(); // around the view: who takes part there decides who does inside
    const QRectF part = m_camera.visiblePart().adjusted(-room, -room, room, room);
    const auto hidden = hiddenPoints();
    const std::int64_t current = currentPoint();
    // Selected ones come first; then always in the same order.
    std::vector<std::uint32_t> points;
    const auto gather = [&](bool selected) {
        for (const std::uint32_t point : *m_scene.order)
            if ((m_selectedPoints[point] != 0) == selected && point != current && part.contains(layout.at(point)) &&
                (hidden.empty() || hidden[point] == 0))
                points.push_back(point);
    };
    if (current >= 0)
        points.push_back(static_cast<std::uint32_t>(current));
    gather(true);
    gather(false);
    std::vector<QPointF> places;
    for (const std::uint32_t point : points)
        places.push_back(m_camera.toScreen(layout.at(point)));
    std::vector<std::uint32_t> placed;
    for (const std::size_t i :
         placeThumbnails(places, side + 2, QRectF(rect()).adjusted(-2 * side, -2 * side, 2 * side, 2 * side)))
        placed.push_back(points[i]);
    return placed;
}

QRectF EmbeddingMap::thumbnailRect(std::uint32_t point) const
{
    const QPointF center = placeOf(point);
    const double side = thumbnailSide();
    return {std::round(center.x() - side / 2), std::round(center.y() - side / 2), side, side};
}

void EmbeddingMap::drawThumbnails(QPainter &painter, std::span<const std::uint32_t> points) const
{
    const ThemeColors &c = colorsFor(palette());
    const auto pixels = static_cast<int>(thumbnailSide() * painter.device()->devicePixelRatioF());
    const bool somethingIsSelected = m_preview ? !m_preview->isEmpty() : m_selectedCount > 0;
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const std::uint32_t point : points) {
        const QRectF square = thumbnailRect(point);
        if (!square.intersects(rect()))
            continue;
        const std::uint32_t sample = m_table->samples[point];
        const bool isSelected = m_preview ? m_preview->contains(sample) : m_selectedPoints[point] != 0;
        painter.fillRect(square, c.surface);
        if (somethingIsSelected && !isSelected)
            painter.setOpacity(kFaded);
        painter.fillRect(square, colorOf(point));
        drawSamplePicture(painter, square.adjusted(2, 2, -2, -2), m_images->picture(sample, pixels), c.hover);
        painter.setOpacity(1);
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

void EmbeddingMap::drawRings(QPainter &painter) const
{
    const ThemeColors &c = colorsFor(palette());
    const auto hidden = hiddenPoints();
    painter.setBrush(Qt::NoBrush);
    const auto ring = [&](std::int64_t point, const QColor &color, double room, Qt::PenStyle style) {
        if (point < 0 || static_cast<std::size_t>(point) >= m_table->size() ||
            (!hidden.empty() && hidden[static_cast<std::size_t>(point)] != 0))
            return;
        const QPointF at = placeOf(static_cast<std::size_t>(point));
        if (!std::isfinite(at.x()) || !rect().adjusted(-20, -20, 20, 20).contains(at.toPoint()))
            return;
        const double r = diameter() / 2 + room;
        painter.setPen(QPen(c.surface, 4));
        painter.drawEllipse(at, r, r);
        painter.setPen(QPen(color, 2, style));
        painter.drawEllipse(at, r, r);
    };
    ring(m_linked, c.text, 6, Qt::DotLine);
    ring(currentPoint(), hasFocus() ? c.accent : c.text, 4, Qt::SolidLine);
    if (m_hover.point() != currentPoint())
        ring(m_hover.point(), c.text, 4, Qt::SolidLine);
}

void EmbeddingMap::drawForeign(QPainter &painter) const
{
    if (m_foreignPicture.isNull())
        return;
    constexpr double kSide = 40;
    const ThemeColors &c = colorsFor(palette());
    QRectF square(0, 0, kSide, kSide);
    const QPointF at = m_camera.toScreen(m_foreignPlace);
    square.moveCenter(at - QPointF(0, kSide / 2 + 12)); // a pin above its spot
    painter.setPen(QPen(c.accent, 2));
    painter.setBrush(c.surface);
    painter.drawLine(at, QPointF(at.x(), square.bottom()));
    painter.drawEllipse(at, 4, 4);
    painter.drawRect(square.adjusted(-3, -3, 3, 3));
    drawSamplePicture(painter, square, m_foreignPicture, c.sunken);
}

void EmbeddingMap::drawDrag(QPainter &painter) const
{
    if (m_drag.gesture != Gesture::Lasso && m_drag.gesture != Gesture::Box)
        return;
    const ThemeColors &c = colorsFor(palette());
    QPolygonF outline;
    for (const QPointF &corner : m_drag.corners)
        outline.append(m_camera.toScreen(corner));
    QColor fill = c.accent;
    fill.setAlphaF(0.12F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(outline, Qt::WindingFill);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(c.surface, 3.5));
    painter.drawPolygon(outline);
    painter.setPen(QPen(c.accentText, 1.5, m_drag.mode == SelectMode::Subtract ? Qt::DashLine : Qt::SolidLine));
    painter.drawPolygon(outline);
    if (!m_preview)
        return;
    const QString sign = m_drag.mode == SelectMode::Add        ? QStringLiteral("+ ")
                         : m_drag.mode == SelectMode::Subtract ? QStringLiteral("− ")
                                                               : QString();
    const QString text = sign + QLocale().toString(m_preview->count());
    QRect tag(QPoint(), fontMetrics().size(Qt::TextSingleLine, text) + QSize(2 * space::kSmall, space::kTight));
    tag.moveTopLeft((m_drag.last + QPointF(14, 10)).toPoint());
    tag.moveRight(std::min(tag.right(), width() - 4));
    tag.moveBottom(std::min(tag.bottom(), height() - 4));
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.accent);
    painter.drawRoundedRect(tag, space::kRadius, space::kRadius);
    painter.setPen(c.onAccent);
    painter.drawText(tag, Qt::AlignCenter, text);
}

QImage MapSnapshot::image() const
{
    BandPool pool;
    QImage image = rasterise(job, pool);
    QPainter painter(&image);
    if (!overlay.isNull())
        painter.drawImage(0, 0, overlay);
    return image;
}

MapSnapshot EmbeddingMap::snapshot(double scale)
{
    MapSnapshot snapshot{rasterJob(), {}};
    snapshot.job.ratio = scale;
    const bool hasOverlay = m_table && (showsThumbnails() || !m_past.empty());
    if (hasOverlay) {
        snapshot.overlay = QImage((QSizeF(size()) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
        snapshot.overlay.setDevicePixelRatio(scale);
        snapshot.overlay.fill(Qt::transparent);
        QPainter painter(&snapshot.overlay);
        painter.setRenderHint(QPainter::Antialiasing);
        drawTrails(painter);
        drawThumbnails(painter, thumbnailPoints());
    }
    return snapshot;
}

void EmbeddingMap::resizeEvent(QResizeEvent *event)
{
    MapCamera camera = m_camera;
    camera.resize(size());
    changeCamera(camera);
    QWidget::resizeEvent(event);
}

void EmbeddingMap::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        ++m_sceneVersion;
        update();
    }
    QWidget::changeEvent(event);
}

} // namespace tandem
