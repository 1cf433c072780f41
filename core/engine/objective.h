#pragma once

#include <torch/torch.h>

#include <cstdint>

namespace tandem::engine {

struct ObjectiveOptions {
    double temperature = 0.5;
    bool normalize = true; // similarity is cosine; otherwise the dot product
};

/// Anchors and what they are compared with. Where several processes share a batch, each has its own anchors and all
/// candidates; alone, both are the same tensor.
struct ContrastBatch {
    torch::Tensor anchors;    // [A, D]
    torch::Tensor candidates; // [2N, D]: the N first views, then the N second views in the same order
    torch::Tensor rows;       // [A], long: where each anchor stands among the candidates
};

/// z in the form that objectives compare: fp32 at least, whatever the type of z, and of unit length if so asked.
[[nodiscard]] torch::Tensor comparable(const torch::Tensor &z, const ObjectiveOptions &options);

/// All rows of `u` [2N, D], as comparable() gives them, are anchors.
[[nodiscard]] ContrastBatch wholeBatch(const torch::Tensor &u);

/// NT-Xent (Chen et al. 2020, eq. 1): Σ over the anchors of −log( exp(s_ij/τ) / Σ_{k≠i} exp(s_ik/τ) ), divided by 2N, a
/// scalar: summed over the processes of a batch it is the mean over all anchors.
/// This is the paper's loss: google-research/simclr sums two means and so reports twice this value.
/// Averaged in double. Collapsed projections give ln(2N−1).
[[nodiscard]] torch::Tensor ntXent(const ContrastBatch &batch, const ObjectiveOptions &options);

/// What a batch of projections says of the contrast, besides the loss. All values are sums over the anchors divided by
/// 2N, like the loss. accuracy: the positive beats the 2N−2 negatives; accuracyN: the positive beats the N−1 other
/// samples of the opposite view, which is what the official code and the paper's table 5 report; entropy of the softmax
/// over the N candidates of the opposite view, nats. Chance is 1/(2N−1), 1/N and about ln N. Returned as one tensor
/// [5]: accuracy, accuracyN, entropy, mean positive similarity, mean negative similarity; so that a GPU is waited for
/// once. No gradient.
[[nodiscard]] torch::Tensor contrastStatistics(const ContrastBatch &batch, const ObjectiveOptions &options);

/// ln(2N−1): the loss when all projections are alike.
[[nodiscard]] double chanceLoss(std::int64_t batchSize);

} // namespace tandem::engine
