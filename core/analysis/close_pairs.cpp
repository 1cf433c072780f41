#include "core/analysis/close_pairs.h"

#include "core/analysis/neighbor_search.h"
#include "core/analysis/workers.h"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace tandem {

namespace {

PairKind kindOf(std::int32_t first, std::int32_t second, double cosine, std::span<const std::int32_t> labels,
                double duplicateCosine)
{
    if (cosine >= duplicateCosine)
        return PairKind::NearDuplicate;
    if (labels.empty())
        return PairKind::Unlabelled;
    const std::int32_t a = labels[static_cast<std::size_t>(first)], b = labels[static_cast<std::size_t>(second)];
    if (a < 0 || b < 0)
        return PairKind::Unlabelled;
    return a == b ? PairKind::SameLabel : PairKind::OtherLabel;
}

} // namespace

std::optional<ClosePairs> closePairs(const FeatureView &projections, std::span<const float> positiveCosines,
                                     std::span<const std::int32_t> labels, const ClosePairsOptions &options,
                                     Workers &workers, const std::stop_token &stop)
{
    const auto rows = static_cast<std::size_t>(projections.rows);
    assert(positiveCosines.size() == 1 || positiveCosines.size() == rows);
    assert(labels.empty() || labels.size() == rows);
    const auto unit = unitRows(projections);
    const FeatureView view{unit, projections.rows, projections.dimension};
    std::vector<float> floors(rows);
    for (std::size_t i = 0; i < rows; ++i)
        floors[i] = positiveCosines[positiveCosines.size() == 1 ? 0 : i];

    ClosePairs result;
    result.violationsPerAnchor.resize(rows);
    std::vector<std::vector<ClosePair>> found(rows); // by anchor
    const NeighborSearch search{view, view, {}, std::max<std::int64_t>(1, options.perAnchor), true, floors};
    const bool all = searchNeighbors(
        search, workers, stop, [&](std::int64_t anchor, std::span<const Candidate> candidates, std::int64_t above) {
            const auto i = static_cast<std::size_t>(anchor);
            result.violationsPerAnchor[i] = static_cast<std::int32_t>(above);
            for (const Candidate &candidate : candidates) {
                const auto own = static_cast<std::int32_t>(anchor);
                const double cosine = dotProduct(view.row(anchor), view.row(candidate.index));
                found[i].push_back({std::min(own, candidate.index), std::max(own, candidate.index),
                                    static_cast<float>(cosine), static_cast<float>(cosine - double(floors[i])),
                                    kindOf(own, candidate.index, cosine, labels, options.duplicateCosine)});
            }
        });
    if (!all)
        return std::nullopt;
    for (std::size_t i = 0; i < rows; ++i) {
        result.violations += result.violationsPerAnchor[i];
        result.pairs.insert(result.pairs.end(), found[i].begin(), found[i].end());
    }
    // Seen from either end, a pair stays once, with the larger excess.
    std::sort(result.pairs.begin(), result.pairs.end(), [](const ClosePair &a, const ClosePair &b) {
        return std::tuple(a.first, a.second, -a.excess) < std::tuple(b.first, b.second, -b.excess);
    });
    const auto samePair = [](const ClosePair &a, const ClosePair &b) {
        return a.first == b.first && a.second == b.second;
    };
    result.pairs.erase(std::unique(result.pairs.begin(), result.pairs.end(), samePair), result.pairs.end());
    std::sort(result.pairs.begin(), result.pairs.end(), [](const ClosePair &a, const ClosePair &b) {
        return std::tuple(-a.excess, a.first, a.second) < std::tuple(-b.excess, b.first, b.second);
    });
    if (result.pairs.size() > static_cast<std::size_t>(options.maximumPairs))
        result.pairs.resize(static_cast<std::size_t>(options.maximumPairs));
    return result;
}

} // namespace tandem
