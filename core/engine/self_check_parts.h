#pragma once

#include "core/engine/model.h"
#include "core/engine/self_check.h"

#include <functional>
#include <string>
#include <vector>

// What the checks of several files share.

namespace tandem::engine {

/// Passed where the relative difference `value` is within `bound`.
[[nodiscard]] SelfCheck bounded(std::string name, std::string claim, double value, double bound);

/// Uniform in [0, 1), the same on every device and in every process.
[[nodiscard]] torch::Tensor drawn(const std::vector<std::int64_t> &shape, std::uint64_t seed,
                                  const torch::TensorOptions &options);

/// ‖a − b‖ / ‖b‖ over all tensors together.
[[nodiscard]] double relativeDistance(const std::vector<torch::Tensor> &a, const std::vector<torch::Tensor> &b);

/// The smallest ResNet-18 with all its parts; every gamma at one, as zero-started branches would hide gradients.
[[nodiscard]] Model smallNetwork(const torch::TensorOptions &options);

/// Runs a check on the device of that name, with LibTorch's exceptions as errors.
[[nodiscard]] Result<std::vector<SelfCheck>>
onDevice(const std::string &device, const char *doing,
         const std::function<Result<std::vector<SelfCheck>>(const torch::Device &)> &check);

} // namespace tandem::engine
