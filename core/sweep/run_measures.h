#pragma once

#include "core/report/records.h"
#include "core/store/project.h"
#include "core/sweep/sweep_spec.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tandem {

/// A curve by epochs, which runs of different batch sizes have in common.
struct EpochPoint {
    std::int64_t epoch = 0;
    double value = 0;
};
using EpochCurve = std::vector<EpochPoint>;

/// What stands for one series of a run.
struct MeasuredSeries {
    double last = 0, minimum = 0, maximum = 0;
    std::optional<double> atBestKnn; // none where it was not measured at that step
    std::optional<double> mean3;     // of the last three points
};

/// What a run measured, as far as sweeps need it.
struct RunMeasures {
    std::map<std::string, MeasuredSeries, std::less<>> series;
    EpochCurve knn; // one point for each evaluation
};

/// The number that a goal picks; none where the run has not measured it.
[[nodiscard]] std::optional<double> valueOf(const RunMeasures &measures, const SweepGoal &goal);

/// Errors: those of RunReader.
[[nodiscard]] Result<RunMeasures> readMeasures(const ProjectLayout &project, const RunId &run);

/// Keeps what was read of runs that have ended. One thread.
class MeasuresCache {
public:
    explicit MeasuresCache(ProjectLayout project) : m_project(std::move(project)) {}

    /// Null for a run that has no file or cannot be read. `run`: as listed just now.
    [[nodiscard]] std::shared_ptr<const RunMeasures> measures(const RunSummary &run);

private:
    struct Known {
        std::int64_t step = 0, heartbeatMs = 0;
        RunState state = RunState::Queued;
        std::shared_ptr<const RunMeasures> measures;
    };
    ProjectLayout m_project;
    std::map<RunId, Known> m_known;
};

/// Mean and spread over the seeds of a cell.
struct SeedSummary {
    std::int64_t count = 0;
    double mean = 0;
    double deviation = 0;     // of the sample (n - 1); 0 for one value
    double low = 0, high = 0; // ends of the 95 % interval of the mean by Student's t; equal to it for one value
};
[[nodiscard]] std::optional<SeedSummary> summarize(const std::vector<double> &values);

} // namespace tandem
