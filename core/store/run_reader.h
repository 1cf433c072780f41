#pragma once

#include "core/report/health.h"
#include "core/store/project.h"

#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace tandem {

struct StoredCheckpoint {
    std::int64_t epoch = 0;
    std::int64_t step = 0;
    std::int64_t wallMs = 0;
    std::filesystem::path path;
    std::string sha256; // of the file
    std::int64_t bytes = 0;
};

struct SeriesInfo {
    std::string name;
    std::int64_t count = 0;
    SeriesPoint first, last;
    SeriesPoint minimum, maximum; // of finite values
    std::int64_t nonFinite = 0;
};

/// What lies between two places of a curve, for drawing many points in few pixels.
struct EnvelopeBucket {
    std::int64_t firstStep = 0;
    std::int64_t finite = 0; // how many values; minimum and maximum mean nothing where it is 0
    std::int64_t nonFinite = 0;
    double minimum = 0;
    double maximum = 0;
};

/// Reads one run file, also while its trainer writes: its own read-only connection. One thread per object.
class RunReader {
public:
    /// Errors: RunNotFound (also while a started trainer has not made the file yet), NewerSchema, FileCorrupt,
    /// FileUnreadable, DatabaseFailed. The functions below: the last three.
    [[nodiscard]] static Result<std::unique_ptr<RunReader>> open(const ProjectLayout &project, const RunId &id);
    ~RunReader();

    /// True if something was committed since the last call (PRAGMA data_version), and at the first call; cheap enough
    /// for a timer. A living trainer renews its heartbeat, hence commits, every second.
    [[nodiscard]] bool hasChanged();

    /// The state comes from the process: a run that should be active whose process is gone reads Lost, with
    /// ProcessLost.
    [[nodiscard]] Result<RunSummary> summary();
    /// Of the latest segment; all zero before the first one was planned.
    [[nodiscard]] Result<RunPlan> plan();
    [[nodiscard]] Result<std::vector<SeriesInfo>> seriesInfo();
    /// Points with afterStep < step <= lastStep, in order: for following a live run, and for few of many. When a run is
    /// resumed (RunSummary::startedMs moves), points after its checkpoint are dropped: whoever follows starts again.
    /// Empty for an unknown series.
    [[nodiscard]] Result<std::vector<SeriesPoint>>
    points(std::string_view series, std::int64_t afterStep = -1,
           std::int64_t lastStep = std::numeric_limits<std::int64_t>::max());
    /// At most about `maxBuckets` buckets that cover all points with firstStep <= step <= lastStep. Where points are
    /// packed, a bucket holds 64 of them or a multiple and may reach over the ends; few points come as they are.
    [[nodiscard]] Result<std::vector<EnvelopeBucket>> envelope(std::string_view series, std::int64_t firstStep,
                                                               std::int64_t lastStep, std::int64_t maxBuckets);
    [[nodiscard]] Result<std::vector<EpochRecord>> epochs();
    [[nodiscard]] Result<std::vector<EvaluationRecord>> evaluations();
    /// Oldest first; empty for a file of a version that knew none.
    [[nodiscard]] Result<std::vector<OfflineEvaluationRecord>> offlineEvaluations();
    /// Vectors of one name with step > afterStep, in order; empty for an unknown name. Resuming may drop some (see
    /// points).
    [[nodiscard]] Result<std::vector<VectorRecord>> vectors(std::string_view name, std::int64_t afterStep = -1);
    [[nodiscard]] Result<std::vector<std::string>> vectorNames();
    /// Oldest first. `afterRow`: how many of them the caller has already; resuming may drop some (see points).
    [[nodiscard]] Result<std::vector<EventRecord>> events(std::int64_t afterRow = 0);
    [[nodiscard]] Result<std::optional<PairsRecord>> pairs();
    /// What a verdict on the run's health is drawn from.
    [[nodiscard]] Result<HealthHistory> healthHistory();

    /// Newest first.
    [[nodiscard]] Result<std::vector<StoredCheckpoint>> checkpoints();
    /// The newest checkpoint whose checksum holds, with its bytes; damaged ones are passed over and named in `damaged`.
    /// None if no checkpoint was written. Errors: CheckpointDamaged (all are; names the newest), DatabaseFailed.
    struct LoadedCheckpoint {
        StoredCheckpoint info;
        std::vector<std::byte> bytes;
        std::vector<std::string> damaged;
    };
    [[nodiscard]] Result<std::optional<LoadedCheckpoint>> loadNewestCheckpoint();
    /// The checkpoint of highest kNN accuracy, the newest of equals; none where no checkpoint has an accuracy. Errors:
    /// CheckpointDamaged (no other stands in for it), FileUnreadable, DatabaseFailed.
    [[nodiscard]] Result<std::optional<LoadedCheckpoint>> loadBestCheckpoint();

private:
    RunReader();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tandem
