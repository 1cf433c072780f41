#pragma once

#include "core/engine/evaluation.h"
#include "core/engine/ranks.h"

#include <torch/torch.h>

#include <memory>
#include <span>
#include <vector>

namespace tandem::engine {

/// A linear classifier on h that is trained along with the encoder, by its own rule: SGD with Nesterov momentum 0.9, no
/// weight decay, weights from 0. It works on detached features and its gradient is written out, so nothing of it can
/// reach the encoder or its optimiser. One thread.
class OnlineProbe {
public:
    OnlineProbe(std::int64_t features, std::int64_t classes, const torch::Device &device, std::shared_ptr<Ranks> ranks);

    /// One step on views h [n, D] of this rank with their labels [n]; kNoLabel is ignored. The gradient is the mean
    /// over the labelled views of all ranks, which all call it.
    void step(const torch::Tensor &h, std::span<const std::int32_t> labels, double learningRate);
    /// On h [N, D] with labels; none where no row has one.
    [[nodiscard]] std::optional<Accuracy> accuracy(const torch::Tensor &h,
                                                   const std::vector<std::int32_t> &labels) const;
    /// Weights [C, D+1], the bias last, and their velocity. Share storage.
    [[nodiscard]] std::vector<torch::Tensor> state() const { return {m_weight, m_velocity}; }

private:
    std::shared_ptr<Ranks> m_ranks;
    torch::Tensor m_weight;
    torch::Tensor m_velocity;
};

} // namespace tandem::engine
