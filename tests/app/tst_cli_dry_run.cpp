#include "tests/app/cli_process.h"

#include <QDir>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace tandem::test;

// What a dry run says against what a run then takes.
class TestCliDryRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void predictsWhatARunTakes();
    void speaksToPeople();
    void leavesNothingBehind();
    void failuresAreThoseOfTraining();

private:
    [[nodiscard]] QStringList arguments(const QString &project, int epochs) const
    {
        // At their own size: a step must be more than what surrounds it.
        return m_cli.trainArguments(project, epochs) + QStringList{u"--set"_s, u"augment.size=0"_s};
    }
    CliFixture m_cli;
};

void TestCliDryRun::initTestCase()
{
    QVERIFY(m_cli.makeShapes());
}

void TestCliDryRun::predictsWhatARunTakes()
{
    constexpr int kEpochs = 4;
    const Outcome dry = m_cli.run(arguments(u"p.tandem"_s, kEpochs) + QStringList{u"--dry-run"_s});
    QVERIFY2(dry.status == 0, dry.err.constData());
    QCOMPARE(dry.objects().size(), 1); // one object and nothing else
    const QJsonObject said = dry.last();
    for (const char *key :
         {"memory_bytes", "available_memory_bytes", "seconds_per_epoch", "evaluation_seconds", "total_seconds",
          "disk_bytes", "largest_batch", "images_per_second", "checkpoint_bytes", "measurements", "learning_rate"})
        QVERIFY2(said.contains(QLatin1String(key)), key);
    QCOMPARE(said[u"steps_per_epoch"_s].toInt(), 5);
    QCOMPARE(said[u"settings"_s][u"train"_s][u"epochs"_s].toInt(), kEpochs);

    const Outcome real = m_cli.run(arguments(u"p.tandem"_s, kEpochs));
    QVERIFY2(real.status == 0, real.err.constData());
    double seconds = 0;
    for (const QJsonObject &object : real.objects())
        if (object[u"event"_s].toString() == u"epoch"_s)
            seconds += object[u"seconds"_s].toDouble() / kEpochs;
    const double memory = real.last()[u"peak_memory_bytes"_s].toDouble();
    const double predicted = said[u"memory_bytes"_s].toDouble();
    QVERIFY2(std::abs(predicted - memory) < 0.25 * memory,
             qPrintable(u"%1 MiB predicted, %2 MiB taken"_s.arg(predicted / (1 << 20)).arg(memory / (1 << 20))));
    // One of the two may have met a busier machine.
    const double factor = said[u"seconds_per_epoch"_s].toDouble() / seconds;
    QVERIFY2(factor > 0.25 && factor < 4, qPrintable(QString::number(factor)));
    // Three checkpoints and what was measured, as files.
    qint64 bytes = 0;
    const QDir run(m_cli.path(u"p.tandem/runs/"_s) + real.last()[u"run"_s].toString());
    for (const QFileInfo &file : run.entryInfoList(QDir::Files) +
                                     QDir(run.filePath(u"checkpoints"_s)).entryInfoList(QDir::Files) +
                                     QDir(run.filePath(u"embeddings"_s)).entryInfoList(QDir::Files))
        bytes += file.size();
    const double disk = said[u"disk_bytes"_s].toDouble();
    QVERIFY2(disk > 0.7 * static_cast<double>(bytes) && disk < 1.3 * static_cast<double>(bytes),
             qPrintable(u"%1 bytes predicted, %2 on the disk"_s.arg(disk).arg(bytes)));
}

void TestCliDryRun::speaksToPeople()
{
    QStringList words = arguments(u"people.tandem"_s, 2) + QStringList{u"--dry-run"_s};
    words.removeAll(u"--json"_s);
    const Outcome outcome = m_cli.run(words);
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    for (const char *row : {"memory ", "largest batch ", "speed ", "an epoch ", "disk ", "learning rate ", "in all "})
        QVERIFY2(outcome.out.contains(row), (row + outcome.out).constData());
}

void TestCliDryRun::leavesNothingBehind()
{
    QVERIFY(!QDir(m_cli.path(u"people.tandem"_s)).exists());
    // It needs no project at all.
    QStringList words = arguments(QString(), 1) + QStringList{u"--dry-run"_s};
    const auto at = words.indexOf(u"--project"_s);
    words.remove(at, 2);
    const Outcome outcome = m_cli.run(words);
    QVERIFY2(outcome.status == 0, outcome.err.constData());
}

void TestCliDryRun::failuresAreThoseOfTraining()
{
    QStringList nowhere = arguments(u"none.tandem"_s, 1) + QStringList{u"--dry-run"_s};
    nowhere[nowhere.indexOf(u"--data"_s) + 1] = m_cli.path(u"nowhere"_s);
    const Outcome gone = m_cli.run(nowhere);
    QCOMPARE(gone.status, 1);
    QCOMPARE(gone.last()[u"error"_s][u"code"_s].toString(), u"file-not-found"_s);
    const Outcome few =
        m_cli.run(arguments(u"none.tandem"_s, 1) + QStringList{u"--dry-run"_s, u"--set"_s, u"train.batch_size=1000"_s});
    QCOMPARE(few.status, 1);
    QCOMPARE(few.last()[u"error"_s][u"code"_s].toString(), u"dataset-too-small"_s);
    const Outcome device =
        m_cli.run(arguments(u"none.tandem"_s, 1) + QStringList{u"--dry-run"_s, u"--set"_s, u"train.device=cuda"_s});
    QCOMPARE(device.last()[u"error"_s][u"code"_s].toString(), u"device-unavailable"_s);
    QVERIFY(!QDir(m_cli.path(u"none.tandem"_s)).exists());
}

QTEST_GUILESS_MAIN(TestCliDryRun)
#include "tst_cli_dry_run.moc"
