#include "core/sweep/run_queue.h"

#include "core/base/files.h"
#include "core/config/settings_table.h"
#include "core/store/run_reader.h"

#include <algorithm>
#include <system_error>

namespace tandem {

namespace fs = std::filesystem;

namespace {

Error notQueued(const RunId &run)
{
    return {ErrorCode::RunNotQueued, {run.toString()}, {}};
}

/// Puts down what is needed to start a run. Nobody sees it before the queue lists it.
Result<void> writeFolder(const ProjectLayout &project, const NewQueuedRun &run)
{
    if (auto made = makeFolder(project.run(run.id)); !made)
        return made;
    if (auto written = writeFileAtomically(project.frozenSettings(run.id), settingsToJson(run.settings)); !written)
        return written;
    return writeQueuedNote(project, run.id, {run.name, run.origin});
}

void removeFolder(const ProjectLayout &project, const RunId &run)
{
    std::error_code ignored;
    fs::remove_all(project.run(run), ignored);
}

bool hasFile(const ProjectLayout &project, const RunId &run)
{
    std::error_code ignored;
    return fs::exists(project.runDatabase(run), ignored);
}

QueueItem newItem(const RunId &run)
{
    return {run, RunId::make().toString(), wallClockMs(), false};
}

/// True for runs that a process was begun for, also one that has not said so yet.
bool isAtWork(const ProjectLayout &project, const QueueItem &item)
{
    return begunProcess(project, item) || isProcessAlive(project, item.run);
}

Result<void> checkMayGoOn(const ProjectLayout &project, const RunQueue &queue, const RunId &run)
{
    const auto listed = listedRun(project, run, queue);
    if (!listed)
        return Error{ErrorCode::RunNotFound, {run.toString()}, {}};
    if (queue.find(run) != nullptr && listed->state == RunState::Queued)
        return Error{ErrorCode::RunQueued, {listed->name}, {}};
    if (isActive(listed->state)) // one that winds up after its last word is waited for by the runner
        return Error{ErrorCode::RunActive, {listed->name}, {}};
    if (listed->state == RunState::Done)
        return Error{ErrorCode::RunNotResumable, {listed->name, "it is done"}, {}};
    return {};
}

/// Without its error, so that the run reads as waiting.
Result<void> clearError(const ProjectLayout &project, const RunId &run)
{
    auto note = readQueuedNote(project, run);
    if (!note)
        return note.error();
    if (!*note || !(*note)->error)
        return {};
    (*note)->error.reset();
    return writeQueuedNote(project, run, **note);
}

/// All there is of a run that never had a file.
Result<NewQueuedRun> takenApart(const ProjectLayout &project, const RunId &run)
{
    const auto json = readFile(project.frozenSettings(run));
    if (!json)
        return json.error();
    auto settings = settingsFromJson(*json, {}, project.frozenSettings(run).string());
    if (!settings)
        return settings.error();
    auto note = readQueuedNote(project, run);
    if (!note)
        return note.error();
    QueuedNote known = std::move(*note).value_or(QueuedNote{run.toString()});
    return NewQueuedRun{run, std::move(known.name), std::move(*settings), std::move(known.origin)};
}

} // namespace

Result<void> enqueueNew(const ProjectLayout &project, std::span<const NewQueuedRun> runs)
{
    std::vector<RunId> made;
    const auto add = [&]() -> Result<void> {
        // Before the lock is taken: hundreds of folders take seconds, for which others would have to wait.
        for (const NewQueuedRun &run : runs) {
            std::error_code ignored;
            if (!run.id.isValid() || fs::exists(project.run(run.id), ignored))
                return Error{ErrorCode::RunActive, {run.name}, "the run's folder exists"};
            made.push_back(run.id);
            if (auto written = writeFolder(project, run); !written)
                return written;
        }
        return changeQueue(project, [&](RunQueue &queue) -> Result<bool> {
            for (const NewQueuedRun &run : runs)
                queue.items.push_back(newItem(run.id));
            return !runs.empty();
        });
    };
    const auto added = add();
    if (!added)
        for (const RunId &run : made)
            removeFolder(project, run);
    return added;
}

Result<void> enqueueAgain(const ProjectLayout &project, std::span<const RunId> runs)
{
    return changeQueue(project, [&](RunQueue &queue) -> Result<bool> {
        for (const RunId &run : runs)
            if (auto may = checkMayGoOn(project, queue, run); !may)
                return may.error();
        for (const RunId &run : runs) {
            if (auto cleared = clearError(project, run); !cleared)
                return cleared.error();
            // An item of a process that has ended and that no runner has taken out yet.
            std::erase_if(queue.items, [&run](const QueueItem &item) { return item.run == run; });
            queue.items.push_back(newItem(run));
        }
        return !runs.empty();
    });
}

Result<std::vector<RemovedItem>> removeFromQueue(const ProjectLayout &project, std::span<const RunId> runs)
{
    std::vector<RemovedItem> removed;
    const auto changed = changeQueue(project, [&](RunQueue &queue) -> Result<bool> {
        for (const RunId &run : runs) {
            const QueueItem *item = queue.find(run);
            if (item == nullptr)
                return notQueued(run);
            if (isAtWork(project, *item))
                return Error{ErrorCode::RunActive, {run.toString()}, {}};
            RemovedItem &entry = removed.emplace_back();
            entry.item = *item;
            entry.position = static_cast<std::size_t>(item - queue.items.data());
            if (!hasFile(project, run))
                if (auto parts = takenApart(project, run))
                    entry.run = std::move(*parts);
        }
        for (const RemovedItem &entry : removed)
            std::erase_if(queue.items, [&entry](const QueueItem &item) { return item.run == entry.item.run; });
        return !removed.empty();
    });
    if (!changed)
        return changed.error();
    for (const RemovedItem &entry : removed)
        if (!hasFile(project, entry.item.run))
            removeFolder(project, entry.item.run);
    return removed;
}

Result<void> restoreQueued(const ProjectLayout &project, std::span<const RemovedItem> removed)
{
    std::vector<RemovedItem> ordered(removed.begin(), removed.end());
    std::sort(ordered.begin(), ordered.end(),
              [](const RemovedItem &a, const RemovedItem &b) { return a.position < b.position; });
    return changeQueue(project, [&](RunQueue &queue) -> Result<bool> {
        for (const RemovedItem &entry : ordered) {
            if (queue.find(entry.item.run) != nullptr)
                continue;
            if (entry.run && !hasFile(project, entry.item.run))
                if (auto written = writeFolder(project, *entry.run); !written)
                    return written.error();
            QueueItem item = newItem(entry.item.run);
            item.paused = entry.item.paused;
            // Those that stood before it are back already.
            const auto position = std::min(entry.position, queue.items.size());
            queue.items.insert(queue.items.begin() + static_cast<std::ptrdiff_t>(position), std::move(item));
        }
        return !removed.empty();
    });
}

Result<void> forgetFailedLaunch(const ProjectLayout &project, const RunId &run)
{
    return changeQueue(project, [&](RunQueue &queue) -> Result<bool> {
        const auto listed = listedRun(project, run, queue);
        if (!listed || hasFile(project, run))
            return Error{ErrorCode::RunNotFound, {run.toString()}, {}};
        if (isProcessAlive(project, run))
            return Error{ErrorCode::RunActive, {listed->name}, {}};
        if (queue.find(run) != nullptr)
            return Error{ErrorCode::RunQueued, {listed->name}, {}};
        removeFolder(project, run);
        return false;
    });
}

Result<void> moveInQueue(const ProjectLayout &project, std::span<const RunId> runs, const RunId &before)
{
    return changeQueue(project, [&](RunQueue &queue) -> Result<bool> {
        const auto moves = [&runs](const QueueItem &item) {
            return std::find(runs.begin(), runs.end(), item.run) != runs.end();
        };
        for (const RunId &run : runs)
            if (queue.find(run) == nullptr)
                return notQueued(run);
        const std::vector<QueueItem> old = queue.items;
        std::vector<QueueItem> moved;
        std::copy_if(old.begin(), old.end(), std::back_inserter(moved), moves);
        // One of those that move may be the mark: then the first one after it that stays.
        auto mark = std::find_if(old.begin(), old.end(), [&](const QueueItem &item) { return item.run == before; });
        mark = std::find_if_not(mark, old.end(), moves);
        queue.items.clear();
        for (auto item = old.begin(); item != old.end(); ++item) {
            if (item == mark)
                queue.items.insert(queue.items.end(), moved.begin(), moved.end());
            if (!moves(*item))
                queue.items.push_back(*item);
        }
        if (mark == old.end())
            queue.items.insert(queue.items.end(), moved.begin(), moved.end());
        return queue.items != old;
    });
}

Result<void> setQueuePaused(const ProjectLayout &project, bool paused)
{
    return changeQueue(
        project, [paused](RunQueue &queue) -> Result<bool> { return std::exchange(queue.paused, paused) != paused; });
}

Result<void> setItemsPaused(const ProjectLayout &project, std::span<const RunId> runs, bool paused)
{
    return changeQueue(project, [&](RunQueue &queue) -> Result<bool> {
        bool changed = false;
        for (const RunId &run : runs) {
            QueueItem *item = queue.find(run);
            if (item == nullptr)
                return notQueued(run);
            changed = std::exchange(item->paused, paused) != paused || changed;
        }
        return changed;
    });
}

} // namespace tandem
