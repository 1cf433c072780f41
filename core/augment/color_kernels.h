#pragma once

#include "core/augment/pipeline.h"

#include <cstdint>
#include <span>
#include <vector>

// The device renderer of core/engine computes the same with tensors, operation by operation in the same order.

namespace tandem::kernels {

// Operations on single pixels, in place on packed 8-bit RGB. Each rounds to nearest and clamps once, at its end.

/// `planes` is scratch. Factors as torchvision's on float images; the mean of the gray image is not rounded.
void jitter(std::span<std::uint8_t> pixels, const DrawnJitter &jitter, std::vector<float> &planes);
void grayscale(std::span<std::uint8_t> pixels);
void solarize(std::span<std::uint8_t> pixels, double threshold);
/// Value i gets noise number i of the seed: a pure function of both. Word i/2 of CounterRng(seed, Augmentation) chooses
/// two entries of noiseTable(), by its low kNoiseBits bits for even i and by those from bit 16 on for odd i.
void addNoise(std::span<std::uint8_t> pixels, double sigma, std::uint64_t seed);

inline constexpr int kNoiseBits = 12;
/// Standard normal quantiles of equal probability, scaled to unit variance, 2^kNoiseBits of them.
[[nodiscard]] std::span<const float> noiseTable();

/// BT.601, as PIL and torchvision; on RGB.
inline constexpr float kRedShare = 0.299F, kGreenShare = 0.587F, kBlueShare = 0.114F;
/// Pixels whose gray sum is taken at a time, in kGraySumLanes interleaved partial sums of floats, by jitter().
inline constexpr int kPixelBlock = 512, kGraySumLanes = 16;

} // namespace tandem::kernels
