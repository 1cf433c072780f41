#include "core/base/file_lock.h"
#include "core/config/settings_table.h"
#include "core/store/run_writer.h"
#include "sweep_fixture.h"

using namespace tandem;
using namespace tandem::test;

class TestRunQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newRunsWaitWithFrozenSettings();
    void allOrNoneAreAdded();
    void endedRunsAreAddedAgain();
    void runsThatMayNotGoOnAreRefused();
    void removedRunComesBackAsItWas();
    void begunRunIsNotRemoved();
    void movedRunsKeepTheirOrder_data();
    void movedRunsKeepTheirOrder();
    void pausesAreKept();
    void failedLaunchIsForgotten();
};

void TestRunQueue::newRunsWaitWithFrozenSettings()
{
    const QueueProject project;
    Settings settings;
    settings.data.path = "/data/a \"b\"";
    settings.objective.temperature = 0.07;
    const RunOrigin origin{RunId::make(), "a=1", 2};
    const std::vector<NewQueuedRun> runs{{RunId::make(), "first", settings, {}},
                                         {RunId::make(), "second", settings, origin}};
    take(enqueueNew(project.layout, runs));
    QVERIFY(project.order() == (std::vector{runs[0].id, runs[1].id}));
    QVERIFY(project.queue().items[0].ticket != project.queue().items[1].ticket);
    const RunSummary second = project.run(runs[1].id);
    QVERIFY(second.state == RunState::Queued && second.name == "second" && second.origin == origin);
    QVERIFY(take(settingsFromJson(second.settingsJson)) == settings);
    QVERIFY(!project.run(runs[0].id).origin);
}

void TestRunQueue::allOrNoneAreAdded()
{
    const QueueProject project;
    const RunId taken = project.enqueue("taken");
    const std::vector<NewQueuedRun> runs{{RunId::make(), "fine", {}, {}}, {taken, "clash", {}, {}}};
    QCOMPARE(word(enqueueNew(project.layout, runs)), QStringLiteral("run-active"));
    QVERIFY(project.order() == std::vector{taken});
    QVERIFY(!std::filesystem::exists(project.layout.run(runs[0].id)));
    QVERIFY(std::filesystem::exists(project.layout.run(taken)));
}

void TestRunQueue::endedRunsAreAddedAgain()
{
    const QueueProject project;
    const RunId stopped = RunId::make();
    take(take(RunWriter::create(project.layout, {stopped, "stopped", "{}"}))->finish({RunState::Stopped, "", {}, 1}));
    const RunId failed = project.enqueue("failed");
    take(removeFromQueue(project.layout, {&failed, 1}));
    take(makeFolder(project.layout.run(failed)));
    take(writeQueuedNote(project.layout, failed, {"failed", {}, Error{ErrorCode::NoLabels, {"x"}, {}}, 1}));
    QVERIFY(project.run(failed).state == RunState::Failed);

    take(enqueueAgain(project.layout, std::vector{stopped, failed}));
    QVERIFY(project.order() == (std::vector{stopped, failed}));
    QVERIFY(project.run(stopped).state == RunState::Queued);
    QVERIFY(project.run(failed).state == RunState::Queued && !project.run(failed).error);
}

void TestRunQueue::runsThatMayNotGoOnAreRefused()
{
    const QueueProject project;
    const RunId waiting = project.enqueue("waiting");
    const RunId done = RunId::make();
    take(take(RunWriter::create(project.layout, {done, "done", "{}"}))->finish({RunState::Done, "", {}, 1}));
    const RunId active = RunId::make();
    const auto writer = take(RunWriter::create(project.layout, {active, "active", "{}"}));
    const RunId stopped = RunId::make();
    take(take(RunWriter::create(project.layout, {stopped, "stopped", "{}"}))->finish({RunState::Stopped, "", {}, 1}));
    const auto again = [&](const RunId &id) { return word(enqueueAgain(project.layout, std::vector{stopped, id})); };
    QCOMPARE(again(waiting), QStringLiteral("run-queued"));
    QCOMPARE(again(done), QStringLiteral("run-not-resumable"));
    QCOMPARE(again(active), QStringLiteral("run-active"));
    QCOMPARE(again(RunId::make()), QStringLiteral("run-not-found"));
    QVERIFY(project.order() == std::vector{waiting}); // none, also not the one that might
}

void TestRunQueue::removedRunComesBackAsItWas()
{
    const QueueProject project;
    Settings settings;
    settings.train.epochs = 7;
    const std::vector ids{project.enqueue("a"), project.enqueue("b", settings), project.enqueue("c"),
                          project.enqueue("d")};
    take(setItemsPaused(project.layout, {&ids[1], 1}, true));
    const auto removed = take(removeFromQueue(project.layout, std::vector{ids[2], ids[1]}));
    QVERIFY(project.order() == (std::vector{ids[0], ids[3]}));
    QVERIFY(!std::filesystem::exists(project.layout.run(ids[1])));
    take(restoreQueued(project.layout, removed));
    QVERIFY(project.order() == ids);
    QVERIFY(project.queue().items[1].paused && !project.queue().items[2].paused);
    QCOMPARE(project.run(ids[1]).name, std::string("b"));
    QVERIFY(take(settingsFromJson(project.run(ids[1]).settingsJson)) == settings);

    // What has a file keeps it.
    const RunId stopped = RunId::make();
    take(take(RunWriter::create(project.layout, {stopped, "stopped", "{}"}))->finish({RunState::Stopped, "", {}, 1}));
    take(enqueueAgain(project.layout, {&stopped, 1}));
    take(removeFromQueue(project.layout, {&stopped, 1}));
    QVERIFY(project.run(stopped).state == RunState::Stopped);
    QCOMPARE(word(removeFromQueue(project.layout, {&stopped, 1})), QStringLiteral("run-not-queued"));
}

void TestRunQueue::begunRunIsNotRemoved()
{
    const QueueProject project;
    const RunId begun = project.enqueue("begun");
    const RunId inTheMidst = project.enqueue("in the midst");
    const QueueItem item = project.queue().items[0];
    take(writeFileAtomically(project.layout.processFile(begun), begunText({item.ticket, "cpu", 0, 0})));
    QCOMPARE(word(removeFromQueue(project.layout, {&begun, 1})), QStringLiteral("run-active"));
    // Forked, and not yet at the point where it writes its ticket.
    const auto lock = take(FileLock::take(project.layout.processFile(inTheMidst), {}));
    QCOMPARE(word(removeFromQueue(project.layout, {&inTheMidst, 1})), QStringLiteral("run-active"));
    QCOMPARE(project.order().size(), std::size_t{2});
}

void TestRunQueue::movedRunsKeepTheirOrder_data()
{
    QTest::addColumn<QByteArray>("moved");
    QTest::addColumn<char>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("to the front") << QByteArray("d") << 'a' << QByteArray("dabce");
    QTest::newRow("to the end") << QByteArray("b") << '-' << QByteArray("acdeb");
    QTest::newRow("down by one") << QByteArray("b") << 'd' << QByteArray("acbde");
    QTest::newRow("several, given in another order") << QByteArray("eb") << 'a' << QByteArray("beacd");
    QTest::newRow("before one of themselves") << QByteArray("bc") << 'c' << QByteArray("abcde");
    QTest::newRow("before itself") << QByteArray("c") << 'c' << QByteArray("abcde");
    QTest::newRow("all") << QByteArray("abcde") << 'c' << QByteArray("abcde");
}

void TestRunQueue::movedRunsKeepTheirOrder()
{
    QFETCH(QByteArray, moved);
    QFETCH(char, before);
    QFETCH(QByteArray, after);
    const QueueProject project;
    std::map<char, RunId> ids;
    for (const char *name : {"a", "b", "c", "d", "e"})
        ids[*name] = project.enqueue(name);
    std::vector<RunId> runs;
    for (const char name : moved)
        runs.push_back(ids[name]);
    take(moveInQueue(project.layout, runs, before == '-' ? RunId() : ids[before]));
    QByteArray order;
    for (const RunId &id : project.order())
        order += QByteArray::fromStdString(project.run(id).name);
    QCOMPARE(order, after);
    QCOMPARE(word(moveInQueue(project.layout, std::vector{RunId::make()}, {})), QStringLiteral("run-not-queued"));
}

void TestRunQueue::pausesAreKept()
{
    const QueueProject project;
    const std::vector ids{project.enqueue("a"), project.enqueue("b")};
    take(setQueuePaused(project.layout, true));
    take(setItemsPaused(project.layout, {&ids[1], 1}, true));
    QVERIFY(project.queue().paused && !project.queue().items[0].paused && project.queue().items[1].paused);
    take(setQueuePaused(project.layout, false));
    take(setItemsPaused(project.layout, ids, false));
    QVERIFY(!project.queue().paused && !project.queue().items[1].paused);
    QCOMPARE(word(setItemsPaused(project.layout, std::vector{RunId::make()}, true)), QStringLiteral("run-not-queued"));
}

void TestRunQueue::failedLaunchIsForgotten()
{
    const QueueProject project;
    const RunId waiting = project.enqueue("waiting");
    QCOMPARE(word(forgetFailedLaunch(project.layout, waiting)), QStringLiteral("run-queued"));
    const RunId done = RunId::make();
    take(take(RunWriter::create(project.layout, {done, "done", "{}"}))->finish({RunState::Done, "", {}, 1}));
    QCOMPARE(word(forgetFailedLaunch(project.layout, done)), QStringLiteral("run-not-found")); // has a file: trash it
    QVERIFY(std::filesystem::exists(project.layout.runDatabase(done)));
    const RunId failed = RunId::make();
    take(makeFolder(project.layout.run(failed)));
    take(writeQueuedNote(project.layout, failed, {"failed", {}, Error{ErrorCode::NoLabels, {"x"}, {}}, 1}));
    take(forgetFailedLaunch(project.layout, failed));
    QVERIFY(!std::filesystem::exists(project.layout.run(failed)));
}

QTEST_GUILESS_MAIN(TestRunQueue)
#include "tst_run_queue.moc"
