#pragma once

#include "core/exchange/archive.h"
#include "core/exchange/archive_list.h"
#include "core/store/queue_file.h"

#include <set>

namespace tandem {

// How an archive that was unpacked aside becomes part of a project. Internal to core/exchange.

/// Folders of an archive, each with one folder for each id.
inline constexpr std::string_view kRunsFolder = "runs";
inline constexpr std::string_view kSweepsFolder = "sweeps";
/// Of runs that have no file yet: what the queue begins them from. Beside the others, as a folder of runs without a
/// run.db is refused by programs that know nothing of this one.
inline constexpr std::string_view kUnbegunFolder = "unbegun";

/// The id in a path FOLDER/<ulid>/…; invalid for any other.
[[nodiscard]] RunId idOfPath(std::string_view folder, std::string_view path);
/// Whether the list names a file in one of these folders that does not belong there, or lacks one. The words after "is
/// damaged:"; empty if all is well.
[[nodiscard]] std::string misplacedFile(const ArchiveList &list);

/// One archive on its way into one project.
class ArchivePlaces {
public:
    ArchivePlaces(const ProjectLayout &project, const std::filesystem::path &unpacked, const ArchiveList &list)
        : m_project(project), m_unpacked(unpacked), m_list(list)
    {
    }

    /// Looks at every database and gives it its id; the project does not change. Errors: FileCorrupt, NewerSchema,
    /// FileUnreadable, FileUnwritable, DiskFull, DatabaseFailed.
    [[nodiscard]] Result<void> prepare();
    /// Moves all of it into the project: sweeps paused, then runs, then what waits, paused. Errors: FileUnwritable,
    /// DiskFull, those of changeQueue.
    [[nodiscard]] Result<void> place() const;
    [[nodiscard]] const ArchiveReport &report() const { return m_report; }

private:
    [[nodiscard]] std::set<RunId> idsIn(std::string_view folder) const;
    [[nodiscard]] std::filesystem::path unpacked(std::string_view folder, const RunId &id) const
    {
        return m_unpacked / folder / id.toString();
    }
    [[nodiscard]] ArchiveReport::Entry entryFor(const RunId &original) const;
    [[nodiscard]] Result<void> prepareRuns();
    [[nodiscard]] Result<void> prepareUnbegun();
    [[nodiscard]] Result<void> prepareSweeps();
    [[nodiscard]] Result<void> placeFolders() const;

    ProjectLayout m_project;
    std::filesystem::path m_unpacked;
    const ArchiveList &m_list;
    ArchiveReport m_report;
    std::vector<QueueItem> m_waiting; // in the order of their ids
};

} // namespace tandem
