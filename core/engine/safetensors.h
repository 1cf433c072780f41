#pragma once

#include <torch/torch.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tandem::engine {

/// Tensors as bytes of a safetensors file (https://github.com/huggingface/safetensors, "Format"): the length of the
/// header as 8 little-endian bytes, the header as JSON padded with spaces to a multiple of 8, then the values, without
/// gaps and in the given order. Types: float, double, half, bfloat16, int64, int32, uint8. Throws for others.
[[nodiscard]] std::string safetensors(const std::vector<std::pair<std::string, torch::Tensor>> &tensors,
                                      const std::map<std::string, std::string> &metadata);

} // namespace tandem::engine
