#pragma once

#include "core/base/process.h"
#include "core/store/project.h"

#include <optional>
#include <string>

// A trainer takes a moment before its run file exists. Whoever starts one leaves a note in the run's folder meanwhile,
// so that the run list shows the run at once. Used by core/jobs.

namespace tandem::store {

/// The note: `runs/<id>/starting`. Errors: DiskFull, FileUnwritable.
[[nodiscard]] Result<void> writeStarter(const ProjectLayout &project, const RunId &id, const ProcessIdentity &process,
                                        const std::string &name);
void removeStarter(const ProjectLayout &project, const RunId &id);

/// The row of a run that has no file yet, while the process that will make it lives.
[[nodiscard]] std::optional<RunSummary> runAboutToStart(const ProjectLayout &project, const RunId &id);

} // namespace tandem::store
