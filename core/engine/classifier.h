#pragma once

#include "core/augment/pipeline.h"
#include "core/base/result.h"
#include "core/data/image_set.h"
#include "core/engine/evaluation.h"
#include "core/engine/model.h"
#include "core/engine/protocol.h"

#include <torch/torch.h>

#include <optional>
#include <stop_token>

namespace tandem::engine {

/// How a linear classifier on h is trained: SGD with Nesterov momentum, the rate falling along a cosine at every step,
/// no warm-up (Chen et al. 2020, appendices B.5 and B.6).
struct ClassifierOptions {
    bool trainEncoder = false; // else it is frozen, in eval mode
    std::int64_t epochs = 90;
    std::int64_t batchSize = 256; // an epoch takes all images, in the fewest batches that are no larger, of like sizes
    double learningRate = 0.1;    // times batchSize/256
    double momentum = 0.9;
    double weightDecay = 0; // not on batch-norm and biases
    std::uint64_t seed = 1;
};

/// Crop from 0.08 of the area and flip, without color: the augmentation of the paper's protocols.
[[nodiscard]] Pipeline cropAndFlip(std::int64_t viewSize);

/// A classifier [classes] on h, trained on images that all carry labels; weights from N(0, 0.01²), biases 0. Moves the
/// encoder where asked to, else leaves every parameter and buffer of the model as it is, without gradients. A pure
/// function of its arguments. None if `stop` was requested. Error: NonFiniteProbe.
[[nodiscard]] Result<std::optional<torch::nn::Linear>>
trainClassifier(Model &model, const ImageSet &images, std::int64_t classes, std::int64_t viewSize,
                const ClassifierOptions &options, const torch::Device &device, const ProtocolProgress &progress,
                const std::stop_token &stop);

/// All images that carry a label, in their order.
[[nodiscard]] ImageSetPtr labelledImages(const ImageSetPtr &images);

/// Labels [N], long.
[[nodiscard]] torch::Tensor labelTensor(const std::vector<std::int32_t> &labels);

} // namespace tandem::engine
