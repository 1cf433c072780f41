#pragma once

#include <torch/torch.h>

#include <cstdint>

namespace tandem::engine {

struct NtXentOptions {
    double temperature = 0.5;
    bool normalize = true; // similarity is cosine; otherwise the dot product
};

/// NT-Xent (Chen et al. 2020, eq. 1): z [2N, D] holds the N first views, then the N second views in the same order;
/// returns the mean over the 2N anchors of −log( exp(s_ij/τ) / Σ_{k≠i} exp(s_ik/τ) ), a scalar.
/// This is the paper's loss: google-research/simclr sums two means and so reports twice this value.
/// Computed in fp32 at least, whatever the type of z, and averaged in double. Collapsed z give ln(2N−1).
[[nodiscard]] torch::Tensor ntXent(const torch::Tensor &z, const NtXentOptions &options);

/// What a batch of projections says of the contrast, besides the loss. All values are means over the 2N anchors.
/// accuracy: the positive beats the 2N−2 negatives; accuracyN: the positive beats the N−1 other samples of the opposite
/// view, which is what the official code and the paper's table 5 report; entropy of the softmax over the N candidates
/// of the opposite view, nats. Chance is 1/(2N−1), 1/N and about ln N. Returned as one tensor [5]: accuracy, accuracyN,
/// entropy, mean positive similarity, mean negative similarity; so that a GPU is waited for once. No gradient.
[[nodiscard]] torch::Tensor contrastStatistics(const torch::Tensor &z, const NtXentOptions &options);

/// ln(2N−1): the loss when all projections are alike.
[[nodiscard]] double chanceLoss(std::int64_t batchSize);

} // namespace tandem::engine
