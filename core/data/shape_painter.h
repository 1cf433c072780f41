#pragma once

#include "core/data/shape_scene.h"

#include <cstdint>
#include <vector>

namespace tandem {

/// The picture as packed RGB, size * size * 3 bytes. Pixel noise is drawn from `rng`.
[[nodiscard]] std::vector<std::uint8_t> paint(const Scene &scene, const Silhouette &silhouette, int size,
                                              CounterRng &rng);

} // namespace tandem
