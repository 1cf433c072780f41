#include "core/engine/objective.h"

#include <cmath>
#include <limits>

namespace tandem::engine {

namespace {

namespace F = torch::nn::functional;

/// Below this length a projection is divided by it instead of its own length. Bites only at lengths no encoder
/// produces.
constexpr double kNormEpsilon = 1e-12;

torch::Tensor prepared(const torch::Tensor &z, const NtXentOptions &options)
{
    const auto precise = z.scalar_type() == torch::kDouble ? z : z.to(torch::kFloat32);
    return options.normalize ? F::normalize(precise, F::NormalizeFuncOptions().dim(1).eps(kNormEpsilon)) : precise;
}

/// Row of the positive of each anchor: i+N for the first views, i−N for the second.
torch::Tensor positives(std::int64_t rows, const torch::Device &device)
{
    return torch::arange(rows, torch::TensorOptions(torch::kLong).device(device)).roll(rows / 2);
}

} // namespace

torch::Tensor ntXent(const torch::Tensor &z, const NtXentOptions &options)
{
    const auto u = prepared(z, options);                        // [2N, D]
    auto logits = torch::mm(u, u.t()).div(options.temperature); // [2N, 2N]
    // The self pair must leave before the logsumexp: subtracting it afterwards keeps its gradient and overflows.
    logits.fill_diagonal_(-std::numeric_limits<double>::infinity());
    const auto perAnchor = torch::cross_entropy_loss(logits, positives(u.size(0), u.device()), {}, at::Reduction::None);
    return perAnchor.to(torch::kDouble).mean(); // an fp32 sum over many anchors would lose the sixth digit
}

torch::Tensor contrastStatistics(const torch::Tensor &z, const NtXentOptions &options)
{
    const torch::NoGradGuard guard;
    const auto u = prepared(z.detach(), options);
    const std::int64_t rows = u.size(0);
    const std::int64_t n = rows / 2;
    auto similarity = torch::mm(u, u.t());                                                           // [2N, 2N]
    const auto positive = similarity.gather(1, positives(rows, u.device()).unsqueeze(1)).squeeze(1); // [2N]
    const auto self = similarity.diagonal().clone();
    const auto meanNegative = (similarity.sum() - self.sum() - positive.sum()) /
                              static_cast<double>(rows * std::max<std::int64_t>(1, rows - 2));

    // Without self and positive, a row holds the negatives. Ties count as lost: collapsed projections score 0.
    constexpr double kNever = -std::numeric_limits<double>::infinity();
    const auto negatives =
        similarity.scatter(1, positives(rows, u.device()).unsqueeze(1), kNever).fill_diagonal_(kNever);
    const auto accuracy = (negatives.amax(1) < positive).to(torch::kDouble).mean();

    // The opposite view's N columns: for the first N rows the right half, for the others the left half.
    const auto opposite = [n](const torch::Tensor &t) {
        return torch::cat({t.slice(0, 0, n).slice(1, n), t.slice(0, n).slice(1, 0, n)});
    };
    const auto accuracyN = (opposite(negatives).amax(1) < positive).to(torch::kDouble).mean();
    const auto logP = torch::log_softmax(opposite(similarity).to(torch::kDouble) / options.temperature, 1);
    const auto entropy = -(logP.exp() * logP).sum(1).mean();
    return torch::stack(
        {accuracy, accuracyN, entropy, positive.to(torch::kDouble).mean(), meanNegative.to(torch::kDouble)});
}

double chanceLoss(std::int64_t batchSize)
{
    return std::log(2.0 * static_cast<double>(batchSize) - 1.0);
}

} // namespace tandem::engine
