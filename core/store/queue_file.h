#pragma once

#include "core/report/records.h"
#include "core/store/project.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tandem {

/// A run that waits for a device, or holds one.
struct QueueItem {
    RunId run;
    /// Of the request, never used twice: for one ticket at most one process is ever begun (see begunProcess).
    std::string ticket;
    std::int64_t queuedMs = 0;
    bool paused = false;
    bool operator==(const QueueItem &) const = default;
};

/// What is to be run in a project, in this order. A run stands here from the request until its process has ended.
struct RunQueue {
    bool paused = false; // nothing further is begun
    std::vector<QueueItem> items;
    bool operator==(const RunQueue &) const = default;

    /// Null if it is not in the queue.
    [[nodiscard]] const QueueItem *find(const RunId &run) const;
    [[nodiscard]] QueueItem *find(const RunId &run);
};

/// `queue.json`; an empty queue where there is none. Any process, without a lock. Errors: FileUnreadable, FileCorrupt,
/// NewerSchema.
[[nodiscard]] Result<RunQueue> readQueue(const ProjectLayout &project);

/// Reads the queue, lets `change` work on it and writes it back if that returns true, with all other writers kept away
/// meanwhile (queue.lock). A crash leaves the queue as it was before or after. Waits for the disk. Errors: those of
/// readQueue, FileUnwritable, DiskFull, and what `change` returns.
[[nodiscard]] Result<void> changeQueue(const ProjectLayout &project,
                                       const std::function<Result<bool>(RunQueue &queue)> &change);

/// What must be known of a run that has no file yet, and why the queue could not begin it or let it go on. Errors for
/// both: FileUnreadable, FileUnwritable, DiskFull, FileCorrupt.
struct QueuedNote {
    std::string name;
    std::optional<RunOrigin> origin = {};
    std::optional<Error> error = {}; // why its latest process ended before the run was its own
    std::int64_t errorMs = 0;
    bool operator==(const QueuedNote &) const = default;
};
/// None where there is no note.
[[nodiscard]] Result<std::optional<QueuedNote>> readQueuedNote(const ProjectLayout &project, const RunId &id);
[[nodiscard]] Result<std::optional<QueuedNote>> readQueuedNoteFile(const std::filesystem::path &path);
[[nodiscard]] Result<void> writeQueuedNote(const ProjectLayout &project, const RunId &id, const QueuedNote &note);

/// What a process says of itself in runs/<id>/process, before its program runs and while it holds the file locked.
struct BegunProcess {
    std::string ticket;
    std::string device;       // "cpu", "cuda:0"
    std::int64_t logFrom = 0; // bytes of worker.log that are of earlier processes
    std::int64_t beganMs = 0; // just before
};
[[nodiscard]] std::string begunText(const BegunProcess &process);
/// The process that was begun for this very request; it may have ended since. None if none was: as the process speaks
/// for itself, that is certain even if whoever began it died at the same instant, unless the file is locked.
[[nodiscard]] std::optional<BegunProcess> begunProcess(const ProjectLayout &project, const QueueItem &item);
/// Whether a process that the queue began for the run lives.
[[nodiscard]] bool isProcessAlive(const ProjectLayout &project, const RunId &id);

} // namespace tandem
