#pragma once

#include <cstddef>
#include <span>
#include <vector>

// Cosines between rows of features. A row of zeros has cosine 0 with everything.

namespace tandem {

/// In [-1, 1]. Precondition: equal lengths.
[[nodiscard]] double cosine(std::span<const float> a, std::span<const float> b);

/// Of each row of `rows` [count, size of reference] with the reference.
[[nodiscard]] std::vector<double> cosinesTo(std::span<const float> reference, std::span<const float> rows);

/// Mean over all pairs of different rows of `rows` [count, size]: how alike two things are that have nothing to do with
/// one another. 0 for fewer than two rows.
[[nodiscard]] double meanPairCosine(std::span<const float> rows, std::size_t size);

} // namespace tandem
