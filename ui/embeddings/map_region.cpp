#include "ui/embeddings/map_region.h"

#include "ui/embeddings/map_layout.h"

#include <algorithm>
#include <array>

namespace tandem {

namespace {

constexpr std::size_t kMostStrips = 1024;

QRectF boundsOf(std::span<const QPointF> corners)
{
    double left = corners[0].x(), right = left, low = corners[0].y(), high = low;
    for (const QPointF &corner : corners) {
        left = std::min(left, corner.x());
        right = std::max(right, corner.x());
        low = std::min(low, corner.y());
        high = std::max(high, corner.y());
    }
    return {QPointF(left, low), QPointF(right, high)};
}

} // namespace

MapRegion::MapRegion(std::span<const QPointF> corners)
{
    if (corners.size() < 3)
        return;
    m_bounds = boundsOf(corners);
    if (!(m_bounds.height() > 0) || !(m_bounds.width() > 0))
        return;
    m_strips = std::clamp<std::size_t>(2 * corners.size(), 1, kMostStrips);
    m_stripsPerUnit = static_cast<double>(m_strips) / m_bounds.height();

    const auto edge = [&corners](std::size_t i) {
        const QPointF &from = corners[i], &to = corners[(i + 1) % corners.size()];
        return Edge{from.x(), from.y(), to.x(), to.y()};
    };
    m_begin.assign(m_strips + 1, 0);
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const Edge e = edge(i);
        for (std::size_t strip = stripOf(std::min(e.y1, e.y2)); strip <= stripOf(std::max(e.y1, e.y2)); ++strip)
            ++m_begin[strip + 1];
    }
    for (std::size_t strip = 0; strip < m_strips; ++strip)
        m_begin[strip + 1] += m_begin[strip];
    m_edges.resize(m_begin.back());
    std::vector<std::size_t> next(m_begin.begin(), m_begin.end() - 1);
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const Edge e = edge(i);
        for (std::size_t strip = stripOf(std::min(e.y1, e.y2)); strip <= stripOf(std::max(e.y1, e.y2)); ++strip)
            m_edges[next[strip]++] = e;
    }
}

MapRegion::MapRegion(const QRectF &box)
    : MapRegion(std::array{box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()})
{
}

/// Never falls as y rises: an edge is in every strip that holds a point of its height.
std::size_t MapRegion::stripOf(double y) const
{
    const double strip = (y - m_bounds.top()) * m_stripsPerUnit;
    return std::min(strip > 0 ? static_cast<std::size_t>(strip) : 0, m_strips - 1);
}

/// How often the outline goes around a point inside the bounds.
int MapRegion::winding(double x, double y) const
{
    const std::size_t strip = stripOf(y);
    int turns = 0;
    for (std::size_t i = m_begin[strip]; i < m_begin[strip + 1]; ++i) {
        const Edge &e = m_edges[i];
        const bool upwards = e.y1 <= y && y < e.y2, downwards = e.y2 <= y && y < e.y1;
        if (!upwards && !downwards)
            continue;
        const double side = (e.x2 - e.x1) * (y - e.y1) - (x - e.x1) * (e.y2 - e.y1);
        if (upwards && side > 0)
            ++turns;
        else if (downwards && side < 0)
            --turns;
    }
    return turns;
}

bool MapRegion::contains(const QPointF &point) const
{
    const double x = point.x(), y = point.y();
    // Written so that a place that is no number is outside.
    return m_strips > 0 && x >= m_bounds.left() && x <= m_bounds.right() && y >= m_bounds.top() &&
           y <= m_bounds.bottom() && winding(x, y) != 0;
}

std::vector<std::uint32_t> MapRegion::pointsInside(const MapLayout &layout) const
{
    std::vector<std::uint32_t> inside;
    for (std::size_t point = 0; point < layout.size(); ++point)
        if (contains(layout.at(point)))
            inside.push_back(static_cast<std::uint32_t>(point));
    return inside;
}

} // namespace tandem
