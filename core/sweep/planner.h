#pragma once

#include "core/sweep/sweep_spec.h"

#include <optional>
#include <span>

namespace tandem {

/// What became of a trial so far.
struct TrialOutcome {
    bool isKnown = false;        // something can be learned of it: a value, or that it diverged
    std::optional<double> value; // mean over its seeds, of the goal's number; none: it failed for its settings' sake
};

/// The next trial of random search or TPE: a pure function of its arguments, as the draws are keyed by the sweep's seed
/// and the trial's number. TPE draws evenly until `startupTrials` outcomes are known. None if no trial is left.
/// `outcomes`: one for each of spec.trials, in order.
[[nodiscard]] std::optional<SweepTrial> nextTrial(const SweepSpec &spec, std::span<const TrialOutcome> outcomes);

/// Trials of random search and TPE that are still to be drawn; 0 of a grid. Where every axis is a list of values, there
/// are no more than combinations of them that were not drawn yet.
[[nodiscard]] std::int64_t trialsLeft(const SweepSpec &spec);

} // namespace tandem
