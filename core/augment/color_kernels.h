#pragma once

#include "core/augment/pipeline.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tandem::kernels {

// Operations on single pixels, in place on packed 8-bit RGB. Each rounds to nearest and clamps once, at its end.

/// `planes` is scratch. Factors as torchvision's on float images; the mean of the gray image is not rounded.
void jitter(std::span<std::uint8_t> pixels, const DrawnJitter &jitter, std::vector<float> &planes);
void grayscale(std::span<std::uint8_t> pixels);
void solarize(std::span<std::uint8_t> pixels, double threshold);
/// Value i gets noise number i of the seed: a pure function of both.
void addNoise(std::span<std::uint8_t> pixels, double sigma, std::uint64_t seed);

} // namespace tandem::kernels
