#include "core/store/point_chunk.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>
#include <iterator>
#include <limits>
#include <utility>

namespace tandem::store {

static_assert(std::endian::native == std::endian::little, "chunks are stored as they lie in memory");
static_assert(sizeof(PyramidBucket) == 32, "stored");

namespace {

// On disk. Values are never reused.
enum class Format : std::uint8_t { First = 1 };
enum class StepCoding : std::uint8_t { Stride = 0, Plain = 1 };
enum class WallCoding : std::uint8_t { Offset32 = 0, Plain = 1 };

struct Header {
    Format format = Format::First;
    StepCoding steps = StepCoding::Stride;
    WallCoding walls = WallCoding::Offset32;
    std::uint8_t reserved = 0;
    std::uint32_t count = 0;
    std::int64_t firstStep = 0;
    std::int64_t stride = 0;
    std::int64_t wallBase = 0; // smallest
};
static_assert(sizeof(Header) == 32, "stored");

/// Lays plain values one after the other into memory of known size.
class Packer {
public:
    explicit Packer(std::size_t size) : m_bytes(size) {}

    template <class T> void put(const T &plain)
    {
        assert(m_used + sizeof plain <= m_bytes.size());
        std::memcpy(m_bytes.data() + m_used, &plain, sizeof plain);
        m_used += sizeof plain;
    }
    [[nodiscard]] std::vector<std::byte> take() &&
    {
        assert(m_used == m_bytes.size());
        return std::move(m_bytes);
    }

private:
    std::vector<std::byte> m_bytes;
    std::size_t m_used = 0;
};

/// Bytes of steps and of walls as a header says.
std::size_t stepBytes(const Header &header)
{
    return header.steps == StepCoding::Plain ? header.count * std::size_t{8} : 0;
}

std::size_t wallBytes(const Header &header)
{
    return header.count * (header.walls == WallCoding::Plain ? std::size_t{8} : std::size_t{4});
}

std::size_t chunkBytes(const Header &header)
{
    return sizeof header + stepBytes(header) + wallBytes(header) + header.count * sizeof(double);
}

template <class T> T get(const std::byte *bytes, std::size_t index)
{
    T plain;
    std::memcpy(&plain, bytes + index * sizeof(T), sizeof(T));
    return plain;
}

Header headerOf(std::span<const SeriesPoint> points)
{
    Header header;
    header.count = static_cast<std::uint32_t>(points.size());
    header.firstStep = points.front().step;
    header.stride = points.size() > 1 ? points[1].step - points[0].step : 1;
    std::int64_t highest = points.front().wallMs;
    header.wallBase = points.front().wallMs;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (points[i].step != header.firstStep + static_cast<std::int64_t>(i) * header.stride)
            header.steps = StepCoding::Plain;
        header.wallBase = std::min(header.wallBase, points[i].wallMs);
        highest = std::max(highest, points[i].wallMs);
    }
    // The clock may have been set back in between, hence the smallest as base and not the first.
    if (static_cast<std::uint64_t>(highest) - static_cast<std::uint64_t>(header.wallBase) >
        std::numeric_limits<std::uint32_t>::max())
        header.walls = WallCoding::Plain;
    return header;
}

} // namespace

void PyramidBucket::add(const SeriesPoint &point)
{
    PyramidBucket single{point.step, point.value, point.value, 1, 0};
    if (!std::isfinite(point.value))
        single = {point.step, 0, 0, 0, 1};
    add(single);
}

void PyramidBucket::add(const PyramidBucket &other)
{
    if (isEmpty())
        firstStep = other.firstStep;
    if (other.finite > 0) {
        minimum = finite > 0 ? std::min(minimum, other.minimum) : other.minimum;
        maximum = finite > 0 ? std::max(maximum, other.maximum) : other.maximum;
    }
    finite += other.finite;
    nonFinite += other.nonFinite;
}

std::vector<std::byte> encodeChunk(std::span<const SeriesPoint> points)
{
    assert(!points.empty());
    const Header header = headerOf(points);
    Packer packer(chunkBytes(header));
    packer.put(header);
    if (header.steps == StepCoding::Plain)
        for (const SeriesPoint &point : points)
            packer.put(point.step);
    for (const SeriesPoint &point : points) {
        if (header.walls == WallCoding::Plain)
            packer.put(point.wallMs);
        else
            packer.put(static_cast<std::uint32_t>(point.wallMs - header.wallBase));
    }
    for (const SeriesPoint &point : points)
        packer.put(point.value);
    return std::move(packer).take();
}

bool decodeChunk(std::span<const std::byte> bytes, std::int64_t afterStep, std::vector<SeriesPoint> &points)
{
    if (bytes.size() < sizeof(Header))
        return false;
    const auto header = get<Header>(bytes.data(), 0);
    const std::size_t count = header.count;
    const bool plainSteps = header.steps == StepCoding::Plain;
    const bool plainWalls = header.walls == WallCoding::Plain;
    if (header.format != Format::First || header.steps > StepCoding::Plain || header.walls > WallCoding::Plain ||
        bytes.size() != chunkBytes(header))
        return false;

    const std::byte *steps = bytes.data() + sizeof(Header);
    const std::byte *walls = steps + stepBytes(header);
    const std::byte *values = walls + wallBytes(header);
    const auto stepAt = [&](std::size_t i) {
        return plainSteps ? get<std::int64_t>(steps, i)
                          : header.firstStep + static_cast<std::int64_t>(i) * header.stride;
    };
    std::size_t first = 0;
    while (first < count && stepAt(first) <= afterStep)
        ++first;
    const std::size_t before = points.size();
    points.resize(before + count - first);
    SeriesPoint *out = points.data() + before;
    for (std::size_t i = first; i < count; ++i, ++out) {
        out->step = stepAt(i);
        out->wallMs = plainWalls ? get<std::int64_t>(walls, i) : header.wallBase + get<std::uint32_t>(walls, i);
        out->value = get<double>(values, i);
    }
    return true;
}

std::vector<PyramidBucket> makePyramid(std::span<const SeriesPoint> points)
{
    std::vector<PyramidBucket> pyramid;
    for (const std::size_t span : kPyramidSpans) {
        for (std::size_t begin = 0; begin < points.size(); begin += span) {
            PyramidBucket bucket;
            for (const SeriesPoint &point : points.subspan(begin, std::min(span, points.size() - begin)))
                bucket.add(point);
            pyramid.push_back(bucket);
        }
    }
    return pyramid;
}

std::vector<PyramidBucket> pyramidLevel(std::span<const std::byte> pyramid, std::size_t count, std::size_t level)
{
    assert(level < std::size(kPyramidSpans));
    const auto bucketsOn = [count](std::size_t l) { return (count + kPyramidSpans[l] - 1) / kPyramidSpans[l]; };
    std::size_t skipped = 0;
    std::size_t all = 0;
    for (std::size_t l = 0; l < std::size(kPyramidSpans); ++l) {
        skipped += l < level ? bucketsOn(l) : 0;
        all += bucketsOn(l);
    }
    std::vector<PyramidBucket> buckets;
    if (pyramid.size() != all * sizeof(PyramidBucket))
        return buckets;
    buckets.resize(bucketsOn(level));
    std::memcpy(buckets.data(), pyramid.data() + skipped * sizeof(PyramidBucket),
                buckets.size() * sizeof(PyramidBucket));
    return buckets;
}

} // namespace tandem::store
