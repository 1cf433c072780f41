#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/report/records.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {

struct RunQueue;

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
    [[nodiscard]] std::filesystem::path embeddings(const RunId &id) const { return run(id) / "embeddings"; }
    [[nodiscard]] std::filesystem::path controlFile(const RunId &id) const { return run(id) / "control"; }
    [[nodiscard]] std::filesystem::path workerLog(const RunId &id) const { return run(id) / "worker.log"; }
    /// Of a run that waits or waited in the queue: its settings, frozen, and what else is needed to start it.
    [[nodiscard]] std::filesystem::path frozenSettings(const RunId &id) const { return run(id) / "settings.json"; }
    [[nodiscard]] std::filesystem::path queuedNote(const RunId &id) const { return run(id) / "queued"; }
    /// Locked (FileLock) while a process lives that the queue started for the run; says for which request it was.
    [[nodiscard]] std::filesystem::path processFile(const RunId &id) const { return run(id) / "process"; }

    [[nodiscard]] std::filesystem::path queueFile() const { return m_root / "queue.json"; }
    [[nodiscard]] std::filesystem::path queueLock() const { return m_root / "queue.lock"; }
    /// Locked while a runner lives.
    [[nodiscard]] std::filesystem::path runnerLock() const { return m_root / "queue.runner"; }
    [[nodiscard]] std::filesystem::path runnerLog() const { return m_root / "queue.log"; }
    [[nodiscard]] std::filesystem::path sweeps() const { return m_root / "sweeps"; }
    [[nodiscard]] std::filesystem::path sweep(const RunId &id) const { return sweeps() / id.toString(); }
    [[nodiscard]] std::filesystem::path sweepFile(const RunId &id) const { return sweep(id) / "sweep.json"; }
    [[nodiscard]] std::filesystem::path sweepLock(const RunId &id) const { return sweep(id) / "sweep.lock"; }
    [[nodiscard]] std::filesystem::path trashedSweep(const RunId &id) const
    {
        return trash() / (id.toString() + ".sweep");
    }

private:
    std::filesystem::path m_root;
};

/// Makes a project folder with an empty index. The folder may exist if it is empty.
/// Errors: ProjectExists, DiskFull, FileUnwritable, DatabaseFailed.
[[nodiscard]] Result<ProjectLayout> createProject(const std::filesystem::path &folder);

/// Checks that a folder is a project this program can read. Errors: FileNotFound, NotAProject, NewerSchema,
/// DatabaseFailed.
[[nodiscard]] Result<ProjectLayout> openProject(const std::filesystem::path &folder);

/// All runs, newest first, from the index's cache where it still holds (see RunIndex), else from the run files; states
/// are reconciled with the processes (see RunReader::summary) and with the queue: a run that waits reads Queued, one
/// that the queue started and that has no file yet Starting, one that ended before it had a file Failed, with what it
/// said last; so does one that could not go on. A run file that cannot be read becomes a Failed row that carries the
/// error: a bad file never hides the others. Writes nothing.
[[nodiscard]] Result<std::vector<RunSummary>> listRuns(const ProjectLayout &project);

/// Whether a process is training a run of this project right now. Looks only into runs whose file is open somewhere:
/// cheap enough to ask every few seconds.
[[nodiscard]] bool isAnyRunActive(const ProjectLayout &project);

/// The ids of all run folders, newest first. Errors: FileUnreadable.
[[nodiscard]] Result<std::vector<RunId>> listRunIds(const ProjectLayout &project);
/// The row of one run as listRuns shows it; none for a folder in which there is no run. `queue`: as read just now.
[[nodiscard]] std::optional<RunSummary> listedRun(const ProjectLayout &project, const RunId &id, const RunQueue &queue);

/// A run by id, beginning of an id (4 characters or more), or exact name (newest of that name); the name that a person
/// gave it counts before the one that it started with. Only runs that have a file are found. Errors: RunNotFound,
/// RunAmbiguous, RunQueued (it has none yet).
[[nodiscard]] Result<RunId> findRun(const ProjectLayout &project, std::string_view text);
/// The same for who changes or removes a run: a name that several runs have is refused with RunAmbiguous.
[[nodiscard]] Result<RunId> findRunToChange(const ProjectLayout &project, std::string_view text);

} // namespace tandem
