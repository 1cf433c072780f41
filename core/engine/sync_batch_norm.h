#pragma once

#include "core/engine/ranks.h"

#include <torch/torch.h>

#include <memory>

namespace tandem::engine {

/// Running statistics that a pass moves: mean and unbiased variance, of all ranks' rows, by `momentum`. Undefined
/// tensors: none are moved.
struct RunningMoments {
    torch::Tensor mean, variance; // [C]
    double momentum = 0.1;
};

/// Batch normalisation in training mode over the rows of all ranks, as if one process had them all: x [N, C] or
/// [N, C, H, W], with N differing between ranks. Moments are weighted by counts, so unequal shares are exact; the
/// backward pass sums Σ dy and Σ dy·(x−µ) over the ranks. gamma [C]; beta [C] or undefined. On a GPU by ATen's
/// synchronised batch-norm kernels.
[[nodiscard]] torch::Tensor syncBatchNorm(const torch::Tensor &x, const torch::Tensor &gamma, const torch::Tensor &beta,
                                          const RunningMoments &running, double epsilon,
                                          const std::shared_ptr<Ranks> &ranks);

} // namespace tandem::engine
