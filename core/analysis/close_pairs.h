#pragma once

#include "core/analysis/feature_view.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace tandem {

class Workers;

/// What two samples that lie too close to be negatives of each other are.
enum class PairKind {
    NearDuplicate, // cosine at or above the duplicate limit, whatever the labels
    SameLabel,     // false negatives: the loss pushes apart what belongs together
    OtherLabel,    // confusions, or wrong labels
    Unlabelled,    // one of them has no label
};

struct ClosePair {
    std::int32_t first = 0, second = 0; // first < second
    float cosine = 0;
    float excess = 0; // cosine minus that of the positive: of the anchor for which it is larger
    PairKind kind = PairKind::Unlabelled;
};

struct ClosePairsOptions {
    double duplicateCosine = 0.99;
    std::int64_t perAnchor = 20; // at most so many of an anchor are listed, the closest
    std::int64_t maximumPairs = 1000;
};

/// Pairs that are closer than the positive of one of them.
struct ClosePairs {
    std::vector<ClosePair> pairs; // by falling excess; of equals by index
    /// Anchors' negatives that lie closer than the positive, all of them counted, not only those that are listed.
    std::int64_t violations = 0;
    std::vector<std::int32_t> violationsPerAnchor; // [rows]
};

/// z: [rows, d]. `positiveCosines`: of each sample with its positive, or one value as a threshold for all. `labels`:
/// empty = unknown. None once `stop` was requested.
[[nodiscard]] std::optional<ClosePairs>
closePairs(const FeatureView &projections, std::span<const float> positiveCosines, std::span<const std::int32_t> labels,
           const ClosePairsOptions &options, Workers &workers, const std::stop_token &stop = {});

} // namespace tandem
