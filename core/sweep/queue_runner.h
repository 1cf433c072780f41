#pragma once

#include "core/store/queue_file.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace tandem {

/// Starts the runs of a project's queue, one for each device at a time, and does what sweeps ask for meanwhile: draws
/// trials, stops runs that promise little, keeps to budgets. One runner works on a project at a time; it may be killed
/// at any instant, and the next one goes on:
///
/// - An item stays in the queue until its process has ended.
/// - For one ticket at most one process is begun: the runner forks with the run's process file locked, the new process
///   inherits the lock and writes its ticket there before anything else. A free lock with the ticket in it says "begun
///   and ended", a free lock without says "never begun", a held one "alive", whoever began it.
///
/// What is started: `program train --project DIR --run-id ULID --name=NAME --config runs/ULID/settings.json [--sweep
/// ULID --cell KEY --repeat N] --json`, or `program train --project DIR --resume ULID --json`, with a session of its
/// own; both outputs go to the run's worker.log.
class QueueRunner {
public:
    struct Options {
        std::filesystem::path program;              // tandem-cli
        std::vector<std::string> devices{"cpu"};    // "cpu", "cuda:0" …: one run each
        std::chrono::milliseconds pause{200};       // between looks at the queue
        std::chrono::milliseconds sweepPause{1000}; // between looks at what sweeps ask for
    };
    QueueRunner(ProjectLayout project, Options options);
    ~QueueRunner();

    enum class End {
        NothingLeft, // to do
        Occupied,    // another runner works on the project
        Stopped,     // by the token; trainers go on
    };
    /// Works until there is nothing left. Waits for nothing but the clock. Errors: those of changeQueue, where they do
    /// not pass; a run that cannot be started is no error but its own.
    [[nodiscard]] Result<End> run(const std::stop_token &stop);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Starts `program queue run --project DIR` as a process of its own where there is work and no runner alive. Returns
/// whether it did. Cheap where there is none: whoever shows a project may call it every second. Errors: ProcessFailed,
/// and those of readQueue.
[[nodiscard]] Result<bool> ensureRunner(const ProjectLayout &project, const std::filesystem::path &program);

/// Whether a runner would find something to do: a process to look after, an item that may begin, a trial to be drawn.
[[nodiscard]] bool hasWork(const ProjectLayout &project, const RunQueue &queue);

/// A process that was not started by the queue stands in it while it lives, too, so that the queue waits for its device
/// and others see what holds it. Nothing happens where the queue itself started this process. The run's folder must
/// exist.
class DirectRun {
public:
    DirectRun(const ProjectLayout &project, const RunId &run, const std::string &device);
    ~DirectRun();
    DirectRun(const DirectRun &) = delete;
    DirectRun &operator=(const DirectRun &) = delete;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tandem
