#pragma once

#include <cstdint>
#include <span>
#include <vector>

// 16-bit floats (IEEE 754 binary16) for storage.

namespace tandem {

/// The nearest half, of two equally near ones the even; beyond ±65504 (and half a step) infinity. NaN stays NaN.
[[nodiscard]] std::uint16_t halfFromFloat(float value);
/// Exact.
[[nodiscard]] float floatFromHalf(std::uint16_t half);

/// Floats as halves of values times 2^-exponent, which is chosen so that the largest finite one uses the format's
/// range: neither does a large value overflow, nor do values all below 10^-4 lose digits. Read back as half *
/// 2^exponent.
struct HalfArray {
    std::int32_t exponent = 0;
    std::vector<std::uint16_t> values;
};
[[nodiscard]] HalfArray packHalf(std::span<const float> values);
[[nodiscard]] std::vector<float> unpackHalf(std::span<const std::uint16_t> values, std::int32_t exponent);

} // namespace tandem
