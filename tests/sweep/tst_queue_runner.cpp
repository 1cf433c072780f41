#include "core/base/start_process.h"
#include "core/store/run_writer.h"
#include "sweep_fixture.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

#include <set>
#include <thread>

using namespace tandem;
using namespace tandem::test;

class TestQueueRunner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void runsBeginOneAfterTheOther();
    void gpusTakeOneRunEach();
    void pausedThingsDoNotBegin();
    void secondRunnerStepsAside();
    void runnerEndsWhenNothingIsLeft();
    void failedLaunchLeavesItsReasonAndTheQueueGoesOn();
    void killedTrainerIsLostAndTheQueueGoesOn();
    void killedRunnersTrainerIsTakenUp();
    void stoppedRunGoesOnThroughTheQueue();
    void refusedResumeLeavesItsReason();
    void runnersKilledAtAnyInstantLoseNothingAndStartNothingTwice();
    void foldersThatNobodyFinishedGo();
    void vanishedFolderIsDropped();
    void directRunHoldsItsDevice();

private:
    /// The process id of the runner that a project has.
    static std::int64_t startRunnerProcess(const QueueProject &project)
    {
        const auto started = startProcess(
            {.program = FAKE_TRAINER, .arguments = {"queue", "run", "--project", project.layout.root().string()}});
        return started ? started->pid : 0;
    }
    static void killRunner(std::int64_t pid)
    {
        ::kill(static_cast<pid_t>(pid), SIGKILL);
        while (!reapProcess(pid))
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
};

void TestQueueRunner::init()
{
    qunsetenv("TANDEM_FAKE");
    qunsetenv("TANDEM_FAKE_EPOCH_MS");
    qunsetenv("TANDEM_FAKE_DEVICES");
}

void TestQueueRunner::runsBeginOneAfterTheOther()
{
    const QueueProject project;
    const std::vector ids{project.enqueue("a"), project.enqueue("b"), project.enqueue("c")};
    QVERIFY(project.startRunner(FAKE_TRAINER));
    QTRY_VERIFY(project.run(ids[0]).state == RunState::Running);
    QVERIFY(project.run(ids[1]).state == RunState::Queued);
    // What is begun stands in the queue, too; order counts for those that wait.
    QVERIFY(project.order() == ids);
    take(moveInQueue(project.layout, {&ids[2], 1}, ids[1]));
    take(writeControl(project.layout, ids[0], ControlWord::Stop));
    QTRY_VERIFY(project.run(ids[2]).state == RunState::Running);
    QVERIFY(project.run(ids[0]).state == RunState::Stopped && project.run(ids[1]).state == RunState::Queued);
    QVERIFY(project.order() == (std::vector{ids[2], ids[1]}));
}

void TestQueueRunner::gpusTakeOneRunEach()
{
    qputenv("TANDEM_FAKE_DEVICES", "2");
    const QueueProject project;
    Settings onCpu;
    onCpu.train.device = "cpu";
    const std::vector ids{project.enqueue("a"), project.enqueue("b"), project.enqueue("waits"),
                          project.enqueue("cpu", onCpu)};
    QVERIFY(project.startRunner(FAKE_TRAINER));
    // The one on the processor does not wait for those before it that want a GPU.
    for (const std::size_t i : {0, 1, 3})
        QTRY_VERIFY(project.run(ids[i]).state == RunState::Running);
    QVERIFY(project.run(ids[2]).state == RunState::Queued);
    QByteArrayList starts = project.starts();
    std::sort(starts.begin(), starts.end());
    const auto text = [&](std::size_t i) { return "begin " + QByteArray::fromStdString(ids[i].toString()); };
    QVERIFY(starts.contains(text(0) + " on 0") && starts.contains(text(1) + " on 1") && starts.contains(text(3)));
    take(writeControl(project.layout, ids[1], ControlWord::Stop));
    QTRY_VERIFY(project.starts().contains(text(2) + " on 1"));
}

void TestQueueRunner::pausedThingsDoNotBegin()
{
    const QueueProject project;
    const std::vector ids{project.enqueue("a"), project.enqueue("b")};
    take(setQueuePaused(project.layout, true));
    QVERIFY(!project.startRunner(FAKE_TRAINER)); // nothing to do for it
    take(setItemsPaused(project.layout, {&ids[0], 1}, true));
    take(setQueuePaused(project.layout, false));
    QVERIFY(project.startRunner(FAKE_TRAINER));
    QTRY_VERIFY(project.run(ids[1]).state == RunState::Running);
    QVERIFY(project.run(ids[0]).state == RunState::Queued);
    take(writeControl(project.layout, ids[1], ControlWord::Stop));
    QTRY_VERIFY(!project.hasRunner()); // what is left is paused
    QVERIFY(project.run(ids[0]).state == RunState::Queued);
    take(setItemsPaused(project.layout, {&ids[0], 1}, false));
    QVERIFY(project.startRunner(FAKE_TRAINER));
    QTRY_VERIFY(project.run(ids[0]).state == RunState::Running);
}

void TestQueueRunner::secondRunnerStepsAside()
{
    const QueueProject project;
    const RunId id = project.enqueue("a");
    QVERIFY(project.startRunner(FAKE_TRAINER));
    QTRY_VERIFY(project.run(id).state == RunState::Running);
    QVERIFY(!project.startRunner(FAKE_TRAINER));
    QueueRunner second(project.layout, {FAKE_TRAINER});
    QVERIFY(take(second.run({})) == QueueRunner::End::Occupied);
}

void TestQueueRunner::runnerEndsWhenNothingIsLeft()
{
    qputenv("TANDEM_FAKE", "quick");
    const QueueProject project;
    QVERIFY(!project.startRunner(FAKE_TRAINER)); // an empty queue wants none
    Settings settings;
    settings.train.epochs = 3;
    const std::vector ids{project.enqueue("a", settings), project.enqueue("b", settings)};
    QueueRunner runner(project.layout, {FAKE_TRAINER, {"cpu"}, std::chrono::milliseconds(10)});
    QVERIFY(take(runner.run({})) == QueueRunner::End::NothingLeft);
    QVERIFY(project.queue().items.empty());
    for (const RunId &id : ids)
        QVERIFY(project.run(id).state == RunState::Done);
    QCOMPARE(project.starts().size(), 2);
}

void TestQueueRunner::failedLaunchLeavesItsReasonAndTheQueueGoesOn()
{
    const QueueProject project;
    const std::vector ids{project.enqueue("fails in json"), project.enqueue("fails silently"), project.enqueue("fine")};
    QVERIFY(project.startRunner(FAKE_TRAINER));
    QTRY_VERIFY(project.run(ids[2]).state == RunState::Running);
    const RunSummary failed = project.run(ids[0]);
    QVERIFY(failed.state == RunState::Failed && failed.error);
    QVERIFY(failed.error->code == ErrorCode::FileNotFound);
    QCOMPARE(failed.error->arguments.at(0), std::string("/nowhere"));
    QVERIFY(project.run(ids[1]).error->code == ErrorCode::LaunchFailed);
    QVERIFY(project.order() == std::vector{ids[2]});

    // A program that is not there fails each run of its own, and leaves no endless loop.
    const QueueProject other;
    const RunId id = other.enqueue("a");
    QueueRunner runner(other.layout, {"/no/such/program"});
    QVERIFY(take(runner.run({})) == QueueRunner::End::NothingLeft);
    QVERIFY(other.run(id).state == RunState::Failed);
    QVERIFY(other.run(id).error->code == ErrorCode::ProcessFailed);
}

void TestQueueRunner::killedTrainerIsLostAndTheQueueGoesOn()
{
    const QueueProject project;
    const std::vector ids{project.enqueue("a"), project.enqueue("b")};
    QVERIFY(project.startRunner(FAKE_TRAINER));
    QTRY_VERIFY(project.run(ids[0]).step > 5);
    ::kill(static_cast<pid_t>(project.run(ids[0]).process.pid), SIGKILL);
    QTRY_VERIFY(project.run(ids[1]).state == RunState::Running);
    QVERIFY(project.run(ids[0]).state == RunState::Lost);
    QVERIFY(project.order() == std::vector{ids[1]});
}

void TestQueueRunner::killedRunnersTrainerIsTakenUp()
{
    const QueueProject project;
    const std::vector ids{project.enqueue("a"), project.enqueue("b")};
    const std::int64_t first = startRunnerProcess(project);
    QTRY_VERIFY(project.run(ids[0]).step > 5);
    killRunner(first);
    const std::int64_t step = project.run(ids[0]).step;
    QTRY_VERIFY(project.run(ids[0]).step > step); // the trainer does not care
    QVERIFY(!project.hasRunner());
    QVERIFY(project.startRunner(FAKE_TRAINER));
    QTRY_VERIFY(project.hasRunner());
    QTest::qWait(200);
    QVERIFY(project.run(ids[1]).state == RunState::Queued); // the device is taken
    take(writeControl(project.layout, ids[0], ControlWord::Stop));
    QTRY_VERIFY(project.run(ids[1]).state == RunState::Running);
    QCOMPARE(project.starts().size(), 2);
}

void TestQueueRunner::stoppedRunGoesOnThroughTheQueue()
{
    const QueueProject project;
    const std::vector ids{project.enqueue("a"), project.enqueue("b")};
    QVERIFY(project.startRunner(FAKE_TRAINER));
    QTRY_VERIFY(project.run(ids[0]).step > 5);
    take(writeControl(project.layout, ids[0], ControlWord::Stop));
    QTRY_VERIFY(project.run(ids[1]).state == RunState::Running);
    const std::int64_t step = project.run(ids[0]).step;
    take(enqueueAgain(project.layout, {&ids[0], 1}));
    // A word that came too late the last time is not for this one.
    take(writeControl(project.layout, ids[0], ControlWord::Stop));
    QVERIFY(project.run(ids[0]).state == RunState::Queued);
    take(writeControl(project.layout, ids[1], ControlWord::Stop));
    QTRY_VERIFY(project.run(ids[0]).state == RunState::Running && project.run(ids[0]).step > step + 20);
    QVERIFY(project.starts().contains("resume " + QByteArray::fromStdString(ids[0].toString())));
}

void TestQueueRunner::refusedResumeLeavesItsReason()
{
    const QueueProject project;
    const RunId id = project.enqueue("cannot resume");
    QVERIFY(project.startRunner(FAKE_TRAINER));
    QTRY_VERIFY(project.run(id).step > 5);
    take(writeControl(project.layout, id, ControlWord::Stop));
    QTRY_VERIFY(project.run(id).state == RunState::Stopped);
    QTRY_VERIFY(project.queue().items.empty());
    QVERIFY(!project.run(id).error);
    take(enqueueAgain(project.layout, {&id, 1}));
    static_cast<void>(project.startRunner(FAKE_TRAINER));
    QTRY_VERIFY(project.run(id).error);
    QVERIFY(project.run(id).state == RunState::Stopped);
    QVERIFY(project.run(id).error->code == ErrorCode::DatasetVanished);
}

/// The must of the queue: whoever is killed and when, every item is begun exactly once, and none is forgotten.
void TestQueueRunner::runnersKilledAtAnyInstantLoseNothingAndStartNothingTwice()
{
    qputenv("TANDEM_FAKE", "quick");
    qputenv("TANDEM_FAKE_EPOCH_MS", "1");
    const QueueProject project;
    Settings settings;
    settings.train.epochs = 1;
    constexpr int kRuns = 40;
    std::vector<NewQueuedRun> runs;
    for (int i = 0; i < kRuns; ++i)
        runs.push_back({RunId::make(), i % 7 == 3 ? "fails in json" : "run", settings, {}});
    take(enqueueNew(project.layout, runs));
    // A runner gets far enough to begin some runs, and dies at an instant of every part of its work, forks included.
    QRandomGenerator random(20'200'213);
    int kills = 0;
    QElapsedTimer clock;
    clock.start();
    while (!project.queue().items.empty() && clock.elapsed() < 120'000) {
        const std::int64_t runner = startRunnerProcess(project);
        QVERIFY(runner != 0);
        const auto lives = std::chrono::microseconds(random.bounded(100, 60'000));
        const auto end = std::chrono::steady_clock::now() + lives;
        while (std::chrono::steady_clock::now() < end && isAlive(processWithId(runner)))
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        killRunner(runner);
        ++kills;
        if (kills == 200) // then one that may live, for a machine that is very busy
            break;
    }
    while (!project.queue().items.empty() && clock.elapsed() < 200'000) {
        static_cast<void>(project.startRunner(FAKE_TRAINER));
        QTest::qWait(50);
    }
    QVERIFY2(kills >= 10, QByteArray::number(kills));
    QVERIFY(project.queue().items.empty());
    QByteArrayList starts = project.starts();
    QCOMPARE(starts.size(), kRuns);
    QCOMPARE(std::set<QByteArray>(starts.begin(), starts.end()).size(), std::size_t{kRuns});
    for (const NewQueuedRun &run : runs) {
        const RunSummary summary = project.run(run.id);
        const bool fails = run.name == "fails in json";
        QVERIFY2(summary.state == (fails ? RunState::Failed : RunState::Done),
                 (run.id.toString() + " " + std::string(runStateWord(summary.state))).c_str());
        if (fails)
            QVERIFY(summary.error && summary.error->code == ErrorCode::FileNotFound);
    }
}

void TestQueueRunner::foldersThatNobodyFinishedGo()
{
    qputenv("TANDEM_FAKE", "quick");
    const QueueProject project;
    // As a window leaves it that dies between making the folder and listing the run.
    const RunId unfinished = RunId::make();
    take(makeFolder(project.layout.run(unfinished)));
    take(writeFileAtomically(project.layout.frozenSettings(unfinished), "{}"));
    take(writeQueuedNote(project.layout, unfinished, {"unfinished"}));
    std::filesystem::last_write_time(project.layout.frozenSettings(unfinished),
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
    const RunId young = RunId::make(); // somebody is about to queue it
    take(makeFolder(project.layout.run(young)));
    take(writeFileAtomically(project.layout.frozenSettings(young), "{}"));
    const RunId failed = RunId::make();
    take(makeFolder(project.layout.run(failed)));
    take(writeFileAtomically(project.layout.frozenSettings(failed), "{}"));
    take(writeQueuedNote(project.layout, failed, {"failed", {}, Error{ErrorCode::NoLabels, {"x"}, {}}, 1}));
    const RunId foreign = RunId::make(); // nothing of ours
    take(makeFolder(project.layout.run(foreign)));
    Settings settings;
    settings.train.epochs = 1;
    const RunId waiting = project.enqueue("waiting", settings);
    QueueRunner runner(project.layout, {FAKE_TRAINER, {"cpu"}, std::chrono::milliseconds(10)});
    QVERIFY(take(runner.run({})) == QueueRunner::End::NothingLeft);
    QVERIFY(!std::filesystem::exists(project.layout.run(unfinished)));
    QVERIFY(std::filesystem::exists(project.layout.run(young)));
    QVERIFY(std::filesystem::exists(project.layout.run(failed)));
    QVERIFY(std::filesystem::exists(project.layout.run(foreign)));
    QVERIFY(project.run(waiting).state == RunState::Done);
}

void TestQueueRunner::vanishedFolderIsDropped()
{
    const QueueProject project;
    const RunId id = project.enqueue("a");
    std::filesystem::remove_all(project.layout.run(id));
    QueueRunner runner(project.layout, {FAKE_TRAINER, {"cpu"}, std::chrono::milliseconds(10)});
    QVERIFY(take(runner.run({})) == QueueRunner::End::NothingLeft);
    QVERIFY(project.queue().items.empty());
    QVERIFY(!std::filesystem::exists(project.layout.run(id)));
}

void TestQueueRunner::directRunHoldsItsDevice()
{
    const QueueProject project;
    const RunId waiting = project.enqueue("waiting");
    const RunId direct = RunId::make();
    const auto writer = take(RunWriter::create(project.layout, {direct, "by hand", "{}"}));
    {
        const DirectRun stands(project.layout, direct, "cpu");
        QVERIFY(project.order() == (std::vector{direct, waiting}));
        const auto begun = begunProcess(project.layout, project.queue().items[0]);
        QVERIFY(begun && begun->device == "cpu" && isProcessAlive(project.layout, direct));
        QVERIFY(project.startRunner(FAKE_TRAINER));
        QTRY_VERIFY(project.hasRunner());
        QTest::qWait(200);
        QVERIFY(project.run(waiting).state == RunState::Queued);
        // The queue's own child finds its place taken: by itself.
        const DirectRun again(project.layout, direct, "cpu");
        QCOMPARE(project.order().size(), std::size_t{2});
        take(writer->finish({RunState::Done, "", {}, 1}));
    }
    QTRY_VERIFY(project.run(waiting).state == RunState::Running);
    QVERIFY(project.order() == std::vector{waiting});

    // One that waits and is begun by hand has what it waited for.
    const RunId impatient = project.enqueue("impatient");
    const auto byHand = take(RunWriter::create(project.layout, {impatient, "impatient", "{}"}));
    const DirectRun stands(project.layout, impatient, "cpu");
    QVERIFY(project.order() == (std::vector{impatient, waiting}));
}

QTEST_GUILESS_MAIN(TestQueueRunner)
#include "tst_queue_runner.moc"
