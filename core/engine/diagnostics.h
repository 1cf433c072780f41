#pragma once

#include "core/report/records.h"

#include <torch/torch.h>

#include <cstdint>
#include <string_view>

namespace tandem::engine {

// Health of representations (Wang & Isola 2020 for alignment and uniformity; Roy & Vetterli 2007 for the effective
// rank). Rows are brought to unit length where cosines are meant. No gradients; results on the CPU.

/// Mean over the rows of ‖u − v‖² of unit rows [N, D]: 0 where both views of an image agree, 2 where they are
/// independent.
[[nodiscard]] double alignment(const torch::Tensor &first, const torch::Tensor &second);

/// ln of the mean over pairs i ≠ j of exp(−2‖u_i − u_j‖²) of unit rows: 0 when collapsed, −4 where all are orthogonal.
/// Of more than kPairRows rows, so many are taken, evenly spaced. NaN for a single row.
[[nodiscard]] double uniformity(const torch::Tensor &features);
inline constexpr std::int64_t kPairRows = 2048;

/// exp of the entropy of σ/Σσ, with σ the singular values of the centred rows (the square roots of the covariance's
/// eigenvalues, to a factor): from 1 to D; 0 where all rows are alike. Lengths are kept.
[[nodiscard]] double effectiveRank(const torch::Tensor &features);

/// Standard deviation of unit rows by dimension [D], double.
[[nodiscard]] torch::Tensor unitStdByDimension(const torch::Tensor &features);

/// Shares of cosines in kHistogramBins equal bins over [−1, 1], float; the sum is 1.
[[nodiscard]] torch::Tensor cosineHistogram(const torch::Tensor &cosines);
inline constexpr std::int64_t kHistogramBins = 64;

/// A vector under its name; step and time are left to whoever stores it.
[[nodiscard]] VectorRecord vectorRecord(std::string_view name, const torch::Tensor &values);

/// What the features of the test images tell: effective ranks, uniformity of z, deviations by dimension.
void addFeatureDiagnostics(const torch::Tensor &h, const torch::Tensor &z, EvaluationRecord &record);

/// What the projections of two views of the same images [N, d] tell: alignment, and histograms of the cosines of the N
/// pairs (positives) and of all pairs of different images among the first views (negatives).
void addPairDiagnostics(const torch::Tensor &first, const torch::Tensor &second, EvaluationRecord &record);

} // namespace tandem::engine
