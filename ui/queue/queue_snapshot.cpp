#include "ui/queue/queue_snapshot.h"

#include "core/sweep/sweep_file.h"

#include <algorithm>
#include <map>

namespace tandem {

std::size_t QueueSnapshot::begun() const
{
    return static_cast<std::size_t>(
        std::count_if(entries.begin(), entries.end(), [](const QueueEntry &entry) { return entry.isBegun; }));
}

const QueueEntry *QueueSnapshot::find(const RunId &run) const
{
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&run](const QueueEntry &entry) { return entry.run == run; });
    return found == entries.end() ? nullptr : &*found;
}

Result<QueueSnapshot> readQueueSnapshot(const ProjectLayout &project)
{
    const auto queue = readQueue(project);
    if (!queue)
        return queue.error();
    QueueSnapshot snapshot;
    snapshot.isPaused = queue->paused;
    std::map<RunId, bool> pausedSweeps;
    for (const QueueItem &item : queue->items) {
        auto run = listedRun(project, item.run, *queue);
        if (!run)
            continue;
        const auto process = begunProcess(project, item);
        QueueEntry entry{item.run,
                         std::move(run->name),
                         run->state,
                         process ? process->device : std::string(),
                         process.has_value(),
                         item.paused,
                         false,
                         item.queuedMs};
        if (run->origin && !process) {
            const auto [known, isNew] = pausedSweeps.try_emplace(run->origin->sweep, false);
            if (isNew)
                if (const auto sweep = readSweep(project, run->origin->sweep))
                    known->second = sweep->paused;
            entry.isSweepPaused = known->second;
        }
        snapshot.entries.push_back(std::move(entry));
    }
    std::stable_partition(snapshot.entries.begin(), snapshot.entries.end(),
                          [](const QueueEntry &entry) { return entry.isBegun; });
    return snapshot;
}

} // namespace tandem
