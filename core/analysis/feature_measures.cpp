#include "core/analysis/feature_measures.h"

#include "core/analysis/eigen.h"
#include "core/analysis/products.h"
#include "core/analysis/score_tiles.h"
#include "core/analysis/subset.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace tandem {

namespace {

// Features are rounded to 32 bits: what of an eigenvalue is smaller than that rounding is no spectrum but noise.
constexpr double kNoise = 1e-13; // relative to the sum of squares

double entropyRank(const std::vector<double> &singularValues, double addend)
{
    const double total = std::accumulate(singularValues.begin(), singularValues.end(), 0.0);
    if (!(total > 0))
        return 0;
    double entropy = 0;
    for (const double sigma : singularValues)
        if (const double p = sigma / total + addend; p > 0)
            entropy -= p * std::log(p);
    return std::exp(entropy);
}

} // namespace

double alignment(const FeatureView &first, const FeatureView &second)
{
    assert(first.rows == second.rows && first.dimension == second.dimension);
    const auto u = unitRows(first), v = unitRows(second);
    const FeatureView a{u, first.rows, first.dimension}, b{v, second.rows, second.dimension};
    double sum = 0;
    for (std::int64_t i = 0; i < a.rows; ++i)
        sum += squaredDistance(a.row(i), b.row(i));
    return sum / static_cast<double>(a.rows);
}

std::optional<Uniformity> uniformity(const FeatureView &features, const UniformityOptions &options, Workers &workers,
                                     const std::stop_token &stop)
{
    const auto subset = drawSubset(features.rows, options.maximumRows, options.seed);
    Uniformity result;
    result.rows = static_cast<std::int64_t>(subset.size());
    result.value = std::numeric_limits<double>::quiet_NaN();
    if (result.rows < 2)
        return result;
    const auto taken = takeRows(features, subset);
    const auto unit = unitRows({taken, result.rows, features.dimension});
    const FeatureView view{unit, result.rows, features.dimension};
    ScoreTiles<float> tiles(view, view, {}, 0, workers);
    std::vector<double> sums(static_cast<std::size_t>(result.rows)); // by row
    const auto nothing = [](std::int64_t, std::int64_t, int) {};
    const bool all = tiles.run(
        stop, nothing,
        [&](const ScoreBlock<float> &block, int) {
            for (std::int64_t r = 0; r < block.rows; ++r) {
                const std::int64_t row = block.firstRow + r;
                for (std::int64_t c = 0; c < block.columns; ++c) {
                    const std::int64_t column = block.firstColumn + c;
                    // ‖u − v‖² = 2 − 2 cos.
                    if (column < row)
                        sums[static_cast<std::size_t>(row)] +=
                            std::exp(4 * double(block.scores[r * block.columns + c]) - 4);
                }
            }
        },
        nothing);
    if (!all)
        return std::nullopt;
    const auto n = static_cast<double>(result.rows);
    result.value = std::log(std::accumulate(sums.begin(), sums.end(), 0.0) / (n * (n - 1) / 2));
    return result;
}

std::optional<FeatureSpectrum> featureSpectrum(const FeatureView &features, bool centred, Workers &workers,
                                               const std::stop_token &stop)
{
    const auto mean = centred ? meanRow(features) : std::vector<double>();
    auto gram = gramMatrix(features, mean, workers, stop);
    if (!gram)
        return std::nullopt;
    double squares = 0;
    for (std::int64_t i = 0; i < features.dimension; ++i)
        squares += (*gram)[static_cast<std::size_t>(i * features.dimension + i)];
    auto eigenvalues = symmetricEigenvalues(std::move(*gram), features.dimension, workers, stop);
    if (!eigenvalues)
        return std::nullopt;
    FeatureSpectrum spectrum;
    spectrum.isCentred = centred;
    eigenvalues->resize(static_cast<std::size_t>(std::min(features.rows, features.dimension)));
    for (const double value : *eigenvalues)
        spectrum.singularValues.push_back(value > kNoise * squares ? std::sqrt(value) : 0);
    return spectrum;
}

double rankMe(const FeatureSpectrum &spectrum)
{
    assert(!spectrum.isCentred);
    return entropyRank(spectrum.singularValues, 1e-7);
}

double effectiveRank(const FeatureSpectrum &spectrum)
{
    return entropyRank(spectrum.singularValues, 0);
}

FeatureStd featureStd(const FeatureView &features)
{
    const auto unit = unitRows(features);
    const auto dimension = static_cast<std::size_t>(features.dimension);
    const auto mean = meanRow({unit, features.rows, features.dimension});
    FeatureStd result;
    result.perDimension.assign(dimension, 0);
    for (std::size_t i = 0; i < unit.size(); ++i) {
        const double deviation = double(unit[i]) - mean[i % dimension];
        result.perDimension[i % dimension] += deviation * deviation;
    }
    for (double &value : result.perDimension)
        value = std::sqrt(value / static_cast<double>(std::max<std::int64_t>(1, features.rows)));
    result.mean = std::accumulate(result.perDimension.begin(), result.perDimension.end(), 0.0) /
                  static_cast<double>(std::max<std::size_t>(1, dimension));
    result.relative = result.mean * std::sqrt(static_cast<double>(dimension));
    return result;
}

} // namespace tandem
