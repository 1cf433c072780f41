#pragma once

#include "core/store/point_table.h"
#include "core/store/run_records.h"
#include "core/store/run_writer.h"

#include <chrono>
#include <variant>
#include <vector>

// Internal to core/store: the writing connection of a run file. Not thread-safe: RunWriter hands it from one thread to
// the next. Everything may throw.

namespace tandem::store {

/// What waits in a RunWriter's queue.
using WriteItem = std::variant<RunPlan, RunState, StepRecord, EpochRecord, EvaluationRecord, EventRecord, PairsRecord,
                               CheckpointRow, RunWriter::Ending>;

class RunFile {
public:
    /// Opens an existing file. Either this process has just made it, or claim() must follow.
    RunFile(const std::filesystem::path &path, std::filesystem::path checkpointFolder,
            std::filesystem::path embeddingFolder);

    /// Takes the run over for a further segment and drops what comes after `fromStep`: at once in one transaction, or
    /// with the plan. Returns the name of the run where its process lives: nothing is changed then.
    [[nodiscard]] std::optional<std::string> claim(std::int64_t fromStep, RunWriter::Trim trim);

    /// Writes all items and the heartbeat in one transaction, packs points where it is time to, then removes the files
    /// of checkpoints that are no longer kept.
    void commit(const std::vector<WriteItem> &items);
    /// Leaves state and error behind after a failure, if there is room for a single row.
    void writeEnding(const RunWriter::Ending &ending);
    /// After the last commit.
    void fold() { foldWal(*m_connection); }

private:
    void apply(const RunPlan &plan);
    void apply(RunState state) { m_progress.state = state; }
    void apply(const StepRecord &record);
    void apply(const EpochRecord &record);
    void apply(const EvaluationRecord &record);
    void apply(const EventRecord &record) { insertEvent(*m_connection, record); }
    void apply(const PairsRecord &record) { writePairs(*m_connection, record); }
    void apply(const CheckpointRow &row);
    void apply(const RunWriter::Ending &ending);
    void takeEnding(const RunWriter::Ending &ending);
    void beginFurtherSegment();
    [[nodiscard]] bool giveBack();
    /// Files of what was dropped; after the commit.
    void removeDroppedFiles(std::int64_t fromStep);
    void recallProgress(std::int64_t step);
    void beat();

    std::filesystem::path m_checkpointFolder;
    std::filesystem::path m_embeddingFolder;
    Connection m_connection;
    PointTable m_points;
    Progress m_progress;
    Progress m_stored;          // as committed
    double m_secondsBefore = 0; // of earlier segments
    std::optional<std::chrono::steady_clock::time_point> m_trainingSince;
    std::vector<std::string> m_doomedCheckpoints;
    struct Claim {
        std::int64_t fromStep = 0;
        Progress before;
    };
    std::optional<Claim> m_claim; // taken over, and nothing dropped yet
};

} // namespace tandem::store
