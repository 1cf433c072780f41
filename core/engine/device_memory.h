#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <optional>
#include <string>

namespace tandem::engine {

/// Bytes of a device's own memory that are free; none where that cannot be asked: of processors, and of GPUs where
/// CUDA's headers were missing or did not fit when this was built.
[[nodiscard]] std::optional<std::int64_t> freeDeviceMemory(const torch::Device &device);

/// Largest number of bytes that LibTorch has taken from a device since the last reset; none as above.
[[nodiscard]] std::optional<std::int64_t> peakDeviceMemory(const torch::Device &device);
void resetPeakDeviceMemory(const torch::Device &device);

/// "NVIDIA H100 80GB HBM3, 79.1 GiB, compute capability 9.0, CUDA 12.8, driver for 12.9"; none as above.
[[nodiscard]] std::optional<std::string> describeDevice(const torch::Device &device);

/// Waits until a device has done all that was asked of it.
void awaitDevice(const torch::Device &device);

} // namespace tandem::engine
