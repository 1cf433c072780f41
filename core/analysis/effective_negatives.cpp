#include "core/analysis/effective_negatives.h"

#include "core/analysis/subset.h"
#include "core/analysis/workers.h"
#include "core/base/random.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace tandem {

namespace {

/// exp of the entropy of softmax(s) over a growing set of s, from two sums.
class RunningSoftmax {
public:
    /// `s` relative to an upper bound, so that nothing overflows.
    void add(double s)
    {
        const double weight = std::exp(s);
        m_sum += weight;
        m_moment += weight * s;
    }
    [[nodiscard]] double effectiveCount() const { return m_sum * std::exp(-m_moment / m_sum); }

private:
    double m_sum = 0, m_moment = 0;
};

} // namespace

std::optional<std::vector<EffectiveNegatives>> effectiveNegatives(const FeatureView &bank,
                                                                  const EffectiveNegativesOptions &options,
                                                                  Workers &workers, const std::stop_token &stop)
{
    assert(options.temperature > 0 && std::is_sorted(options.batchSizes.begin(), options.batchSizes.end()));
    std::vector<EffectiveNegatives> results;
    for (const std::int64_t batchSize : options.batchSizes) {
        const std::int64_t wanted = 2 * batchSize - 2, there = std::max<std::int64_t>(0, bank.rows - 1);
        results.push_back({batchSize, there > 0 ? wanted : 0, wanted > there, 0, 0, 0});
    }
    const auto anchors = drawSubset(bank.rows, options.anchors, options.seed);
    if (results.empty() || anchors.empty())
        return results;
    const auto unit = unitRows(bank);
    const FeatureView view{unit, bank.rows, bank.dimension};
    std::vector<std::vector<double>> counts(results.size(), std::vector<double>(anchors.size()));
    const bool all = workers.run(static_cast<std::int64_t>(anchors.size()), stop, [&](std::int64_t piece, int) {
        const std::int32_t anchor = anchors[static_cast<std::size_t>(piece)];
        std::vector<std::uint32_t> others;
        for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(bank.rows); ++i)
            if (i != static_cast<std::uint32_t>(anchor))
                others.push_back(i);
        CounterRng rng(static_cast<std::uint64_t>(options.seed), RandomStream::Subset, 1,
                       static_cast<std::uint32_t>(anchor));
        RunningSoftmax softmax;
        std::size_t drawn = 0;
        for (std::size_t i = 0; i < results.size(); ++i) {
            for (; drawn < static_cast<std::size_t>(results[i].negatives); ++drawn) {
                const std::size_t place = drawn % others.size();
                if (place == 0)
                    shuffle(others, rng);
                softmax.add((dotProduct(view.row(anchor), view.row(others[place])) - 1) / options.temperature);
            }
            counts[i][static_cast<std::size_t>(piece)] = drawn > 0 ? softmax.effectiveCount() : 0;
        }
    });
    if (!all)
        return std::nullopt;
    for (std::size_t i = 0; i < results.size(); ++i) {
        std::sort(counts[i].begin(), counts[i].end());
        const auto percentile = [&](double share) {
            return counts[i][static_cast<std::size_t>(share * static_cast<double>(counts[i].size() - 1))];
        };
        results[i].mean =
            std::accumulate(counts[i].begin(), counts[i].end(), 0.0) / static_cast<double>(counts[i].size());
        results[i].low = percentile(0.1);
        results[i].high = percentile(0.9);
    }
    return results;
}

} // namespace tandem
