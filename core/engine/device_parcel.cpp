#include "core/engine/device_parcel.h"

namespace tandem::engine {

namespace {

template <class T> torch::Tensor tensorOf(const std::vector<T> &values, torch::ScalarType type)
{
    auto tensor = torch::empty({static_cast<std::int64_t>(values.size())}, type);
    std::copy(values.begin(), values.end(), tensor.template data_ptr<T>());
    return tensor;
}

} // namespace

torch::Tensor sent(const torch::Tensor &host, const torch::Device &device)
{
    // Only from pinned memory does a copy run beside the host; the allocator keeps the memory until it is done.
    return device.is_cuda() ? host.pin_memory().to(device, /*non_blocking=*/true) : host;
}

void Parcel::send(const torch::Device &device)
{
    m_sentWholes = sent(tensorOf(m_wholes, torch::kLong), device);
    m_sentReals = sent(tensorOf(m_reals, torch::kDouble), device);
}

torch::Tensor Parcel::wholes(const Handle &handle) const
{
    return m_sentWholes.slice(0, handle.first, handle.first + handle.count);
}

torch::Tensor Parcel::reals(const Handle &handle) const
{
    return m_sentReals.slice(0, handle.first, handle.first + handle.count);
}

} // namespace tandem::engine
