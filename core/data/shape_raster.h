#pragma once

#include "core/data/shape_silhouettes.h"

#include <vector>

namespace tandem {

/// How much of each pixel of a size x size image lies inside, 0 to 1, row by row: contours in units of the image side,
/// filled by the even-odd rule. Anti-aliased: several scan lines a pixel, the extent along each exact.
[[nodiscard]] std::vector<float> rasterize(const std::vector<std::vector<Point>> &contours, int size);

/// Blurs in place by three box filters of 2 * radius + 1 pixels, which is close to a Gaussian. Outside counts as 0.
void blur(std::vector<float> &image, int size, int radius);

} // namespace tandem
