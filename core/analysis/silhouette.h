#pragma once

#include "core/analysis/feature_view.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace tandem {

class Workers;

struct SilhouetteOptions {
    Metric metric = Metric::Cosine;  // distance 1 − cos, or the Euclidean one
    std::int64_t maximumRows = 5000; // above, a subset by a fixed seed is judged
    std::int64_t seed = 1;
};

/// How well labels fit the distances (Rousseeuw 1987): (b − a)/max(a, b) with a the mean distance to one's own class
/// and b that to the nearest other, in [−1, 1]. Of features; never of a t-SNE layout, which inflates it.
struct SilhouetteScores {
    std::int64_t rows = 0;       // judged
    double mean = 0;             // NaN for fewer than two classes
    std::vector<float> perPoint; // by row of the features; NaN where not judged
};

/// Rows with a label below 0 are left out; a class of one has 0. None once `stop` was requested.
[[nodiscard]] std::optional<SilhouetteScores> silhouette(const FeatureView &features,
                                                         std::span<const std::int32_t> labels,
                                                         const SilhouetteOptions &options, Workers &workers,
                                                         const std::stop_token &stop = {});

} // namespace tandem
