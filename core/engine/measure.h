#pragma once

#include "core/config/settings.h"
#include "core/data/image_set.h"
#include "core/engine/dry_run.h"
#include "core/engine/model.h"
#include "core/report/records.h"

#include <cstdint>
#include <optional>
#include <stop_token>

namespace tandem::engine {

// What a dry run measures, each in a second or two. All may throw what LibTorch throws.

/// Some steps of the real training.
struct TrainingSample {
    MeasuredSteps steps;
    RunPlan plan; // for the measured batch
    std::int64_t checkpointBytes = 0;
};
/// Trains `steps` steps (2 at least) with the settings and this batch, and leaves nothing. The first step is not timed.
/// None: stopped. Errors: those of train().
[[nodiscard]] Result<std::optional<TrainingSample>>
measureTraining(const DryRunRequest &request, std::int64_t batchSize, std::int64_t steps, std::stop_token stop);

/// Images per second that the loader makes ready by itself. 0: stopped.
[[nodiscard]] double measureLoader(const DryRunRequest &request, const RunPlan &plan, const std::stop_token &stop);

/// What the objective takes, on projections drawn at random: seconds of a step, and memory beyond what is there.
struct ObjectiveSample {
    double seconds = 0;
    std::int64_t memoryBytes = 0;
};
[[nodiscard]] ObjectiveSample measureObjective(const Settings &settings, std::int64_t batchSize,
                                               const torch::Device &device);

/// What one evaluation would take.
struct EvaluationSample {
    double seconds = 0;
    std::int64_t memoryBytes = 0; // at most, of the process or the GPU
};
/// Encodes some hundred images and compares one tile of them with a bank of full size; the rest by proportion. None:
/// stopped.
[[nodiscard]] std::optional<EvaluationSample> measureEvaluation(const DryRunRequest &request, const RunPlan &plan,
                                                                const std::stop_token &stop);

} // namespace tandem::engine
