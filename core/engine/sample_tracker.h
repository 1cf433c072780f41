#pragma once

#include "core/engine/ranks.h"

#include <torch/torch.h>

#include <cstdint>
#include <memory>
#include <span>

namespace tandem::engine {

/// Means of loss and positive rank of every training sample over all its views so far. Sums are integers (losses in
/// units of 2⁻²⁰ nats), so that they do not depend on the order in which ranks and resumed segments add them up. One
/// thread.
class SampleTracker {
public:
    SampleTracker(std::int64_t samples, const torch::Device &device, std::shared_ptr<Ranks> ranks);

    /// Both views of each of this rank's samples: anchors [2n, 2], loss and rank, the n first views first.
    void add(std::span<const std::uint32_t> samples, const torch::Tensor &anchors);
    /// Puts the sums of all ranks together. All ranks call it.
    void share();
    /// As share() left it: [3, samples] of type long: losses, ranks, views. Shares storage.
    [[nodiscard]] const torch::Tensor &state() const { return m_sums; }
    /// Means [samples], float on the CPU; NaN for a sample that was not seen yet.
    [[nodiscard]] torch::Tensor meanLoss() const { return mean(0) / kLossUnits; }
    [[nodiscard]] torch::Tensor meanRank() const { return mean(1); }

private:
    static constexpr double kLossUnits = 1 << 20;
    [[nodiscard]] torch::Tensor mean(std::int64_t row) const;

    std::shared_ptr<Ranks> m_ranks;
    torch::Tensor m_sums;
    torch::Tensor m_own; // since share()
};

} // namespace tandem::engine
