#include "core/augment/shortcut_meter.h"

#include "core/augment/renderer.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace tandem {

namespace {

constexpr int kCells = 4;      // of the thumbnail, a side
constexpr int kDirections = 8; // of edges, over half a turn

std::size_t pixelCount(const ImageView &view)
{
    return view.bytes() / 3;
}

/// Shares instead of counts, and their square roots: the Euclidean distance is then Hellinger's times the root of two.
void toRootShares(std::vector<float> &counts)
{
    double sum = 0;
    for (const float count : counts)
        sum += count;
    if (sum <= 0)
        return;
    for (float &count : counts)
        count = static_cast<float>(std::sqrt(count / sum));
}

std::vector<float> colorHistogram(const ImageView &view)
{
    std::vector<float> bins(64);
    for (std::size_t i = 0; i < view.bytes(); i += 3) {
        const std::uint8_t *pixel = view.pixels + i;
        bins[static_cast<std::size_t>((pixel[0] >> 6) * 16 + (pixel[1] >> 6) * 4 + (pixel[2] >> 6))] += 1;
    }
    toRootShares(bins);
    return bins;
}

std::vector<float> meanColor(const ImageView &view)
{
    std::array<std::uint64_t, 3> sums{};
    for (std::size_t i = 0; i < view.bytes(); i += 3)
        for (std::size_t channel = 0; channel < 3; ++channel)
            sums[channel] += view.pixels[i + channel];
    std::vector<float> means;
    for (const std::uint64_t sum : sums)
        means.push_back(static_cast<float>(static_cast<double>(sum) / (255.0 * static_cast<double>(pixelCount(view)))));
    return means;
}

std::vector<float> thumbnail(const ImageView &view)
{
    constexpr std::size_t kValues = 3 * kCells * kCells;
    std::array<double, kValues> sums{}, counts{};
    for (int y = 0; y < view.height; ++y) {
        for (int x = 0; x < view.width; ++x) {
            const int cell = y * kCells / view.height * kCells + x * kCells / view.width;
            for (int channel = 0; channel < 3; ++channel) {
                const auto value = static_cast<std::size_t>(3 * cell + channel);
                sums[value] += view.pixels[3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(view.width) +
                                                static_cast<std::size_t>(x)) +
                                           static_cast<std::size_t>(channel)];
                counts[value] += 1;
            }
        }
    }
    std::vector<float> cells;
    for (std::size_t i = 0; i < kValues; ++i)
        cells.push_back(counts[i] > 0 ? static_cast<float>(sums[i] / (255.0 * counts[i])) : 0.0F);
    return cells;
}

std::vector<float> edgeOrientation(const ImageView &view)
{
    std::vector<float> gray;
    gray.reserve(pixelCount(view));
    for (std::size_t i = 0; i < view.bytes(); i += 3)
        gray.push_back(0.2989F * view.pixels[i] + 0.587F * view.pixels[i + 1] + 0.114F * view.pixels[i + 2]);
    std::vector<float> bins(kDirections);
    const auto at = [&](int x, int y) {
        return gray[static_cast<std::size_t>(y) * static_cast<std::size_t>(view.width) + static_cast<std::size_t>(x)];
    };
    for (int y = 1; y + 1 < view.height; ++y) {
        for (int x = 1; x + 1 < view.width; ++x) {
            const float dx = at(x + 1, y) - at(x - 1, y), dy = at(x, y + 1) - at(x, y - 1);
            const float magnitude = std::hypot(dx, dy);
            if (magnitude <= 0)
                continue;
            // Half a turn, shifted by half a bin so that upright and level edges lie inside of one.
            const double turn = std::atan2(dy, dx) / std::numbers::pi + 1 + 0.5 / kDirections;
            bins[static_cast<std::size_t>(turn * kDirections) % kDirections] += magnitude;
        }
    }
    toRootShares(bins);
    return bins;
}

double squaredDistance(const std::vector<float> &a, const std::vector<float> &b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double difference = static_cast<double>(a[i]) - b[i];
        sum += difference * difference;
    }
    return sum;
}

/// Of how much each row of `from` finds its own row of `to`, summed.
double found(const std::vector<std::vector<float>> &from, const std::vector<std::vector<float>> &to)
{
    double sum = 0;
    for (std::size_t i = 0; i < from.size(); ++i) {
        const double own = squaredDistance(from[i], to[i]);
        int ties = 0, nearer = 0;
        for (const auto &candidate : to) {
            const double distance = squaredDistance(from[i], candidate);
            nearer += distance < own ? 1 : 0;
            ties += distance == own ? 1 : 0;
        }
        sum += nearer == 0 ? 1.0 / ties : 0;
    }
    return sum;
}

} // namespace

std::vector<float> trivialFeature(TrivialFeature feature, const ImageView &view)
{
    switch (feature) {
    case TrivialFeature::ColorHistogram:
        return colorHistogram(view);
    case TrivialFeature::MeanColor:
        return meanColor(view);
    case TrivialFeature::Thumbnail:
        return thumbnail(view);
    case TrivialFeature::EdgeOrientation:
        return edgeOrientation(view);
    }
    return {};
}

double matchRate(const std::vector<std::vector<float>> &first, const std::vector<std::vector<float>> &second)
{
    assert(first.size() == second.size());
    if (first.empty())
        return 0;
    return (found(first, second) + found(second, first)) / (2.0 * static_cast<double>(first.size()));
}

std::optional<PairFeatures> collectFeatures(const Pipeline &pipeline, std::span<const std::uint32_t> samples,
                                            const std::function<ImageView(std::uint32_t)> &image, std::uint64_t seed,
                                            std::uint32_t epoch, const std::stop_token &stop)
{
    PairFeatures features;
    ViewRenderer renderer;
    std::vector<std::uint8_t> pixels(3 * static_cast<std::size_t>(pipeline.size) *
                                     static_cast<std::size_t>(pipeline.size));
    for (const std::uint32_t sample : samples) {
        const ImageView source = image(sample);
        for (std::uint32_t view = 0; view < 2; ++view) {
            if (stop.stop_requested())
                return std::nullopt;
            renderer.render(source, drawTrainingView(pipeline, source.width, source.height, seed, epoch, sample, view),
                            pixels);
            const ImageView rendered{pixels.data(), pipeline.size, pipeline.size};
            for (std::size_t i = 0; i < kTrivialFeatures.size(); ++i)
                features[i][view].push_back(trivialFeature(kTrivialFeatures[i], rendered));
        }
    }
    return features;
}

ShortcutReport measureShortcuts(const PairFeatures &features)
{
    ShortcutReport report;
    report.candidates = static_cast<int>(features[0][0].size());
    for (std::size_t i = 0; i < kTrivialFeatures.size(); ++i)
        report.found[i] = matchRate(features[i][0], features[i][1]);
    return report;
}

AnchorCosines anchorCosines(const std::array<FeatureRows, 2> &feature, std::size_t anchor, bool centred)
{
    assert(anchor < feature[0].size());
    const std::size_t size = feature[0][anchor].size();
    std::vector<double> mean(size);
    for (const FeatureRows &rows : feature)
        for (const auto &row : rows)
            for (std::size_t i = 0; i < size && centred; ++i)
                mean[i] += row[i] / (2.0 * static_cast<double>(rows.size()));
    const auto cosine = [&](const std::vector<float> &a, const std::vector<float> &b) {
        double dot = 0, aa = 0, bb = 0;
        for (std::size_t i = 0; i < size; ++i) {
            const double x = a[i] - mean[i], y = b[i] - mean[i];
            dot += x * y;
            aa += x * x;
            bb += y * y;
        }
        return aa > 0 && bb > 0 ? dot / std::sqrt(aa * bb) : 0.0;
    };
    const std::vector<float> &own = feature[0][anchor];
    AnchorCosines cosines;
    cosines.positive = cosine(own, feature[1][anchor]);
    for (const std::uint32_t view : {0U, 1U})
        for (std::size_t i = 0; i < feature[view].size(); ++i)
            if (i != anchor)
                cosines.negatives.push_back({i, view, cosine(own, feature[view][i])});
    return cosines;
}

} // namespace tandem
