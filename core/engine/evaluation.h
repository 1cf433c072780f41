#pragma once

#include "core/config/settings.h"
#include "core/data/image_set.h"
#include "core/engine/model.h"
#include "core/engine/ranks.h"
#include "core/report/records.h"

#include <torch/torch.h>

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace tandem::engine {

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

struct KnnOptions {
    std::int64_t neighbors = 200;
    double temperature = 0.1;
};

/// Accuracy in [0, 1] of weighted nearest neighbours (Wu et al. 2018): the k bank rows of highest cosine vote for their
/// class with weight exp(cosine/temperature); of equal sums the lower class wins. Rows are brought to unit length here.
/// Rows with label kNoLabel are ignored on both sides; none if nothing is left on either. k is cut to the bank's size.
/// features [M, D] and [N, D]. Every rank takes a share of the test rows, and all get the accuracy over all.
[[nodiscard]] std::optional<double> knnAccuracy(const torch::Tensor &bank, const std::vector<std::int32_t> &bankLabels,
                                                const torch::Tensor &test, const std::vector<std::int32_t> &testLabels,
                                                const KnnOptions &options,
                                                const std::shared_ptr<Ranks> &ranks = aloneRanks());

/// Mean over dimensions of the standard deviation of unit-length rows [N, D]: about 1/√D when they spread over the
/// sphere, 0 when collapsed.
[[nodiscard]] double unitFeatureStd(const torch::Tensor &features);

/// What an evaluation compares: bank and test images, fixed over a run.
struct EvaluationImages {
    ImageSetPtr bank;
    ImageSetPtr test;
    std::string testSplit;
};

/// A full evaluation; epoch, step and time are left to the caller. None if `stop` was requested.
[[nodiscard]] std::optional<EvaluationRecord> evaluate(Model &model, const EvaluationImages &images,
                                                       const EvaluateSettings &settings, std::int64_t viewSize,
                                                       const torch::Device &device, const std::stop_token &stop,
                                                       const std::shared_ptr<Ranks> &ranks = aloneRanks());

} // namespace tandem::engine
