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

} // namespace

struct RunLauncher::Private {
    /// A run that was queued here and whose process has not taken it over yet.
    struct Launch {
        RunId id;
        std::int64_t startedBefore = 0; // of a run that is resumed
        std::int64_t askedMs = 0;
    };
    enum class Fate { Waiting, Launched, Failed, Withdrawn };

    ProjectLayout project;
    QString program;
    QTimer poll;
    int polls = 0;
    std::vector<Launch> launches;

    Private(ProjectLayout layout, QString path) : project(std::move(layout)), program(std::move(path)) {}

    [[nodiscard]] Result<void> startRunner() const
    {
        const auto started = ensureRunner(project, program.toStdString());
        return started ? Result<void>() : Result<void>(started.error());
    }
    void watch(Launch launch)
    {
        std::erase_if(launches, [&launch](const Launch &known) { return known.id == launch.id; });
        launches.push_back(std::move(launch));
        polls = 0;
        poll.start(kPollMs);
    }
    [[nodiscard]] Fate fateOf(const Launch &launch, const RunQueue &queue, Error &why) const;
};

RunLauncher::Private::Fate RunLauncher::Private::fateOf(const Launch &launch, const RunQueue &queue, Error &why) const
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

RunLauncher::RunLauncher(ProjectLayout project, QString program, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(std::move(project), std::move(program)))
{
    connect(&d->poll, &QTimer::timeout, this, &RunLauncher::lookAtLaunches);
}

RunLauncher::~RunLauncher() = default;

Result<RunId> RunLauncher::launch(const QString &name, const Settings &settings)
{
    const NewQueuedRun run{RunId::make(), name.toStdString(), settings, {}};
    const auto queued = launch(std::vector{run});
    return queued ? Result<RunId>(run.id) : Result<RunId>(queued.error());
}

Result<void> RunLauncher::launch(const std::vector<NewQueuedRun> &runs)
{
    const std::int64_t now = wallClockMs();
    if (auto queued = enqueueNew(d->project, runs); !queued)
        return queued;
    if (auto started = d->startRunner(); !started) {
        std::vector<RunId> ids;
        for (const NewQueuedRun &run : runs)
            ids.push_back(run.id);
        static_cast<void>(removeFromQueue(d->project, ids));
        return started;
    }
    for (const NewQueuedRun &run : runs)
        d->watch({run.id, 0, now});
    return {};
}

Result<void> RunLauncher::resume(const RunId &id)
{
    std::int64_t startedBefore = 0;
    if (const auto reader = RunReader::open(d->project, id))
        if (const auto summary = (*reader)->summary())
            startedBefore = summary->startedMs;
    const std::int64_t now = wallClockMs();
    if (auto queued = enqueueAgain(d->project, {&id, 1}); !queued)
        return queued;
    if (auto started = d->startRunner(); !started) {
        static_cast<void>(removeFromQueue(d->project, {&id, 1}));
        return started;
    }
    d->watch({id, startedBefore, now});
    return {};
}

Result<void> RunLauncher::stop(const RunId &id)
{
    return writeControl(d->project, id, ControlWord::Stop);
}

Result<void> RunLauncher::stopAfterEpoch(const RunId &id)
{
    return writeControl(d->project, id, ControlWord::StopAfterEpoch);
}

Result<void> RunLauncher::keepRunning()
{
    return d->startRunner();
}

const QString &RunLauncher::program() const
{
    return d->program;
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
    std::erase_if(d->launches, [&](const Private::Launch &launch) {
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
