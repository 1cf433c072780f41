#pragma once

#include "core/engine/objective.h"

namespace tandem::engine {

/// Candidate row of each anchor's positive, as a column [A, 1]: i+N for the first views, i−N for the second.
[[nodiscard]] torch::Tensor positiveColumns(const torch::Tensor &rows, std::int64_t candidates);

/// Mean over the N pairs of e^{s+/σ}, with gradient: what DCLW's weights are relative to. Undefined for other kinds.
[[nodiscard]] torch::Tensor pairWeightScale(const torch::Tensor &candidates, const ObjectiveOptions &options);

/// The loss of each anchor [A] from its similarities to all candidates [A, 2N]; `rows` as in ContrastBatch.
[[nodiscard]] torch::Tensor rowLosses(const torch::Tensor &similarity, const torch::Tensor &rows,
                                      const torch::Tensor &weightScale, const ObjectiveOptions &options);

} // namespace tandem::engine
