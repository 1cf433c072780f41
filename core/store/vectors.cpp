#include "core/store/rows.h"
#include "core/store/run_records.h"

#include <span>

namespace tandem::store {

void writeVector(SQLite::Database &db, const VectorRecord &r)
{
    if (r.latestOnly)
        (Binder(db, "DELETE FROM vector WHERE name = ?") << r.name).exec();
    (Binder(db, "INSERT OR REPLACE INTO vector VALUES (?, ?, ?, ?, ?)")
     << r.name << r.step << r.wallMs << packTexts(r.labels) << std::as_bytes(std::span(r.values)))
        .exec();
}

std::vector<VectorRecord> readVectors(SQLite::Database &db, std::string_view name, std::int64_t afterStep)
{
    std::vector<VectorRecord> records;
    if (!db.tableExists("vector"))
        return records;
    Row row(db, "SELECT name, step, wall, labels, data FROM vector WHERE name = ? AND step > ? ORDER BY step");
    bindText(row.statement(), 1, name);
    row.statement().bind(2, afterStep);
    while (row.next()) {
        VectorRecord &r = records.emplace_back();
        std::string labels;
        row >> r.name >> r.step >> r.wallMs >> labels >> r.values;
        r.labels = unpackTexts(labels);
    }
    return records;
}

std::vector<std::string> readVectorNames(SQLite::Database &db)
{
    std::vector<std::string> names;
    if (!db.tableExists("vector"))
        return names;
    Row row(db, "SELECT DISTINCT name FROM vector ORDER BY name");
    while (row.next())
        row >> names.emplace_back();
    return names;
}

} // namespace tandem::store
