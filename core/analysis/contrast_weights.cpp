#include "core/analysis/contrast_weights.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace tandem {

namespace {

/// 1 / (1 + e^-x), without overflow.
double sigmoid(double x)
{
    const double e = std::exp(-std::abs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
}

void factorsOfNtXent(double positive, std::span<const double> negatives, double temperature, ContrastWeights &weights)
{
    // Relative to the largest, so that small temperatures do not overflow.
    double largest = positive;
    for (const double s : negatives)
        largest = std::max(largest, s);
    const double own = std::exp((positive - largest) / temperature);
    double sum = own;
    for (const double s : negatives)
        sum += std::exp((s - largest) / temperature);
    for (const double s : negatives)
        weights.negatives.push_back(std::exp((s - largest) / temperature) / sum / temperature);
    weights.positive = std::accumulate(weights.negatives.begin(), weights.negatives.end(), 0.0);
}

void summarise(std::span<const double> negatives, ContrastWeights &weights)
{
    const double sum = std::accumulate(weights.negatives.begin(), weights.negatives.end(), 0.0);
    weights.shares.assign(negatives.size(), 0.0);
    if (sum <= 0)
        return;
    double entropy = 0;
    for (std::size_t i = 0; i < negatives.size(); ++i) {
        weights.shares[i] = weights.negatives[i] / sum;
        if (weights.shares[i] > 0)
            entropy -= weights.shares[i] * std::log(weights.shares[i]);
    }
    weights.effectiveNegatives = std::exp(entropy);

    std::vector<std::size_t> order(negatives.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    const auto hardest = std::max<std::size_t>(1, (negatives.size() + 99) / 100);
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(hardest), order.end(),
                      [&](std::size_t a, std::size_t b) { return negatives[a] > negatives[b]; });
    for (std::size_t i = 0; i < hardest; ++i)
        weights.hardestShare += weights.shares[order[i]];
}

} // namespace

ContrastWeights contrastWeights(ContrastLoss loss, double positive, std::span<const double> negatives,
                                double temperature, double margin)
{
    assert(temperature > 0);
    ContrastWeights weights;
    if (negatives.empty())
        return weights;
    weights.negatives.reserve(negatives.size());
    const auto count = static_cast<double>(negatives.size());
    switch (loss) {
    case ContrastLoss::NtXent:
        factorsOfNtXent(positive, negatives, temperature, weights);
        break;
    case ContrastLoss::NtLogistic:
        for (const double s : negatives)
            weights.negatives.push_back(sigmoid(s / temperature) / (temperature * count));
        weights.positive = sigmoid(-positive / temperature) / temperature;
        break;
    case ContrastLoss::Margin:
        for (const double s : negatives)
            weights.negatives.push_back(s - positive + margin > 0 ? 1 / count : 0);
        weights.positive = std::accumulate(weights.negatives.begin(), weights.negatives.end(), 0.0);
        break;
    }
    summarise(negatives, weights);
    return weights;
}

} // namespace tandem
