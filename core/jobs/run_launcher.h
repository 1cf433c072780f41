#pragma once

#include "core/store/project.h"
#include "core/sweep/run_queue.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace tandem {

/// A run that was handed to the queue and whose process has not taken it over yet.
struct QueuedLaunch {
    RunId id;
    std::int64_t startedBefore = 0; // of a run that is resumed
    std::int64_t askedMs = 0;
};

// Both wait for the disk and for whoever else changes the queue, so they are not for a thread that others wait for.
// `program`: path of tandem-cli, which becomes the runner where none works.

/// Queues new runs with frozen settings, all or none; each begins at once where its device is free. listRuns shows them
/// from now on. Errors: ProcessFailed (no runner can be started: nothing is queued then), and those of enqueueNew.
[[nodiscard]] Result<std::vector<QueuedLaunch>> queueLaunches(const ProjectLayout &project, const QString &program,
                                                              const std::vector<NewQueuedRun> &runs);
/// Queues a further segment of a run. Errors: ProcessFailed, and those of enqueueAgain.
[[nodiscard]] Result<std::vector<QueuedLaunch>> queueResume(const ProjectLayout &project, const QString &program,
                                                            const RunId &id);

/// Tells what became of runs that were handed to the queue, and speaks to those at work. The runner and the trainers
/// are detached: they outlive this object and the window. GUI thread (it needs an event loop); no call waits for a
/// process or a lock, but each waits for the disk.
class RunLauncher : public QObject {
    Q_OBJECT
public:
    explicit RunLauncher(ProjectLayout project, QObject *parent = nullptr);
    ~RunLauncher() override;

    /// Emits launchFailed later if the process of such a run ends without having taken it over: a new run stays, with
    /// the reason, and one that was resumed stays as it was. Emits launched once a trainer is at work.
    void watch(const std::vector<QueuedLaunch> &launches);
    /// Within one step, with a checkpoint. Errors, here and below: RunNotFound, DiskFull, FileUnwritable.
    [[nodiscard]] Result<void> stop(const RunId &id);
    [[nodiscard]] Result<void> stopAfterEpoch(const RunId &id);

Q_SIGNALS:
    void launchFailed(const tandem::RunId &id, const tandem::Error &why);
    /// The trainer is at work: its run file exists and is its own.
    void launched(const tandem::RunId &id);

private:
    void lookAtLaunches();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tandem
