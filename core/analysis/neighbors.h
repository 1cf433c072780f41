#pragma once

#include "core/analysis/feature_view.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace tandem {

class Workers;

/// The k nearest rows of each query, nearest first; of equal distances the lower index first.
struct Neighbors {
    std::int64_t rows = 0;
    std::int64_t k = 0;
    std::vector<std::int32_t> indices;   // [rows, k], into the rows that were searched
    std::vector<float> squaredDistances; // [rows, k]; with the cosine metric 2 − 2 cos

    [[nodiscard]] std::span<const std::int32_t> indicesOf(std::int64_t row) const
    {
        return std::span(indices).subspan(static_cast<std::size_t>(row * k), static_cast<std::size_t>(k));
    }
    [[nodiscard]] std::span<const float> squaredDistancesOf(std::int64_t row) const
    {
        return std::span(squaredDistances).subspan(static_cast<std::size_t>(row * k), static_cast<std::size_t>(k));
    }
    /// The same lists, cut to the nearest `count` <= k.
    [[nodiscard]] Neighbors nearest(std::int64_t count) const;
};

/// Cosine of two rows from their squared distance under the cosine metric.
[[nodiscard]] constexpr double cosineOf(double squaredDistance)
{
    return 1 - squaredDistance / 2;
}

struct NeighborOptions {
    std::int64_t k = 15; // cut to the number of rows that can be found
    Metric metric = Metric::Cosine;
};

/// Exact neighbours of every row among the other rows. Candidates come from tiles of a matrix product, their distances
/// are then computed in double in a fixed order, so that the result does not depend on threads. A row of zeros has the
/// cosine 0 to all. None once `stop` was requested, which is answered within some milliseconds.
[[nodiscard]] std::optional<Neighbors> nearestNeighbors(const FeatureView &features, const NeighborOptions &options,
                                                        Workers &workers, const std::stop_token &stop = {});

/// Exact neighbours of every query among the rows of a bank of the same dimension.
[[nodiscard]] std::optional<Neighbors> nearestInBank(const FeatureView &queries, const FeatureView &bank,
                                                     const NeighborOptions &options, Workers &workers,
                                                     const std::stop_token &stop = {});

} // namespace tandem
