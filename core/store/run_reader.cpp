#include "core/store/run_reader.h"

#include "core/base/digest.h"
#include "core/base/files.h"
#include "core/base/process.h"
#include "core/store/digest_reader.h"
#include "core/store/offline_evaluations.h"
#include "core/store/point_table.h"
#include "core/store/run_records.h"
#include "core/store/schema.h"

#include <SQLiteCpp/Column.h>

namespace tandem {

using namespace store;

struct RunReader::Private {
    std::filesystem::path path;
    std::filesystem::path checkpointFolder;
    Connection connection;
    std::optional<SQLite::Statement> dataVersion;
    std::int64_t seenVersion = -1;

    template <class Query> auto ask(Query &&query) -> Result<std::invoke_result_t<Query, SQLite::Database &>>
    {
        return guarded(path, Purpose::Read, [&] { return query(*connection); });
    }
};

RunReader::RunReader() : d(std::make_unique<Private>()) {}

RunReader::~RunReader() = default;

Result<std::unique_ptr<RunReader>> RunReader::open(const ProjectLayout &project, const RunId &id)
{
    const auto path = project.runDatabase(id);
    const auto version = id.isValid() ? checkFile(path, runFileKind()) : Error{ErrorCode::FileNotFound, {}, {}};
    if (!version && version.error().code == ErrorCode::FileNotFound)
        return Error{ErrorCode::RunNotFound, {id.toString()}, {}};
    if (!version)
        return version.error();

    std::unique_ptr<RunReader> reader(new RunReader);
    reader->d->path = path;
    reader->d->checkpointFolder = project.checkpoints(id);
    const auto opened = guarded(path, Purpose::Read, [&] { reader->d->connection = openForReading(path); });
    if (!opened)
        return opened.error();
    return reader;
}

bool RunReader::hasChanged()
{
    const auto version = d->ask([this](SQLite::Database &db) {
        if (!d->dataVersion)
            d->dataVersion.emplace(db, "PRAGMA data_version");
        d->dataVersion->executeStep();
        const std::int64_t current = d->dataVersion->getColumn(0).getInt64();
        d->dataVersion->reset();
        return current;
    });
    // A failure is a change: the query that follows will tell.
    return !version || std::exchange(d->seenVersion, *version) != *version;
}

Result<RunSummary> RunReader::summary()
{
    auto summary = d->ask(readSummary);
    if (!summary || !isActive(summary->state) || isAlive(summary->process))
        return summary;
    // The process may have written its ending and gone between the two looks: only now is the file final.
    summary = d->ask(readSummary);
    if (summary && isActive(summary->state) && !isAlive(summary->process)) {
        summary->state = RunState::Lost;
        summary->error = Error{ErrorCode::ProcessLost, {std::to_string(summary->process.pid)}, {}};
    }
    return summary;
}

Result<RunPlan> RunReader::plan()
{
    auto plan = d->ask(readPlan);
    if (!plan)
        return plan.error();
    return std::move(*plan).value_or(RunPlan{});
}

Result<std::vector<SeriesInfo>> RunReader::seriesInfo()
{
    return d->ask(readSeries);
}

Result<std::vector<SeriesPoint>> RunReader::points(std::string_view series, std::int64_t afterStep,
                                                   std::int64_t lastStep)
{
    return d->ask([&](SQLite::Database &db) {
        const ReadTransaction transaction(db); // points may move from rows to chunks between two queries
        const auto number = seriesId(db, series);
        return number ? readPoints(db, *number, afterStep, lastStep) : std::vector<SeriesPoint>{};
    });
}

Result<std::vector<EnvelopeBucket>> RunReader::envelope(std::string_view series, std::int64_t firstStep,
                                                        std::int64_t lastStep, std::int64_t maxBuckets)
{
    return d->ask([&](SQLite::Database &db) {
        const ReadTransaction transaction(db);
        const auto number = seriesId(db, series);
        return number ? readEnvelope(db, *number, firstStep, lastStep, maxBuckets) : std::vector<EnvelopeBucket>{};
    });
}

Result<std::vector<EpochRecord>> RunReader::epochs()
{
    return d->ask(readEpochs);
}

Result<std::vector<EvaluationRecord>> RunReader::evaluations()
{
    return d->ask(readEvaluations);
}

Result<std::vector<OfflineEvaluationRecord>> RunReader::offlineEvaluations()
{
    return d->ask(readOfflineEvaluations);
}

Result<std::vector<VectorRecord>> RunReader::vectors(std::string_view name, std::int64_t afterStep)
{
    return d->ask([&](SQLite::Database &db) { return readVectors(db, name, afterStep); });
}

Result<std::vector<std::string>> RunReader::vectorNames()
{
    return d->ask(readVectorNames);
}

Result<std::vector<EventRecord>> RunReader::events(std::int64_t afterRow)
{
    return d->ask([afterRow](SQLite::Database &db) { return readEvents(db, afterRow); });
}

Result<std::optional<PairsRecord>> RunReader::pairs()
{
    return d->ask(readPairs);
}

Result<HealthHistory> RunReader::healthHistory()
{
    return d->ask([](SQLite::Database &db) {
        const ReadTransaction transaction(db);
        return readHealthHistory(db, readSummary(db));
    });
}

Result<std::vector<StoredCheckpoint>> RunReader::checkpoints()
{
    return d->ask([this](SQLite::Database &db) {
        std::vector<StoredCheckpoint> all;
        for (CheckpointRow &row : readCheckpoints(db)) {
            row.info.path = d->checkpointFolder / row.info.path;
            all.push_back(std::move(row.info));
        }
        return all;
    });
}

Result<std::optional<RunReader::LoadedCheckpoint>> RunReader::loadNewestCheckpoint()
{
    auto stored = checkpoints();
    if (!stored)
        return stored.error();
    LoadedCheckpoint loaded;
    for (const StoredCheckpoint &candidate : *stored) {
        const auto bytes = readFile(candidate.path);
        // A disk that does not answer now says nothing about the file: an older one would cost the newer its place.
        if (!bytes && bytes.error().code != ErrorCode::FileNotFound)
            return bytes.error();
        if (!bytes || sha256(*bytes) != candidate.sha256) {
            loaded.damaged.push_back(candidate.path.string());
            continue;
        }
        loaded.info = candidate;
        const auto view = std::as_bytes(std::span(*bytes));
        loaded.bytes.assign(view.begin(), view.end());
        return std::optional(std::move(loaded));
    }
    if (!loaded.damaged.empty())
        return Error{ErrorCode::CheckpointDamaged, {loaded.damaged.front()}, {}};
    return std::optional<LoadedCheckpoint>();
}

Result<std::optional<RunReader::LoadedCheckpoint>> RunReader::loadBestCheckpoint()
{
    const auto best = d->ask([](SQLite::Database &db) { return bestCheckpoint(readCheckpoints(db)); });
    if (!best)
        return best.error();
    if (!*best)
        return std::optional<LoadedCheckpoint>();
    LoadedCheckpoint loaded;
    loaded.info = (*best)->info;
    loaded.info.path = d->checkpointFolder / loaded.info.path;
    const auto bytes = readFile(loaded.info.path);
    if (!bytes && bytes.error().code != ErrorCode::FileNotFound)
        return bytes.error();
    if (!bytes || sha256(*bytes) != loaded.info.sha256)
        return Error{ErrorCode::CheckpointDamaged, {loaded.info.path.string()}, {}};
    const auto view = std::as_bytes(std::span(*bytes));
    loaded.bytes.assign(view.begin(), view.end());
    return std::optional(std::move(loaded));
}

} // namespace tandem
