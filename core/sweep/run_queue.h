#pragma once

#include "core/config/settings.h"
#include "core/store/queue_file.h"

#include <span>
#include <string>
#include <vector>

namespace tandem {

// What can be done with the queue of a project, by any process and without the project's lock. All of it waits for the
// disk. Whoever adds something or lets something go on calls ensureRunner (queue_runner.h) afterwards. Errors of all:
// those of changeQueue.

/// A run to be made: its settings are frozen from now on.
struct NewQueuedRun {
    RunId id = RunId::make();
    std::string name;
    Settings settings;
    std::optional<RunOrigin> origin = {};
};

/// Adds runs at the end, all or none. Errors: RunActive (an id is taken).
[[nodiscard]] Result<void> enqueueNew(const ProjectLayout &project, std::span<const NewQueuedRun> runs);

/// Adds runs again at the end that ended before they were done, all or none: those with a file go on from their last
/// checkpoint, others begin. Errors: RunNotFound, RunQueued (it waits already), RunActive, RunNotResumable (it is
/// done).
[[nodiscard]] Result<void> enqueueAgain(const ProjectLayout &project, std::span<const RunId> runs);

/// Takes runs out that wait. Of one that never had a file nothing is left; it comes back with restoreQueued. Errors:
/// RunNotQueued, RunActive (it was begun: stop it instead).
struct RemovedItem {
    QueueItem item;
    std::size_t position = 0;
    std::optional<NewQueuedRun> run; // where its folder went along
};
[[nodiscard]] Result<std::vector<RemovedItem>> removeFromQueue(const ProjectLayout &project,
                                                               std::span<const RunId> runs);
/// Undoes a removal.
[[nodiscard]] Result<void> restoreQueued(const ProjectLayout &project, std::span<const RemovedItem> removed);

/// Forgets a run that failed before it had a file. Errors: RunNotFound, RunActive, RunQueued (remove it instead).
[[nodiscard]] Result<void> forgetFailedLaunch(const ProjectLayout &project, const RunId &run);

/// Moves runs, in their present order, so that they stand before `before`, or at the end if that is no run of the
/// queue. Errors: RunNotQueued.
[[nodiscard]] Result<void> moveInQueue(const ProjectLayout &project, std::span<const RunId> runs, const RunId &before);

/// While the queue is paused nothing further begins; what is at work goes on.
[[nodiscard]] Result<void> setQueuePaused(const ProjectLayout &project, bool paused);
/// Errors: RunNotQueued.
[[nodiscard]] Result<void> setItemsPaused(const ProjectLayout &project, std::span<const RunId> runs, bool paused);

} // namespace tandem
