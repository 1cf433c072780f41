#include "core/base/random.h"
#include "core/store/sql.h"
#include "store_fixture.h"

#include <SQLiteCpp/Column.h>

#include <QDeadlineTimer>
#include <QElapsedTimer>

using namespace tandem;
using namespace tandem::test;

// What a person may do to a run: kill its trainer at any moment, fill the disk, move it to media that cannot be
// written.

class TestCrash : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedWriterLosesNothingCommitted_data();
    void killedWriterLosesNothingCommitted();
    void fullDiskIsToldAndKeepsWhatWasStored_data();
    void fullDiskIsToldAndKeepsWhatWasStored();
    void readOnlyProjectIsReadable();
    void deadProcessMakesALostRun();
    void reusedProcessNumberIsNotTheTrainer();
};

namespace {

std::string integrity(const ProjectLayout &project, const RunId &id)
{
    const auto connection = store::openForReading(project.runDatabase(id));
    SQLite::Statement check(*connection, "PRAGMA integrity_check");
    check.executeStep();
    const std::string verdict = check.getColumn(0).getString();
    SQLite::Statement keys(*connection, "PRAGMA foreign_key_check");
    return keys.executeStep() ? "foreign keys broken" : verdict;
}

/// Takes write permission from a tree; gives it back at the end, so that the folder can be removed.
class Unwritable {
public:
    explicit Unwritable(std::filesystem::path root) : m_root(std::move(root))
    {
        // Nobody must be able to walk here.
        change(m_root.parent_path(), std::filesystem::perms::owner_all | std::filesystem::perms::others_exec |
                                         std::filesystem::perms::others_read);
        forAll(std::filesystem::perms(0555), std::filesystem::perms(0444));
    }
    ~Unwritable() { forAll(std::filesystem::perms(0755), std::filesystem::perms(0644)); }
    Unwritable(const Unwritable &) = delete;
    Unwritable &operator=(const Unwritable &) = delete;

private:
    static void change(const std::filesystem::path &path, std::filesystem::perms perms)
    {
        std::filesystem::permissions(path, perms);
    }
    void forAll(std::filesystem::perms folders, std::filesystem::perms files)
    {
        change(m_root, folders);
        for (const auto &entry : std::filesystem::recursive_directory_iterator(m_root))
            change(entry.path(), entry.is_directory() ? folders : files);
    }
    std::filesystem::path m_root;
};

} // namespace

void TestCrash::killedWriterLosesNothingCommitted_data()
{
    QTest::addColumn<int>("kills");
    QTest::addColumn<qint64>("stepsPerSegment"); // 0: never ends by itself
    QTest::newRow("in mid-training") << 20 << qint64{0};
    QTest::newRow("around ending and resuming") << 20 << qint64{40};
}

void TestCrash::killedWriterLosesNothingCommitted()
{
    QFETCH(int, kills);
    QFETCH(qint64, stepsPerSegment);
    const TemporaryProject project;
    const RunId id = RunId::make();
    CounterRng rng(1, RandomStream::Test, static_cast<std::uint32_t>(stepsPerSegment));
    std::int64_t promised = 0;
    unsigned patience = 1; // grows until a writer gets somewhere: a slow machine starts it slowly
    for (int kill = 0; kill < kills; ++kill) {
        Helper victim("write", project.layout, id, stepsPerSegment);
        const QDeadlineTimer moment(patience * (20 + rng.below(150)));
        while (!moment.hasExpired())
            victim.waitForReadyRead(static_cast<int>(std::max<qint64>(moment.remainingTime(), 1)));
        victim.kill(); // SIGKILL
        victim.waitForFinished();
        bool said = false;
        for (QByteArray line = victim.nextLine(); !line.isEmpty(); line = victim.nextLine()) {
            QVERIFY2(line.startsWith("committed "), line);
            promised = line.mid(10).toLongLong();
            said = true;
        }
        if (!said && promised == 0 && patience < 64)
            patience *= 2;
        if (!std::filesystem::exists(project.layout.runDatabase(id)))
            continue; // killed before there was a run: nothing was promised

        QCOMPARE(integrity(project.layout, id), std::string("ok"));
        const auto reader = take(RunReader::open(project.layout, id));
        const RunSummary summary = take(reader->summary());
        QVERIFY2(summary.state == RunState::Lost || summary.state == RunState::Stopped,
                 QByteArray::fromStdString(std::string(runStateWord(summary.state))));
        QVERIFY2(summary.step >= promised, QByteArray::number(qint64(summary.step)));
        for (std::uint32_t column = 0; column < std::size(kStepSeries); ++column)
            QCOMPARE(firstWrongStep(take(reader->points(kStepSeries[column])), column, 1, summary.step),
                     std::int64_t{0});
        const auto checkpoint = take(reader->loadNewestCheckpoint());
        QVERIFY(promised == 0 || (checkpoint && checkpoint->info.step >= promised));
        QVERIFY(!checkpoint || checkpoint->damaged.empty());
        if (checkpoint)
            QVERIFY(checkpoint->bytes == syntheticCheckpoint(checkpoint->info.step));
        promised = checkpoint ? checkpoint->info.step : 0; // where the next one resumes
    }
    QVERIFY(promised > 0); // it did get somewhere
}

void TestCrash::fullDiskIsToldAndKeepsWhatWasStored_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("soon") << qint64{400'000};
    QTest::newRow("after the first packing") << qint64{5'000'000};
}

void TestCrash::fullDiskIsToldAndKeepsWhatWasStored()
{
    QFETCH(qint64, bytes);
    const TemporaryProject project;
    const RunId id = RunId::make();
    Helper starved("full", project.layout, id, bytes);
    const QByteArrayList lines = starved.allLines();
    QVERIFY2(lines.size() == 5, lines.join('|'));
    QCOMPARE(lines[0], QByteArray("checkpoint disk-full"));
    QCOMPARE(lines[1], QByteArray("steps disk-full"));
    QCOMPARE(lines[2], QByteArray("again disk-full"));
    QCOMPARE(lines[3], QByteArray("failure disk-full"));
    QCOMPARE(lines[4], QByteArray("finish disk-full"));

    QCOMPARE(integrity(project.layout, id), std::string("ok"));
    const auto reader = take(RunReader::open(project.layout, id));
    const RunSummary summary = take(reader->summary());
    QVERIFY2(summary.step >= 100, QByteArray::number(qint64(summary.step)));
    for (std::uint32_t column = 0; column < std::size(kStepSeries); ++column)
        QCOMPARE(firstWrongStep(take(reader->points(kStepSeries[column])), column, 1, summary.step), std::int64_t{0});
    // The last word got in: the person reads that the disk was full, not that the process vanished.
    QVERIFY(summary.state == RunState::Failed);
    QVERIFY(summary.error && summary.error->code == ErrorCode::DiskFull);

    // With room again, the run goes on.
    const auto checkpoint = take(reader->loadNewestCheckpoint());
    QVERIFY(checkpoint.has_value());
    const auto writer = take(RunWriter::resume(project.layout, id, checkpoint->info.step));
    take(writer->addStep(syntheticStep(checkpoint->info.step + 1)));
    take(writer->finish({RunState::Done, "", {}, 1}));
    QCOMPARE(take(reader->summary()).step, checkpoint->info.step + 1);
}

void TestCrash::readOnlyProjectIsReadable()
{
    const TemporaryProject project;
    const RunId finished = RunId::make();
    {
        const auto writer = newRun(project.layout, finished);
        for (std::int64_t step = 1; step <= 10; ++step)
            take(writer->addStep(syntheticStep(step)));
        take(writer->finish({RunState::Done, "", {}, 1}));
    }
    // A second run whose WAL mode stands in the file while the WAL itself has gone, as after copying run.db alone.
    const RunId copied = RunId::make();
    const TemporaryProject elsewhere;
    {
        const auto writer = newRun(elsewhere.layout, copied);
        const auto reader = take(RunReader::open(elsewhere.layout, copied));
        take(reader->summary());
        take(writer->finish({RunState::Done, "", {}, 1}));
        std::filesystem::create_directories(project.layout.run(copied));
        std::filesystem::copy_file(elsewhere.layout.runDatabase(copied), project.layout.runDatabase(copied));
    }
    const Unwritable frozen(project.layout.root());
    Helper visitor("read-only", project.layout, finished);
    const QByteArrayList lines = visitor.allLines();
    const QByteArrayList expected{"open ok",
                                  "runs 2",
                                  "run ok",
                                  "run ok",
                                  "points 10",
                                  "create file-unwritable",
                                  "resume file-unwritable",
                                  "index file-unwritable",
                                  "control file-unwritable",
                                  "new file-unwritable"};
    QVERIFY2(lines == expected, lines.join('|'));
    for (const auto &entry : std::filesystem::recursive_directory_iterator(project.layout.root()))
        QVERIFY2(entry.is_directory() || entry.path().extension() == ".db",
                 QByteArray::fromStdString(entry.path().string()));
}

void TestCrash::deadProcessMakesALostRun()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    Helper trainer("die", project.layout, id);
    QCOMPARE(trainer.nextLine(), QByteArray("committed 0"));
    const auto reader = take(RunReader::open(project.layout, id));
    QVERIFY(take(reader->summary()).state == RunState::Running);
    QCOMPARE(take(reader->summary()).process.pid, std::int64_t{trainer.processId()});
    QCOMPARE(word(RunWriter::resume(project.layout, id, 0)), QStringLiteral("run-active"));

    const qint64 pid = trainer.processId();
    trainer.closeWriteChannel();
    QVERIFY(trainer.waitForFinished());
    const RunSummary summary = take(reader->summary());
    QVERIFY(summary.state == RunState::Lost);
    QVERIFY(summary.error && summary.error->code == ErrorCode::ProcessLost);
    QCOMPARE(summary.error->arguments.front(), std::to_string(pid));
    QVERIFY(take(listRuns(project.layout)).front().state == RunState::Lost);
    QCOMPARE(word(RunWriter::resume(project.layout, id, 0)), QStringLiteral("ok"));
}

void TestCrash::reusedProcessNumberIsNotTheTrainer()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    take(newRun(project.layout, id)->setPlan({}));
    // This very process, but as if another one had had its number: only the start time tells.
    SQLite::Database(project.layout.runDatabase(id).string(), SQLite::OPEN_READWRITE)
        .exec("UPDATE progress SET pid_start = pid_start - 1");
    QVERIFY(take(take(RunReader::open(project.layout, id))->summary()).state == RunState::Lost);
}

QTEST_GUILESS_MAIN(TestCrash)
#include "tst_crash.moc"
