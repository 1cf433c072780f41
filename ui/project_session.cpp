#include "ui/project_session.h"

#include "core/base/log.h"
#include "core/config/settings_table.h"
#include "core/store/project_index.h"
#include "core/store/run_reader.h"
#include "ui/error_text.h"
#include "ui/queue/queue_control.h"
#include "ui/sample_selection.h"

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
constexpr auto kSelectedRunsKey = "selected-run";
constexpr std::size_t kKeptSelection = 100; // of a longer one, the first come back
// The draft changes with every key press of a form, the selection with every row: the disk need not follow each.
constexpr int kDraftDelayMs = 300;

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
    Private(ProjectLayout project, std::unique_ptr<ProjectIndex> openIndex, const QString &program)
        : layout(std::move(project)), index(std::move(openIndex)), cliProgram(program), launcher(layout),
          queue(layout, program)
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

    void readSelection()
    {
        const auto text = index->text(kSelectedRunsKey);
        for (const QString &id : QString::fromStdString(text.value_or("")).split(QLatin1Char(','), Qt::SkipEmptyParts))
            if (const RunId run = RunId::fromString(id.toStdString()); run.isValid())
                selectedRuns.push_back(run);
    }

    ProjectLayout layout;
    std::unique_ptr<ProjectIndex> index;
    QString cliProgram;
    RunLauncher launcher;
    QueueControl queue;
    Settings draft;
    RunAnnotations annotations;
    std::vector<RunId> selectedRuns;
    SampleSelection samples;
    QTimer draftTimer, selectionTimer;
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
    auto annotations = session->d->index->annotations();
    if (!annotations)
        return annotations.error();
    session->d->annotations = std::move(*annotations);
    session->d->readSelection();
    session->d->selectionTimer.setSingleShot(true);
    session->d->selectionTimer.setInterval(kDraftDelayMs);
    connect(&session->d->selectionTimer, &QTimer::timeout, session.get(), &ProjectSession::storeSelection);
    session->d->draftTimer.setSingleShot(true);
    session->d->draftTimer.setInterval(kDraftDelayMs);
    connect(&session->d->draftTimer, &QTimer::timeout, session.get(), &ProjectSession::storeDraft);
    connect(&session->d->launcher, &RunLauncher::launchFailed, session.get(),
            [raw = session.get()](const RunId &, const Error &why) { Q_EMIT raw->failed(errorText(why)); });
    connect(&session->d->queue, &QueueControl::failed, session.get(),
            [raw = session.get()](const Error &why) { Q_EMIT raw->failed(errorText(why)); });
    return session;
}

ProjectSession::~ProjectSession()
{
    if (d && d->draftTimer.isActive())
        storeDraft();
    if (d && d->selectionTimer.isActive())
        storeSelection();
}

const ProjectLayout &ProjectSession::layout() const
{
    return d->layout;
}

RunLauncher &ProjectSession::launcher()
{
    return d->launcher;
}

QueueControl &ProjectSession::queue()
{
    return d->queue;
}

QString ProjectSession::name() const
{
    return QFileInfo(QString::fromStdString(d->layout.root().string())).completeBaseName();
}

const QString &ProjectSession::cliProgram() const
{
    return d->cliProgram;
}

const std::vector<RunId> &ProjectSession::selectedRuns() const
{
    return d->selectedRuns;
}

RunId ProjectSession::selectedRun() const
{
    return d->selectedRuns.empty() ? RunId() : d->selectedRuns.front();
}

void ProjectSession::setSelectedRuns(const std::vector<RunId> &ids)
{
    if (ids == d->selectedRuns)
        return;
    const RunId before = selectedRun();
    d->selectedRuns = ids;
    d->selectionTimer.start();
    if (selectedRun() != before)
        Q_EMIT selectedRunChanged(selectedRun());
    Q_EMIT selectedRunsChanged(ids);
}

void ProjectSession::setSelectedRun(const RunId &id)
{
    std::vector<RunId> ids = d->selectedRuns;
    const auto known = std::find(ids.begin(), ids.end(), id);
    if (!id.isValid() || known == ids.end())
        return setSelectedRuns(id.isValid() ? std::vector<RunId>{id} : std::vector<RunId>());
    std::rotate(ids.begin(), known, known + 1);
    setSelectedRuns(ids);
}

void ProjectSession::storeSelection()
{
    d->selectionTimer.stop();
    std::string text;
    for (std::size_t i = 0; i < std::min(kKeptSelection, d->selectedRuns.size()); ++i)
        text += (i == 0 ? "" : ",") + d->selectedRuns[i].toString();
    if (auto stored = d->index->setText(kSelectedRunsKey, text); !stored)
        Q_EMIT failed(errorText(stored.error()));
}

const RunAnnotations &ProjectSession::annotations() const
{
    return d->annotations;
}

const RunAnnotation &ProjectSession::annotation(const RunId &id) const
{
    static const RunAnnotation nothing;
    const auto said = d->annotations.find(id);
    return said != d->annotations.end() ? said->second : nothing;
}

Result<void> ProjectSession::annotate(const RunId &id, const RunAnnotation &said)
{
    if (said == annotation(id))
        return {};
    if (auto stored = d->index->setAnnotation(id, said); !stored)
        return stored;
    if (said.isEmpty())
        d->annotations.erase(id);
    else
        d->annotations.insert_or_assign(id, said);
    Q_EMIT annotationChanged(id);
    return {};
}

ProjectIndex &ProjectSession::index()
{
    return *d->index;
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

SampleSelection &ProjectSession::samples()
{
    return d->samples;
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
