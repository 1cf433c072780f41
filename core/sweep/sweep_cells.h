#pragma once

#include "core/report/records.h"
#include "core/sweep/sweep_spec.h"

#include <span>
#include <string>
#include <vector>

namespace tandem {

/// Where the runs of a cell stand. Stored nowhere: it follows from the spec and the runs.
enum class CellState {
    Missing, // nothing runs, waits or has run for it
    Queued,
    Paused, // waits, in a sweep or a queue that is paused
    Running,
    Done,
    StoppedEarly, // by the stopping rule
    Stopped,      // by hand; can go on
    Failed,
    Lost,
    Removed,
};
[[nodiscard]] std::string_view cellStateWord(CellState state); // "stopped early"
/// A hole: nothing is on its way there and nothing arrived.
[[nodiscard]] bool isHole(CellState state);
/// Done, or stopped early: its number counts. What is measured meanwhile does not; it would draw the mean of a cell
/// down.
[[nodiscard]] bool isResult(CellState state);

/// One seed of a cell.
struct CellRepeat {
    std::int64_t repeat = 1;
    CellState state = CellState::Missing;
    RunId run; // the one that counts where there are several: done before at work before waiting, then the newest
};

struct SweepCell {
    std::string key;
    std::vector<AxisPoint> points; // one for each axis
    std::vector<CellRepeat> repeats;
    CellState state = CellState::Missing; // of all repeats together: what asks for attention first
};

/// The settings of a cell's run. Errors: UnknownKey, BadValue, BadUsage.
[[nodiscard]] Result<Settings> cellSettings(const SweepSpec &spec, std::span<const AxisPoint> points,
                                            std::int64_t repeat);
/// "objective.temperature=0.1; train.batch_size=64": tells a cell from the others of the sweep, now and when axes have
/// got more points.
[[nodiscard]] std::string cellKey(std::span<const SweepAxis> axes, std::span<const AxisPoint> points);
/// "temperature × batch size · τ=0.1, batch 64 · seed 2": names of runs.
[[nodiscard]] std::string cellRunName(const SweepSpec &spec, std::span<const AxisPoint> points, std::int64_t repeat);

/// The cells in order, without what is known of their runs: of a grid all points, the last axis running fastest; else
/// the trials. Removed ones are among them. Precondition: the axes of a grid have points (expandRanges).
[[nodiscard]] std::vector<SweepCell> sweepCells(const SweepSpec &spec);
/// How many cells that is, without making them; at most 1e12.
[[nodiscard]] std::int64_t cellCount(const SweepSpec &spec);

/// The cells with their runs. `runs`: rows of the project, of which those of the sweep count. A repeat beyond the
/// sweep's seeds is shown where a run of it exists.
[[nodiscard]] std::vector<SweepCell> sweepTable(const SweepSpec &spec, const RunId &sweep,
                                                std::span<const RunSummary> runs);

/// How far a sweep is, in runs.
struct SweepProgress {
    std::int64_t total = 0; // that are wanted: of random search and TPE also those not drawn yet
    std::int64_t done = 0;  // done or stopped early
    std::int64_t running = 0;
    std::int64_t waiting = 0; // queued or paused, also where a cell shows an older run that is better
    std::int64_t holes = 0;
    std::int64_t begun = 0; // all that were begun, for the budget
    double hours = 0;       // of training, of all of them
};
[[nodiscard]] SweepProgress sweepProgress(const SweepSpec &spec, const RunId &sweep, std::span<const SweepCell> cells,
                                          std::span<const RunSummary> runs);

enum class SweepState {
    Running,  // something runs or waits, or will be drawn
    Paused,   // by hand, with something left
    Spent,    // the budget is used up with something left
    Holes,    // nothing is on its way, but something is missing
    Finished, // all that was wanted is there
};
[[nodiscard]] std::string_view sweepStateWord(SweepState state);
[[nodiscard]] SweepState sweepState(const SweepSpec &spec, const SweepProgress &progress);
[[nodiscard]] bool isBudgetSpent(const SweepBudget &budget, const SweepProgress &progress);
/// Whether a run may begin. A run that was begun before has had its place among the budget's runs, so it may go on;
/// hours hold it back like any other.
[[nodiscard]] bool budgetAllows(const SweepBudget &budget, const SweepProgress &progress, bool wasBegun);

} // namespace tandem
