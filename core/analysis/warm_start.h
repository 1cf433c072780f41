#pragma once

#include "core/analysis/affinities.h"
#include "core/analysis/tsne_settings.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tandem {

/// A layout whose points have names that outlive it: samples of a dataset, for one.
struct PlacedPoints {
    std::vector<std::uint32_t> ids; // distinct
    std::vector<float> positions;   // [ids, 2]
};

/// Where a layout of the next features may start: points of the previous layout where they were, new ones at the mean
/// of their neighbours weighted by affinity (their neighbours' neighbours where those are new, too; the centre where
/// nobody is known).
[[nodiscard]] std::vector<float> warmStart(const Affinities &affinities, std::span<const std::uint32_t> ids,
                                           const PlacedPoints &previous);

/// The schedule for a warm start: 100 exaggerated iterations and 250 plain ones. Without the exaggeration clusters that
/// have drifted apart cannot pass each other, and stay torn.
[[nodiscard]] TsneSettings warmSettings(TsneSettings settings);

/// The points of `moving` and `target` that have the same id, in the order of `moving`.
struct CommonPoints {
    std::vector<float> moving, target; // [n, 2]
};
[[nodiscard]] CommonPoints commonPoints(const PlacedPoints &moving, const PlacedPoints &target);

} // namespace tandem
