#pragma once

#include "core/engine/objective.h"

namespace tandem::engine {

/// Per anchor, [A, 2] in double: its loss as the objective's, and the rank of its positive among the 2N−2 negatives, 1
/// where it beats all; ties count against it. No gradient. Memory as for the loss.
[[nodiscard]] torch::Tensor anchorStatistics(const ContrastBatch &batch, const ObjectiveOptions &options);

} // namespace tandem::engine
