#pragma once

#include "core/augment/pipeline.h"
#include "core/augment/renderer.h"
#include "core/base/image_view.h"
#include "core/base/random.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string>
#include <vector>

/// Every operation a second time, in double and in the plainest way, without regard for speed: textbook HSV, the full
/// Gaussian, resampling by direct sums in two dimensions. What the renderer makes must stay within rounding of it.
namespace reference {

struct Bytes {
    int width = 0, height = 0;
    std::vector<std::uint8_t> values;

    [[nodiscard]] tandem::ImageView view() const { return {values.data(), width, height}; }
    [[nodiscard]] int at(int x, int y, int c) const
    {
        return values[static_cast<std::size_t>((y * width + x) * 3 + c)];
    }
};

struct Image {
    int width = 0, height = 0;
    std::vector<double> values;

    Image(int w, int h) : width(w), height(h), values(static_cast<std::size_t>(w * h * 3)) {}
    explicit Image(const Bytes &bytes)
        : width(bytes.width), height(bytes.height), values(bytes.values.begin(), bytes.values.end())
    {
    }
    double &at(int x, int y, int c) { return values[static_cast<std::size_t>((y * width + x) * 3 + c)]; }
    [[nodiscard]] double at(int x, int y, int c) const
    {
        return values[static_cast<std::size_t>((y * width + x) * 3 + c)];
    }
};

/// Noise of independent bytes: the hardest image for any filter.
inline Bytes randomImage(int width, int height, std::uint32_t seed)
{
    Bytes image{width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width * height * 3))};
    tandem::CounterRng rng(seed, tandem::RandomStream::Test);
    for (auto &value : image.values)
        value = static_cast<std::uint8_t>(rng.below(256));
    return image;
}

/// Every pixel the same.
inline Bytes flatImage(int width, int height, std::array<std::uint8_t, 3> color)
{
    Bytes image{width, height, {}};
    for (int i = 0; i < width * height; ++i)
        image.values.insert(image.values.end(), color.begin(), color.end());
    return image;
}

/// Something like a photo: gradients, stripes and edges in other colours.
inline Bytes pictureImage(int width, int height)
{
    Bytes image{width, height, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double u = static_cast<double>(x) / width, v = static_cast<double>(y) / height;
            const bool disc = std::hypot(u - 0.5, v - 0.4) < 0.25;
            const std::array<double, 3> color = {255 * u, 127 + 120 * std::sin(20 * v + 9 * u),
                                                 disc ? 230.0 : 255 * v * u};
            for (const double value : color)
                image.values.push_back(static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0)));
        }
    }
    return image;
}

inline void clip(Image &image)
{
    for (double &value : image.values)
        value = std::clamp(value, 0.0, 255.0);
}

inline double gray(double r, double g, double b)
{
    return 0.299 * r + 0.587 * g + 0.114 * b;
}

/// PIL's antialiased bilinear, and the mean over the covered area.
inline double resampleWeight(bool area, double scale, double center, int i)
{
    if (area && scale > 1)
        return std::max(0.0, std::min(i + 1.0, center + scale / 2) - std::max<double>(i, center - scale / 2));
    return std::max(0.0, 1 - std::abs(i + 0.5 - center) / std::max(1.0, scale));
}

inline Image resize(const Image &image, const tandem::DrawnCrop &crop, int width, int height, bool area = false)
{
    Image out(width, height);
    const double scaleX = static_cast<double>(crop.width) / width, scaleY = static_cast<double>(crop.height) / height;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            double total = 0;
            std::array<double, 3> sums{};
            for (int j = 0; j < crop.height; ++j) {
                const double weightY = resampleWeight(area, scaleY, (y + 0.5) * scaleY, j);
                for (int i = 0; weightY > 0 && i < crop.width; ++i) {
                    const double weight = weightY * resampleWeight(area, scaleX, (x + 0.5) * scaleX, i);
                    total += weight;
                    for (int c = 0; weight > 0 && c < 3; ++c)
                        sums[static_cast<std::size_t>(c)] += weight * image.at(crop.x + i, crop.y + j, c);
                }
            }
            for (int c = 0; c < 3; ++c)
                out.at(x, y, c) = sums[static_cast<std::size_t>(c)] / total;
        }
    }
    return out;
}

/// Hue by the textbook (Smith 1978): to HSV with case distinctions, add, and back by sextants.
inline std::array<double, 3> shiftHue(double r, double g, double b, double turns)
{
    const double value = std::max({r, g, b}), low = std::min({r, g, b}), chroma = value - low;
    if (chroma == 0)
        return {r, g, b};
    const double saturation = chroma / value;
    double hue = value == r ? (g - b) / chroma : value == g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma;
    hue = hue / 6 + turns;
    hue -= std::floor(hue);
    const int sextant = static_cast<int>(hue * 6) % 6;
    const double f = hue * 6 - std::floor(hue * 6);
    const double p = value * (1 - saturation), q = value * (1 - f * saturation), t = value * (1 - (1 - f) * saturation);
    switch (sextant) {
    case 0:
        return {value, t, p};
    case 1:
        return {q, value, p};
    case 2:
        return {p, value, t};
    case 3:
        return {p, q, value};
    case 4:
        return {t, p, value};
    default:
        return {value, p, q};
    }
}

inline void jitterPart(Image &image, const tandem::DrawnJitter &jitter, int part)
{
    const int pixels = image.width * image.height;
    double mean = 0;
    for (int i = 0; i < pixels; ++i)
        mean += gray(image.values[std::size_t(3 * i)], image.values[std::size_t(3 * i + 1)],
                     image.values[std::size_t(3 * i + 2)]) /
                pixels;
    for (int i = 0; i < pixels; ++i) {
        double *p = &image.values[static_cast<std::size_t>(3 * i)];
        const double own = gray(p[0], p[1], p[2]);
        if (part == 3) {
            const auto shifted = shiftHue(p[0], p[1], p[2], jitter.hue);
            std::copy(shifted.begin(), shifted.end(), p);
            continue;
        }
        for (int c = 0; c < 3; ++c) {
            if (part == 0)
                p[c] *= jitter.brightness;
            else if (part == 1)
                p[c] = jitter.contrast * p[c] + (1 - jitter.contrast) * mean;
            else
                p[c] = jitter.saturation * p[c] + (1 - jitter.saturation) * own;
        }
    }
    clip(image);
}

inline int mirrored(int i, int n)
{
    while (i < 0 || i >= n) {
        if (n == 1)
            return 0;
        i = i < 0 ? -i : 2 * (n - 1) - i;
    }
    return i;
}

/// Every tap, normalised over all of them.
inline Image blur(const Image &image, double sigma, int taps)
{
    const int radius = taps / 2;
    std::vector<double> weights;
    double sum = 0;
    for (int k = -radius; k <= radius; ++k) {
        weights.push_back(std::exp(-0.5 * k * k / (sigma * sigma)));
        sum += weights.back();
    }
    Image across(image.width, image.height), out(image.width, image.height);
    const auto pass = [&](const Image &from, Image &to, int dx, int dy) {
        for (int y = 0; y < from.height; ++y)
            for (int x = 0; x < from.width; ++x)
                for (int c = 0; c < 3; ++c)
                    for (int k = -radius; k <= radius; ++k)
                        to.at(x, y, c) +=
                            weights[static_cast<std::size_t>(k + radius)] / sum *
                            from.at(mirrored(x + k * dx, from.width), mirrored(y + k * dy, from.height), c);
    };
    pass(image, across, 1, 0);
    pass(across, out, 0, 1);
    return out;
}

inline Image sobel(const Image &image)
{
    Image out(image.width, image.height);
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            for (int c = 0; c < 3; ++c) {
                const auto at = [&](int dx, int dy) {
                    return image.at(mirrored(x + dx, image.width), mirrored(y + dy, image.height), c);
                };
                const double gx = at(1, -1) + 2 * at(1, 0) + at(1, 1) - at(-1, -1) - 2 * at(-1, 0) - at(-1, 1);
                const double gy = at(-1, 1) + 2 * at(0, 1) + at(1, 1) - at(-1, -1) - 2 * at(0, -1) - at(1, -1);
                out.at(x, y, c) = std::min(255.0, std::hypot(gx, gy) / 4);
            }
        }
    }
    return out;
}

/// Counter-clockwise, bilinear, black outside.
inline Image rotate(const Image &image, double degrees)
{
    Image out(image.width, image.height);
    const double angle = -degrees * std::numbers::pi / 180; // back, from the result to the source
    const double cx = (image.width - 1) / 2.0, cy = (image.height - 1) / 2.0;
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            // In coordinates with y up, where a counter-clockwise turn is the usual matrix.
            const double u = x - cx, v = cy - y;
            const double fromX = cx + u * std::cos(angle) - v * std::sin(angle);
            const double fromY = cy - (u * std::sin(angle) + v * std::cos(angle));
            for (int j = 0; j < image.height; ++j)
                for (int i = 0; i < image.width; ++i)
                    for (int c = 0; c < 3; ++c)
                        out.at(x, y, c) += std::max(0.0, 1 - std::abs(fromX - i)) *
                                           std::max(0.0, 1 - std::abs(fromY - j)) * image.at(i, j, c);
        }
    }
    return out;
}

/// A view in double from end to end: nothing is rounded between operations. Not for noise, which has no other
/// definition than the renderer's, nor for what precedes a crop.
inline Image renderExactly(const Bytes &source, const tandem::DrawnView &view)
{
    Image image(source);
    const bool cropped = std::any_of(view.operations.begin(), view.operations.end(),
                                     [](const auto &o) { return std::holds_alternative<tandem::DrawnCrop>(o); });
    if (!cropped)
        image = resize(image, {0, 0, source.width, source.height}, view.size, view.size);
    for (const tandem::DrawnOperation &operation : view.operations) {
        if (const auto *crop = std::get_if<tandem::DrawnCrop>(&operation)) {
            image = resize(image, *crop, view.size, view.size);
        } else if (std::holds_alternative<tandem::DrawnFlip>(operation)) {
            const Image before = image;
            for (int y = 0; y < image.height; ++y)
                for (int x = 0; x < image.width; ++x)
                    for (int c = 0; c < 3; ++c)
                        image.at(x, y, c) = before.at(image.width - 1 - x, y, c);
        } else if (const auto *jitter = std::get_if<tandem::DrawnJitter>(&operation)) {
            for (const int part : jitter->order)
                jitterPart(image, *jitter, part);
        } else if (std::holds_alternative<tandem::DrawnGrayscale>(operation)) {
            for (std::size_t i = 0; i < image.values.size(); i += 3) {
                double *p = &image.values[i];
                p[0] = p[1] = p[2] = gray(p[0], p[1], p[2]);
            }
        } else if (const auto *blurred = std::get_if<tandem::DrawnBlur>(&operation)) {
            image = blur(image, blurred->sigma, blurred->taps);
        } else if (const auto *solarize = std::get_if<tandem::DrawnSolarize>(&operation)) {
            for (double &value : image.values)
                value = value >= solarize->threshold ? 255 - value : value;
        } else if (const auto *rotation = std::get_if<tandem::DrawnRotation>(&operation)) {
            image = rotate(image, rotation->degrees);
        } else if (const auto *hole = std::get_if<tandem::DrawnCutout>(&operation)) {
            for (int y = hole->y; y < hole->y + hole->height; ++y)
                for (int x = hole->x; x < hole->x + hole->width; ++x)
                    for (int c = 0; c < 3; ++c)
                        image.at(x, y, c) = 127;
        } else if (std::holds_alternative<tandem::DrawnSobel>(operation)) {
            image = sobel(image);
        }
    }
    return image;
}

inline Bytes render(const Bytes &source, const tandem::DrawnView &view)
{
    Bytes out{view.size, view.size, std::vector<std::uint8_t>(static_cast<std::size_t>(view.size * view.size * 3))};
    tandem::ViewRenderer renderer;
    renderer.render(source.view(), view, out.values);
    return out;
}

/// Largest distance of a byte from the exact value, in levels.
inline double largestDistance(const Bytes &bytes, const Image &exact)
{
    double largest = bytes.width == exact.width && bytes.height == exact.height ? 0 : 1e9;
    for (std::size_t i = 0; i < bytes.values.size() && largest < 1e9; ++i)
        largest = std::max(largest, std::abs(bytes.values[i] - exact.values[i]));
    return largest;
}

/// Half a level for the one rounding, and a hundredth for float sums, whose error is a few 2^-24 of 255 for each
/// addend, and for the tails of a Gaussian beyond 5 sigma.
constexpr double kOneRounding = 0.51;

} // namespace reference
