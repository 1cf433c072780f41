#pragma once

#include "core/engine/dry_run.h"

#include <nlohmann/json.hpp>

#include <string>

namespace tandem {

/// The object of `train --dry-run --json`.
[[nodiscard]] nlohmann::ordered_json dryRunJson(const DryRunReport &report);

/// The same as a table for people.
[[nodiscard]] std::string dryRunText(const DryRunReport &report);

} // namespace tandem
