#include "core/sweep/importance.h"

#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tandem {

namespace {

constexpr std::uint64_t kSeed = 20'200'213;
constexpr std::uint32_t kTrees = 200;
constexpr std::size_t kLeastInLeaf = 2;

using Rows = std::vector<std::size_t>;

struct Problem {
    std::span<const ImportanceColumn> columns;
    std::span<const double> results;
};

double mean(const Problem &problem, std::span<const std::size_t> rows)
{
    double sum = 0;
    for (const std::size_t row : rows)
        sum += problem.results[row];
    return sum / static_cast<double>(rows.size());
}

/// A regression tree; categories are split one against the others.
class Tree {
public:
    Tree(const Problem &problem, Rows rows) : m_problem(problem) { grow(rows); }

    /// `at(column)`: the value of a run there.
    template <class At> [[nodiscard]] double predict(At at) const
    {
        std::size_t node = 0;
        while (m_nodes[node].left != 0) {
            const Node &n = m_nodes[node];
            node = goesLeft(n, at(n.column)) ? n.left : n.right;
        }
        return m_nodes[node].value;
    }

private:
    struct Node {
        std::size_t column = 0;
        double threshold = 0; // goes left: at most it, or the category itself
        std::size_t left = 0, right = 0;
        double value = 0;
    };
    struct Split {
        double gain = 0;
        std::size_t column = 0;
        double threshold = 0;
    };

    [[nodiscard]] bool goesLeft(const Node &node, double value) const
    {
        return m_problem.columns[node.column].categorical ? value == node.threshold : value <= node.threshold;
    }

    std::size_t grow(const Rows &rows)
    {
        const std::size_t index = m_nodes.size();
        m_nodes.push_back({0, 0, 0, 0, mean(m_problem, rows)});
        const Split split = bestSplit(rows);
        if (split.gain <= 0)
            return index;
        m_nodes[index].column = split.column;
        m_nodes[index].threshold = split.threshold;
        Rows left, right;
        for (const std::size_t row : rows)
            (goesLeft(m_nodes[index], m_problem.columns[split.column].values[row]) ? left : right).push_back(row);
        const std::size_t leftNode = grow(left);
        const std::size_t rightNode = grow(right);
        m_nodes[index].left = leftNode;
        m_nodes[index].right = rightNode;
        return index;
    }

    [[nodiscard]] Split bestSplit(const Rows &rows) const
    {
        Split best;
        for (std::size_t column = 0; column < m_problem.columns.size(); ++column) {
            const Split split =
                m_problem.columns[column].categorical ? bestCategory(rows, column) : bestThreshold(rows, column);
            // A gain that is rounding must not decide.
            if (split.gain > best.gain * (1 + 1e-12) + 1e-15)
                best = split;
        }
        return best;
    }

    [[nodiscard]] Split bestThreshold(Rows rows, std::size_t column) const
    {
        const std::vector<double> &values = m_problem.columns[column].values;
        std::sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
        double total = 0;
        for (const std::size_t row : rows)
            total += m_problem.results[row];
        const auto count = static_cast<double>(rows.size());
        Split best;
        double leftSum = 0;
        for (std::size_t i = 1; i < rows.size(); ++i) {
            leftSum += m_problem.results[rows[i - 1]];
            if (values[rows[i - 1]] == values[rows[i]] || i < kLeastInLeaf || rows.size() - i < kLeastInLeaf)
                continue;
            const auto left = static_cast<double>(i);
            const double gain = leftSum * leftSum / left + (total - leftSum) * (total - leftSum) / (count - left) -
                                total * total / count;
            if (gain > best.gain)
                best = {gain, column, (values[rows[i - 1]] + values[rows[i]]) / 2};
        }
        return best;
    }

    [[nodiscard]] Split bestCategory(const Rows &rows, std::size_t column) const
    {
        const std::vector<double> &values = m_problem.columns[column].values;
        std::vector<double> categories;
        double total = 0;
        for (const std::size_t row : rows) {
            total += m_problem.results[row];
            if (std::find(categories.begin(), categories.end(), values[row]) == categories.end())
                categories.push_back(values[row]);
        }
        const auto count = static_cast<double>(rows.size());
        Split best;
        for (const double category : categories) {
            double sum = 0;
            double inside = 0;
            for (const std::size_t row : rows)
                if (values[row] == category) {
                    sum += m_problem.results[row];
                    ++inside;
                }
            if (inside < kLeastInLeaf || count - inside < kLeastInLeaf)
                continue;
            const double gain =
                sum * sum / inside + (total - sum) * (total - sum) / (count - inside) - total * total / count;
            if (gain > best.gain)
                best = {gain, column, category};
        }
        return best;
    }

    const Problem &m_problem;
    std::vector<Node> m_nodes;
};

/// What the forest says of runs that a tree did not see, as they are and with one column shuffled.
struct OutOfBag {
    std::vector<double> sums;
    std::vector<double> counts;

    explicit OutOfBag(std::size_t runs) : sums(runs, 0), counts(runs, 0) {}
    void add(std::size_t run, double prediction)
    {
        sums[run] += prediction;
        ++counts[run];
    }
    /// Mean squared error over the runs that some tree did not see.
    [[nodiscard]] double error(std::span<const double> results) const
    {
        double squares = 0;
        double seen = 0;
        for (std::size_t run = 0; run < results.size(); ++run) {
            if (counts[run] == 0)
                continue;
            const double difference = sums[run] / counts[run] - results[run];
            squares += difference * difference;
            ++seen;
        }
        return seen == 0 ? 0 : squares / seen;
    }
};

std::vector<double> ranks(std::span<const double> values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [values](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> result(values.size());
    for (std::size_t i = 0; i < order.size();) {
        std::size_t end = i;
        while (end < order.size() && values[order[end]] == values[order[i]])
            ++end;
        for (std::size_t k = i; k < end; ++k)
            result[order[k]] = static_cast<double>(i + end - 1) / 2;
        i = end;
    }
    return result;
}

double variance(std::span<const double> values)
{
    const double middle = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    double squares = 0;
    for (const double value : values)
        squares += (value - middle) * (value - middle);
    return squares / static_cast<double>(values.size());
}

} // namespace

double rankCorrelation(std::span<const double> a, std::span<const double> b)
{
    const std::vector<double> ranksA = ranks(a);
    const std::vector<double> ranksB = ranks(b);
    const double spread = std::sqrt(variance(ranksA) * variance(ranksB));
    if (spread == 0)
        return 0;
    const double middle = (static_cast<double>(a.size()) - 1) / 2;
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += (ranksA[i] - middle) * (ranksB[i] - middle);
    return sum / static_cast<double>(a.size()) / spread;
}

std::optional<ImportanceReport> parameterImportance(std::span<const ImportanceColumn> columns,
                                                    std::span<const double> results)
{
    const std::size_t runs = results.size();
    if (static_cast<std::int64_t>(runs) < kLeastRunsForImportance || variance(results) <= 0)
        return std::nullopt;
    const Problem problem{columns, results};
    OutOfBag plain(runs);
    std::vector<OutOfBag> shuffled(columns.size(), OutOfBag(runs));
    for (std::uint32_t t = 0; t < kTrees; ++t) {
        CounterRng rng(kSeed, RandomStream::Sweep, t);
        Rows rows(runs);
        std::vector<bool> inBag(runs, false);
        for (std::size_t &row : rows) {
            row = rng.below(static_cast<std::uint32_t>(runs));
            inBag[row] = true;
        }
        const Tree tree(problem, rows);
        Rows outside;
        for (std::size_t row = 0; row < runs; ++row)
            if (!inBag[row])
                outside.push_back(row);
        for (const std::size_t row : outside)
            plain.add(row, tree.predict([&](std::size_t column) { return columns[column].values[row]; }));
        for (std::size_t moved = 0; moved < columns.size(); ++moved) {
            // Among all runs: those outside a bag are few, and a shuffle of two changes nothing half of the time.
            for (const std::size_t row : outside) {
                const std::size_t other = rng.below(static_cast<std::uint32_t>(runs));
                shuffled[moved].add(row, tree.predict([&](std::size_t column) {
                    return columns[column].values[column == moved ? other : row];
                }));
            }
        }
    }
    ImportanceReport report;
    report.runs = static_cast<std::int64_t>(runs);
    const double error = plain.error(results);
    report.explained = 1 - error / variance(results);
    double total = 0;
    for (std::size_t column = 0; column < columns.size(); ++column) {
        Importance &entry = report.parameters.emplace_back();
        entry.name = columns[column].name;
        entry.share = std::max(0.0, shuffled[column].error(results) - error);
        if (!columns[column].categorical)
            entry.rankCorrelation = rankCorrelation(columns[column].values, results);
        total += entry.share;
    }
    for (Importance &entry : report.parameters)
        entry.share = total > 0 ? entry.share / total : 0;
    std::stable_sort(report.parameters.begin(), report.parameters.end(),
                     [](const Importance &a, const Importance &b) { return a.share > b.share; });
    return report;
}

} // namespace tandem
