#pragma once

#include "core/base/result.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

// How processes that train one run together find each other. Without LibTorch's headers.

namespace tandem {

namespace engine {
class Ranks;
}

/// Where this process stands among those that train together.
struct RankEnvironment {
    int rank = 0;
    int size = 1;
    int localRank = 0; // among those of this machine: chooses the device
    int localSize = 1; // so many share this machine's cores
    std::string host = "127.0.0.1";
    std::uint16_t port = 0; // where rank 0 listens; 0 = any, for rank 0 alone
    /// The launcher listens there itself, and rank 0 joins like the others; `attempt`: how often it has started the
    /// ranks anew, whose words of before are still there.
    bool launcherListens = false;
    int attempt = 0;
};

using EnvironmentLookup = std::function<const char *(const char *name)>;

/// From torchrun's variables (RANK, WORLD_SIZE, LOCAL_RANK, LOCAL_WORLD_SIZE, MASTER_ADDR, MASTER_PORT,
/// TORCHELASTIC_USE_AGENT_STORE, TORCHELASTIC_RESTART_COUNT) or, where WORLD_SIZE is missing, from those of a step of
/// srun (SLURM_PROCID, SLURM_STEP_NUM_TASKS, SLURM_LOCALID, SLURM_STEP_TASKS_PER_NODE) or Open MPI's mpirun
/// (OMPI_COMM_WORLD_RANK, _SIZE, _LOCAL_RANK, _LOCAL_SIZE), with MASTER_ADDR, or the first of SLURM_NODELIST, and
/// MASTER_PORT or 29500. Size 1 where none is set. Error: BadUsage names the variable.
[[nodiscard]] Result<RankEnvironment> rankEnvironment(const EnvironmentLookup &lookup);

/// The same for a process that rank 0 starts beside it: names and values.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> rankVariables(const RankEnvironment &environment);

/// What rank 0 alone brings to the meeting.
struct MeetingLead {
    std::string device = "auto"; // as train.device has it: decides for all over what they speak
    /// Called with the port as soon as others can join.
    std::function<Result<void>(std::uint16_t port)> listening;
    /// Ends the meeting, up to the end of meetRanks(). The other ranks have nothing to save and may just be ended.
    std::stop_token stop;
};

/// Meets the other ranks; blocks until all are there. `limit`: how long to wait for a rank, here and in everything that
/// follows. Null: stopped. Errors: RanksUnavailable, RankLost, EngineFailed, and what `listening` returned.
[[nodiscard]] Result<std::shared_ptr<engine::Ranks>>
joinRanks(const RankEnvironment &environment, std::chrono::seconds limit, const MeetingLead &lead = {});

/// Rank 0's bytes, on every rank. None: stopped. Error: RankLost.
[[nodiscard]] Result<std::optional<std::string>> shareFromRankZero(engine::Ranks &ranks, const std::string &bytes);

/// Waits until every rank is here; `limit` holds from then on, and a wish to stop is the training's to look after.
/// False: stopped. Error: RankLost.
[[nodiscard]] Result<bool> meetRanks(engine::Ranks &ranks, std::chrono::seconds limit);

/// Tells the others why this rank leaves, so that they can say it.
void leaveRanks(engine::Ranks &ranks, const Error &reason);

/// True once ranks lost touch in this process, and a device may hang in a sum for ever, or a thread still waits inside
/// LibTorch for an answer: the process must end without waiting for them, and without destroying what they use.
[[nodiscard]] bool mustEndAtOnce();

/// False where this program was built without a way for ranks to speak.
[[nodiscard]] bool canHaveRanks();

/// "gloo", "gloo, nccl" or "none".
[[nodiscard]] std::string rankBackends();

/// What could not be built in, for want of headers: one sentence each, with what to do.
[[nodiscard]] std::vector<std::string> missingForRanks();

} // namespace tandem
