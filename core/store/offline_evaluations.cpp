#include "core/store/offline_evaluations.h"

#include "core/store/rows.h"
#include "core/store/run_reader.h"
#include "core/store/run_records.h"
#include "core/store/run_writer.h"
#include "core/store/schema.h"
#include "core/store/writer_lock.h"

namespace tandem {

namespace store {

void insertOfflineEvaluation(SQLite::Database &db, const OfflineEvaluationRecord &r)
{
    (Binder(db, "INSERT INTO offline_evaluation VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
     << r.wallMs << r.protocol << r.checkpoint << r.epoch << r.step << r.testSplit << r.trainImages << r.testImages
     << r.classes << r.accuracy << r.top5Accuracy << r.settingsJson << r.weightsSha256 << r.seconds)
        .exec();
}

std::vector<OfflineEvaluationRecord> readOfflineEvaluations(SQLite::Database &db)
{
    std::vector<OfflineEvaluationRecord> records;
    if (!db.tableExists("offline_evaluation"))
        return records;
    Row row(db, "SELECT wall, protocol, checkpoint, epoch, step, test_split, train_images, test_images, classes, "
                "accuracy, top5_accuracy, settings, weights_sha256, seconds FROM offline_evaluation ORDER BY id");
    while (row.next()) {
        OfflineEvaluationRecord &r = records.emplace_back();
        row >> r.wallMs >> r.protocol >> r.checkpoint >> r.epoch >> r.step >> r.testSplit >> r.trainImages >>
            r.testImages >> r.classes >> r.accuracy >> r.top5Accuracy >> r.settingsJson >> r.weightsSha256 >> r.seconds;
    }
    return records;
}

} // namespace store

Result<void> addOfflineEvaluation(const ProjectLayout &project, const RunId &id, const OfflineEvaluationRecord &record)
{
    using namespace store;
    auto reader = RunReader::open(project, id);
    if (!reader)
        return reader.error();
    const auto summary = (*reader)->summary();
    if (!summary)
        return summary.error();
    reader->reset();
    const auto lock = WriterLock::take(project.run(id));
    if (!lock || isActive(summary->state))
        return Error{ErrorCode::RunActive, {summary->name}, {}};
    const auto path = project.runDatabase(id);
    if (auto migrated = migrateFile(path, runFileKind()); !migrated)
        return migrated;
    return guarded(path, Purpose::Write, [&] {
        const Connection connection = openForWriting(path);
        inTransaction(*connection, [&] { insertOfflineEvaluation(*connection, record); });
        foldWal(*connection);
    });
}

} // namespace tandem
