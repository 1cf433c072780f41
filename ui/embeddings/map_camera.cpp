#include "ui/embeddings/map_camera.h"

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

constexpr double kMargin = 24;      // pixels around the fitted map
constexpr double kWanderRoom = 1.2; // how far the middle of the view may go; the map ends at 1

} // namespace

MapCamera::MapCamera(const QSizeF &view) : m_view(view.expandedTo({1, 1})) {}

double MapCamera::fitScale() const
{
    const double side = std::min(m_view.width(), m_view.height());
    return std::max(side - 2 * kMargin, side / 2) / 2;
}

void MapCamera::resize(const QSizeF &view)
{
    m_view = view.expandedTo({1, 1});
}

void MapCamera::fit()
{
    m_center = {};
    m_zoom = 1;
}

void MapCamera::show(const QRectF &part)
{
    constexpr double kSmallest = 1e-3; // a single spot: near it, with what lies around
    const double width = std::max(part.width(), kSmallest), height = std::max(part.height(), kSmallest);
    const double across = std::max(m_view.width() - 2 * kMargin, m_view.width() / 2) / width;
    const double down = std::max(m_view.height() - 2 * kMargin, m_view.height() / 2) / height;
    m_zoom = std::clamp(std::min(across, down) / fitScale(), kMinimumZoom, kMaximumZoom);
    m_center = part.center();
    keepInSight();
}

void MapCamera::pan(const QPointF &from, const QPointF &to)
{
    m_center += toMap(from) - toMap(to);
    keepInSight();
}

void MapCamera::zoom(double factor, const QPointF &anchor)
{
    const QPointF before = toMap(anchor);
    m_zoom = std::clamp(m_zoom * factor, kMinimumZoom, kMaximumZoom);
    m_center += before - toMap(anchor);
    keepInSight();
}

void MapCamera::reveal(const QPointF &map, double margin)
{
    const QPointF at = toScreen(map);
    const double marginX = std::min(margin, m_view.width() / 2), marginY = std::min(margin, m_view.height() / 2);
    const QPointF inside(std::clamp(at.x(), marginX, m_view.width() - marginX),
                         std::clamp(at.y(), marginY, m_view.height() - marginY));
    if (inside != at)
        pan(at, inside);
}

QPointF MapCamera::toScreen(const QPointF &map) const
{
    return {m_view.width() / 2 + (map.x() - m_center.x()) * scale(),
            m_view.height() / 2 - (map.y() - m_center.y()) * scale()};
}

QPointF MapCamera::toMap(const QPointF &screen) const
{
    return {m_center.x() + (screen.x() - m_view.width() / 2) / scale(),
            m_center.y() - (screen.y() - m_view.height() / 2) / scale()};
}

QRectF MapCamera::visiblePart() const
{
    const QSizeF size = m_view / scale();
    return {m_center.x() - size.width() / 2, m_center.y() - size.height() / 2, size.width(), size.height()};
}

void MapCamera::keepInSight()
{
    m_center.setX(std::clamp(m_center.x(), -kWanderRoom, kWanderRoom));
    m_center.setY(std::clamp(m_center.y(), -kWanderRoom, kWanderRoom));
}

} // namespace tandem
