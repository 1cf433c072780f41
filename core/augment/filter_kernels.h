#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tandem::kernels {

/// Buffers of the filters; content is nobody's business between calls.
struct FilterScratch {
    std::vector<std::uint8_t> source; // copy of the image
    std::vector<float> row;           // one row with borders
    std::vector<float> result;
};

/// Separable Gaussian over `taps` (odd) pixels, weights normalised to sum one, borders mirrored without repeating the
/// edge pixel (reflect-101, as torchvision; the paper's code pads with zeros, which darkens the rim). In place; sums
/// are kept in float and rounded once. sigma > 0.
void gaussianBlur(std::span<std::uint8_t> pixels, int width, int height, double sigma, int taps,
                  FilterScratch &scratch);

/// Gradient magnitude of each channel with the 3x3 Sobel masks over 4, clamped; borders as above. In place.
void sobel(std::span<std::uint8_t> pixels, int width, int height, FilterScratch &scratch);

} // namespace tandem::kernels
