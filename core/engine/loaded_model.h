#pragma once

#include "core/engine/model.h"

#include <cstddef>
#include <span>

namespace tandem::engine {

/// The network of a run with the weights of a checkpoint, in eval mode, on the CPU.
struct LoadedModel {
    Model model;
    std::int64_t viewSize;
};

/// `settings` are the run's, as resolved. Errors: CheckpointDamaged (with its path left empty), and those of
/// resolvePipeline.
[[nodiscard]] Result<LoadedModel> loadModel(const Settings &settings, std::span<const std::byte> checkpoint);

} // namespace tandem::engine
