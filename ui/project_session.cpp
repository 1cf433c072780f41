#include "ui/project_session.h"

#include "core/base/log.h"
#include "core/config/settings_table.h"
#include "core/store/run_reader.h"
#include "ui/error_text.h"

#include <QDir>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>

namespace tandem {

namespace {

constexpr auto kDraftKey = "draft";
constexpr auto kSelectedRunKey = "selected-run";
constexpr int kDraftDelayMs = 300; // the draft changes with every key press of a form; the disk need not follow each

/// The images of the newest run: a project that the command line made has runs, but no draft yet.
DataSettings imagesOfNewestRun(const ProjectLayout &layout)
{
    RunId newest;
    std::error_code failure;
    for (std::filesystem::directory_iterator runs(layout.runs(), failure);
         !failure && runs != std::filesystem::directory_iterator(); runs.increment(failure))
        newest = std::max(newest, RunId::fromString(runs->path().filename().string()));
    if (!newest.isValid())
        return {};
    const auto reader = RunReader::open(layout, newest);
    if (!reader)
        return {};
    const auto summary = (*reader)->summary();
    if (!summary)
        return {};
    const auto settings = settingsFromJson(summary->settingsJson);
    return settings ? settings->data : DataSettings();
}

} // namespace

struct ProjectSession::Private {
    Private(ProjectLayout project, std::unique_ptr<ProjectIndex> openIndex, const QString &cliProgram)
        : layout(std::move(project)), index(std::move(openIndex)), launcher(layout, cliProgram)
    {
    }

    void readDraft()
    {
        const auto text = index->text(kDraftKey);
        if (!text) {
            draft.data = imagesOfNewestRun(layout);
            return;
        }
        auto settings = settingsFromJson(*text, {}, "draft");
        if (settings)
            draft = *settings;
        else // written by another version: its settings no longer exist here, so the next run starts from the defaults
            log(LogLevel::Warning, "The stored draft was left aside: " + describe(settings.error()));
    }

    ProjectLayout layout;
    std::unique_ptr<ProjectIndex> index;
    RunLauncher launcher;
    Settings draft;
    RunId selectedRun;
    QTimer draftTimer;
};

ProjectSession::ProjectSession() = default;

Result<std::unique_ptr<ProjectSession>> ProjectSession::open(const QString &folder, const QString &cliProgram)
{
    auto layout = openProject(QDir::cleanPath(QFileInfo(folder).absoluteFilePath()).toStdString());
    if (!layout)
        return layout.error();
    auto index = ProjectIndex::open(*layout);
    if (!index)
        return index.error();

    std::unique_ptr<ProjectSession> session(new ProjectSession);
    session->d = std::make_unique<Private>(std::move(*layout), std::move(*index), cliProgram);
    session->d->readDraft();
    if (const auto run = session->d->index->text(kSelectedRunKey))
        session->d->selectedRun = RunId::fromString(*run);
    session->d->draftTimer.setSingleShot(true);
    session->d->draftTimer.setInterval(kDraftDelayMs);
    connect(&session->d->draftTimer, &QTimer::timeout, session.get(), &ProjectSession::storeDraft);
    connect(&session->d->launcher, &RunLauncher::launchFailed, session.get(),
            [raw = session.get()](const RunId &, const QString &sentence) { Q_EMIT raw->failed(sentence); });
    return session;
}

ProjectSession::~ProjectSession()
{
    if (d && d->draftTimer.isActive())
        storeDraft();
}

const ProjectLayout &ProjectSession::layout() const
{
    return d->layout;
}

RunLauncher &ProjectSession::launcher()
{
    return d->launcher;
}

QString ProjectSession::name() const
{
    return QFileInfo(QString::fromStdString(d->layout.root().string())).completeBaseName();
}

const RunId &ProjectSession::selectedRun() const
{
    return d->selectedRun;
}

void ProjectSession::setSelectedRun(const RunId &id)
{
    if (id == d->selectedRun)
        return;
    d->selectedRun = id;
    if (auto stored = d->index->setText(kSelectedRunKey, id.toString()); !stored)
        Q_EMIT failed(errorText(stored.error()));
    Q_EMIT selectedRunChanged(id);
}

const Settings &ProjectSession::draft() const
{
    return d->draft;
}

void ProjectSession::setDraft(const Settings &settings)
{
    if (settings == d->draft)
        return;
    d->draft = settings;
    d->draftTimer.start();
    Q_EMIT draftChanged();
}

std::optional<std::string> ProjectSession::text(std::string_view key) const
{
    return d->index->text(key);
}

Result<void> ProjectSession::setText(std::string_view key, std::string_view value)
{
    return d->index->setText(key, value);
}

void ProjectSession::storeDraft()
{
    d->draftTimer.stop();
    if (auto stored = d->index->setText(kDraftKey, settingsToJson(d->draft)); !stored)
        Q_EMIT failed(errorText(stored.error()));
}

} // namespace tandem
