#include "ui/embeddings/point_stamp.h"

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

constexpr double kSmoothFrom = 4, kRimFrom = 6; // device pixels

/// How far (x, y) is outside of a box of these half sides around 0; negative inside.
double outsideBox(double x, double y, double halfWidth, double halfHeight)
{
    return std::max(std::abs(x) - halfWidth, std::abs(y) - halfHeight);
}

/// How far (x, y) is outside of a shape with the area of a disc of radius r around 0, in pixels; negative inside. Exact
/// along edges, which is all that smoothing needs.
double outside(PointShape shape, double x, double y, double r)
{
    switch (shape) {
    case PointShape::Disc:
        return std::hypot(x, y) - r;
    case PointShape::Square:
        return outsideBox(x, y, 0.886 * r, 0.886 * r);
    case PointShape::Triangle: // equilateral, tip up, around its centroid: three lines at 0.777 r
        return std::max(y, std::abs(x) * 0.8660 - y / 2) - 0.777 * r;
    case PointShape::Cross: { // two bars along the diagonals
        const double along = (x + y) * 0.7071, across = (x - y) * 0.7071;
        const double length = 1.2 * r, half = 0.38 * r;
        return std::min(outsideBox(along, across, length, half), outsideBox(along, across, half, length));
    }
    }
    return 0;
}

/// Without smoothing: the pixels of a square of the rounded diameter, its corners cut where it has any.
PointStamp coarseStamp(double diameter)
{
    PointStamp stamp;
    const int side = std::max(1, static_cast<int>(std::lround(diameter)));
    const int first = -(side / 2);
    for (int dy = first; dy < first + side; ++dy)
        for (int dx = first; dx < first + side; ++dx)
            stamp.pixels.push_back({static_cast<std::int16_t>(dx), static_cast<std::int16_t>(dy), 255, false});
    stamp.reach = side / 2;
    return stamp;
}

PointStamp smoothStamp(PointShape shape, double diameter, double cx, double cy)
{
    PointStamp stamp;
    const double r = diameter / 2;
    const int reach = static_cast<int>(std::ceil(1.6 * r)) + 1;
    const bool hasRim = diameter >= kRimFrom;
    for (int dy = -reach; dy <= reach; ++dy) {
        for (int dx = -reach; dx <= reach; ++dx) {
            const double distance = outside(shape, dx + 0.5 - cx, dy + 0.5 - cy, r);
            const auto covered = static_cast<int>(std::lround(255 * std::clamp(0.5 - distance, 0.0, 1.0)));
            if (covered == 0)
                continue;
            stamp.pixels.push_back({static_cast<std::int16_t>(dx), static_cast<std::int16_t>(dy),
                                    static_cast<std::uint8_t>(covered), hasRim && distance > -1});
            stamp.reach = std::max({stamp.reach, std::abs(dx), std::abs(dy)});
        }
    }
    return stamp;
}

} // namespace

StampSet::StampSet(double diameter) : m_diameter(diameter), m_isSmooth(diameter >= kSmoothFrom)
{
    std::size_t next = 0;
    for (int shape = 0; shape < kPointShapes; ++shape) {
        for (int phase = 0; phase < kPhases * kPhases; ++phase) {
            PointStamp &stamp = m_stamps[next++];
            const auto center = [](int of) { return (of + 0.5) / kPhases; };
            stamp = m_isSmooth ? smoothStamp(static_cast<PointShape>(shape), diameter, center(phase % kPhases),
                                             center(phase / kPhases))
                               : coarseStamp(diameter);
            m_reach = std::max(m_reach, stamp.reach);
        }
    }
}

} // namespace tandem
