#pragma once

#include "core/augment/pipeline.h"

namespace tandem {

/// The rectangle of a random resized crop of a width x height image: at least 1x1 and inside it.
[[nodiscard]] DrawnCrop drawCrop(const RandomResizedCrop &crop, int width, int height, CounterRng &rng);

} // namespace tandem
