#pragma once

#include "core/report/records.h"
#include "core/store/queue_file.h"

#include <optional>
#include <string>

// Internal to core/store: how the queue shows in the list of runs.

namespace tandem::store {

/// A run that waits in the queue, is about to begin, or ended before it had a file; none if the folder is nothing of
/// that: somebody died while making it. `item`: the run's, or null.
[[nodiscard]] std::optional<RunSummary> runWithoutFile(const ProjectLayout &project, const RunId &id,
                                                       const QueueItem *item);
/// Lays over what a run's file says that it waits to go on, or could not. The summary is reconciled with its process.
void applyQueue(const ProjectLayout &project, const QueueItem *item, RunSummary &summary);

/// Changes when runWithoutFile or applyQueue may say something else of a run whose file did not change. Empty for a run
/// of which the queue knows nothing.
[[nodiscard]] std::string queueMark(const ProjectLayout &project, const QueueItem *item);

} // namespace tandem::store
