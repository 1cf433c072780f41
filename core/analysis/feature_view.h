#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace tandem {

class Workers;

/// Feature vectors that somebody else owns: [rows, dimension] in row order. The functions of this box take finite
/// values; firstRowNotFinite() says whether they are.
struct FeatureView {
    std::span<const float> values;
    std::int64_t rows = 0;
    std::int64_t dimension = 0;

    [[nodiscard]] std::span<const float> row(std::int64_t i) const
    {
        return values.subspan(static_cast<std::size_t>(i * dimension), static_cast<std::size_t>(dimension));
    }
};

/// What is near: angle alone, or distance. Everything about SimCLR's features uses the cosine.
enum class Metric { Cosine, Euclidean };

/// The first row with a NaN or an infinity.
[[nodiscard]] std::optional<std::int64_t> firstRowNotFinite(const FeatureView &features);

/// Rows brought to unit length; a row of zeros stays so.
[[nodiscard]] std::vector<float> unitRows(const FeatureView &features);
/// The same on many threads. None once `stop` was requested.
[[nodiscard]] std::optional<std::vector<float>> unitRows(const FeatureView &features, Workers &workers,
                                                         const std::stop_token &stop);

/// The dot product of two rows of one length, in double and in a fixed order: the same on every processor and for any
/// number of threads.
[[nodiscard]] double dotProduct(std::span<const float> a, std::span<const float> b);

/// |a - b|², in the same way.
[[nodiscard]] double squaredDistance(std::span<const float> a, std::span<const float> b);

} // namespace tandem
