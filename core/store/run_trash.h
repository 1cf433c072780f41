#pragma once

#include "core/store/project.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {

// A run that is thrown away moves to the trash as it is, in one rename; what a person said of it stays in the index.
// None of this needs the project lock.

struct TrashedRun {
    RunId id;
    std::string name;           // that it was started with; its id where its file cannot be read
    std::int64_t createdMs = 0; // since 1970 UTC
    std::int64_t trashedMs = 0;
    std::int64_t bytes = 0; // on disk
};

/// Errors: RunNotFound, RunActive (it is at work), RunQueued (it waits: take it out of the queue first),
/// FileUnwritable, DiskFull.
[[nodiscard]] Result<void> trashRun(const ProjectLayout &project, const RunId &id);
/// Errors: RunNotTrashed, FileUnwritable, DiskFull.
[[nodiscard]] Result<void> restoreRun(const ProjectLayout &project, const RunId &id);
/// Removes a run in the trash for good and tells how many bytes that freed. Errors: RunNotTrashed, FileUnwritable (some
/// of it may be gone).
[[nodiscard]] Result<std::int64_t> purgeRun(const ProjectLayout &project, const RunId &id);

/// What lies in the trash, thrown away last first. Adds up files: not for the GUI thread. Errors: FileUnreadable.
[[nodiscard]] Result<std::vector<TrashedRun>> listTrash(const ProjectLayout &project);
/// A run in the trash by id, beginning of an id (4 characters or more), or exact name. Errors: RunNotTrashed,
/// RunAmbiguous.
[[nodiscard]] Result<RunId> findTrashed(const ProjectLayout &project, std::string_view text);

} // namespace tandem
