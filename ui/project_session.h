#pragma once

#include "core/base/result.h"
#include "core/config/settings.h"
#include "core/jobs/run_launcher.h"
#include "core/store/project.h"

#include <QObject>
#include <QString>

#include <memory>

namespace tandem {

/// An open project and what the pages share of it: one selected run, one draft of settings. GUI thread.
class ProjectSession : public QObject {
    Q_OBJECT
public:
    /// Opens an existing project and takes its lock. `cliProgram`: path of tandem-cli. Errors as openProject,
    /// ProjectIndex::open.
    [[nodiscard]] static Result<std::unique_ptr<ProjectSession>> open(const QString &folder, const QString &cliProgram);
    ~ProjectSession() override;

    [[nodiscard]] const ProjectLayout &layout() const;
    [[nodiscard]] RunLauncher &launcher();
    [[nodiscard]] QString name() const; // of the folder

    [[nodiscard]] const RunId &selectedRun() const;
    void setSelectedRun(const RunId &id);

    /// What the next run starts from. Kept in the project, so that it survives the window.
    [[nodiscard]] const Settings &draft() const;
    void setDraft(const Settings &settings);

Q_SIGNALS:
    void selectedRunChanged(const tandem::RunId &id);
    void draftChanged();
    /// A failure worth the message bar of the window.
    void failed(const QString &sentence);

private:
    ProjectSession();
    void storeDraft();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tandem
