#pragma once

#include "core/augment/pipeline.h"
#include "core/data/image_set.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tandem::engine {

/// Renders one view of each sample with the engine's own threads into pixels [n, S, S, 3], as drawTrainingView draws it
/// for this seed, epoch and view. For the short work of evaluations; training has BatchLoader.
void renderViews(const ImageSet &images, std::span<const std::uint32_t> samples, const Pipeline &pipeline,
                 std::uint64_t seed, std::uint32_t epoch, std::uint32_t view, std::vector<std::uint8_t> &pixels);

} // namespace tandem::engine
