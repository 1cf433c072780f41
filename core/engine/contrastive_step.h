#pragma once

#include "core/engine/gradient_reducer.h"
#include "core/engine/model.h"
#include "core/engine/objective.h"
#include "core/engine/precision.h"

#include <torch/torch.h>

#include <memory>

namespace tandem::engine {

struct StepOptions {
    Precision precision = Precision::Fp32; // of the network; the loss is fp32 at least
    /// Images that go through the network at a time; 0 = the whole batch. In chunks, memory of the network grows with
    /// the chunk and not with the batch, at the price of a second forward pass; batch-norm sees the views of one chunk
    /// only ("ghost batch-norm"), so the network is not quite the one of the whole batch.
    std::int64_t chunk = 0;
};

/// Loss and gradients of one batch of views: everything of an update but the optimiser. Three stages: encode the views,
/// compare all of the batch, carry the gradient back. Where several ranks train together, each encodes its share of the
/// images, compares its views with those of all, and ends with the gradient of the whole batch. One thread.
class ContrastiveStep {
public:
    ContrastiveStep(Model model, const ObjectiveOptions &objective, const StepOptions &options = {},
                    std::shared_ptr<Ranks> ranks = aloneRanks());

    struct Outcome {
        torch::Tensor loss;       // scalar, double: of the own anchors; summed over the ranks it is the batch's
        torch::Tensor statistics; // as contrastStatistics() gives them, likewise
        torch::Tensor anchors;    // [2n, 2] as anchorStatistics() gives them, of the own views
        torch::Tensor h;          // [2n, D] features of the own views, detached, in the network's precision
    };
    /// Views [2n, 3, S, S] in [0, 1] of this rank's share of `images` images (0: all are here), the first views first.
    /// Adds lossScale times the gradient of the loss to the gradients of the model's parameters; the loss itself is not
    /// scaled. Running statistics move once.
    [[nodiscard]] Outcome compute(const torch::Tensor &views, double lossScale = 1, std::int64_t images = 0);

private:
    [[nodiscard]] ModelImpl::Output encode(const torch::Tensor &views);
    /// The loss of all projections and its gradient into z.
    [[nodiscard]] Outcome compare(const torch::Tensor &z, double lossScale, std::int64_t images) const;
    /// Gradient caching (Gao et al. 2021): projections without graph, their gradient, then chunk by chunk again.
    [[nodiscard]] Outcome computeInChunks(const torch::Tensor &views, double lossScale, std::int64_t images);

    Model m_model;
    ObjectiveOptions m_objective;
    StepOptions m_options;
    std::shared_ptr<Ranks> m_ranks;
    std::unique_ptr<GradientReducer> m_reducer;
};

} // namespace tandem::engine
