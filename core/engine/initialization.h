#pragma once

#include <torch/torch.h>

#include <cstdint>

namespace tandem::engine {

/// Fills all weights from the seed as the official code does: convolutions from a normal of variance 1/fan_in cut at
/// two standard deviations, linear layers from N(0, 0.01²), biases zero; batch-norm is left as built. Counter-based:
/// the same numbers on every device, version and thread count.
void initializeWeights(torch::nn::Module &module, std::uint64_t seed);

} // namespace tandem::engine
