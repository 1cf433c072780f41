#pragma once

#include "core/augment/pipeline.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tandem::kernels {

// Operations that move or cover pixels, in place on packed 8-bit RGB.

/// Left and right change places.
void flip(std::span<std::uint8_t> pixels, int width, int height);

/// Turns counter-clockwise about the centre on the same canvas; what comes from outside is black, edges are blended
/// with it. Bilinear; half turns, and quarter turns of a square, move whole pixels. `copy` is scratch.
void rotate(std::span<std::uint8_t> pixels, int width, int height, double degrees, std::vector<std::uint8_t> &copy);

/// Fills the rectangle, which lies inside, with 127.
void cutout(std::span<std::uint8_t> pixels, int width, const DrawnCutout &hole);

} // namespace tandem::kernels
