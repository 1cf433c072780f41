#include "core/sweep/queue_runner.h"

#include "core/base/file_lock.h"
#include "core/base/files.h"
#include "core/base/log.h"
#include "core/base/start_process.h"
#include "core/config/settings_table.h"
#include "core/store/run_reader.h"
#include "core/store/run_writer.h"
#include "core/sweep/last_words.h"
#include "core/sweep/sweep_director.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <map>
#include <mutex>
#include <set>
#include <system_error>

namespace tandem {

namespace fs = std::filesystem;

namespace {

constexpr auto kOnItsWay = std::chrono::minutes(10); // from making a run's folder to listing it, at most

bool isThere(const fs::path &path)
{
    std::error_code ignored;
    return fs::exists(path, ignored);
}

std::int64_t fileSize(const fs::path &path)
{
    std::error_code failure;
    const auto size = fs::file_size(path, failure);
    return failure ? 0 : static_cast<std::int64_t>(size);
}

/// A run is begun for an item that has no ticket in its process file yet and nobody at it.
bool isWaiting(const ProjectLayout &project, const QueueItem &item)
{
    return !begunProcess(project, item) && !isProcessAlive(project, item.run);
}

/// Device "cuda:1" of this process is its second visible one.
std::string visibleDevice(const std::string &device)
{
    const auto index = static_cast<std::size_t>(std::atoi(device.c_str() + device.find(':') + 1));
    const char *visible = std::getenv("CUDA_VISIBLE_DEVICES");
    std::string_view rest = visible == nullptr ? "" : visible;
    for (std::size_t i = 0; !rest.empty(); ++i) {
        const std::string_view entry = rest.substr(0, rest.find(','));
        if (i == index)
            return std::string(entry);
        rest.remove_prefix(std::min(rest.size(), entry.size() + 1));
    }
    return std::to_string(index);
}

/// Whether runs of sweeps may begin; asks each sweep once whether it is paused.
class SweepConsent {
public:
    explicit SweepConsent(const SweepDirector &director) : m_director(director) {}

    [[nodiscard]] bool mayBegin(const std::optional<RunOrigin> &origin, bool wasBegun)
    {
        if (!origin)
            return true;
        const auto [paused, isNew] = m_paused.try_emplace(origin->sweep, false);
        if (isNew)
            paused->second = m_director.isPaused(origin->sweep);
        return !paused->second && m_director.budgetAllows(origin->sweep, wasBegun);
    }

private:
    const SweepDirector &m_director;
    std::map<RunId, bool> m_paused;
};

/// Whether a process that has ended had made the run its own. A run may have a file of earlier processes.
bool tookOver(const ProjectLayout &project, const RunId &run, const BegunProcess &process)
{
    const auto reader = RunReader::open(project, run);
    if (!reader)
        return isThere(project.runDatabase(run)); // a file that cannot be read tells that itself
    const auto summary = (*reader)->summary();
    return !summary || summary->startedMs >= process.beganMs;
}

} // namespace

struct QueueRunner::Private {
    ProjectLayout project;
    Options options;
    SweepDirector director;

    /// What a waiting item needs, read once.
    struct Wish {
        std::string ticket;
        std::string device; // "cpu", "cuda", "auto"
        std::optional<RunOrigin> origin;
        std::string name;
        bool wasBegun = false; // goes on with what it has trained
    };
    std::map<RunId, Wish> wishes;
    std::set<std::int64_t> children;
    std::chrono::steady_clock::time_point nextDirection{};

    Private(ProjectLayout layout, Options given)
        : project(layout), options(std::move(given)), director(std::move(layout))
    {
    }

    const Wish &wishOf(const QueueItem &item);
    std::optional<std::string> deviceFor(const Wish &wish, const std::set<std::string> &taken) const;
    [[nodiscard]] std::vector<std::string> argumentsFor(const RunId &run, const Wish &wish) const;
    Result<void> noteFailure(const RunId &run, Error error) const;
    Result<void> settle(const QueueItem &item, const BegunProcess &process) const;
    Result<void> drop(const QueueItem &item) const;
    Result<std::set<std::string>> settleEnded(const RunQueue &queue);
    Result<void> beginDue(const RunQueue &queue, std::set<std::string> taken);
    Result<void> begin(const QueueItem &item, const Wish &wish, const std::string &device);
    Result<void> pass();
    Result<bool> leave(std::optional<FileLock> &own) const;
    void removeUnfinishedFolders() const;
};

const QueueRunner::Private::Wish &QueueRunner::Private::wishOf(const QueueItem &item)
{
    Wish &wish = wishes[item.run];
    if (wish.ticket == item.ticket)
        return wish;
    wish = {item.ticket, "auto", {}, item.run.toString(), false};
    const RunQueue alone{false, {item}};
    const auto listed = listedRun(project, item.run, alone);
    if (!listed)
        return wish;
    wish.origin = listed->origin;
    wish.name = listed->name;
    wish.wasBegun = listed->startedMs > 0;
    if (const auto settings = settingsFromJson(listed->settingsJson))
        wish.device = settings->train.device;
    return wish;
}

/// None while every device that would do is taken. A run that wants a GPU where there is none begins all the same, and
/// says itself what is missing.
std::optional<std::string> QueueRunner::Private::deviceFor(const Wish &wish, const std::set<std::string> &taken) const
{
    std::vector<std::string> fitting;
    for (const std::string &device : options.devices)
        if ((device == "cpu") == (wish.device == "cpu"))
            fitting.push_back(device);
    if (fitting.empty())
        fitting = {"cpu"};
    const auto free = std::find_if(fitting.begin(), fitting.end(),
                                   [&taken](const std::string &device) { return !taken.contains(device); });
    return free == fitting.end() ? std::nullopt : std::optional(*free);
}

std::vector<std::string> QueueRunner::Private::argumentsFor(const RunId &run, const Wish &wish) const
{
    std::vector<std::string> arguments{"train", "--project", project.root().string()};
    const auto add = [&arguments](std::initializer_list<std::string> more) { arguments.insert(arguments.end(), more); };
    if (isThere(project.runDatabase(run))) {
        add({"--resume", run.toString()});
    } else {
        // A name may begin with a dash.
        add({"--run-id", run.toString(), "--name=" + wish.name, "--config", project.frozenSettings(run).string()});
        if (wish.origin)
            add({"--sweep", wish.origin->sweep.toString(), "--cell=" + wish.origin->cell, "--repeat",
                 std::to_string(wish.origin->repeat)});
    }
    add({"--json"});
    return arguments;
}

Result<void> QueueRunner::Private::drop(const QueueItem &item) const
{
    return changeQueue(project, [&item](RunQueue &queue) -> Result<bool> {
        return std::erase_if(queue.items, [&item](const QueueItem &other) { return other.ticket == item.ticket; }) > 0;
    });
}

/// A process ended before the run was its own: why stays with the run.
Result<void> QueueRunner::Private::noteFailure(const RunId &run, Error error) const
{
    auto note = readQueuedNote(project, run);
    QueuedNote known = note && *note ? std::move(**note) : QueuedNote{run.toString()};
    known.error = std::move(error);
    known.errorMs = wallClockMs();
    return writeQueuedNote(project, run, known);
}

Result<void> QueueRunner::Private::settle(const QueueItem &item, const BegunProcess &process) const
{
    if (isThere(project.run(item.run)) && !tookOver(project, item.run, process))
        if (auto noted = noteFailure(item.run, lastWords(project.workerLog(item.run), process.logFrom)); !noted)
            return noted;
    return drop(item);
}

/// Takes out what has ended; the devices that the others hold.
Result<std::set<std::string>> QueueRunner::Private::settleEnded(const RunQueue &queue)
{
    std::set<std::string> taken;
    for (const QueueItem &item : queue.items) {
        // Asked in this order: a process that ends between the two questions has written its ticket.
        const bool alive = isProcessAlive(project, item.run);
        const auto process = begunProcess(project, item);
        if (process && alive)
            taken.insert(process->device);
        else if (process)
            if (auto settled = settle(item, *process); !settled)
                return settled.error();
    }
    return taken;
}

Result<void> QueueRunner::Private::beginDue(const RunQueue &queue, std::set<std::string> taken)
{
    if (queue.paused)
        return {};
    SweepConsent consent(director);
    for (const QueueItem &item : queue.items) {
        if (item.paused || !isWaiting(project, item))
            continue;
        if (!isThere(project.run(item.run))) { // its folder was thrown away
            if (auto dropped = drop(item); !dropped)
                return dropped;
            continue;
        }
        const Wish &wish = wishOf(item);
        const auto device = deviceFor(wish, taken);
        if (!device || !consent.mayBegin(wish.origin, wish.wasBegun))
            continue;
        if (auto begun = begin(item, wish, *device); !begun)
            return begun;
        if (wish.origin && !wish.wasBegun)
            director.noteBegun(wish.origin->sweep);
        taken.insert(*device);
    }
    return {};
}

/// Begins a process for an item unless it was removed, paused or begun meanwhile: decided with the queue's lock, so
/// that nobody takes the item out at the same instant.
Result<void> QueueRunner::Private::begin(const QueueItem &item, const Wish &wish, const std::string &device)
{
    std::optional<Error> failure;
    const BegunProcess note{item.ticket, device, fileSize(project.workerLog(item.run)), wallClockMs()};
    auto done = changeQueue(project, [&](RunQueue &queue) -> Result<bool> {
        const QueueItem *now = queue.find(item.run);
        if (now == nullptr || now->ticket != item.ticket || now->paused || queue.paused)
            return false;
        auto lock = FileLock::tryTake(project.processFile(item.run));
        if (!lock)
            return lock.error();
        if (!*lock || begunProcess(project, item))
            return false;
        // A word that nobody took was meant for the segment before.
        if (auto cleared = writeControl(project, item.run, ControlWord::None); !cleared)
            return cleared.error();
        ProcessStart start{options.program, argumentsFor(item.run, wish), project.workerLog(item.run)};
        if (device != "cpu")
            start.environment = {{"CUDA_VISIBLE_DEVICES", visibleDevice(device)}};
        start.keptOpen = {(*lock)->descriptor()};
        start.noteDescriptor = (*lock)->descriptor();
        start.note = begunText(note);
        const auto started = startProcess(start);
        if (started)
            children.insert(started->pid);
        else
            failure = started.error();
        return false;
    });
    if (!done || !failure)
        return done;
    // It could not even be begun, which says more than its empty log.
    if (auto noted = noteFailure(item.run, *failure); !noted)
        return noted;
    log(LogLevel::Error, describe(*failure));
    return drop(item);
}

Result<void> QueueRunner::Private::pass()
{
    std::erase_if(children, reapProcess);
    const auto now = std::chrono::steady_clock::now();
    if (now >= nextDirection) {
        director.look(static_cast<std::int64_t>(options.devices.size()));
        nextDirection = std::chrono::steady_clock::now() + options.sweepPause;
    }
    auto queue = readQueue(project);
    if (!queue)
        return queue.error();
    auto taken = settleEnded(*queue);
    if (!taken)
        return taken.error();
    queue = readQueue(project);
    return queue ? beginDue(*queue, std::move(*taken)) : Result<void>(queue.error());
}

/// Gives the runner's place up if there is nothing to do: with the queue's lock, so that whoever adds something later
/// finds the place free and starts another.
Result<bool> QueueRunner::Private::leave(std::optional<FileLock> &own) const
{
    bool left = false;
    auto done = changeQueue(project, [&](RunQueue &queue) -> Result<bool> {
        if (!hasWork(project, queue)) {
            own.reset();
            left = true;
        }
        return false;
    });
    return done ? Result<bool>(left) : Result<bool>(done.error());
}

/// Of runs that were to be queued by somebody who died before they were: nobody was told of them. Young ones are left:
/// they may be on their way into the queue.
void QueueRunner::Private::removeUnfinishedFolders() const
{
    const auto ids = listRunIds(project);
    if (!ids)
        return;
    for (const RunId &id : *ids) {
        if (isThere(project.runDatabase(id)) || !isThere(project.frozenSettings(id)))
            continue;
        std::error_code failure;
        const auto written = fs::last_write_time(project.frozenSettings(id), failure);
        if (failure || fs::file_time_type::clock::now() - written < kOnItsWay)
            continue;
        static_cast<void>(changeQueue(project, [&](RunQueue &queue) -> Result<bool> {
            if (!listedRun(project, id, queue) && !isProcessAlive(project, id) && !isThere(project.runDatabase(id))) {
                std::error_code ignored;
                fs::remove_all(project.run(id), ignored);
            }
            return false;
        }));
    }
}

QueueRunner::QueueRunner(ProjectLayout project, Options options)
    : d(std::make_unique<Private>(std::move(project), std::move(options)))
{
}

QueueRunner::~QueueRunner() = default;

Result<QueueRunner::End> QueueRunner::run(const std::stop_token &stop)
{
    auto place = FileLock::tryTake(d->project.runnerLock());
    if (!place)
        return place.error();
    if (!*place)
        return End::Occupied;
    d->removeUnfinishedFolders();
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    while (!stop.stop_requested()) {
        if (auto passed = d->pass(); !passed)
            return passed.error();
        const auto left = d->leave(*place);
        if (!left)
            return left.error();
        if (*left)
            return End::NothingLeft;
        stopped.wait_for(lock, stop, d->options.pause, [] { return false; });
    }
    return End::Stopped;
}

bool hasWork(const ProjectLayout &project, const RunQueue &queue)
{
    std::vector<QueueItem> waiting;
    for (const QueueItem &item : queue.items) {
        if (!isWaiting(project, item))
            return true;
        if (!item.paused)
            waiting.push_back(item);
    }
    if (queue.paused)
        return false;
    const SweepDirector director(project);
    SweepConsent consent(director);
    for (const QueueItem &item : waiting) {
        const auto listed = listedRun(project, item.run, RunQueue{false, {item}});
        if (!listed || consent.mayBegin(listed->origin, listed->startedMs > 0))
            return true;
    }
    return sweepsWantRunner(project);
}

Result<bool> ensureRunner(const ProjectLayout &project, const fs::path &program)
{
    if (FileLock::isHeld(project.runnerLock()))
        return false;
    if (!isThere(project.queueFile()) && !isThere(project.sweeps()))
        return false;
    const auto queue = readQueue(project);
    if (!queue)
        return queue.error();
    if (!hasWork(project, *queue))
        return false;
    std::error_code ignored;
    const fs::path root = fs::absolute(project.root(), ignored);
    fs::remove(project.runnerLog(), ignored); // it tells of the last runner alone
    const auto started = startProcess({.program = program,
                                       .arguments = {"queue", "run", "--project", root.string()},
                                       .output = project.runnerLog(),
                                       .orphan = true});
    return started ? Result<bool>(true) : Result<bool>(started.error());
}

struct DirectRun::Private {
    ProjectLayout project;
    std::string ticket = RunId::make().toString();
    std::optional<FileLock> lock;
};

DirectRun::DirectRun(const ProjectLayout &project, const RunId &run, const std::string &device)
    : d(std::make_unique<Private>(Private{project, RunId::make().toString(), {}}))
{
    // Held already: by this very process, which inherited it from the queue's runner.
    auto lock = FileLock::tryTake(project.processFile(run));
    if (!lock || !*lock)
        return;
    d->lock = std::move(**lock);
    const auto entered = changeQueue(project, [&](RunQueue &queue) -> Result<bool> {
        // Whoever starts a run by hand that waits has what it waited for.
        std::erase_if(queue.items, [&run](const QueueItem &item) { return item.run == run; });
        queue.items.insert(queue.items.begin(), {run, d->ticket, wallClockMs(), false});
        return true;
    });
    if (!entered || d->lock->write(begunText({d->ticket, device, 0, wallClockMs()})) != 0)
        log(LogLevel::Warning, "The queue of the project does not know of this run.");
}

DirectRun::~DirectRun()
{
    if (!d->lock)
        return;
    // After a failure the next runner takes the item out.
    static_cast<void>(changeQueue(d->project, [this](RunQueue &queue) -> Result<bool> {
        return std::erase_if(queue.items, [this](const QueueItem &item) { return item.ticket == d->ticket; }) > 0;
    }));
}

} // namespace tandem
