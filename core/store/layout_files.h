#pragma once

#include "core/store/project.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// Layouts of embeddings that were computed once: layouts/<key>.map, where the key tells the content that a layout was
// made from. A cache: whatever is missing or damaged is computed again, and of more than 2000 files the oldest go.

namespace tandem {

struct StoredLayout {
    double divergence = 0;        // nats
    std::vector<float> positions; // [rows, 2]
    bool operator==(const StoredLayout &) const = default;
};

[[nodiscard]] std::filesystem::path layoutFolder(const ProjectLayout &project);

/// `key`: hexadecimal digits. None where nothing usable is stored.
[[nodiscard]] std::optional<StoredLayout> readLayout(const ProjectLayout &project, const std::string &key);

/// Any thread. Errors: DiskFull, FileUnwritable.
[[nodiscard]] Result<void> writeLayout(const ProjectLayout &project, const std::string &key,
                                       const StoredLayout &layout);

} // namespace tandem
