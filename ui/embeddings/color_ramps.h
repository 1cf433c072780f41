#pragma once

#include <QColor>

#include <array>
#include <cstddef>
#include <vector>

namespace tandem {

struct ThemeColors;

enum class RampKind { Viridis, Cividis, Diverging };

constexpr std::size_t kRampSteps = 256;
using ColorRamp = std::array<QRgb, kRampSteps>;

/// Colors from the low end to the high one. Viridis and cividis run so that the high end stands out against the surface
/// of the theme: dark on light, light on dark; `reversed` makes the low end stand out. Both leave out the part that
/// would be lost on the surface. The diverging ramp is neutral in the middle.
[[nodiscard]] ColorRamp colorRamp(RampKind kind, const ThemeColors &colors, bool reversed = false);

/// How many categories have a look of their own: eight hues in three shades, each shade with a shape of its own.
constexpr int kCategoryLooks = 24;
[[nodiscard]] QColor categoryColor(int look, const ThemeColors &colors); // look < kCategoryLooks
/// Of categories without a look of their own, and of points of which nothing is known: two grays, apart by their shape.
[[nodiscard]] QColor otherColor(const ThemeColors &colors);
[[nodiscard]] QColor missingColor(const ThemeColors &colors);

/// `share` 0: a, 1: b.
[[nodiscard]] QColor mixed(const QColor &a, const QColor &b, double share);

} // namespace tandem
