#pragma once

#include "core/base/result.h"

#include <stop_token>
#include <string>
#include <vector>

namespace tandem {

/// One property of an installation that was checked, with what was seen.
struct SelfCheck {
    enum class Outcome { Passed, Failed, Skipped };

    std::string name;  // "ranks-gradients"
    std::string claim; // what should hold, one sentence
    std::string seen;  // the figures, or why it was skipped
    Outcome outcome = Outcome::Failed;
};

// Checks of the engine on a device ("cpu" or "cuda"), each a few seconds: for users who ask whether their installation
// is right, and for us on machines that we seldom see. They call what training calls. Errors: DeviceUnavailable,
// RanksUnavailable is none (skipped); OutOfMemory, EngineFailed.

/// Views that the device renders against those that the processor renders, for every preset and every operation.
[[nodiscard]] Result<std::vector<SelfCheck>> checkDeviceRenderer(const std::string &device);

/// Two ranks with uneven shares against one process with the whole batch: batch-norm, gathered gradients, a whole step,
/// and some updates. The ranks are threads, which speak over Gloo; and on a GPU one rank over NCCL.
[[nodiscard]] Result<std::vector<SelfCheck>> checkRanks(const std::string &device);

/// Half precisions against fp32: one step of the network under bf16, and under fp16 on a GPU.
[[nodiscard]] Result<std::vector<SelfCheck>> checkPrecisions(const std::string &device);

} // namespace tandem
