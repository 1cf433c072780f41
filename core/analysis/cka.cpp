#include "core/analysis/cka.h"

#include "core/analysis/products.h"

#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

namespace tandem {

namespace {

/// Of the kernel K = X Xᵀ of centred features without its diagonal.
struct Kernel {
    std::vector<double> diagonal; // x_i · x_i
    std::vector<double> rowSums;  // over j != i
    double sum = 0;
};

Kernel kernelOf(const FeatureView &features, const std::vector<double> &mean)
{
    Kernel kernel;
    // The rows sum to 0, so that the sum over all j of x_i · x_j vanishes and the diagonal is left over.
    for (std::int64_t i = 0; i < features.rows; ++i) {
        const auto row = features.row(i);
        double square = 0;
        for (std::size_t j = 0; j < mean.size(); ++j)
            square += (double(row[j]) - mean[j]) * (double(row[j]) - mean[j]);
        kernel.diagonal.push_back(square);
        kernel.rowSums.push_back(-square);
        kernel.sum -= square;
    }
    return kernel;
}

/// Unbiased HSIC of two kernels from tr(K L) = ‖Xᵀ Y‖² with diagonals.
double unbiasedHsic(double squareOfProducts, const Kernel &k, const Kernel &l)
{
    const auto n = static_cast<double>(k.diagonal.size());
    double trace = squareOfProducts, cross = 0;
    for (std::size_t i = 0; i < k.diagonal.size(); ++i) {
        trace -= k.diagonal[i] * l.diagonal[i];
        cross += k.rowSums[i] * l.rowSums[i];
    }
    return (trace + k.sum * l.sum / ((n - 1) * (n - 2)) - 2 * cross / (n - 2)) / (n * (n - 3));
}

double squareSum(const std::vector<double> &values)
{
    double sum = 0;
    for (const double value : values)
        sum += value * value;
    return sum;
}

double quotient(double cross, double first, double second)
{
    return first > 0 && second > 0 ? cross / std::sqrt(first * second) : std::numeric_limits<double>::quiet_NaN();
}

} // namespace

std::optional<Cka> linearCka(const FeatureView &first, const FeatureView &second, Workers &workers,
                             const std::stop_token &stop)
{
    assert(first.rows == second.rows);
    const auto meanFirst = meanRow(first), meanSecond = meanRow(second);
    const auto ofFirst = gramMatrix(first, meanFirst, workers, stop);
    const auto ofSecond = gramMatrix(second, meanSecond, workers, stop);
    const auto ofBoth = crossProducts(first, meanFirst, second, meanSecond, workers, stop);
    if (!ofFirst || !ofSecond || !ofBoth)
        return std::nullopt;
    const double a = squareSum(*ofFirst), b = squareSum(*ofSecond), c = squareSum(*ofBoth);
    Cka cka;
    cka.rows = first.rows;
    cka.plain = quotient(c, a, b);
    const Kernel k = kernelOf(first, meanFirst), l = kernelOf(second, meanSecond);
    cka.debiased = first.rows > 3 ? quotient(unbiasedHsic(c, k, l), unbiasedHsic(a, k, k), unbiasedHsic(b, l, l))
                                  : std::numeric_limits<double>::quiet_NaN();
    return cka;
}

} // namespace tandem
