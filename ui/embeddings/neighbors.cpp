#include "ui/embeddings/neighbors.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace tandem {

namespace {

constexpr std::size_t kRowsBetweenStops = 1024;

float dot(const float *a, const float *b, std::size_t count)
{
    float sums[8] = {}; // several at a time; always in the same order
    std::size_t i = 0;
    for (; i + 8 <= count; i += 8)
        for (std::size_t lane = 0; lane < 8; ++lane)
            sums[lane] += a[i + lane] * b[i + lane];
    for (; i < count; ++i)
        sums[i % 8] += a[i] * b[i];
    return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

void scaleToUnit(float *row, std::size_t count)
{
    double square = 0;
    for (std::size_t i = 0; i < count; ++i)
        square += static_cast<double>(row[i]) * static_cast<double>(row[i]);
    const double length = std::sqrt(square);
    const bool canBe = std::isfinite(length) && length > 0;
    for (std::size_t i = 0; i < count; ++i)
        row[i] = canBe ? static_cast<float>(static_cast<double>(row[i]) / length) : 0.0F;
}

void scaleToUnit(EmbeddingRows &rows)
{
    if (rows.dimension == 0)
        return;
    for (std::size_t begin = 0; begin + rows.dimension <= rows.rows.size(); begin += rows.dimension)
        scaleToUnit(rows.rows.data() + begin, rows.dimension);
}

} // namespace

ArrayNeighbors::ArrayNeighbors(EmbeddingRows features, EmbeddingRows projections)
    : m_features(std::move(features)), m_projections(std::move(projections))
{
    scaleToUnit(m_features);
    scaleToUnit(m_projections);
}

std::span<const float> ArrayNeighbors::row(EmbeddingSpace space, std::uint32_t point) const
{
    const EmbeddingRows &rows = rowsOf(space);
    return std::span(rows.rows).subspan(point * rows.dimension, rows.dimension);
}

std::vector<Neighbor> ArrayNeighbors::nearest(const NeighborQuery &query, const std::stop_token &stop) const
{
    const EmbeddingRows &rows = rowsOf(query.space);
    const std::size_t dimension = rows.dimension;
    if (dimension == 0 || query.count <= 0)
        return {};
    std::vector<float> asked = query.vector;
    if (!query.points.empty()) {
        std::vector<double> mean(dimension, 0.0);
        for (const std::uint32_t point : query.points)
            for (std::size_t i = 0; i < dimension; ++i)
                mean[i] += static_cast<double>(row(query.space, point)[i]);
        asked.assign(mean.begin(), mean.end());
    }
    if (asked.size() != dimension)
        return {};
    scaleToUnit(asked.data(), dimension);

    const std::size_t count = rows.rows.size() / dimension;
    std::vector<std::uint8_t> isAsked(count, 0);
    for (const std::uint32_t point : query.points)
        isAsked[point] = 1;
    std::vector<Neighbor> found;
    found.reserve(count);
    for (std::size_t point = 0; point < count; ++point) {
        if (point % kRowsBetweenStops == 0 && stop.stop_requested())
            return {};
        if (isAsked[point] == 0)
            found.push_back({static_cast<std::uint32_t>(point),
                             dot(asked.data(), rows.rows.data() + point * dimension, dimension)});
    }
    const std::size_t wanted = std::min(static_cast<std::size_t>(query.count), found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(wanted), found.end(),
                      [](const Neighbor &a, const Neighbor &b) {
                          return a.cosine != b.cosine ? a.cosine > b.cosine : a.point < b.point;
                      });
    found.resize(wanted);
    return found;
}

float ArrayNeighbors::cosine(EmbeddingSpace space, std::uint32_t a, std::uint32_t b) const
{
    if (!has(space))
        return std::numeric_limits<float>::quiet_NaN();
    return dot(row(space, a).data(), row(space, b).data(), rowsOf(space).dimension);
}

} // namespace tandem
