#include "core/engine/sample_tracker.h"

#include "core/engine/device_parcel.h"

#include <vector>

namespace tandem::engine {

SampleTracker::SampleTracker(std::int64_t samples, const torch::Device &device, std::shared_ptr<Ranks> ranks)
    : m_ranks(std::move(ranks)), m_sums(torch::zeros({3, samples}, torch::TensorOptions(torch::kLong).device(device))),
      m_own(torch::zeros_like(m_sums))
{
}

void SampleTracker::add(std::span<const std::uint32_t> samples, const torch::Tensor &anchors)
{
    const torch::NoGradGuard guard;
    const std::vector<std::int64_t> indices(samples.begin(), samples.end());
    const auto index = sent(torch::tensor(indices, torch::kLong), m_own.device()).repeat({2});
    const auto units = torch::stack({(anchors.select(1, 0) * kLossUnits).round().to(torch::kLong),
                                     anchors.select(1, 1).to(torch::kLong), torch::ones_like(index)});
    m_own.index_add_(1, index, units);
}

void SampleTracker::share()
{
    m_ranks->sum(m_own);
    m_ranks->settle();
    m_sums += m_own;
    m_own.zero_();
}

torch::Tensor SampleTracker::mean(std::int64_t row) const
{
    const torch::NoGradGuard guard;
    return (m_sums[row].to(torch::kDouble) / m_sums[2]).to(torch::kCPU, torch::kFloat32); // 0/0 is NaN
}

} // namespace tandem::engine
