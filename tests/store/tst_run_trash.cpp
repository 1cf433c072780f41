#include "core/base/file_lock.h"
#include "core/base/files.h"
#include "core/store/queue_file.h"
#include "core/store/run_index.h"
#include "core/store/run_trash.h"
#include "store_fixture.h"

using namespace tandem;
using namespace tandem::test;

class TestRunTrash : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trashedRunComesBackWhole();
    void runAtWorkStays();
    void damagedRunCanGo();
    void purgeTellsWhatItFreed();
    void nothingIsReplaced();
    void trashIsListedAndSearched();
    void whatIsNotThereIsSaid();
};

namespace {

RunId finishedRun(const ProjectLayout &project, const char *name)
{
    const RunId id = RunId::make();
    const auto writer = newRun(project, id, name);
    take(writer->saveCheckpoint({1, 1, syntheticCheckpoint(1), {}}));
    take(writer->finish({RunState::Done, "", {}, 1}));
    return id;
}

} // namespace

void TestRunTrash::trashedRunComesBackWhole()
{
    const TemporaryProject project;
    const RunId id = finishedRun(project.layout, "a");
    {
        const auto index = take(ProjectIndex::open(project.layout));
        take(index->setAnnotation(id, {"", "keep this", {"x"}, true}));
    }
    const auto before = take(readFile(project.layout.runDatabase(id)));
    const auto reader = take(RunReader::open(project.layout, id)); // an open window does not hinder
    take(trashRun(project.layout, id));
    QVERIFY(take(listRuns(project.layout)).empty());
    QCOMPARE(word(RunReader::open(project.layout, id)), QStringLiteral("run-not-found"));
    QVERIFY(take(reader->summary()).state == RunState::Done);
    take(restoreRun(project.layout, id));
    QVERIFY(take(listRuns(project.layout)).front().id == id);
    QVERIFY(take(readFile(project.layout.runDatabase(id))) == before);
    QVERIFY(take(take(RunReader::open(project.layout, id))->loadNewestCheckpoint()).has_value());
    QCOMPARE(take(readAnnotations(project.layout)).at(id).note, std::string("keep this"));
    QVERIFY(take(listTrash(project.layout)).empty());
}

void TestRunTrash::runAtWorkStays()
{
    const TemporaryProject project;
    const RunId live = RunId::make();
    auto writer = newRun(project.layout, live, "live one");
    const auto refused = trashRun(project.layout, live);
    QCOMPARE(word(refused), QStringLiteral("run-active"));
    QVERIFY(errorText(refused).contains("live one") && errorText(refused).contains("Stop it first"));
    take(writer->finish({RunState::Done, "", {}, 1}));
    writer.reset();
    take(trashRun(project.layout, live));

    // One that waits, is then about to start, and fails.
    const RunId queued = RunId::make();
    take(makeFolder(project.layout.run(queued)));
    take(writeQueuedNote(project.layout, queued, {"about to start"}));
    take(changeQueue(project.layout, [&](RunQueue &queue) -> Result<bool> {
        queue.items.push_back({queued, "ticket", 1, false});
        return true;
    }));
    QCOMPARE(word(trashRun(project.layout, queued)), QStringLiteral("run-queued"));
    {
        const auto lock = take(FileLock::take(project.layout.processFile(queued), {}));
        QCOMPARE(lock.write(begunText({"ticket", "cpu", 0, 0})), 0);
        const auto begun = trashRun(project.layout, queued);
        QCOMPARE(word(begun), QStringLiteral("run-active"));
        QVERIFY(errorText(begun).contains("about to start"));
    }
    take(writeQueuedNote(project.layout, queued, {"about to start", {}, Error{ErrorCode::NoLabels, {"x"}, {}}, 1}));
    take(changeQueue(project.layout, [](RunQueue &queue) -> Result<bool> {
        queue.items.clear();
        return true;
    }));
    take(trashRun(project.layout, queued));
    QCOMPARE(take(listTrash(project.layout)).front().name, std::string("about to start"));
    take(restoreRun(project.layout, queued));
    QVERIFY(take(listRuns(project.layout)).front().state == RunState::Failed);

    // A killed trainer's run may go, its WAL with it.
    const RunId killed = RunId::make();
    {
        Helper trainer("write", project.layout, killed);
        QVERIFY(!trainer.nextLine().isEmpty());
        QCOMPARE(word(trashRun(project.layout, killed)), QStringLiteral("run-active"));
    }
    const auto steps = take(take(RunReader::open(project.layout, killed))->points(series::kLoss)).size();
    take(trashRun(project.layout, killed));
    take(restoreRun(project.layout, killed));
    QCOMPARE(take(take(RunReader::open(project.layout, killed))->points(series::kLoss)).size(), steps);
}

void TestRunTrash::damagedRunCanGo()
{
    const TemporaryProject project;
    const RunId id = finishedRun(project.layout, "torn");
    take(writeFileAtomically(project.layout.runDatabase(id), ""));
    take(trashRun(project.layout, id));
    QCOMPARE(take(listTrash(project.layout)).front().name, id.toString());
    QVERIFY(take(purgeRun(project.layout, id)) > 0); // the checkpoint
}

void TestRunTrash::purgeTellsWhatItFreed()
{
    const TemporaryProject project;
    const RunId id = finishedRun(project.layout, "a");
    const RunId other = finishedRun(project.layout, "b");
    QCOMPARE(word(purgeRun(project.layout, id)), QStringLiteral("run-not-trashed")); // first into the trash
    const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(project.layout.runDatabase(id))) + 5000;
    take(trashRun(project.layout, id));
    QCOMPARE(take(listTrash(project.layout)).front().bytes, bytes);
    QCOMPARE(take(purgeRun(project.layout, id)), bytes);
    QVERIFY(take(listTrash(project.layout)).empty());
    QCOMPARE(word(restoreRun(project.layout, id)), QStringLiteral("run-not-trashed"));
    QVERIFY(take(listRuns(project.layout)).front().id == other);
}

void TestRunTrash::nothingIsReplaced()
{
    const TemporaryProject project;
    const RunId id = finishedRun(project.layout, "a");
    take(trashRun(project.layout, id));
    std::filesystem::create_directories(project.layout.run(id) / "checkpoints"); // somebody copied it back meanwhile
    QCOMPARE(word(restoreRun(project.layout, id)), QStringLiteral("file-unwritable"));
    QCOMPARE(take(listTrash(project.layout)).size(), std::size_t{1});
}

void TestRunTrash::trashIsListedAndSearched()
{
    const TemporaryProject project;
    const RunId first = finishedRun(project.layout, "first");
    const RunId second = finishedRun(project.layout, "second");
    const auto past = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1);
    take(trashRun(project.layout, second));
    std::filesystem::last_write_time(project.layout.trash() / second.toString(), past);
    take(trashRun(project.layout, first));
    const auto trash = take(listTrash(project.layout));
    QCOMPARE(trash.size(), std::size_t{2});
    QVERIFY(trash[0].id == first && trash[1].id == second); // thrown away last
    QCOMPARE(trash[0].name, std::string("first"));
    QVERIFY(trash[0].trashedMs > trash[1].trashedMs);
    QVERIFY(take(findTrashed(project.layout, "second")) == second);
    QVERIFY(take(findTrashed(project.layout, first.toString())) == first);
    QCOMPARE(word(findTrashed(project.layout, "third")), QStringLiteral("run-not-trashed"));
    const auto index = take(ProjectIndex::open(project.layout));
    take(index->setAnnotation(second, {"third", {}, {}, false}));
    QVERIFY(take(findTrashed(project.layout, "third")) == second);
    QCOMPARE(word(findTrashed(project.layout, "second")), QStringLiteral("run-not-trashed"));
}

void TestRunTrash::whatIsNotThereIsSaid()
{
    const TemporaryProject project;
    QCOMPARE(word(trashRun(project.layout, RunId::make())), QStringLiteral("run-not-found"));
    QCOMPARE(word(trashRun(project.layout, RunId())), QStringLiteral("run-not-found"));
    QCOMPARE(word(restoreRun(project.layout, RunId())), QStringLiteral("run-not-trashed"));
    QCOMPARE(word(purgeRun(project.layout, RunId())), QStringLiteral("run-not-trashed"));
    std::filesystem::remove_all(project.layout.trash());
    QVERIFY(take(listTrash(project.layout)).empty());
    const RunId id = finishedRun(project.layout, "a");
    take(trashRun(project.layout, id)); // makes the folder again
    QCOMPARE(take(listTrash(project.layout)).size(), std::size_t{1});
}

QTEST_GUILESS_MAIN(TestRunTrash)
#include "tst_run_trash.moc"
