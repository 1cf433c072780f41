#pragma once

#include "core/base/result.h"
#include "core/engine/rank_environment.h"

#include <functional>
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
// is right, and for us on machines that we seldom see. They call what training calls. What was not built in is skipped.
// Errors: DeviceUnavailable, OutOfMemory, EngineFailed.

/// Views that the device renders against those that the processor renders, for every preset and every operation.
[[nodiscard]] Result<std::vector<SelfCheck>> checkDeviceRenderer(const std::string &device);

/// Starts the process that is rank 1 of `environment`: it must call checkRanksAsSecond().
using StartRank = std::function<Result<void>(const RankEnvironment &environment)>;

/// Two ranks with uneven shares against one process with the whole batch: batch-norm, gathered gradients, a whole step,
/// and some updates. They speak over Gloo, and share the device. The second one is a process of its own: LibTorch
/// carries the gradients of all threads of a process back on one thread for each GPU, where one rank would wait for the
/// other for ever. Empty: `stop` came before the ranks had met. Errors: also those of `startSecond`, RankLost.
[[nodiscard]] Result<std::vector<SelfCheck>> checkRanks(const std::string &device, const StartRank &startSecond,
                                                        std::stop_token stop);

/// The second rank's part in checkRanks(), whose device it must be. Errors: as there.
[[nodiscard]] Result<void> checkRanksAsSecond(const std::string &device, const RankEnvironment &environment);

/// One rank over NCCL, which trains; nothing on processors.
[[nodiscard]] Result<std::vector<SelfCheck>> checkNccl(const std::string &device);

/// Half precisions against fp32: one step of the network under bf16, and under fp16 on a GPU.
[[nodiscard]] Result<std::vector<SelfCheck>> checkPrecisions(const std::string &device);

} // namespace tandem
