#pragma once

#include "core/config/settings.h"
#include "core/store/project.h"

#include <QObject>
#include <QString>

#include <memory>

namespace tandem {

/// Starts, stops and watches training processes of a project. A started trainer is detached: it outlives this object
/// and the window. GUI thread (it needs an event loop); no call waits for a process.
///
/// What is started: `program train --project DIR --run-id ULID --name=NAME --config runs/ULID/settings.json --json`, or
/// `program train --project DIR --resume ULID --json`; both outputs go to the run's worker.log.
class RunLauncher : public QObject {
    Q_OBJECT
public:
    /// `program`: path of tandem-cli.
    RunLauncher(ProjectLayout project, QString program, QObject *parent = nullptr);
    ~RunLauncher() override;

    /// Starts a new run with frozen settings. listRuns shows it from now on. Emits launchFailed later, if the process
    /// ends before the run file exists; nothing of the run is left then. Errors: ProcessFailed, DiskFull,
    /// FileUnwritable.
    [[nodiscard]] Result<RunId> launch(const QString &name, const Settings &settings);
    /// Starts a further segment. Emits launchFailed later, if the process ends without having taken the run over; the
    /// run stays as it was. Errors: RunNotFound, RunActive, ProcessFailed, and those of RunReader::open.
    [[nodiscard]] Result<void> resume(const RunId &id);
    /// Within one step, with a checkpoint. Errors, here and below: RunNotFound, DiskFull, FileUnwritable.
    [[nodiscard]] Result<void> stop(const RunId &id);
    [[nodiscard]] Result<void> stopAfterEpoch(const RunId &id);

Q_SIGNALS:
    /// `sentence`: the last thing that the process said, one English sentence.
    void launchFailed(const tandem::RunId &id, const QString &sentence);
    /// The trainer is at work: its run file exists and is its own.
    void launched(const tandem::RunId &id);

private:
    void lookAtLaunches();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tandem
