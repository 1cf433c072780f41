#pragma once

#include <array>
#include <span>
#include <vector>

namespace tandem {

/// A motion of the plane: rotation or reflection, then translation. No scale, so that distances stay what they are.
struct PlaneMotion {
    std::array<double, 4> matrix = {1, 0, 0, 1}; // rows: x, y
    std::array<double, 2> shift = {0, 0};

    /// Positions [N, 2], moved.
    [[nodiscard]] std::vector<float> apply(std::span<const float> positions) const;
};

/// The motion that brings `moving` nearest to `target` in the sum of squared distances; [N, 2] both, point by point.
/// The identity without points.
[[nodiscard]] PlaneMotion procrustes(std::span<const float> moving, std::span<const float> target);

} // namespace tandem
