#pragma once

#include "core/report/records.h"

#include <memory>
#include <optional>
#include <vector>

namespace tandem {

/// One run as the list shows it: its last known numbers and what was derived from them.
struct RunRow {
    RunSummary summary;
    std::optional<double> secondsLeft; // none where an honest estimate is not possible (yet)
    bool stopsAfterEpoch = false;      // asked for from this window; the trainer is still at work
};

/// Newest first; immutable, so that the watcher's thread and the window may share it.
using RunRows = std::vector<RunRow>;
using RunRowsPtr = std::shared_ptr<const RunRows>;

/// True if both would look the same in the list and in the detail panel. The heartbeat alone makes no difference.
[[nodiscard]] bool looksSame(const RunRow &a, const RunRow &b);

} // namespace tandem
