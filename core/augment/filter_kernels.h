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

/// Weights of the pixels at distance 0 … of such a Gaussian; the list ends where the rest weighs below 1e-5 in all.
[[nodiscard]] std::vector<float> halfGaussian(double sigma, int taps);

/// Index of the pixel that stands for position i beyond the border: … 2 1 | 0 1 2 … n-1 | n-2 …
[[nodiscard]] int mirrored(int i, int n);

/// Gradient magnitude of each channel with the 3x3 Sobel masks over 4, clamped; borders as above. In place.
void sobel(std::span<std::uint8_t> pixels, int width, int height, FilterScratch &scratch);

} // namespace tandem::kernels
