#include "core/store/run_copies.h"

#include "core/base/files.h"
#include "core/store/point_table.h"
#include "core/store/run_records.h"
#include "core/store/schema.h"
#include "core/store/sql.h"

#include <SQLiteCpp/Column.h>

#include <algorithm>
#include <limits>

namespace tandem {

using namespace store;

namespace {

namespace fs = std::filesystem;

Result<void> copyDatabase(const fs::path &from, const FileKind &kind, const fs::path &to)
{
    if (const auto version = checkFile(from, kind); !version)
        return version.error();
    Connection connection;
    const auto opened = guarded(from, Purpose::Read, [&] { connection = openForReading(from); });
    if (!opened)
        return opened;
    return guarded(to, Purpose::Write, [&] {
        connection->exec("PRAGMA query_only=OFF"); // the copy is another file
        SQLite::Statement copy(*connection, "VACUUM INTO ?");
        bindText(copy, 1, to.string());
        copy.exec();
    });
}

Result<void> checkPages(const fs::path &file)
{
    const auto verdict = guarded(file, Purpose::Read,
                                 [&] { return openForReading(file)->execAndGet("PRAGMA quick_check(1)").getString(); });
    if (!verdict)
        return verdict.error();
    if (*verdict != "ok")
        return Error{ErrorCode::FileCorrupt, {file.string(), *verdict}, {}};
    return {};
}

void fillForeign(SQLite::Database &db, const RunId &id, const ForeignRun &run)
{
    Progress progress;
    progress.state = RunState::Done;
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    for (const auto &[name, points] : run.series)
        for (const SeriesPoint &point : points) {
            first = std::min(first, point.wallMs);
            progress.endedMs = std::max(progress.endedMs, point.wallMs);
            progress.step = std::max(progress.step, point.step);
        }
    progress.startedMs = progress.heartbeatMs = first == std::numeric_limits<std::int64_t>::max() ? 0 : first;
    progress.seconds = static_cast<double>(progress.endedMs - progress.startedMs) / 1000;
    if (const auto loss = run.series.find(std::string(series::kLoss));
        loss != run.series.end() && !loss->second.empty())
        progress.loss = loss->second.back().value;
    insertRun(db, id, run.name, {});
    beginSegment(db, 0, progress);
    PointTable table(db);
    for (const auto &[name, points] : run.series)
        for (const SeriesPoint &point : points)
            table.append(name, point);
    table.writeSummaries();
    while (table.wantsPacking())
        table.packOne();
    for (const EventRecord &event : run.events)
        insertEvent(db, event);
    writeProgress(db, progress);
    endSegment(db, progress, progress.seconds);
}

} // namespace

Result<void> copyRunDatabase(const ProjectLayout &project, const RunId &id, const fs::path &to)
{
    auto copied = copyDatabase(project.runDatabase(id), runFileKind(), to);
    if (!copied && copied.error().code == ErrorCode::FileNotFound)
        return Error{ErrorCode::RunNotFound, {id.toString()}, {}};
    return copied;
}

Result<void> copyProjectDatabase(const ProjectLayout &project, const fs::path &to)
{
    return copyDatabase(project.database(), projectFileKind(), to);
}

Result<RunSummary> adoptRunDatabase(const fs::path &file, const RunId &id)
{
    // Pages first: migrating a damaged file would only spread the damage.
    if (const auto version = checkFile(file, runFileKind()); !version)
        return version.error();
    if (const auto checked = checkPages(file); !checked)
        return checked.error();
    if (const auto migrated = migrateFile(file, runFileKind()); !migrated)
        return migrated.error();
    return guarded(file, Purpose::Write, [&] {
        const Connection connection = openForWriting(file);
        inTransaction(*connection, [&] {
            SQLite::Statement rename(*connection, "UPDATE run SET ulid = ?");
            bindText(rename, 1, id.toString());
            rename.exec();
        });
        RunSummary summary = readSummary(*connection);
        foldWal(*connection);
        return summary;
    });
}

Result<void> checkProjectDatabase(const fs::path &file)
{
    if (const auto version = checkFile(file, projectFileKind()); !version)
        return version.error();
    return checkPages(file);
}

Result<RunId> storeForeignRun(const ProjectLayout &project, const ForeignRun &run)
{
    const RunId id = RunId::make();
    if (auto made = makeFolder(project.checkpoints(id)); !made)
        return made.error();
    const auto created =
        createFile(project.runDatabase(id), runFileKind(), [&](SQLite::Database &db) { fillForeign(db, id, run); });
    if (created)
        return id;
    std::error_code ignored;
    fs::remove_all(project.run(id), ignored);
    return created.error();
}

} // namespace tandem
