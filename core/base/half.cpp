#include "core/base/half.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace tandem {

std::uint16_t halfFromFloat(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>((bits >> 16) & 0x8000U);
    const std::uint32_t magnitude = bits & 0x7FFFFFFFU;
    if (magnitude > 0x7F800000U)
        return static_cast<std::uint16_t>(sign | 0x7E00U);
    if (magnitude >= 0x477FF000U) // 65520: halfway to the first value that does not exist
        return static_cast<std::uint16_t>(sign | 0x7C00U);
    std::uint32_t shift = 13;
    std::uint32_t significand = magnitude;
    std::uint32_t offset = 112U << 10; // exponents are biased by 127 and 15
    if (magnitude < 0x38800000U) {     // below 2^-14 halves stand at equal distances of 2^-24
        const std::uint32_t exponent = magnitude >> 23;
        if (exponent < 102) // below half of the smallest
            return sign;
        significand = (magnitude & 0x7FFFFFU) | 0x800000U;
        shift = 126 - exponent;
        offset = 0;
    }
    const std::uint32_t rest = significand & ((1U << shift) - 1);
    const std::uint32_t halfway = 1U << (shift - 1);
    std::uint32_t rounded = (significand >> shift) - offset;
    rounded += rest > halfway || (rest == halfway && (rounded & 1U) != 0) ? 1 : 0; // a carry moves the exponent up
    return static_cast<std::uint16_t>(sign | rounded);
}

float floatFromHalf(std::uint16_t half)
{
    const std::uint32_t sign = (half & 0x8000U) << 16;
    const std::uint32_t exponent = (half >> 10) & 0x1FU;
    const std::uint32_t fraction = half & 0x3FFU;
    if (exponent == 0x1F)
        return std::bit_cast<float>(sign | 0x7F800000U | (fraction << 13));
    if (exponent == 0) {
        const float magnitude = static_cast<float>(fraction) * 0x1p-24F;
        return sign != 0 ? -magnitude : magnitude;
    }
    return std::bit_cast<float>(sign | ((exponent + 112) << 23) | (fraction << 13));
}

HalfArray packHalf(std::span<const float> values)
{
    float largest = 0;
    for (const float value : values)
        if (std::isfinite(value))
            largest = std::max(largest, std::abs(value));
    HalfArray packed;
    if (largest > 0)
        packed.exponent = std::ilogb(largest) - 14; // the largest comes to lie in [2^14, 2^15)
    packed.values.reserve(values.size());
    for (const float value : values)
        packed.values.push_back(halfFromFloat(std::scalbn(value, -packed.exponent)));
    return packed;
}

std::vector<float> unpackHalf(std::span<const std::uint16_t> values, std::int32_t exponent)
{
    std::vector<float> floats;
    floats.reserve(values.size());
    for (const std::uint16_t value : values)
        floats.push_back(std::scalbn(floatFromHalf(value), exponent));
    return floats;
}

} // namespace tandem
