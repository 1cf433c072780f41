#pragma once

#include "core/analysis/feature_view.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace tandem {

class Workers;

/// Mean of the rows.
[[nodiscard]] std::vector<double> meanRow(const FeatureView &features);

/// Sum over the rows of (a_i − meanA)(b_i − meanB)ᵀ: [a.dimension, b.dimension], in double. Both have the same rows. An
/// empty mean is 0. None once `stop` was requested.
[[nodiscard]] std::optional<std::vector<double>> crossProducts(const FeatureView &a, std::span<const double> meanA,
                                                               const FeatureView &b, std::span<const double> meanB,
                                                               Workers &workers, const std::stop_token &stop = {});

/// crossProducts of features with themselves: symmetric to the last bit.
[[nodiscard]] std::optional<std::vector<double>> gramMatrix(const FeatureView &features, std::span<const double> mean,
                                                            Workers &workers, const std::stop_token &stop = {});

} // namespace tandem
