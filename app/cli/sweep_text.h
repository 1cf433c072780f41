#pragma once

#include "app/cli/exit_status.h"
#include "core/sweep/run_measures.h"
#include "core/sweep/sweep_file.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace tandem {

class Console;

/// A sweep with its runs as they are now.
struct SweepView {
    RunId id;
    SweepSpec spec;
    std::vector<RunSummary> runs;
    std::vector<SweepCell> cells;
    SweepProgress progress;
    SweepState state = SweepState::Running;

    [[nodiscard]] const RunSummary *run(const RunId &run) const;
};
/// Errors: those of readSweep and SweepRunFinder::refresh.
[[nodiscard]] Result<SweepView> viewSweep(const ProjectLayout &project, const RunId &id, SweepRunFinder &finder);

/// {"event": "sweep", "sweep", "name", "state", "planner", "seeds", "total", "done", "running", "waiting", "holes",
/// "hours", …}
[[nodiscard]] nlohmann::ordered_json sweepJson(const SweepView &view);
/// {"event": "cell", "sweep", "cell", "set", "state", "runs": [{"run", "repeat", "state", "value", …}], "mean",
/// "deviation", "count"}: the value is the goal's.
[[nodiscard]] nlohmann::ordered_json cellJson(const SweepView &view, const SweepCell &cell, MeasuresCache &measures);

/// The cells as a table: axes, state, seeds, mean and interval of the goal's number, and the paper's beside it where
/// the sweep began from one of its tables.
[[nodiscard]] std::string sweepText(const SweepView &view, MeasuresCache &measures);
/// "7 of 18 runs done, 1 running, 10 waiting".
[[nodiscard]] std::string progressText(const SweepProgress &progress);
/// "kNN accuracy, best", "loss, last".
[[nodiscard]] std::string goalText(const SweepGoal &goal);

} // namespace tandem
