#include "core/store/run_records.h"

#include "core/store/rows.h"

#include <sqlite3.h>

#include <algorithm>
#include <span>

namespace tandem::store {

std::optional<Error> errorFromWords(const std::string &word, const std::string &arguments, const std::string &detail)
{
    if (word.empty())
        return std::nullopt;
    if (const auto code = errorFromWord(word))
        return Error{*code, unpackTexts(arguments), detail};
    return Error{ErrorCode::EngineFailed, {word + ". " + detail}, detail};
}

namespace {

/// All of progress in the order of the table.
constexpr const char *kProgressColumns =
    "state, pid, pid_start, started, ended, heartbeat, epoch, step, loss, knn, best_knn, images_per_second, "
    "data_wait_share, seconds, peak_memory, weights_sha256, coalesce(error, ''), coalesce(error_arguments, ''), "
    "coalesce(error_detail, ''), progress.program_version";

std::string readProgressColumns(Row &row, Progress &progress)
{
    std::string state, error, arguments, detail, programVersion;
    row >> state >> progress.process.pid >> progress.process.startTicks >> progress.startedMs >> progress.endedMs >>
        progress.heartbeatMs >> progress.epoch >> progress.step >> progress.loss >> progress.knnAccuracy >>
        progress.bestKnnAccuracy >> progress.imagesPerSecond >> progress.dataWaitShare >> progress.seconds >>
        progress.peakMemoryBytes >> progress.weightsSha256 >> error >> arguments >> detail >> programVersion;
    progress.state = runStateFromWord(state).value_or(RunState::Failed);
    progress.error = errorFromWords(error, arguments, detail);
    return programVersion;
}

[[noreturn]] void throwIncomplete()
{
    throw SQLite::Exception("a row that every run file has is missing", SQLITE_CORRUPT);
}

} // namespace

void insertRun(SQLite::Database &db, const RunId &id, const std::string &name, const std::string &settingsJson)
{
    (Binder(db, "INSERT INTO run VALUES (1, ?, ?, ?, ?, ?)")
     << id.toString() << name << wallClockMs() << std::string_view(TANDEM_VERSION) << settingsJson)
        .exec();
}

void insertOrigin(SQLite::Database &db, const RunOrigin &origin)
{
    (Binder(db, "INSERT INTO origin VALUES (1, ?, ?, ?)") << origin.sweep.toString() << origin.cell << origin.repeat)
        .exec();
}

/// None from a file of a version that knew none.
static std::optional<RunOrigin> readOrigin(SQLite::Database &db)
{
    if (!db.tableExists("origin"))
        return std::nullopt;
    Row row(db, "SELECT sweep, cell, repeat FROM origin");
    if (!row.next())
        return std::nullopt;
    RunOrigin origin;
    std::string sweep;
    row >> sweep >> origin.cell >> origin.repeat;
    origin.sweep = RunId::fromString(sweep);
    return origin;
}

void writeProgress(SQLite::Database &db, const Progress &p)
{
    Binder row(db, "INSERT OR REPLACE INTO progress "
                   "VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    row << runStateWord(p.state) << p.process.pid << p.process.startTicks << p.startedMs << p.endedMs << p.heartbeatMs
        << p.epoch << p.step << p.loss << p.knnAccuracy << p.bestKnnAccuracy << p.imagesPerSecond << p.dataWaitShare
        << p.seconds << p.peakMemoryBytes << p.weightsSha256;
    if (p.error) {
        row << errorWord(p.error->code) << packTexts(p.error->arguments) << p.error->detail;
    } else {
        row.null();
        row.null();
        row.null();
    }
    (row << std::string_view(TANDEM_VERSION)).exec();
}

Progress readProgress(SQLite::Database &db)
{
    Row row(db, (std::string("SELECT ") + kProgressColumns + " FROM progress").c_str());
    if (!row.next())
        throwIncomplete();
    Progress progress;
    readProgressColumns(row, progress);
    return progress;
}

RunSummary readSummary(SQLite::Database &db)
{
    Row row(db, (std::string("SELECT ") + kProgressColumns +
                 ", ulid, name, created, coalesce(nullif(plan.settings, ''), run.settings), "
                 "coalesce(total_epochs, 0), coalesce(total_steps, 0) FROM run JOIN progress LEFT JOIN plan")
                    .c_str());
    if (!row.next())
        throwIncomplete();
    Progress p;
    RunSummary s;
    std::string ulid;
    s.programVersion = readProgressColumns(row, p);
    row >> ulid >> s.name >> s.createdMs >> s.settingsJson >> s.totalEpochs >> s.totalSteps;
    s.id = RunId::fromString(ulid);
    s.state = p.state;
    s.process = p.process;
    s.startedMs = p.startedMs;
    s.endedMs = p.endedMs;
    s.heartbeatMs = p.heartbeatMs;
    s.epoch = p.epoch;
    s.step = p.step;
    s.loss = p.loss;
    s.knnAccuracy = p.knnAccuracy;
    s.bestKnnAccuracy = p.bestKnnAccuracy;
    s.imagesPerSecond = p.imagesPerSecond;
    s.dataWaitShare = p.dataWaitShare;
    s.secondsTrained = p.seconds;
    s.peakMemoryBytes = p.peakMemoryBytes;
    s.weightsSha256 = p.weightsSha256;
    s.error = p.error;
    s.origin = readOrigin(db);
    return s;
}

void beginSegment(SQLite::Database &db, std::int64_t firstStep, const Progress &progress)
{
    (Binder(db, "INSERT INTO segment(first_step, started, pid, pid_start, program_version) VALUES (?, ?, ?, ?, ?)")
     << firstStep << progress.startedMs << progress.process.pid << progress.process.startTicks
     << std::string_view(TANDEM_VERSION))
        .exec();
}

void endSegment(SQLite::Database &db, const Progress &progress, double seconds)
{
    (Binder(db, "UPDATE segment SET ended = ?, last_step = ?, seconds = ?, ending = ? "
                "WHERE id = (SELECT max(id) FROM segment)")
     << progress.endedMs << progress.step << seconds << runStateWord(progress.state))
        .exec();
}

void writePlan(SQLite::Database &db, const RunPlan &p)
{
    (Binder(db, "INSERT OR REPLACE INTO plan VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
     << p.stepsPerEpoch << p.totalSteps << p.totalEpochs << p.warmupSteps << p.firstStep << p.trainImages
     << p.testImages << p.parameters << p.featureDimension << p.viewSize << p.chanceLoss << p.peakLearningRate
     << p.device << p.settingsJson << packTexts(p.excludedFromDecay) << p.ghostBatch)
        .exec();
    (Binder(db, "INSERT OR REPLACE INTO images VALUES ('train', ?), ('test', ?)") << p.trainIdentity << p.testIdentity)
        .exec();
}

std::optional<RunPlan> readPlan(SQLite::Database &db)
{
    Row row(db, "SELECT steps_per_epoch, total_steps, total_epochs, warmup_steps, first_step, train_images, "
                "test_images, parameters, feature_dimension, view_size, chance_loss, peak_learning_rate, device, "
                "settings, excluded_from_decay, ghost_batch FROM plan");
    if (!row.next())
        return std::nullopt;
    RunPlan p;
    std::string excluded;
    row >> p.stepsPerEpoch >> p.totalSteps >> p.totalEpochs >> p.warmupSteps >> p.firstStep >> p.trainImages >>
        p.testImages >> p.parameters >> p.featureDimension >> p.viewSize >> p.chanceLoss >> p.peakLearningRate >>
        p.device >> p.settingsJson >> excluded >> p.ghostBatch;
    p.excludedFromDecay = unpackTexts(excluded);
    if (!db.tableExists("images"))
        return p;
    Row images(db, "SELECT role, identity FROM images");
    while (images.next()) {
        std::string role, identity;
        images >> role >> identity;
        (role == "train" ? p.trainIdentity : p.testIdentity) = identity;
    }
    return p;
}

void insertEpoch(SQLite::Database &db, const EpochRecord &r)
{
    (Binder(db, "INSERT OR REPLACE INTO epoch VALUES (?, ?, ?, ?, ?, ?, ?)")
     << r.epoch << r.step << r.wallMs << r.meanLoss << r.imagesPerSecond << r.dataWaitShare << r.seconds)
        .exec();
}

std::vector<EpochRecord> readEpochs(SQLite::Database &db)
{
    Row row(db, "SELECT epoch, step, wall, mean_loss, images_per_second, data_wait_share, seconds FROM epoch "
                "ORDER BY epoch");
    std::vector<EpochRecord> records;
    while (row.next()) {
        EpochRecord &r = records.emplace_back();
        row >> r.epoch >> r.step >> r.wallMs >> r.meanLoss >> r.imagesPerSecond >> r.dataWaitShare >> r.seconds;
    }
    return records;
}

void insertEvaluation(SQLite::Database &db, const EvaluationRecord &r)
{
    // A run that is taken up between an epoch's last step and its end measures the epoch once more.
    (Binder(db, "DELETE FROM evaluation WHERE epoch = ?") << r.epoch).exec();
    (Binder(db, "INSERT INTO evaluation VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
     << r.epoch << r.step << r.wallMs << r.knnAccuracy << r.knnNeighbors << r.knnTemperature << r.knnMetric
     << r.knnFeature << r.bankSize << r.testSize << r.testSplit << r.featureStd << r.projectionStd << r.seconds)
        .exec();
}

std::vector<EvaluationRecord> readEvaluations(SQLite::Database &db)
{
    Row row(db, "SELECT epoch, step, wall, knn_accuracy, knn_neighbors, knn_temperature, knn_metric, knn_feature, "
                "bank_size, test_size, test_split, feature_std, projection_std, seconds FROM evaluation ORDER BY id");
    std::vector<EvaluationRecord> records;
    while (row.next()) {
        EvaluationRecord &r = records.emplace_back();
        row >> r.epoch >> r.step >> r.wallMs >> r.knnAccuracy >> r.knnNeighbors >> r.knnTemperature >> r.knnMetric >>
            r.knnFeature >> r.bankSize >> r.testSize >> r.testSplit >> r.featureStd >> r.projectionStd >> r.seconds;
    }
    return records;
}

void insertEvent(SQLite::Database &db, const EventRecord &r)
{
    (Binder(db, "INSERT INTO event VALUES (NULL, ?, ?, ?, ?)") << r.step << r.wallMs << r.kind << r.text).exec();
}

std::vector<EventRecord> readEvents(SQLite::Database &db, std::int64_t skip)
{
    Row row(db, "SELECT step, wall, kind, text FROM event ORDER BY id LIMIT -1 OFFSET ?");
    row.statement().bind(1, skip);
    std::vector<EventRecord> records;
    while (row.next()) {
        EventRecord &r = records.emplace_back();
        row >> r.step >> r.wallMs >> r.kind >> r.text;
    }
    return records;
}

void writePairs(SQLite::Database &db, const PairsRecord &r)
{
    (Binder(db, "INSERT OR REPLACE INTO pairs VALUES (1, ?, ?, ?, ?, ?, ?)")
     << r.epoch << r.step << r.wallMs << std::int64_t{r.size} << std::as_bytes(std::span(r.samples))
     << std::as_bytes(std::span(r.pixels)))
        .exec();
}

std::optional<PairsRecord> readPairs(SQLite::Database &db)
{
    Row row(db, "SELECT epoch, step, wall, size, samples, pixels FROM pairs");
    if (!row.next())
        return std::nullopt;
    PairsRecord r;
    std::int64_t size = 0;
    row >> r.epoch >> r.step >> r.wallMs >> size >> r.samples >> r.pixels;
    r.size = static_cast<int>(size);
    // Whoever paints these trusts the sizes: a row that contradicts itself is no pairs at all.
    if (r.pixels.size() != r.samples.size() * 2 * static_cast<std::size_t>(size * size * 3))
        throw SQLite::Exception("the stored view pairs are damaged", SQLITE_CORRUPT);
    return r;
}

std::vector<std::string> insertCheckpoint(SQLite::Database &db, const CheckpointRow &row)
{
    (Binder(db, "INSERT OR REPLACE INTO checkpoint VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)")
     << row.info.epoch << row.info.step << row.info.wallMs << row.info.path.string() << row.info.sha256
     << row.info.bytes << row.knnAccuracy)
        .exec();

    const std::vector<CheckpointRow> all = readCheckpoints(db);
    const auto best = bestCheckpoint(all);
    std::vector<std::string> removed;
    for (std::size_t i = 2; i < all.size(); ++i) {
        if (best && all[i].info.path == best->info.path)
            continue;
        removed.push_back(all[i].info.path.string());
        (Binder(db, "DELETE FROM checkpoint WHERE file = ?") << removed.back()).exec();
    }
    return removed;
}

std::optional<CheckpointRow> bestCheckpoint(const std::vector<CheckpointRow> &rows)
{
    const auto best = std::max_element(rows.begin(), rows.end(), [](const CheckpointRow &a, const CheckpointRow &b) {
        return a.knnAccuracy.value_or(-1) < b.knnAccuracy.value_or(-1);
    }); // the first of equals
    return best == rows.end() || !best->knnAccuracy ? std::nullopt : std::optional(*best);
}

std::vector<CheckpointRow> readCheckpoints(SQLite::Database &db)
{
    Row row(db, "SELECT epoch, step, wall, file, sha256, bytes, knn FROM checkpoint ORDER BY step DESC, id DESC");
    std::vector<CheckpointRow> rows;
    while (row.next()) {
        CheckpointRow &r = rows.emplace_back();
        std::string file;
        row >> r.info.epoch >> r.info.step >> r.info.wallMs >> file >> r.info.sha256 >> r.info.bytes >> r.knnAccuracy;
        r.info.path = file;
    }
    return rows;
}

void dropRecordsAfter(SQLite::Database &db, std::int64_t step)
{
    for (const char *table : {"epoch", "evaluation", "event", "pairs", "checkpoint", "vector"})
        (Binder(db, (std::string("DELETE FROM ") + table + " WHERE step > ?").c_str()) << step).exec();
}

} // namespace tandem::store
