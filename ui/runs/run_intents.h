#pragma once

#include "ui/runs/run_row.h"

#include <map>

namespace tandem {

/// What the person asked of runs and the run files do not show yet, so that a click is answered at once: a stopped run
/// reads "Stopping", a resumed or new one "Queued", until the list tells (or the launch failed).
class RunIntents {
public:
    /// A run whose process was started just now and that has no file yet.
    void launched(const RunId &id, const std::string &name, std::string settingsJson, std::int64_t nowMs);
    void resuming(const RunSummary &summary);
    void stopping(const RunId &id);
    void stoppingAfterEpoch(const RunId &id);
    /// It did not work out.
    void withdraw(const RunId &id);
    void clear() { m_intents.clear(); }

    /// It is on its way into the trash (or back, when withdrawn), and is not shown.
    void trashing(const RunId &id);

    /// The rows with the intents laid over them; intents that have come true are forgotten.
    [[nodiscard]] RunRows apply(const RunRows &rows);

private:
    enum class Kind { Launch, Resume, Stop, StopAfterEpoch, Trash };
    struct Intent {
        Kind kind;
        RunSummary summary;             // of Launch: what to show
        std::int64_t startedBefore = 0; // of Resume: start of the segment before
    };
    /// Changes the row; false if the intent is done with.
    static bool overlay(const Intent &intent, RunRow &row);

    std::map<RunId, Intent> m_intents;
};

} // namespace tandem
