#pragma once

#include "core/analysis/feature_view.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace tandem {

class Workers;

struct EffectiveNegativesOptions {
    std::vector<std::int64_t> batchSizes; // N images, hence 2N − 2 negatives; ascending
    double temperature = 0.5;
    std::int64_t anchors = 500; // at most so many rows are anchors
    std::int64_t seed = 1;      // of anchors and draws
};

/// How many negatives of a batch do the work at one batch size.
struct EffectiveNegatives {
    std::int64_t batchSize = 0;
    std::int64_t negatives = 0;  // drawn for each anchor; 0 where the bank has no other row
    bool isBankTooSmall = false; // rows were drawn more than once: an estimate
    double mean = 0;          // of exp of the entropy of the softmax over the negatives, over anchors: 1 to `negatives`
    double low = 0, high = 0; // 10th and 90th percentile over anchors
};

/// Resamples batches from a bank of projections z: for every anchor, random other rows are its negatives, and the
/// softmax of cosine/temperature says how the loss weighs them. No row is drawn again before all others were. The draws
/// of a larger batch contain those of a smaller one. One entry a batch size. None once `stop` was requested.
[[nodiscard]] std::optional<std::vector<EffectiveNegatives>>
effectiveNegatives(const FeatureView &bank, const EffectiveNegativesOptions &options, Workers &workers,
                   const std::stop_token &stop = {});

} // namespace tandem
