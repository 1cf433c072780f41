#pragma once

#include "core/config/settings.h"
#include "core/store/project.h"

#include <QObject>
#include <QString>

#include <memory>

namespace tandem {

/// Starts, stops and watches training processes of a project. A started trainer is detached: it outlives this object
/// and the window. GUI thread; no call waits for a process.
class RunLauncher : public QObject {
    Q_OBJECT
public:
    /// `program`: path of tandem-cli.
    RunLauncher(ProjectLayout project, QString program, QObject *parent = nullptr);
    ~RunLauncher() override;

    /// Starts a new run with frozen settings; its output goes to the run's worker.log. Emits launchFailed later, if
    /// the process ends before the run file exists, with the last line that it said.
    [[nodiscard]] Result<RunId> launch(const QString &name, const Settings &settings);
    [[nodiscard]] Result<void> resume(const RunId &id);
    [[nodiscard]] Result<void> stop(const RunId &id); // within one step, with a checkpoint
    [[nodiscard]] Result<void> stopAfterEpoch(const RunId &id);

Q_SIGNALS:
    void launchFailed(const tandem::RunId &id, const QString &sentence);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tandem
