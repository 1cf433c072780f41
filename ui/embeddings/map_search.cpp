#include "ui/embeddings/map_search.h"

#include "ui/embeddings/map_layout.h"

#include <cmath>
#include <limits>

namespace tandem {

namespace {

bool isHidden(HiddenPoints hidden, std::size_t point)
{
    return !hidden.empty() && hidden[point] != 0;
}

/// How far a step of (ahead, aside) is for a cursor: what lies aside counts for more. Infinite: not in this direction.
double stepLength(double ahead, double aside)
{
    if (!(ahead > 0) || std::abs(aside) > ahead)
        return std::numeric_limits<double>::infinity();
    const double slant = aside / ahead;
    return std::hypot(ahead, aside) * (1 + slant * slant);
}

} // namespace

std::int64_t nearestPoint(const MapLayout &layout, const QPointF &place, double radius, HiddenPoints hidden)
{
    const auto x = static_cast<float>(place.x()), y = static_cast<float>(place.y());
    auto best = static_cast<float>(radius * radius);
    std::int64_t found = -1;
    for (std::size_t i = 0; i < layout.size(); ++i) {
        const float dx = layout.x[i] - x, dy = layout.y[i] - y;
        const float distance = dx * dx + dy * dy;
        if (distance <= best && !isHidden(hidden, i)) { // false for points without a place
            best = distance;
            found = static_cast<std::int64_t>(i);
        }
    }
    return found;
}

std::int64_t nextPoint(const MapLayout &layout, std::size_t from, MapDirection direction, HiddenPoints hidden)
{
    const bool sideways = direction == MapDirection::Left || direction == MapDirection::Right;
    const double sign = direction == MapDirection::Right || direction == MapDirection::Up ? 1 : -1;
    const float x = layout.x[from], y = layout.y[from];
    double best = std::numeric_limits<double>::infinity();
    std::int64_t found = -1, twin = -1;
    for (std::size_t i = 0; i < layout.size(); ++i) {
        if (i == from || isHidden(hidden, i))
            continue;
        const double dx = static_cast<double>(layout.x[i] - x), dy = static_cast<double>(layout.y[i] - y);
        if (dx == 0 && dy == 0 && sideways) {
            const bool isNext = direction == MapDirection::Right ? i > from && twin < 0 : i < from;
            if (isNext)
                twin = static_cast<std::int64_t>(i); // the first after `from`, or the last before it
            continue;
        }
        const double length = sideways ? stepLength(sign * dx, dy) : stepLength(sign * dy, dx);
        if (length < best) {
            best = length;
            found = static_cast<std::int64_t>(i);
        }
    }
    return twin >= 0 ? twin : found;
}

std::vector<std::uint32_t> pointsWithin(const MapLayout &layout, const QRectF &part, HiddenPoints hidden)
{
    const auto left = static_cast<float>(part.left()), right = static_cast<float>(part.right());
    const auto low = static_cast<float>(part.top()), high = static_cast<float>(part.bottom());
    std::vector<std::uint32_t> points;
    for (std::size_t i = 0; i < layout.size(); ++i)
        if (layout.x[i] >= left && layout.x[i] <= right && layout.y[i] >= low && layout.y[i] <= high &&
            !isHidden(hidden, i))
            points.push_back(static_cast<std::uint32_t>(i));
    return points;
}

} // namespace tandem
