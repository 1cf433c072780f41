#pragma once

#include "core/sweep/run_measures.h"
#include "core/sweep/sweep_cells.h"
#include "core/sweep/sweep_file.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace tandem {

/// One sweep as the list shows it.
struct SweepRow {
    RunId id;
    std::string name;
    SweepState state = SweepState::Running;
    Planner planner = Planner::Grid;
    SweepProgress progress;
    std::int64_t createdMs = 0;
    std::optional<Error> error; // why its file cannot be read
};

/// A sweep with its runs and what they measured. Immutable, so that the watcher's thread and the window may share it.
struct SweepView {
    RunId id;
    SweepSpec spec;
    std::vector<RunSummary> runs;
    std::vector<SweepCell> cells;
    SweepProgress progress;
    SweepState state = SweepState::Running;
    std::map<RunId, std::shared_ptr<const RunMeasures>> measures;

    /// Null where it is none of the sweep's.
    [[nodiscard]] const RunSummary *run(const RunId &run) const;
    [[nodiscard]] const SweepCell *cell(const std::string &key) const;
    /// What a run has measured by now.
    [[nodiscard]] std::optional<double> valueNow(const RunId &run, const SweepGoal &goal) const;
    /// The same of a repeat that counts (isResult).
    [[nodiscard]] std::optional<double> value(const CellRepeat &repeat, const SweepGoal &goal) const;
    /// Of the repeats that have one.
    [[nodiscard]] std::vector<double> values(const SweepCell &cell, const SweepGoal &goal) const;
    /// Of its repeats that exist, in their order.
    [[nodiscard]] static std::vector<RunId> runsOf(const SweepCell &cell);
    /// Names of all series that any run measured.
    [[nodiscard]] std::vector<std::string> seriesNames() const;
};
using SweepViewPtr = std::shared_ptr<const SweepView>;

/// How long an epoch took in a run that is like another one in all that costs time.
struct EpochPace {
    double seconds = 0; // an epoch, training and evaluation
    std::string run;    // name of the run that it was measured in
};
/// The newest run of the project that tells. Opens the project's index; not for the GUI thread.
[[nodiscard]] std::optional<EpochPace> findPace(const ProjectLayout &project, const Settings &settings);
/// The same among some runs, newest first.
[[nodiscard]] std::optional<EpochPace> paceAmong(const std::vector<RunSummary> &runs, const Settings &settings);

} // namespace tandem
