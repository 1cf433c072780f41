#include "ui/sweeps/sweep_controller.h"

#include "core/sweep/queue_runner.h"
#include "ui/error_text.h"
#include "ui/project_session.h"
#include "ui/queue/queue_control.h"

#include <utility>

namespace tandem {

namespace {

constexpr auto kSelectedKey = "selected-sweep";

Result<std::int64_t> counted(const Result<void> &done)
{
    return done ? Result<std::int64_t>(std::int64_t{0}) : Result<std::int64_t>(done.error());
}

} // namespace

SweepController::SweepController(QObject *parent) : QObject(parent) {}

SweepController::~SweepController() = default;

void SweepController::setSession(ProjectSession *session)
{
    m_session = session;
    m_watcher.reset();
    m_selected = m_taken = m_awaited = {};
    m_model.setRows({});
    show(nullptr);
    Q_EMIT listChanged();
    if (session == nullptr)
        return;
    if (const auto remembered = session->text(kSelectedKey))
        m_selected = RunId::fromString(*remembered);
    m_watcher = std::make_unique<SweepWatcher>(session->layout());
    m_watcher->select(m_selected);
    m_watcher->setAttentive(m_attentive);
    connect(m_watcher.get(), &SweepWatcher::listChanged, this, [this](const std::vector<SweepRow> &rows) {
        m_model.setRows(rows);
        if (m_model.find(m_selected) != nullptr)
            m_awaited = {};
        else if (m_selected != m_awaited || !m_awaited.isValid())
            select(rows.empty() ? RunId() : rows.front().id);
        Q_EMIT listChanged();
    });
    connect(m_watcher.get(), &SweepWatcher::viewChanged, this, &SweepController::show);
    connect(m_watcher.get(), &SweepWatcher::failed, this,
            [this](const Error &error) { Q_EMIT failed(errorText(error)); });
}

void SweepController::setAttentive(bool attentive)
{
    m_attentive = attentive;
    if (m_watcher)
        m_watcher->setAttentive(attentive);
}

void SweepController::select(const RunId &sweep)
{
    if (sweep == m_selected)
        return;
    m_selected = sweep;
    show(nullptr);
    if (m_session == nullptr)
        return;
    m_watcher->select(sweep);
    if (const auto stored = m_session->setText(kSelectedKey, sweep.toString()); !stored)
        Q_EMIT failed(errorText(stored.error()));
}

void SweepController::show(const SweepViewPtr &view)
{
    if (view == m_view || (view && view->id != m_selected))
        return;
    m_view = view;
    Q_EMIT viewChanged();
}

void SweepController::create(SweepSpec spec)
{
    if (m_session == nullptr)
        return;
    m_session->queue().carryOut(
        m_watcher.get(), [project = m_session->layout(), spec = std::move(spec)] { return createSweep(project, spec); },
        [this](const Result<RunId> &made) {
            if (!made)
                return Q_EMIT failed(errorText(made.error()));
            select(m_awaited = *made);
            m_watcher->refresh();
            Q_EMIT created(*made);
        });
}

void SweepController::edit(Edit work)
{
    if (m_session == nullptr || !m_selected.isValid())
        return;
    m_session->queue().carryOut(
        m_watcher.get(),
        [project = m_session->layout(), sweep = m_selected, work = std::move(work)] { return work(project, sweep); },
        [this](const Result<std::int64_t> &done) {
            m_watcher->refresh();
            if (!done)
                return Q_EMIT failed(errorText(done.error()));
            if (*done > 0)
                Q_EMIT queued(*done);
        });
}

void SweepController::fillHoles()
{
    edit([](const ProjectLayout &project, const RunId &sweep) { return tandem::fillHoles(project, sweep); });
}

void SweepController::pause(bool stopRuns)
{
    edit([stopRuns](const ProjectLayout &project, const RunId &sweep) {
        return counted(pauseSweep(project, sweep, stopRuns));
    });
}

void SweepController::resume()
{
    edit([](const ProjectLayout &project, const RunId &sweep) { return counted(resumeSweep(project, sweep)); });
}

void SweepController::addSeed()
{
    edit([](const ProjectLayout &project, const RunId &sweep) { return addSeeds(project, sweep, 1); });
}

void SweepController::addTrials(int more)
{
    edit([more](const ProjectLayout &project, const RunId &sweep) {
        return counted(tandem::addTrials(project, sweep, more));
    });
}

void SweepController::addValues(const std::string &axis, const std::vector<AxisPoint> &points)
{
    edit([axis, points](const ProjectLayout &project, const RunId &sweep) {
        return tandem::addValues(project, sweep, axis, points);
    });
}

void SweepController::rename(const QString &name)
{
    edit([name = name.trimmed().toStdString()](const ProjectLayout &project, const RunId &sweep) {
        return counted(renameSweep(project, sweep, name));
    });
}

void SweepController::setBudget(const SweepBudget &budget)
{
    edit([budget](const ProjectLayout &project, const RunId &sweep) {
        return counted(setSweepBudget(project, sweep, budget));
    });
}

void SweepController::retry(const std::vector<std::string> &cells, bool anew)
{
    edit([cells, anew](const ProjectLayout &project, const RunId &sweep) {
        return retryCells(project, sweep, cells, anew);
    });
}

void SweepController::setRemoved(const std::vector<std::string> &cells, bool removed)
{
    edit([cells, removed](const ProjectLayout &project, const RunId &sweep) -> Result<std::int64_t> {
        for (const std::string &cell : cells)
            if (auto done = removed ? removeCell(project, sweep, cell) : restoreCell(project, sweep, cell); !done)
                return done.error();
        return std::int64_t{0};
    });
}

void SweepController::take()
{
    if (m_session == nullptr || !m_selected.isValid())
        return;
    const SweepRow *row = m_model.find(m_selected);
    const QString name = row == nullptr ? QString() : QString::fromStdString(row->name);
    m_session->queue().carryOut(
        m_watcher.get(), [project = m_session->layout(), sweep = m_selected] { return trashSweep(project, sweep); },
        [this, sweep = m_selected, name](const Result<void> &done) {
            m_watcher->refresh();
            if (!done)
                return Q_EMIT failed(errorText(done.error()));
            m_taken = sweep;
            Q_EMIT taken(name);
        });
}

void SweepController::undoTake()
{
    if (m_session == nullptr || !m_taken.isValid())
        return;
    m_session->queue().carryOut(
        m_watcher.get(),
        [project = m_session->layout(), sweep = std::exchange(m_taken, {})] {
            const auto restored = restoreSweep(project, sweep);
            return restored ? Result<RunId>(sweep) : Result<RunId>(restored.error());
        },
        [this](const Result<RunId> &restored) {
            if (!restored)
                return Q_EMIT failed(errorText(restored.error()));
            select(m_awaited = *restored);
            m_watcher->refresh();
        });
}

} // namespace tandem
