#include "core/analysis/silhouette.h"

#include "core/analysis/score_tiles.h"
#include "core/analysis/subset.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>

namespace tandem {

namespace {

/// The rows to judge.
std::vector<std::int32_t> judgedRows(std::span<const std::int32_t> labels, const SilhouetteOptions &options)
{
    std::vector<std::int32_t> labelled, judged;
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (labels[i] >= 0)
            labelled.push_back(static_cast<std::int32_t>(i));
    for (const std::int32_t place :
         drawSubset(static_cast<std::int64_t>(labelled.size()), options.maximumRows, options.seed))
        judged.push_back(labelled[static_cast<std::size_t>(place)]);
    return judged;
}

double coefficient(std::span<const double> sums, std::size_t own, const std::vector<double> &counts)
{
    if (counts[own] < 2)
        return 0;
    const double a = sums[own] / (counts[own] - 1);
    double b = std::numeric_limits<double>::infinity();
    for (std::size_t other = 0; other < counts.size(); ++other)
        if (other != own)
            b = std::min(b, sums[other] / counts[other]);
    return std::max(a, b) > 0 ? (b - a) / std::max(a, b) : 0;
}

} // namespace

std::optional<SilhouetteScores> silhouette(const FeatureView &features, std::span<const std::int32_t> labels,
                                           const SilhouetteOptions &options, Workers &workers,
                                           const std::stop_token &stop)
{
    assert(labels.size() == static_cast<std::size_t>(features.rows));
    const auto judged = judgedRows(labels, options);
    SilhouetteScores result;
    result.rows = static_cast<std::int64_t>(judged.size());
    result.perPoint.assign(labels.size(), std::numeric_limits<float>::quiet_NaN());
    std::map<std::int32_t, std::size_t> clusters; // label to place
    for (const std::int32_t row : judged)
        clusters.emplace(labels[static_cast<std::size_t>(row)], clusters.size());
    result.mean = std::numeric_limits<double>::quiet_NaN();
    if (clusters.size() < 2)
        return result;
    std::vector<std::size_t> clusterOf;
    std::vector<double> counts(clusters.size());
    for (const std::int32_t row : judged) {
        clusterOf.push_back(clusters[labels[static_cast<std::size_t>(row)]]);
        ++counts[clusterOf.back()];
    }

    auto taken = takeRows(features, judged);
    if (options.metric == Metric::Cosine)
        taken = unitRows({taken, result.rows, features.dimension});
    const FeatureView view{taken, result.rows, features.dimension};
    std::vector<double> squares;
    for (std::int64_t i = 0; i < view.rows; ++i)
        squares.push_back(dotProduct(view.row(i), view.row(i)));
    const auto distance = [&](std::int64_t i, std::int64_t j, double product) {
        if (options.metric == Metric::Cosine)
            return 1 - product;
        return std::sqrt(
            std::max(0.0, squares[static_cast<std::size_t>(i)] + squares[static_cast<std::size_t>(j)] - 2 * product));
    };
    std::vector<double> sums(judged.size() * counts.size()); // by row and cluster
    ScoreTiles<double> tiles(view, view, {}, 0, workers);
    const auto nothing = [](std::int64_t, std::int64_t, int) {};
    const bool all = tiles.run(
        stop, nothing,
        [&](const ScoreBlock<double> &block, int) {
            const std::int64_t columns = std::min(block.columns, view.rows - block.firstColumn);
            for (std::int64_t r = 0; r < block.rows; ++r)
                for (std::int64_t c = 0; c < columns; ++c) {
                    const std::int64_t i = block.firstRow + r, j = block.firstColumn + c;
                    if (i != j)
                        sums[static_cast<std::size_t>(i) * counts.size() + clusterOf[static_cast<std::size_t>(j)]] +=
                            distance(i, j, block.scores[r * block.columns + c]);
                }
        },
        nothing);
    if (!all)
        return std::nullopt;
    double sum = 0;
    for (std::size_t i = 0; i < judged.size(); ++i) {
        const double value =
            coefficient(std::span(sums).subspan(i * counts.size(), counts.size()), clusterOf[i], counts);
        result.perPoint[static_cast<std::size_t>(judged[i])] = static_cast<float>(value);
        sum += value;
    }
    result.mean = sum / static_cast<double>(result.rows);
    return result;
}

} // namespace tandem
