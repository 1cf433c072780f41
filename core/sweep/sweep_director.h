#pragma once

#include "core/sweep/run_measures.h"
#include "core/sweep/sweep_file.h"

#include <map>

// Internal to core/sweep.

namespace tandem {

/// What the queue's runner does for sweeps. One thread; opens run files.
class SweepDirector {
public:
    explicit SweepDirector(ProjectLayout project);

    /// Finishes what was begun (SweepSpec::filling), stops runs by the sweep's rule, takes runs out of the queue that
    /// the budget does not allow, and draws trials so that `inFlight` of them are on their way. A sweep that cannot be
    /// read or written is passed over with a line in the log.
    void look(std::int64_t inFlight);
    /// Reads the sweep's file; true where it cannot be read.
    [[nodiscard]] bool isPaused(const RunId &sweep) const;
    /// Whether the sweep's budget lets a run begin, as of the last look and what was told of since. `wasBegun`: it goes
    /// on with what it has trained.
    [[nodiscard]] bool budgetAllows(const RunId &sweep, bool wasBegun) const;
    /// To be told of every run of a sweep that was begun for the first time: the next look may be far off.
    void noteBegun(const RunId &sweep);

private:
    struct Live {
        SweepSpec spec;
        std::vector<RunSummary> runs;
        std::vector<SweepCell> cells;
        SweepProgress progress;
    };
    [[nodiscard]] Result<void> direct(const RunId &id, const SweepSpec &spec, std::int64_t inFlight);
    [[nodiscard]] Result<void> stopHopeless(const RunId &id, const Live &live);
    [[nodiscard]] Result<void> keepBudget(const Live &live) const;
    [[nodiscard]] Result<void> draw(const RunId &id, const Live &live, std::int64_t inFlight);

    ProjectLayout m_project;
    SweepRunFinder m_finder;
    MeasuresCache m_measures;
    struct Purse {
        SweepBudget budget;
        SweepProgress progress;
    };
    std::map<RunId, Purse> m_purses; // of the sweeps that were looked at
};

/// Whether random search or TPE has something left to draw or a fill was cut short. Reads the sweep files alone.
[[nodiscard]] bool sweepsWantRunner(const ProjectLayout &project);

} // namespace tandem
