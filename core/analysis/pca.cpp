#include "core/analysis/pca.h"

#include "core/analysis/eigen.h"
#include "core/analysis/products.h"
#include "core/analysis/workers.h"

#include <algorithm>
#include <cassert>

namespace tandem {

namespace {

constexpr std::int64_t kPieceWork = 1 << 21; // products a piece, a few milliseconds: between pieces a stop is noticed

} // namespace

std::optional<PcaBasis> fitPca(const FeatureView &features, std::int64_t count, Workers &workers,
                               const std::stop_token &stop)
{
    const std::int64_t dimension = features.dimension;
    PcaBasis basis;
    basis.mean = meanRow(features);
    auto covariance = gramMatrix(features, basis.mean, workers, stop);
    if (!covariance)
        return std::nullopt;
    const double scale = 1 / static_cast<double>(std::max<std::int64_t>(1, features.rows - 1));
    for (double &value : *covariance)
        value *= scale;
    for (std::int64_t i = 0; i < dimension; ++i)
        basis.totalVariance += (*covariance)[static_cast<std::size_t>(i * dimension + i)];
    auto pairs = largestEigenpairs(*covariance, dimension, std::min(count, dimension), workers, stop);
    if (!pairs)
        return std::nullopt;
    basis.components = std::move(pairs->vectors);
    basis.variances = std::move(pairs->values);
    for (double &variance : basis.variances)
        variance = std::max(0.0, variance);
    return basis;
}

std::optional<std::vector<float>> projectPca(const PcaBasis &basis, const FeatureView &features, Workers &workers,
                                             const std::stop_token &stop)
{
    const auto dimension = static_cast<std::size_t>(features.dimension),
               count = static_cast<std::size_t>(basis.count());
    assert(basis.mean.size() == dimension);
    std::vector<float> coordinates(static_cast<std::size_t>(features.rows) * count);
    const std::int64_t rowWork = std::max<std::int64_t>(1, features.dimension * basis.count());
    const std::int64_t grain = std::max<std::int64_t>(1, kPieceWork / rowWork); // rows a piece
    const bool all = workers.runRanges(features.rows, grain, stop, [&](std::int64_t begin, std::int64_t end, int) {
        for (std::int64_t i = begin; i < end; ++i) {
            const auto row = features.row(i);
            for (std::size_t c = 0; c < count; ++c) {
                double sum = 0;
                for (std::size_t j = 0; j < dimension; ++j)
                    sum += (double(row[j]) - basis.mean[j]) * basis.components[c * dimension + j];
                coordinates[static_cast<std::size_t>(i) * count + c] = static_cast<float>(sum);
            }
        }
    });
    if (!all)
        return std::nullopt;
    return coordinates;
}

std::optional<std::vector<float>> projectPcaToPlane(const PcaBasis &basis, const FeatureView &features,
                                                    Workers &workers, const std::stop_token &stop)
{
    auto projected = projectPca(basis, features, workers, stop);
    const auto count = static_cast<std::size_t>(basis.count());
    if (!projected || count == 2)
        return projected;
    std::vector<float> plane(2 * static_cast<std::size_t>(features.rows), 0.0F);
    for (std::size_t i = 0; i < static_cast<std::size_t>(features.rows); ++i)
        for (std::size_t axis = 0; axis < std::min<std::size_t>(count, 2); ++axis)
            plane[2 * i + axis] = (*projected)[i * count + axis];
    return plane;
}

} // namespace tandem
