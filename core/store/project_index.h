#pragma once

#include "core/store/project.h"
#include "core/store/run_annotation.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace SQLite {
class Database;
}

namespace tandem {

/// What a person says and last did in a project: small texts by key (last dataset paths, layouts, …), and names, notes,
/// tags and stars of runs. Kept in project.db by whoever holds the project lock. Any thread; a call waits for another
/// one's single row, or for a small batch of the cache that RunIndex keeps here.
class ProjectIndex {
public:
    /// Takes the lock. Errors: ProjectLocked, NewerSchema, DatabaseFailed, FileUnwritable, DiskFull.
    [[nodiscard]] static Result<std::unique_ptr<ProjectIndex>> open(const ProjectLayout &project);
    ~ProjectIndex();

    [[nodiscard]] std::optional<std::string> text(std::string_view key) const;
    /// Errors, here and below: DatabaseFailed, DiskFull, FileUnwritable.
    [[nodiscard]] Result<void> setText(std::string_view key, std::string_view value);

    [[nodiscard]] Result<RunAnnotations> annotations() const;
    /// One that is empty leaves nothing behind.
    [[nodiscard]] Result<void> setAnnotation(const RunId &run, const RunAnnotation &annotation);

private:
    friend class RunIndex;
    ProjectIndex();
    /// Calls work() in a transaction.
    [[nodiscard]] Result<void> write(const std::function<void(SQLite::Database &)> &work);
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tandem
