#include "core/analysis/affinities.h"

#include "core/analysis/workers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace tandem {

namespace {

constexpr double kEntropyTolerance = 1e-5;
constexpr int kMaximumSteps = 64;
constexpr std::int64_t kGrain = 256; // rows a piece

/// Weights of one row for a precision beta, and what their entropy is and does.
struct Row {
    double entropy = 0;
    double slope = 0; // of the entropy by ln beta: −beta² Var(d²) <= 0
};

Row evaluate(std::span<const float> squaredDistances, double beta, std::vector<double> &weights)
{
    // Relative to the nearest, so that nothing underflows for all at once.
    const double nearest = squaredDistances.front();
    double sum = 0, first = 0, second = 0;
    for (std::size_t j = 0; j < squaredDistances.size(); ++j) {
        const double d = squaredDistances[j] - nearest, weight = std::exp(-beta * d);
        weights[j] = weight;
        sum += weight;
        first += weight * d;
        second += weight * d * d;
    }
    const double mean = first / sum, variance = std::max(0.0, second / sum - mean * mean);
    for (double &weight : weights)
        weight /= sum;
    return {std::log(sum) + beta * mean, -beta * beta * variance};
}

double cutPerplexity(double perplexity, std::int64_t neighbors)
{
    return std::min(perplexity, std::max(1.0, static_cast<double>(neighbors) / 3));
}

void conditional(std::span<const float> squaredDistances, double perplexity, std::vector<double> &weights)
{
    weights.assign(squaredDistances.size(), 0);
    if (squaredDistances.empty())
        return;
    const double target = std::log(perplexity);
    double spread = 0;
    for (const float d : squaredDistances)
        spread += d - squaredDistances.front();
    spread /= static_cast<double>(squaredDistances.size());
    if (!(spread > 0)) {
        std::fill(weights.begin(), weights.end(), 1 / static_cast<double>(weights.size()));
        return;
    }
    // The entropy falls as beta grows: Newton's steps in ln beta, held within a bracket that halves when they stray.
    double logBeta = -std::log(spread), low = -std::numeric_limits<double>::infinity(),
           high = std::numeric_limits<double>::infinity();
    for (int step = 0; step < kMaximumSteps; ++step) {
        const Row row = evaluate(squaredDistances, std::exp(logBeta), weights);
        const double excess = row.entropy - target;
        if (std::abs(excess) < kEntropyTolerance)
            return;
        (excess > 0 ? low : high) = logBeta;
        double next = row.slope < 0 ? logBeta - std::clamp(excess / row.slope, -2.0, 2.0) : logBeta;
        if (!(next > low && next < high)) {
            if (std::isinf(low))
                next = logBeta - 2;
            else if (std::isinf(high))
                next = logBeta + 2;
            else
                next = (low + high) / 2;
        }
        logBeta = next;
    }
}

/// Conditional probabilities of all rows as a sparse matrix whose rows are sorted by column.
struct Directed {
    std::vector<std::int32_t> columns;
    std::vector<float> p;
};

std::optional<Directed> directedAffinities(const Neighbors &neighbors, double perplexity, Workers &workers,
                                           const std::stop_token &stop)
{
    Directed directed;
    directed.columns.resize(neighbors.indices.size());
    directed.p.resize(neighbors.indices.size());
    const bool all = workers.runRanges(neighbors.rows, kGrain, stop, [&](std::int64_t begin, std::int64_t end, int) {
        std::vector<double> weights;
        std::vector<std::pair<std::int32_t, float>> row;
        for (std::int64_t i = begin; i < end; ++i) {
            conditional(neighbors.squaredDistancesOf(i), perplexity, weights);
            row.clear();
            for (std::size_t j = 0; j < weights.size(); ++j)
                row.emplace_back(neighbors.indicesOf(i)[j], static_cast<float>(weights[j]));
            std::sort(row.begin(), row.end());
            for (std::size_t j = 0; j < row.size(); ++j) {
                const auto place = static_cast<std::size_t>(i * neighbors.k) + j;
                std::tie(directed.columns[place], directed.p[place]) = row[j];
            }
        }
    });
    return all ? std::optional(std::move(directed)) : std::nullopt;
}

/// The transpose, rows sorted by column as well.
struct Transposed {
    std::vector<std::int64_t> rowStart;
    std::vector<std::int32_t> columns;
    std::vector<float> p;
};

std::optional<Transposed> transpose(const Directed &directed, std::int64_t rows, std::int64_t k,
                                    const std::stop_token &stop)
{
    constexpr std::size_t kStopInterval = 1 << 18; // entries
    Transposed result;
    result.rowStart.assign(static_cast<std::size_t>(rows) + 1, 0);
    for (const std::int32_t column : directed.columns)
        ++result.rowStart[static_cast<std::size_t>(column) + 1];
    for (std::size_t i = 0; i < static_cast<std::size_t>(rows); ++i)
        result.rowStart[i + 1] += result.rowStart[i];
    auto next = result.rowStart;
    result.columns.resize(directed.columns.size());
    result.p.resize(directed.p.size());
    for (std::size_t place = 0; place < directed.columns.size(); ++place) {
        if (place % kStopInterval == 0 && stop.stop_requested())
            return std::nullopt;
        const auto to = static_cast<std::size_t>(next[static_cast<std::size_t>(directed.columns[place])]++);
        result.columns[to] = static_cast<std::int32_t>(static_cast<std::int64_t>(place) / k);
        result.p[to] = directed.p[place];
    }
    return result;
}

/// Calls edge(column, p_j|i + p_i|j) for every column of either matrix, in ascending order.
template <class Edge>
void mergeRow(const Directed &directed, const Transposed &transposed, std::int64_t k, std::int64_t i, const Edge &edge)
{
    std::int64_t a = i * k, b = transposed.rowStart[static_cast<std::size_t>(i)];
    const std::int64_t endA = a + k, endB = transposed.rowStart[static_cast<std::size_t>(i) + 1];
    const auto columnA = [&] { return directed.columns[static_cast<std::size_t>(a)]; };
    const auto columnB = [&] { return transposed.columns[static_cast<std::size_t>(b)]; };
    while (a < endA || b < endB) {
        const bool takeA = a < endA && (b == endB || columnA() <= columnB());
        const bool takeB = b < endB && (a == endA || columnB() <= columnA());
        const std::int32_t column = takeA ? columnA() : columnB();
        // Two numbers, so that the sum is the same from either side.
        double sum = 0;
        if (takeA)
            sum += double(directed.p[static_cast<std::size_t>(a++)]);
        if (takeB)
            sum += double(transposed.p[static_cast<std::size_t>(b++)]);
        edge(column, sum);
    }
}

} // namespace

std::int64_t neighborsForPerplexity(double perplexity, std::int64_t rows)
{
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(3 * perplexity)), 0,
                                    std::max<std::int64_t>(0, rows - 1));
}

double usablePerplexity(double perplexity, std::int64_t rows)
{
    return cutPerplexity(perplexity, neighborsForPerplexity(perplexity, rows));
}

std::vector<double> conditionalAffinities(std::span<const float> squaredDistances, double perplexity)
{
    std::vector<double> weights;
    conditional(squaredDistances, perplexity, weights);
    return weights;
}

std::optional<Affinities> perplexityAffinities(const Neighbors &neighbors, double perplexity, Workers &workers,
                                               const std::stop_token &stop)
{
    const std::int64_t rows = neighbors.rows, k = neighbors.k;
    Affinities result;
    result.perplexity = cutPerplexity(perplexity, k);
    const auto directed = directedAffinities(neighbors, result.perplexity, workers, stop);
    if (!directed)
        return std::nullopt;
    const auto transposed = transpose(*directed, rows, k, stop);
    if (!transposed)
        return std::nullopt;

    result.rowStart.assign(static_cast<std::size_t>(rows) + 1, 0);
    bool all = workers.runRanges(rows, kGrain, stop, [&](std::int64_t begin, std::int64_t end, int) {
        for (std::int64_t i = begin; i < end; ++i)
            mergeRow(*directed, *transposed, k, i,
                     [&](std::int32_t, double) { ++result.rowStart[static_cast<std::size_t>(i) + 1]; });
    });
    for (std::size_t i = 0; i < static_cast<std::size_t>(rows); ++i)
        result.rowStart[i + 1] += result.rowStart[i];
    result.columns.resize(static_cast<std::size_t>(result.rowStart.back()));
    result.p.resize(result.columns.size());
    std::vector<double> logSums(static_cast<std::size_t>(rows));
    // Each row of the conditional matrix sums to 1, hence both together to 2N.
    const double scale = rows > 0 ? 0.5 / static_cast<double>(rows) : 0;
    all = all && workers.runRanges(rows, kGrain, stop, [&](std::int64_t begin, std::int64_t end, int) {
        for (std::int64_t i = begin; i < end; ++i) {
            auto place = static_cast<std::size_t>(result.rowStart[static_cast<std::size_t>(i)]);
            mergeRow(*directed, *transposed, k, i, [&](std::int32_t column, double sum) {
                const auto p = static_cast<float>(scale * sum);
                result.columns[place] = column;
                result.p[place++] = p;
                if (p > 0)
                    logSums[static_cast<std::size_t>(i)] += double(p) * std::log(double(p));
            });
        }
    });
    for (const double sum : logSums)
        result.sumPLogP += sum;
    return all ? std::optional(std::move(result)) : std::nullopt;
}

} // namespace tandem
