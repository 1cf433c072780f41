#pragma once

#include "core/store/project.h"
#include "core/store/run_annotation.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace tandem {

// Runs and projects as one file: a .tar.gz whose first entry, tandem.json, lists every other one with its size and
// SHA-256. Everybody's tar opens it.

/// Called now and then; bytes done, of so many.
using ArchiveProgress = std::function<void(std::int64_t done, std::int64_t total)>;

struct ArchiveReport {
    struct Entry {
        RunId id;         // in this project
        RunId originalId; // as in the archive; another one where `id` was taken
        std::string name;
        RunAnnotation said = {}; // after an import: for whoever holds the project's lock to keep
        bool waits = false;      // in the queue, and was never begun; after an import paused, itself or with its sweep
    };
    struct Sweep {
        RunId id; // in both
        std::string name;
    };
    enum class Reason {
        Training,     // a run that is being trained right now
        Unreadable,   // a sweep whose file is damaged, or a run that never began whose note is
        SweepTaken,   // the project has a sweep of that id
        SweepTrashed, // the same in its trash
    };
    struct LeftOut {
        std::string name;
        Reason reason = Reason::Training;
    };
    std::vector<Entry> runs;
    std::vector<Sweep> sweeps; // of a whole project; after an import paused
    std::vector<LeftOut> leftOut;
    std::int64_t bytes = 0; // of the archive
};

/// Writes runs, or with `wholeProject` all runs, those that wait for their first beginning among them, its sweeps and
/// what the project keeps of them, into one archive; written beside and renamed. Databases are copied as of now, so
/// that a killed trainer's file comes along whole. Errors: RunNotFound, RunQueued (a run that was asked for was never
/// begun), RunActive (it is being trained; of a whole project such runs are left out), FileUnreadable, FileUnwritable,
/// DiskFull. None: stopped; nothing is left behind.
struct ArchiveRequest {
    std::vector<RunId> runs;
    bool wholeProject = false;
    std::filesystem::path to;
};
[[nodiscard]] Result<std::optional<ArchiveReport>> exportArchive(const ProjectLayout &project,
                                                                 const ArchiveRequest &request,
                                                                 const ArchiveProgress &progress = {},
                                                                 std::stop_token stop = {});

/// Takes the runs and sweeps of an archive into a project, all or none: unpacked aside, every checksum and database
/// verified, then given their places. Nothing that exists is overwritten: a run whose id is taken gets a new one, a
/// sweep whose id is taken is left out. What waits comes behind the queue, in the order of its making. Nothing begins
/// by itself: sweeps and what waits are paused. Entries that the list does not name, links, and paths that lead
/// elsewhere are refused. Errors: FileNotFound, FileUnreadable, FileCorrupt (no archive of Tandem, damaged, or not to
/// be trusted), NewerSchema, DiskFull, FileUnwritable, DatabaseFailed. None: stopped.
[[nodiscard]] Result<std::optional<ArchiveReport>> importArchive(const ProjectLayout &project,
                                                                 const std::filesystem::path &archive,
                                                                 const ArchiveProgress &progress = {},
                                                                 std::stop_token stop = {});

/// Makes the project of an archive of a whole one, with notes and layouts. `folder` must not exist or be empty. Errors:
/// ProjectExists, as importArchive.
[[nodiscard]] Result<std::optional<ArchiveReport>> importProject(const std::filesystem::path &folder,
                                                                 const std::filesystem::path &archive,
                                                                 const ArchiveProgress &progress = {},
                                                                 std::stop_token stop = {});

} // namespace tandem
