#include "core/store/point_table.h"

#include "core/store/point_chunk.h"

#include <SQLiteCpp/Column.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace tandem::store {

namespace {

/// Rows that stay behind when a chunk is made, so that the latest point is always a row.
constexpr std::int64_t kRowsKept = 1024;

constexpr const char *kSummaryColumns =
    "count, non_finite, first_step, first_wall, first_value, last_step, last_wall, last_value, "
    "min_step, min_wall, min_value, max_step, max_wall, max_value";

void extend(SeriesInfo &info, const SeriesPoint &point)
{
    if (info.count == 0)
        info.first = point;
    info.last = point;
    ++info.count;
    if (!std::isfinite(point.value)) {
        ++info.nonFinite;
        return;
    }
    const bool isFirstFinite = info.count - info.nonFinite == 1;
    if (isFirstFinite || point.value < info.minimum.value)
        info.minimum = point;
    if (isFirstFinite || point.value > info.maximum.value)
        info.maximum = point;
}

/// Reads the columns of kSummaryColumns from `index` on.
SeriesInfo summaryFrom(SQLite::Statement &row, int index)
{
    SeriesInfo info;
    info.count = row.getColumn(index).getInt64();
    info.nonFinite = row.getColumn(index + 1).getInt64();
    int column = index + 2;
    for (SeriesPoint *point : {&info.first, &info.last, &info.minimum, &info.maximum}) {
        *point = {row.getColumn(column).getInt64(), row.getColumn(column + 1).getInt64(), valueColumn(row, column + 2)};
        column += 3;
    }
    return info;
}

void bindSummary(SQLite::Statement &statement, const SeriesInfo &info)
{
    statement.bind(1, info.count);
    statement.bind(2, info.nonFinite);
    int index = 3;
    for (const SeriesPoint *point : {&info.first, &info.last, &info.minimum, &info.maximum}) {
        statement.bind(index, point->step);
        statement.bind(index + 1, point->wallMs);
        bindValue(statement, index + 2, point->value);
        index += 3;
    }
}

std::span<const std::byte> blob(SQLite::Statement &row, int index)
{
    const SQLite::Column column = row.getColumn(index);
    return {static_cast<const std::byte *>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

void bindBlob(SQLite::Statement &statement, int index, std::span<const std::byte> bytes)
{
    statement.bindNoCopy(index, bytes.data(), static_cast<int>(bytes.size()));
}

[[noreturn]] void throwDamaged()
{
    throw std::runtime_error("packed points are damaged");
}

} // namespace

PointTable::PointTable(SQLite::Database &connection)
    : m_connection(connection), m_insert(connection, "INSERT OR REPLACE INTO point VALUES (?, ?, ?, ?)")
{
    SQLite::Statement all(connection, std::string("SELECT id, name, (SELECT count(*) FROM point WHERE series = id), ") +
                                          kSummaryColumns + " FROM series");
    while (all.executeStep()) {
        Series entry;
        entry.id = all.getColumn(0).getInt64();
        entry.rows = all.getColumn(2).getInt64();
        entry.info = summaryFrom(all, 3);
        entry.info.name = textColumn(all, 1);
        m_series.emplace(entry.info.name, std::move(entry));
    }
}

PointTable::Series &PointTable::series(std::string_view name)
{
    if (const auto found = m_series.find(name); found != m_series.end())
        return found->second;
    SQLite::Statement insert(m_connection, "INSERT INTO series(name) VALUES (?)");
    bindText(insert, 1, name);
    insert.exec();
    Series entry;
    entry.id = m_connection.getLastInsertRowid();
    entry.info.name = name;
    return m_series.emplace(std::string(name), std::move(entry)).first->second;
}

void PointTable::append(std::string_view name, const SeriesPoint &point)
{
    Series &entry = series(name);
    const bool isAgain = entry.info.count > 0 && point.step == entry.info.last.step;
    if (entry.info.count > 0 && point.step < entry.info.last.step)
        throw std::logic_error("step " + std::to_string(point.step) + " after step " +
                               std::to_string(entry.info.last.step) + " in series " + entry.info.name);
    m_insert.bind(1, entry.id);
    m_insert.bind(2, point.step);
    m_insert.bind(3, point.wallMs);
    bindValue(m_insert, 4, point.value);
    m_insert.exec();
    m_insert.reset();
    entry.isDirty = true;
    if (isAgain) {
        renewSummary(entry);
        return;
    }
    extend(entry.info, point);
    ++entry.rows;
}

void PointTable::writeSummaries()
{
    SQLite::Statement update(m_connection, std::string("UPDATE series SET (") + kSummaryColumns +
                                               ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?");
    for (auto &[name, entry] : m_series) {
        if (!entry.isDirty)
            continue;
        bindSummary(update, entry.info);
        update.bind(15, entry.id);
        update.exec();
        update.reset();
        entry.isDirty = false;
    }
}

bool PointTable::wantsPacking() const
{
    return std::any_of(m_series.begin(), m_series.end(), [](const auto &entry) {
        return entry.second.rows >= static_cast<std::int64_t>(kChunkPoints) + kRowsKept;
    });
}

void PointTable::packOne()
{
    const auto fullest = std::max_element(m_series.begin(), m_series.end(),
                                          [](const auto &a, const auto &b) { return a.second.rows < b.second.rows; });
    if (fullest == m_series.end() || fullest->second.rows < static_cast<std::int64_t>(kChunkPoints) + 1)
        return;
    Series &entry = fullest->second;

    std::vector<SeriesPoint> points;
    points.reserve(kChunkPoints);
    SQLite::Statement rows(m_connection, "SELECT step, wall, value FROM point WHERE series = ? ORDER BY step LIMIT ?");
    rows.bind(1, entry.id);
    rows.bind(2, static_cast<std::int64_t>(kChunkPoints));
    while (rows.executeStep())
        points.push_back({rows.getColumn(0).getInt64(), rows.getColumn(1).getInt64(), valueColumn(rows, 2)});

    const auto data = encodeChunk(points);
    const auto pyramid = makePyramid(points);
    SQLite::Statement insert(m_connection, "INSERT INTO chunk(series, first_step, last_step, count, pyramid, data) "
                                           "VALUES (?, ?, ?, ?, ?, ?)");
    insert.bind(1, entry.id);
    insert.bind(2, points.front().step);
    insert.bind(3, points.back().step);
    insert.bind(4, static_cast<std::int64_t>(points.size()));
    bindBlob(insert, 5, std::as_bytes(std::span(pyramid)));
    bindBlob(insert, 6, data);
    insert.exec();

    SQLite::Statement remove(m_connection, "DELETE FROM point WHERE series = ? AND step <= ?");
    remove.bind(1, entry.id);
    remove.bind(2, points.back().step);
    entry.rows -= remove.exec();
}

void PointTable::unpackChunkAt(const Series &entry, std::int64_t step)
{
    SQLite::Statement find(m_connection,
                           "SELECT id, data FROM chunk WHERE series = ? AND first_step <= ? AND last_step > ?");
    find.bind(1, entry.id);
    find.bind(2, step);
    find.bind(3, step);
    if (!find.executeStep())
        return;
    std::vector<SeriesPoint> points;
    if (!decodeChunk(blob(find, 1), -1, points))
        throwDamaged();
    for (const SeriesPoint &point : points) {
        if (point.step > step)
            break;
        m_insert.bind(1, entry.id);
        m_insert.bind(2, point.step);
        m_insert.bind(3, point.wallMs);
        bindValue(m_insert, 4, point.value);
        m_insert.exec();
        m_insert.reset();
    }
    SQLite::Statement remove(m_connection, "DELETE FROM chunk WHERE id = ?");
    remove.bind(1, find.getColumn(0).getInt64());
    remove.exec();
}

void PointTable::dropAfter(std::int64_t step)
{
    for (auto &[name, entry] : m_series) {
        for (const char *sql : {"DELETE FROM point WHERE series = ? AND step > ?",
                                "DELETE FROM chunk WHERE series = ? AND first_step > ?"}) {
            SQLite::Statement remove(m_connection, sql);
            remove.bind(1, entry.id);
            remove.bind(2, step);
            remove.exec();
        }
        unpackChunkAt(entry, step);
        renewSummary(entry);
    }
    writeSummaries();
}

void PointTable::renewSummary(Series &entry)
{
    SeriesInfo info;
    info.name = entry.info.name;
    for (const SeriesPoint &point : readPoints(m_connection, entry.id, -1))
        extend(info, point);
    entry.info = std::move(info);
    SQLite::Statement rows(m_connection, "SELECT count(*) FROM point WHERE series = ?");
    rows.bind(1, entry.id);
    rows.executeStep();
    entry.rows = rows.getColumn(0).getInt64();
    entry.isDirty = true;
}

std::optional<double> PointTable::lastValue(std::string_view name) const
{
    const auto found = m_series.find(name);
    if (found == m_series.end() || found->second.info.count == 0)
        return std::nullopt;
    return found->second.info.last.value;
}

std::vector<SeriesInfo> readSeries(SQLite::Database &connection)
{
    std::vector<SeriesInfo> all;
    SQLite::Statement rows(connection,
                           std::string("SELECT name, ") + kSummaryColumns + " FROM series WHERE count > 0 ORDER BY id");
    while (rows.executeStep()) {
        all.push_back(summaryFrom(rows, 1));
        all.back().name = textColumn(rows, 0);
    }
    return all;
}

std::optional<std::int64_t> seriesId(SQLite::Database &connection, std::string_view name)
{
    SQLite::Statement find(connection, "SELECT id FROM series WHERE name = ?");
    bindText(find, 1, name);
    if (!find.executeStep())
        return std::nullopt;
    return find.getColumn(0).getInt64();
}

std::vector<SeriesPoint> readPoints(SQLite::Database &connection, std::int64_t series, std::int64_t afterStep,
                                    std::int64_t lastStep)
{
    std::vector<SeriesPoint> points;
    SQLite::Statement size(connection, "SELECT count FROM series WHERE id = ? AND last_step <= ?");
    size.bind(1, series);
    size.bind(2, lastStep);
    if (afterStep < 0 && size.executeStep())
        points.reserve(static_cast<std::size_t>(size.getColumn(0).getInt64()));

    SQLite::Statement chunks(connection, "SELECT data FROM chunk WHERE series = ? AND last_step > ? AND "
                                         "first_step <= ? ORDER BY first_step");
    chunks.bind(1, series);
    chunks.bind(2, afterStep);
    chunks.bind(3, lastStep);
    while (chunks.executeStep())
        if (!decodeChunk(blob(chunks, 0), afterStep, points))
            throwDamaged();
    while (!points.empty() && points.back().step > lastStep)
        points.pop_back();

    SQLite::Statement rows(connection, "SELECT step, wall, value FROM point WHERE series = ? AND step > ? AND "
                                       "step <= ? ORDER BY step");
    rows.bind(1, series);
    rows.bind(2, afterStep);
    rows.bind(3, lastStep);
    while (rows.executeStep())
        points.push_back({rows.getColumn(0).getInt64(), rows.getColumn(1).getInt64(), valueColumn(rows, 2)});
    return points;
}

} // namespace tandem::store
