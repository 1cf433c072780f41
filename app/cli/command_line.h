#pragma once

#include "app/cli/exit_status.h"

namespace tandem {

/// Parses the command line and does what it says.
[[nodiscard]] ExitStatus runCommandLine(int argc, const char *const *argv);

} // namespace tandem
