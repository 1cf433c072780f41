#pragma once

#include "core/report/records.h"
#include "core/store/run_reader.h"
#include "core/store/sql.h"

#include <filesystem>
#include <optional>
#include <vector>

// Internal to core/store: records to rows of a run file and back. Both directions of a table stand side by side in
// run_records.cpp. Everything may throw; writing wants inTransaction() around it.

namespace tandem::store {

/// The row `progress`: what changes while a run lives.
struct Progress {
    RunState state = RunState::Starting;
    ProcessIdentity process;
    std::int64_t startedMs = 0;
    std::int64_t endedMs = 0;
    std::int64_t heartbeatMs = 0;
    std::int64_t epoch = 0;
    std::int64_t step = 0;
    std::optional<double> loss, knnAccuracy, bestKnnAccuracy, imagesPerSecond, dataWaitShare;
    double seconds = 0;
    std::int64_t peakMemoryBytes = 0;
    std::string weightsSha256;
    std::optional<Error> error;
};

/// An error as it is stored: its word, its arguments as packTexts() has them, its detail. No word is no error; a word
/// of a newer program reads as a failure of the engine that carries the word.
[[nodiscard]] std::optional<Error> errorFromWords(const std::string &word, const std::string &arguments,
                                                  const std::string &detail);

void insertRun(SQLite::Database &db, const RunId &id, const std::string &name, const std::string &settingsJson);
void insertOrigin(SQLite::Database &db, const RunOrigin &origin);
void writeProgress(SQLite::Database &db, const Progress &progress); // inserts or replaces
[[nodiscard]] Progress readProgress(SQLite::Database &db);
/// Without reconciling the state with the process.
[[nodiscard]] RunSummary readSummary(SQLite::Database &db);

void beginSegment(SQLite::Database &db, std::int64_t firstStep, const Progress &progress);
void endSegment(SQLite::Database &db, const Progress &progress, double seconds);

void writePlan(SQLite::Database &db, const RunPlan &plan);
[[nodiscard]] std::optional<RunPlan> readPlan(SQLite::Database &db);

void insertEpoch(SQLite::Database &db, const EpochRecord &record);
[[nodiscard]] std::vector<EpochRecord> readEpochs(SQLite::Database &db);

void insertEvaluation(SQLite::Database &db, const EvaluationRecord &record);
[[nodiscard]] std::vector<EvaluationRecord> readEvaluations(SQLite::Database &db);

void writeVector(SQLite::Database &db, const VectorRecord &record);
/// In order of step; none from a file of version 1.
[[nodiscard]] std::vector<VectorRecord> readVectors(SQLite::Database &db, std::string_view name,
                                                    std::int64_t afterStep);
[[nodiscard]] std::vector<std::string> readVectorNames(SQLite::Database &db);

void insertEvent(SQLite::Database &db, const EventRecord &record);
[[nodiscard]] std::vector<EventRecord> readEvents(SQLite::Database &db, std::int64_t skip);

void writePairs(SQLite::Database &db, const PairsRecord &record);
[[nodiscard]] std::optional<PairsRecord> readPairs(SQLite::Database &db);

struct CheckpointRow {
    StoredCheckpoint info; // path: the file's name alone
    std::optional<double> knnAccuracy;
};
/// Adds the row and removes those that need not be kept (the last two and the best by kNN are). Returns the names of
/// the files of removed rows: they may go once this is committed.
[[nodiscard]] std::vector<std::string> insertCheckpoint(SQLite::Database &db, const CheckpointRow &row);
/// Newest first.
[[nodiscard]] std::vector<CheckpointRow> readCheckpoints(SQLite::Database &db);

/// The row of highest kNN accuracy, the newest of equals; `rows` stand newest first. None where no row has one.
[[nodiscard]] std::optional<CheckpointRow> bestCheckpoint(const std::vector<CheckpointRow> &rows);

/// Removes all rows after a step but offline evaluations, which belong to weights and not to a stretch of the run,
/// points and what `progress` says.
void dropRecordsAfter(SQLite::Database &db, std::int64_t step);

} // namespace tandem::store
