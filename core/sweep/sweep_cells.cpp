#include "core/sweep/sweep_cells.h"

#include "core/config/settings_table.h"
#include "core/sweep/planner.h"

#include <algorithm>
#include <map>

namespace tandem {

namespace {

/// What a cell shows of several repeats, or a repeat of several runs: the first of these that occurs.
constexpr CellState kAttention[] = {CellState::Running, CellState::Queued,       CellState::Paused,
                                    CellState::Failed,  CellState::Lost,         CellState::Stopped,
                                    CellState::Missing, CellState::StoppedEarly, CellState::Done};

int attention(CellState state)
{
    return static_cast<int>(std::find(std::begin(kAttention), std::end(kAttention), state) - std::begin(kAttention));
}

/// Which run stands for a repeat that several were begun for.
int worth(CellState state)
{
    switch (state) {
    case CellState::Done:
        return 6;
    case CellState::Running:
        return 5;
    case CellState::Queued:
    case CellState::Paused:
        return 4;
    case CellState::StoppedEarly:
        return 3;
    case CellState::Stopped:
    case CellState::Lost:
        return 2;
    case CellState::Failed:
        return 1;
    default:
        return 0;
    }
}

CellState stateOf(const RunSummary &run, const SweepSpec &spec)
{
    switch (run.state) {
    case RunState::Queued:
        return spec.paused ? CellState::Paused : CellState::Queued;
    case RunState::Starting:
    case RunState::Running:
    case RunState::Stopping:
        return CellState::Running;
    case RunState::Stopped: {
        const bool early = std::any_of(spec.stopped.begin(), spec.stopped.end(),
                                       [&run](const EarlyStop &stop) { return stop.run == run.id; });
        return early ? CellState::StoppedEarly : CellState::Stopped;
    }
    case RunState::Done:
        return CellState::Done;
    case RunState::Failed:
        return CellState::Failed;
    case RunState::Lost:
        return CellState::Lost;
    }
    return CellState::Missing;
}

void place(std::vector<CellRepeat> &repeats, std::int64_t repeat, CellState state, const RunId &run)
{
    auto at =
        std::find_if(repeats.begin(), repeats.end(), [repeat](const CellRepeat &r) { return r.repeat == repeat; });
    if (at == repeats.end())
        at = repeats.insert(repeats.end(), {repeat, CellState::Missing, {}});
    const bool better = worth(state) > worth(at->state) || (worth(state) == worth(at->state) && run > at->run);
    if (better)
        *at = {repeat, state, run};
}

bool isRemoved(const SweepSpec &spec, const std::string &key)
{
    return std::find(spec.removed.begin(), spec.removed.end(), key) != spec.removed.end();
}

CellState stateOf(const SweepSpec &spec, const SweepCell &cell)
{
    if (isRemoved(spec, cell.key))
        return CellState::Removed;
    CellState state = CellState::Done;
    for (const CellRepeat &repeat : cell.repeats)
        if (attention(repeat.state) < attention(state))
            state = repeat.state;
    return state;
}

/// "τ=0.1" for what has a short name in the field, else "batch_size=64": keys without their section.
std::string shortPoint(const SweepAxis &axis, const AxisPoint &point)
{
    if (findSetting(axis.name) == nullptr)
        return point.label;
    if (axis.name == "objective.temperature")
        return "τ " + point.label;
    std::string name = axis.name.substr(axis.name.find('.') + 1);
    std::replace(name.begin(), name.end(), '_', ' ');
    return name + " " + point.label;
}

} // namespace

std::string_view cellStateWord(CellState state)
{
    switch (state) {
    case CellState::Missing:
        return "missing";
    case CellState::Queued:
        return "queued";
    case CellState::Paused:
        return "paused";
    case CellState::Running:
        return "running";
    case CellState::Done:
        return "done";
    case CellState::StoppedEarly:
        return "stopped early";
    case CellState::Stopped:
        return "stopped";
    case CellState::Failed:
        return "failed";
    case CellState::Lost:
        return "lost";
    case CellState::Removed:
        return "removed";
    }
    return {};
}

bool isHole(CellState state)
{
    return state == CellState::Missing || state == CellState::Failed || state == CellState::Lost ||
           state == CellState::Stopped;
}

bool isResult(CellState state)
{
    return state == CellState::Done || state == CellState::StoppedEarly;
}

Result<Settings> cellSettings(const SweepSpec &spec, std::span<const AxisPoint> points, std::int64_t repeat)
{
    Settings settings = spec.base;
    settings.train.seed += repeat - 1;
    for (const AxisPoint &point : points)
        for (const std::string &assignment : point.assignments)
            if (auto applied = applyAssignment(settings, assignment); !applied)
                return applied.error();
    return settings;
}

std::string cellKey(std::span<const SweepAxis> axes, std::span<const AxisPoint> points)
{
    std::string key;
    for (std::size_t i = 0; i < axes.size() && i < points.size(); ++i)
        key += (key.empty() ? "" : "; ") + axes[i].name + "=" + points[i].label;
    return key;
}

std::string cellRunName(const SweepSpec &spec, std::span<const AxisPoint> points, std::int64_t repeat)
{
    std::string name;
    for (std::size_t i = 0; i < spec.axes.size() && i < points.size(); ++i)
        name += (name.empty() ? "" : ", ") + shortPoint(spec.axes[i], points[i]);
    if (spec.seeds > 1 || repeat > 1)
        name += " · seed " + std::to_string(spec.base.train.seed + repeat - 1);
    return name;
}

std::int64_t cellCount(const SweepSpec &spec)
{
    if (spec.planning.planner != Planner::Grid)
        return static_cast<std::int64_t>(spec.trials.size());
    std::int64_t count = 1;
    for (const SweepAxis &axis : spec.axes) {
        const auto points =
            axis.points.empty() && axis.range ? axis.range->count : static_cast<std::int64_t>(axis.points.size());
        count = std::min<std::int64_t>(count * std::min<std::int64_t>(points, 1'000'000), 1'000'000'000'000);
    }
    return count;
}

std::vector<SweepCell> sweepCells(const SweepSpec &spec)
{
    std::vector<SweepCell> cells;
    if (spec.planning.planner != Planner::Grid) {
        for (const SweepTrial &trial : spec.trials)
            cells.push_back({trial.key, trial.points, {}, CellState::Missing});
    } else {
        std::vector<std::size_t> at(spec.axes.size(), 0);
        std::size_t count = 1;
        for (const SweepAxis &axis : spec.axes)
            count *= axis.points.size();
        for (std::size_t left = count; left > 0; --left) {
            std::vector<AxisPoint> points;
            for (std::size_t i = 0; i < at.size(); ++i)
                points.push_back(spec.axes[i].points[at[i]]);
            std::string key = cellKey(spec.axes, points);
            cells.push_back({std::move(key), std::move(points), {}, CellState::Missing});
            for (std::size_t i = at.size(); i-- > 0;) {
                if (++at[i] < spec.axes[i].points.size())
                    break;
                at[i] = 0;
            }
        }
    }
    for (SweepCell &cell : cells) {
        for (std::int64_t repeat = 1; repeat <= spec.seeds; ++repeat)
            cell.repeats.push_back({repeat, CellState::Missing, {}});
        cell.state = stateOf(spec, cell);
    }
    return cells;
}

std::vector<SweepCell> sweepTable(const SweepSpec &spec, const RunId &sweep, std::span<const RunSummary> runs)
{
    std::vector<SweepCell> cells = sweepCells(spec);
    std::map<std::string_view, SweepCell *> byKey;
    for (SweepCell &cell : cells)
        byKey.emplace(cell.key, &cell);
    for (const RunSummary &run : runs) {
        if (!run.origin || run.origin->sweep != sweep)
            continue;
        if (const auto cell = byKey.find(run.origin->cell); cell != byKey.end())
            place(cell->second->repeats, run.origin->repeat, stateOf(run, spec), run.id);
    }
    for (SweepCell &cell : cells) {
        std::sort(cell.repeats.begin(), cell.repeats.end(),
                  [](const CellRepeat &a, const CellRepeat &b) { return a.repeat < b.repeat; });
        cell.state = stateOf(spec, cell);
    }
    return cells;
}

SweepProgress sweepProgress(const SweepSpec &spec, const RunId &sweep, std::span<const SweepCell> cells,
                            std::span<const RunSummary> runs)
{
    SweepProgress progress;
    for (const RunSummary &run : runs) {
        if (!run.origin || run.origin->sweep != sweep)
            continue;
        // One whose process has only just been started takes its place in the budget, too.
        progress.begun += run.startedMs > 0 || isActive(run.state) ? 1 : 0;
        progress.running += isActive(run.state) ? 1 : 0;
        progress.waiting += run.state == RunState::Queued ? 1 : 0;
        progress.hours += run.secondsTrained / 3600;
    }
    for (const SweepCell &cell : cells) {
        if (cell.state == CellState::Removed)
            continue;
        for (const CellRepeat &repeat : cell.repeats) {
            ++progress.total;
            progress.done += isResult(repeat.state) ? 1 : 0;
            progress.holes += isHole(repeat.state) ? 1 : 0;
        }
    }
    progress.total += trialsLeft(spec) * spec.seeds;
    return progress;
}

bool isBudgetSpent(const SweepBudget &budget, const SweepProgress &progress)
{
    return (budget.runs > 0 && progress.begun >= budget.runs) || (budget.hours > 0 && progress.hours >= budget.hours);
}

bool budgetAllows(const SweepBudget &budget, const SweepProgress &progress, bool wasBegun)
{
    return (wasBegun || budget.runs <= 0 || progress.begun < budget.runs) &&
           (budget.hours <= 0 || progress.hours < budget.hours);
}

std::string_view sweepStateWord(SweepState state)
{
    switch (state) {
    case SweepState::Running:
        return "running";
    case SweepState::Paused:
        return "paused";
    case SweepState::Spent:
        return "budget spent";
    case SweepState::Holes:
        return "holes";
    case SweepState::Finished:
        return "finished";
    }
    return {};
}

SweepState sweepState(const SweepSpec &spec, const SweepProgress &progress)
{
    if (progress.running > 0 && !spec.paused)
        return SweepState::Running;
    if (progress.done >= progress.total && progress.running == 0 && progress.waiting == 0)
        return SweepState::Finished;
    if (isBudgetSpent(spec.budget, progress) && progress.running == 0 && progress.waiting == 0)
        return SweepState::Spent;
    if (spec.paused)
        return SweepState::Paused;
    return progress.waiting > 0 || progress.running > 0 || trialsLeft(spec) > 0 || !spec.filling.empty()
               ? SweepState::Running
               : SweepState::Holes;
}

} // namespace tandem
