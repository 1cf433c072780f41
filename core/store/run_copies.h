#pragma once

#include "core/store/project.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tandem {

// Databases as files that stand alone, for archives, and runs that come from elsewhere. One thread per project.

/// Copies a run's database as of now, also while a trainer writes to it or after one was killed. `to` must not exist.
/// Errors: RunNotFound, FileCorrupt, NewerSchema, FileUnwritable, DiskFull, DatabaseFailed.
[[nodiscard]] Result<void> copyRunDatabase(const ProjectLayout &project, const RunId &id,
                                           const std::filesystem::path &to);
/// The same of project.db, whoever holds the project's lock.
[[nodiscard]] Result<void> copyProjectDatabase(const ProjectLayout &project, const std::filesystem::path &to);

/// Makes a run's database, which lies where no project sees it yet, a sound file of the newest version that calls
/// itself `id`. Its summary. Errors: FileCorrupt, NewerSchema, FileUnwritable, DiskFull, DatabaseFailed.
[[nodiscard]] Result<RunSummary> adoptRunDatabase(const std::filesystem::path &file, const RunId &id);
/// Checks that a file is a project.db that this program can read. Errors: as above.
[[nodiscard]] Result<void> checkProjectDatabase(const std::filesystem::path &file);

/// A run that another program trained: what is known of it.
struct ForeignRun {
    std::string name;
    std::map<std::string, std::vector<SeriesPoint>> series; // steps ascend
    std::vector<EventRecord> events;
};
/// Stores it as a run that is done. Errors: FileUnwritable, DiskFull, DatabaseFailed.
[[nodiscard]] Result<RunId> storeForeignRun(const ProjectLayout &project, const ForeignRun &run);

} // namespace tandem
