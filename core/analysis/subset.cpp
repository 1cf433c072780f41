#include "core/analysis/subset.h"

#include "core/base/random.h"

#include <algorithm>
#include <numeric>

namespace tandem {

std::vector<std::int32_t> drawSubset(std::int64_t rows, std::int64_t count, std::int64_t seed)
{
    std::vector<std::int32_t> drawn;
    if (count >= rows) {
        drawn.resize(static_cast<std::size_t>(rows));
        std::iota(drawn.begin(), drawn.end(), 0);
        return drawn;
    }
    std::vector<std::uint32_t> order(static_cast<std::size_t>(rows));
    std::iota(order.begin(), order.end(), 0U);
    CounterRng rng(static_cast<std::uint64_t>(seed), RandomStream::Subset);
    shuffle(order, rng);
    drawn.assign(order.begin(), order.begin() + count);
    std::sort(drawn.begin(), drawn.end());
    return drawn;
}

std::vector<float> takeRows(const FeatureView &features, std::span<const std::int32_t> rows)
{
    std::vector<float> taken;
    taken.reserve(rows.size() * static_cast<std::size_t>(features.dimension));
    for (const std::int32_t row : rows) {
        const auto values = features.row(row);
        taken.insert(taken.end(), values.begin(), values.end());
    }
    return taken;
}

} // namespace tandem
