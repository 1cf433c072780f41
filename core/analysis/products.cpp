#include "core/analysis/products.h"

#include "core/analysis/kernels/kernels.h"
#include "core/analysis/workers.h"

#include <algorithm>
#include <cassert>

namespace tandem {

namespace {

constexpr std::int64_t kChunk = 128;    // rows that are summed at a time
constexpr std::int64_t kTileBlocks = 4; // blocks and panels of a tile: its packed columns stay in the cache

/// Columns [begin, begin + count·width) of rows [first, last) as blocks of `width` columns, [row][width] each; zeros
/// where there is no such column.
void packColumns(const FeatureView &features, std::span<const double> mean, std::int64_t first, std::int64_t last,
                 std::int64_t begin, std::int64_t width, std::int64_t count, std::vector<double> &packed)
{
    packed.assign(static_cast<std::size_t>(count * width * (last - first)), 0);
    for (std::int64_t block = 0; block < count; ++block) {
        const std::int64_t column = begin + block * width, end = std::min(column + width, features.dimension);
        for (std::int64_t row = first; row < last; ++row) {
            const float *from = features.values.data() + row * features.dimension;
            double *to = packed.data() + (block * (last - first) + row - first) * width;
            for (std::int64_t j = column; j < end; ++j)
                to[j - column] = double(from[j]) - (mean.empty() ? 0 : mean[static_cast<std::size_t>(j)]);
        }
    }
}

/// A tile of the result, by columns of a and of b.
struct Tile {
    std::int64_t rowBegin, columnBegin;
};

/// Memory of one thread.
struct Scratch {
    std::vector<double> a, b, sums;
};

void multiplyTile(const Tile &tile, const FeatureView &a, std::span<const double> meanA, const FeatureView &b,
                  std::span<const double> meanB, const Kernels &kernels, Scratch &scratch, std::vector<double> &result)
{
    const std::int64_t height = kernels.blockRowsDouble, width = kernels.panelColumnsDouble, cells = height * width;
    scratch.sums.assign(static_cast<std::size_t>(kTileBlocks * kTileBlocks * cells), 0);
    for (std::int64_t first = 0; first < a.rows; first += kChunk) {
        const std::int64_t last = std::min(first + kChunk, a.rows);
        packColumns(a, meanA, first, last, tile.rowBegin, height, kTileBlocks, scratch.a);
        packColumns(b, meanB, first, last, tile.columnBegin, width, kTileBlocks, scratch.b);
        for (std::int64_t i = 0; i < kTileBlocks; ++i)
            for (std::int64_t j = 0; j < kTileBlocks; ++j)
                kernels.multiplyAddDouble(scratch.a.data() + i * (last - first) * height,
                                          scratch.b.data() + j * (last - first) * width, last - first,
                                          scratch.sums.data() + (i * kTileBlocks + j) * cells);
    }
    const std::int64_t rowEnd = std::min(tile.rowBegin + kTileBlocks * height, a.dimension);
    const std::int64_t columnEnd = std::min(tile.columnBegin + kTileBlocks * width, b.dimension);
    for (std::int64_t row = tile.rowBegin; row < rowEnd; ++row)
        for (std::int64_t column = tile.columnBegin; column < columnEnd; ++column) {
            const std::int64_t i = row - tile.rowBegin, j = column - tile.columnBegin;
            const std::int64_t block = i / height * kTileBlocks + j / width;
            result[static_cast<std::size_t>(row * b.dimension + column)] =
                scratch.sums[static_cast<std::size_t>(block * cells + i % height * width + j % width)];
        }
}

std::optional<std::vector<double>> products(const FeatureView &a, std::span<const double> meanA, const FeatureView &b,
                                            std::span<const double> meanB, bool upperHalf, Workers &workers,
                                            const std::stop_token &stop)
{
    assert(a.rows == b.rows);
    const Kernels &kernels = workers.kernels();
    const std::int64_t height = kTileBlocks * kernels.blockRowsDouble, width = kTileBlocks * kernels.panelColumnsDouble;
    std::vector<Tile> tiles;
    for (std::int64_t row = 0; row < a.dimension; row += height)
        for (std::int64_t column = 0; column < b.dimension; column += width)
            if (!upperHalf || column + width > row)
                tiles.push_back({row, column});
    std::vector<double> result(static_cast<std::size_t>(a.dimension * b.dimension));
    std::vector<Scratch> scratch(static_cast<std::size_t>(workers.threads()));
    const bool all = workers.run(static_cast<std::int64_t>(tiles.size()), stop, [&](std::int64_t piece, int thread) {
        multiplyTile(tiles[static_cast<std::size_t>(piece)], a, meanA, b, meanB, kernels,
                     scratch[static_cast<std::size_t>(thread)], result);
    });
    return all ? std::optional(std::move(result)) : std::nullopt;
}

} // namespace

std::vector<double> meanRow(const FeatureView &features)
{
    std::vector<double> mean(static_cast<std::size_t>(features.dimension));
    for (std::int64_t i = 0; i < features.rows; ++i) {
        const auto row = features.row(i);
        for (std::size_t j = 0; j < mean.size(); ++j)
            mean[j] += double(row[j]);
    }
    for (double &value : mean)
        value /= static_cast<double>(std::max<std::int64_t>(1, features.rows));
    return mean;
}

std::optional<std::vector<double>> crossProducts(const FeatureView &a, std::span<const double> meanA,
                                                 const FeatureView &b, std::span<const double> meanB, Workers &workers,
                                                 const std::stop_token &stop)
{
    return products(a, meanA, b, meanB, false, workers, stop);
}

std::optional<std::vector<double>> gramMatrix(const FeatureView &features, std::span<const double> mean,
                                              Workers &workers, const std::stop_token &stop)
{
    auto gram = products(features, mean, features, mean, true, workers, stop);
    if (gram)
        for (std::int64_t i = 0; i < features.dimension; ++i)
            for (std::int64_t j = 0; j < i; ++j)
                (*gram)[static_cast<std::size_t>(i * features.dimension + j)] =
                    (*gram)[static_cast<std::size_t>(j * features.dimension + i)];
    return gram;
}

} // namespace tandem
