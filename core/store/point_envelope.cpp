#include "core/store/point_chunk.h"
#include "core/store/point_table.h"

#include <SQLiteCpp/Column.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace tandem::store {

namespace {

struct Range {
    std::int64_t series, firstStep, lastStep;

    void bindTo(SQLite::Statement &statement) const
    {
        statement.bind(1, series);
        statement.bind(2, lastStep);
        statement.bind(3, firstStep);
    }
};

// Chunks that touch the range, by their index alone where data is not asked for.
constexpr const char *kChunkRange = " FROM chunk WHERE series = ? AND first_step <= ? AND last_step >= ? "
                                    "ORDER BY first_step";
constexpr const char *kRowRange = " FROM point WHERE series = ? AND step <= ? AND step >= ?";

/// About how many points lie in the range: in a chunk that reaches over its ends, steps are taken as evenly spaced.
std::int64_t pointsIn(SQLite::Database &connection, const Range &range)
{
    std::int64_t count = 0;
    SQLite::Statement chunks(connection, std::string("SELECT count, first_step, last_step") + kChunkRange);
    range.bindTo(chunks);
    while (chunks.executeStep()) {
        const std::int64_t first = chunks.getColumn(1).getInt64();
        const std::int64_t last = chunks.getColumn(2).getInt64();
        const std::int64_t inside = std::min(last, range.lastStep) - std::max(first, range.firstStep) + 1;
        count += (chunks.getColumn(0).getInt64() * inside + last - first) / (last - first + 1);
    }
    SQLite::Statement rows(connection, std::string("SELECT count(*)") + kRowRange);
    range.bindTo(rows);
    rows.executeStep();
    return count + rows.getColumn(0).getInt64();
}

/// Groups what is added into buckets of `span` points.
class Grouping {
public:
    explicit Grouping(std::int64_t span) : m_span(span) {}

    void add(const PyramidBucket &bucket)
    {
        m_open.add(bucket);
        if (m_open.finite + m_open.nonFinite >= m_span)
            close();
    }
    void close()
    {
        if (!m_open.isEmpty())
            m_buckets.push_back({m_open.firstStep, m_open.finite, m_open.nonFinite, m_open.minimum, m_open.maximum});
        m_open = {};
    }
    [[nodiscard]] std::vector<EnvelopeBucket> take() && { return std::move(m_buckets); }

private:
    std::int64_t m_span;
    PyramidBucket m_open;
    std::vector<EnvelopeBucket> m_buckets;
};

void addRows(SQLite::Database &connection, const Range &range, Grouping &grouping)
{
    SQLite::Statement rows(connection, std::string("SELECT step, wall, value") + kRowRange + " ORDER BY step");
    range.bindTo(rows);
    while (rows.executeStep()) {
        PyramidBucket bucket;
        bucket.add(SeriesPoint{rows.getColumn(0).getInt64(), rows.getColumn(1).getInt64(), valueColumn(rows, 2)});
        grouping.add(bucket);
    }
    grouping.close();
}

std::span<const std::byte> blob(const SQLite::Column &column)
{
    return {static_cast<const std::byte *>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

void addChunkPoints(SQLite::Statement &row, const Range &range, Grouping &grouping)
{
    std::vector<SeriesPoint> points;
    if (!decodeChunk(blob(row.getColumn(2)), range.firstStep - 1, points))
        throw std::runtime_error("packed points are damaged");
    for (const SeriesPoint &point : points) {
        if (point.step > range.lastStep)
            break;
        PyramidBucket bucket;
        bucket.add(point);
        grouping.add(bucket);
    }
    grouping.close();
}

} // namespace

std::vector<EnvelopeBucket> readEnvelope(SQLite::Database &connection, std::int64_t series, std::int64_t firstStep,
                                         std::int64_t lastStep, std::int64_t maxBuckets)
{
    const Range range{series, firstStep, lastStep};
    const std::int64_t needed = (pointsIn(connection, range) + maxBuckets - 1) / std::max<std::int64_t>(maxBuckets, 1);
    // The finest level that is coarse enough; beyond the coarsest, buckets are merged.
    std::size_t level = 0;
    while (level + 1 < std::size(kPyramidSpans) && static_cast<std::int64_t>(kPyramidSpans[level]) < needed)
        ++level;
    const bool usePyramid = needed > 1;
    const auto levelSpan = static_cast<std::int64_t>(kPyramidSpans[level]);
    Grouping grouping(!usePyramid ? 1 : (needed + levelSpan - 1) / levelSpan * levelSpan);

    SQLite::Statement chunks(connection,
                             std::string(usePyramid ? "SELECT count, pyramid, x''" : "SELECT count, x'', data") +
                                 ", first_step, last_step" + kChunkRange);
    range.bindTo(chunks);
    while (chunks.executeStep()) {
        if (!usePyramid) {
            addChunkPoints(chunks, range, grouping);
            continue;
        }
        const auto count = static_cast<std::size_t>(chunks.getColumn(0).getInt64());
        const auto buckets = pyramidLevel(blob(chunks.getColumn(1)), count, level);
        if (buckets.empty())
            throw std::runtime_error("packed points are damaged");
        for (std::size_t i = 0; i < buckets.size(); ++i) {
            // A bucket ends where the next begins; those wholly outside of the range are left out.
            const std::int64_t end =
                i + 1 < buckets.size() ? buckets[i + 1].firstStep - 1 : chunks.getColumn(4).getInt64();
            if (end >= range.firstStep && buckets[i].firstStep <= range.lastStep)
                grouping.add(buckets[i]);
        }
    }
    grouping.close();
    addRows(connection, range, grouping);
    return std::move(grouping).take();
}

} // namespace tandem::store
