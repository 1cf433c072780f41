#pragma once

#include "core/store/project.h"

#include <cstdint>

namespace tandem {

/// What the folder of a run takes, by kind.
struct DiskUse {
    std::int64_t measurements = 0; // run.db and its side files
    std::int64_t checkpoints = 0;
    std::int64_t embeddings = 0;
    std::int64_t other = 0; // log, settings
    [[nodiscard]] std::int64_t total() const { return measurements + checkpoints + embeddings + other; }
    bool operator==(const DiskUse &) const = default;
};

/// Sums sizes of files; what is gone or unreadable meanwhile counts nothing.
[[nodiscard]] DiskUse diskUse(const ProjectLayout &project, const RunId &id);

} // namespace tandem
