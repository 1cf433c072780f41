#pragma once

#include "core/base/result.h"
#include "core/engine/loss_scale.h"
#include "core/engine/model.h"
#include "core/engine/optimizer.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tandem::engine {

/// Where a run stands, besides weights and the optimiser's state. Everything else follows from settings, data and seed.
struct Progress {
    std::int64_t step = 0;         // batches done
    std::int64_t closedEpochs = 0; // epochs that were evaluated and reported
    double epochLossSum = 0;       // over the steps of the open epoch
    double epochWaitSeconds = 0;
    double epochSeconds = 0;
    std::int64_t skippedSteps = 0; // of these, batches without an update, as gradients overflowed under fp16
    LossScale::State lossScale;
    std::optional<double> bestKnnAccuracy; // of the evaluations so far
};

/// What must be alike for a checkpoint to fit, as text: the images, and every setting that decides the weights.
[[nodiscard]] std::string compatibilityText(const Settings &settings, const std::string &imageIdentity);

[[nodiscard]] std::vector<std::byte> saveCheckpoint(const ModelImpl &model, const Optimizer &optimizer,
                                                    const Progress &progress, const std::string &compatibility,
                                                    const std::vector<torch::Tensor> &monitor = {});

/// Puts weights and buffers alone into a model of the same settings. Error: CheckpointDamaged, with its path left
/// empty.
[[nodiscard]] Result<void> loadWeights(std::span<const std::byte> bytes, ModelImpl &model);

/// Puts weights, buffers and the optimiser's state back, and into `monitor` what was saved as such: tensors of the same
/// shapes, beside the training itself. Errors: CheckpointDamaged; RunNotResumable where images differ, or a setting
/// that both sides know.
[[nodiscard]] Result<Progress> loadCheckpoint(std::span<const std::byte> bytes, ModelImpl &model, Optimizer &optimizer,
                                              const std::string &compatibility,
                                              const std::vector<torch::Tensor> &monitor = {});

} // namespace tandem::engine
