#pragma once

#include "app/cli/exit_status.h"
#include "core/store/project.h"

namespace tandem {

class Console;

/// Prints the queue in order: for people a table, with --json one object a line ("run", "name", "state", "device",
/// "paused", "queued_ms") and last {"event": "queue", "paused", "waiting", "running"}.
[[nodiscard]] ExitStatus printQueue(const ProjectLayout &project, Console &console);

} // namespace tandem
