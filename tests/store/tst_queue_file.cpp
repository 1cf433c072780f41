#include "core/base/file_lock.h"
#include "core/base/files.h"
#include "core/store/queue_file.h"
#include "store_fixture.h"

#include <thread>

using namespace tandem;
using namespace tandem::test;

class TestQueueFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void queueComesBackAsItWas();
    void writersTakeTurns();
    void refusedChangeWritesNothing();
    void damagedAndNewerFilesAreLeftAlone();
    void noteComesBackAsItWas();
    void waitingRunIsListedBeforeItHasAFile();
    void begunRunIsStartingUntilItHasAFile();
    void runThatEndedBeforeItsFileIsFailed();
    void stoppedRunThatWaitsIsQueued();
    void originStandsInTheRunFile();
    void namesOfWaitingRunsAreFound();
};

namespace {

QueueItem itemOf(const RunId &id, const char *ticket = "T1")
{
    return {id, ticket, 17, false};
}

void put(const ProjectLayout &project, const QueueItem &item)
{
    take(changeQueue(project, [&](RunQueue &queue) -> Result<bool> {
        queue.items.push_back(item);
        return true;
    }));
}

RunId makeWaiting(const ProjectLayout &project, const char *name)
{
    const RunId id = RunId::make();
    take(makeFolder(project.run(id)));
    take(writeFileAtomically(project.frozenSettings(id), R"({"a":1})"));
    take(writeQueuedNote(project, id, {name}));
    put(project, itemOf(id));
    return id;
}

} // namespace

void TestQueueFile::queueComesBackAsItWas()
{
    const TemporaryProject project;
    QVERIFY(take(readQueue(project.layout)) == RunQueue());
    RunQueue wanted{true, {itemOf(RunId::make()), {RunId::make(), "T2", 1'700'000'000'000, true}}};
    take(changeQueue(project.layout, [&](RunQueue &queue) -> Result<bool> {
        queue = wanted;
        return true;
    }));
    QVERIFY(take(readQueue(project.layout)) == wanted);
    QVERIFY(wanted.find(wanted.items[1].run) == &wanted.items[1]);
    QVERIFY(wanted.find(RunId::make()) == nullptr);
}

void TestQueueFile::writersTakeTurns()
{
    // Read, modify, write from many threads: without the lock, some would overwrite what others wrote.
    const TemporaryProject project;
    constexpr int kThreads = 4;
    constexpr int kEach = 10;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < kThreads; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < kEach; ++i)
                    put(project.layout, itemOf(RunId::make()));
            });
    }
    QCOMPARE(take(readQueue(project.layout)).items.size(), std::size_t{kThreads * kEach});
}

void TestQueueFile::refusedChangeWritesNothing()
{
    const TemporaryProject project;
    put(project.layout, itemOf(RunId::make()));
    const auto before = take(readFile(project.layout.queueFile()));
    take(changeQueue(project.layout, [](RunQueue &queue) -> Result<bool> {
        queue.items.clear();
        return false;
    }));
    const auto failed = changeQueue(project.layout, [](RunQueue &queue) -> Result<bool> {
        queue.items.clear();
        return Error{ErrorCode::RunNotQueued, {"x"}, {}};
    });
    QCOMPARE(word(failed), QStringLiteral("run-not-queued"));
    QCOMPARE(take(readFile(project.layout.queueFile())), before);
}

void TestQueueFile::damagedAndNewerFilesAreLeftAlone()
{
    const TemporaryProject project;
    const auto write = [&](const std::string &text) { take(writeFileAtomically(project.layout.queueFile(), text)); };
    const auto add = [&] {
        return changeQueue(project.layout, [](RunQueue &queue) -> Result<bool> {
            queue.items.push_back(itemOf(RunId::make()));
            return true;
        });
    };
    for (const char *damaged : {"", "{", "[]", R"({"version":1})", R"({"version":"1","items":[]})"}) {
        write(damaged);
        QCOMPARE(word(readQueue(project.layout)), QStringLiteral("file-corrupt"));
        QCOMPARE(word(add()), QStringLiteral("file-corrupt"));
        QCOMPARE(take(readFile(project.layout.queueFile())), std::string(damaged));
        QCOMPARE(word(listRuns(project.layout)), QStringLiteral("ok"));
    }
    write(R"({"version":2,"items":[]})");
    QCOMPARE(word(add()), QStringLiteral("newer-schema"));
    // Entries that make no sense are passed over; the others count.
    const RunId good = RunId::make();
    write(R"({"version":1,"items":[{"run":"?","ticket":"a"},3,{"run":")" + good.toString() +
          R"(","ticket":"b","paused":7},{"run":")" + good.toString() + R"(","ticket":"c"}]})");
    const auto queue = take(readQueue(project.layout));
    QCOMPARE(queue.items.size(), std::size_t{1});
    QCOMPARE(queue.items[0].ticket, std::string("b"));
}

void TestQueueFile::noteComesBackAsItWas()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    take(makeFolder(project.layout.run(id)));
    QVERIFY(!take(readQueuedNote(project.layout, id)));
    const QueuedNote note{"τ = 0.5 \"x\"", RunOrigin{RunId::make(), "a=1; b=2", 3},
                          Error{ErrorCode::DatasetTooSmall, {"10", "20"}, "for the log"}, 1'700'000'000'000};
    take(writeQueuedNote(project.layout, id, note));
    QVERIFY(take(readQueuedNote(project.layout, id)) == note);
    take(writeQueuedNote(project.layout, id, {"plain"}));
    QVERIFY(take(readQueuedNote(project.layout, id)) == (QueuedNote{"plain"}));
}

void TestQueueFile::waitingRunIsListedBeforeItHasAFile()
{
    const TemporaryProject project;
    const RunId id = makeWaiting(project.layout, "waits");
    const auto runs = take(listRuns(project.layout));
    QCOMPARE(runs.size(), std::size_t{1});
    QVERIFY(runs[0].state == RunState::Queued && runs[0].id == id);
    QCOMPARE(runs[0].name, std::string("waits"));
    QCOMPARE(runs[0].settingsJson, std::string(R"({"a":1})"));
    QCOMPARE(runs[0].createdMs, id.timestampMs());
    // Whoever made the folder died before the run stood in the queue: nobody was told of a run.
    take(changeQueue(project.layout, [](RunQueue &queue) -> Result<bool> {
        queue.items.clear();
        return true;
    }));
    QVERIFY(take(listRuns(project.layout)).empty());
}

void TestQueueFile::begunRunIsStartingUntilItHasAFile()
{
    const TemporaryProject project;
    const RunId id = makeWaiting(project.layout, "begun");
    const auto writeTicket = [&](const char *ticket) {
        take(writeFileAtomically(project.layout.processFile(id), begunText({ticket, "cpu", 12, 34})));
    };
    writeTicket("T0"); // of an earlier request
    QVERIFY(take(listRuns(project.layout))[0].state == RunState::Queued);
    writeTicket("T1");
    QVERIFY(take(listRuns(project.layout))[0].state == RunState::Starting);
    const auto begun = begunProcess(project.layout, itemOf(id));
    QVERIFY(begun && begun->device == "cpu" && begun->logFrom == 12 && begun->beganMs == 34);
    QVERIFY(!begunProcess(project.layout, itemOf(id, "T2")));
    QVERIFY(!isProcessAlive(project.layout, id));
    {
        const auto lock = take(FileLock::take(project.layout.processFile(id), {}));
        QVERIFY(isProcessAlive(project.layout, id));
    }
    const auto writer = newRun(project.layout, id, "begun");
    QVERIFY(take(listRuns(project.layout))[0].state == RunState::Starting); // now by its file
    take(writer->finish({RunState::Done, "", {}, 1}));
    QVERIFY(take(listRuns(project.layout))[0].state == RunState::Done);
}

void TestQueueFile::runThatEndedBeforeItsFileIsFailed()
{
    const TemporaryProject project;
    const RunId id = makeWaiting(project.layout, "fails");
    const Error why{ErrorCode::FileNotFound, {"/data"}, {}};
    take(writeQueuedNote(project.layout, id, {"fails", RunOrigin{RunId::make(), "a=1", 1}, why, 5}));
    take(changeQueue(project.layout, [](RunQueue &queue) -> Result<bool> {
        queue.items.clear();
        return true;
    }));
    const auto runs = take(listRuns(project.layout));
    QCOMPARE(runs.size(), std::size_t{1});
    QVERIFY(runs[0].state == RunState::Failed && runs[0].error == why);
    QVERIFY(runs[0].origin && runs[0].origin->cell == "a=1");
}

void TestQueueFile::stoppedRunThatWaitsIsQueued()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    take(newRun(project.layout, id)->finish({RunState::Stopped, "", {}, 1}));
    put(project.layout, itemOf(id));
    QVERIFY(take(listRuns(project.layout))[0].state == RunState::Queued);
    // The file itself says what it says.
    QVERIFY(take(take(RunReader::open(project.layout, id))->summary()).state == RunState::Stopped);
    // It could not go on: the reason stands with it until it does.
    const Error why{ErrorCode::DatasetVanished, {"/gone"}, {}};
    take(writeQueuedNote(project.layout, id, {"run", {}, why, wallClockMs() + 1000}));
    QVERIFY(!take(listRuns(project.layout))[0].error); // while it waits
    take(writeFileAtomically(project.layout.processFile(id), begunText({"T1", "cpu", 0, 0})));
    QVERIFY(take(listRuns(project.layout))[0].error == why);
    take(writeQueuedNote(project.layout, id, {"run", {}, why, 5})); // of long ago
    QVERIFY(!take(listRuns(project.layout))[0].error);
    // Begun and ended again, with an item that has not been taken out yet.
    take(writeFileAtomically(project.layout.processFile(id), begunText({"T1", "cpu", 0, 0})));
    QVERIFY(take(listRuns(project.layout))[0].state == RunState::Stopped);
}

void TestQueueFile::originStandsInTheRunFile()
{
    const TemporaryProject project;
    const RunOrigin origin{RunId::make(), "objective.temperature=0.1", 4};
    const RunId id = RunId::make();
    take(
        take(RunWriter::create(project.layout, {id, "of a sweep", "{}", origin}))->finish({RunState::Done, "", {}, 1}));
    QVERIFY(take(listRuns(project.layout))[0].origin == origin);
    const RunId alone = RunId::make();
    take(newRun(project.layout, alone)->finish({RunState::Done, "", {}, 1}));
    QVERIFY(!take(take(RunReader::open(project.layout, alone))->summary()).origin);
}

void TestQueueFile::namesOfWaitingRunsAreFound()
{
    const TemporaryProject project;
    const RunId id = makeWaiting(project.layout, "waits");
    QCOMPARE(word(findRun(project.layout, "waits")), QStringLiteral("run-queued"));
    QCOMPARE(word(findRun(project.layout, id.toString())), QStringLiteral("run-queued"));
    // One with a file comes first.
    const RunId older = RunId::fromString("01JDBX4K3QZ7W5N8M2R6T9V0AB");
    take(newRun(project.layout, older, "waits")->finish({RunState::Done, "", {}, 1}));
    QVERIFY(take(findRun(project.layout, "waits")) == older);
    QCOMPARE(take(listRunIds(project.layout)).size(), std::size_t{2});
}

QTEST_GUILESS_MAIN(TestQueueFile)
#include "tst_queue_file.moc"
