#include "core/analysis/knn_measures.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace tandem {

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

std::int64_t classesOf(std::span<const std::int32_t> labels)
{
    return labels.empty() ? 0 : std::max<std::int64_t>(0, *std::max_element(labels.begin(), labels.end()) + 1);
}

std::int32_t labelAt(std::span<const std::int32_t> labels, std::int64_t row)
{
    return labels[static_cast<std::size_t>(row)];
}

/// The class of highest weight, or −1.
std::int32_t vote(const Neighbors &neighbors, std::int64_t row, std::span<const std::int32_t> labels, std::int64_t k,
                  double temperature, std::vector<double> &weights)
{
    const auto indices = neighbors.indicesOf(row);
    const auto distances = neighbors.squaredDistancesOf(row);
    std::fill(weights.begin(), weights.end(), 0.0);
    std::int32_t best = -1;
    for (std::size_t j = 0; j < static_cast<std::size_t>(k); ++j) {
        const std::int32_t label = labelAt(labels, indices[j]);
        if (label < 0)
            continue;
        // Relative to the nearest, so that small temperatures do not overflow.
        weights[static_cast<std::size_t>(label)] +=
            std::exp((cosineOf(double(distances[j])) - cosineOf(double(distances[0]))) / temperature);
        if (best < 0)
            best = label;
    }
    for (std::size_t label = 0; best >= 0 && label < weights.size(); ++label)
        if (const auto other = static_cast<std::size_t>(best);
            weights[label] > weights[other] || (weights[label] == weights[other] && label < other))
            best = static_cast<std::int32_t>(label);
    return best;
}

} // namespace

KnnVote voteOfNeighbors(const Neighbors &neighbors, std::span<const std::int32_t> bankLabels,
                        std::span<const std::int32_t> queryLabels, std::int64_t k, double temperature)
{
    assert(queryLabels.empty() || queryLabels.size() == static_cast<std::size_t>(neighbors.rows));
    KnnVote result;
    result.k = std::min(k, neighbors.k);
    result.temperature = temperature;
    result.classes = std::max(classesOf(bankLabels), classesOf(queryLabels));
    std::vector<double> weights(static_cast<std::size_t>(result.classes));
    std::int64_t right = 0;
    for (std::int64_t row = 0; row < neighbors.rows; ++row) {
        const std::int32_t prediction = vote(neighbors, row, bankLabels, result.k, temperature, weights);
        result.predictions.push_back(prediction);
        if (queryLabels.empty() || labelAt(queryLabels, row) < 0 || prediction < 0)
            continue;
        ++result.judged;
        right += prediction == labelAt(queryLabels, row) ? 1 : 0;
    }
    if (result.judged > 0)
        result.accuracy = static_cast<double>(right) / static_cast<double>(result.judged);
    return result;
}

std::vector<std::int64_t> confusionMatrix(std::span<const std::int32_t> predictions,
                                          std::span<const std::int32_t> labels, std::int64_t classes)
{
    assert(predictions.size() == labels.size());
    std::vector<std::int64_t> counts(static_cast<std::size_t>(classes * classes));
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (labels[i] >= 0 && predictions[i] >= 0)
            ++counts[static_cast<std::size_t>(labels[i] * classes + predictions[i])];
    return counts;
}

NeighborPurity neighborPurity(const Neighbors &neighbors, std::span<const std::int32_t> labels, std::int64_t k)
{
    assert(labels.size() == static_cast<std::size_t>(neighbors.rows));
    NeighborPurity purity;
    purity.k = std::min(k, neighbors.k);
    purity.perClass.assign(static_cast<std::size_t>(classesOf(labels)), 0);
    std::vector<std::int64_t> counts(purity.perClass.size());
    double sum = 0;
    std::int64_t judged = 0;
    for (std::int64_t row = 0; row < neighbors.rows; ++row) {
        const std::int32_t label = labelAt(labels, row);
        if (label < 0 || purity.k == 0) {
            purity.perPoint.push_back(std::numeric_limits<float>::quiet_NaN());
            continue;
        }
        const auto indices = neighbors.indicesOf(row).first(static_cast<std::size_t>(purity.k));
        const auto same = std::count_if(indices.begin(), indices.end(),
                                        [&](std::int32_t other) { return labelAt(labels, other) == label; });
        const double share = static_cast<double>(same) / static_cast<double>(purity.k);
        purity.perPoint.push_back(static_cast<float>(share));
        purity.perClass[static_cast<std::size_t>(label)] += share;
        ++counts[static_cast<std::size_t>(label)];
        sum += share;
        ++judged;
    }
    for (std::size_t label = 0; label < counts.size(); ++label)
        purity.perClass[label] =
            counts[label] > 0 ? purity.perClass[label] / static_cast<double>(counts[label]) : kNothing;
    purity.mean = judged > 0 ? sum / static_cast<double>(judged) : kNothing;
    return purity;
}

NeighborOverlap neighborOverlap(const Neighbors &first, const Neighbors &second, std::int64_t k)
{
    assert(first.rows == second.rows);
    NeighborOverlap overlap;
    overlap.k = std::min({k, first.k, second.k});
    const auto count = static_cast<std::size_t>(overlap.k);
    std::vector<std::int32_t> a, b;
    double sum = 0;
    for (std::int64_t row = 0; row < first.rows; ++row) {
        const auto ofFirst = first.indicesOf(row).first(count), ofSecond = second.indicesOf(row).first(count);
        a.assign(ofFirst.begin(), ofFirst.end());
        b.assign(ofSecond.begin(), ofSecond.end());
        std::sort(a.begin(), a.end());
        std::sort(b.begin(), b.end());
        std::int64_t common = 0;
        for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
            common += *i == *j ? 1 : 0;
            const bool stepFirst = *i <= *j, stepSecond = *j <= *i;
            i += stepFirst ? 1 : 0;
            j += stepSecond ? 1 : 0;
        }
        const double share = overlap.k > 0 ? static_cast<double>(common) / static_cast<double>(overlap.k) : 0;
        overlap.perPoint.push_back(static_cast<float>(share));
        sum += share;
    }
    overlap.mean = first.rows > 0 ? sum / static_cast<double>(first.rows) : kNothing;
    return overlap;
}

std::vector<std::int32_t> mostChanged(const NeighborOverlap &overlap, std::int64_t count)
{
    std::vector<std::int32_t> order(overlap.perPoint.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
        return overlap.perPoint[static_cast<std::size_t>(a)] < overlap.perPoint[static_cast<std::size_t>(b)];
    });
    order.resize(std::min(order.size(), static_cast<std::size_t>(std::max<std::int64_t>(0, count))));
    return order;
}

} // namespace tandem
