#include "core/base/file_lock.h"
#include "core/data/shapes.h"
#include "core/store/run_reader.h"
#include "tests/ui/ui_testing.h"
#include "ui/page.h"
#include "ui/project_session.h"
#include "ui/runs/run_detail.h"
#include "ui/runs/runs_page.h"

#include <QApplication>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <filesystem>

// What goes wrong outside the program, as the window meets it: the session's objects with the real trainer.

using namespace tandem;
namespace fs = std::filesystem;

namespace {

constexpr int kTimeoutMs = 60000;
constexpr std::int64_t kStepsPerEpoch = 5;

} // namespace

class TestRunFailures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aFullDiskEndsTheRunWithItsSentenceAndKeepsWhatWasStored();
    void aDiskThatIsFullAlreadyFailsTheRunWithItsSentence();
    void imagesThatVanishInMidRunDoNotDisturbIt();
    void imagesThatVanishedBeforeAResumeAreNamed();
    void otherImagesAreRefusedAndTheRunStaysAsItWas();

private:
    /// A page on the project, whose trainer may write files of `blocks` × 512 bytes; 0: of any size.
    void awaitRunnersEnd() const;
    void open(int blocks = 0);
    void copyImages(const char *name) const { fs::copy(m_images / "train", at(name), fs::copy_options::recursive); }
    [[nodiscard]] fs::path at(const char *name) const { return m_folder->filePath(QLatin1String(name)).toStdString(); }
    [[nodiscard]] Settings settings(const fs::path &data, std::int64_t epochs) const;
    [[nodiscard]] RunSummary summaryOf(const RunId &id) const;
    /// A run that was stopped after some steps.
    RunId stoppedRun(const fs::path &data);
    [[nodiscard]] std::size_t checkpointsOf(const RunId &id) const;

    QTemporaryDir m_shapes;
    fs::path m_images;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<RunsPage> m_page;
    std::unique_ptr<QSignalSpy> m_failures;
};

void TestRunFailures::initTestCase()
{
    m_images = fs::path(m_shapes.path().toStdString()) / "shapes";
    QVERIFY(makeShapes(m_images, {.size = 32, .imagesPerClass = 16, .seed = 1}, {}, {}));
}

void TestRunFailures::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(createProject(at("p.tandem")));
}

void TestRunFailures::open(int blocks)
{
    m_page.reset();
    m_session.reset();
    QString program = QStringLiteral(TANDEM_CLI);
    if (blocks > 0) {
        program = m_folder->filePath(QStringLiteral("limited"));
        QFile script(program);
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\nulimit -f " + QByteArray::number(blocks) + "\nexec " + TANDEM_CLI + " \"$@\"\n");
        script.close();
        fs::permissions(program.toStdString(), fs::perms::owner_all);
    }
    auto session = ProjectSession::open(QString::fromStdString(at("p.tandem").string()), program);
    QVERIFY2(session, session ? "" : describe(session.error()).c_str());
    m_session = std::move(*session);
    m_page = std::make_unique<RunsPage>();
    m_failures = std::make_unique<QSignalSpy>(m_page.get(), &Page::failed);
    m_page->setSession(m_session.get());
    m_page->show();
}

void TestRunFailures::cleanup()
{
    const auto runs = listRuns(ProjectLayout(at("p.tandem")));
    QVERIFY(runs);
    for (const RunSummary &run : *runs) {
        if (isActive(run.state) && m_session)
            QVERIFY(m_session->launcher().stop(run.id));
        QTRY_VERIFY_WITH_TIMEOUT(!isActive(summaryOf(run.id).state), kTimeoutMs);
    }
    m_failures.reset();
    m_page.reset();
    m_session.reset();
}

/// A runner waits a moment for more work, and would begin the next run under its own limits.
void TestRunFailures::awaitRunnersEnd() const
{
    const auto hasEnded = [this] {
        const auto place = FileLock::tryTake(ProjectLayout(at("p.tandem")).runnerLock());
        return place && *place;
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasEnded(), kTimeoutMs);
}

Settings TestRunFailures::settings(const fs::path &data, std::int64_t epochs) const
{
    Settings s;
    s.data.path = data.string();
    s.data.testPath = (m_images / "test").string();
    s.encoder.width = 0.25;
    s.optimizer.name = "sgd";
    s.optimizer.learningRate = 0.1;
    s.train.batchSize = 32;
    s.train.warmupEpochs = 0;
    s.train.epochs = epochs;
    s.train.threads = 1;
    s.train.device = "cpu";
    s.evaluate.knnNeighbors = 5;
    return s;
}

RunSummary TestRunFailures::summaryOf(const RunId &id) const
{
    auto reader = RunReader::open(ProjectLayout(at("p.tandem")), id);
    const auto summary = reader ? (*reader)->summary() : reader.error();
    return summary ? *summary : RunSummary();
}

std::size_t TestRunFailures::checkpointsOf(const RunId &id) const
{
    auto reader = RunReader::open(ProjectLayout(at("p.tandem")), id);
    const auto found = reader ? (*reader)->checkpoints() : Result<std::vector<StoredCheckpoint>>(reader.error());
    return found ? found->size() : 0;
}

RunId TestRunFailures::stoppedRun(const fs::path &data)
{
    const RunId id = m_page->controller().launch(QStringLiteral("interrupted"), settings(data, 1000));
    const auto isUnderWay = [&] { return summaryOf(id).step > kStepsPerEpoch; };
    if (!id.isValid() || !QTest::qWaitFor(isUnderWay, kTimeoutMs))
        return {};
    m_page->controller().stop(id);
    const auto isStopped = [&] { return summaryOf(id).state == RunState::Stopped; };
    return QTest::qWaitFor(isStopped, kTimeoutMs) ? id : RunId();
}

void TestRunFailures::aFullDiskEndsTheRunWithItsSentenceAndKeepsWhatWasStored()
{
    // A limit on file sizes stands in for the full disk: the run's database stays below it, a checkpoint does not.
    open(2048);
    const RunId id = m_page->controller().launch(QStringLiteral("full"), settings(m_images / "train", 3));
    QVERIFY(id.isValid());
    QTRY_COMPARE_WITH_TIMEOUT(summaryOf(id).state, RunState::Failed, kTimeoutMs);
    m_session->setSelectedRun(id);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->detail()->sentence().contains(QStringLiteral("The disk is full")), kTimeoutMs);
    QCOMPARE(summaryOf(id).step, kStepsPerEpoch); // the epoch before the checkpoint that did not fit
    QVERIFY(summaryOf(id).loss.has_value());
    awaitRunnersEnd();

    open();
    QTRY_VERIFY(m_page->controller().model().find(id) != nullptr);
    m_page->controller().resume(id);
    QTRY_COMPARE_WITH_TIMEOUT(summaryOf(id).state, RunState::Done, kTimeoutMs);
    QCOMPARE(summaryOf(id).step, 3 * kStepsPerEpoch);
    QTRY_VERIFY(m_page->detail()->sentence().isEmpty());
    QVERIFY(m_failures->isEmpty());
}

void TestRunFailures::aDiskThatIsFullAlreadyFailsTheRunWithItsSentence()
{
    open(8);
    const RunId id = m_page->controller().launch(QStringLiteral("too full"), settings(m_images / "train", 1));
    QVERIFY(id.isValid());
    QTRY_COMPARE_WITH_TIMEOUT(m_failures->size(), 1, kTimeoutMs);
    QVERIFY2(m_failures->front().front().toString().contains(QStringLiteral("The disk is full")),
             qPrintable(m_failures->front().front().toString()));
    // It stays, with its reason and the settings that it was asked for, and can begin anew once there is room.
    m_session->setSelectedRun(id);
    QTRY_VERIFY2(m_page->detail()->sentence().contains(QStringLiteral("The disk is full")),
                 qPrintable(m_page->detail()->sentence()));
    QVERIFY(!fs::exists(ProjectLayout(at("p.tandem")).runDatabase(id)));
    awaitRunnersEnd();

    open();
    QTRY_VERIFY(m_page->controller().model().find(id) != nullptr);
    QCOMPARE(m_page->controller().model().find(id)->summary.state, RunState::Failed);
    m_page->controller().resume(id);
    QTRY_COMPARE_WITH_TIMEOUT(summaryOf(id).state, RunState::Done, kTimeoutMs);
}

void TestRunFailures::imagesThatVanishInMidRunDoNotDisturbIt()
{
    open();
    copyImages("fleeting");
    const RunId id = m_page->controller().launch(QStringLiteral("fleeting"), settings(at("fleeting"), 8));
    QTRY_VERIFY_WITH_TIMEOUT(summaryOf(id).step > 0, kTimeoutMs);
    fs::remove_all(at("fleeting"));
    QTRY_COMPARE_WITH_TIMEOUT(summaryOf(id).state, RunState::Done, kTimeoutMs);
    QCOMPARE(summaryOf(id).step, 8 * kStepsPerEpoch);
    QVERIFY(m_failures->isEmpty());
}

void TestRunFailures::imagesThatVanishedBeforeAResumeAreNamed()
{
    open();
    copyImages("moved");
    const RunId id = stoppedRun(at("moved"));
    QVERIFY(id.isValid());
    const RunSummary before = summaryOf(id);
    fs::rename(at("moved"), at("aside"));
    m_page->controller().resume(id);
    QTRY_COMPARE_WITH_TIMEOUT(m_failures->size(), 1, kTimeoutMs);
    const QString sentence = m_failures->front().front().toString();
    QVERIFY2(sentence.contains(QString::fromStdString(at("moved").string()) + QStringLiteral(" are gone")),
             qPrintable(sentence));
    QCOMPARE(summaryOf(id).state, RunState::Stopped);
    QCOMPARE(summaryOf(id).step, before.step);

    fs::rename(at("aside"), at("moved"));
    m_page->controller().resume(id);
    QTRY_VERIFY_WITH_TIMEOUT(summaryOf(id).step > before.step, kTimeoutMs);
}

void TestRunFailures::otherImagesAreRefusedAndTheRunStaysAsItWas()
{
    open();
    copyImages("changing");
    const RunId id = stoppedRun(at("changing"));
    QVERIFY(id.isValid());
    const RunSummary before = summaryOf(id);
    const std::size_t checkpoints = checkpointsOf(id);
    QVERIFY(checkpoints > 0);
    const fs::path someClass = fs::directory_iterator(at("changing"))->path();
    std::vector<fs::path> files;
    for (const auto &entry : fs::directory_iterator(someClass))
        files.push_back(entry.path());
    fs::copy_file(files[0], files[1], fs::copy_options::overwrite_existing);

    m_page->controller().resume(id);
    QTRY_COMPARE_WITH_TIMEOUT(m_failures->size(), 1, kTimeoutMs);
    const QString sentence = m_failures->front().front().toString();
    QVERIFY2(sentence.contains(QStringLiteral("are not those that it began with")), qPrintable(sentence));
    const RunSummary after = summaryOf(id);
    QCOMPARE(after.state, RunState::Stopped);
    QCOMPARE(after.step, before.step);
    QCOMPARE(after.epoch, before.epoch);
    QCOMPARE(after.weightsSha256, before.weightsSha256);
    QVERIFY(!after.error);
    QCOMPARE(checkpointsOf(id), checkpoints);
}

int main(int count, char **words)
{
    const tandem::testing::Sandbox sandbox;
    QApplication application(count, words);
    TestRunFailures test;
    return QTest::qExec(&test, count, words);
}
#include "tst_run_failures.moc"
