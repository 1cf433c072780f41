#include "core/config/settings_table.h"
#include "core/jobs/dry_run_client.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <memory>

using namespace tandem;

namespace {

/// A shell script in place of tandem-cli; it has its arguments in $*.
struct StandIn {
    QTemporaryDir folder;

    QString write(const QByteArray &body) const
    {
        const QString path = folder.filePath(QStringLiteral("stand in.sh"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write the script");
        file.write("#!/bin/sh\ncd '" + folder.path().toUtf8() + "'\n" + body + "\n");
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }
    QByteArray read(const QString &name) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

constexpr auto kReport = R"({"event":"dry_run","memory_bytes":1500000000,"available_memory_bytes":8000000000,)"
                         R"("largest_batch":512,"images_per_second":250.5,"seconds_per_epoch":12.5,)"
                         R"("evaluation_seconds":3,"total_seconds":400,"disk_bytes":52000000,"device":"cpu"})";

QString word(const Error &error)
{
    const std::string_view text = errorWord(error.code);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

class TestDryRunClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reportIsRead();
    void unknownIsNone();
    void programIsAskedAboutTheSettings();
    void failureSaysItsReason_data();
    void failureSaysItsReason();
    void programThatIsNotThere();
    void cancelledSaysNothingAndEndsTheProcess();
    void askingAgainGivesUpTheFirst();
};

void TestDryRunClient::reportIsRead()
{
    const auto report = parseForecast(QByteArray("{\"event\":\"note\"}\n") + kReport + "\n\n");
    QVERIFY(report);
    QCOMPARE(report->memoryBytes, std::optional<std::int64_t>(1'500'000'000));
    QCOMPARE(report->availableMemoryBytes, std::optional<std::int64_t>(8'000'000'000));
    QCOMPARE(report->largestBatch, std::optional<std::int64_t>(512));
    QCOMPARE(report->imagesPerSecond, std::optional(250.5));
    QCOMPARE(report->secondsPerEpoch, std::optional(12.5));
    QCOMPARE(report->evaluationSeconds, std::optional(3.0));
    QCOMPARE(report->totalSeconds, std::optional(400.0));
    QCOMPARE(report->diskBytes, std::optional<std::int64_t>(52'000'000));
}

void TestDryRunClient::unknownIsNone()
{
    for (const char *output : {"", "words\n", "{}", "[1]", "{\"event\":\"note\"}"})
        QVERIFY(!parseForecast(output));
    const auto some = parseForecast(R"({"seconds_per_epoch":2,"memory_bytes":"much"})");
    QVERIFY(some && some->secondsPerEpoch == 2.0 && !some->memoryBytes && !some->largestBatch);
    // Zero memory means that nobody could be asked; the largest batch is not known then, either.
    const auto blind = parseForecast(R"({"memory_bytes":5,"available_memory_bytes":0,"largest_batch":0})");
    QVERIFY(blind && !blind->availableMemoryBytes && !blind->largestBatch);
    const auto full = parseForecast(R"({"memory_bytes":5,"available_memory_bytes":4,"largest_batch":0})");
    QVERIFY(full && full->largestBatch == 0);
}

void TestDryRunClient::programIsAskedAboutTheSettings()
{
    const StandIn standIn;
    DryRunClient dryRun(standIn.write(QByteArray("echo \"$*\" > words\ncp \"$7\" settings\necho '") + kReport + "'"));
    QSignalSpy finished(&dryRun, &DryRunClient::finished), failed(&dryRun, &DryRunClient::failed);
    Settings settings;
    settings.train.batchSize = 96;
    dryRun.start(QStringLiteral("/a project"), settings);
    QVERIFY(dryRun.isRunning());
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(!dryRun.isRunning());
    QVERIFY(standIn.read(QStringLiteral("words")).startsWith("train --dry-run --json --project /a project --config "));
    const auto asked = settingsFromJson(standIn.read(QStringLiteral("settings")).toStdString());
    QVERIFY(asked && *asked == settings);
    QCOMPARE(finished.front().front().value<RunForecast>().largestBatch, std::optional<std::int64_t>(512));
    QCOMPARE(failed.count(), 0);
}

void TestDryRunClient::failureSaysItsReason_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("code");
    QTest::newRow("in JSON")
        << QByteArray(
               R"(echo '{"event":"error","error":{"code":"dataset-vanished","message":"m","arguments":["/gone"]}}'; exit 1)")
        << "dataset-vanished";
    QTest::newRow("report, then a failure") << QByteArray("echo '") + kReport + "'; echo oh dear >&2; exit 1"
                                            << "process-failed";
    QTest::newRow("killed") << QByteArray("kill -9 $$") << "process-failed";
    QTest::newRow("says nothing") << QByteArray("exit 0") << "process-failed";
}

void TestDryRunClient::failureSaysItsReason()
{
    QFETCH(QByteArray, script);
    QFETCH(QString, code);
    const StandIn standIn;
    DryRunClient dryRun(standIn.write(script));
    QSignalSpy finished(&dryRun, &DryRunClient::finished), failed(&dryRun, &DryRunClient::failed);
    dryRun.start(QStringLiteral("/p"), {});
    QTRY_COMPARE(failed.count(), 1);
    const Error why = failed.front().front().value<Error>();
    if (code == QStringLiteral("dataset-vanished"))
        QCOMPARE(word(why), code);
    QVERIFY(!describe(why).empty());
    QVERIFY(!dryRun.isRunning());
    QCOMPARE(finished.count(), 0);
}

void TestDryRunClient::programThatIsNotThere()
{
    DryRunClient dryRun(QStringLiteral("/no/such/tandem-cli"));
    QSignalSpy failed(&dryRun, &DryRunClient::failed);
    dryRun.start(QStringLiteral("/p"), {});
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(word(failed.front().front().value<Error>()), QStringLiteral("process-failed"));
    QVERIFY(!dryRun.isRunning());
}

void TestDryRunClient::cancelledSaysNothingAndEndsTheProcess()
{
    const StandIn standIn;
    DryRunClient dryRun(standIn.write("echo $$ > pid.tmp; mv pid.tmp pid; exec sleep 1000"));
    QSignalSpy finished(&dryRun, &DryRunClient::finished), failed(&dryRun, &DryRunClient::failed);
    dryRun.start(QStringLiteral("/p"), {});
    QTRY_VERIFY(!standIn.read(QStringLiteral("pid")).isEmpty());
    const int pid = standIn.read(QStringLiteral("pid")).trimmed().toInt();
    QVERIFY(pid > 0);
    QCOMPARE(::kill(pid, 0), 0);
    dryRun.cancel();
    QVERIFY(!dryRun.isRunning());
    QTRY_VERIFY(::kill(pid, 0) != 0); // ended, and its end was waited for
    QCOMPARE(finished.count() + failed.count(), 0);
}

void TestDryRunClient::askingAgainGivesUpTheFirst()
{
    const StandIn standIn;
    // The first never answers.
    DryRunClient dryRun(
        standIn.write(QByteArray("if mkdir first 2>/dev/null; then exec sleep 1000; fi\necho '") + kReport + "'"));
    QSignalSpy finished(&dryRun, &DryRunClient::finished), failed(&dryRun, &DryRunClient::failed);
    dryRun.start(QStringLiteral("/p"), {});
    QTRY_VERIFY(QFile::exists(standIn.folder.filePath(QStringLiteral("first"))));
    dryRun.start(QStringLiteral("/p"), {});
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(failed.count(), 0);
}

QTEST_GUILESS_MAIN(TestDryRunClient)
#include "tst_dry_run_client.moc"
