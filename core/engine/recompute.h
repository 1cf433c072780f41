#pragma once

#include <torch/torch.h>

#include <functional>
#include <memory>
#include <vector>

namespace tandem::engine {

/// Part of a network: maps a tensor to a tensor with the parameters given.
struct Block {
    std::function<torch::Tensor(const torch::Tensor &)> forward;
    std::vector<torch::Tensor> parameters; // all that forward uses and that wants a gradient
};

/// forward(x) without keeping what is in between: the backward pass computes the block again from x, in the precision
/// of the first time and without touching running statistics (trap 19). Outputs, gradients and buffers are the same to
/// the last bit as without it, for about a third more time. `x` must not be changed in place afterwards.
[[nodiscard]] torch::Tensor recomputed(std::shared_ptr<const Block> block, const torch::Tensor &x);

} // namespace tandem::engine
