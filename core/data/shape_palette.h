#pragma once

#include "core/base/random.h"

namespace tandem {

/// Color as it is stored: sRGB, 0 to 1.
struct Rgb {
    float red = 0;
    float green = 0;
    float blue = 0;
};

/// The colors of a picture. The two of a pair are neighbors; object and ground differ enough in lightness to be told
/// apart in gray, either being the lighter one with the same chance. Hues are free.
struct Palette {
    Rgb object[2];
    Rgb ground[2];
};

[[nodiscard]] Palette drawPalette(CounterRng &rng);

/// The sRGB color of lightness (0 to 1), chroma and hue (turns) in Oklab, where equal steps look equal; chroma is
/// reduced until the color exists in sRGB.
[[nodiscard]] Rgb colorOf(double lightness, double chroma, double hue);

} // namespace tandem
