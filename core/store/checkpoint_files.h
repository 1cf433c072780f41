#pragma once

#include "core/base/result.h"
#include "core/store/run_records.h"

#include <filesystem>
#include <vector>

// Internal to core/store: the checkpoint files of a run; their rows are in run_records.h. Throws nothing.

namespace tandem::store {

/// Writes the bytes into a file of the folder under a name of their own and returns what its row is to say. The same
/// bytes of the same step are not written twice; other bytes never replace a file, as a crash before the new row would
/// leave the old one with a checksum that fails. Errors: DiskFull, FileUnwritable.
[[nodiscard]] Result<CheckpointRow> writeCheckpointFile(const std::filesystem::path &folder,
                                                        const CheckpointRecord &record);

/// Removes every file but these: what a crash left between file and row. Failures are left for the next time.
void removeOtherCheckpoints(const std::filesystem::path &folder, const std::vector<CheckpointRow> &kept);

} // namespace tandem::store
