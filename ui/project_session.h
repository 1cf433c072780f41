#pragma once

#include "core/base/result.h"
#include "core/config/settings.h"
#include "core/jobs/run_launcher.h"
#include "core/store/project.h"
#include "core/store/project_index.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {

class QueueControl;
class SampleSelection;

/// An open project and what the pages share of it: one selection of runs, one draft of settings, one selection of
/// images. GUI thread.
class ProjectSession : public QObject {
    Q_OBJECT
public:
    /// Opens an existing project and takes its lock. `cliProgram`: path of tandem-cli. Errors as openProject,
    /// ProjectIndex::open.
    [[nodiscard]] static Result<std::unique_ptr<ProjectSession>> open(const QString &folder, const QString &cliProgram);
    ~ProjectSession() override;

    [[nodiscard]] const ProjectLayout &layout() const;
    [[nodiscard]] RunLauncher &launcher();
    [[nodiscard]] QueueControl &queue();
    [[nodiscard]] QString name() const; // of the folder
    /// Path of tandem-cli.
    [[nodiscard]] const QString &cliProgram() const;

    /// The runs that the pages look at together, the current one first; may be empty.
    [[nodiscard]] const std::vector<RunId> &selectedRuns() const;
    void setSelectedRuns(const std::vector<RunId> &ids);
    /// The current one; invalid where there is none.
    [[nodiscard]] RunId selectedRun() const;
    /// Makes a run the current one: of those selected if it is among them, else the only one.
    void setSelectedRun(const RunId &id);

    /// What the person says of runs.
    [[nodiscard]] const RunAnnotations &annotations() const;
    [[nodiscard]] const RunAnnotation &annotation(const RunId &id) const;
    /// Errors: DatabaseFailed, DiskFull, FileUnwritable; the annotation then stays as it was.
    [[nodiscard]] Result<void> annotate(const RunId &id, const RunAnnotation &annotation);

    /// For those that keep something of their own there.
    [[nodiscard]] ProjectIndex &index();

    /// What the next run starts from. Kept in the project, so that it survives the window.
    [[nodiscard]] const Settings &draft() const;
    void setDraft(const Settings &settings);

    /// The images that are selected on any page.
    [[nodiscard]] SampleSelection &samples();

    /// A small text that a page keeps in the project, by key. Errors: DatabaseFailed, DiskFull, FileUnwritable.
    [[nodiscard]] std::optional<std::string> text(std::string_view key) const;
    [[nodiscard]] Result<void> setText(std::string_view key, std::string_view value);

    /// Asks for the form of a new run that starts from these settings.
    void requestNewRun(const Settings &settings) { Q_EMIT newRunRequested(settings); }

Q_SIGNALS:
    void newRunRequested(const tandem::Settings &settings);
    void selectedRunChanged(const tandem::RunId &id);
    void selectedRunsChanged(const std::vector<tandem::RunId> &ids);
    void annotationChanged(const tandem::RunId &id);
    void draftChanged();
    /// A failure worth the message bar of the window.
    void failed(const QString &sentence);

private:
    ProjectSession();
    void storeDraft();
    void storeSelection();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tandem
