#pragma once

#include "core/config/settings.h"
#include "core/data/image_set.h"
#include "core/engine/model.h"
#include "core/engine/ranks.h"
#include "core/report/records.h"

#include <torch/torch.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace tandem::engine {

/// Images that go through a frozen encoder at once.
inline constexpr std::int64_t kImagesPerForward = 500;

/// Features of images under the frozen encoder, on the CPU.
struct Features {
    torch::Tensor h;                  // [N, D]
    torch::Tensor z;                  // [N, d]
    std::vector<std::int32_t> labels; // kNoLabel where there is none
};

/// Encodes images without augmentation (resized and centre-cropped to `viewSize`) in eval mode; the model's mode is
/// restored and its buffers stay as they are. Every rank encodes its share, and all get all. None if `stop` was
/// requested.
[[nodiscard]] std::optional<Features> extractFeatures(Model &model, const ImageSet &images, std::int64_t viewSize,
                                                      const torch::Device &device, const std::stop_token &stop,
                                                      const std::shared_ptr<Ranks> &ranks = aloneRanks());

/// Shares of test images, in [0, 1]: of those whose class scores highest (of equals the lower class counts), and of
/// those whose class is among the five highest, where there are more than five classes.
struct Accuracy {
    double top1 = 0;
    std::optional<double> top5;
    bool operator==(const Accuracy &) const = default;
};

/// Scores [N, C], labels [N] of type long, N > 0.
[[nodiscard]] Accuracy accuracyOf(const torch::Tensor &scores, const torch::Tensor &labels);

struct KnnOptions {
    std::int64_t neighbors = 200;
    double temperature = 0.1;
};

/// Accuracy of weighted nearest neighbours (Wu et al. 2018): the k bank rows of highest cosine vote for their
/// class with weight exp(cosine/temperature); of equal sums the lower class wins. Rows are brought to unit length here.
/// Rows with label kNoLabel are ignored on both sides; none if nothing is left on either. k is cut to the bank's size.
/// features [M, D] and [N, D]. Every rank takes a share of the test rows, and all get the accuracy over all.
[[nodiscard]] std::optional<Accuracy>
knnAccuracy(const torch::Tensor &bank, const std::vector<std::int32_t> &bankLabels, const torch::Tensor &test,
            const std::vector<std::int32_t> &testLabels, const KnnOptions &options,
            const std::shared_ptr<Ranks> &ranks = aloneRanks());

/// Class of each row of `features` [M, D] by the same vote, with row ownRows[i] of the bank (-1: none) left out of the
/// vote on row i; kNoLabel where nothing else of the bank carries a label. Every rank takes a share, and all get all.
[[nodiscard]] std::vector<std::int32_t> knnClasses(const torch::Tensor &bank,
                                                   const std::vector<std::int32_t> &bankLabels,
                                                   const torch::Tensor &features,
                                                   const std::vector<std::int64_t> &ownRows, const KnnOptions &options,
                                                   const std::shared_ptr<Ranks> &ranks = aloneRanks());

/// What an evaluation compares: bank and test images, fixed over a run.
struct EvaluationImages {
    ImageSetPtr bank;
    ImageSetPtr test;
    std::string testSplit;
};

/// Adds to a record what else the features of the test images tell.
using MoreMeasures = std::function<void(const Features &test, EvaluationRecord &record)>;

/// A full evaluation; epoch, step and time are left to the caller. None if `stop` was requested. `bankSeen`, where
/// given, gets the features of the bank if they were needed.
[[nodiscard]] std::optional<EvaluationRecord> evaluate(Model &model, const EvaluationImages &images,
                                                       const EvaluateSettings &settings, std::int64_t viewSize,
                                                       const torch::Device &device, const std::stop_token &stop,
                                                       const std::shared_ptr<Ranks> &ranks = aloneRanks(),
                                                       const MoreMeasures &more = {}, Features *bankSeen = nullptr);

} // namespace tandem::engine
