#include "core/data/shape_painter.h"

#include "core/data/shape_raster.h"

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

/// 0 far below the edge, 1 far above, a ramp of one pixel between: the box-filtered step.
double edge(double distance, double pixel)
{
    return std::clamp(distance / pixel + 0.5, 0.0, 1.0);
}

/// Share of the second color in a pattern of bands: within fill / 2 of a whole number. Coordinate in periods.
double band(double coordinate, double fill, double pixel)
{
    const double fromCenter = std::abs(coordinate - std::floor(coordinate + 0.5));
    return edge(fill / 2 - fromCenter, pixel);
}

double latticeValue(int x, int y, std::uint32_t texture)
{
    std::uint32_t hash = texture ^ (static_cast<std::uint32_t>(x) * 0x8DA6B343U);
    hash ^= static_cast<std::uint32_t>(y) * 0xD8163841U;
    hash = (hash ^ (hash >> 16)) * 0x7FEB352DU;
    hash = (hash ^ (hash >> 15)) * 0x846CA68BU;
    return ((hash ^ (hash >> 16)) >> 8) * 0x1.0p-24;
}

/// Value noise: random values on a lattice, joined by smooth steps.
double valueNoise(double u, double v, std::uint32_t texture)
{
    const double left = std::floor(u);
    const double top = std::floor(v);
    const double s = (u - left) * (u - left) * (3 - 2 * (u - left));
    const double t = (v - top) * (v - top) * (3 - 2 * (v - top));
    const int x = static_cast<int>(left);
    const int y = static_cast<int>(top);
    const double above = std::lerp(latticeValue(x, y, texture), latticeValue(x + 1, y, texture), s);
    const double below = std::lerp(latticeValue(x, y + 1, texture), latticeValue(x + 1, y + 1, texture), s);
    return std::lerp(above, below, t);
}

/// Share of the surface's second color at a place in the image (unit square).
double patternAt(const Surface &surface, double x, double y, int size)
{
    const double along = surface.cosine * x + surface.sine * y;
    const double across = surface.cosine * y - surface.sine * x;
    const double u = along * surface.frequency + surface.phase[0];
    const double v = across * surface.frequency + surface.phase[1];
    const double pixel = surface.frequency / size;
    switch (surface.pattern) {
    case Pattern::Ramp:
        return std::clamp(0.5 + surface.cosine * (x - 0.5) + surface.sine * (y - 0.5), 0.0, 1.0);
    case Pattern::Stripes:
        return band(u, surface.fill, pixel);
    case Pattern::Waves:
        return band(u + 0.22 * sineOfTurns(0.6 * v), surface.fill, pixel);
    case Pattern::Checks: {
        const double a = band(u / 1.4, 0.5, pixel / 1.4);
        const double b = band(v / 1.4, 0.5, pixel / 1.4);
        return a + b - 2 * a * b; // one or the other
    }
    case Pattern::Dots: {
        const double du = u - std::floor(u) - 0.5;
        const double dv = v - std::floor(v) - 0.5;
        return edge(0.2 + 0.25 * surface.fill - std::sqrt(du * du + dv * dv), pixel);
    }
    case Pattern::Clouds:
        return std::clamp(
            1.6 * (0.65 * valueNoise(u, v, surface.texture) + 0.35 * valueNoise(2.1 * u, 2.1 * v, ~surface.texture)) -
                0.3,
            0.0, 1.0);
    }
    return 0;
}

Rgb mix(const Rgb &a, const Rgb &b, float share)
{
    return {a.red + share * (b.red - a.red), a.green + share * (b.green - a.green), a.blue + share * (b.blue - a.blue)};
}

Rgb colorAt(const Surface &surface, double x, double y, int size)
{
    return mix(surface.colors[0], surface.colors[1], static_cast<float>(patternAt(surface, x, y, size)));
}

std::vector<float> shadowOf(std::vector<std::vector<Point>> contours, const Light &light, int size)
{
    for (auto &contour : contours)
        for (Point &point : contour)
            point = {point.x + light.shadow.x, point.y + light.shadow.y};
    std::vector<float> shadow = rasterize(contours, size);
    blur(shadow, size, std::max(1, size / 40));
    return shadow;
}

std::uint8_t byteOf(float value)
{
    return static_cast<std::uint8_t>(std::clamp(value, 0.0F, 1.0F) * 255.0F + 0.5F);
}

/// Triangular in (-1, 1), from two bytes of a word.
float triangular(std::uint32_t word, int shift)
{
    const std::uint32_t sum = ((word >> shift) & 0xFFU) + ((word >> (shift + 8)) & 0xFFU);
    return (static_cast<float>(sum) - 255.0F) / 255.0F;
}

} // namespace

std::vector<std::uint8_t> paint(const Scene &scene, const Silhouette &silhouette, int size, CounterRng &rng)
{
    const std::vector<std::vector<Point>> contours = posed(silhouette, scene.pose);
    const std::vector<float> coverage = rasterize(contours, size);
    const std::vector<float> shadow = shadowOf(contours, scene.light, size);
    const Light &light = scene.light;
    const auto noise = static_cast<float>(light.noise);
    std::vector<std::uint8_t> pixels(3 * coverage.size());
    for (std::size_t i = 0; i < coverage.size(); ++i) {
        const double x = (static_cast<double>(i % static_cast<std::size_t>(size)) + 0.5) / size;
        const double y = (static_cast<double>(i / static_cast<std::size_t>(size)) + 0.5) / size;
        const float inside = coverage[i];
        Rgb color;
        if (inside < 1.0F) {
            const float shade = 1.0F - static_cast<float>(light.shadowStrength) * shadow[i];
            color = mix({}, colorAt(scene.ground, x, y, size), shade);
        }
        if (inside > 0.0F)
            color = mix(color, colorAt(scene.object, x, y, size), inside);
        const auto lit =
            static_cast<float>(light.brightness * (1 + light.gradient.x * (x - 0.5) + light.gradient.y * (y - 0.5)));
        const std::uint32_t word = rng.next();
        const float common = noise * triangular(word, 0); // mostly of brightness, a little of hue
        const float hue = 0.5F * noise * triangular(word, 16);
        pixels[3 * i] = byteOf(lit * color.red + common + hue);
        pixels[3 * i + 1] = byteOf(lit * color.green + common);
        pixels[3 * i + 2] = byteOf(lit * color.blue + common - hue);
    }
    return pixels;
}

} // namespace tandem
