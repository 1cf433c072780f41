#pragma once

#include <torch/torch.h>

#include <cstdint>

namespace tandem::engine {

/// Rectangles of images that lie in one row of pixels: [n] each, of type long.
struct PixelRects {
    torch::Tensor first;         // number of the image's first pixel
    torch::Tensor stride;        // width of the image
    torch::Tensor x, y;          // of the rectangle in the image
    torch::Tensor width, height; // of the rectangle
    std::int64_t largestWidth = 0, largestHeight = 0;

    [[nodiscard]] PixelRects slice(std::int64_t from, std::int64_t to) const;
};

/// Resizes rectangles to squares as Resampler does with ResampleFilter::Triangle, number by number in the same order:
/// pixels [P, 3] of any type with values 0 … 255, to [n, side, side, 3] of whole numbers as floats.
[[nodiscard]] torch::Tensor resizeRects(const torch::Tensor &pixels, const PixelRects &rects, std::int64_t side);

} // namespace tandem::engine
