#pragma once

#include "core/store/run_reader.h"
#include "ui/charts/point_columns.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tandem {

/// What became known of one series.
struct SeriesChange {
    std::string name;
    bool replace = false; // forget what was known before: first reading, or steps went back
    PointColumns points;
};

/// The same of the vectors of one name.
struct VectorChange {
    std::string name;
    bool replace = false;
    std::vector<VectorRecord> records;
};

/// What became known of one run since the last look. Absent parts did not change.
struct RunChange {
    RunId run;
    bool restart = false; // forget everything known of the run before applying this
    std::vector<SeriesChange> series;
    std::vector<VectorChange> vectors;
    std::optional<std::vector<std::string>> seriesNames, vectorNames; // all that the file has
    std::optional<RunPlan> plan;
    std::optional<std::vector<EvaluationRecord>> evaluations; // all
    std::optional<std::vector<EventRecord>> events;           // all
    std::optional<std::vector<StoredCheckpoint>> checkpoints; // all that are kept
    std::shared_ptr<const PairsRecord> pairs;

    [[nodiscard]] bool isEmpty() const
    {
        return !restart && series.empty() && vectors.empty() && !seriesNames && !vectorNames && !plan && !evaluations &&
               !events && !checkpoints && !pairs;
    }
};
using RunChangePtr = std::shared_ptr<const RunChange>;

/// What somebody wants to know of a run beyond its plan, evaluations and events.
struct RunInterest {
    std::set<std::string, std::less<>> series, vectors;
    bool pairs = false;
    bool operator==(const RunInterest &) const = default;
};

/// Reads what is new in one run file, also across a resume (points after the checkpoint are dropped and made again)
/// and when another file takes its place. One thread.
class RunFollower {
public:
    RunFollower(ProjectLayout project, RunId id, RunInterest interest)
        : m_project(std::move(project)), m_id(std::move(id)), m_interest(std::move(interest))
    {
    }

    [[nodiscard]] const RunId &id() const { return m_id; }
    /// What is newly wanted comes whole with the next poll; what no longer is stops coming.
    void setInterest(const RunInterest &interest);
    /// Errors as RunReader::open; the next call tries afresh and then restarts.
    [[nodiscard]] Result<RunChange> poll();
    /// The run's last known numbers. Errors as poll.
    [[nodiscard]] Result<RunSummary> summary();
    /// The plan, once known; null before.
    [[nodiscard]] const RunPlan *plan() const { return m_plan ? &*m_plan : nullptr; }

private:
    using FileIdentity = std::pair<std::uint64_t, std::uint64_t>; // device, inode
    Result<bool> ensureOpen();
    void forget();
    Result<void> readSeries(RunChange &change);
    Result<void> readVectors(RunChange &change);
    Result<void> readNames(RunChange &change);
    Result<void> readRest(RunChange &change);
    Result<void> readPairs(RunChange &change);

    ProjectLayout m_project;
    RunId m_id;
    RunInterest m_interest;
    bool m_interestChanged = false;
    std::unique_ptr<RunReader> m_reader;
    FileIdentity m_file;
    bool m_fresh = true; // nothing was read from the open file yet
    std::map<std::string, SeriesPoint, std::less<>> m_last;
    std::map<std::string, std::pair<std::int64_t, std::int64_t>, std::less<>> m_lastVectors; // step, time
    std::vector<std::string> m_seriesNames, m_vectorNames;
    std::vector<std::string> m_checkpoints; // their checksums
    std::optional<RunPlan> m_plan;
    std::int64_t m_pairsMs = -1;    // of the pairs last handed out
    std::int64_t m_pairsReadMs = 0; // when they were last looked for: megabytes for large views, so once a second
    bool m_pairsPending = false;
    std::size_t m_evaluations = 0;
    std::int64_t m_lastEvaluationMs = 0;
    std::size_t m_events = 0;
    std::int64_t m_lastEventMs = 0; // a resume drops events, so that their number alone does not tell
};

} // namespace tandem
