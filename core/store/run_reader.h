#pragma once

#include "core/store/project.h"

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

/// Reads one run file, also while its trainer writes: its own read-only connection. One thread per object.
class RunReader {
public:
    /// Errors: RunNotFound, NewerSchema, FileCorrupt, DatabaseFailed.
    [[nodiscard]] static Result<std::unique_ptr<RunReader>> open(const ProjectLayout &project, const RunId &id);
    ~RunReader();

    /// True if something was committed since the last call (PRAGMA data_version); cheap enough for a timer.
    [[nodiscard]] bool hasChanged();

    /// The state comes from the process: a run that should be active whose process is gone reads Lost, with
    /// ProcessLost.
    [[nodiscard]] Result<RunSummary> summary();
    [[nodiscard]] Result<RunPlan> plan();
    [[nodiscard]] Result<std::vector<SeriesInfo>> seriesInfo();
    /// Points with step > afterStep, in order: for following a live run.
    [[nodiscard]] Result<std::vector<SeriesPoint>> points(std::string_view series, std::int64_t afterStep = -1);
    [[nodiscard]] Result<std::vector<EvaluationRecord>> evaluations();
    [[nodiscard]] Result<std::vector<EventRecord>> events(std::int64_t afterRow = 0);
    [[nodiscard]] Result<std::optional<PairsRecord>> pairs();

    /// Newest first.
    [[nodiscard]] Result<std::vector<StoredCheckpoint>> checkpoints();
    /// The newest checkpoint whose checksum holds, with its bytes; damaged ones are passed over and named in `damaged`.
    /// None if no checkpoint was written. Errors: CheckpointDamaged (all are), DatabaseFailed.
    struct LoadedCheckpoint {
        StoredCheckpoint info;
        std::vector<std::byte> bytes;
        std::vector<std::string> damaged;
    };
    [[nodiscard]] Result<std::optional<LoadedCheckpoint>> loadNewestCheckpoint();

private:
    RunReader();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tandem
