#include "core/data/shape_palette.h"

#include "core/data/shape_silhouettes.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tandem {

namespace {

/// sRGB transfer curve; x^(5/12) as a product of square roots, which round alike on every processor.
double encoded(double linear)
{
    linear = std::clamp(linear, 0.0, 1.0);
    if (linear <= 0.0031308)
        return 12.92 * linear;
    const double quarter = std::sqrt(std::sqrt(linear));
    const double eighth = std::sqrt(quarter);
    const double r32 = std::sqrt(std::sqrt(eighth));
    const double r128 = std::sqrt(std::sqrt(r32));
    const double r512 = std::sqrt(std::sqrt(r128));
    return std::min(1.0, 1.055 * quarter * eighth * r32 * r128 * r512 - 0.055); // 0.4160 for 0.4167
}

/// Björn Ottosson, "A perceptual color space for image processing" (2020).
std::array<double, 3> linearOfOklab(double lightness, double a, double b)
{
    const double l = lightness + 0.3963377774 * a + 0.2158037573 * b;
    const double m = lightness - 0.1055613458 * a - 0.0638541728 * b;
    const double s = lightness - 0.0894841775 * a - 1.2914855480 * b;
    const double l3 = l * l * l;
    const double m3 = m * m * m;
    const double s3 = s * s * s;
    return {4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3,
            -1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3,
            -0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3};
}

/// Two colors `step` to either side of a lightness, of neighboring hues.
void drawPair(Rgb (&pair)[2], double lightness, double step, double chroma, double hue, CounterRng &rng)
{
    const double turn = rng.uniform(-0.06, 0.06);
    const bool swapped = rng.chance(0.5);
    pair[swapped ? 1 : 0] = colorOf(lightness - step, chroma, hue - turn);
    pair[swapped ? 0 : 1] = colorOf(lightness + step, chroma, hue + turn);
}

} // namespace

Rgb colorOf(double lightness, double chroma, double hue)
{
    const double a = cosineOfTurns(hue);
    const double b = sineOfTurns(hue);
    std::array<double, 3> linear{};
    for (int attempt = 0; attempt < 24; ++attempt) {
        linear = linearOfOklab(lightness, chroma * a, chroma * b);
        if (std::all_of(linear.begin(), linear.end(), [](double v) { return v >= 0.0 && v <= 1.0; }))
            break;
        chroma *= 0.88;
    }
    return {static_cast<float>(encoded(linear[0])), static_cast<float>(encoded(linear[1])),
            static_cast<float>(encoded(linear[2]))};
}

Palette drawPalette(CounterRng &rng)
{
    const double light = rng.uniform(0.72, 0.9);
    const double dark = light - rng.uniform(0.34, 0.48);
    const bool lightObject = rng.chance(0.5);
    const double objectHue = rng.uniform();
    // Not closer than a fifth of the circle: gray alone suffices, but two tones of one hue look dull.
    const double groundHue = objectHue + rng.uniform(0.2, 0.8);
    const double objectChroma = rng.uniform(0.12, 0.2);
    const double groundChroma = rng.uniform(0.03, 0.12);
    Palette palette;
    drawPair(palette.object, lightObject ? light : dark, rng.uniform(0.04, 0.08), objectChroma, objectHue, rng);
    // The ground's pattern is the softer one, so that the outline stays the strongest edge.
    drawPair(palette.ground, lightObject ? dark : light, rng.uniform(0.02, 0.055), groundChroma, groundHue, rng);
    return palette;
}

} // namespace tandem
