#include "core/engine/device_memory.h"

#ifdef TANDEM_CUDA
#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAGuard.h>
#include <cuda_runtime_api.h>
#endif

namespace tandem::engine {

#ifdef TANDEM_CUDA

namespace {

namespace allocator = c10::cuda::CUDACachingAllocator;

constexpr std::size_t kAllPools = 0; // StatType::AGGREGATE, which has moved between namespaces

} // namespace

std::optional<std::int64_t> freeDeviceMemory(const torch::Device &device)
{
    if (!device.is_cuda())
        return std::nullopt;
    const c10::cuda::CUDAGuard guard(device);
    std::size_t free = 0, total = 0;
    if (cudaMemGetInfo(&free, &total) != cudaSuccess)
        return std::nullopt;
    // What LibTorch has taken and does not use at the moment is to be had as well.
    const auto stats = allocator::getDeviceStats(device.index());
    const auto idle = stats.reserved_bytes[kAllPools].current - stats.allocated_bytes[kAllPools].current;
    return static_cast<std::int64_t>(free) + static_cast<std::int64_t>(idle);
}

std::optional<std::string> describeDevice(const torch::Device &device)
{
    cudaDeviceProp properties{};
    if (!device.is_cuda() || cudaGetDeviceProperties(&properties, device.index()) != cudaSuccess)
        return std::nullopt;
    int runtime = 0, driver = 0;
    cudaRuntimeGetVersion(&runtime);
    cudaDriverGetVersion(&driver);
    const auto version = [](int number) {
        return std::to_string(number / 1000) + "." + std::to_string(number % 1000 / 10);
    };
    const auto tenths = static_cast<std::int64_t>(properties.totalGlobalMem) * 10 >> 30;
    return std::string(properties.name) + ", " + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) +
           " GiB, compute capability " + std::to_string(properties.major) + "." + std::to_string(properties.minor) +
           ", CUDA " + version(runtime) + ", driver for " + version(driver);
}

std::optional<std::int64_t> peakDeviceMemory(const torch::Device &device)
{
    if (!device.is_cuda())
        return std::nullopt;
    return static_cast<std::int64_t>(allocator::getDeviceStats(device.index()).reserved_bytes[kAllPools].peak);
}

void resetPeakDeviceMemory(const torch::Device &device)
{
    if (!device.is_cuda())
        return;
    allocator::emptyCache();
    allocator::resetPeakStats(device.index());
}

void awaitDevice(const torch::Device &device)
{
    if (device.is_cuda())
        torch::cuda::synchronize(device.index());
}

#else

std::optional<std::string> describeDevice(const torch::Device &)
{
    return std::nullopt;
}

std::optional<std::int64_t> freeDeviceMemory(const torch::Device &)
{
    return std::nullopt;
}

std::optional<std::int64_t> peakDeviceMemory(const torch::Device &)
{
    return std::nullopt;
}

void resetPeakDeviceMemory(const torch::Device &) {}

void awaitDevice(const torch::Device &device)
{
    if (device.is_cuda())
        torch::cuda::synchronize(device.index());
}

#endif

} // namespace tandem::engine
