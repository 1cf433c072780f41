#include "core/engine/online_probe.h"

#include "core/engine/device_parcel.h"

namespace tandem::engine {

namespace {

constexpr double kMomentum = 0.9;

/// Rows that carry a label: their places and their labels, long.
struct LabelledRows {
    torch::Tensor index, labels;
};

LabelledRows labelledRows(std::span<const std::int32_t> labels, const torch::Device &device)
{
    std::vector<std::int64_t> rows;
    std::vector<std::int64_t> kept;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] == kNoLabel)
            continue;
        rows.push_back(static_cast<std::int64_t>(i));
        kept.push_back(labels[i]);
    }
    return {sent(torch::tensor(rows, torch::kLong), device), sent(torch::tensor(kept, torch::kLong), device)};
}

/// A column of ones behind the features, which carries the bias.
torch::Tensor withOnes(const torch::Tensor &h)
{
    return torch::constant_pad_nd(h.detach().to(torch::kFloat32), {0, 1}, 1);
}

} // namespace

OnlineProbe::OnlineProbe(std::int64_t features, std::int64_t classes, const torch::Device &device,
                         std::shared_ptr<Ranks> ranks)
    : m_ranks(std::move(ranks)),
      m_weight(torch::zeros({classes, features + 1}, torch::TensorOptions(torch::kFloat32).device(device))),
      m_velocity(torch::zeros_like(m_weight))
{
}

void OnlineProbe::step(const torch::Tensor &h, std::span<const std::int32_t> labels, double learningRate)
{
    const torch::NoGradGuard guard;
    const auto rows = labelledRows(labels, m_weight.device());
    const auto x = withOnes(h.index_select(0, rows.index)); // [n, D+1]
    const auto p = torch::softmax(torch::mm(x, m_weight.t()), 1);
    const auto gradient = torch::mm((p - torch::one_hot(rows.labels, m_weight.size(0))).t(), x);
    const auto count = torch::full({1}, rows.labels.size(0), gradient.options());
    auto shared = torch::cat({gradient.flatten(), count});
    m_ranks->sum(shared);
    const auto mean = (shared.slice(0, 0, -1) / shared.slice(0, -1).clamp_min(1)).view_as(m_weight);
    m_velocity.mul_(kMomentum).add_(mean);
    m_weight.sub_(mean + kMomentum * m_velocity, learningRate);
}

std::optional<Accuracy> OnlineProbe::accuracy(const torch::Tensor &h, const std::vector<std::int32_t> &labels) const
{
    const torch::NoGradGuard guard;
    const auto rows = labelledRows(labels, h.device());
    if (rows.labels.size(0) == 0)
        return std::nullopt;
    const auto scores = torch::mm(withOnes(h.index_select(0, rows.index)), m_weight.to(h.device()).t());
    return accuracyOf(scores, rows.labels);
}

} // namespace tandem::engine
