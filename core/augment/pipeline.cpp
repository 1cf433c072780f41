#include "core/augment/pipeline.h"

#include "core/augment/crop_sampler.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace tandem {

namespace {

/// Draws one operation's parameters from its own generator, for the image as the operations before have left it.
class Drawer {
public:
    Drawer(int viewSize, int width, int height) : m_viewSize(viewSize), m_width(width), m_height(height) {}

    DrawnOperation draw(const OperationKind &kind, CounterRng &rng)
    {
        return std::visit([&](const auto &operation) { return DrawnOperation(drawOne(operation, rng)); }, kind);
    }

private:
    DrawnCrop drawOne(const RandomResizedCrop &crop, CounterRng &rng)
    {
        const DrawnCrop drawn = drawCrop(crop, m_width, m_height, rng);
        m_width = m_height = m_viewSize;
        return drawn;
    }
    DrawnFlip drawOne(const HorizontalFlip &, CounterRng &) const { return {}; }
    DrawnJitter drawOne(const ColorJitter &jitter, CounterRng &rng) const
    {
        const auto factor = [&](double spread) { return rng.uniform(std::max(0.0, 1 - spread), 1 + spread); };
        DrawnJitter drawn;
        drawn.brightness = factor(jitter.brightness);
        drawn.contrast = factor(jitter.contrast);
        drawn.saturation = factor(jitter.saturation);
        drawn.hue = rng.uniform(-jitter.hue, jitter.hue);
        std::array<std::uint32_t, 4> order{0, 1, 2, 3};
        shuffle(order, rng);
        std::copy(order.begin(), order.end(), drawn.order.begin());
        return drawn;
    }
    DrawnGrayscale drawOne(const Grayscale &, CounterRng &) const { return {}; }
    DrawnBlur drawOne(const GaussianBlur &blur, CounterRng &rng) const
    {
        constexpr double kRounding = 1e-9; // 0.1 * 30 is a hair more than 3, other products a hair less
        const int radius = static_cast<int>(m_height * blur.kernelShare / 2 + kRounding);
        return {rng.uniform(blur.minSigma, blur.maxSigma), 2 * std::max(1, radius) + 1};
    }
    DrawnSolarize drawOne(const Solarize &solarize, CounterRng &) const { return {solarize.threshold}; }
    DrawnRotation drawOne(const Rotate &rotate, CounterRng &rng) const
    {
        return {rotate.rightAngles ? 90.0 * rng.below(4) : rng.uniform(-rotate.degrees, rotate.degrees)};
    }
    DrawnCutout drawOne(const Cutout &cutout, CounterRng &rng) const
    {
        const double share = std::sqrt(rng.uniform(cutout.minArea, cutout.maxArea));
        const auto side = [share](int whole) {
            return std::clamp(static_cast<int>(std::lround(whole * share)), 0, whole);
        };
        DrawnCutout drawn{0, 0, side(m_width), side(m_height)};
        drawn.x = static_cast<int>(rng.below(static_cast<std::uint32_t>(m_width - drawn.width + 1)));
        drawn.y = static_cast<int>(rng.below(static_cast<std::uint32_t>(m_height - drawn.height + 1)));
        return drawn;
    }
    DrawnNoise drawOne(const GaussianNoise &noise, CounterRng &rng) const
    {
        const double sigma = rng.uniform(noise.minSigma, noise.maxSigma);
        const std::uint64_t high = rng.next();
        return {sigma, high << 32 | rng.next()};
    }
    DrawnSobel drawOne(const Sobel &, CounterRng &) const { return {}; }

    int m_viewSize;
    int m_width, m_height; // of the image as it is now
};

} // namespace

bool actsOn(const Operation &operation, std::uint32_t view)
{
    const bool isOther = operation.views == (view == 0 ? ViewScope::Second : ViewScope::First);
    return operation.enabled && !isOther;
}

bool isAsymmetric(const Pipeline &pipeline)
{
    return std::any_of(pipeline.operations.begin(), pipeline.operations.end(),
                       [](const Operation &o) { return o.enabled && o.views != ViewScope::Both; });
}

DrawnView drawView(const Pipeline &pipeline, int width, int height, CounterRng &rng, std::uint32_t view)
{
    assert(width > 0 && height > 0 && pipeline.size > 0);
    std::vector<std::uint64_t> keys;
    std::vector<const Operation *> happening;
    happening.reserve(pipeline.operations.size());
    keys.reserve(pipeline.operations.size());
    bool cropped = false;
    for (const Operation &operation : pipeline.operations) {
        const std::uint64_t high = rng.next();
        const std::uint64_t key = high << 32 | rng.next();
        // The first number of an operation's generator decides whether it happens.
        if (!actsOn(operation, view) || !CounterRng(key, RandomStream::Augmentation).chance(operation.probability))
            continue;
        happening.push_back(&operation);
        keys.push_back(key);
        cropped = cropped || std::holds_alternative<RandomResizedCrop>(operation.kind);
    }
    // Without a crop the whole image is resized first, and all operations act on the view.
    Drawer drawer(pipeline.size, cropped ? width : pipeline.size, cropped ? height : pipeline.size);
    DrawnView drawn;
    drawn.size = pipeline.size;
    drawn.operations.reserve(happening.size());
    for (std::size_t i = 0; i < happening.size(); ++i) {
        CounterRng own(keys[i], RandomStream::Augmentation);
        static_cast<void>(own.uniform());
        drawn.operations.push_back(drawer.draw(happening[i]->kind, own));
    }
    return drawn;
}

DrawnView drawTrainingView(const Pipeline &pipeline, int width, int height, std::uint64_t seed, std::uint32_t epoch,
                           std::uint32_t sample, std::uint32_t view)
{
    CounterRng rng(seed, RandomStream::Augmentation, epoch, sample, view);
    return drawView(pipeline, width, height, rng, view);
}

} // namespace tandem
