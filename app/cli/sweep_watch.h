#pragma once

#include "app/cli/exit_status.h"
#include "core/base/ids.h"
#include "core/store/project.h"

namespace tandem {

class Console;

/// Shows a sweep's progress until nothing of it runs or waits any more: a bar on a terminal, a line for each run that
/// ends, with --json an object for each cell that changes and for the sweep at the end. SIGINT or SIGTERM pauses the
/// sweep and has its running runs stop with a checkpoint; the second one leaves at once, and they stop without a
/// watcher. Status: Done when all is there or the budget is used up, Failed with holes, Stopped when paused.
[[nodiscard]] ExitStatus watchSweep(const ProjectLayout &project, const RunId &id, Console &console);

} // namespace tandem
