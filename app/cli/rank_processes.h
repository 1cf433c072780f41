#pragma once

#include "core/base/result.h"
#include "core/engine/rank_environment.h"

#include <sys/types.h>

#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace tandem {

/// The ranks of a run that this process started beside itself, which is rank 0. They end with it, however it ends, and
/// hear no signals of the terminal: rank 0 tells them when to stop. Any thread may ask firstEnded(); one has the rest.
class RankProcesses {
public:
    RankProcesses() = default;
    ~RankProcesses(); // waits a moment, then ends what is left
    RankProcesses(const RankProcesses &) = delete;
    RankProcesses &operator=(const RankProcesses &) = delete;

    /// Starts this program with `arguments` as each of the ranks 1 … size−1 of `environment`. Error: ProcessFailed,
    /// also where the program cannot be started anew.
    [[nodiscard]] Result<void> start(const RankEnvironment &environment,
                                     const std::vector<std::string> &arguments = {"rank"});
    /// RankLost with how it ended, for the first rank whose process is gone. None while all run.
    [[nodiscard]] std::optional<Error> firstEnded();

private:
    struct Child {
        pid_t process = 0;
        std::optional<int> end = {}; // as waitpid() tells it
    };

    std::mutex m_mutex;
    std::vector<Child> m_children; // rank 1 first
};

/// Ends a meeting of ranks where one that was started for it is gone before it came: it would be waited for until the
/// meeting's limit. Watches while it lives.
class MeetingWatch {
public:
    /// `stop` ends the meeting, too.
    MeetingWatch(RankProcesses &processes, std::stop_token stop);

    [[nodiscard]] std::stop_token token() const { return m_end.get_token(); }
    /// Why the meeting was ended: false if `stop` came, else RankLost.
    [[nodiscard]] Result<bool> reason() const;

private:
    RankProcesses &m_processes;
    std::stop_source m_end;
    std::stop_token m_stop;
    std::jthread m_thread; // last: it uses the others
};

} // namespace tandem
