#include "ui/charts/point_columns.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cmath>

namespace tandem {

void ValueExtent::add(const ValueExtent &other)
{
    low = std::min(low, other.low);
    high = std::max(high, other.high);
    sum += other.sum;
    finite += other.finite;
    nonFinite += other.nonFinite;
}

/// The chunk that the next point goes into: the last one if it has room and nobody else looks at it.
PointColumns::Chunk &PointColumns::tail(const SeriesPoint &next)
{
    constexpr std::int64_t kReach = std::numeric_limits<std::uint32_t>::max();
    const bool fits = !m_chunks.empty() && m_chunks.back()->values.size() < kChunk &&
                      next.step - m_chunks.back()->firstStep <= kReach &&
                      next.wallMs - m_chunks.back()->firstWall <= kReach;
    if (!fits) {
        auto chunk = std::make_shared<Chunk>();
        chunk->firstStep = next.step;
        chunk->firstWall = next.wallMs;
        chunk->firstIndex = m_size;
        m_chunks.push_back(std::move(chunk));
    } else if (m_chunks.back().use_count() > 1) {
        m_chunks.back() = std::make_shared<Chunk>(*m_chunks.back());
    } else {
        std::atomic_thread_fence(std::memory_order_acquire); // a copy in another thread may just have gone
    }
    return *m_chunks.back();
}

void PointColumns::append(const SeriesPoint &point)
{
    SeriesPoint next = point;
    if (m_size > 0) {
        const Chunk &last = *m_chunks.back();
        assert(point.step > last.firstStep + last.steps.back());
        next.wallMs = std::max(next.wallMs, last.firstWall + last.walls.back());
    }
    Chunk &chunk = tail(next);
    if (chunk.values.size() % kBucket == 0)
        chunk.buckets.emplace_back();
    chunk.values.push_back(next.value);
    chunk.steps.push_back(static_cast<std::uint32_t>(next.step - chunk.firstStep));
    chunk.walls.push_back(static_cast<std::uint32_t>(next.wallMs - chunk.firstWall));
    chunk.buckets.back().add(next.value);
    chunk.all.add(next.value);
    ++m_size;
}

void PointColumns::append(std::span<const SeriesPoint> points)
{
    for (const SeriesPoint &point : points)
        append(point);
}

ValueExtent PointColumns::extent(std::size_t first, std::size_t last) const
{
    ValueExtent found;
    for (std::size_t index = first; index < last;) {
        const Chunk &chunk = chunkOf(index);
        const std::size_t at = index - chunk.firstIndex;
        const std::size_t chunkEnd = chunk.firstIndex + chunk.values.size();
        if (at == 0 && chunkEnd <= last) {
            found.add(chunk.all);
            index = chunkEnd;
            continue;
        }
        const std::size_t bucketEnd = std::min(chunk.firstIndex + (at / kBucket + 1) * kBucket, chunkEnd);
        if (at % kBucket == 0 && bucketEnd <= last) {
            found.add(chunk.buckets[at / kBucket]);
            index = bucketEnd;
            continue;
        }
        for (const std::size_t end = std::min(bucketEnd, last); index < end; ++index)
            found.add(chunk.values[index - chunk.firstIndex]);
    }
    return found;
}

PointColumns::Outside PointColumns::countOutside(std::size_t first, std::size_t last, double low, double high) const
{
    Outside found;
    for (std::size_t index = first; index < last;) {
        const Chunk &chunk = chunkOf(index);
        const std::size_t at = index - chunk.firstIndex;
        const std::size_t end =
            std::min({chunk.firstIndex + (at / kBucket + 1) * kBucket, chunk.firstIndex + chunk.values.size(), last});
        const ValueExtent &bucket = chunk.buckets[at / kBucket];
        const bool whole = at % kBucket == 0 && end - index == bucket.finite + bucket.nonFinite;
        if (bucket.low >= low && bucket.high <= high)
            index = end; // none
        if (index == end)
            continue;
        if (whole && bucket.low > high) {
            found.above += bucket.finite;
        } else if (whole && bucket.high < low) {
            found.below += bucket.finite;
        } else {
            for (std::size_t i = index; i < end; ++i) {
                const double value = chunk.values[i - chunk.firstIndex];
                found.below += std::isfinite(value) && value < low ? 1U : 0U;
                found.above += std::isfinite(value) && value > high ? 1U : 0U;
            }
        }
        index = end;
    }
    return found;
}

double PointColumns::leastPositive(std::size_t first, std::size_t last) const
{
    double least = std::numeric_limits<double>::infinity();
    if (const ValueExtent all = extent(first, last); all.low > 0)
        return all.low;
    visit(
        first, last, [&least](const ValueExtent &extent) { return extent.high > 0 && extent.low < least; },
        [&least](std::size_t, double value) {
            if (value > 0 && value < least)
                least = value;
        });
    return least;
}

std::size_t PointColumns::lowerBound(std::int64_t step) const
{
    const auto chunk = std::partition_point(m_chunks.begin(), m_chunks.end(), [step](const auto &candidate) {
        return candidate->firstStep + candidate->steps.back() < step;
    });
    if (chunk == m_chunks.end())
        return m_size;
    const auto &steps = (*chunk)->steps;
    const auto found = std::lower_bound(steps.begin(), steps.end(), step - (*chunk)->firstStep,
                                        [](std::uint32_t a, std::int64_t b) { return std::int64_t{a} < b; });
    return (*chunk)->firstIndex + static_cast<std::size_t>(found - steps.begin());
}

std::size_t PointColumns::bytes() const
{
    std::size_t total = m_chunks.capacity() * sizeof(m_chunks[0]);
    for (const auto &chunk : m_chunks)
        total += sizeof(Chunk) + chunk->values.capacity() * sizeof(double) +
                 (chunk->steps.capacity() + chunk->walls.capacity()) * sizeof(std::uint32_t) +
                 chunk->buckets.capacity() * sizeof(ValueExtent);
    return total;
}

} // namespace tandem
