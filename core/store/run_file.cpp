#include "core/store/run_file.h"

#include "core/base/process.h"
#include "core/store/checkpoint_files.h"
#include "core/store/embedding_format.h"

#include <algorithm>

namespace tandem::store {

RunFile::RunFile(const std::filesystem::path &path, std::filesystem::path checkpointFolder,
                 std::filesystem::path embeddingFolder)
    : m_checkpointFolder(std::move(checkpointFolder)), m_embeddingFolder(std::move(embeddingFolder)),
      m_connection(openForWriting(path)), m_points(*m_connection), m_progress(readProgress(*m_connection)),
      m_stored(m_progress)
{
}

std::optional<std::string> RunFile::claim(std::int64_t fromStep, RunWriter::Trim trim)
{
    std::optional<std::string> busy;
    inTransaction(*m_connection, [&] {
        m_progress = readProgress(*m_connection); // again, now that nobody else can claim it
        if (isActive(m_progress.state) && isAlive(m_progress.process)) {
            busy = readSummary(*m_connection).name;
            return;
        }
        m_claim = Claim{fromStep, m_progress};
        m_progress.state = RunState::Starting;
        m_progress.process = currentProcess();
        m_progress.startedMs = m_progress.heartbeatMs = wallClockMs();
        if (trim == RunWriter::Trim::AtOnce)
            beginFurtherSegment();
        writeProgress(*m_connection, m_progress);
    });
    m_stored = m_progress;
    if (!busy && trim == RunWriter::Trim::AtOnce)
        removeDroppedFiles(fromStep);
    return busy;
}

void RunFile::removeDroppedFiles(std::int64_t fromStep)
{
    removeOtherCheckpoints(m_checkpointFolder, readCheckpoints(*m_connection));
    dropEmbeddingsAfter(m_embeddingFolder, fromStep);
}

/// Drops what the segment that was claimed will write anew. Within a transaction.
void RunFile::beginFurtherSegment()
{
    const std::int64_t fromStep = m_claim->fromStep;
    m_claim.reset();
    m_points.dropAfter(fromStep);
    dropRecordsAfter(*m_connection, fromStep);
    recallProgress(fromStep);
    m_secondsBefore = m_progress.seconds;
    beginSegment(*m_connection, fromStep, m_progress);
}

/// A segment that ends before it began leaves the run as it found it. False if it had begun.
bool RunFile::giveBack()
{
    if (!m_claim)
        return false;
    m_progress = m_claim->before;
    m_claim.reset();
    return true;
}

/// What the run list shows, as it was after a step.
void RunFile::recallProgress(std::int64_t step)
{
    Progress p;
    p.state = RunState::Starting;
    p.process = currentProcess();
    p.startedMs = p.heartbeatMs = wallClockMs();
    p.seconds = m_progress.seconds;
    p.peakMemoryBytes = m_progress.peakMemoryBytes;
    p.step = step;
    for (const EpochRecord &epoch : readEpochs(*m_connection))
        p.epoch = std::max(p.epoch, epoch.epoch);
    for (const EvaluationRecord &evaluation : readEvaluations(*m_connection)) {
        if (!evaluation.knnAccuracy)
            continue;
        p.knnAccuracy = evaluation.knnAccuracy;
        p.bestKnnAccuracy = std::max(p.bestKnnAccuracy.value_or(0), *evaluation.knnAccuracy);
    }
    p.loss = m_points.lastValue(series::kLoss);
    p.imagesPerSecond = m_points.lastValue(series::kImagesPerSecond);
    p.dataWaitShare = m_points.lastValue(series::kDataWaitShare);
    m_progress = p;
}

void RunFile::commit(const std::vector<WriteItem> &items)
{
    std::optional<std::int64_t> begins; // a further segment, after this step
    inTransaction(*m_connection, [&] {
        for (const WriteItem &item : items) {
            if (m_claim && std::holds_alternative<RunPlan>(item)) {
                begins = m_claim->fromStep;
                beginFurtherSegment();
            }
            std::visit([this](const auto &record) { apply(record); }, item);
        }
        m_points.writeSummaries();
        beat();
        writeProgress(*m_connection, m_progress);
    });
    m_stored = m_progress;
    if (begins)
        removeDroppedFiles(*begins);
    while (m_points.wantsPacking())
        inTransaction(*m_connection, [&] { m_points.packOne(); });
    std::error_code ignored; // a file that stays behind goes when the run is resumed
    for (const std::string &file : m_doomedCheckpoints)
        std::filesystem::remove(m_checkpointFolder / file, ignored);
    m_doomedCheckpoints.clear();
}

void RunFile::writeEnding(const RunWriter::Ending &ending)
{
    // A checkpoint lets the WAL be written from its beginning again: no new space is needed for the row.
    m_connection->tryExec("PRAGMA wal_checkpoint(RESTART);");
    m_progress = m_stored; // what was measured since is not in the file
    if (!giveBack())
        takeEnding(ending);
    inTransaction(*m_connection, [&] { writeProgress(*m_connection, m_progress); });
}

void RunFile::beat()
{
    m_progress.heartbeatMs = wallClockMs();
    m_progress.peakMemoryBytes = std::max(m_progress.peakMemoryBytes, peakMemoryBytes());
    if (m_trainingSince) {
        const std::chrono::duration<double> trained = std::chrono::steady_clock::now() - *m_trainingSince;
        m_progress.seconds = m_secondsBefore + trained.count();
    }
}

void RunFile::apply(const RunPlan &plan)
{
    writePlan(*m_connection, plan);
    m_progress.state = RunState::Running;
    m_trainingSince = std::chrono::steady_clock::now();
}

void RunFile::apply(const StepRecord &r)
{
    const auto add = [&](std::string_view name, double value) { m_points.append(name, {r.step, r.wallMs, value}); };
    add(series::kLoss, r.loss);
    add(series::kLearningRate, r.learningRate);
    add(series::kContrastiveAccuracy, r.contrastiveAccuracy);
    add(series::kContrastiveAccuracyN, r.contrastiveAccuracyN);
    add(series::kEntropy, r.entropy);
    add(series::kPositiveSimilarity, r.positiveSimilarity);
    add(series::kNegativeSimilarity, r.negativeSimilarity);
    add(series::kImagesPerSecond, r.imagesPerSecond);
    add(series::kDataWaitShare, r.dataWaitShare);
    m_progress.step = r.step;
    m_progress.loss = r.loss;
    m_progress.imagesPerSecond = r.imagesPerSecond;
    m_progress.dataWaitShare = r.dataWaitShare;
}

void RunFile::apply(const EpochRecord &record)
{
    insertEpoch(*m_connection, record);
    m_points.append(series::kEpochLoss, {record.step, record.wallMs, record.meanLoss});
    m_progress.epoch = record.epoch;
    m_progress.step = std::max(m_progress.step, record.step);
    m_progress.imagesPerSecond = record.imagesPerSecond;
    m_progress.dataWaitShare = record.dataWaitShare;
}

void RunFile::apply(const EvaluationRecord &record)
{
    insertEvaluation(*m_connection, record);
    m_points.append(series::kFeatureStd, {record.step, record.wallMs, record.featureStd});
    m_points.append(series::kProjectionStd, {record.step, record.wallMs, record.projectionStd});
    for (const auto &[name, value] : record.measures)
        m_points.append(name, {record.step, record.wallMs, value});
    for (VectorRecord vector : record.vectors) {
        vector.step = record.step;
        vector.wallMs = record.wallMs;
        writeVector(*m_connection, vector);
    }
    if (!record.knnAccuracy)
        return;
    m_points.append(series::kKnnAccuracy, {record.step, record.wallMs, *record.knnAccuracy});
    m_progress.knnAccuracy = record.knnAccuracy;
    m_progress.bestKnnAccuracy = std::max(m_progress.bestKnnAccuracy.value_or(0), *record.knnAccuracy);
}

void RunFile::apply(const CheckpointRow &row)
{
    for (std::string &file : insertCheckpoint(*m_connection, row))
        m_doomedCheckpoints.push_back(std::move(file));
}

void RunFile::takeEnding(const RunWriter::Ending &ending)
{
    m_trainingSince.reset();
    m_progress.state = ending.state;
    m_progress.endedMs = wallClockMs();
    m_progress.error = ending.error;
    m_progress.weightsSha256 = ending.weightsSha256;
    m_progress.seconds = m_secondsBefore + ending.secondsTrained;
}

void RunFile::apply(const RunWriter::Ending &ending)
{
    if (giveBack())
        return;
    takeEnding(ending);
    endSegment(*m_connection, m_progress, ending.secondsTrained);
}

} // namespace tandem::store
