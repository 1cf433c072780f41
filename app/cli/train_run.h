#pragma once

#include "app/cli/exit_status.h"
#include "app/cli/prepare_run.h"

#include <stop_token>

namespace tandem {

class Console;

/// Trains a prepared run to its end on a thread of its own, while this one watches for signals and control words;
/// records the end in the run and tells it on the console. `ranks`: processes that share each batch, this one included.
[[nodiscard]] ExitStatus trainRun(PreparedRun run, int ranks, Console &console, std::stop_token interrupted);

} // namespace tandem
