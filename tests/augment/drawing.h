#pragma once

#include "core/augment/pipeline.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

/// Drawing many views and looking at the distribution of what was drawn.
namespace tandem::drawing {

constexpr int kDraws = 100000;

template <class Drawn> const Drawn *find(const DrawnView &view)
{
    for (const DrawnOperation &operation : view.operations)
        if (const auto *drawn = std::get_if<Drawn>(&operation))
            return drawn;
    return nullptr;
}

inline double quantile(std::vector<double> &values, double p)
{
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(p * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

/// Largest distance of the empirical distribution from uniform on [low, high], times sqrt n (Kolmogorov-Smirnov).
inline double uniformityOf(std::vector<double> values, double low, double high)
{
    std::sort(values.begin(), values.end());
    const auto n = static_cast<double>(values.size());
    double largest = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double expected = (values[i] - low) / (high - low);
        largest = std::max({largest, std::abs(expected - static_cast<double>(i) / n),
                            std::abs(expected - static_cast<double>(i + 1) / n)});
    }
    return largest * std::sqrt(n);
}

/// P(KS > 1.95) = 0.001; the draws are fixed by their seed, so a pass stays a pass.
constexpr double kKolmogorovBound = 1.95;

template <class Drawn, class Get>
std::vector<double> collect(const Pipeline &pipeline, int draws, Get get, int width = 32, int height = 32)
{
    std::vector<double> values;
    for (std::uint32_t sample = 0; static_cast<int>(sample) < draws; ++sample)
        if (const auto view = drawTrainingView(pipeline, width, height, 40, 1, sample, 0);
            const Drawn *drawn = find<Drawn>(view))
            values.push_back(get(*drawn));
    return values;
}

inline Pipeline one(const OperationKind &kind, int size = 32)
{
    return {"one", size, {{kind, 1}}};
}

} // namespace tandem::drawing
