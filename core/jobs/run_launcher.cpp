#include "core/jobs/run_launcher.h"

#include "core/store/run_reader.h"
#include "core/store/run_writer.h"
#include "core/sweep/queue_runner.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <optional>
#include <system_error>

namespace tandem {

namespace {

constexpr int kPollMs = 100;
constexpr int kPollWaitingMs = 1000; // while all of them wait for a device
constexpr int kSoon = 50;            // polls until then are quick anyway: most launches begin at once

/// Takes runs back out of the queue where nobody can begin them.
Result<void> startRunnerFor(const ProjectLayout &project, const QString &program, const std::vector<RunId> &ids)
{
    const auto started = ensureRunner(project, program.toStdString());
    if (started)
        return {};
    static_cast<void>(removeFromQueue(project, ids));
    return started.error();
}

} // namespace

Result<std::vector<QueuedLaunch>> queueLaunches(const ProjectLayout &project, const QString &program,
                                                const std::vector<NewQueuedRun> &runs)
{
    const std::int64_t now = wallClockMs();
    if (auto queued = enqueueNew(project, runs); !queued)
        return queued.error();
    std::vector<RunId> ids;
    std::vector<QueuedLaunch> launches;
    for (const NewQueuedRun &run : runs) {
        ids.push_back(run.id);
        launches.push_back({run.id, 0, now});
    }
    if (auto started = startRunnerFor(project, program, ids); !started)
        return started.error();
    return launches;
}

Result<std::vector<QueuedLaunch>> queueResume(const ProjectLayout &project, const QString &program, const RunId &id)
{
    QueuedLaunch launch{id, 0, wallClockMs()};
    if (const auto reader = RunReader::open(project, id))
        if (const auto summary = (*reader)->summary())
            launch.startedBefore = summary->startedMs;
    if (auto queued = enqueueAgain(project, {&id, 1}); !queued)
        return queued.error();
    if (auto started = startRunnerFor(project, program, {id}); !started)
        return started.error();
    return std::vector{launch};
}

struct RunLauncher::Private {
    enum class Fate { Waiting, Launched, Failed, Withdrawn };

    ProjectLayout project;
    QTimer poll;
    int polls = 0;
    std::vector<QueuedLaunch> launches;

    explicit Private(ProjectLayout layout) : project(std::move(layout)) {}

    [[nodiscard]] Fate fateOf(const QueuedLaunch &launch, const RunQueue &queue, Error &why) const;
};

RunLauncher::Private::Fate RunLauncher::Private::fateOf(const QueuedLaunch &launch, const RunQueue &queue,
                                                        Error &why) const
{
    const QueueItem *item = queue.find(launch.id);
    if (item != nullptr && !begunProcess(project, *item))
        return Fate::Waiting;
    if (const auto reader = RunReader::open(project, launch.id)) {
        const auto summary = (*reader)->summary();
        if (summary && summary->startedMs > launch.startedBefore)
            return Fate::Launched;
    }
    const auto note = readQueuedNote(project, launch.id);
    if (note && *note && (*note)->error && (*note)->errorMs >= launch.askedMs) {
        why = *(*note)->error;
        return Fate::Failed;
    }
    return item != nullptr ? Fate::Waiting : Fate::Withdrawn;
}

RunLauncher::RunLauncher(ProjectLayout project, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(std::move(project)))
{
    connect(&d->poll, &QTimer::timeout, this, &RunLauncher::lookAtLaunches);
}

RunLauncher::~RunLauncher() = default;

void RunLauncher::watch(const std::vector<QueuedLaunch> &launches)
{
    for (const QueuedLaunch &launch : launches) {
        std::erase_if(d->launches, [&launch](const QueuedLaunch &known) { return known.id == launch.id; });
        d->launches.push_back(launch);
    }
    d->polls = 0;
    d->poll.start(kPollMs);
}

Result<void> RunLauncher::stop(const RunId &id)
{
    return writeControl(d->project, id, ControlWord::Stop);
}

Result<void> RunLauncher::stopAfterEpoch(const RunId &id)
{
    return writeControl(d->project, id, ControlWord::StopAfterEpoch);
}

void RunLauncher::lookAtLaunches()
{
    if (++d->polls > kSoon)
        d->poll.setInterval(kPollWaitingMs);
    struct Settled {
        RunId id;
        Private::Fate fate;
        Error why;
    };
    std::vector<Settled> settled;
    const RunQueue queue = readQueue(d->project).value_or(RunQueue());
    std::erase_if(d->launches, [&](const QueuedLaunch &launch) {
        Settled entry{launch.id, Private::Fate::Waiting, {}};
        entry.fate = d->fateOf(launch, queue, entry.why);
        const bool done = entry.fate != Private::Fate::Waiting;
        if (done)
            settled.push_back(std::move(entry));
        return done;
    });
    if (d->launches.empty())
        d->poll.stop();

    // Whoever hears of it may launch again or destroy this object: nothing of it is touched after an emission.
    const QPointer<RunLauncher> self(this);
    for (const Settled &entry : settled) {
        if (!self)
            return;
        if (entry.fate == Private::Fate::Launched)
            Q_EMIT launched(entry.id);
        else if (entry.fate == Private::Fate::Failed)
            Q_EMIT launchFailed(entry.id, entry.why);
    }
}

} // namespace tandem
