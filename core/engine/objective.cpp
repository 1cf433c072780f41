#include "core/engine/objective.h"

#include "core/config/settings.h"
#include "core/engine/row_losses.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tandem::engine {

namespace {

namespace F = torch::nn::functional;

/// Below this length a projection is divided by it instead of its own length. Bites only at lengths no encoder
/// produces.
constexpr double kNormEpsilon = 1e-12;

ObjectiveKind kindOf(const std::string &name)
{
    if (name == "nt-logistic")
        return ObjectiveKind::NtLogistic;
    if (name == "margin")
        return ObjectiveKind::Margin;
    if (name == "dcl")
        return ObjectiveKind::Dcl;
    return name == "dclw" ? ObjectiveKind::Dclw : ObjectiveKind::NtXent;
}

/// Sum over the anchors, as a share of all 2N. An fp32 sum over many anchors would lose the sixth digit.
torch::Tensor shareOfMean(const torch::Tensor &perAnchor, std::int64_t candidates)
{
    return perAnchor.to(torch::kDouble).sum() / static_cast<double>(candidates);
}

bool fitsWhole(const ContrastBatch &batch)
{
    return batch.anchors.size(0) * batch.candidates.size(0) <= kLargestSimilarities;
}

/// The statistics of some anchors, sums divided by 2N.
torch::Tensor tileStatistics(const torch::Tensor &anchors, const torch::Tensor &candidates, const torch::Tensor &rows,
                             double temperature)
{
    const std::int64_t count = candidates.size(0);
    const std::int64_t n = count / 2;
    const auto self = rows.unsqueeze(1);
    const auto partner = positiveColumns(rows, count);
    const auto similarity = torch::mm(anchors, candidates.t());     // [T, 2N]
    const auto positive = similarity.gather(1, partner).squeeze(1); // [T]

    // Without self and positive, a row holds the negatives. Ties count as lost: collapsed projections score 0.
    const auto without = [&](double value) { return similarity.scatter(1, partner, value).scatter_(1, self, value); };
    const auto negatives = without(-std::numeric_limits<double>::infinity());
    const auto meanNegative = without(0).sum(1) / static_cast<double>(std::max<std::int64_t>(1, count - 2));

    // The opposite view's N columns: for the first N rows the right half, for the others the left half.
    const auto isFirst = self < n;
    const auto opposite = [&](const torch::Tensor &t) {
        return torch::where(isFirst, t.slice(1, n), t.slice(1, 0, n));
    };
    const auto logP = torch::log_softmax(opposite(similarity).to(torch::kDouble) / temperature, 1);
    const auto entropy = -(logP.exp() * logP).sum(1);
    return torch::stack({shareOfMean(negatives.amax(1) < positive, count),
                         shareOfMean(opposite(negatives).amax(1) < positive, count), shareOfMean(entropy, count),
                         shareOfMean(positive, count), shareOfMean(meanNegative, count)});
}

} // namespace

ObjectiveOptions objectiveOptions(const ObjectiveSettings &settings)
{
    return {kindOf(settings.name),       settings.temperature, settings.normalize,
            settings.negatives != "all", settings.margin,      settings.dclwSigma};
}

torch::Tensor comparable(const torch::Tensor &z, const ObjectiveOptions &options)
{
    const auto precise = z.scalar_type() == torch::kDouble ? z : z.to(torch::kFloat32);
    return options.normalize ? F::normalize(precise, F::NormalizeFuncOptions().dim(1).eps(kNormEpsilon)) : precise;
}

ContrastBatch wholeBatch(const torch::Tensor &u)
{
    return {u, u, torch::arange(u.size(0), torch::TensorOptions(torch::kLong).device(u.device()))};
}

std::int64_t tileRowsFor(std::int64_t candidates)
{
    return std::max<std::int64_t>(1, kLargestSimilarities / 4 / candidates);
}

torch::Tensor contrastiveLoss(const ContrastBatch &batch, const ObjectiveOptions &options)
{
    return fitsWhole(batch) ? plainContrastiveLoss(batch, options)
                            : tiledContrastiveLoss(batch, options, tileRowsFor(batch.candidates.size(0)));
}

torch::Tensor plainContrastiveLoss(const ContrastBatch &batch, const ObjectiveOptions &options)
{
    const auto similarity = torch::mm(batch.anchors, batch.candidates.t()); // [A, 2N]
    const auto losses = rowLosses(similarity, batch.rows, pairWeightScale(batch.candidates, options), options);
    return shareOfMean(losses, batch.candidates.size(0));
}

torch::Tensor contrastStatistics(const ContrastBatch &batch, const ObjectiveOptions &options)
{
    const torch::NoGradGuard guard;
    const auto anchors = batch.anchors.detach();
    const auto candidates = batch.candidates.detach();
    if (fitsWhole(batch))
        return tileStatistics(anchors, candidates, batch.rows, options.temperature);
    auto total = torch::zeros({5}, anchors.options().dtype(torch::kDouble));
    const std::int64_t tile = tileRowsFor(candidates.size(0));
    for (std::int64_t first = 0; first < anchors.size(0); first += tile) {
        const std::int64_t last = std::min(first + tile, anchors.size(0));
        total += tileStatistics(anchors.slice(0, first, last), candidates, batch.rows.slice(0, first, last),
                                options.temperature);
    }
    return total;
}

double chanceLoss(std::int64_t batchSize, const ObjectiveOptions &options)
{
    if (options.semiHard) // no candidate is less similar than the positive
        return 0;
    const auto softplus = [](double x) { return std::log1p(std::exp(x)); };
    const auto n = static_cast<double>(batchSize);
    switch (options.kind) {
    case ObjectiveKind::NtXent:
        return std::log(2 * n - 1);
    case ObjectiveKind::Dcl:
    case ObjectiveKind::Dclw: // all pairs are alike, so every weight is 1
        return std::log(2 * n - 2);
    case ObjectiveKind::NtLogistic:
        return softplus(-1 / options.temperature) + softplus(1 / options.temperature);
    case ObjectiveKind::Margin:
        return options.margin;
    }
    return 0;
}

} // namespace tandem::engine
