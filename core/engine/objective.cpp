#include "core/engine/objective.h"

#include <cmath>
#include <limits>

namespace tandem::engine {

namespace {

namespace F = torch::nn::functional;

/// Below this length a projection is divided by it instead of its own length. Bites only at lengths no encoder
/// produces.
constexpr double kNormEpsilon = 1e-12;

constexpr double kNever = -std::numeric_limits<double>::infinity();

/// Candidate row of each anchor's positive, as a column [A, 1]: i+N for the first views, i−N for the second.
torch::Tensor positiveColumns(const ContrastBatch &batch)
{
    const std::int64_t rows = batch.candidates.size(0);
    return (batch.rows + rows / 2).remainder(rows).unsqueeze(1);
}

/// Sum over the anchors, as a share of all 2N. An fp32 sum over many anchors would lose the sixth digit.
torch::Tensor shareOfMean(const torch::Tensor &perAnchor, const ContrastBatch &batch)
{
    return perAnchor.to(torch::kDouble).sum() / static_cast<double>(batch.candidates.size(0));
}

} // namespace

torch::Tensor comparable(const torch::Tensor &z, const ObjectiveOptions &options)
{
    const auto precise = z.scalar_type() == torch::kDouble ? z : z.to(torch::kFloat32);
    return options.normalize ? F::normalize(precise, F::NormalizeFuncOptions().dim(1).eps(kNormEpsilon)) : precise;
}

ContrastBatch wholeBatch(const torch::Tensor &u)
{
    return {u, u, torch::arange(u.size(0), torch::TensorOptions(torch::kLong).device(u.device()))};
}

torch::Tensor ntXent(const ContrastBatch &batch, const ObjectiveOptions &options)
{
    const auto logits = torch::mm(batch.anchors, batch.candidates.t()).div(options.temperature); // [A, 2N]
    // The self pair must leave before the logsumexp: subtracting it afterwards keeps its gradient and overflows.
    const auto masked = logits.scatter(1, batch.rows.unsqueeze(1), kNever);
    const auto perAnchor =
        torch::cross_entropy_loss(masked, positiveColumns(batch).squeeze(1), {}, at::Reduction::None);
    return shareOfMean(perAnchor, batch);
}

torch::Tensor contrastStatistics(const ContrastBatch &batch, const ObjectiveOptions &options)
{
    const torch::NoGradGuard guard;
    const auto u = batch.anchors.detach();
    const std::int64_t rows = batch.candidates.size(0);
    const std::int64_t n = rows / 2;
    const auto self = batch.rows.unsqueeze(1);
    const auto partner = positiveColumns(batch);
    const auto similarity = torch::mm(u, batch.candidates.detach().t()); // [A, 2N]
    const auto positive = similarity.gather(1, partner).squeeze(1);      // [A]

    // Without self and positive, a row holds the negatives. Ties count as lost: collapsed projections score 0.
    const auto without = [&](double value) { return similarity.scatter(1, partner, value).scatter_(1, self, value); };
    const auto negatives = without(kNever);
    const auto meanNegative = without(0).sum(1) / static_cast<double>(std::max<std::int64_t>(1, rows - 2));

    // The opposite view's N columns: for the first N rows the right half, for the others the left half.
    const auto isFirst = (self < n);
    const auto opposite = [&](const torch::Tensor &t) {
        return torch::where(isFirst, t.slice(1, n), t.slice(1, 0, n));
    };
    const auto logP = torch::log_softmax(opposite(similarity).to(torch::kDouble) / options.temperature, 1);
    return torch::stack({shareOfMean(negatives.amax(1) < positive, batch),
                         shareOfMean(opposite(negatives).amax(1) < positive, batch),
                         shareOfMean(-(logP.exp() * logP).sum(1), batch), shareOfMean(positive, batch),
                         shareOfMean(meanNegative, batch)});
}

double chanceLoss(std::int64_t batchSize)
{
    return std::log(2.0 * static_cast<double>(batchSize) - 1.0);
}

} // namespace tandem::engine
