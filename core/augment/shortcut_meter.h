#pragma once

#include "core/augment/pipeline.h"
#include "core/base/image_view.h"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace tandem {

// What can be told of an image without understanding it. Where such a feature finds the other view of an image, the
// encoder can lower its loss without learning anything else (Chen et al. 2020, section 3.1 and figure 6).

enum class TrivialFeature { ColorHistogram, MeanColor, Thumbnail, EdgeOrientation };
constexpr std::array kTrivialFeatures = {TrivialFeature::ColorHistogram, TrivialFeature::MeanColor,
                                         TrivialFeature::Thumbnail, TrivialFeature::EdgeOrientation};

/// The feature of a view; features are compared by Euclidean distance.
/// ColorHistogram: square roots of the shares of 4x4x4 bins (so that the distance is Hellinger's). MeanColor: of red,
/// green, blue, in [0, 1]. Thumbnail: means over 4x4 cells, in [0, 1]. EdgeOrientation: square roots of the shares of
/// 8 undirected directions in the gradient magnitude of the gray image; zeros where nothing changes.
[[nodiscard]] std::vector<float> trivialFeature(TrivialFeature feature, const ImageView &view);

/// For the rows of two sets [count, size], row i of one belonging to row i of the other: how often the nearest row of
/// the other set is the one that belongs, over both directions; a tie of k counts as 1/k. In [0, 1]; chance 1/count.
[[nodiscard]] double matchRate(const std::vector<std::vector<float>> &first,
                               const std::vector<std::vector<float>> &second);

/// Every feature of two views of each sample: [kTrivialFeatures][view][sample].
using FeatureRows = std::vector<std::vector<float>>;
using PairFeatures = std::array<std::array<FeatureRows, 2>, kTrivialFeatures.size()>;

/// Makes the two training views of each of the images (views 0 and 1 of `epoch`). `image` gives the pixels of a sample.
/// One thread; none if `stop` was requested. Preconditions: as drawView.
[[nodiscard]] std::optional<PairFeatures> collectFeatures(const Pipeline &pipeline,
                                                          std::span<const std::uint32_t> samples,
                                                          const std::function<ImageView(std::uint32_t)> &image,
                                                          std::uint64_t seed, std::uint32_t epoch,
                                                          const std::stop_token &stop = {});

struct ShortcutReport {
    int candidates = 0;                                  // N: among so many the positive is sought
    std::array<double, kTrivialFeatures.size()> found{}; // share of positives found, in order of kTrivialFeatures
};
[[nodiscard]] ShortcutReport measureShortcuts(const PairFeatures &features);

/// The cosines that a contrastive loss sees of one anchor: of view 0 of a sample to its view 1, and to both views of
/// all other samples. A row of zeros has cosine 0 with everything.
struct AnchorCosines {
    struct Negative {
        std::size_t sample = 0; // row
        std::uint32_t view = 0;
        double cosine = 0;
    };
    double positive = 0;
    std::vector<Negative> negatives; // 2N - 2: first views of the others, then second ones
};
/// For features in place of an encoder, the mean of all rows is taken off first (`centred`), as cosines of positive
/// numbers are all alike. Precondition: anchor is a row.
[[nodiscard]] AnchorCosines anchorCosines(const std::array<FeatureRows, 2> &feature, std::size_t anchor,
                                          bool centred = true);

} // namespace tandem
