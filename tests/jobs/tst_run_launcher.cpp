#include "core/base/files.h"
#include "core/config/settings_table.h"
#include "core/jobs/run_launcher.h"
#include "core/store/run_reader.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

#include <csignal>

using namespace tandem;

namespace {

const QString kTrainer = QStringLiteral(FAKE_TRAINER);

} // namespace

class TestRunLauncher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void launchedRunTrainsAndStops();
    void stopAfterEpochWaitsForTheEpoch();
    void runOutlivesItsLauncher();
    void failedLaunchSaysWhyAndStays_data();
    void failedLaunchSaysWhyAndStays();
    void missingProgramIsAnError();
    void settingsArriveAsFrozen();
    void killedRunIsLostAndResumes();
    void activeRunIsNotResumed();
    void failedResumeSaysWhyAndLeavesTheRun();
    void unknownRunIsRefused();

private:
    std::unique_ptr<RunLauncher> makeLauncher() const { return std::make_unique<RunLauncher>(*m_project); }
    [[nodiscard]] RunSummary summaryOf(const RunId &id) const
    {
        auto reader = RunReader::open(*m_project, id);
        const auto summary = reader ? (*reader)->summary() : reader.error();
        return summary ? *summary : RunSummary();
    }
    [[nodiscard]] Result<RunId> launch(RunLauncher &launcher, const QString &name, const Settings &settings) const
    {
        const NewQueuedRun run{RunId::make(), name.toStdString(), settings, {}};
        const auto queued = queueLaunches(*m_project, kTrainer, {run});
        if (!queued)
            return queued.error();
        launcher.watch(*queued);
        return run.id;
    }
    [[nodiscard]] RunId launch(RunLauncher &launcher, const char *name) const
    {
        const auto id = launch(launcher, QString::fromUtf8(name), Settings{});
        if (!id)
            qFatal("%s", describe(id.error()).c_str());
        return *id;
    }
    [[nodiscard]] Result<void> resume(RunLauncher &launcher, const RunId &id) const
    {
        const auto queued = queueResume(*m_project, kTrainer, id);
        if (!queued)
            return queued.error();
        launcher.watch(*queued);
        return {};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ProjectLayout> m_project;
};

void TestRunLauncher::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    // A space and a quote: arguments are not a shell's.
    const auto created = createProject(std::filesystem::path(m_folder->path().toStdString()) / "it's mine.tandem");
    QVERIFY(created);
    m_project = std::make_unique<ProjectLayout>(*created);
}

void TestRunLauncher::cleanup()
{
    // What a failed test may have left at work.
    const auto runs = listRuns(*m_project);
    QVERIFY(runs);
    for (const RunSummary &run : *runs)
        if (isAlive(run.process) && run.process.pid != currentProcess().pid)
            ::kill(static_cast<pid_t>(run.process.pid), SIGKILL);
}

void TestRunLauncher::launchedRunTrainsAndStops()
{
    const auto launcher = makeLauncher();
    QSignalSpy launched(launcher.get(), &RunLauncher::launched);
    QSignalSpy failed(launcher.get(), &RunLauncher::launchFailed);
    const RunId id = launch(*launcher, "first run");
    const auto atOnce = listRuns(*m_project);
    QVERIFY(atOnce && atOnce->size() == 1);
    QVERIFY(isActive(atOnce->front().state) || atOnce->front().state == RunState::Queued);
    QCOMPARE(atOnce->front().name, std::string("first run"));

    QTRY_COMPARE(launched.size(), 1);
    QVERIFY(launched[0][0].value<RunId>() == id);
    QTRY_VERIFY(summaryOf(id).state == RunState::Running && summaryOf(id).step > 5);
    QVERIFY(launcher->stop(id));
    QTRY_VERIFY(summaryOf(id).state == RunState::Stopped);
    QVERIFY(failed.isEmpty());
}

void TestRunLauncher::stopAfterEpochWaitsForTheEpoch()
{
    const auto launcher = makeLauncher();
    const RunId id = launch(*launcher, "epochs");
    QTRY_VERIFY(summaryOf(id).step > 5);
    QVERIFY(launcher->stopAfterEpoch(id));
    QTRY_VERIFY(summaryOf(id).state == RunState::Stopped);
    QCOMPARE(summaryOf(id).step % 20, std::int64_t{0});
}

void TestRunLauncher::runOutlivesItsLauncher()
{
    auto launcher = makeLauncher();
    const RunId id = launch(*launcher, "survivor");
    launcher.reset(); // as when the window closes right after the click
    QTRY_VERIFY(summaryOf(id).step > 5);
    const std::int64_t step = summaryOf(id).step;
    QTRY_VERIFY(summaryOf(id).step > step);
    // Another session than ours: a terminal that closes does not take it along.
    QVERIFY(::getsid(static_cast<pid_t>(summaryOf(id).process.pid)) != ::getsid(0));

    launcher = makeLauncher(); // the next start of the window
    QVERIFY(launcher->stop(id));
    QTRY_VERIFY(summaryOf(id).state == RunState::Stopped);
}

void TestRunLauncher::failedLaunchSaysWhyAndStays_data()
{
    QTest::addColumn<QString>("sentence");
    QTest::newRow("fails in json") << QStringLiteral("There is nothing at /nowhere. Check the path.");
    const QString plainly =
        QStringLiteral("The training process ended before it began to train. Its last words were: %1.");
    QTest::newRow("fails plainly") << plainly.arg(
        QStringLiteral("fake_trainer: libtorch.so: cannot open shared object file"));
    QTest::newRow("fails silently") << plainly.arg(QStringLiteral("none"));
}

void TestRunLauncher::failedLaunchSaysWhyAndStays()
{
    QFETCH(QString, sentence);
    const auto launcher = makeLauncher();
    QSignalSpy failed(launcher.get(), &RunLauncher::launchFailed);
    QSignalSpy launched(launcher.get(), &RunLauncher::launched);
    const RunId id = launch(*launcher, QTest::currentDataTag());
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].value<RunId>() == id);
    QCOMPARE(QString::fromStdString(describe(failed[0][1].value<Error>())), sentence);
    // With its reason, for whoever comes later.
    const auto runs = listRuns(*m_project);
    QVERIFY(runs && runs->size() == 1);
    QVERIFY(runs->front().state == RunState::Failed && runs->front().error);
    QCOMPARE(QString::fromStdString(describe(*runs->front().error)), sentence);
    QTRY_VERIFY(readQueue(*m_project)->items.empty());

    // Once more, which fails again; then it is forgotten.
    QVERIFY(resume(*launcher, id));
    QTRY_COMPARE(failed.size(), 2);
    QTRY_VERIFY(readQueue(*m_project)->items.empty());
    QVERIFY(forgetFailedLaunch(*m_project, id));
    QVERIFY(std::filesystem::is_empty(m_project->runs()));
    QVERIFY(launched.isEmpty());
}

void TestRunLauncher::missingProgramIsAnError()
{
    const NewQueuedRun run{RunId::make(), "never", Settings{}, {}};
    const auto queued = queueLaunches(*m_project, QStringLiteral("/no/such/tandem-cli"), {run});
    QVERIFY(!queued);
    QVERIFY(queued.error().code == ErrorCode::ProcessFailed);
    QCOMPARE(queued.error().arguments[0], std::string("/no/such/tandem-cli"));
    QVERIFY(std::filesystem::is_empty(m_project->runs()));
}

void TestRunLauncher::settingsArriveAsFrozen()
{
    Settings settings;
    settings.data.path = "/data/a \"b\"";
    settings.train.epochs = 7;
    settings.objective.temperature = 0.07;
    const auto launcher = makeLauncher();
    const auto id = launch(*launcher, QStringLiteral("--name is no option"), settings);
    QVERIFY(id);
    QTRY_VERIFY(summaryOf(*id).state == RunState::Running);
    QCOMPARE(summaryOf(*id).name, std::string("--name is no option"));
    const auto arrived = settingsFromJson(summaryOf(*id).settingsJson);
    QVERIFY(arrived && *arrived == settings);
    QVERIFY(launcher->stop(*id));
    QTRY_VERIFY(summaryOf(*id).state == RunState::Stopped);
}

void TestRunLauncher::killedRunIsLostAndResumes()
{
    const auto launcher = makeLauncher();
    QSignalSpy launched(launcher.get(), &RunLauncher::launched);
    const RunId id = launch(*launcher, "killed");
    QTRY_VERIFY(summaryOf(id).step > 5);
    QTRY_COMPARE(launched.size(), 1);
    const RunSummary before = summaryOf(id);
    ::kill(static_cast<pid_t>(before.process.pid), SIGKILL);
    QTRY_VERIFY(summaryOf(id).state == RunState::Lost);
    QVERIFY(launcher->stop(id)); // nobody takes it: it must not stop the next segment

    QVERIFY(resume(*launcher, id));
    QTRY_COMPARE(launched.size(), 2);
    QTRY_VERIFY(summaryOf(id).state == RunState::Running && summaryOf(id).step > 5);
    QVERIFY(summaryOf(id).process.pid != before.process.pid);
    QVERIFY(launcher->stop(id));
    QTRY_VERIFY(summaryOf(id).state == RunState::Stopped);
}

void TestRunLauncher::activeRunIsNotResumed()
{
    const auto launcher = makeLauncher();
    const RunId id = launch(*launcher, "busy");
    QTRY_VERIFY(summaryOf(id).state == RunState::Running);
    const auto resumed = resume(*launcher, id);
    QVERIFY(!resumed);
    QVERIFY(resumed.error().code == ErrorCode::RunActive);
    QVERIFY(launcher->stop(id));
    QTRY_VERIFY(summaryOf(id).state == RunState::Stopped);
    QTRY_VERIFY(!isProcessAlive(*m_project, id));
    QVERIFY(resume(*launcher, id));
    const auto twice = resume(*launcher, id); // a double click
    QVERIFY(!twice && (twice.error().code == ErrorCode::RunQueued || twice.error().code == ErrorCode::RunActive));
    QTRY_VERIFY(summaryOf(id).state == RunState::Running);
    QVERIFY(launcher->stop(id));
    QTRY_VERIFY(summaryOf(id).state == RunState::Stopped);
}

void TestRunLauncher::failedResumeSaysWhyAndLeavesTheRun()
{
    const auto launcher = makeLauncher();
    QSignalSpy failed(launcher.get(), &RunLauncher::launchFailed);
    const RunId id = launch(*launcher, "cannot resume");
    QTRY_VERIFY(summaryOf(id).step > 5);
    QVERIFY(launcher->stop(id));
    QTRY_VERIFY(summaryOf(id).state == RunState::Stopped);
    QTRY_VERIFY(readQueue(*m_project)->items.empty());
    const RunSummary before = summaryOf(id);

    QVERIFY(resume(*launcher, id));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed[0][1].value<Error>().code == ErrorCode::DatasetVanished);
    QTRY_VERIFY(readQueue(*m_project)->items.empty());
    const auto listed = listRuns(*m_project);
    QVERIFY(listed && listed->front().error && listed->front().error->code == ErrorCode::DatasetVanished);
    QVERIFY(summaryOf(id).state == RunState::Stopped);
    QCOMPARE(summaryOf(id).step, before.step);
}

void TestRunLauncher::unknownRunIsRefused()
{
    const auto launcher = makeLauncher();
    const RunId id = RunId::make();
    QVERIFY(!resume(*launcher, RunId()));
    for (const auto &result : {resume(*launcher, id), launcher->stop(id), launcher->stopAfterEpoch(id)}) {
        QVERIFY(!result);
        QVERIFY(result.error().code == ErrorCode::RunNotFound);
    }
    QVERIFY(std::filesystem::is_empty(m_project->runs()));
}

QTEST_GUILESS_MAIN(TestRunLauncher)
#include "tst_run_launcher.moc"
