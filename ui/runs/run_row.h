#pragma once

#include "core/report/records.h"
#include "core/store/run_digest.h"

#include <memory>
#include <optional>
#include <vector>

namespace tandem {

/// One run as the table shows it: its last known numbers and what was derived from them.
struct RunRow {
    RunSummary summary;
    std::shared_ptr<const RunDigest> digest = noDigest(); // never null
    std::optional<double> secondsLeft;                    // none where an honest estimate is not possible (yet)
    bool stopsAfterEpoch = false;                         // asked for from this window; the trainer is still at work

    [[nodiscard]] static std::shared_ptr<const RunDigest> noDigest();
};
using RunRowPtr = std::shared_ptr<const RunRow>;

/// Newest first. Rows are immutable and shared: one that did not change is the same object in the next list, however
/// many there are.
using RunRows = std::vector<RunRowPtr>;
using RunRowsPtr = std::shared_ptr<const RunRows>;

/// True if both would look the same in the table and in the detail panel. The heartbeat alone makes no difference.
[[nodiscard]] bool looksSame(const RunRow &a, const RunRow &b);

} // namespace tandem
