#include "core/engine/row_losses.h"

#include <limits>

namespace tandem::engine {

namespace {

namespace F = torch::nn::functional;

constexpr double kNever = -std::numeric_limits<double>::infinity();

bool hasOneViewOfNegatives(ObjectiveKind kind)
{
    return kind == ObjectiveKind::NtLogistic || kind == ObjectiveKind::Margin;
}

/// True where a candidate is a negative of the anchor, [A, 2N].
torch::Tensor negativeMask(const torch::Tensor &similarity, const torch::Tensor &positive, const torch::Tensor &self,
                           const torch::Tensor &partner, const ObjectiveOptions &options)
{
    const std::int64_t n = similarity.size(1) / 2;
    auto mask = torch::ones_like(similarity, torch::kBool).scatter_(1, partner, false).scatter_(1, self, false);
    if (hasOneViewOfNegatives(options.kind)) {
        const auto isFirst = torch::arange(2 * n, self.options()).unsqueeze(0) < n;
        mask.logical_and_(isFirst != (self < n));
    }
    if (options.semiHard) {
        const auto gap = positive.detach() - similarity.detach();
        mask.logical_and_((gap > 0).logical_and_(gap < options.margin));
    }
    return mask;
}

/// Every candidate but the anchor itself competes. The self pair must leave before the logsumexp: subtracting it
/// afterwards keeps its gradient and overflows.
torch::Tensor ntXentOfAll(const torch::Tensor &similarity, const torch::Tensor &self, const torch::Tensor &partner,
                          double temperature)
{
    const auto masked = similarity.div(temperature).scatter(1, self, kNever);
    return torch::cross_entropy_loss(masked, partner.squeeze(1), {}, at::Reduction::None);
}

} // namespace

torch::Tensor positiveColumns(const torch::Tensor &rows, std::int64_t candidates)
{
    return (rows + candidates / 2).remainder(candidates).unsqueeze(1);
}

torch::Tensor pairWeightScale(const torch::Tensor &candidates, const ObjectiveOptions &options)
{
    if (options.kind != ObjectiveKind::Dclw)
        return {};
    const std::int64_t n = candidates.size(0) / 2;
    const auto pairs = (candidates.slice(0, 0, n) * candidates.slice(0, n)).sum(1);
    return pairs.div(options.dclwSigma).exp().mean();
}

torch::Tensor rowLosses(const torch::Tensor &similarity, const torch::Tensor &rows, const torch::Tensor &weightScale,
                        const ObjectiveOptions &options)
{
    const auto self = rows.unsqueeze(1);
    const auto partner = positiveColumns(rows, similarity.size(1));
    const double temperature = options.temperature;
    if (options.kind == ObjectiveKind::NtXent && !options.semiHard)
        return ntXentOfAll(similarity, self, partner, temperature);

    const auto positive = similarity.gather(1, partner); // [A, 1]
    const auto negatives = negativeMask(similarity, positive, self, partner, options);
    const auto count = negatives.sum(1);
    const auto hasAny = count > 0;
    const auto meanOver = [&](const torch::Tensor &terms) {
        return terms.masked_fill(negatives.logical_not(), 0).sum(1) / count.clamp_min(1);
    };
    torch::Tensor losses; // [A]
    switch (options.kind) {
    case ObjectiveKind::NtXent: {
        const auto competes = negatives.scatter(1, partner, true);
        const auto logits = (similarity / temperature).masked_fill(competes.logical_not(), kNever);
        losses = torch::logsumexp(logits, {1}) - positive.squeeze(1) / temperature;
        break;
    }
    case ObjectiveKind::Dcl:
    case ObjectiveKind::Dclw: {
        // A row of nothing but −∞ has no gradient; rows without negatives keep all and are dropped below.
        const auto left = negatives.logical_or(hasAny.logical_not().unsqueeze(1)).logical_not();
        const auto denominator = torch::logsumexp((similarity / temperature).masked_fill(left, kNever), {1});
        auto attraction = positive.squeeze(1) / temperature;
        if (options.kind == ObjectiveKind::Dclw)
            attraction = attraction * (2 - (positive.squeeze(1) / options.dclwSigma).exp() / weightScale);
        losses = denominator - attraction;
        break;
    }
    case ObjectiveKind::NtLogistic: // −ln σ(x) is softplus(−x)
        losses = F::softplus(positive.squeeze(1) / -temperature) + meanOver(F::softplus(similarity / temperature));
        break;
    case ObjectiveKind::Margin:
        losses = meanOver(torch::relu(similarity - positive + options.margin));
        break;
    }
    return torch::where(hasAny, losses, torch::zeros_like(losses));
}

} // namespace tandem::engine
