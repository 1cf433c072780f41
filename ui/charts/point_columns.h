#pragma once

#include "core/report/records.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace tandem {

/// What lies between two places of a curve.
struct ValueExtent {
    double low = std::numeric_limits<double>::infinity(); // of finite values; above `high` where there is none
    double high = -std::numeric_limits<double>::infinity();
    double sum = 0; // of finite values
    std::size_t finite = 0, nonFinite = 0;

    [[nodiscard]] bool isEmpty() const { return finite == 0; }
    void add(double value)
    {
        if (!std::isfinite(value)) {
            ++nonFinite;
            return;
        }
        low = std::min(low, value);
        high = std::max(high, value);
        sum += value;
        ++finite;
    }
    void add(const ValueExtent &other);
};

/// The points of one series, in order of step: 16 bytes a point and a pyramid of extents, so that the extent of any
/// stretch costs next to nothing. Copies share what is there already and may go to another thread; one thread per
/// object. Wall times never go back here: a clock that was set back reads as one that stood still.
class PointColumns {
public:
    /// Precondition: the step is greater than the last one's.
    void append(const SeriesPoint &point);
    void append(std::span<const SeriesPoint> points);
    void clear() { *this = PointColumns(); }

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] SeriesPoint operator[](std::size_t index) const;
    [[nodiscard]] double value(std::size_t index) const;
    [[nodiscard]] SeriesPoint front() const { return (*this)[0]; }
    [[nodiscard]] SeriesPoint back() const { return (*this)[m_size - 1]; }
    /// Of the points [first, last).
    [[nodiscard]] ValueExtent extent(std::size_t first, std::size_t last) const;
    [[nodiscard]] ValueExtent extent() const { return extent(0, m_size); }
    struct Outside {
        std::size_t below = 0, above = 0;
    };
    /// How many finite values of [first, last) lie outside of [low, high].
    [[nodiscard]] Outside countOutside(std::size_t first, std::size_t last, double low, double high) const;
    /// Least value above zero of [first, last); infinity if there is none.
    [[nodiscard]] double leastPositive(std::size_t first, std::size_t last) const;
    /// Calls visit(index, value) for the values of [first, last) that are no numbers, passing over stretches without.
    template <class Visit> void visitNonFinite(std::size_t first, std::size_t last, Visit visit) const;
    /// Index of the first point whose step is `step` or later.
    [[nodiscard]] std::size_t lowerBound(std::int64_t step) const;
    /// Bytes that this object keeps alive, shared or not.
    [[nodiscard]] std::size_t bytes() const;

    class Iterator {
    public:
        using value_type = SeriesPoint;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::input_iterator_tag;
        using pointer = void;
        using reference = SeriesPoint;
        Iterator() = default;
        Iterator(const PointColumns *points, std::size_t index) : m_points(points), m_index(index) {}
        SeriesPoint operator*() const { return (*m_points)[m_index]; }
        Iterator &operator++()
        {
            ++m_index;
            return *this;
        }
        Iterator operator++(int)
        {
            Iterator before = *this;
            ++m_index;
            return before;
        }
        bool operator==(const Iterator &) const = default;

    private:
        const PointColumns *m_points = nullptr;
        std::size_t m_index = 0;
    };
    [[nodiscard]] Iterator begin() const { return {this, 0}; }
    [[nodiscard]] Iterator end() const { return {this, m_size}; }

private:
    static constexpr std::size_t kChunk = 4096, kBucket = 64;
    struct Chunk {
        std::int64_t firstStep = 0, firstWall = 0;
        std::size_t firstIndex = 0;
        std::vector<double> values;
        std::vector<std::uint32_t> steps, walls; // after firstStep, firstWall
        std::vector<ValueExtent> buckets;        // of kBucket points each, the last one less
        ValueExtent all;
    };
    [[nodiscard]] const Chunk &chunkOf(std::size_t index) const { return *m_chunks[chunkNumber(index)]; }
    [[nodiscard]] std::size_t chunkNumber(std::size_t index) const;
    Chunk &tail(const SeriesPoint &next);
    template <class Passes, class Visit>
    void visit(std::size_t first, std::size_t last, Passes passes, Visit visit) const;

    std::vector<std::shared_ptr<Chunk>> m_chunks; // all but the last are never changed again
    std::size_t m_size = 0;
};

// Drawing a frame asks these for each point that it looks at, so they are here to be inlined.

/// Chunks hold kChunk points, or fewer where steps or times leap: so the chunk is the guess or a later one.
inline std::size_t PointColumns::chunkNumber(std::size_t index) const
{
    assert(index < m_size);
    std::size_t number = std::min(index / kChunk, m_chunks.size() - 1);
    while (number + 1 < m_chunks.size() && m_chunks[number + 1]->firstIndex <= index)
        ++number;
    return number;
}

inline SeriesPoint PointColumns::operator[](std::size_t index) const
{
    const Chunk &chunk = chunkOf(index);
    const std::size_t at = index - chunk.firstIndex;
    return {chunk.firstStep + chunk.steps[at], chunk.firstWall + chunk.walls[at], chunk.values[at]};
}

inline double PointColumns::value(std::size_t index) const
{
    const Chunk &chunk = chunkOf(index);
    return chunk.values[index - chunk.firstIndex];
}

template <class Passes, class Visit>
void PointColumns::visit(std::size_t first, std::size_t last, Passes passes, Visit visit) const
{
    for (std::size_t index = first; index < last;) {
        const Chunk &chunk = chunkOf(index);
        const std::size_t chunkEnd = chunk.firstIndex + chunk.values.size();
        if (!passes(chunk.all)) {
            index = chunkEnd;
            continue;
        }
        const std::size_t bucket = (index - chunk.firstIndex) / kBucket;
        const std::size_t end = std::min({chunk.firstIndex + (bucket + 1) * kBucket, chunkEnd, last});
        if (passes(chunk.buckets[bucket]))
            for (std::size_t i = index; i < end; ++i)
                visit(i, chunk.values[i - chunk.firstIndex]);
        index = end;
    }
}

template <class Visit> void PointColumns::visitNonFinite(std::size_t first, std::size_t last, Visit told) const
{
    visit(
        first, last, [](const ValueExtent &extent) { return extent.nonFinite > 0; },
        [&](std::size_t index, double value) {
            if (value - value != 0)
                told(index, value);
        });
}

} // namespace tandem
