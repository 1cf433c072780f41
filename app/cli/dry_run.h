#pragma once

#include "app/cli/exit_status.h"
#include "app/cli/settings_options.h"

#include <stop_token>

namespace tandem {

class Console;

/// Says what a run with these settings would take, from some seconds of real training. Makes neither run nor project.
[[nodiscard]] ExitStatus dryRunOf(const SettingsOptions &options, Console &console, std::stop_token stop);

} // namespace tandem
