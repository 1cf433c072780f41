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
    std::optional<double> knnAccuracy;
};

/// What must be alike for a checkpoint to fit: fingerprint of settings and data that decide the weights.
[[nodiscard]] std::string compatibilityKey(const Settings &settings, const std::string &dataFingerprint);

[[nodiscard]] std::vector<std::byte> saveCheckpoint(const ModelImpl &model, const Optimizer &optimizer,
                                                    const Progress &progress, const std::string &compatibility);

/// Puts weights, buffers and the optimiser's state back. Errors: CheckpointDamaged; RunNotResumable where settings or
/// data differ.
[[nodiscard]] Result<Progress> loadCheckpoint(std::span<const std::byte> bytes, ModelImpl &model, Optimizer &optimizer,
                                              const std::string &compatibility);

} // namespace tandem::engine
