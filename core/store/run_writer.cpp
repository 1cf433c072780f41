#include "core/store/run_writer.h"

#include "core/base/files.h"
#include "core/base/log.h"
#include "core/base/process.h"
#include "core/store/checkpoint_files.h"
#include "core/store/control_file.h"
#include "core/store/embedding_format.h"
#include "core/store/run_file.h"
#include "core/store/schema.h"
#include "core/store/writer_lock.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace tandem {

using namespace store;

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kCommitInterval = std::chrono::milliseconds(250);
constexpr auto kHeartbeatInterval = std::chrono::seconds(1);

Error alreadyFinished(const std::filesystem::path &path)
{
    return {ErrorCode::DatabaseFailed, {path.string(), "the run was finished already"}, {}};
}

} // namespace

struct RunWriter::Private {
    RunId id;
    std::filesystem::path path;
    std::filesystem::path checkpointFolder;
    std::filesystem::path embeddingFolder;
    std::filesystem::path controlFile;

    std::optional<WriterLock> claim; // until the run is finished
    std::unique_ptr<RunFile> file;   // the thread's, until it is joined
    std::mutex checkpointMutex;      // one file is chosen and written at a time
    std::mutex embeddingMutex;       // likewise

    mutable std::mutex mutex;
    std::condition_variable_any wake;  // the thread's
    std::condition_variable committed; // for callers that wait for the disk
    std::vector<WriteItem> queue;      // guarded, as all below
    std::uint64_t flushWanted = 0;     // tickets
    std::uint64_t flushDone = 0;
    bool isFinished = false;
    std::optional<Error> failure;

    std::jthread thread; // last: joined first

    void start()
    {
        thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
    }

    void stopThread()
    {
        thread.request_stop();
        if (thread.joinable())
            thread.join();
    }

    void run(const std::stop_token &stop);
    std::optional<Error> write(const std::vector<WriteItem> &items);
    Result<void> push(WriteItem item, bool wait = false);
};

/// Waits until something is due, commits it outside of the lock, tells those who wait. Ends when asked to, with nothing
/// left behind.
void RunWriter::Private::run(const std::stop_token &stop)
{
    auto lastCommit = Clock::now();
    std::unique_lock lock(mutex);
    for (;;) {
        const auto isUrgent = [this] { return flushWanted > flushDone; };
        while (!stop.stop_requested() && !isUrgent()) {
            const bool hadItems = !queue.empty();
            const auto due = lastCommit + (hadItems ? Clock::duration(kCommitInterval) : kHeartbeatInterval);
            if (Clock::now() >= due)
                break;
            wake.wait_until(lock, stop, due, [&] { return isUrgent() || queue.empty() == hadItems; });
        }
        const bool isLast = stop.stop_requested();
        if (isLast && queue.empty() && !isUrgent())
            return;
        const std::vector<WriteItem> items = std::exchange(queue, {});
        const std::uint64_t ticket = flushWanted;
        if (!failure) {
            lock.unlock();
            std::optional<Error> failed = write(items);
            lock.lock();
            failure = std::move(failed);
        }
        flushDone = ticket;
        lastCommit = Clock::now();
        committed.notify_all();
    }
}

std::optional<Error> RunWriter::Private::write(const std::vector<WriteItem> &items)
{
    const auto written = guarded(path, Purpose::Write, [&] { file->commit(items); });
    if (written)
        return std::nullopt;
    log(LogLevel::Error, describe(written.error()) + " [" + written.error().detail + "]");
    return written.error();
}

/// Queues, and waits until it is on disk where asked to. Nothing gets in after an ending, so that the thread may end.
Result<void> RunWriter::Private::push(WriteItem item, bool wait)
{
    std::unique_lock lock(mutex);
    if (isFinished)
        return alreadyFinished(path);
    isFinished = std::holds_alternative<Ending>(item);
    if (failure)
        return *failure;
    queue.push_back(std::move(item));
    if (queue.size() == 1)
        wake.notify_one();
    if (!wait)
        return {};
    const std::uint64_t ticket = ++flushWanted;
    wake.notify_one();
    committed.wait(lock, [&] { return flushDone >= ticket; });
    return failure ? Result<void>(*failure) : Result<void>();
}

RunWriter::RunWriter() : d(std::make_unique<Private>()) {}

RunWriter::~RunWriter()
{
    d->stopThread();
    // Closing the connection merges and removes the WAL where no reader is connected; SQLiteCpp's destructor throws
    // nothing.
}

Result<std::unique_ptr<RunWriter>> RunWriter::create(const ProjectLayout &project, const NewRun &run)
{
    const auto path = project.runDatabase(run.id);
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored))
        return Error{ErrorCode::RunActive, {run.name}, "the run file exists"};
    const bool folderWasThere = std::filesystem::exists(project.run(run.id), ignored);
    if (auto made = makeFolder(project.checkpoints(run.id)); !made)
        return made.error();

    Progress progress;
    progress.process = currentProcess();
    progress.startedMs = progress.heartbeatMs = wallClockMs();
    auto created = createFile(path, runFileKind(), [&](SQLite::Database &db) {
        insertRun(db, run.id, run.name, run.settingsJson);
        if (run.origin)
            insertOrigin(db, *run.origin);
        beginSegment(db, 0, progress);
        writeProgress(db, progress);
    });
    if (!created) {
        if (std::filesystem::exists(path, ignored))
            return Error{ErrorCode::RunActive, {run.name}, "the run file has just been made by another process"};
        std::filesystem::remove(project.checkpoints(run.id), ignored);
        if (!folderWasThere)
            std::filesystem::remove(project.run(run.id), ignored);
        return created.error();
    }

    std::unique_ptr<RunWriter> writer(new RunWriter);
    if (auto opened = writer->open(project, run.id); !opened)
        return opened.error();
    writer->d->claim = WriterLock::take(project.run(run.id)); // free: the run is active, so nobody else asks for it
    writer->d->start();
    return writer;
}

Result<std::unique_ptr<RunWriter>> RunWriter::resume(const ProjectLayout &project, const RunId &id,
                                                     std::int64_t fromStep, Trim trim)
{
    const auto path = project.runDatabase(id);
    std::error_code ignored;
    if (!id.isValid() || !std::filesystem::exists(path, ignored))
        return Error{ErrorCode::RunNotFound, {id.toString()}, {}};
    // Looked at through a reading connection first: a second writing one is opened only when no writer lives.
    if (auto reader = RunReader::open(project, id)) {
        auto summary = (*reader)->summary();
        if (summary && isActive(summary->state))
            return Error{ErrorCode::RunActive, {summary->name}, {}};
    }
    std::unique_ptr<RunWriter> writer(new RunWriter);
    writer->d->claim = WriterLock::take(project.run(id));
    if (!writer->d->claim)
        return Error{ErrorCode::RunActive, {id.toString()}, "another process writes to the run"};
    if (auto migrated = migrateFile(path, runFileKind()); !migrated)
        return migrated.error();

    if (auto opened = writer->open(project, id); !opened)
        return opened.error();
    RunFile &file = *writer->d->file;
    const auto claimed = guarded(path, Purpose::Write, [&] { return file.claim(fromStep, trim); });
    if (!claimed)
        return claimed.error();
    if (*claimed)
        return Error{ErrorCode::RunActive, {**claimed}, {}};
    dropStaleControl(project.controlFile(id));
    writer->d->start();
    return writer;
}

Result<void> RunWriter::open(const ProjectLayout &project, const RunId &id)
{
    d->id = id;
    d->path = project.runDatabase(id);
    d->checkpointFolder = project.checkpoints(id);
    d->embeddingFolder = project.embeddings(id);
    d->controlFile = project.controlFile(id);
    return guarded(d->path, Purpose::Write,
                   [&] { d->file = std::make_unique<RunFile>(d->path, d->checkpointFolder, d->embeddingFolder); });
}

const RunId &RunWriter::id() const
{
    return d->id;
}

Result<void> RunWriter::setPlan(const RunPlan &plan)
{
    return d->push(plan, true);
}

Result<void> RunWriter::setState(RunState state)
{
    return d->push(state);
}

Result<void> RunWriter::addStep(const StepRecord &record)
{
    return d->push(record);
}

Result<void> RunWriter::addEpoch(const EpochRecord &record)
{
    return d->push(record);
}

Result<void> RunWriter::addEvaluation(const EvaluationRecord &record)
{
    return d->push(record);
}

Result<void> RunWriter::addEvent(const EventRecord &record)
{
    return d->push(record);
}

Result<void> RunWriter::setPairs(const PairsRecord &record)
{
    return d->push(record);
}

Result<void> RunWriter::saveCheckpoint(const CheckpointRecord &record)
{
    if (auto failed = failure())
        return *failed;
    const std::lock_guard lock(d->checkpointMutex);
    auto row = writeCheckpointFile(d->checkpointFolder, record);
    if (!row)
        return row.error();
    return d->push(std::move(*row), true);
}

Result<void> RunWriter::saveEmbedding(const EmbeddingRecord &record)
{
    if (auto failed = failure())
        return *failed;
    const std::lock_guard lock(d->embeddingMutex);
    return writeEmbeddingFile(d->embeddingFolder, record);
}

Result<void> RunWriter::finish(const Ending &ending)
{
    if (!d->thread.joinable())
        return alreadyFinished(d->path);
    const auto flushed = d->push(ending, true);
    d->stopThread();
    std::error_code ignored;
    std::filesystem::remove(d->controlFile, ignored); // a word that came too late
    if (flushed) {
        // Everything is committed: a WAL that cannot be folded now is merged by whoever resumes the run.
        const auto folded = guarded(d->path, Purpose::Write, [&] { d->file->fold(); });
        if (!folded)
            log(LogLevel::Warning, describe(folded.error()));
        d->claim.reset();
        return {};
    }
    const auto lastWords = guarded(d->path, Purpose::Write, [&] { d->file->writeEnding(ending); });
    if (!lastWords)
        log(LogLevel::Error, "The ending could not be stored either: " + describe(lastWords.error()));
    d->claim.reset();
    return flushed;
}

std::optional<Error> RunWriter::failure() const
{
    const std::lock_guard lock(d->mutex);
    return d->failure;
}

} // namespace tandem
