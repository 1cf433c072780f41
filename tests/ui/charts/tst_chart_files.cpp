#include "chart_testing.h"
#include "tests/ui/ui_testing.h"
#include "ui/charts/chart_csv.h"
#include "ui/charts/chart_export.h"
#include "ui/theme.h"
#include "ui/widgets/work_progress.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <limits>

using namespace tandem;
using namespace tandem::test;

namespace {

constexpr std::int64_t kMany = 1'000'000; // points, whose file takes some eighty megabytes

} // namespace

class TestChartFiles : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    RunId m_a = RunId::make(), m_b = RunId::make();
    std::unique_ptr<ChartsPanel> m_panel;

    QByteArray read(const QString &name)
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    Result<void> save(const QString &name)
    {
        return saveChartPicture(*m_panel->chartOf(series::kLoss), m_folder.filePath(name));
    }

    std::string csvOf(const ChartCard &chart, bool visibleOnly)
    {
        std::string csv;
        ChartCsv(chart, m_panel->runs(), visibleOnly).write([&csv](std::string_view lines, double) {
            csv += lines;
            return true;
        });
        return csv;
    }
    SeriesChart &chartOfMany()
    {
        m_panel->apply(changeOf(m_a, series::kLoss, curve(1, kMany), true));
        m_panel->flush();
        return *m_panel->chartOf(series::kLoss);
    }
    static QStringList filesIn(const QTemporaryDir &folder)
    {
        return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden);
    }

private Q_SLOTS:
    void init()
    {
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany)); // files must not care
        QApplication::setPalette(paletteOf(darkColors()));
        m_panel = std::make_unique<ChartsPanel>();
        m_panel->setRuns({entry(m_a, "a, with comma"), entry(m_b, "b")});
        auto points = curve(1, 200);
        points[3].value = std::numeric_limits<double>::quiet_NaN();
        m_panel->apply(changeOf(m_a, series::kLoss, points, true));
        m_panel->apply(changeOf(m_b, series::kLoss, curve(1, 100, 6), true));
        m_panel->flush();
        m_panel->resize(900, 600);
        m_panel->show();
        m_panel->grab();
    }

    void picturesAreLightAndLegible()
    {
        SeriesChart *loss = m_panel->chartOf(series::kLoss);
        const QImage image = chartImage(*loss, 2);
        QCOMPARE(image.devicePixelRatio(), 2.0);
        QVERIFY(image.width() >= 2 * loss->plot()->width());
        QCOMPARE(image.pixelColor(2, 2), QColor(Qt::white));
        int blue = 0, orange = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) {
                blue += image.pixelColor(x, y) == lightColors().series[0] ? 1 : 0;
                orange += image.pixelColor(x, y) == lightColors().series[1] ? 1 : 0;
            }
        QVERIFY2(blue > 50 && orange > 50, qPrintable(QStringLiteral("%1 %2").arg(blue).arg(orange)));
        QCOMPARE(loss->palette().color(QPalette::Window), darkColors().window); // the window kept its own
    }

    void everyFormatIsWhatItSays()
    {
        QVERIFY(save(QStringLiteral("loss.png")));
        QVERIFY(read(QStringLiteral("loss.png")).startsWith("\x89PNG"));
        QVERIFY(save(QStringLiteral("loss.pdf")));
        QVERIFY(read(QStringLiteral("loss.pdf")).startsWith("%PDF-1."));
        QVERIFY(save(QStringLiteral("loss.svg")));
        QXmlStreamReader xml(read(QStringLiteral("loss.svg")));
        int lines = 0;
        QString words;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement())
                lines += xml.name() == QLatin1String("polyline") || xml.name() == QLatin1String("path") ? 1 : 0;
            else if (xml.isCharacters())
                words += xml.text();
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(lines > 4);
        QVERIFY2(words.contains(QStringLiteral("Loss")) && words.contains(QStringLiteral("a, with comma")),
                 qPrintable(words));
        const auto wrong = save(QStringLiteral("loss.gif"));
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, ErrorCode::BadUsage);
        const auto nowhere = save(QStringLiteral("missing/loss.png"));
        QVERIFY(!nowhere);
        QCOMPARE(nowhere.error().code, ErrorCode::FileUnwritable);
    }

    void pointsAsCsv()
    {
        SeriesChart *loss = m_panel->chartOf(series::kLoss);
        const std::string all = csvOf(*loss, false);
        const QStringList lines = QString::fromStdString(all).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 301);
        QCOMPARE(lines[0], QStringLiteral("run,name,series,step,epoch,wall_ms,value"));
        QCOMPARE(lines[1], QString::fromStdString(m_a.toString()) +
                               QStringLiteral(",\"a, with comma\",loss,1,,1700000001000,4.99"));
        QVERIFY(lines[4].endsWith(QStringLiteral(",nan")));
        Q_EMIT loss->rangeWanted(50, 150);
        const std::string visible = csvOf(*loss, true);
        QCOMPARE(std::count(visible.begin(), visible.end(), '\n'), 1 + 101 + 51);
    }

    void aMillionPointsAreSavedWhileTheWindowGoesOn()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("all.csv"));
        const SeriesChart &loss = chartOfMany();
        QSignalSpy noticed(m_panel.get(), &ChartsPanel::noticed), failed(m_panel.get(), &ChartsPanel::failed);
        const tandem::testing::LoopWatch watch;
        m_panel->savePoints(loss, path, false);
        QTRY_COMPARE_WITH_TIMEOUT(noticed.size(), 1, 60000);
        tandem::testing::verifyAwake(watch);
        QVERIFY(noticed.front().front().toString().contains(path));
        QVERIFY(failed.isEmpty());
        QCOMPARE(filesIn(folder), QStringList(QStringLiteral("all.csv")));

        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        std::int64_t lines = 0;
        QByteArray last;
        for (; !file.atEnd(); ++lines)
            last = file.readLine();
        QCOMPARE(lines, 1 + kMany + 100);
        QCOMPARE(last, QByteArray::fromStdString(m_b.toString()) + ",b,loss,100,,1700000100000,5\n");
    }

    void savingThatIsStoppedLeavesNothingBehind()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("points.csv"));
        QFile before(path);
        QVERIFY(before.open(QIODevice::WriteOnly) && before.write("before") == 6);
        before.close();
        QSignalSpy noticed(m_panel.get(), &ChartsPanel::noticed);
        m_panel->savePoints(chartOfMany(), path, false);
        m_panel->findChild<WorkProgress *>()->findChild<QPushButton *>()->click();
        QTRY_COMPARE(noticed.size(), 1);
        QVERIFY(noticed.front().front().toString().startsWith(QStringLiteral("Stopped")));
        QCOMPARE(filesIn(folder), QStringList(QStringLiteral("points.csv")));
        QVERIFY(before.open(QIODevice::ReadOnly));
        QCOMPARE(before.readAll(), QByteArray("before"));
        QTRY_VERIFY(m_panel->findChild<WorkProgress *>() == nullptr);
    }

    void closingStopsTheSaving()
    {
        const QTemporaryDir folder;
        m_panel->savePoints(chartOfMany(), folder.filePath(QStringLiteral("points.csv")), false);
        m_panel.reset();
        QCOMPARE(filesIn(folder), QStringList());
    }

    void aPlaceThatCannotBeWrittenIsTold()
    {
        const QString path = m_folder.filePath(QStringLiteral("missing/points.csv"));
        QSignalSpy failed(m_panel.get(), &ChartsPanel::failed);
        m_panel->savePoints(*m_panel->chartOf(series::kLoss), path, true);
        QTRY_COMPARE(failed.size(), 1);
        const QString sentence = failed.front().front().toString();
        QVERIFY2(sentence.contains(path) && sentence.contains(QStringLiteral("No such file or directory")),
                 qPrintable(sentence));
    }

    void longWorkShowsHowFarItIs()
    {
        const auto percent = std::make_shared<std::atomic<int>>(0);
        const QPointer<WorkProgress> progress = new WorkProgress(QStringLiteral("Working…"), percent, m_panel.get());
        QVERIFY(progress->isHidden()); // short work does not show it
        QTRY_VERIFY(progress->isVisible());
        *percent = 40;
        QTRY_COMPARE(progress->value(), 40);
        QSignalSpy stopped(progress, &WorkProgress::canceled);
        progress->findChild<QPushButton *>()->click();
        QCOMPARE(stopped.size(), 1);
        QVERIFY(progress->isHidden());
        progress->close();
        QTRY_VERIFY(!progress);
    }
};

QTEST_MAIN(TestChartFiles)
#include "tst_chart_files.moc"
