#include "ui/embeddings/map_layout.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace tandem {

namespace {

template <class Real> MapFrame frameAround(std::span<const Real> xy)
{
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    double low[2] = {kInfinity, kInfinity}, high[2] = {-kInfinity, -kInfinity};
    for (std::size_t i = 0; i + 1 < xy.size(); i += 2) {
        if (!std::isfinite(xy[i]) || !std::isfinite(xy[i + 1]))
            continue;
        for (std::size_t axis = 0; axis < 2; ++axis) {
            const auto value = static_cast<double>(xy[i + axis]);
            low[axis] = std::min(low[axis], value);
            high[axis] = std::max(high[axis], value);
        }
    }
    if (low[0] > high[0])
        return {};
    MapFrame frame{low[0] / 2 + high[0] / 2, low[1] / 2 + high[1] / 2, 1};
    const double half = std::max(high[0] / 2 - low[0] / 2, high[1] / 2 - low[1] / 2);
    if (half > 0)
        frame.half = half;
    return frame;
}

template <class Real> MapLayoutPtr layoutFrom(std::span<const Real> xy, const std::optional<MapFrame> &given)
{
    auto layout = std::make_shared<MapLayout>();
    layout->frame = given ? *given : frameAround(xy);
    const std::size_t count = xy.size() / 2;
    layout->x.resize(count);
    layout->y.resize(count);
    const MapFrame &frame = layout->frame;
    for (std::size_t i = 0; i < count; ++i) {
        const double x = (static_cast<double>(xy[2 * i]) - frame.centerX) / frame.half;
        const double y = (static_cast<double>(xy[2 * i + 1]) - frame.centerY) / frame.half;
        const bool hasPlace = std::isfinite(x) && std::isfinite(y);
        layout->x[i] = hasPlace ? static_cast<float>(x) : std::numeric_limits<float>::quiet_NaN();
        layout->y[i] = hasPlace ? static_cast<float>(y) : std::numeric_limits<float>::quiet_NaN();
    }
    return layout;
}

float between(float a, float b, float t)
{
    if (std::isnan(a))
        return b;
    return std::isnan(b) ? a : a + t * (b - a);
}

} // namespace

QPointF MapLayout::ownAt(std::size_t point) const
{
    return {frame.centerX + frame.half * static_cast<double>(x[point]),
            frame.centerY + frame.half * static_cast<double>(y[point])};
}

MapFrame frameOf(std::span<const double> xy)
{
    return frameAround(xy);
}

MapFrame frameOf(std::span<const float> xy)
{
    return frameAround(xy);
}

MapLayoutPtr makeLayout(std::span<const double> xy, const std::optional<MapFrame> &frame)
{
    return layoutFrom(xy, frame);
}

MapLayoutPtr makeLayout(std::span<const float> xy, const std::optional<MapFrame> &frame)
{
    return layoutFrom(xy, frame);
}

MapLayoutPtr blended(const MapLayout &a, const MapLayout &b, double t)
{
    assert(a.size() == b.size());
    auto layout = std::make_shared<MapLayout>();
    layout->frame = b.frame;
    layout->x.resize(a.size());
    layout->y.resize(a.size());
    const auto share = static_cast<float>(t);
    for (std::size_t i = 0; i < a.size(); ++i) {
        layout->x[i] = between(a.x[i], b.x[i], share);
        layout->y[i] = between(a.y[i], b.y[i], share);
    }
    return layout;
}

} // namespace tandem
