#include "core/store/run_index.h"

#include "core/base/log.h"
#include "core/base/process.h"
#include "core/store/digest_reader.h"
#include "core/store/project_index.h"
#include "core/store/queued_run.h"
#include "core/store/run_cache.h"
#include "core/store/run_folders.h"
#include "core/store/run_records.h"
#include "core/store/schema.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <string>

namespace tandem {

using namespace store;
using Clock = std::chrono::steady_clock;

namespace {

/// Files whose time is so near to that of the look may yet change without it moving: file systems count in steps of
/// milliseconds, some of seconds.
constexpr std::int64_t kSettleNs = 2'500'000'000;
constexpr std::size_t kBatch = 64; // rows in a transaction: the window may wait for one

std::int64_t nanoseconds(const timespec &time)
{
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

bool isSettled(const RunStamp &stamp)
{
    return std::max(stamp.modifiedNs, stamp.walModifiedNs) + kSettleNs < wallClockMs() * 1'000'000;
}

/// Looks at files by their path below one folder: the kernel then has the least of it to walk.
class StampReader {
public:
    explicit StampReader(const std::filesystem::path &runs)
        : m_folder(::open(runs.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    {
    }
    ~StampReader()
    {
        if (m_folder >= 0)
            ::close(m_folder);
    }
    StampReader(const StampReader &) = delete;
    StampReader &operator=(const StampReader &) = delete;

    [[nodiscard]] RunStamp read(const RunId &id)
    {
        RunStamp stamp;
        struct stat facts {};
        m_path.assign(id.toString()).append("/run.db");
        if (::fstatat(m_folder, m_path.c_str(), &facts, 0) != 0)
            return stamp;
        stamp.size = facts.st_size;
        stamp.modifiedNs = nanoseconds(facts.st_mtim);
        m_path.append("-wal");
        if (::fstatat(m_folder, m_path.c_str(), &facts, 0) == 0) {
            stamp.walSize = facts.st_size;
            stamp.walModifiedNs = nanoseconds(facts.st_mtim);
        }
        return stamp;
    }

private:
    int m_folder;
    std::string m_path;
};

std::shared_ptr<const RunDigest> noDigest()
{
    static const auto none = std::make_shared<const RunDigest>();
    return none;
}

RunEntry unreadableRun(const RunId &id, Error error)
{
    RunSummary summary;
    summary.id = id;
    summary.name = id.toString();
    summary.state = RunState::Failed;
    summary.createdMs = id.timestampMs();
    summary.error = std::move(error);
    return {std::move(summary), noDigest()};
}

} // namespace

struct RunIndex::Known {
    RunStamp stamp;                    // none: look again next time
    RunState state = RunState::Queued; // as in the file
    ProcessIdentity process;
    std::string queueMark; // when it was told
    bool isTold = false;
    bool isToldLost = false;
};

struct RunIndex::Private {
    ProjectLayout project;
    ProjectIndex *writer = nullptr;
    std::shared_ptr<DigestPool> pool = std::make_shared<DigestPool>();
    std::map<RunId, Known> known;
    struct Cached {
        RunStamp stamp;
        RunEntry entry;
    };
    std::map<RunId, Cached> cached; // from project.db, not told yet
    std::int64_t foldersNs = 0;
    bool isLoaded = false;
    std::vector<Cached> writes;
    std::vector<RunId> drops;

    explicit Private(ProjectLayout layout) : project(std::move(layout)) {}

    void load();
    [[nodiscard]] RunEntry readFile(const RunId &id);
    [[nodiscard]] bool isUnchanged(const RunId &id, const RunStamp &stamp, bool wasAlive,
                                   const std::string &queueMark) const;
    void tellWithoutFile(const RunId &id, const QueueItem *item, std::string mark, RunListing &listing);
    [[nodiscard]] std::optional<RunEntry> fromCache(const RunId &id, const RunStamp &stamp);
    void tell(const RunStamp &stamp, RunEntry entry, const QueueItem *item, std::string mark, RunListing &listing);
    void forgetMissing(const std::vector<RunId> &present);
    void flush();
};

/// A cache that cannot be used is as good as none.
void RunIndex::Private::load()
{
    isLoaded = true;
    if (writer != nullptr)
        if (auto prepared = writer->write(prepareCache); !prepared) {
            log(LogLevel::Warning, "The run cache is left alone: " + describe(prepared.error()));
            writer = nullptr;
        }
    if (!checkFile(project.database(), projectFileKind()))
        return;
    const auto done = guarded(project.database(), Purpose::Read, [&] {
        readCache(*openForReading(project.database()), *pool, pool, [&](const RunStamp &stamp, RunEntry entry) {
            const RunId id = entry.summary.id;
            cached.emplace(id, Cached{stamp, std::move(entry)});
        });
    });
    if (!done)
        log(LogLevel::Warning, "The run cache cannot be read: " + describe(done.error()));
}

RunEntry RunIndex::Private::readFile(const RunId &id)
{
    const auto path = project.runDatabase(id);
    if (const auto version = checkFile(path, runFileKind()); !version)
        return unreadableRun(id, version.error());
    auto entry = guarded(path, Purpose::Read, [&] {
        const Connection connection = openForReading(path);
        const auto read = [&] {
            const ReadTransaction transaction(*connection);
            RunSummary summary = readSummary(*connection);
            summary.id = id; // the folder's name counts, should a file have been copied into another one
            auto digest = std::make_shared<RunDigest>(readDigest(*connection, summary, *pool));
            digest->pool = pool;
            return RunEntry{std::move(summary), std::move(digest)};
        };
        RunEntry first = read();
        // The process may have written its ending and gone meanwhile: only now is the file final.
        return isActive(first.summary.state) && !isAlive(first.summary.process) ? read() : first;
    });
    return entry ? std::move(*entry) : unreadableRun(id, std::move(entry.error()));
}

/// `wasAlive`: asked before the stamp was taken, so that a process that is gone cannot have written since.
bool RunIndex::Private::isUnchanged(const RunId &id, const RunStamp &stamp, bool wasAlive,
                                    const std::string &queueMark) const
{
    const auto run = known.find(id);
    if (run == known.end() || !run->second.isTold || stamp.size < 0 || run->second.stamp != stamp ||
        run->second.queueMark != queueMark)
        return false;
    return !isActive(run->second.state) || wasAlive || run->second.isToldLost;
}

std::optional<RunEntry> RunIndex::Private::fromCache(const RunId &id, const RunStamp &stamp)
{
    const auto found = cached.find(id);
    if (found == cached.end())
        return std::nullopt;
    Cached row = std::move(found->second);
    cached.erase(found);
    const RunSummary &summary = row.entry.summary;
    if (row.stamp == stamp && (!isActive(summary.state) || !isAlive(summary.process)))
        return std::move(row.entry);
    return std::nullopt;
}

/// Of a run that waits only its settings are known. Told once, as hundreds may wait; those that failed, again and
/// again.
void RunIndex::Private::tellWithoutFile(const RunId &id, const QueueItem *item, std::string mark, RunListing &listing)
{
    const auto run = known.find(id);
    const bool wasTold = run != known.end() && run->second.isTold && run->second.stamp == RunStamp();
    if (wasTold && !mark.empty() && run->second.queueMark == mark) {
        listing.runs.push_back(id);
        return;
    }
    auto summary = runWithoutFile(project, id, item);
    if (!summary)
        return;
    known[id] = {};
    known[id].queueMark = std::move(mark);
    known[id].isTold = true;
    auto digest = std::make_shared<RunDigest>();
    digest->pool = pool;
    digest->settings = settingWords(summary->settingsJson, *pool);
    listing.runs.push_back(id);
    listing.changed.push_back({std::move(*summary), std::move(digest)});
}

void RunIndex::Private::tell(const RunStamp &stamp, RunEntry entry, const QueueItem *item, std::string mark,
                             RunListing &listing)
{
    RunSummary &summary = entry.summary;
    Known &run = known[summary.id];
    run.stamp = isSettled(stamp) ? stamp : RunStamp{};
    run.state = summary.state;
    run.process = summary.process;
    run.queueMark = std::move(mark);
    run.isTold = true;
    run.isToldLost = isActive(summary.state) && !isAlive(summary.process);
    if (run.isToldLost) {
        summary.state = RunState::Lost;
        summary.error = Error{ErrorCode::ProcessLost, {std::to_string(summary.process.pid)}, {}};
    }
    applyQueue(project, item, summary);
    listing.changed.push_back(std::move(entry));
}

void RunIndex::Private::forgetMissing(const std::vector<RunId> &present)
{
    const auto isGone = [&present](const auto &entry) {
        return !std::binary_search(present.begin(), present.end(), entry.first, std::greater<>());
    };
    for (const auto &entry : cached)
        if (isGone(entry))
            drops.push_back(entry.first);
    std::erase_if(cached, isGone);
    for (const auto &entry : known)
        if (isGone(entry))
            drops.push_back(entry.first);
    std::erase_if(known, isGone);
}

void RunIndex::Private::flush()
{
    while (writer != nullptr && (!writes.empty() || !drops.empty())) {
        const auto done = writer->write([&](SQLite::Database &db) {
            for (std::size_t i = 0; i < kBatch && !drops.empty(); ++i, drops.pop_back())
                dropCached(db, drops.back());
            for (std::size_t i = 0; i < kBatch && !writes.empty(); ++i, writes.pop_back())
                writeCached(db, writes.back().stamp, writes.back().entry);
        });
        if (!done) {
            log(LogLevel::Warning, "The run cache cannot be written: " + describe(done.error()));
            writer = nullptr;
        }
    }
    writes.clear();
    drops.clear();
}

RunIndex::RunIndex(ProjectLayout project, ProjectIndex *writer) : d(std::make_unique<Private>(std::move(project)))
{
    d->writer = writer;
}

RunIndex::~RunIndex() = default;

bool RunIndex::runsCameOrWent() const
{
    return folderTime(d->project.runs()) != d->foldersNs;
}

Result<RunListing> RunIndex::refresh(std::optional<std::chrono::milliseconds> budget)
{
    if (!d->isLoaded)
        d->load();
    const auto begin = Clock::now();
    d->foldersNs = folderTime(d->project.runs()); // before the look: what comes during it is looked for again
    const auto ids = runIds(d->project);
    if (!ids)
        return ids.error();
    // Without a queue that can be read, runs are what their files say; whoever changes the queue hears of it.
    const RunQueue queue = readQueue(d->project).value_or(RunQueue());
    std::map<RunId, const QueueItem *> items;
    for (const QueueItem &item : queue.items)
        items.emplace(item.run, &item);
    RunListing listing;
    listing.runs.reserve(ids->size());
    StampReader stamps(d->project.runs());
    bool hasRead = false;
    for (const RunId &id : *ids) {
        const auto run = d->known.find(id);
        const bool wasAlive = run != d->known.end() && isActive(run->second.state) && isAlive(run->second.process);
        const auto queued = items.find(id);
        const QueueItem *item = queued == items.end() ? nullptr : queued->second;
        std::string mark = queueMark(d->project, item);
        const RunStamp stamp = stamps.read(id);
        if (stamp.size < 0) {
            d->tellWithoutFile(id, item, std::move(mark), listing);
            continue;
        }
        if (d->isUnchanged(id, stamp, wasAlive, mark)) {
            listing.runs.push_back(id);
            continue;
        }
        if (auto entry = d->fromCache(id, stamp)) {
            d->tell(stamp, std::move(*entry), item, std::move(mark), listing);
        } else if (budget && hasRead && Clock::now() - begin > *budget) {
            ++listing.pending;
            if (run == d->known.end() || !run->second.isTold)
                continue;
        } else {
            hasRead = true;
            RunEntry read = d->readFile(id);
            if (read.summary.error && read.summary.error->code == ErrorCode::FileNotFound)
                continue; // taken away just now
            const bool isFinal = !isActive(read.summary.state) || !isAlive(read.summary.process);
            if (isFinal && isSettled(stamp) && read.digest->pool)
                d->writes.push_back({stamp, read});
            d->tell(stamp, std::move(read), item, std::move(mark), listing);
        }
        listing.runs.push_back(id);
    }
    d->forgetMissing(*ids);
    d->flush();
    return listing;
}

} // namespace tandem
