#pragma once

#include "core/analysis/feature_view.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace tandem {

class Workers;

// Health of a representation, on plain arrays. Say with each number whether it is of h (what transfers) or of z (what
// the loss acts on). Functions that take a while give none once `stop` was requested.

/// Mean over the rows of ‖u − v‖² of unit rows, two views of the same images: 0 where they agree, 2 where they are
/// independent, 4 where they are opposite (Wang & Isola 2020, alpha = 2).
[[nodiscard]] double alignment(const FeatureView &first, const FeatureView &second);

/// ln of the mean over pairs i < j of exp(−2 ‖u_i − u_j‖²) of unit rows: 0 when collapsed, −4 + 8/D where directions
/// are independent.
struct Uniformity {
    double value = 0;      // NaN for fewer than two rows
    std::int64_t rows = 0; // all, or a subset by a fixed seed
};
struct UniformityOptions {
    std::int64_t maximumRows = 5000;
    std::int64_t seed = 1; // of the subset
};
[[nodiscard]] std::optional<Uniformity> uniformity(const FeatureView &features, const UniformityOptions &options,
                                                   Workers &workers, const std::stop_token &stop = {});

/// Singular values of the matrix of features, largest first: min(rows, dimension) of them.
struct FeatureSpectrum {
    std::vector<double> singularValues;
    bool isCentred = false;
};
[[nodiscard]] std::optional<FeatureSpectrum> featureSpectrum(const FeatureView &features, bool centred,
                                                             Workers &workers, const std::stop_token &stop = {});

/// RankMe (Garrido et al. 2023): exp of the entropy of p_k = σ_k/Σσ + 1e-7, of the uncentred matrix as it is. From 1 to
/// min(rows, dimension); compares runs of one method, with rows >= dimension. Precondition: not centred.
[[nodiscard]] double rankMe(const FeatureSpectrum &spectrum);

/// exp of the entropy of σ_k/Σσ (Roy & Vetterli 2007): of the centred matrix it is the effective rank that a run
/// records. 0 where all rows are alike.
[[nodiscard]] double effectiveRank(const FeatureSpectrum &spectrum);

/// Standard deviation of unit rows by dimension.
struct FeatureStd {
    std::vector<double> perDimension;
    double mean = 0;
    double relative = 0; // mean times √dimension: 1 = directions are spread evenly, below 0.1 = collapsed
};
[[nodiscard]] FeatureStd featureStd(const FeatureView &features);

} // namespace tandem
