#pragma once

#include <torch/torch.h>

namespace tandem::engine {

// Batch-norm of rows on the processor: a tensor [N, C] or [N, C, H, W] is a table of rows with C channels each, which
// it is in memory where it is channels-last. Each function goes over the memory once, in blocks whose order does not
// depend on the number of threads; sums are kept in double over blocks. Types: float, double and bfloat16 (computed in
// float).

/// The tensor as such a table in memory: itself, or a copy.
[[nodiscard]] torch::Tensor asRows(const torch::Tensor &x);

/// Mean and biased variance by channel, [2, C], double.
[[nodiscard]] torch::Tensor rowMoments(const torch::Tensor &x);

/// (x − mean)·scale + shift by channel, in the type of x; mean, scale and shift are [C].
[[nodiscard]] torch::Tensor normalizedRows(const torch::Tensor &x, const torch::Tensor &mean,
                                           const torch::Tensor &scale, const torch::Tensor &shift);

/// Σ dy and Σ dy·(x − mean) by channel, [2, C], double.
[[nodiscard]] torch::Tensor rowGradientSums(const torch::Tensor &dy, const torch::Tensor &x, const torch::Tensor &mean);

/// (dy − meanDy − (x − mean)·slope)·scale by channel, in the type of x.
[[nodiscard]] torch::Tensor rowGradient(const torch::Tensor &dy, const torch::Tensor &x, const torch::Tensor &mean,
                                        const torch::Tensor &meanDy, const torch::Tensor &slope,
                                        const torch::Tensor &scale);

} // namespace tandem::engine
