#include "chart_testing.h"
#include "ui/charts/chart_export.h"
#include "ui/theme.h"

#include <QApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <limits>

using namespace tandem;
using namespace tandem::test;

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
        const std::string all = chartCsv(*loss, m_panel->runs(), false);
        const QStringList lines = QString::fromStdString(all).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 301);
        QCOMPARE(lines[0], QStringLiteral("run,name,series,step,epoch,wall_ms,value"));
        QCOMPARE(lines[1], QString::fromStdString(m_a.toString()) +
                               QStringLiteral(",\"a, with comma\",loss,1,,1700000001000,4.99"));
        QVERIFY(lines[4].endsWith(QStringLiteral(",nan")));
        Q_EMIT loss->rangeWanted(50, 150);
        const std::string visible = chartCsv(*loss, m_panel->runs(), true);
        QCOMPARE(std::count(visible.begin(), visible.end(), '\n'), 1 + 101 + 51);
    }
};

QTEST_MAIN(TestChartFiles)
#include "tst_chart_files.moc"
