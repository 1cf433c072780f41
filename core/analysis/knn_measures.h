#pragma once

#include "core/analysis/neighbors.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tandem {

// What labels say about neighbours. Labels below 0 mean "none": such rows vote for nothing and are judged by nothing.

/// Weighted vote of neighbours (Wu et al. 2018).
struct KnnVote {
    std::int64_t k = 0;                    // as used: at most the neighbours that there are
    double temperature = 0;                // of the weights exp(cosine/temperature)
    std::int64_t classes = 0;              // the highest label plus one
    std::vector<std::int32_t> predictions; // by query; −1 where no neighbour has a label
    std::int64_t judged = 0;               // queries that have a label and a prediction
    std::optional<double> accuracy;        // share of the judged, [0, 1]
};

/// Neighbours found by cosine. `bankLabels`: of the rows that were searched. `queryLabels`: empty = unknown. Of equal
/// sums the lower class wins. Note that published numbers take k = 200 with temperatures of 0.07 or 0.1: print both.
[[nodiscard]] KnnVote voteOfNeighbors(const Neighbors &neighbors, std::span<const std::int32_t> bankLabels,
                                      std::span<const std::int32_t> queryLabels, std::int64_t k, double temperature);

/// counts[label * classes + prediction], over rows that have both.
[[nodiscard]] std::vector<std::int64_t> confusionMatrix(std::span<const std::int32_t> predictions,
                                                        std::span<const std::int32_t> labels, std::int64_t classes);

/// Share of the k neighbours that have the query's label.
struct NeighborPurity {
    std::int64_t k = 0;
    std::vector<float> perPoint;  // NaN without a label
    std::vector<double> perClass; // mean; NaN for a class without rows
    double mean = 0;              // over rows with a label; NaN without any
};

/// Leave-one-out neighbours; works for a space and for a layout alike, and the gap between the two is the projection's.
[[nodiscard]] NeighborPurity neighborPurity(const Neighbors &neighbors, std::span<const std::int32_t> labels,
                                            std::int64_t k);

/// How much two lists of neighbours of the same rows agree: of two runs, two epochs, h and z, or a space and its
/// layout.
struct NeighborOverlap {
    std::int64_t k = 0;
    std::vector<float> perPoint; // common neighbours divided by k, [0, 1]
    double mean = 0;
};
[[nodiscard]] NeighborOverlap neighborOverlap(const Neighbors &first, const Neighbors &second, std::int64_t k);

/// The `count` rows whose neighbours changed most; of equals the lower index first.
[[nodiscard]] std::vector<std::int32_t> mostChanged(const NeighborOverlap &overlap, std::int64_t count);

} // namespace tandem
