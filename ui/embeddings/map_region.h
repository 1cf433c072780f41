#pragma once

#include <QPointF>
#include <QRectF>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tandem {

struct MapLayout;

/// An area of the map that a hand drew: whatever the outline goes around, also where it crosses itself. It closes by
/// itself. Corners are map points; a region of less than three corners holds nothing.
///
/// A hand draws hundreds of corners. The region is cut into horizontal strips, and a point is held against the edges of
/// its strip alone: 100,000 points in a millisecond or two, with the answers of the plain test to the last point.
class MapRegion {
public:
    MapRegion() = default;
    explicit MapRegion(std::span<const QPointF> corners);
    explicit MapRegion(const QRectF &box);

    [[nodiscard]] bool contains(const QPointF &point) const;
    /// The points inside, ascending. Points without a place are nowhere.
    [[nodiscard]] std::vector<std::uint32_t> pointsInside(const MapLayout &layout) const;
    [[nodiscard]] const QRectF &bounds() const { return m_bounds; }

private:
    struct Edge {
        double x1, y1, x2, y2;
    };
    [[nodiscard]] std::size_t stripOf(double y) const;
    [[nodiscard]] int winding(double x, double y) const;

    QRectF m_bounds;
    double m_stripsPerUnit = 0;
    std::size_t m_strips = 0;
    std::vector<std::size_t> m_begin; // of each strip in m_edges, and the end
    std::vector<Edge> m_edges;        // strip by strip
};

} // namespace tandem
