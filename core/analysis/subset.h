#pragma once

#include "core/analysis/feature_view.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tandem {

/// `count` of the rows 0 … rows−1 drawn without replacement, ascending; all of them if there are no more. A pure
/// function of its arguments.
[[nodiscard]] std::vector<std::int32_t> drawSubset(std::int64_t rows, std::int64_t count, std::int64_t seed);

/// The given rows one after another.
[[nodiscard]] std::vector<float> takeRows(const FeatureView &features, std::span<const std::int32_t> rows);

} // namespace tandem
