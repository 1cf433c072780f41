#include "core/augment/crop_sampler.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace tandem {

namespace {

std::uint32_t count(int value)
{
    return static_cast<std::uint32_t>(value);
}

/// Half to even, as Python's round and C's lrint, whatever the rounding mode of the moment.
int rounded(double value)
{
    const double below = std::floor(value);
    const double rest = value - below;
    const bool up = rest > 0.5 || (rest == 0.5 && std::fmod(below, 2) != 0);
    return static_cast<int>(below) + (up ? 1 : 0);
}

/// torchvision.transforms.RandomResizedCrop.get_params: area uniform, ratio log-uniform, ten tries with rejection, then
/// the largest centre crop whose ratio is allowed. Offsets include the last.
DrawnCrop drawTorchvision(const RandomResizedCrop &crop, int width, int height, CounterRng &rng)
{
    constexpr int kTries = 10;
    const double area = static_cast<double>(width) * height;
    const double logMin = std::log(crop.minRatio), logMax = std::log(crop.maxRatio);
    for (int i = 0; i < kTries; ++i) {
        const double target = area * rng.uniform(crop.minArea, crop.maxArea);
        const double ratio = std::exp(rng.uniform(logMin, logMax));
        const int w = rounded(std::sqrt(target * ratio));
        const int h = rounded(std::sqrt(target / ratio));
        if (w <= 0 || w > width || h <= 0 || h > height)
            continue;
        const int y = static_cast<int>(rng.below(count(height - h + 1)));
        const int x = static_cast<int>(rng.below(count(width - w + 1)));
        return {x, y, w, h};
    }
    int w = width, h = height;
    const double ratio = static_cast<double>(width) / height;
    if (ratio < crop.minRatio)
        h = std::clamp(rounded(width / crop.minRatio), 1, height);
    else if (ratio > crop.maxRatio)
        w = std::clamp(rounded(height * crop.maxRatio), 1, width);
    return {(width - w) / 2, (height - h) / 2, w, h};
}

/// One attempt of TensorFlow's GenerateRandomCrop: the height is uniform between the sides that the areas allow at this
/// ratio, limited to the image. Offsets exclude the last.
std::optional<DrawnCrop> tryTensorFlow(const RandomResizedCrop &crop, int width, int height, double ratio,
                                       CounterRng &rng)
{
    const double minArea = crop.minArea * width * height;
    const double maxArea = crop.maxArea * width * height;
    int h = rounded(std::sqrt(minArea / ratio));
    int maxHeight = rounded(std::sqrt(maxArea / ratio));
    if (rounded(maxHeight * ratio) > width) {
        constexpr double kEpsilon = 0.0000001;
        maxHeight = static_cast<int>((width + 0.5 - kEpsilon) / ratio);
        if (rounded(maxHeight * ratio) > width)
            --maxHeight;
    }
    maxHeight = std::min(maxHeight, height);
    h = std::min(h, maxHeight);
    if (h < maxHeight)
        h += static_cast<int>(rng.below(count(maxHeight - h + 1)));
    int w = rounded(h * ratio);
    // A pixel more or less, should rounding have left the range of areas.
    const auto areaOf = [&] { return static_cast<double>(w) * h; };
    if (areaOf() < minArea)
        w = rounded(++h * ratio);
    if (areaOf() > maxArea)
        w = rounded(--h * ratio);
    if (areaOf() < minArea || areaOf() > maxArea || w > width || h > height || w <= 0 || h <= 0)
        return std::nullopt;
    const int y = h < height ? static_cast<int>(rng.below(count(height - h))) : 0;
    const int x = w < width ? static_cast<int>(rng.below(count(width - w))) : 0;
    return DrawnCrop{x, y, w, h};
}

/// sample_distorted_bounding_box with the whole image as its box: a hundred attempts, each rejected if it covers less
/// than a tenth of the image, then the whole image. Ratio uniform.
DrawnCrop drawTensorFlow(const RandomResizedCrop &crop, int width, int height, CounterRng &rng)
{
    constexpr int kAttempts = 100;
    constexpr double kMinCovered = 0.1;
    for (int i = 0; i < kAttempts; ++i) {
        const double ratio = rng.uniform(crop.minRatio, crop.maxRatio);
        const auto drawn = tryTensorFlow(crop, width, height, ratio, rng);
        if (drawn && static_cast<double>(drawn->width) * drawn->height >= kMinCovered * width * height)
            return *drawn;
    }
    return {0, 0, width, height};
}

} // namespace

DrawnCrop drawCrop(const RandomResizedCrop &crop, int width, int height, CounterRng &rng)
{
    return crop.sampler == CropSampler::Torchvision ? drawTorchvision(crop, width, height, rng)
                                                    : drawTensorFlow(crop, width, height, rng);
}

} // namespace tandem
