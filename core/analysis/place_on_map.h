#pragma once

#include "core/analysis/neighbors.h"

#include <array>
#include <span>

namespace tandem {

/// Where a new sample belongs on a map that stays as it is: it starts at the mean of its neighbours' places, weighted
/// by affinity, and follows its own gradient of the divergence for a few steps. Time O(N) a step. `indices` and
/// `squaredDistances`: its neighbours among the points of the map, nearest first (as nearestInBank gives them), about
/// three times the perplexity or all. `positions`: [N, 2].
[[nodiscard]] std::array<float, 2> placeOnMap(std::span<const std::int32_t> indices,
                                              std::span<const float> squaredDistances, std::span<const float> positions,
                                              double perplexity);

} // namespace tandem
