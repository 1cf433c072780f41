#pragma once

#include "core/engine/model.h"
#include "core/engine/objective.h"
#include "core/engine/precision.h"

#include <torch/torch.h>

namespace tandem::engine {

struct StepOptions {
    Precision precision = Precision::Fp32; // of the network; the loss is fp32 at least
    /// Images that go through the network at a time; 0 = the whole batch. In chunks, memory of the network grows with
    /// the chunk and not with the batch, at the price of a second forward pass; batch-norm sees the views of one chunk
    /// only ("ghost batch-norm"), so the network is not quite the one of the whole batch.
    std::int64_t chunk = 0;
};

/// Loss and gradients of one batch of views: everything of an update but the optimiser. Three stages: encode the views,
/// compare all of the batch, carry the gradient back. One thread.
class ContrastiveStep {
public:
    ContrastiveStep(Model model, const ObjectiveOptions &objective, const StepOptions &options = {})
        : m_model(std::move(model)), m_objective(objective), m_options(options)
    {
    }

    struct Outcome {
        torch::Tensor loss;       // scalar, double
        torch::Tensor statistics; // as contrastStatistics() gives them
    };
    /// Views [2N, 3, S, S] in [0, 1], the first views first. Adds lossScale times the gradient of the loss to the
    /// gradients of the model's parameters; the loss itself is not scaled. Running statistics move once.
    [[nodiscard]] Outcome compute(const torch::Tensor &views, double lossScale = 1);

private:
    [[nodiscard]] torch::Tensor encode(const torch::Tensor &views); // z [2n, D]
    /// The loss of all projections and its gradient into z.
    [[nodiscard]] Outcome compare(const torch::Tensor &z, double lossScale) const;
    /// Gradient caching (Gao et al. 2021): projections without graph, their gradient, then chunk by chunk again.
    [[nodiscard]] Outcome computeInChunks(const torch::Tensor &views, double lossScale);

    Model m_model;
    ObjectiveOptions m_objective;
    StepOptions m_options;
};

} // namespace tandem::engine
