#pragma once

#include "app/cli/exit_status.h"
#include "app/cli/rank_processes.h"
#include "core/config/settings.h"

#include <memory>
#include <stop_token>

namespace tandem {

class Console;
struct PreparedRun;

/// What is the same on all ranks of a run.
struct RankedRun {
    std::shared_ptr<engine::Ranks> ranks; // null: one process
    RankEnvironment environment;
    RankProcesses processes;
};

/// On rank 0, with its run prepared: starts `count` − 1 local ranks (none if the environment names ranks already, as
/// under torchrun and srun), meets all, and hands them settings and checkpoint. False: `stop` came first. Error:
/// BadUsage, RanksUnavailable, RankLost, EngineFailed.
[[nodiscard]] Result<bool> leadRanks(RankedRun &run, int count, const PreparedRun &prepared, std::stop_token stop);

/// On every other rank: gets settings and checkpoint from rank 0, opens the images, which must be rank 0's, and trains
/// without recording. Listens to signals once all ranks have met.
[[nodiscard]] ExitStatus followRankZero(Console &console);

/// Ranks as the environment names them. Error: BadUsage.
[[nodiscard]] Result<RankEnvironment> ranksFromEnvironment();

/// Threads for the engine of one rank: its share of those that are set, or of the cores.
[[nodiscard]] int engineThreadsOf(const Settings &settings, const RankEnvironment &environment);

} // namespace tandem
