#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/report/records.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {

/// The file layout of a project folder; the one place that knows it.
class ProjectLayout {
public:
    explicit ProjectLayout(std::filesystem::path root) : m_root(std::move(root)) {}

    [[nodiscard]] const std::filesystem::path &root() const { return m_root; }
    [[nodiscard]] std::filesystem::path database() const { return m_root / "project.db"; }
    [[nodiscard]] std::filesystem::path lockFile() const { return m_root / "project.lock"; }
    [[nodiscard]] std::filesystem::path runs() const { return m_root / "runs"; }
    [[nodiscard]] std::filesystem::path trash() const { return m_root / "trash"; }
    [[nodiscard]] std::filesystem::path run(const RunId &id) const { return runs() / id.toString(); }
    [[nodiscard]] std::filesystem::path runDatabase(const RunId &id) const { return run(id) / "run.db"; }
    [[nodiscard]] std::filesystem::path checkpoints(const RunId &id) const { return run(id) / "checkpoints"; }
    [[nodiscard]] std::filesystem::path controlFile(const RunId &id) const { return run(id) / "control"; }
    [[nodiscard]] std::filesystem::path workerLog(const RunId &id) const { return run(id) / "worker.log"; }

private:
    std::filesystem::path m_root;
};

/// Makes a project folder with an empty index. The folder may exist if it is empty.
/// Errors: ProjectExists, DiskFull, FileUnwritable, DatabaseFailed.
[[nodiscard]] Result<ProjectLayout> createProject(const std::filesystem::path &folder);

/// Checks that a folder is a project this program can read. Errors: FileNotFound, NotAProject, NewerSchema,
/// DatabaseFailed.
[[nodiscard]] Result<ProjectLayout> openProject(const std::filesystem::path &folder);

/// All runs, newest first, read from the run files; states are reconciled with the processes (see RunReader::summary).
/// A run file that cannot be read becomes a Failed row that carries the error: a bad file never hides the others.
[[nodiscard]] Result<std::vector<RunSummary>> listRuns(const ProjectLayout &project);

/// A run by id, beginning of an id (4 characters or more), or exact name (newest of that name).
/// Errors: RunNotFound, RunAmbiguous.
[[nodiscard]] Result<RunId> findRun(const ProjectLayout &project, std::string_view text);

/// What the person last did in this project (last dataset paths, …): small texts by key, kept in project.db by
/// whoever holds the project lock.
class ProjectIndex {
public:
    /// Takes the lock. Errors: ProjectLocked, NewerSchema, DatabaseFailed, FileUnwritable, DiskFull.
    [[nodiscard]] static Result<std::unique_ptr<ProjectIndex>> open(const ProjectLayout &project);
    ~ProjectIndex();

    [[nodiscard]] std::optional<std::string> text(std::string_view key) const;
    [[nodiscard]] Result<void> setText(std::string_view key, std::string_view value);

private:
    ProjectIndex();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tandem
