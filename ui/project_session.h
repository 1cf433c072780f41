#pragma once

#include "core/base/result.h"
#include "core/config/settings.h"
#include "core/jobs/run_launcher.h"
#include "core/store/project.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

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

    /// A small text that a page keeps in the project, by key. Errors: DatabaseFailed, DiskFull, FileUnwritable.
    [[nodiscard]] std::optional<std::string> text(std::string_view key) const;
    [[nodiscard]] Result<void> setText(std::string_view key, std::string_view value);

    /// Asks for the form of a new run that starts from these settings.
    void requestNewRun(const Settings &settings) { Q_EMIT newRunRequested(settings); }

Q_SIGNALS:
    void newRunRequested(const tandem::Settings &settings);
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
