#include "core/augment/color_kernels.h"

#include "core/augment/simd.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace tandem::kernels {

namespace {

constexpr float kRed = kRedShare, kGreen = kGreenShare, kBlue = kBlueShare;

enum Part : std::uint8_t { Brightness = 0, Contrast = 1, Saturation = 2, Hue = 3 };

/// Pixels are taken through all parts in blocks that stay in the first-level cache.
constexpr int kBlock = kPixelBlock;

struct Planes {
    float *red, *green, *blue;
};

TANDEM_SIMD_INLINE float clip(float value)
{
    value = value < 0.0F ? 0.0F : value;
    return value > 255.0F ? 255.0F : value;
}

TANDEM_SIMD_INLINE float grayOf(float red, float green, float blue)
{
    return kRed * red + kGreen * green + kBlue * blue;
}

TANDEM_SIMD_INLINE void load(const std::uint8_t *__restrict pixels, Planes out, int n)
{
    float *__restrict red = out.red;
    float *__restrict green = out.green;
    float *__restrict blue = out.blue;
    for (int i = 0; i < n; ++i) {
        red[i] = pixels[3 * i];
        green[i] = pixels[3 * i + 1];
        blue[i] = pixels[3 * i + 2];
    }
}

/// Values are in [0, 255].
TANDEM_SIMD_INLINE void store(Planes in, std::uint8_t *__restrict pixels, int n)
{
    const float *__restrict red = in.red;
    const float *__restrict green = in.green;
    const float *__restrict blue = in.blue;
    for (int i = 0; i < n; ++i) {
        pixels[3 * i] = static_cast<std::uint8_t>(static_cast<int>(red[i] + 0.5F));
        pixels[3 * i + 1] = static_cast<std::uint8_t>(static_cast<int>(green[i] + 0.5F));
        pixels[3 * i + 2] = static_cast<std::uint8_t>(static_cast<int>(blue[i] + 0.5F));
    }
}

TANDEM_SIMD_INLINE void brighten(Planes planes, int n, float factor)
{
    for (float *plane : {planes.red, planes.green, planes.blue})
        for (int i = 0; i < n; ++i)
            plane[i] = clip(plane[i] * factor);
}

TANDEM_SIMD_INLINE void blendWithMean(Planes planes, int n, float factor, float mean)
{
    const float rest = (1.0F - factor) * mean;
    for (float *plane : {planes.red, planes.green, planes.blue})
        for (int i = 0; i < n; ++i)
            plane[i] = clip(factor * plane[i] + rest);
}

TANDEM_SIMD_INLINE void saturate(Planes planes, int n, float factor)
{
    float *__restrict red = planes.red;
    float *__restrict green = planes.green;
    float *__restrict blue = planes.blue;
    for (int i = 0; i < n; ++i) {
        const float rest = (1.0F - factor) * grayOf(red[i], green[i], blue[i]);
        red[i] = clip(factor * red[i] + rest);
        green[i] = clip(factor * green[i] + rest);
        blue[i] = clip(factor * blue[i] + rest);
    }
}

/// A channel of hue h (in sixths of a turn, [0, 6)) from its distance to the channel's pure colour: full up to one
/// sixth away, none from two sixths.
TANDEM_SIMD_INLINE float channelShare(float distance)
{
    const float share = 2.0F - distance;
    const float bounded = share < 0.0F ? 0.0F : share;
    return bounded > 1.0F ? 1.0F : bounded;
}

/// HSV hue rotation without the detour by value and saturation: largest and smallest channel stay, the hue decides what
/// share of the way between them each channel stands at.
TANDEM_SIMD_INLINE void rotateHue(Planes planes, int n, float sixths)
{
    float *__restrict red = planes.red;
    float *__restrict green = planes.green;
    float *__restrict blue = planes.blue;
    for (int i = 0; i < n; ++i) {
        const float r = red[i], g = green[i], b = blue[i];
        const float rg = r > g ? r : g;
        const float high = rg > b ? rg : b;
        const float rgLow = r < g ? r : g;
        const float low = rgLow < b ? rgLow : b;
        const float chroma = high - low;
        const float inverse = 1.0F / (chroma > 0.0F ? chroma : 1.0F); // gray: every share is multiplied by zero below
        const float nearRed = (g - b) * inverse;
        const float nearGreen = (b - r) * inverse + 2.0F;
        const float nearBlue = (r - g) * inverse + 4.0F;
        const float notRed = high == g ? nearGreen : nearBlue;
        float hue = (high == r ? nearRed : notRed) + sixths; // in [-1 - 3, 5 + 3]
        hue = hue < 0.0F ? hue + 6.0F : hue;
        hue = hue >= 6.0F ? hue - 6.0F : hue;
        const float fromCyan = hue - 3.0F;
        const float redDistance = 3.0F - (fromCyan < 0.0F ? -fromCyan : fromCyan);
        const float fromGreen = hue - 2.0F;
        const float fromBlue = hue - 4.0F;
        red[i] = low + chroma * channelShare(redDistance);
        green[i] = low + chroma * channelShare(fromGreen < 0.0F ? -fromGreen : fromGreen);
        blue[i] = low + chroma * channelShare(fromBlue < 0.0F ? -fromBlue : fromBlue);
    }
}

/// Sum over the gray image. Sixteen partial sums: the compiler may not reorder a single one.
TANDEM_SIMD_INLINE double graySum(Planes planes, int n)
{
    constexpr int kLanes = kGraySumLanes;
    std::array<float, kLanes> sums{};
    int i = 0;
    for (; i + kLanes <= n; i += kLanes)
        for (int lane = 0; lane < kLanes; ++lane)
            sums[static_cast<std::size_t>(lane)] +=
                grayOf(planes.red[i + lane], planes.green[i + lane], planes.blue[i + lane]);
    double sum = 0;
    for (const float lane : sums)
        sum += lane;
    for (; i < n; ++i)
        sum += grayOf(planes.red[i], planes.green[i], planes.blue[i]);
    return sum;
}

/// The parts that change something, in order.
struct PartList {
    std::array<Part, 4> parts{};
    int count = 0;
};

TANDEM_SIMD_INLINE void applyParts(Planes planes, int n, const DrawnJitter &jitter, const PartList &list, int from,
                                   int to, float mean)
{
    for (int i = from; i < to; ++i) {
        switch (list.parts[static_cast<std::size_t>(i)]) {
        case Brightness:
            brighten(planes, n, static_cast<float>(jitter.brightness));
            break;
        case Contrast:
            blendWithMean(planes, n, static_cast<float>(jitter.contrast), mean);
            break;
        case Saturation:
            saturate(planes, n, static_cast<float>(jitter.saturation));
            break;
        case Hue:
            rotateHue(planes, n, static_cast<float>(6 * (jitter.hue - std::nearbyint(jitter.hue))));
            break;
        }
    }
}

/// All parts in one pass, for a list whose contrast (if any) has its mean.
TANDEM_SIMD_CLONES
void jitterOnce(std::uint8_t *pixels, int count, const DrawnJitter &jitter, const PartList &list, float mean)
{
    alignas(64) float block[3][kBlock];
    for (int start = 0; start < count; start += kBlock) {
        const int n = std::min(kBlock, count - start);
        const Planes planes{block[0], block[1], block[2]};
        load(pixels + 3 * static_cast<std::ptrdiff_t>(start), planes, n);
        applyParts(planes, n, jitter, list, 0, list.count, mean);
        store(planes, pixels + 3 * static_cast<std::ptrdiff_t>(start), n);
    }
}

/// The parts before contrast into planes of floats; returns the mean of the gray image.
TANDEM_SIMD_CLONES
double jitterBefore(const std::uint8_t *pixels, int count, const DrawnJitter &jitter, const PartList &list,
                    int contrastAt, float *scratch)
{
    double sum = 0;
    for (int start = 0; start < count; start += kBlock) {
        const int n = std::min(kBlock, count - start);
        const Planes planes{scratch + start, scratch + count + start,
                            scratch + 2 * static_cast<std::ptrdiff_t>(count) + start};
        load(pixels + 3 * static_cast<std::ptrdiff_t>(start), planes, n);
        applyParts(planes, n, jitter, list, 0, contrastAt, 0);
        sum += graySum(planes, n);
    }
    return sum / count;
}

/// Contrast and the parts after it, from the planes.
TANDEM_SIMD_CLONES
void jitterAfter(std::uint8_t *pixels, int count, const DrawnJitter &jitter, const PartList &list, int contrastAt,
                 float mean, float *scratch)
{
    for (int start = 0; start < count; start += kBlock) {
        const int n = std::min(kBlock, count - start);
        const Planes planes{scratch + start, scratch + count + start,
                            scratch + 2 * static_cast<std::ptrdiff_t>(count) + start};
        applyParts(planes, n, jitter, list, contrastAt, list.count, mean);
        store(planes, pixels + 3 * static_cast<std::ptrdiff_t>(start), n);
    }
}

/// Exact: the mean of the gray image is the gray of the mean colour.
TANDEM_SIMD_CLONES
double grayMean(const std::uint8_t *pixels, int count)
{
    std::uint64_t red = 0, green = 0, blue = 0;
    for (int start = 0; start < count; start += kBlock) {
        const int n = std::min(kBlock, count - start);
        const std::uint8_t *block = pixels + 3 * static_cast<std::ptrdiff_t>(start);
        std::uint32_t r = 0, g = 0, b = 0;
        for (int i = 0; i < n; ++i) {
            r += block[3 * i];
            g += block[3 * i + 1];
            b += block[3 * i + 2];
        }
        red += r;
        green += g;
        blue += b;
    }
    return (static_cast<double>(kRed) * static_cast<double>(red) +
            static_cast<double>(kGreen) * static_cast<double>(green) +
            static_cast<double>(kBlue) * static_cast<double>(blue)) /
           count;
}

PartList effectiveParts(const DrawnJitter &jitter)
{
    const std::array<bool, 4> neutral = {jitter.brightness == 1, jitter.contrast == 1, jitter.saturation == 1,
                                         jitter.hue == 0};
    PartList list;
    for (const std::uint8_t part : jitter.order)
        if (!neutral[part])
            list.parts[static_cast<std::size_t>(list.count++)] = static_cast<Part>(part);
    return list;
}

TANDEM_SIMD_CLONES
void grayscaleBlock(std::uint8_t *pixels, int n)
{
    for (int i = 0; i < n; ++i) {
        const float gray = grayOf(pixels[3 * i], pixels[3 * i + 1], pixels[3 * i + 2]);
        const auto value = static_cast<std::uint8_t>(static_cast<int>(gray + 0.5F));
        pixels[3 * i] = value;
        pixels[3 * i + 1] = value;
        pixels[3 * i + 2] = value;
    }
}

TANDEM_SIMD_CLONES
void solarizeBlock(std::uint8_t *values, std::size_t n, int threshold)
{
    for (std::size_t i = 0; i < n; ++i)
        values[i] = static_cast<std::uint8_t>(values[i] >= threshold ? 255 - values[i] : values[i]);
}

/// Quantile function of the standard normal at p in (0, 1), by bisection of erfc: made once, for a table.
double normalQuantile(double p)
{
    double low = -10, high = 10;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (std::erfc(-middle / std::numbers::sqrt2) / 2 < p ? low : high) = middle;
    }
    return (low + high) / 2;
}

/// 12 random bits choose an entry. The steps are far finer than an 8-bit level for any sigma that leaves an image
/// recognisable, and the table stays in the cache.
const std::array<float, 1U << kNoiseBits> &normalTable()
{
    static const auto table = [] {
        std::array<float, 1U << kNoiseBits> values{};
        double squares = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double quantile = normalQuantile((static_cast<double>(i) + 0.5) / static_cast<double>(values.size()));
            values[i] = static_cast<float>(quantile);
            squares += quantile * quantile;
        }
        const auto scale = static_cast<float>(1 / std::sqrt(squares / static_cast<double>(values.size())));
        for (float &value : values)
            value *= scale;
        return values;
    }();
    return table;
}

} // namespace

std::span<const float> noiseTable()
{
    return normalTable();
}

void jitter(std::span<std::uint8_t> pixels, const DrawnJitter &jitter, std::vector<float> &planes)
{
    const PartList list = effectiveParts(jitter);
    const auto count = static_cast<int>(pixels.size() / 3);
    int contrastAt = 0;
    while (contrastAt < list.count && list.parts[static_cast<std::size_t>(contrastAt)] != Contrast)
        ++contrastAt;
    if (list.count == 0 || count == 0)
        return;
    if (contrastAt == list.count)
        return jitterOnce(pixels.data(), count, jitter, list, 0);
    if (contrastAt == 0)
        return jitterOnce(pixels.data(), count, jitter, list, static_cast<float>(grayMean(pixels.data(), count)));
    // Contrast needs the mean over the image as the parts before it leave it: two passes, unrounded in between.
    planes.resize(3 * static_cast<std::size_t>(count));
    const double mean = jitterBefore(pixels.data(), count, jitter, list, contrastAt, planes.data());
    jitterAfter(pixels.data(), count, jitter, list, contrastAt, static_cast<float>(mean), planes.data());
}

void grayscale(std::span<std::uint8_t> pixels)
{
    grayscaleBlock(pixels.data(), static_cast<int>(pixels.size() / 3));
}

void solarize(std::span<std::uint8_t> pixels, double threshold)
{
    solarizeBlock(pixels.data(), pixels.size(), static_cast<int>(std::ceil(std::clamp(threshold, 0.0, 256.0))));
}

void addNoise(std::span<std::uint8_t> pixels, double sigma, std::uint64_t seed)
{
    const auto &table = normalTable();
    const auto scale = static_cast<float>(sigma);
    CounterRng rng(seed, RandomStream::Augmentation);
    constexpr std::uint32_t kMask = (1U << kNoiseBits) - 1;
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        word = i % 2 == 0 ? rng.next() : word >> 16; // two values a word
        const float value = static_cast<float>(pixels[i]) + scale * table[word & kMask];
        pixels[i] = static_cast<std::uint8_t>(static_cast<int>(clip(value) + 0.5F));
    }
}

} // namespace tandem::kernels
