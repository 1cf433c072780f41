#pragma once

#include <QPointF>

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace tandem {

/// Where a layout's own coordinates lie in those of the map: map = (own - center) / half.
struct MapFrame {
    double centerX = 0, centerY = 0;
    double half = 1; // > 0
    bool operator==(const MapFrame &) const = default;
};

/// How far the frame of layouts that follow one another reaches beyond their outermost points.
inline constexpr double kFrameMargin = 1.05;

/// Positions of points on the map: about -1 to 1, y upwards, 32-bit floats made from doubles, so that large coordinates
/// lose nothing that could be seen. Immutable once shared; any thread.
struct MapLayout {
    std::vector<float> x, y; // by point; NaN: this point has no place
    MapFrame frame;

    [[nodiscard]] std::size_t size() const { return x.size(); }
    [[nodiscard]] QPointF at(std::size_t point) const { return {x[point], y[point]}; }
    [[nodiscard]] QPointF ownAt(std::size_t point) const; // in the layout's own coordinates
};
using MapLayoutPtr = std::shared_ptr<const MapLayout>;

/// The smallest square around the finite points of x0, y0, x1, y1, …; of none, or of one spot, the unit square there.
[[nodiscard]] MapFrame frameOf(std::span<const double> xy);
[[nodiscard]] MapFrame frameOf(std::span<const float> xy);

/// Positions from x0, y0, x1, y1, …. Layouts that follow one another share a frame, else their motion would be that of
/// their outermost points; none: their own.
[[nodiscard]] MapLayoutPtr makeLayout(std::span<const double> xy, const std::optional<MapFrame> &frame = {});
[[nodiscard]] MapLayoutPtr makeLayout(std::span<const float> xy, const std::optional<MapFrame> &frame = {});

/// Each point on the way from a (t = 0) to b (t = 1); a point without a place in one of them stands where the other has
/// it. Both of one size. The result has b's frame.
[[nodiscard]] MapLayoutPtr blended(const MapLayout &a, const MapLayout &b, double t);

} // namespace tandem
