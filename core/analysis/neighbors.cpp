#include "core/analysis/neighbors.h"

#include "core/analysis/neighbor_search.h"
#include "core/analysis/products.h"
#include "core/analysis/workers.h"

#include <algorithm>

namespace tandem {

namespace {

// Scores are rounded to single precision; so many more candidates than wanted are looked at exactly.
constexpr std::int64_t kMargin = 16;

/// Rows as the metric compares them, with a bias by which the highest score is the nearest row.
class ComparableRows {
public:
    /// False once `stop` was requested.
    [[nodiscard]] bool make(const FeatureView &features, Metric metric, std::span<const double> centre,
                            Workers &workers, const std::stop_token &stop)
    {
        constexpr std::int64_t kGrain = 256;
        m_view = {{}, features.rows, features.dimension};
        const auto rows = static_cast<std::size_t>(features.rows);
        if (metric == Metric::Cosine) {
            auto unit = unitRows(features, workers, stop);
            if (!unit)
                return false;
            m_values = std::move(*unit);
            m_view.values = m_values;
            m_isZero.resize(rows);
            return workers.runRanges(features.rows, kGrain, stop, [&](std::int64_t begin, std::int64_t end, int) {
                for (std::int64_t i = begin; i < end; ++i)
                    m_isZero[static_cast<std::size_t>(i)] =
                        std::all_of(m_view.row(i).begin(), m_view.row(i).end(), [](float v) { return v == 0; });
            });
        }
        // Distances do not change, but the numbers get smaller, hence their rounding.
        m_values.resize(features.values.size());
        m_view.values = m_values;
        m_bias.resize(rows);
        return workers.runRanges(features.rows, kGrain, stop, [&](std::int64_t begin, std::int64_t end, int) {
            for (std::int64_t i = begin; i < end; ++i) {
                float *row = m_values.data() + i * features.dimension;
                for (std::size_t j = 0; j < centre.size(); ++j)
                    row[j] = static_cast<float>(features.row(i)[j] - centre[j]);
                m_bias[static_cast<std::size_t>(i)] = static_cast<float>(-dotProduct(m_view.row(i), m_view.row(i)) / 2);
            }
        });
    }

    [[nodiscard]] const FeatureView &view() const { return m_view; }
    [[nodiscard]] std::span<const float> bias() const { return m_bias; }
    [[nodiscard]] bool isZero(std::int64_t i) const
    {
        return !m_isZero.empty() && m_isZero[static_cast<std::size_t>(i)] != 0;
    }

private:
    std::vector<float> m_values;
    FeatureView m_view;
    std::vector<float> m_bias;
    std::vector<char> m_isZero; // with the cosine metric
};

struct Found {
    float squaredDistance;
    std::int32_t index;
    auto operator<=>(const Found &) const = default;
};

std::optional<Neighbors> search(const FeatureView &queryFeatures, const FeatureView &bankFeatures, bool leaveOneOut,
                                const NeighborOptions &options, Workers &workers, const std::stop_token &stop)
{
    Neighbors neighbors;
    neighbors.rows = queryFeatures.rows;
    neighbors.k =
        std::clamp<std::int64_t>(options.k, 0, std::max<std::int64_t>(0, bankFeatures.rows - (leaveOneOut ? 1 : 0)));
    const auto cells = static_cast<std::size_t>(neighbors.rows * neighbors.k);
    neighbors.indices.resize(cells);
    neighbors.squaredDistances.resize(cells);
    if (cells == 0)
        return neighbors;
    const auto centre = options.metric == Metric::Euclidean ? meanRow(bankFeatures) : std::vector<double>();
    ComparableRows bank, others;
    if (!bank.make(bankFeatures, options.metric, centre, workers, stop) ||
        (!leaveOneOut && !others.make(queryFeatures, options.metric, centre, workers, stop)))
        return std::nullopt;
    const ComparableRows &queries = leaveOneOut ? bank : others;

    const bool cosine = options.metric == Metric::Cosine;
    const auto distance = [&](std::int64_t query, std::int32_t index) {
        // The cosine with a row of zeros counts as 0.
        if (queries.isZero(query) || bank.isZero(index))
            return 2.0F;
        // What was given, not what was rounded once more by centring.
        return cosine ? static_cast<float>(squaredDistance(queries.view().row(query), bank.view().row(index)))
                      : static_cast<float>(squaredDistance(queryFeatures.row(query), bankFeatures.row(index)));
    };
    const NeighborSearch request{queries.view(), bank.view(), bank.bias(), neighbors.k + kMargin, leaveOneOut};
    const bool all = searchNeighbors(
        request, workers, stop, [&](std::int64_t query, std::span<const Candidate> candidates, std::int64_t) {
            std::vector<Found> found;
            found.reserve(candidates.size());
            for (const Candidate &candidate : candidates)
                found.push_back({distance(query, candidate.index), candidate.index});
            std::sort(found.begin(), found.end());
            for (std::int64_t i = 0; i < neighbors.k; ++i) {
                const auto place = static_cast<std::size_t>(query * neighbors.k + i);
                neighbors.indices[place] = found[static_cast<std::size_t>(i)].index;
                neighbors.squaredDistances[place] = found[static_cast<std::size_t>(i)].squaredDistance;
            }
        });
    if (!all)
        return std::nullopt;
    return neighbors;
}

} // namespace

Neighbors Neighbors::nearest(std::int64_t count) const
{
    Neighbors cut{rows, count, {}, {}};
    for (std::int64_t i = 0; i < rows; ++i) {
        const auto ids = indicesOf(i).first(static_cast<std::size_t>(count));
        const auto distances = squaredDistancesOf(i).first(static_cast<std::size_t>(count));
        cut.indices.insert(cut.indices.end(), ids.begin(), ids.end());
        cut.squaredDistances.insert(cut.squaredDistances.end(), distances.begin(), distances.end());
    }
    return cut;
}

std::optional<Neighbors> nearestNeighbors(const FeatureView &features, const NeighborOptions &options, Workers &workers,
                                          const std::stop_token &stop)
{
    return search(features, features, true, options, workers, stop);
}

std::optional<Neighbors> nearestInBank(const FeatureView &queries, const FeatureView &bank,
                                       const NeighborOptions &options, Workers &workers, const std::stop_token &stop)
{
    return search(queries, bank, false, options, workers, stop);
}

} // namespace tandem
