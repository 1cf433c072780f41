#include "core/store/queued_run.h"

#include "core/base/files.h"

namespace tandem::store {

std::optional<RunSummary> runWithoutFile(const ProjectLayout &project, const RunId &id, const QueueItem *item)
{
    auto note = readQueuedNote(project, id);
    RunSummary summary;
    summary.id = id;
    summary.name = id.toString();
    summary.createdMs = id.timestampMs();
    summary.state = RunState::Failed;
    if (!note) {
        summary.error = std::move(note.error());
        return summary;
    }
    if (!*note || (item == nullptr && !(*note)->error))
        return std::nullopt;
    if (!(*note)->error)
        summary.state = begunProcess(project, *item) ? RunState::Starting : RunState::Queued;
    summary.name = std::move((*note)->name);
    summary.settingsJson = readFile(project.frozenSettings(id)).value_or(std::string());
    summary.error = std::move((*note)->error);
    summary.origin = std::move((*note)->origin);
    return summary;
}

void applyQueue(const ProjectLayout &project, const QueueItem *item, RunSummary &summary)
{
    if (isActive(summary.state) || summary.state == RunState::Done)
        return;
    const auto begun = item != nullptr ? begunProcess(project, *item) : std::nullopt;
    if (item != nullptr && !begun) {
        summary.state = RunState::Queued; // to go on where it was stopped
        summary.error.reset();
        return;
    }
    // The process that goes on with it has not come as far as the run's file yet.
    if (begun && summary.startedMs < begun->beganMs && isProcessAlive(project, summary.id)) {
        summary.state = RunState::Starting;
        summary.error.reset();
        return;
    }
    // It was to go on since, which failed before its file changed.
    auto note = readQueuedNote(project, summary.id);
    if (note && *note && (*note)->error && (*note)->errorMs > summary.startedMs)
        summary.error = std::move((*note)->error);
}

std::string queueMark(const ProjectLayout &project, const QueueItem *item)
{
    if (item == nullptr)
        return {};
    return item->ticket + (begunProcess(project, *item) ? " begun" : " waits");
}

} // namespace tandem::store
