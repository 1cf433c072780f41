#pragma once

#include "core/base/result.h"
#include "core/engine/rank_environment.h"

#include <sys/types.h>

#include <string>
#include <vector>

namespace tandem {

/// The ranks of a run that this process started beside itself, which is rank 0. They end with it, however it ends, and
/// hear no signals of the terminal: rank 0 tells them when to stop. One thread.
class RankProcesses {
public:
    RankProcesses() = default;
    ~RankProcesses(); // waits a moment, then ends what is left
    RankProcesses(const RankProcesses &) = delete;
    RankProcesses &operator=(const RankProcesses &) = delete;

    /// Starts ranks 1 … size−1 of `environment` as `tandem-cli rank`. Error: ProcessFailed.
    [[nodiscard]] Result<void> start(const RankEnvironment &environment);

private:
    std::vector<pid_t> m_children;
};

} // namespace tandem
