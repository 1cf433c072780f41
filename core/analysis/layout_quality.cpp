#include "core/analysis/layout_quality.h"

#include "core/analysis/procrustes.h"
#include "core/analysis/score_tiles.h"
#include "core/analysis/subset.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace tandem {

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

/// Distances of one row to all, with the row's own put last.
struct Distances {
    std::vector<double> values;

    [[nodiscard]] bool nearer(std::int32_t a, std::int32_t b) const
    {
        const double x = values[static_cast<std::size_t>(a)], y = values[static_cast<std::size_t>(b)];
        return x < y || (x == y && a < b);
    }
    /// 1 = the nearest.
    [[nodiscard]] std::int64_t rankOf(std::int32_t row) const
    {
        std::int64_t rank = 1;
        const double own = values[static_cast<std::size_t>(row)];
        for (std::size_t i = 0; i < values.size(); ++i)
            rank += values[i] < own || (values[i] == own && i < static_cast<std::size_t>(row)) ? 1 : 0;
        return rank;
    }
    /// The k nearest, in no order.
    void nearest(std::int64_t k, std::vector<std::int32_t> &rows) const
    {
        rows.resize(values.size());
        std::iota(rows.begin(), rows.end(), 0);
        std::nth_element(rows.begin(), rows.begin() + k - 1, rows.end(),
                         [this](std::int32_t a, std::int32_t b) { return nearer(a, b); });
        rows.resize(static_cast<std::size_t>(k));
        std::sort(rows.begin(), rows.end());
    }
};

/// Sum of rank − k over the `near` that are none of the `others`; ranks by `distances`.
double intrusion(const std::vector<std::int32_t> &near, const std::vector<std::int32_t> &others,
                 const Distances &distances, std::int64_t k)
{
    double sum = 0;
    for (const std::int32_t row : near)
        if (!std::binary_search(others.begin(), others.end(), row))
            sum += static_cast<double>(distances.rankOf(row) - k);
    return sum;
}

/// Memory of one thread.
struct Scratch {
    std::vector<double> products; // [rows of the tile, n]
    std::int64_t firstRow = 0;
    Distances inFeatures, inLayout;
    std::vector<std::int32_t> nearFeatures, nearLayout;
};

class Comparison {
public:
    Comparison(const FeatureView &features, std::span<const float> positions, std::int64_t k, Metric metric,
               Workers &workers)
        : m_features(features), m_positions(positions), m_k(k), m_metric(metric), m_workers(workers),
          m_scratch(static_cast<std::size_t>(workers.threads())), trust(static_cast<std::size_t>(features.rows)),
          continuity(trust)
    {
        for (std::int64_t i = 0; i < features.rows; ++i)
            m_squares.push_back(dotProduct(features.row(i), features.row(i)));
    }

    bool run(const std::stop_token &stop)
    {
        const std::int64_t n = m_features.rows;
        ScoreTiles<double> tiles(m_features, m_features, {}, 0, m_workers);
        return tiles.run(
            stop,
            [&](std::int64_t firstRow, std::int64_t endRow, int thread) {
                Scratch &scratch = m_scratch[static_cast<std::size_t>(thread)];
                scratch.firstRow = firstRow;
                scratch.products.resize(static_cast<std::size_t>((endRow - firstRow) * n));
            },
            [&](const ScoreBlock<double> &block, int thread) {
                Scratch &scratch = m_scratch[static_cast<std::size_t>(thread)];
                const std::int64_t columns = std::min(block.columns, n - block.firstColumn);
                for (std::int64_t r = 0; r < block.rows; ++r)
                    std::copy_n(block.scores + r * block.columns, columns,
                                scratch.products.data() + (block.firstRow + r - scratch.firstRow) * n +
                                    block.firstColumn);
            },
            [&](std::int64_t firstRow, std::int64_t endRow, int thread) {
                for (std::int64_t row = firstRow; row < endRow && !stop.stop_requested(); ++row)
                    compareRow(row, m_scratch[static_cast<std::size_t>(thread)]);
            });
    }

private:
    void compareRow(std::int64_t row, Scratch &scratch)
    {
        const std::int64_t n = m_features.rows;
        const double *products = scratch.products.data() + (row - scratch.firstRow) * n;
        auto &inFeatures = scratch.inFeatures.values, &inLayout = scratch.inLayout.values;
        inFeatures.resize(static_cast<std::size_t>(n));
        inLayout.resize(static_cast<std::size_t>(n));
        const auto own = static_cast<std::size_t>(row);
        for (std::size_t i = 0; i < inFeatures.size(); ++i) {
            inFeatures[i] = m_metric == Metric::Cosine ? -products[i] : m_squares[i] - 2 * products[i];
            const double dx = double(m_positions[2 * i]) - m_positions[2 * own];
            const double dy = double(m_positions[2 * i + 1]) - m_positions[2 * own + 1];
            inLayout[i] = dx * dx + dy * dy;
        }
        inFeatures[own] = inLayout[own] = std::numeric_limits<double>::infinity();
        scratch.inFeatures.nearest(m_k, scratch.nearFeatures);
        scratch.inLayout.nearest(m_k, scratch.nearLayout);
        trust[own] = intrusion(scratch.nearLayout, scratch.nearFeatures, scratch.inFeatures, m_k);
        continuity[own] = intrusion(scratch.nearFeatures, scratch.nearLayout, scratch.inLayout, m_k);
    }

    const FeatureView m_features;
    std::span<const float> m_positions;
    std::int64_t m_k;
    Metric m_metric;
    Workers &m_workers;
    std::vector<double> m_squares;
    std::vector<Scratch> m_scratch;

public:
    std::vector<double> trust, continuity; // sums by row
};

MapTrust verdict(double trustworthiness, double continuity)
{
    if (trustworthiness < kTrustLimit)
        return continuity < kTrustLimit ? MapTrust::Unreliable : MapTrust::FalseNeighbors;
    return continuity < kTrustLimit ? MapTrust::TornNeighborhoods : MapTrust::Good;
}

} // namespace

std::optional<MapQuality> mapQuality(const FeatureView &features, std::span<const float> positions,
                                     const MapQualityOptions &options, Workers &workers, const std::stop_token &stop)
{
    assert(positions.size() == static_cast<std::size_t>(2 * features.rows));
    const auto rows = drawSubset(features.rows, options.maximumRows, options.seed);
    MapQuality quality;
    quality.k = options.k;
    quality.rows = static_cast<std::int64_t>(rows.size());
    quality.trustworthiness = quality.continuity = kNothing;
    quality.trustPerPoint.assign(static_cast<std::size_t>(features.rows), std::numeric_limits<float>::quiet_NaN());
    quality.continuityPerPoint = quality.trustPerPoint;
    if (options.k < 1 || 2 * options.k >= quality.rows)
        return quality;

    auto taken = takeRows(features, rows);
    if (options.metric == Metric::Cosine)
        taken = unitRows({taken, quality.rows, features.dimension});
    const auto places = takeRows({positions, features.rows, 2}, rows);
    Comparison comparison({taken, quality.rows, features.dimension}, places, options.k, options.metric, workers);
    if (!comparison.run(stop))
        return std::nullopt;
    const auto n = static_cast<double>(quality.rows), k = static_cast<double>(options.k);
    const double scale = 2 / (k * (2 * n - 3 * k - 1));
    double trust = 0, continuity = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto row = static_cast<std::size_t>(rows[i]);
        quality.trustPerPoint[row] = static_cast<float>(1 - scale * comparison.trust[i]);
        quality.continuityPerPoint[row] = static_cast<float>(1 - scale * comparison.continuity[i]);
        trust += comparison.trust[i];
        continuity += comparison.continuity[i];
    }
    quality.trustworthiness = 1 - scale * trust / n;
    quality.continuity = 1 - scale * continuity / n;
    quality.trust = verdict(quality.trustworthiness, quality.continuity);
    return quality;
}

LayoutStability layoutStability(std::span<const float> before, std::span<const float> after)
{
    LayoutStability stability;
    if (before.empty())
        return stability;
    const auto moved = procrustes(before, after).apply(before);
    double x = 0, y = 0, squares = 0;
    std::vector<double> jumps;
    for (std::size_t i = 0; i + 1 < after.size(); i += 2) {
        x += double(after[i]);
        y += double(after[i + 1]);
        squares += double(after[i]) * after[i] + double(after[i + 1]) * after[i + 1];
        jumps.push_back(std::hypot(double(after[i]) - moved[i], double(after[i + 1]) - moved[i + 1]));
    }
    const auto n = static_cast<double>(jumps.size());
    const double radius = std::sqrt(std::max(0.0, squares / n - (x * x + y * y) / (n * n)));
    if (!(radius > 0))
        return stability;
    const auto middle = jumps.begin() + static_cast<std::ptrdiff_t>(jumps.size() / 2);
    std::nth_element(jumps.begin(), middle, jumps.end());
    stability.medianJump = *middle / radius;
    stability.largestJump = *std::max_element(jumps.begin(), jumps.end()) / radius;
    return stability;
}

} // namespace tandem
