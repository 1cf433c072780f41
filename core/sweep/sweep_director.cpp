#include "core/sweep/sweep_director.h"

#include "core/base/log.h"
#include "core/store/run_writer.h"
#include "core/sweep/early_stopping.h"
#include "core/sweep/planner.h"
#include "core/sweep/run_queue.h"
#include "core/sweep/sweep_edit.h"

#include <algorithm>

namespace tandem {

namespace {

bool isOnItsWay(CellState state)
{
    return state == CellState::Queued || state == CellState::Paused || state == CellState::Running;
}

bool wasStopped(const SweepSpec &spec, const RunId &run)
{
    return std::any_of(spec.stopped.begin(), spec.stopped.end(),
                       [&run](const EarlyStop &stop) { return stop.run == run; });
}

const RunSummary *find(const std::vector<RunSummary> &runs, const RunId &id)
{
    const auto found = std::find_if(runs.begin(), runs.end(), [&id](const RunSummary &run) { return run.id == id; });
    return found == runs.end() ? nullptr : &*found;
}

/// What was learned from a trial: the mean over its seeds once none of them is on its way; a run that diverged did so
/// for its settings' sake, one that failed otherwise did not.
TrialOutcome outcomeOf(const SweepSpec &spec, const SweepCell &cell, const std::vector<RunSummary> &runs,
                       MeasuresCache &cache)
{
    TrialOutcome outcome;
    double sum = 0;
    std::int64_t count = 0;
    bool diverged = false;
    for (const CellRepeat &repeat : cell.repeats) {
        if (isOnItsWay(repeat.state))
            return {};
        const RunSummary *run = find(runs, repeat.run);
        if (run == nullptr)
            continue;
        diverged = diverged || (run->error && run->error->code == ErrorCode::NonFiniteLoss);
        const auto measures = isResult(repeat.state) ? cache.measures(*run) : nullptr;
        if (const auto value = measures ? valueOf(*measures, spec.goal) : std::nullopt) {
            sum += *value;
            ++count;
        }
    }
    outcome.isKnown = count > 0 || diverged;
    if (count > 0 && !diverged)
        outcome.value = sum / static_cast<double>(count);
    return outcome;
}

} // namespace

SweepDirector::SweepDirector(ProjectLayout project)
    : m_project(project), m_finder(project), m_measures(std::move(project))
{
}

void SweepDirector::look(std::int64_t inFlight)
{
    const auto sweeps = listSweeps(m_project);
    if (!sweeps)
        return log(LogLevel::Warning, describe(sweeps.error()));
    for (const StoredSweep &sweep : *sweeps) {
        if (sweep.error)
            continue;
        if (auto done = direct(sweep.id, sweep.spec, inFlight); !done)
            log(LogLevel::Warning, describe(done.error()));
    }
}

Result<void> SweepDirector::direct(const RunId &id, const SweepSpec &spec, std::int64_t inFlight)
{
    const bool wantsLook = !spec.filling.empty() || trialsLeft(spec) > 0 || spec.stopping.rule != StoppingRule::None ||
                           spec.budget.runs > 0 || spec.budget.hours > 0;
    if (!wantsLook)
        return {};
    if (!spec.filling.empty())
        if (auto filled = finishFilling(m_project, id); !filled)
            return filled.error();
    if (auto found = m_finder.refresh(); !found)
        return found;
    Live live{spec, m_finder.runsOf(id), {}, {}};
    live.cells = sweepTable(live.spec, id, live.runs);
    live.progress = sweepProgress(live.spec, id, live.cells, live.runs);
    if (auto stopped = stopHopeless(id, live); !stopped)
        return stopped;
    m_purses[id] = {spec.budget, live.progress};
    if (isBudgetSpent(spec.budget, live.progress))
        return keepBudget(live);
    return spec.paused ? Result<void>() : draw(id, live, inFlight);
}

bool SweepDirector::isPaused(const RunId &sweep) const
{
    const auto spec = readSweep(m_project, sweep);
    if (!spec) // a group of seeds is no sweep that anybody could pause; of one that cannot be read, nothing is begun
        return spec.error().code != ErrorCode::SweepNotFound;
    return spec->paused;
}

bool SweepDirector::budgetAllows(const RunId &sweep, bool wasBegun) const
{
    const auto purse = m_purses.find(sweep);
    return purse == m_purses.end() || tandem::budgetAllows(purse->second.budget, purse->second.progress, wasBegun);
}

void SweepDirector::noteBegun(const RunId &sweep)
{
    if (const auto purse = m_purses.find(sweep); purse != m_purses.end())
        ++purse->second.progress.begun;
}

Result<void> SweepDirector::stopHopeless(const RunId &id, const Live &live)
{
    if (live.spec.stopping.rule == StoppingRule::None)
        return {};
    std::map<RunId, EpochCurve> curves;
    for (const RunSummary &run : live.runs)
        if (const auto measures = m_measures.measures(run))
            curves[run.id] = measures->knn;
    for (const RunSummary &run : live.runs) {
        // Whoever resumes a run that was stopped wants it to go on.
        if (run.state != RunState::Running || wasStopped(live.spec, run.id))
            continue;
        std::vector<EpochCurve> others;
        for (const auto &[other, curve] : curves)
            if (other != run.id)
                others.push_back(curve);
        const auto verdict = stoppingVerdict(live.spec.stopping, curves[run.id], others);
        if (!verdict)
            continue;
        // Written down first: a run that stops without a reason would be a hole.
        auto noted = changeSweep(m_project, id, [&](SweepSpec &spec) -> Result<bool> {
            spec.stopped.push_back({run.id, verdict->epoch, verdict->value, verdict->threshold});
            return true;
        });
        if (!noted)
            return noted;
        if (auto asked = writeControl(m_project, run.id, ControlWord::Stop); !asked)
            return asked;
    }
    return {};
}

Result<void> SweepDirector::keepBudget(const Live &live) const
{
    std::vector<RunId> waiting;
    for (const RunSummary &run : live.runs)
        if (run.state == RunState::Queued && !tandem::budgetAllows(live.spec.budget, live.progress, run.startedMs > 0))
            waiting.push_back(run.id);
    if (waiting.empty())
        return {};
    const auto removed = removeFromQueue(m_project, waiting);
    return removed ? Result<void>() : Result<void>(removed.error());
}

Result<void> SweepDirector::draw(const RunId &id, const Live &live, std::int64_t inFlight)
{
    if (trialsLeft(live.spec) == 0)
        return {};
    std::vector<TrialOutcome> outcomes;
    std::int64_t onTheirWay = 0;
    for (const SweepCell &cell : live.cells) {
        outcomes.push_back(outcomeOf(live.spec, cell, live.runs, m_measures));
        onTheirWay += std::any_of(cell.repeats.begin(), cell.repeats.end(),
                                  [](const CellRepeat &repeat) { return isOnItsWay(repeat.state); });
    }
    if (onTheirWay >= inFlight)
        return {};
    bool drawn = false;
    auto stored = changeSweep(m_project, id, [&](SweepSpec &spec) -> Result<bool> {
        auto trial = nextTrial(spec, outcomes);
        if (!trial)
            return false;
        // With its runs, even if this process dies before they stand in the queue.
        spec.filling.push_back(trial->key);
        spec.trials.push_back(std::move(*trial));
        return drawn = true;
    });
    if (!stored || !drawn)
        return stored;
    const auto filled = finishFilling(m_project, id);
    return filled ? Result<void>() : Result<void>(filled.error());
}

bool sweepsWantRunner(const ProjectLayout &project)
{
    const auto sweeps = listSweeps(project);
    if (!sweeps)
        return false;
    return std::any_of(sweeps->begin(), sweeps->end(), [&project](const StoredSweep &sweep) {
        if (sweep.error || !(!sweep.spec.filling.empty() || (trialsLeft(sweep.spec) > 0 && !sweep.spec.paused)))
            return false;
        if (sweep.spec.budget.runs <= 0 && sweep.spec.budget.hours <= 0)
            return true;
        SweepRunFinder finder(project);
        const auto runs = finder.refresh() ? finder.runsOf(sweep.id) : std::vector<RunSummary>();
        return !isBudgetSpent(sweep.spec.budget, sweepProgress(sweep.spec, sweep.id, {}, runs));
    });
}

} // namespace tandem
