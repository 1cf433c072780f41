#include "ui/sweeps/sweep_watcher.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

namespace tandem {

namespace {

constexpr int kLookMs = 1000;
constexpr int kGlanceMs = 5000;

void mix(std::size_t &mark, std::size_t value)
{
    mark = mark * 1'000'003 + value + 1;
}

std::size_t markOf(const std::vector<RunSummary> &runs)
{
    std::size_t mark = runs.size();
    for (const RunSummary &run : runs) {
        mix(mark, std::hash<std::string>()(run.id.toString()));
        mix(mark, static_cast<std::size_t>(run.state));
        mix(mark, static_cast<std::size_t>(run.step));
        mix(mark, static_cast<std::size_t>(run.startedMs));
        mix(mark, run.error ? 1 : 0);
    }
    return mark;
}

} // namespace

struct SweepWatcher::Eyes {
    explicit Eyes(const ProjectLayout &project) : finder(project), measures(project) {}
    SweepRunFinder finder;
    MeasuresCache measures;
};

struct SweepWatcher::Sight {
    std::vector<SweepRow> rows;
    SweepViewPtr view;
    std::size_t listMark = 0, viewMark = 0;
    std::optional<Error> failure;
};

SweepWatcher::SweepWatcher(ProjectLayout project, QObject *parent)
    : QObject(parent), m_project(std::move(project)), m_eyes(std::make_shared<Eyes>(m_project))
{
    connect(&m_timer, &QTimer::timeout, this, &SweepWatcher::look);
    look();
}

SweepWatcher::~SweepWatcher() = default;

void SweepWatcher::select(const RunId &sweep)
{
    if (sweep == m_selected)
        return;
    m_selected = sweep;
    m_viewMark = 0;
    refresh();
}

void SweepWatcher::setAttentive(bool attentive)
{
    if (attentive == m_isAttentive)
        return;
    m_isAttentive = attentive;
    setPace();
    if (attentive)
        refresh();
}

void SweepWatcher::setPace()
{
    const int pace = m_isAttentive ? kLookMs : m_isAtWork ? kGlanceMs : 0;
    if (pace == 0)
        m_timer.stop();
    else if (!m_timer.isActive() || m_timer.interval() != pace)
        m_timer.start(pace);
}

void SweepWatcher::refresh()
{
    if (m_isLooking)
        m_lookAgain = true;
    else
        look();
}

void SweepWatcher::look()
{
    if (m_isLooking)
        return;
    m_isLooking = true;
    m_lane.submit(
        this,
        [project = m_project, eyes = m_eyes, selected = m_selected](const std::stop_token &) {
            Sight sight;
            const auto sweeps = listSweeps(project);
            const auto found = eyes->finder.refresh();
            if (!sweeps || !found) {
                sight.failure = !sweeps ? sweeps.error() : found.error();
                return sight;
            }
            for (const StoredSweep &sweep : *sweeps) {
                SweepRow row{sweep.id, sweep.spec.name,      {},         sweep.spec.planning.planner,
                             {},       sweep.spec.createdMs, sweep.error};
                std::size_t mark = std::hash<std::string>()(sweepToJson(sweep.spec));
                if (!sweep.error) {
                    SweepView view{sweep.id, sweep.spec, eyes->finder.runsOf(sweep.id), {}, {}, {}, {}};
                    view.cells = sweepTable(view.spec, view.id, view.runs);
                    view.progress = sweepProgress(view.spec, view.id, view.cells, view.runs);
                    view.state = sweepState(view.spec, view.progress);
                    row.progress = view.progress;
                    row.state = view.state;
                    mix(mark, markOf(view.runs));
                    if (sweep.id == selected) {
                        for (const RunSummary &run : view.runs)
                            view.measures.emplace(run.id, eyes->measures.measures(run));
                        sight.viewMark = mark;
                        sight.view = std::make_shared<const SweepView>(std::move(view));
                    }
                }
                mix(sight.listMark, mark);
                sight.rows.push_back(std::move(row));
            }
            return sight;
        },
        [this](Sight sight) { take(std::move(sight)); });
}

void SweepWatcher::take(Sight sight)
{
    m_isLooking = false;
    if (std::exchange(m_lookAgain, false))
        look();
    if (sight.failure) {
        if (sight.failure != m_failure)
            Q_EMIT failed(*sight.failure);
        m_failure = std::move(sight.failure);
        return;
    }
    m_failure.reset();
    m_isAtWork = std::any_of(sight.rows.begin(), sight.rows.end(),
                             [](const SweepRow &row) { return row.progress.running > 0 || row.progress.waiting > 0; });
    setPace();
    const bool listIsNew = std::exchange(m_listMark, sight.listMark + 1) != sight.listMark + 1;
    const bool viewIsNew = sight.view && sight.view->id == m_selected &&
                           std::exchange(m_viewMark, sight.viewMark + 1) != sight.viewMark + 1;
    if (listIsNew)
        Q_EMIT listChanged(sight.rows);
    if (viewIsNew)
        Q_EMIT viewChanged(sight.view);
}

} // namespace tandem
