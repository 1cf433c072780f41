#pragma once

#include "core/sweep/run_measures.h"
#include "core/sweep/sweep_spec.h"

#include <optional>
#include <span>

namespace tandem {

/// Where a run fell behind.
struct StoppingVerdict {
    std::int64_t epoch = 0; // looked at
    double value = 0;       // the run's own
    double threshold = 0;   // the least that would have gone on
};

/// Whether a run is to be stopped now; none: it goes on. Higher is better. `run`: its curve so far; `others`: those of
/// the other runs, also of such that were stopped or have ended.
///
/// ASHA, the variant that stops (Li et al. 2020, "A System for Massively Parallel Hyperparameter Tuning"): at the last
/// rung firstEpoch × factor^k that the run has reached, it goes on if its value is among the best 1/factor of all
/// values recorded at that rung so far; the best one always does.
///
/// The median rule (Golovin et al. 2017, "Google Vizier", as Optuna has it): the run's best value so far must not be
/// worse than the median of the others' values at the same epoch.
///
/// A value at an epoch is that of the first evaluation at or after it. Nothing is stopped before `startupRuns` others
/// have a value there.
[[nodiscard]] std::optional<StoppingVerdict> stoppingVerdict(const EarlyStopping &stopping, const EpochCurve &run,
                                                             std::span<const EpochCurve> others);

} // namespace tandem
