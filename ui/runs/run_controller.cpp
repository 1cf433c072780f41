#include "ui/runs/run_controller.h"

#include "core/base/process.h"
#include "core/config/settings_table.h"
#include "core/store/run_trash.h"
#include "ui/error_text.h"
#include "ui/project_session.h"
#include "ui/queue/queue_control.h"
#include "ui/runs/run_watcher.h"

namespace tandem {

namespace {

constexpr auto kBaselineKey = "baseline-run";

} // namespace

RunController::RunController(QObject *parent) : QObject(parent)
{
    connect(&m_model, &RunTableModel::renameRequested, this, &RunController::rename);
}

RunController::~RunController() = default;

void RunController::setSession(ProjectSession *session)
{
    if (m_session != nullptr) {
        disconnect(&m_session->launcher(), nullptr, this, nullptr);
        disconnect(m_session, nullptr, this, nullptr);
    }
    m_session = session;
    m_watcher.reset();
    m_intents.clear();
    m_rows.reset();
    m_followed = {};
    m_model.setRows({});
    m_model.setAnnotations(session != nullptr ? session->annotations() : RunAnnotations());
    m_model.setBaseline(session != nullptr ? RunId::fromString(session->text(kBaselineKey).value_or("")) : RunId());
    if (session != nullptr) {
        m_watcher = std::make_unique<RunWatcher>(session->layout(), &session->index());
        connect(session, &ProjectSession::annotationChanged, this, [this](const RunId &id) {
            m_model.setAnnotation(id, m_session->annotation(id));
            Q_EMIT rowsUpdated();
        });
        connect(m_watcher.get(), &RunWatcher::pendingChanged, this, &RunController::pendingChanged);
        m_watcher->setAttentive(m_attentive);
        m_watcher->setInterest(m_interest);
        connect(m_watcher.get(), &RunWatcher::rowsChanged, this, [this](const RunRowsPtr &rows) {
            m_rows = rows;
            showRows();
        });
        connect(m_watcher.get(), &RunWatcher::runChanged, this, &RunController::runChanged);
        connect(m_watcher.get(), &RunWatcher::failed, this,
                [this](const Error &error) { Q_EMIT failed(errorText(error)); });
        connect(&session->launcher(), &RunLauncher::launchFailed, this, &RunController::onLaunchFailed);
    }
    Q_EMIT rowsUpdated();
}

void RunController::setAttentive(bool attentive)
{
    m_attentive = attentive;
    if (m_watcher)
        m_watcher->setAttentive(attentive);
}

void RunController::showRows()
{
    m_model.setRows(m_intents.apply(m_rows ? *m_rows : RunRows()));
    Q_EMIT rowsUpdated();
}

void RunController::follow(const std::vector<RunId> &runs)
{
    if (runs == m_followed)
        return;
    m_followed = runs;
    if (m_watcher)
        m_watcher->follow(runs);
}

void RunController::setInterest(const RunInterest &interest)
{
    m_interest = interest;
    if (m_watcher)
        m_watcher->setInterest(interest);
}

RunId RunController::launch(const QString &name, const Settings &settings)
{
    return launchRuns({{RunId::make(), name.toStdString(), settings, {}}});
}

RunId RunController::launchSeeds(const QString &name, const Settings &settings, int seeds)
{
    if (seeds <= 1)
        return launch(name, settings);
    std::vector<NewQueuedRun> runs;
    const RunId group = RunId::make();
    for (int i = 0; i < seeds; ++i) {
        NewQueuedRun run{RunId::make(), {}, settings, RunOrigin{group, {}, i + 1}};
        run.settings.train.seed += i;
        run.name = tr("%1 · seed %2", "name of a run, its seed").arg(name).arg(run.settings.train.seed).toStdString();
        runs.push_back(std::move(run));
    }
    return launchRuns(std::move(runs));
}

RunId RunController::launchRuns(std::vector<NewQueuedRun> runs)
{
    if (m_session == nullptr)
        return {};
    std::vector<RunId> ids;
    for (const NewQueuedRun &run : runs) {
        ids.push_back(run.id);
        m_intents.launched(run.id, run.name, settingsToJson(run.settings), wallClockMs());
    }
    showRows();
    // The watcher goes with the project: nothing is told of a run after that, but it is queued all the same.
    m_session->queue().carryOut(
        m_watcher.get(),
        [project = m_session->layout(), program = m_session->cliProgram(), runs = std::move(runs)] {
            return queueLaunches(project, program, runs);
        },
        [this, ids](const Result<std::vector<QueuedLaunch>> &queued) { onQueued(ids, queued); });
    return ids.front();
}

void RunController::onQueued(const std::vector<RunId> &ids, const Result<std::vector<QueuedLaunch>> &queued)
{
    if (queued) {
        m_session->launcher().watch(*queued);
    } else {
        for (const RunId &id : ids)
            m_intents.withdraw(id);
        showRows();
        Q_EMIT failed(errorText(queued.error()));
    }
    refresh();
}

void RunController::stop(const RunId &id)
{
    if (m_session == nullptr)
        return;
    if (const auto asked = m_session->launcher().stop(id); !asked)
        return Q_EMIT failed(errorText(asked.error()));
    m_intents.stopping(id);
    showRows();
    m_watcher->refresh();
}

void RunController::stopAfterEpoch(const RunId &id)
{
    if (m_session == nullptr)
        return;
    if (const auto asked = m_session->launcher().stopAfterEpoch(id); !asked)
        return Q_EMIT failed(errorText(asked.error()));
    m_intents.stoppingAfterEpoch(id);
    showRows();
}

void RunController::resume(const RunId &id)
{
    const RunRow *row = m_model.find(id);
    if (m_session == nullptr || row == nullptr)
        return;
    m_intents.resuming(row->summary);
    showRows();
    m_session->queue().carryOut(
        m_watcher.get(),
        [project = m_session->layout(), program = m_session->cliProgram(), id] {
            return queueResume(project, program, id);
        },
        [this, id](const Result<std::vector<QueuedLaunch>> &queued) { onQueued({id}, queued); });
}

void RunController::annotate(const std::vector<RunId> &ids, const std::function<void(RunAnnotation &)> &edit)
{
    if (m_session == nullptr)
        return;
    for (const RunId &id : ids) {
        RunAnnotation said = m_session->annotation(id);
        edit(said);
        if (auto stored = m_session->annotate(id, said); !stored)
            return Q_EMIT failed(errorText(stored.error()));
    }
}

void RunController::rename(const RunId &id, const QString &name)
{
    const RunRow *row = m_model.find(id);
    const std::string wanted = name.trimmed().toStdString();
    annotate({id}, [&](RunAnnotation &said) {
        // The name that it was started with needs no other.
        said.name = row != nullptr && wanted == row->summary.name ? std::string() : wanted;
    });
}

void RunController::setBaseline(const RunId &id)
{
    m_model.setBaseline(id);
    if (m_session != nullptr)
        if (auto stored = m_session->setText(kBaselineKey, id.toString()); !stored)
            Q_EMIT failed(errorText(stored.error()));
    Q_EMIT rowsUpdated();
}

void RunController::trash(const std::vector<RunId> &ids)
{
    for (const RunId &id : ids)
        m_intents.trashing(id);
    showRows();
    moveFiles(ids, trashRun, true);
}

void RunController::restore(const std::vector<RunId> &ids)
{
    moveFiles(ids, restoreRun, false);
}

/// A rename each; but files of a run are looked at before, and the disk may be slow.
void RunController::moveFiles(const std::vector<RunId> &ids, const FileWork &work, bool areTrashed)
{
    if (m_session == nullptr)
        return;
    struct Outcome {
        std::vector<RunId> moved, refused;
        std::optional<Error> error; // of the first that was refused
    };
    m_session->queue().carryOut(
        m_watcher.get(),
        [layout = m_session->layout(), ids, work] {
            Outcome outcome;
            for (const RunId &id : ids) {
                auto done = work(layout, id);
                (done ? outcome.moved : outcome.refused).push_back(id);
                if (!done && !outcome.error)
                    outcome.error = std::move(done.error());
            }
            return outcome;
        },
        [this, areTrashed](const Outcome &outcome) {
            for (const RunId &id : areTrashed ? outcome.refused : outcome.moved)
                m_intents.withdraw(id);
            showRows();
            refresh();
            if (outcome.error)
                Q_EMIT failed(errorText(*outcome.error));
            if (areTrashed && !outcome.moved.empty())
                Q_EMIT trashed(outcome.moved);
        });
}

void RunController::refresh()
{
    if (m_watcher)
        m_watcher->refresh();
}

void RunController::onLaunchFailed(const RunId &id, const Error &why)
{
    m_intents.withdraw(id);
    showRows();
    Q_EMIT failed(errorText(why));
}

} // namespace tandem
