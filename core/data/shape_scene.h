#pragma once

#include "core/base/random.h"
#include "core/data/shape_palette.h"
#include "core/data/shape_silhouettes.h"

#include <cstdint>
#include <vector>

namespace tandem {

enum class Pattern : std::uint8_t { Ramp, Stripes, Waves, Checks, Dots, Clouds };
inline constexpr int kPatternCount = 6;

/// A surface: two colors, mixed by a pattern. Directions and frequencies are in units of the image side.
struct Surface {
    Rgb colors[2];
    Pattern pattern = Pattern::Ramp;
    double cosine = 1; // direction of the pattern
    double sine = 0;
    double frequency = 1; // periods a side
    double phase[2] = {0, 0};
    double fill = 0.5;         // share of the second color
    std::uint32_t texture = 0; // which clouds
};

/// From the plane of the silhouette to the image: linear map, weak perspective, shift to the center.
struct Pose {
    double matrix[2][2] = {{1, 0}, {0, 1}};
    double perspective[2] = {0, 0};
    Point center{0.5, 0.5};
};

struct Light {
    double brightness = 1;
    Point gradient; // change of brightness across the image side
    Point shadow;   // shift of the shadow, in sides
    double shadowStrength = 0;
    double noise = 0; // half the width of its triangular distribution, as share of white
};

/// All that is drawn at random about a picture. Nothing here knows the class.
struct Scene {
    Surface object;
    Surface ground;
    Pose pose;
    Light light;
};

[[nodiscard]] Scene drawScene(CounterRng &rng);

/// The outline as it appears in the image, in units of the image side.
[[nodiscard]] std::vector<std::vector<Point>> posed(const Silhouette &silhouette, const Pose &pose);

} // namespace tandem
