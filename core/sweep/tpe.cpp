#include "core/sweep/tpe.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace tandem {

namespace {

constexpr double kPriorWeight = 1;
constexpr std::size_t kMostGood = 25;
constexpr std::size_t kFullWeight = 25; // newest observations of g that count whole

double normalCdf(double x)
{
    return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}

double logSumExp(std::span<const double> terms)
{
    const double most = *std::max_element(terms.begin(), terms.end());
    double sum = 0;
    for (const double term : terms)
        sum += std::exp(term - most);
    return most + std::log(sum);
}

/// One observation's share of a density in one dimension.
struct Kernel {
    double center = 0; // category, or mean
    double width = 1;  // of the normal
};

/// A mixture over some dimensions: component k has one kernel in each, the last component is the prior.
class Parzen {
public:
    Parzen(std::span<const TpeDimension> dimensions, const std::vector<const std::vector<double> *> &points,
           const std::vector<double> &weights)
        : m_dimensions(dimensions)
    {
        const std::size_t count = points.size();
        for (std::size_t k = 0; k <= count; ++k)
            m_logWeights.push_back(k < count ? weights[k] : kPriorWeight);
        const double total = std::accumulate(m_logWeights.begin(), m_logWeights.end(), 0.0);
        for (double &weight : m_logWeights)
            weight = std::log(weight / total);
        for (std::size_t d = 0; d < dimensions.size(); ++d) {
            std::vector<double> values;
            for (const std::vector<double> *point : points)
                values.push_back((*point)[d]);
            m_kernels.push_back(kernelsOf(dimensions[d], values, dimensions.size()));
        }
    }

    [[nodiscard]] std::vector<double> draw(CounterRng &rng) const
    {
        double left = rng.uniform();
        std::size_t component = 0;
        while (component + 1 < m_logWeights.size() && left >= std::exp(m_logWeights[component]))
            left -= std::exp(m_logWeights[component++]);
        std::vector<double> point;
        for (std::size_t d = 0; d < m_dimensions.size(); ++d)
            point.push_back(drawFrom(m_dimensions[d], m_kernels[d][component], isPrior(component), rng));
        return point;
    }

    [[nodiscard]] double logDensity(std::span<const double> point) const
    {
        std::vector<double> terms(m_logWeights);
        for (std::size_t k = 0; k < terms.size(); ++k)
            for (std::size_t d = 0; d < m_dimensions.size(); ++d)
                terms[k] += logKernel(m_dimensions[d], m_kernels[d][k], isPrior(k), point[d]);
        return logSumExp(terms);
    }

private:
    [[nodiscard]] bool isPrior(std::size_t component) const { return component + 1 == m_logWeights.size(); }

    /// Widths: with several dimensions Scott's exponent, as a component must reach in all of them at once; in one, the
    /// distance to the farther neighbor.
    static std::vector<Kernel> kernelsOf(const TpeDimension &dimension, const std::vector<double> &values,
                                         std::size_t dimensions)
    {
        const double span = dimension.high - dimension.low;
        const double middle = (dimension.low + dimension.high) / 2;
        const auto count = static_cast<double>(values.size());
        std::vector<Kernel> kernels;
        for (const double value : values)
            kernels.push_back({value, span});
        if (dimension.choices == 0 && dimensions > 1) {
            const double width =
                0.2 * std::pow(std::max(count, 1.0), -1 / (static_cast<double>(dimensions) + 4)) * span;
            for (Kernel &kernel : kernels)
                kernel.width = width;
        } else if (dimension.choices == 0) {
            std::vector<double> sorted(values);
            sorted.push_back(middle);
            std::sort(sorted.begin(), sorted.end());
            const double least = span / std::min(100.0, 1 + count);
            for (Kernel &kernel : kernels) {
                const auto at = std::lower_bound(sorted.begin(), sorted.end(), kernel.center);
                const double before = at == sorted.begin() ? dimension.low : *(at - 1);
                const double after = at + 1 == sorted.end() ? dimension.high : *(at + 1);
                kernel.width = std::clamp(std::max(kernel.center - before, after - kernel.center), least, span);
            }
        }
        kernels.push_back({middle, span});
        return kernels;
    }

    static double drawFrom(const TpeDimension &dimension, const Kernel &kernel, bool isPrior, CounterRng &rng)
    {
        if (dimension.choices > 0) {
            const bool own = !isPrior && rng.uniform() < 1 / (1 + kPriorWeight);
            return own ? kernel.center : rng.below(static_cast<std::uint32_t>(dimension.choices));
        }
        // Centers lie within the bounds, so at least about every second draw is inside.
        for (;;) {
            const double value = kernel.center + kernel.width * rng.normal();
            if (value >= dimension.low && value <= dimension.high)
                return value;
        }
    }

    static double logKernel(const TpeDimension &dimension, const Kernel &kernel, bool isPrior, double value)
    {
        if (dimension.choices > 0) {
            const double even = 1 / static_cast<double>(dimension.choices);
            const double own = value == kernel.center ? 1 : 0;
            return std::log(isPrior ? even : (own + kPriorWeight * even) / (1 + kPriorWeight));
        }
        const double z = (value - kernel.center) / kernel.width;
        const double inside = normalCdf((dimension.high - kernel.center) / kernel.width) -
                              normalCdf((dimension.low - kernel.center) / kernel.width);
        return -0.5 * z * z - std::log(kernel.width * std::sqrt(2 * std::numbers::pi) * inside);
    }

    std::span<const TpeDimension> m_dimensions;
    std::vector<double> m_logWeights;           // by component
    std::vector<std::vector<Kernel>> m_kernels; // by dimension and component
};

/// Older observations of the bad density fade, as they tell of a region that was left.
std::vector<double> fadingWeights(std::size_t count)
{
    std::vector<double> weights(count, 1);
    if (count > kFullWeight) {
        const std::size_t fading = count - kFullWeight;
        for (std::size_t i = 0; i < fading; ++i)
            weights[i] = fading == 1 ? 1.0 / static_cast<double>(count)
                                     : 1.0 / static_cast<double>(count) + (1 - 1.0 / static_cast<double>(count)) *
                                                                              static_cast<double>(i) /
                                                                              static_cast<double>(fading - 1);
    }
    return weights;
}

/// The good and the bad ones, each in their order of time.
struct Split {
    std::vector<const std::vector<double> *> good, bad;
};

Split split(std::span<const TpeObservation> observations)
{
    std::vector<std::size_t> order(observations.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&observations](std::size_t a, std::size_t b) {
        return observations[a].loss < observations[b].loss;
    });
    const std::size_t count = std::min(kMostGood, (observations.size() + 9) / 10);
    std::vector<bool> isGood(observations.size(), false);
    for (std::size_t i = 0; i < count; ++i)
        isGood[order[i]] = std::isfinite(observations[order[i]].loss);
    Split parts;
    for (std::size_t i = 0; i < observations.size(); ++i)
        (isGood[i] ? parts.good : parts.bad).push_back(&observations[i].point);
    return parts;
}

std::vector<double> propose(std::span<const TpeDimension> dimensions, const Split &parts, int candidates,
                            CounterRng &rng)
{
    const Parzen good(dimensions, parts.good, std::vector<double>(parts.good.size(), 1));
    const Parzen bad(dimensions, parts.bad, fadingWeights(parts.bad.size()));
    std::vector<double> best;
    double bestScore = -std::numeric_limits<double>::infinity();
    for (int i = 0; i < std::max(1, candidates); ++i) {
        std::vector<double> point = good.draw(rng);
        const double score = good.logDensity(point) - bad.logDensity(point);
        if (best.empty() || score > bestScore) {
            bestScore = score;
            best = std::move(point);
        }
    }
    return best;
}

} // namespace

std::vector<double> proposeTpe(std::span<const TpeDimension> dimensions, std::span<const TpeObservation> observations,
                               const TpeOptions &options, CounterRng &rng)
{
    if (observations.empty())
        return drawEvenly(dimensions, rng);
    const Split parts = split(observations);
    if (options.multivariate)
        return propose(dimensions, parts, options.candidates, rng);
    std::vector<double> point;
    for (std::size_t d = 0; d < dimensions.size(); ++d) {
        std::vector<std::vector<double>> values; // of this dimension alone
        values.reserve(observations.size());
        Split own;
        for (const auto *source : parts.good)
            own.good.push_back(&values.emplace_back(1, (*source)[d]));
        for (const auto *source : parts.bad)
            own.bad.push_back(&values.emplace_back(1, (*source)[d]));
        point.push_back(propose(dimensions.subspan(d, 1), own, options.candidates, rng).front());
    }
    return point;
}

std::vector<double> drawEvenly(std::span<const TpeDimension> dimensions, CounterRng &rng)
{
    std::vector<double> point;
    for (const TpeDimension &dimension : dimensions)
        point.push_back(dimension.choices > 0 ? rng.below(static_cast<std::uint32_t>(dimension.choices))
                                              : rng.uniform(dimension.low, dimension.high));
    return point;
}

} // namespace tandem
