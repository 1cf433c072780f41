#include "core/sweep/sweep_edit.h"

#include "core/base/files.h"
#include "core/store/run_writer.h"
#include "core/sweep/run_queue.h"

#include <algorithm>
#include <functional>
#include <system_error>

namespace tandem {

namespace fs = std::filesystem;

namespace {

/// The runs of a sweep and its cells, as they are now.
struct Now {
    std::vector<RunSummary> runs;
    std::vector<SweepCell> cells;
};

Result<Now> lookAt(const ProjectLayout &project, const RunId &id, const SweepSpec &spec)
{
    SweepRunFinder finder(project);
    if (auto found = finder.refresh(); !found)
        return found.error();
    auto runs = finder.runsOf(id);
    auto cells = sweepTable(spec, id, runs);
    return Now{std::move(runs), std::move(cells)};
}

using Choice = std::function<bool(const SweepCell &, const CellRepeat &)>;

/// Of chosen repeats.
struct Enqueued {
    std::int64_t count = 0;
    std::int64_t heldBack = 0; // that the budget does not allow
};

/// A cell that is begun anew shows what it had until the new run is better: that one is on its way all the same.
bool isOnItsWay(const std::vector<RunSummary> &runs, const SweepCell &cell, std::int64_t repeat)
{
    return std::any_of(runs.begin(), runs.end(), [&](const RunSummary &run) {
        return run.origin->cell == cell.key && run.origin->repeat == repeat &&
               (run.state == RunState::Queued || isActive(run.state));
    });
}

bool wasBegun(const std::vector<RunSummary> &runs, const RunId &id)
{
    return std::any_of(runs.begin(), runs.end(),
                       [&id](const RunSummary &run) { return run.id == id && run.startedMs > 0; });
}

/// Puts chosen repeats of cells into the queue. Call it with the sweep's lock: two at once would make runs twice.
Result<Enqueued> enqueueRepeats(const ProjectLayout &project, const RunId &id, const SweepSpec &spec,
                                const Choice &isChosen, bool anew)
{
    const auto now = lookAt(project, id, spec);
    if (!now)
        return now.error();
    std::vector<NewQueuedRun> fresh;
    std::vector<RunId> again;
    Enqueued result;
    const SweepProgress progress = sweepProgress(spec, id, now->cells, now->runs);
    for (const SweepCell &cell : now->cells) {
        if (cell.state == CellState::Removed)
            continue;
        for (const CellRepeat &repeat : cell.repeats) {
            if (!isChosen(cell, repeat) || isOnItsWay(now->runs, cell, repeat.repeat))
                continue;
            const bool goesOn = repeat.state != CellState::Missing && !anew;
            if (!budgetAllows(spec.budget, progress, goesOn && wasBegun(now->runs, repeat.run))) {
                ++result.heldBack;
                continue;
            }
            if (goesOn) {
                again.push_back(repeat.run);
                continue;
            }
            auto settings = cellSettings(spec, cell.points, repeat.repeat);
            if (!settings)
                return settings.error();
            fresh.push_back({RunId::make(), cellRunName(spec, cell.points, repeat.repeat), std::move(*settings),
                             RunOrigin{id, cell.key, repeat.repeat}});
        }
    }
    if (auto queued = enqueueNew(project, fresh); !queued)
        return queued.error();
    if (auto queued = enqueueAgain(project, again); !queued)
        return queued.error();
    result.count = static_cast<std::int64_t>(fresh.size() + again.size());
    return result;
}

/// How many were queued; an error if there are only such as the budget holds back: they would never begin.
Result<std::int64_t> someOf(const Result<Enqueued> &queued)
{
    if (!queued)
        return queued.error();
    if (queued->count == 0 && queued->heldBack > 0)
        return Error{ErrorCode::SweepInvalid,
                     {"its budget is used up, which holds back " + std::to_string(queued->heldBack) +
                      " of the runs asked for until it is raised"},
                     {}};
    return queued->count;
}

Result<std::int64_t> enqueueWithLock(const ProjectLayout &project, const RunId &id, const Choice &isChosen)
{
    std::int64_t count = 0;
    const auto done = changeSweep(project, id, [&](SweepSpec &spec) -> Result<bool> {
        auto queued = someOf(enqueueRepeats(project, id, spec, isChosen, false));
        if (!queued)
            return queued.error();
        count = *queued;
        return false;
    });
    return done ? Result<std::int64_t>(count) : Result<std::int64_t>(done.error());
}

Result<void> checkValid(const SweepSpec &spec)
{
    const auto violations = validateSweep(spec);
    return violations.empty() ? Result<void>() : Result<void>(sweepViolationsAsError(violations));
}

bool isWaiting(const CellRepeat &repeat)
{
    return repeat.state == CellState::Queued || repeat.state == CellState::Paused;
}

Result<void> moveFolder(const fs::path &from, const fs::path &to)
{
    if (auto made = makeFolder(to.parent_path()); !made)
        return made;
    std::error_code failure;
    fs::rename(from, to, failure);
    return failure ? Result<void>(fileError(ErrorCode::FileUnwritable, to.string(), failure.value())) : Result<void>();
}

Error noCell(const SweepSpec &spec, const std::string &cell)
{
    return {ErrorCode::CellNotFound, {spec.name, cell}, {}};
}

bool hasCell(const SweepSpec &spec, const std::string &key)
{
    const auto cells = sweepCells(spec);
    return std::any_of(cells.begin(), cells.end(), [&key](const SweepCell &cell) { return cell.key == key; });
}

/// Asks a run to stop that may have ended by itself meanwhile.
Result<void> stopRun(const ProjectLayout &project, const RunId &run)
{
    const auto asked = writeControl(project, run, ControlWord::Stop);
    return !asked && asked.error().code == ErrorCode::RunNotFound ? Result<void>() : asked;
}

/// Takes waiting runs out of the queue; one that has begun meanwhile is stopped.
Result<void> dequeueWaiting(const ProjectLayout &project, const std::vector<RunSummary> &runs)
{
    for (const RunSummary &run : runs) {
        if (run.state != RunState::Queued)
            continue;
        const auto removed = removeFromQueue(project, {&run.id, 1});
        if (removed || removed.error().code == ErrorCode::RunNotQueued)
            continue;
        if (removed.error().code != ErrorCode::RunActive)
            return removed.error();
        if (auto stopped = stopRun(project, run.id); !stopped)
            return stopped;
    }
    return {};
}

Result<void> stopRunning(const ProjectLayout &project, const std::vector<RunSummary> &runs)
{
    for (const RunSummary &run : runs)
        if (isActive(run.state))
            if (auto stopped = stopRun(project, run.id); !stopped)
                return stopped;
    return {};
}

std::vector<std::string> keysOf(const SweepSpec &spec)
{
    std::vector<std::string> keys;
    for (SweepCell &cell : sweepCells(spec))
        keys.push_back(std::move(cell.key));
    return keys;
}

/// Changes a sweep, then queues what cells lack that are new or have got more seeds. Should this process die between,
/// the runner goes on with it.
Result<std::int64_t> changeAndFill(const ProjectLayout &project, const RunId &id,
                                   const std::function<Result<bool>(SweepSpec &spec)> &change)
{
    bool changed = false;
    const auto done = changeSweep(project, id, [&](SweepSpec &spec) -> Result<bool> {
        const std::int64_t seeds = spec.seeds;
        const auto before = keysOf(spec);
        const auto result = change(spec);
        if (!result || !*result)
            return result;
        if (auto valid = checkValid(spec); !valid)
            return valid.error();
        for (std::string &key : keysOf(spec))
            if (spec.seeds != seeds || std::find(before.begin(), before.end(), key) == before.end())
                spec.filling.push_back(std::move(key));
        return changed = true;
    });
    if (!done)
        return done.error();
    return changed ? finishFilling(project, id) : Result<std::int64_t>(std::int64_t{0});
}

} // namespace

Result<RunId> createSweep(const ProjectLayout &project, const SweepSpec &spec)
{
    SweepSpec stored = spec;
    stored.removed.clear();
    stored.trials.clear();
    stored.stopped.clear();
    expandRanges(stored);
    if (const auto violations = validateSweep(stored); !violations.empty())
        return sweepViolationsAsError(violations);
    stored.filling = keysOf(stored);
    const auto id = storeSweep(project, std::move(stored));
    if (!id)
        return id;
    const auto filled = finishFilling(project, *id);
    return filled ? id : Result<RunId>(filled.error());
}

Result<std::int64_t> fillHoles(const ProjectLayout &project, const RunId &sweep)
{
    return enqueueWithLock(project, sweep,
                           [](const SweepCell &, const CellRepeat &repeat) { return isHole(repeat.state); });
}

Result<std::int64_t> finishFilling(const ProjectLayout &project, const RunId &sweep)
{
    std::int64_t count = 0;
    const auto done = changeSweep(project, sweep, [&](SweepSpec &spec) -> Result<bool> {
        const auto isAskedFor = [&spec](const SweepCell &cell, const CellRepeat &repeat) {
            return repeat.state == CellState::Missing &&
                   std::find(spec.filling.begin(), spec.filling.end(), cell.key) != spec.filling.end();
        };
        auto queued = enqueueRepeats(project, sweep, spec, isAskedFor, false);
        if (!queued)
            return queued.error();
        count = queued->count;
        return !std::exchange(spec.filling, {}).empty();
    });
    return done ? Result<std::int64_t>(count) : Result<std::int64_t>(done.error());
}

Result<std::int64_t> retryCells(const ProjectLayout &project, const RunId &sweep, std::span<const std::string> cells,
                                bool anew)
{
    std::int64_t count = 0;
    const auto done = changeSweep(project, sweep, [&](SweepSpec &spec) -> Result<bool> {
        for (const std::string &cell : cells)
            if (!hasCell(spec, cell))
                return noCell(spec, cell);
        const auto isChosen = [&](const SweepCell &cell, const CellRepeat &repeat) {
            return std::find(cells.begin(), cells.end(), cell.key) != cells.end() && (anew || isHole(repeat.state));
        };
        auto queued = someOf(enqueueRepeats(project, sweep, spec, isChosen, anew));
        if (!queued)
            return queued.error();
        count = *queued;
        return false;
    });
    return done ? Result<std::int64_t>(count) : Result<std::int64_t>(done.error());
}

Result<std::int64_t> addValues(const ProjectLayout &project, const RunId &sweep, const std::string &axis,
                               std::span<const AxisPoint> points)
{
    return changeAndFill(project, sweep, [&](SweepSpec &spec) -> Result<bool> {
        const auto found = std::find_if(spec.axes.begin(), spec.axes.end(),
                                        [&axis](const SweepAxis &candidate) { return candidate.name == axis; });
        if (found == spec.axes.end() || found->points.empty()) {
            std::string names;
            for (const SweepAxis &candidate : spec.axes)
                if (!candidate.points.empty())
                    names += (names.empty() ? "one of " : ", ") + candidate.name;
            return Error{
                ErrorCode::BadValue, {"axis", axis, names.empty() ? "an axis with a list of values" : names}, {}};
        }
        bool added = false;
        for (const AxisPoint &point : points) {
            const bool known = std::any_of(found->points.begin(), found->points.end(),
                                           [&point](const AxisPoint &other) { return other.label == point.label; });
            if (!known)
                found->points.push_back(point);
            added = added || !known;
        }
        return added;
    });
}

Result<std::int64_t> addSeeds(const ProjectLayout &project, const RunId &sweep, std::int64_t more)
{
    return changeAndFill(project, sweep, [more](SweepSpec &spec) -> Result<bool> {
        spec.seeds += more;
        return more != 0;
    });
}

Result<void> addTrials(const ProjectLayout &project, const RunId &sweep, std::int64_t more)
{
    return changeSweep(project, sweep, [more](SweepSpec &spec) -> Result<bool> {
        if (spec.planning.planner == Planner::Grid)
            return Error{ErrorCode::SweepInvalid, {"a grid has no trials; add values to an axis"}, {}};
        spec.planning.trials += more;
        if (auto valid = checkValid(spec); !valid)
            return valid.error();
        return more != 0;
    });
}

Result<void> removeCell(const ProjectLayout &project, const RunId &sweep, const std::string &cell)
{
    return changeSweep(project, sweep, [&](SweepSpec &spec) -> Result<bool> {
        if (!hasCell(spec, cell))
            return noCell(spec, cell);
        auto now = lookAt(project, sweep, spec);
        if (!now)
            return now.error();
        std::erase_if(now->runs, [&cell](const RunSummary &run) { return run.origin->cell != cell; });
        if (auto withdrawn = dequeueWaiting(project, now->runs); !withdrawn)
            return withdrawn.error();
        if (auto stopped = stopRunning(project, now->runs); !stopped)
            return stopped.error();
        if (std::find(spec.removed.begin(), spec.removed.end(), cell) != spec.removed.end())
            return false;
        spec.removed.push_back(cell);
        return true;
    });
}

Result<void> restoreCell(const ProjectLayout &project, const RunId &sweep, const std::string &cell)
{
    return changeSweep(project, sweep, [&](SweepSpec &spec) -> Result<bool> {
        if (!hasCell(spec, cell))
            return noCell(spec, cell);
        return std::erase(spec.removed, cell) > 0;
    });
}

Result<void> pauseSweep(const ProjectLayout &project, const RunId &sweep, bool stopRuns)
{
    // Paused first: nothing begins after it was looked at what is to be stopped.
    auto paused =
        changeSweep(project, sweep, [](SweepSpec &spec) -> Result<bool> { return !std::exchange(spec.paused, true); });
    if (!paused || !stopRuns)
        return paused;
    return changeSweep(project, sweep, [&](SweepSpec &spec) -> Result<bool> {
        const auto now = lookAt(project, sweep, spec);
        if (!now)
            return now.error();
        if (auto stopped = stopRunning(project, now->runs); !stopped)
            return stopped.error();
        return false;
    });
}

Result<void> resumeSweep(const ProjectLayout &project, const RunId &sweep)
{
    return changeSweep(project, sweep, [&](SweepSpec &spec) -> Result<bool> {
        const auto isStopped = [](const SweepCell &, const CellRepeat &repeat) {
            return repeat.state == CellState::Stopped;
        };
        if (auto queued = someOf(enqueueRepeats(project, sweep, spec, isStopped, false)); !queued)
            return queued.error();
        return std::exchange(spec.paused, false);
    });
}

Result<void> renameSweep(const ProjectLayout &project, const RunId &sweep, const std::string &name)
{
    return changeSweep(project, sweep, [&name](SweepSpec &spec) -> Result<bool> {
        if (name.empty())
            return Error{ErrorCode::BadValue, {"name", "empty", "a name"}, {}};
        return std::exchange(spec.name, name) != name;
    });
}

Result<void> setSweepBudget(const ProjectLayout &project, const RunId &sweep, const SweepBudget &budget)
{
    return changeSweep(project, sweep, [&budget](SweepSpec &spec) -> Result<bool> {
        spec.budget = budget;
        if (auto valid = checkValid(spec); !valid)
            return valid.error();
        return true;
    });
}

Result<void> trashSweep(const ProjectLayout &project, const RunId &sweep)
{
    return changeSweep(project, sweep, [&](SweepSpec &spec) -> Result<bool> {
        const auto now = lookAt(project, sweep, spec);
        if (!now)
            return now.error();
        for (const RunSummary &run : now->runs)
            if (isActive(run.state))
                return Error{ErrorCode::RunActive, {run.name}, {}};
        // What waited is to wait again, should the sweep come back.
        for (const SweepCell &cell : now->cells)
            if (std::any_of(cell.repeats.begin(), cell.repeats.end(), isWaiting))
                spec.filling.push_back(cell.key);
        if (auto withdrawn = dequeueWaiting(project, now->runs); !withdrawn)
            return withdrawn.error();
        if (auto written = writeFileAtomically(project.sweepFile(sweep), sweepToJson(spec)); !written)
            return written.error();
        if (auto moved = moveFolder(project.sweep(sweep), project.trashedSweep(sweep)); !moved)
            return moved.error();
        return false;
    });
}

Result<void> restoreSweep(const ProjectLayout &project, const RunId &sweep)
{
    std::error_code ignored;
    if (!sweep.isValid() || !fs::is_directory(project.trashedSweep(sweep), ignored))
        return Error{ErrorCode::SweepNotFound, {sweep.toString()}, {}};
    if (auto moved = moveFolder(project.trashedSweep(sweep), project.sweep(sweep)); !moved)
        return moved.error();
    const auto filled = finishFilling(project, sweep);
    return filled ? Result<void>() : Result<void>(filled.error());
}

Result<RunId> findTrashedSweep(const ProjectLayout &project, std::string_view text)
{
    std::vector<RunId> matches;
    std::error_code failure;
    for (fs::directory_iterator entry(project.trash(), failure); !failure && entry != fs::end(entry);
         entry.increment(failure)) {
        const RunId id = RunId::fromString(entry->path().stem().string());
        if (!id.isValid() || entry->path() != project.trashedSweep(id))
            continue;
        const auto file = readFile(entry->path() / "sweep.json");
        const auto spec = file ? sweepFromJson(*file, entry->path().string()) : Result<SweepSpec>(file.error());
        if (id.toString() == text || (spec && spec->name == text))
            matches.push_back(id);
    }
    if (matches.empty())
        return Error{ErrorCode::SweepNotFound, {std::string(text)}, {}};
    return *std::max_element(matches.begin(), matches.end()); // the newest of that name
}

} // namespace tandem
