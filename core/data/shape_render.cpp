#include "core/base/random.h"
#include "core/data/shape_outlines.h"
#include "core/data/shape_texture.h"
#include "core/data/shapes.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

// Everything here is built from + - * / and square roots, which IEEE 754 rounds the same way everywhere, and compiled
// without fused operations, so that a seed gives the same bytes on every machine.

namespace tandem {

namespace {

using Color = std::array<float, 3>;

constexpr Color kLumaWeights{0.299F, 0.587F, 0.114F};

float luma(const Color &c)
{
    return kLumaWeights[0] * c[0] + kLumaWeights[1] * c[1] + kLumaWeights[2] * c[2];
}

/// A color of the given hue (0 to 1), saturation (0 to 1) and luma.
Color colorOf(double hue, double saturation, double targetLuma)
{
    Color c;
    for (std::size_t i = 0; i < 3; ++i) {
        const double turned = hue + 1.0 - static_cast<double>(i) / 3;
        const double distance = std::abs((turned - std::floor(turned)) - 0.5); // 0.5 at the channel's own hue
        c[i] = static_cast<float>(std::clamp(6 * distance - 1, 0.0, 1.0));
    }
    const float have = luma(c);
    const auto want = static_cast<float>(targetLuma);
    for (float &channel : c) {
        channel = have > want ? channel * want / have : 1 - (1 - channel) * (1 - want) / (1 - have);
        channel = want + static_cast<float>(saturation) * (channel - want);
    }
    return c;
}

/// Everything about an image but its class. Drawn in a fixed order, so that no draw depends on the class.
struct Scene {
    Scene(CounterRng &rng, int side) : objectTexture(rng, side), backgroundTexture(rng, side)
    {
        constexpr double kContrast = 0.30; // of luma, so that the object is seen in greyscale too
        constexpr double kDarkest = 0.10;
        constexpr double kLightest = 0.92;
        const double background = rng.uniform(0.18, 0.82);
        const double darker = std::max(0.0, background - kContrast - kDarkest);
        const double lighter = std::max(0.0, kLightest - kContrast - background);
        const double pick = rng.uniform(0.0, darker + lighter);
        const double object = pick < darker ? kDarkest + pick : background + kContrast + (pick - darker);
        objectColor = colorOf(rng.uniform(), rng.uniform(0.35, 0.95), object);
        backgroundColor = colorOf(rng.uniform(), rng.uniform(0.10, 0.60), background);

        objectRelief = static_cast<float>(rng.uniform(0.05, 0.16));
        backgroundRelief = static_cast<float>(rng.uniform(0.03, 0.10));
        area = rng.uniform(0.18, 0.30);
        stretch = rng.uniform(0.88, 1.14);
        turn = rationalDirection(rng.uniform(-0.24, 0.24)); // up to 27 degrees either way
        center = {rng.uniform(0.44, 0.56), rng.uniform(0.44, 0.56)};
        tilt = {rng.uniform(-0.35, 0.35), rng.uniform(-0.35, 0.35)};

        light = drawDirection(rng);
        brightness = static_cast<float>(rng.uniform(0.85, 1.10));
        gradient = static_cast<float>(rng.uniform(0.0, 0.30));
        bulge = static_cast<float>(rng.uniform(0.10, 0.45));
        shadow = static_cast<float>(rng.uniform(0.15, 0.55));
        noise = static_cast<float>(rng.uniform(0.004, 0.02));
    }

    ShapeTexture objectTexture;
    ShapeTexture backgroundTexture;
    Color objectColor{};
    Color backgroundColor{};
    float objectRelief = 0; // how far the textures leave their color
    float backgroundRelief = 0;
    double area = 0;    // of the object, as a share of the image
    double stretch = 1; // width by height
    ShapePoint turn;
    ShapePoint center;
    ShapePoint tilt; // perspective
    ShapePoint light;
    float brightness = 1;
    float gradient = 0; // of the light across the image
    float bulge = 0;    // how strongly edges that face the light shine
    float shadow = 0;
    float noise = 0;
};

/// The class's outline in the pose of a scene.
ShapeOutline posed(const ShapeOutline &outline, const Scene &scene)
{
    const double scale = std::sqrt(scene.area);
    const double wide = std::sqrt(scene.stretch);
    ShapeOutline placed = outline;
    for (std::vector<ShapePoint> &polygon : placed)
        for (ShapePoint &p : polygon) {
            const ShapePoint q{scale * wide * p.x, scale / wide * p.y};
            const ShapePoint turned{q.x * scene.turn.x - q.y * scene.turn.y, q.x * scene.turn.y + q.y * scene.turn.x};
            const double depth = 1 + scene.tilt.x * turned.x + scene.tilt.y * turned.y;
            p = {scene.center.x + turned.x / depth, scene.center.y + turned.y / depth};
        }
    return placed;
}

/// Two box blurs along rows, written transposed: twice gives both directions and the first orientation.
std::vector<float> blurredTransposed(const std::vector<float> &image, int side, int radius)
{
    const auto n = static_cast<std::size_t>(side);
    std::vector<float> out(image.size());
    std::vector<float> row(n);
    std::vector<float> next(n);
    for (std::size_t y = 0; y < n; ++y) {
        std::copy_n(image.begin() + static_cast<std::ptrdiff_t>(y * n), n, row.begin());
        for (int pass = 0; pass < 2; ++pass) {
            const auto clamped = [&](int x) { return row[static_cast<std::size_t>(std::clamp(x, 0, side - 1))]; };
            float sum = 0;
            for (int x = -radius; x <= radius; ++x)
                sum += clamped(x);
            for (int x = 0; x < side; ++x) {
                next[static_cast<std::size_t>(x)] = sum / static_cast<float>(2 * radius + 1);
                sum += clamped(x + radius + 1) - clamped(x - radius);
            }
            std::swap(row, next);
        }
        for (std::size_t x = 0; x < n; ++x)
            out[x * n + y] = row[x];
    }
    return out;
}

std::vector<float> blurred(const std::vector<float> &image, int side, int radius)
{
    return blurredTransposed(blurredTransposed(image, side, radius), side, radius);
}

/// About normal, mean 0 and deviation 1: the sum of the four bytes of one word.
float noiseValue(CounterRng &rng)
{
    constexpr float kInverseDeviation = 1.0F / 147.80F; // the sum has the variance 4 * (256^2 - 1) / 12
    const std::uint32_t word = rng.next();
    const std::uint32_t sum = (word & 0xFF) + (word >> 8 & 0xFF) + (word >> 16 & 0xFF) + (word >> 24);
    return (static_cast<float>(sum) - 510.0F) * kInverseDeviation;
}

/// Paints a scene around an object's coverage.
class Painter {
public:
    Painter(const Scene &scene, const ShapeOutline &outline, int side)
        : m_scene(scene), m_side(side), m_coverage(shapeCoverage(posed(outline, scene), side)),
          m_soft(blurred(m_coverage, side, std::max(1, side / 20)))
    {
    }

    [[nodiscard]] Color at(int x, int y) const
    {
        const double u = (x + 0.5) / m_side;
        const double v = (y + 0.5) / m_side;
        const float cover = m_coverage[index(x, y)];
        const float object = m_scene.objectRelief * m_scene.objectTexture.at(u, v) + shine(x, y);
        const float background = m_scene.backgroundRelief * m_scene.backgroundTexture.at(u, v);
        const float shade = 1 - m_scene.shadow * shadowAt(x, y);
        const auto across = static_cast<float>((u - 0.5) * m_scene.light.x + (v - 0.5) * m_scene.light.y);
        const float light = m_scene.brightness * (1 + m_scene.gradient * across);
        Color c;
        for (std::size_t i = 0; i < 3; ++i) {
            const float front = m_scene.objectColor[i] + object;
            const float back = (m_scene.backgroundColor[i] + background) * shade;
            c[i] = light * (cover * front + (1 - cover) * back);
        }
        return c;
    }

private:
    [[nodiscard]] std::size_t index(int x, int y) const
    {
        x = std::clamp(x, 0, m_side - 1);
        y = std::clamp(y, 0, m_side - 1);
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(m_side) + static_cast<std::size_t>(x);
    }

    /// The object bulges: its rim falls off along the gradient of the softened coverage.
    [[nodiscard]] float shine(int x, int y) const
    {
        const int step = std::max(1, m_side / 32);
        const float dx = m_soft[index(x + step, y)] - m_soft[index(x - step, y)];
        const float dy = m_soft[index(x, y + step)] - m_soft[index(x, y - step)];
        return -m_scene.bulge * (dx * static_cast<float>(m_scene.light.x) + dy * static_cast<float>(m_scene.light.y));
    }

    [[nodiscard]] float shadowAt(int x, int y) const
    {
        const double throwLength = 0.05 * m_side;
        const int dx = static_cast<int>(std::floor(m_scene.light.x * throwLength + 0.5));
        const int dy = static_cast<int>(std::floor(m_scene.light.y * throwLength + 0.5));
        return m_soft[index(x + dx, y + dy)];
    }

    const Scene &m_scene;
    int m_side;
    std::vector<float> m_coverage;
    std::vector<float> m_soft;
};

} // namespace

std::span<const std::string> shapesClassNames()
{
    static const std::array<std::string, 10> names{"arrow", "capsule", "crescent", "cross", "disc",
                                                   "heart", "ring",    "square",   "star",  "triangle"};
    return names;
}

std::vector<std::uint8_t> renderShape(const ShapesOptions &options, int label, int index)
{
    assert(options.size >= 32 && options.size <= 128 && label >= 0 && label < 10 && index >= 0);
    CounterRng rng(options.seed, RandomStream::Shapes, static_cast<std::uint32_t>(label),
                   static_cast<std::uint32_t>(index));
    const Scene scene(rng, options.size);
    const Painter painter(scene, shapeOutline(label), options.size);
    std::vector<std::uint8_t> pixels;
    pixels.reserve(std::size_t{3} * static_cast<std::size_t>(options.size) * static_cast<std::size_t>(options.size));
    for (int y = 0; y < options.size; ++y)
        for (int x = 0; x < options.size; ++x)
            for (const float channel : painter.at(x, y)) {
                const float noisy = channel + scene.noise * noiseValue(rng);
                pixels.push_back(static_cast<std::uint8_t>(255.0F * std::clamp(noisy, 0.0F, 1.0F) + 0.5F));
            }
    return pixels;
}

} // namespace tandem
