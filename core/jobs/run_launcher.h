#pragma once

#include "core/config/settings.h"
#include "core/store/project.h"
#include "core/sweep/run_queue.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace tandem {

/// Hands runs of a project to its queue, sees to it that a runner works on the queue, and tells what became of them.
/// The runner and the trainers are detached: they outlive this object and the window. GUI thread (it needs an event
/// loop); no call waits for a process, but each waits for the disk.
class RunLauncher : public QObject {
    Q_OBJECT
public:
    /// `program`: path of tandem-cli.
    RunLauncher(ProjectLayout project, QString program, QObject *parent = nullptr);
    ~RunLauncher() override;

    /// Queues a new run with frozen settings; it begins at once where its device is free. listRuns shows it from now
    /// on. Emits launchFailed later if its process ends before the run file exists; the run stays, with the reason.
    /// Errors: ProcessFailed (no runner can be started: nothing is queued then), and those of enqueueNew.
    [[nodiscard]] Result<RunId> launch(const QString &name, const Settings &settings);
    /// The same for several, all or none.
    [[nodiscard]] Result<void> launch(const std::vector<NewQueuedRun> &runs);
    /// Queues a further segment. Emits launchFailed later if the process ends without having taken the run over; the
    /// run stays as it was. Errors: ProcessFailed, and those of enqueueAgain.
    [[nodiscard]] Result<void> resume(const RunId &id);
    /// Within one step, with a checkpoint. Errors, here and below: RunNotFound, DiskFull, FileUnwritable.
    [[nodiscard]] Result<void> stop(const RunId &id);
    [[nodiscard]] Result<void> stopAfterEpoch(const RunId &id);

    /// Starts a runner where there is work and none alive. Errors: those of ensureRunner.
    [[nodiscard]] Result<void> keepRunning();
    [[nodiscard]] const QString &program() const;

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
