#include "core/analysis/feature_view.h"

#include "core/analysis/simd.h"
#include "core/analysis/workers.h"

#include <cmath>
#include <utility>

namespace tandem {

namespace {

// Interleaved sums, then pairwise: an order that every vector width can keep.
constexpr std::size_t kSums = 8;

double sumOf(const double (&sums)[kSums])
{
    return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

TANDEM_WIDE_CLONES double productOf(const float *a, const float *b, std::size_t count)
{
    double sums[kSums] = {};
    std::size_t i = 0;
    for (; i + kSums <= count; i += kSums)
        for (std::size_t j = 0; j < kSums; ++j)
            sums[j] += double(a[i + j]) * double(b[i + j]);
    for (; i < count; ++i)
        sums[i % kSums] += double(a[i]) * double(b[i]);
    return sumOf(sums);
}

TANDEM_WIDE_CLONES double squareOf(const float *a, const float *b, std::size_t count)
{
    double sums[kSums] = {};
    std::size_t i = 0;
    for (; i + kSums <= count; i += kSums)
        for (std::size_t j = 0; j < kSums; ++j) {
            const double difference = double(a[i + j]) - double(b[i + j]);
            sums[j] += difference * difference;
        }
    for (; i < count; ++i)
        sums[i % kSums] += (double(a[i]) - double(b[i])) * (double(a[i]) - double(b[i]));
    return sumOf(sums);
}

void normalizeRow(const FeatureView &features, std::int64_t i, std::vector<float> &unit)
{
    const auto row = features.row(i);
    const double length = std::sqrt(dotProduct(row, row));
    float *to = unit.data() + i * features.dimension;
    for (std::size_t j = 0; j < row.size(); ++j)
        to[j] = length > 0 ? static_cast<float>(row[j] / length) : 0;
}

} // namespace

std::optional<std::int64_t> firstRowNotFinite(const FeatureView &features)
{
    for (std::int64_t i = 0; i < features.rows; ++i)
        for (const float value : features.row(i))
            if (!std::isfinite(value))
                return i;
    return std::nullopt;
}

std::vector<float> unitRows(const FeatureView &features)
{
    std::vector<float> unit(features.values.size());
    for (std::int64_t i = 0; i < features.rows; ++i)
        normalizeRow(features, i, unit);
    return unit;
}

std::optional<std::vector<float>> unitRows(const FeatureView &features, Workers &workers, const std::stop_token &stop)
{
    constexpr std::int64_t kGrain = 256;
    std::vector<float> unit(features.values.size());
    const bool all = workers.runRanges(features.rows, kGrain, stop, [&](std::int64_t begin, std::int64_t end, int) {
        for (std::int64_t i = begin; i < end; ++i)
            normalizeRow(features, i, unit);
    });
    return all ? std::optional(std::move(unit)) : std::nullopt;
}

double dotProduct(std::span<const float> a, std::span<const float> b)
{
    return productOf(a.data(), b.data(), a.size());
}

double squaredDistance(std::span<const float> a, std::span<const float> b)
{
    return squareOf(a.data(), b.data(), a.size());
}

} // namespace tandem
