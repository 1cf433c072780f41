#pragma once

#include "core/report/records.h"

#include <optional>
#include <span>

namespace tandem {

/// What an estimate of the time left stands on.
struct ProgressFacts {
    const RunPlan *plan = nullptr;             // not null
    std::span<const SeriesPoint> recent;       // points of the loss of this segment's latest steps, in order
    std::span<const EvaluationRecord> history; // all evaluations
    std::int64_t evaluateEvery = 1;            // epochs; 0 = only at the end
    std::int64_t nowMs = 0;
};

/// Seconds until the run is done: steps left at the recent pace, and evaluations left at the pace of the latest.
/// None instead of nonsense: with fewer than eight steps to judge by, without a plan's end, or when the run has been
/// silent for much longer than a step and an evaluation take.
[[nodiscard]] std::optional<double> secondsLeft(const ProgressFacts &facts);

/// Evaluations still to come after `step`.
[[nodiscard]] std::int64_t evaluationsLeft(const RunPlan &plan, std::int64_t step, std::int64_t evaluateEvery);

} // namespace tandem
