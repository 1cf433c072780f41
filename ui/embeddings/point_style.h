#pragma once

#include <cstdint>

namespace tandem {

enum class PointShape : std::uint8_t { Disc, Square, Triangle, Cross };
constexpr int kPointShapes = 4;

/// How one point looks: an index into a palette and a shape.
struct PointStyle {
    std::uint16_t color = 0; // below 1024
    PointShape shape = PointShape::Disc;
    bool operator==(const PointStyle &) const = default;
};

/// The same in 16 bits, of which there may be a million; kHiddenStyle: not drawn.
using PackedStyle = std::uint16_t;
constexpr PackedStyle kHiddenStyle = 0xffff;

constexpr PackedStyle packed(PointStyle style)
{
    return static_cast<PackedStyle>(style.color | static_cast<unsigned>(style.shape) << 10U);
}

constexpr PointStyle unpacked(PackedStyle style)
{
    return {static_cast<std::uint16_t>(style & 1023U), static_cast<PointShape>(style >> 10U)};
}

} // namespace tandem
