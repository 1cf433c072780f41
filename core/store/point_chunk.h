#pragma once

#include "core/report/records.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

// Internal to core/store: how older points of a series are packed. Pure functions on memory.

namespace tandem::store {

inline constexpr std::size_t kChunkPoints = 4096;
/// Points per bucket on the levels of a chunk's min/max pyramid, finest first.
inline constexpr std::size_t kPyramidSpans[] = {64, 512, 4096};

/// Minimum and maximum of neighbouring points. Stored as it lies in memory.
struct PyramidBucket {
    std::int64_t firstStep = 0;
    double minimum = 0; // of finite values; meaningless if there are none
    double maximum = 0;
    std::uint32_t finite = 0;
    std::uint32_t nonFinite = 0;

    void add(const SeriesPoint &point);
    void add(const PyramidBucket &other);
    [[nodiscard]] bool isEmpty() const { return finite + nonFinite == 0; }
};

/// About 12 bytes a point where steps are evenly spaced. Any bit pattern of a value survives. Steps must rise.
[[nodiscard]] std::vector<std::byte> encodeChunk(std::span<const SeriesPoint> points);

/// Appends the points with step > afterStep. False if the bytes are no chunk.
[[nodiscard]] bool decodeChunk(std::span<const std::byte> bytes, std::int64_t afterStep,
                               std::vector<SeriesPoint> &points);

/// Buckets of all levels, level after level.
[[nodiscard]] std::vector<PyramidBucket> makePyramid(std::span<const SeriesPoint> points);

/// The buckets of one level of a chunk with `count` points, cut out of its whole pyramid. Empty if sizes do not fit.
[[nodiscard]] std::vector<PyramidBucket> pyramidLevel(std::span<const std::byte> pyramid, std::size_t count,
                                                      std::size_t level);

} // namespace tandem::store
