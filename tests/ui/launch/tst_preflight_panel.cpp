#include "tests/ui/ui_testing.h"
#include "ui/launch/preflight_panel.h"
#include "ui/theme.h"

#include <QApplication>
#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace tandem;

namespace {

/// A shell script in place of tandem-cli.
struct StandIn {
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("tandem-cli"));

    void does(const QByteArray &body) const
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            qFatal("cannot write the script");
        file.write("#!/bin/sh\n" + body + "\n");
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
};

QByteArray report(const char *available = "8589934592", const char *largest = "512")
{
    return QByteArray(R"(echo '{"event":"dry_run","memory_bytes":1610612736,"available_memory_bytes":)") + available +
           R"(,"largest_batch":)" + largest + R"(,"seconds_per_epoch":90,"total_seconds":7200,"disk_bytes":52000000}')";
}

Settings someSettings()
{
    Settings settings;
    settings.train.batchSize = 128;
    return settings;
}

} // namespace

class TestPreflightPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setPalette(paletteOf(lightColors()));
    }
    void showsWhatARunTakes();
    void takesTheLargestBatch();
    void saysWhenTheNumbersAreOld();
    void saysWhatDoesNotFit();
    void saysWhyItFailed();
    void isGivenUp();
    void onlyValidSettingsAreAskedAbout();
};

void TestPreflightPanel::showsWhatARunTakes()
{
    const StandIn standIn;
    standIn.does(report());
    PreflightPanel panel(standIn.path, QStringLiteral("/p"));
    panel.setSettings(someSettings(), true);
    QCOMPARE(panel.memoryText(), QStringLiteral("–"));
    QVERIFY(panel.useBatch()->isHidden());
    panel.button()->click();
    QVERIFY(panel.isBusy());
    QTRY_VERIFY(panel.report());
    QVERIFY(!panel.isBusy());
    QCOMPARE(panel.memoryText(), QStringLiteral("1.5 GB of 8.0 GB available"));
    QCOMPARE(panel.timeText(), QStringLiteral("90 s an epoch, 2 h 00 min in all"));
    QCOMPARE(panel.note(), QString());
    QCOMPARE(testing::unnamedFocusable(panel), QStringList());
}

void TestPreflightPanel::takesTheLargestBatch()
{
    const StandIn standIn;
    standIn.does(report());
    PreflightPanel panel(standIn.path, QStringLiteral("/p"));
    panel.setSettings(someSettings(), true);
    panel.button()->click();
    QTRY_VERIFY(panel.report());
    QVERIFY(!panel.useBatch()->isHidden());
    QSignalSpy wanted(&panel, &PreflightPanel::batchWanted);
    panel.useBatch()->click();
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.front().front().value<std::int64_t>(), 512);
    Settings taken = someSettings();
    taken.train.batchSize = 512;
    panel.setSettings(taken, true);
    QVERIFY(panel.useBatch()->isHidden());
}

void TestPreflightPanel::saysWhenTheNumbersAreOld()
{
    const StandIn standIn;
    standIn.does(report());
    PreflightPanel panel(standIn.path, QStringLiteral("/p"));
    panel.setSettings(someSettings(), true);
    panel.button()->click();
    QTRY_VERIFY(panel.report());
    Settings other = someSettings();
    other.train.seed = 9; // takes as long
    panel.setSettings(other, true);
    QCOMPARE(panel.note(), QString());
    other.train.epochs += 1;
    panel.setSettings(other, true);
    QCOMPARE(panel.note(), QStringLiteral("Of the settings as they stood before: estimate again."));
    QVERIFY(panel.report());
    panel.setSettings(someSettings(), true);
    QCOMPARE(panel.note(), QString());
}

void TestPreflightPanel::saysWhatDoesNotFit()
{
    const StandIn standIn;
    PreflightPanel panel(standIn.path, QStringLiteral("/p"));
    panel.setSettings(someSettings(), true);
    standIn.does(report("1073741824", "0"));
    panel.button()->click();
    QTRY_VERIFY(panel.report());
    QCOMPARE(panel.memoryText(), QStringLiteral("1.5 GB, more than the 1.0 GB available"));
    QVERIFY(panel.useBatch()->isHidden());
    standIn.does(report("0", "0")); // not known
    panel.button()->click();
    QTRY_VERIFY(panel.report());
    QCOMPARE(panel.memoryText(), QStringLiteral("1.5 GB"));
}

void TestPreflightPanel::saysWhyItFailed()
{
    const StandIn standIn;
    standIn.does(
        R"(echo '{"event":"error","error":{"code":"dataset-vanished","message":"m","arguments":["/gone"]}}'; exit 1)");
    PreflightPanel panel(standIn.path, QStringLiteral("/p"));
    panel.setSettings(someSettings(), true);
    panel.button()->click();
    QTRY_VERIFY(!panel.note().isEmpty());
    QVERIFY2(panel.note().contains(QStringLiteral("/gone")), qPrintable(panel.note()));
    QVERIFY(!panel.isBusy());
    standIn.does(report()); // and again, once the images are back
    panel.button()->click();
    QTRY_VERIFY(panel.report());
    QCOMPARE(panel.note(), QString());
}

void TestPreflightPanel::isGivenUp()
{
    const StandIn standIn;
    standIn.does("exec sleep 1000");
    PreflightPanel panel(standIn.path, QStringLiteral("/p"));
    panel.setSettings(someSettings(), true);
    panel.button()->click();
    QVERIFY(panel.isBusy());
    QCOMPARE(panel.button()->text(), QStringLiteral("Cancel"));
    panel.button()->click();
    QVERIFY(!panel.isBusy());
    panel.button()->click();
    Settings other = someSettings();
    other.train.epochs += 1;
    panel.setSettings(other, true); // nobody wants to know that any more
    QVERIFY(!panel.isBusy());
    QVERIFY(!panel.report());
}

void TestPreflightPanel::onlyValidSettingsAreAskedAbout()
{
    PreflightPanel panel(QStringLiteral("/no/such/program"), QStringLiteral("/p"));
    panel.setSettings(someSettings(), false);
    QVERIFY(!panel.button()->isEnabled());
    panel.setSettings(someSettings(), true);
    QVERIFY(panel.button()->isEnabled());
}

QTEST_MAIN(TestPreflightPanel)
#include "tst_preflight_panel.moc"
