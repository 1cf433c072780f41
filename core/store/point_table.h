#pragma once

#include "core/report/records.h"
#include "core/store/run_reader.h"
#include "core/store/sql.h"

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// Internal to core/store: the tables series, point (recent points, as rows) and chunk (older ones, packed).
// Rule: every step in a series' chunks lies before every step in its rows, and a point is in one of them.

namespace tandem::store {

/// The writing side. Calls must stand inside inTransaction() of the caller's; whatever throws leaves the object
/// unusable, as its numbers then run ahead of the file.
class PointTable {
public:
    explicit PointTable(SQLite::Database &connection);

    /// Steps of a series never go back (throws); the same step again replaces the value.
    void append(std::string_view series, const SeriesPoint &point);
    /// Writes the summaries of the series that changed: once a transaction, not once a point.
    void writeSummaries();
    /// True if some series has enough rows for a chunk.
    [[nodiscard]] bool wantsPacking() const;
    /// Packs the oldest rows of one such series into a chunk.
    void packOne();
    /// Forgets all points after a step, also inside chunks, and renews the summaries.
    void dropAfter(std::int64_t step);
    [[nodiscard]] std::optional<double> lastValue(std::string_view series) const;

private:
    struct Series {
        std::int64_t id = 0;
        SeriesInfo info;
        std::int64_t rows = 0; // not packed
        bool isDirty = false;
    };
    Series &series(std::string_view name);
    void renewSummary(Series &entry);
    void unpackChunkAt(const Series &entry, std::int64_t step);

    SQLite::Database &m_connection;
    SQLite::Statement m_insert;
    std::map<std::string, Series, std::less<>> m_series;
};

// The reading side. Several queries that must agree want a ReadTransaction around them.

[[nodiscard]] std::vector<SeriesInfo> readSeries(SQLite::Database &connection);
/// With afterStep < step <= lastStep. Throws std::runtime_error for a damaged chunk, as do the following.
[[nodiscard]] std::vector<SeriesPoint> readPoints(SQLite::Database &connection, std::int64_t series,
                                                  std::int64_t afterStep,
                                                  std::int64_t lastStep = std::numeric_limits<std::int64_t>::max());
[[nodiscard]] std::vector<EnvelopeBucket> readEnvelope(SQLite::Database &connection, std::int64_t series,
                                                       std::int64_t firstStep, std::int64_t lastStep,
                                                       std::int64_t maxBuckets);
/// None if there is no such series.
[[nodiscard]] std::optional<std::int64_t> seriesId(SQLite::Database &connection, std::string_view name);

} // namespace tandem::store
