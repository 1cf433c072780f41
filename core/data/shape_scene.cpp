#include "core/data/shape_scene.h"

#include <cmath>

namespace tandem {

namespace {

Surface drawSurface(const Rgb (&colors)[2], CounterRng &rng)
{
    Surface surface;
    surface.colors[0] = colors[0];
    surface.colors[1] = colors[1];
    surface.pattern = static_cast<Pattern>(rng.below(kPatternCount));
    const double direction = rng.uniform();
    surface.cosine = cosineOfTurns(direction);
    surface.sine = sineOfTurns(direction);
    surface.frequency = rng.uniform(3.0, 6.5);
    surface.phase[0] = rng.uniform();
    surface.phase[1] = rng.uniform();
    surface.fill = rng.uniform(0.35, 0.65);
    surface.texture = rng.next();
    return surface;
}

Pose drawPose(CounterRng &rng)
{
    // The area is drawn, not the extent: a class with thin limbs covers as many pixels as the disc.
    const double scale = std::sqrt(rng.uniform(0.21, 0.31));
    const double turn = rng.uniform(-0.11, 0.11);
    const double cosine = cosineOfTurns(turn);
    const double sine = sineOfTurns(turn);
    const double stretch = rng.uniform(0.9, 1.0 / 0.9);
    const double shear = rng.uniform(-0.12, 0.12);
    const double mirror = rng.chance(0.5) ? -1.0 : 1.0;
    // rotation x shear x stretch x mirror, of determinant +-scale^2
    const double xx = stretch * mirror * scale;
    const double xy = shear * scale;
    const double yy = scale / stretch;
    Pose pose;
    pose.matrix[0][0] = cosine * xx;
    pose.matrix[0][1] = cosine * xy - sine * yy;
    pose.matrix[1][0] = sine * xx;
    pose.matrix[1][1] = sine * xy + cosine * yy;
    pose.perspective[0] = rng.uniform(-0.2, 0.2);
    pose.perspective[1] = rng.uniform(-0.2, 0.2);
    pose.center = {rng.uniform(0.45, 0.55), rng.uniform(0.45, 0.55)};
    return pose;
}

Light drawLight(CounterRng &rng)
{
    const double direction = rng.uniform();
    const double strength = rng.uniform(0.05, 0.45);
    const double height = rng.uniform(0.02, 0.055);
    Light light;
    light.brightness = rng.uniform(0.86, 1.08);
    light.gradient = {strength * cosineOfTurns(direction), strength * sineOfTurns(direction)};
    light.shadow = {-height * cosineOfTurns(direction), -height * sineOfTurns(direction)};
    light.shadowStrength = rng.uniform(0.1, 0.4);
    light.noise = rng.uniform(0.005, 0.03);
    return light;
}

} // namespace

Scene drawScene(CounterRng &rng)
{
    Scene scene;
    const Palette palette = drawPalette(rng);
    scene.object = drawSurface(palette.object, rng);
    scene.ground = drawSurface(palette.ground, rng);
    scene.pose = drawPose(rng);
    scene.light = drawLight(rng);
    return scene;
}

std::vector<std::vector<Point>> posed(const Silhouette &silhouette, const Pose &pose)
{
    std::vector<std::vector<Point>> contours = silhouette.contours;
    for (auto &contour : contours) {
        for (Point &point : contour) {
            const double x = pose.matrix[0][0] * point.x + pose.matrix[0][1] * point.y;
            const double y = pose.matrix[1][0] * point.x + pose.matrix[1][1] * point.y;
            const double depth = 1.0 + pose.perspective[0] * x + pose.perspective[1] * y;
            point = {pose.center.x + x / depth, pose.center.y + y / depth};
        }
    }
    return contours;
}

} // namespace tandem
