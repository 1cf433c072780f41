#pragma once

#include "core/engine/model.h"
#include "core/engine/objective.h"

#include <torch/torch.h>

namespace tandem::engine {

/// Loss and gradients of one batch of views: everything of an update but the optimiser. One thread.
class ContrastiveStep {
public:
    ContrastiveStep(Model model, const ObjectiveOptions &objective) : m_model(std::move(model)), m_objective(objective)
    {
    }

    struct Outcome {
        torch::Tensor loss;       // scalar, double
        torch::Tensor statistics; // as contrastStatistics() gives them
    };
    /// Views [2N, 3, S, S] in [0, 1], the first views first. Adds to the gradients of the model's parameters.
    [[nodiscard]] Outcome compute(const torch::Tensor &views);

private:
    Model m_model;
    ObjectiveOptions m_objective;
};

} // namespace tandem::engine
