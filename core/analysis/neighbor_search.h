#pragma once

#include "core/analysis/feature_view.h"
#include "core/analysis/kernels/kernels.h"

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>

namespace tandem {

class Workers;

/// A search of every query among the rows of a bank by score: the dot product plus the row's bias.
struct NeighborSearch {
    FeatureView queries;
    FeatureView bank;
    std::span<const float> bias = {};   // by bank row; empty = 0
    std::int64_t keep = 0;              // candidates a query; more than wanted, as scores are rounded
    bool leaveOneOut = false;           // queries are the bank: none finds itself
    std::span<const float> floors = {}; // by query: only scores above it are kept, and all of them are counted
};

/// What was found for a query: at most `keep` candidates in no order, those of highest score; of equal scores the lower
/// index. `above`: how many scores exceed the query's floor (0 without floors). Called once a query, on any thread.
using FoundCandidates =
    std::function<void(std::int64_t query, std::span<const Candidate> candidates, std::int64_t above)>;

/// False once `stop` was requested; some queries are then missing.
[[nodiscard]] bool searchNeighbors(const NeighborSearch &search, Workers &workers, const std::stop_token &stop,
                                   const FoundCandidates &found);

} // namespace tandem
