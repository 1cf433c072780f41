#include "core/augment/filter_kernels.h"

#include "core/augment/simd.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstring>

namespace tandem::kernels {

int mirrored(int i, int n)
{
    if (n == 1)
        return 0;
    const int period = 2 * (n - 1);
    const int folded = ((i % period) + period) % period;
    return folded < n ? folded : period - folded;
}

namespace {

constexpr int kChannels = 3;

/// out (+)= weight * (a + b), two pairs at once.
TANDEM_SIMD_CLONES
void addBytePairs(const std::uint8_t *const rows[4], float first, float second, float *__restrict out, int n)
{
    const std::uint8_t *a = rows[0];
    const std::uint8_t *b = rows[1];
    const std::uint8_t *c = rows[2];
    const std::uint8_t *d = rows[3];
    for (int i = 0; i < n; ++i)
        out[i] += first * static_cast<float>(a[i] + b[i]) + second * static_cast<float>(c[i] + d[i]);
}

TANDEM_SIMD_CLONES
void scaleBytes(const std::uint8_t *row, float weight, float *__restrict out, int n)
{
    for (int i = 0; i < n; ++i)
        out[i] = weight * static_cast<float>(row[i]);
}

/// The pass along a row: `center` has `radius` pixels of border on both sides.
TANDEM_SIMD_CLONES
void filterAlongRow(const float *center, const float *weights, int radius, float *__restrict sums,
                    std::uint8_t *__restrict out, int n)
{
    for (int i = 0; i < n; ++i)
        sums[i] = weights[0] * center[i] + 0.5F; // so that truncation rounds
    for (int k = 1; k <= radius; k += 2) {
        const float *a = center - static_cast<std::ptrdiff_t>(kChannels) * k;
        const float *b = center + static_cast<std::ptrdiff_t>(kChannels) * k;
        const float first = weights[k];
        if (k == radius) {
            for (int i = 0; i < n; ++i)
                sums[i] += first * (a[i] + b[i]);
            break;
        }
        const float *c = a - kChannels;
        const float *d = b + kChannels;
        const float second = weights[k + 1];
        for (int i = 0; i < n; ++i)
            sums[i] += first * (a[i] + b[i]) + second * (c[i] + d[i]);
    }
    for (int i = 0; i < n; ++i)
        out[i] = static_cast<std::uint8_t>(static_cast<int>(sums[i]));
}

void mirrorBorders(float *center, int width, int radius)
{
    for (int k = 1; k <= radius; ++k) {
        std::memcpy(center - static_cast<std::ptrdiff_t>(kChannels) * k,
                    center + static_cast<std::ptrdiff_t>(kChannels) * mirrored(-k, width), kChannels * sizeof(float));
        std::memcpy(center + static_cast<std::ptrdiff_t>(kChannels) * (width - 1 + k),
                    center + static_cast<std::ptrdiff_t>(kChannels) * mirrored(width - 1 + k, width),
                    kChannels * sizeof(float));
    }
}

TANDEM_SIMD_CLONES
void sobelRow(const std::uint8_t *above, const std::uint8_t *here, const std::uint8_t *below,
              std::uint8_t *__restrict out, int n)
{
    for (int i = 0; i < n; ++i) {
        const int left = i - kChannels, right = i + kChannels;
        const int across = above[right] + 2 * here[right] + below[right] - above[left] - 2 * here[left] - below[left];
        const int down = below[left] + 2 * below[i] + below[right] - above[left] - 2 * above[i] - above[right];
        const float magnitude = std::sqrt(static_cast<float>(across * across + down * down)) * 0.25F;
        out[i] = static_cast<std::uint8_t>(static_cast<int>((magnitude > 255.0F ? 255.0F : magnitude) + 0.5F));
    }
}

} // namespace

std::vector<float> halfGaussian(double sigma, int taps)
{
    // What lies beyond 5 sigma weighs below 1e-5 in all and is left out.
    const int radius = std::min(taps / 2, static_cast<int>(std::ceil(5 * sigma)));
    std::vector<float> weights(static_cast<std::size_t>(radius) + 1);
    double sum = 0;
    for (int k = 0; k <= radius; ++k) {
        const double weight = std::exp(-0.5 * k * k / (sigma * sigma));
        weights[static_cast<std::size_t>(k)] = static_cast<float>(weight);
        sum += k == 0 ? weight : 2 * weight;
    }
    for (float &weight : weights)
        weight = static_cast<float>(weight / sum);
    return weights;
}

void gaussianBlur(std::span<std::uint8_t> pixels, int width, int height, double sigma, int taps, FilterScratch &scratch)
{
    assert(sigma > 0 && taps % 2 == 1);
    const std::vector<float> weights = halfGaussian(sigma, taps);
    const int radius = static_cast<int>(weights.size()) - 1;
    const int n = kChannels * width;
    const auto stride = static_cast<std::size_t>(n);
    scratch.source.assign(pixels.begin(), pixels.end());
    scratch.row.resize(stride + 2 * static_cast<std::size_t>(kChannels * radius));
    scratch.result.resize(stride);
    float *center = scratch.row.data() + static_cast<std::ptrdiff_t>(kChannels) * radius;
    const auto row = [&](int y) {
        return scratch.source.data() + static_cast<std::size_t>(mirrored(y, height)) * stride;
    };
    for (int y = 0; y < height; ++y) {
        scaleBytes(row(y), weights[0], center, n);
        for (int k = 1; k <= radius; k += 2) {
            const bool pair = k < radius; // an odd one out is added with a partner of weight zero
            const std::uint8_t *const rows[4] = {row(y - k), row(y + k), row(y - (pair ? k + 1 : 0)),
                                                 row(y + (pair ? k + 1 : 0))};
            addBytePairs(rows, weights[static_cast<std::size_t>(k)],
                         pair ? weights[static_cast<std::size_t>(k) + 1] : 0, center, n);
        }
        mirrorBorders(center, width, radius);
        filterAlongRow(center, weights.data(), radius, scratch.result.data(),
                       pixels.data() + static_cast<std::size_t>(y) * stride, n);
    }
}

void sobel(std::span<std::uint8_t> pixels, int width, int height, FilterScratch &scratch)
{
    // Rows with one mirrored pixel on both sides.
    const std::size_t stride = kChannels * static_cast<std::size_t>(width);
    const std::size_t padded = stride + 2 * kChannels;
    scratch.source.resize(padded * static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y) {
        std::uint8_t *row = scratch.source.data() + static_cast<std::size_t>(y) * padded + kChannels;
        const std::uint8_t *from = pixels.data() + static_cast<std::size_t>(y) * stride;
        std::memcpy(row, from, stride);
        std::memcpy(row - kChannels, from + static_cast<std::ptrdiff_t>(kChannels) * mirrored(-1, width), kChannels);
        std::memcpy(row + stride, from + static_cast<std::ptrdiff_t>(kChannels) * mirrored(width, width), kChannels);
    }
    const auto row = [&](int y) {
        return scratch.source.data() + static_cast<std::size_t>(mirrored(y, height)) * padded + kChannels;
    };
    for (int y = 0; y < height; ++y)
        sobelRow(row(y - 1), row(y), row(y + 1), pixels.data() + static_cast<std::size_t>(y) * stride,
                 static_cast<int>(stride));
}

} // namespace tandem::kernels
