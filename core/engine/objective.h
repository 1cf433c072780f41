#pragma once

#include <torch/torch.h>

#include <cstdint>

namespace tandem {
struct ObjectiveSettings;
}

namespace tandem::engine {

enum class ObjectiveKind { NtXent, NtLogistic, Margin, Dcl, Dclw };

struct ObjectiveOptions {
    ObjectiveKind kind = ObjectiveKind::NtXent;
    double temperature = 0.5;
    bool normalize = true;  // similarity is cosine; otherwise the dot product
    bool semiHard = false;  // only negatives less similar than the positive, by less than the margin
    double margin = 0.8;    // of the triplet loss, and of what is semi-hard; in units of similarity
    double dclwSigma = 0.5; // of DCLW's weights
};

[[nodiscard]] ObjectiveOptions objectiveOptions(const ObjectiveSettings &settings);

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

/// The objective: Σ over the anchors of their losses, divided by 2N, a scalar in double: summed over the processes of a
/// batch it is the mean over all anchors. With s_ik the similarity of anchor i and candidate k, and s+ of its positive:
///   NtXent      −s+/τ + ln( e^{s+/τ} + Σ_{negatives} e^{s_ik/τ} )      (Chen et al. 2020, eq. 1; 2N−2 negatives)
///   Dcl         −s+/τ + ln Σ_{negatives} e^{s_ik/τ}                   (Yeh et al. 2022, eq. 6; 2N−2 negatives)
///   Dclw        as Dcl, with the first term times 2 − e^{s+/σ} / mean over the N pairs of e^{s+/σ}     (eq. 7)
///   NtLogistic  −ln σ(s+/τ) − mean_{negatives} ln σ(−s_ik/τ)          (Chen et al., table 2)
///   Margin      mean_{negatives} max(0, s_ik − s+ + m)                (Chen et al., table 2)
/// The last two take their negatives from the opposite view only, N−1 of them (appendix B.10).
/// semiHard keeps the negatives with 0 < s+ − s_ik < m (Schroff et al. 2015); an anchor without any contributes 0.
/// NtXent is the paper's loss: google-research/simclr sums two means and so reports twice this value.
/// Similarities beyond kLargestSimilarities are not kept: they are computed anew, tile by tile, in the backward pass.
[[nodiscard]] torch::Tensor contrastiveLoss(const ContrastBatch &batch, const ObjectiveOptions &options);

/// The same by the one way or the other, whatever the size. tileRows: anchors at a time.
[[nodiscard]] torch::Tensor plainContrastiveLoss(const ContrastBatch &batch, const ObjectiveOptions &options);
[[nodiscard]] torch::Tensor tiledContrastiveLoss(const ContrastBatch &batch, const ObjectiveOptions &options,
                                                 std::int64_t tileRows);

/// Elements of the similarity matrix up to which it is kept whole: 64 MiB in fp32, N = 2048 in one process.
inline constexpr std::int64_t kLargestSimilarities = std::int64_t{1} << 24;
/// Anchors of a tile, so that it holds at most a quarter of that.
[[nodiscard]] std::int64_t tileRowsFor(std::int64_t candidates);

/// What a batch of projections says of the contrast, besides the loss. All values are sums over the anchors divided by
/// 2N, like the loss. accuracy: the positive beats the 2N−2 negatives; accuracyN: the positive beats the N−1 other
/// samples of the opposite view, which is what the official code and the paper's table 5 report; entropy of the softmax
/// over the N candidates of the opposite view, nats. Chance is 1/(2N−1), 1/N and about ln N. Returned as one tensor
/// [5]: accuracy, accuracyN, entropy, mean positive similarity, mean negative similarity; so that a GPU is waited for
/// once. No gradient. Memory as for the loss.
[[nodiscard]] torch::Tensor contrastStatistics(const ContrastBatch &batch, const ObjectiveOptions &options);

/// The objective's value when all projections are alike: ln(2N−1) for NtXent. 0 where only semi-hard negatives count.
[[nodiscard]] double chanceLoss(std::int64_t batchSize, const ObjectiveOptions &options);

} // namespace tandem::engine
