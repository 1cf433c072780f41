#pragma once

#include "core/base/random.h"

#include <span>
#include <vector>

namespace tandem {

/// One dimension of a search space.
struct TpeDimension {
    std::int64_t choices = 0; // > 0: categorical, values are 0 … choices-1
    double low = 0, high = 1; // else: a number between these
};

/// A point and how bad it was.
struct TpeObservation {
    std::vector<double> point; // one value for each dimension
    double loss = 0;           // lower is better; infinite for one that failed
};

struct TpeOptions {
    bool multivariate = true; // one mixture over all dimensions; else one for each
    int candidates = 24;      // drawn from the good mixture, of which the best ratio wins
};

/// Proposes the next point by a tree-structured Parzen estimator (Bergstra et al. 2011, "Algorithms for Hyper-Parameter
/// Optimization"): the best tenth of the observations makes a density l, all others a density g, and of some points
/// drawn from l the one with the highest l/g is taken. Densities are mixtures of truncated normals and of smoothed
/// categories, one for each observation, and a wide prior over the whole space. Pure but for `rng`.
/// Precondition: dimensions are not empty, every observation has a value for each.
[[nodiscard]] std::vector<double> proposeTpe(std::span<const TpeDimension> dimensions,
                                             std::span<const TpeObservation> observations, const TpeOptions &options,
                                             CounterRng &rng);

/// A point drawn evenly.
[[nodiscard]] std::vector<double> drawEvenly(std::span<const TpeDimension> dimensions, CounterRng &rng);

} // namespace tandem
