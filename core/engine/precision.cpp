#include "core/engine/precision.h"

#include <ATen/autocast_mode.h>
#include <torch/version.h>

namespace tandem::engine {

namespace {

// LibTorch 2.4 gave autocast one set of functions for all devices.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)

bool isEnabled(torch::DeviceType device)
{
    return at::autocast::is_autocast_enabled(device);
}

torch::ScalarType castType(torch::DeviceType device)
{
    return at::autocast::get_autocast_dtype(device);
}

void setAutocast(torch::DeviceType device, bool enabled, torch::ScalarType type)
{
    at::autocast::set_autocast_enabled(device, enabled);
    at::autocast::set_autocast_dtype(device, type);
}

#else

bool isEnabled(torch::DeviceType device)
{
    return device == torch::kCUDA ? at::autocast::is_enabled() : at::autocast::is_cpu_enabled();
}

torch::ScalarType castType(torch::DeviceType device)
{
    return device == torch::kCUDA ? at::autocast::get_autocast_gpu_dtype() : at::autocast::get_autocast_cpu_dtype();
}

void setAutocast(torch::DeviceType device, bool enabled, torch::ScalarType type)
{
    if (device == torch::kCUDA) {
        at::autocast::set_enabled(enabled);
        at::autocast::set_autocast_gpu_dtype(type);
    } else {
        at::autocast::set_cpu_enabled(enabled);
        at::autocast::set_autocast_cpu_dtype(type);
    }
}

#endif

} // namespace

Result<Precision> chosenPrecision(const std::string &word, const torch::Device &device)
{
    if (word == "bf16")
        return Precision::Bf16;
    if (word != "fp16")
        return Precision::Fp32;
    if (!device.is_cuda())
        return Error{ErrorCode::BadValue, {"train.precision", "fp16", "fp32 or bf16, unless train.device is cuda"}, {}};
    return Precision::Fp16;
}

AutocastGuard::AutocastGuard(Precision precision, torch::DeviceType device)
    : m_device(device), m_wasEnabled(isEnabled(device)), m_oldType(castType(device))
{
    at::autocast::increment_nesting();
    const bool casts = precision != Precision::Fp32;
    const auto type = precision == Precision::Fp16 ? torch::kHalf : torch::kBFloat16;
    setAutocast(device, casts, casts ? type : m_oldType);
}

AutocastGuard::~AutocastGuard()
{
    // Casts of weights are kept for reuse inside the guard. They must not outlive it: the weights change, and a cast
    // that was made without gradient recording would cut the weight off from a later pass.
    if (at::autocast::decrement_nesting() == 0)
        at::autocast::clear_cache();
    setAutocast(m_device, m_wasEnabled, m_oldType);
}

Precision activePrecision(torch::DeviceType device)
{
    if (!isEnabled(device))
        return Precision::Fp32;
    return castType(device) == torch::kHalf ? Precision::Fp16 : Precision::Bf16;
}

} // namespace tandem::engine
