#pragma once

#include "core/sweep/sweep_file.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {

// What can be done with a sweep, also while it runs. All of it waits for the disk and may open many run files: not for
// the window's thread. Whoever adds runs calls ensureRunner afterwards. Errors of all: those of changeSweep and of
// run_queue.h.

/// Stores a sweep and, of a grid, puts all its runs into the queue; those of random search and TPE are drawn by the
/// queue's runner, one after the other. Errors: SweepInvalid.
[[nodiscard]] Result<RunId> createSweep(const ProjectLayout &project, const SweepSpec &spec);

/// Puts every hole into the queue: missing runs are made, failed, lost and stopped ones go on from their checkpoint (or
/// begin again where there is none). What a used-up budget does not allow stays a hole: of its runs those that never
/// began, of its hours all. Returns how many were queued. Errors: SweepInvalid (the budget allows none of them).
[[nodiscard]] Result<std::int64_t> fillHoles(const ProjectLayout &project, const RunId &sweep);
/// Puts the missing runs of the cells into the queue that SweepSpec::filling names: goes on where somebody died.
[[nodiscard]] Result<std::int64_t> finishFilling(const ProjectLayout &project, const RunId &sweep);
/// fillHoles for some cells. `anew`: what has ended, in whatever way, is left as it is and begun again as another run.
/// A repeat of which a run is on its way already is passed over. Errors: CellNotFound, SweepInvalid as fillHoles.
[[nodiscard]] Result<std::int64_t> retryCells(const ProjectLayout &project, const RunId &sweep,
                                              std::span<const std::string> cells, bool anew = false);

/// Adds points to an axis and puts the new cells into the queue. Points that are there already are passed over. Returns
/// how many runs came. Errors: SweepInvalid; BadValue (no such axis).
[[nodiscard]] Result<std::int64_t> addValues(const ProjectLayout &project, const RunId &sweep, const std::string &axis,
                                             std::span<const AxisPoint> points);
/// More seeds for every cell. Errors: SweepInvalid.
[[nodiscard]] Result<std::int64_t> addSeeds(const ProjectLayout &project, const RunId &sweep, std::int64_t more);
/// Further trials of random search or TPE. Errors: SweepInvalid.
[[nodiscard]] Result<void> addTrials(const ProjectLayout &project, const RunId &sweep, std::int64_t more);

/// Takes a cell out: its waiting runs leave the queue, those at work are asked to stop. Runs stay where they are.
/// Errors: CellNotFound.
[[nodiscard]] Result<void> removeCell(const ProjectLayout &project, const RunId &sweep, const std::string &cell);
/// Brings a removed cell back; what it lacks is a hole. Errors: CellNotFound.
[[nodiscard]] Result<void> restoreCell(const ProjectLayout &project, const RunId &sweep, const std::string &cell);

/// Nothing further of the sweep begins. `stopRuns`: those at work stop with a checkpoint, too.
[[nodiscard]] Result<void> pauseSweep(const ProjectLayout &project, const RunId &sweep, bool stopRuns);
/// Goes on, also with the runs that were stopped by hand. Errors: SweepInvalid as fillHoles; it stays paused then.
[[nodiscard]] Result<void> resumeSweep(const ProjectLayout &project, const RunId &sweep);

[[nodiscard]] Result<void> renameSweep(const ProjectLayout &project, const RunId &sweep, const std::string &name);
[[nodiscard]] Result<void> setSweepBudget(const ProjectLayout &project, const RunId &sweep, const SweepBudget &budget);

/// Takes the sweep away (to trash/<id>.sweep); its waiting runs leave the queue, all others stay. Errors: RunActive
/// (one is being trained).
[[nodiscard]] Result<void> trashSweep(const ProjectLayout &project, const RunId &sweep);
/// Brings it back, and into the queue what waited then. Errors: SweepNotFound (not in the trash).
[[nodiscard]] Result<void> restoreSweep(const ProjectLayout &project, const RunId &sweep);
/// A sweep in the trash by id or exact name (newest of that name). Errors: SweepNotFound.
[[nodiscard]] Result<RunId> findTrashedSweep(const ProjectLayout &project, std::string_view text);

} // namespace tandem
