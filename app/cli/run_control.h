#pragma once

#include "core/store/run_writer.h"

#include <atomic>
#include <stop_token>

namespace tandem {

/// What the outside asks of a run under way, from signals and from the run's control file. poll() is called by one
/// thread some times a second; the rest by any thread.
class RunControl {
public:
    /// `interrupted`: a stop token of its own that counts like the word "stop".
    RunControl(ProjectLayout project, RunId id, std::stop_token interrupted);

    void poll();
    [[nodiscard]] std::stop_token stop() const { return m_stop.get_token(); }
    [[nodiscard]] bool stopAfterEpoch() const { return m_stopAfterEpoch; }
    /// True once for each checkpoint asked for.
    [[nodiscard]] bool takeCheckpointWanted() { return m_checkpointWanted.exchange(false); }

private:
    ProjectLayout m_project;
    RunId m_id;
    std::stop_token m_interrupted;
    std::stop_source m_stop;
    std::atomic<bool> m_stopAfterEpoch = false;
    std::atomic<bool> m_checkpointWanted = false;
};

} // namespace tandem
