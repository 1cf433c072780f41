#pragma once

#include "core/base/result.h"
#include "core/store/sql.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>

// Internal to core/store: what our database files look like, version by version.

namespace tandem::store {

/// One kind of file. `steps[n]` is the SQL that leads from version n to n + 1; a step that was released never changes.
struct FileKind {
    std::uint32_t applicationId = 0;
    const char *what = ""; // "run file", for messages
    std::span<const char *const> steps;

    [[nodiscard]] int version() const { return static_cast<int>(steps.size()); }
};

[[nodiscard]] const FileKind &runFileKind();
[[nodiscard]] const FileKind &projectFileKind();

/// Looks at the first bytes without opening the database, so that a file of a newer program stays as it is to the last
/// byte. Returns its version. Errors: FileNotFound, FileUnreadable, FileCorrupt (no database, or none of this kind),
/// NewerSchema.
[[nodiscard]] Result<int> checkFile(const std::filesystem::path &path, const FileKind &kind);

/// Makes a file of the newest version under its name at once: it is either absent or whole. `fill` adds first rows and
/// may throw. Errors: FileUnwritable (with "File exists" where it does), DiskFull, DatabaseFailed.
[[nodiscard]] Result<void> createFile(const std::filesystem::path &path, const FileKind &kind,
                                      const std::function<void(SQLite::Database &)> &fill);

/// Brings an older file to the newest version, after a copy `<name>.v<version>-backup` beside it. Each step is one
/// transaction. Nothing happens to a file that is up to date. Errors: those of checkFile, DiskFull, FileUnwritable,
/// DatabaseFailed.
[[nodiscard]] Result<void> migrateFile(const std::filesystem::path &path, const FileKind &kind);

} // namespace tandem::store
