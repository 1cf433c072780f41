#include "ui/runs/charts_panel.h"
#include "ui/runs/pairs_panel.h"
#include "ui/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>

using namespace tandem;

namespace {

std::vector<SeriesPoint> curve(std::int64_t first, std::int64_t count)
{
    std::vector<SeriesPoint> points;
    for (std::int64_t step = first; step < first + count; ++step)
        points.push_back({step, step * 10, 5 - 0.01 * static_cast<double>(step)});
    return points;
}

RunChange changeOf(std::string_view name, std::vector<SeriesPoint> points, bool replace = false)
{
    RunChange change;
    change.series.push_back({std::string(name), replace, std::move(points)});
    return change;
}

SeriesChart *chartOf(const ChartsPanel &panel, std::string_view series)
{
    for (SeriesChart *chart : panel.charts())
        if (chart->spec().series == series)
            return chart;
    return nullptr;
}

} // namespace

class TestCharts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setPalette(paletteOf(lightColors()));
    }

    void pointsAreAddedAndReplaced()
    {
        ChartsPanel panel;
        panel.apply(changeOf(series::kLoss, curve(1, 100), true));
        const SeriesChart *loss = chartOf(panel, series::kLoss);
        QCOMPARE(loss->plot()->rawGraph()->dataCount(), 100);
        panel.apply(changeOf(series::kLoss, curve(101, 20)));
        QCOMPARE(loss->plot()->rawGraph()->dataCount(), 120);
        QCOMPARE(loss->data().points().back().step, 120);
        panel.apply(changeOf(series::kLoss, curve(1, 50), true)); // resumed after step 50
        QCOMPARE(loss->plot()->rawGraph()->dataCount(), 50);
        QVERIFY(loss->plot()->xAxis->range().upper < 60);
        RunChange restart;
        restart.restart = true;
        panel.apply(restart);
        QCOMPARE(loss->plot()->rawGraph()->dataCount(), 0);
        QVERIFY(loss->data().isEmpty());
    }

    void whatIsNoNumberIsMarked()
    {
        SeriesChart chart;
        ChartSpec spec;
        spec.series = "loss";
        spec.title = QStringLiteral("Loss");
        chart.setSpec(spec);
        auto points = curve(1, 10);
        points[4].value = std::numeric_limits<double>::quiet_NaN();
        points[7].value = std::numeric_limits<double>::infinity();
        chart.setPoints(points);
        QCOMPARE(chart.plot()->rawGraph()->dataCount(), 10);
        QCOMPARE(chart.plot()->brokenGraph()->dataCount(), 2);
        QCOMPARE(chart.plot()->brokenGraph()->data()->at(0)->key, 5.0);
        QCOMPARE(chart.plot()->brokenGraph()->data()->at(1)->key, 8.0);
        QVERIFY(std::isfinite(chart.plot()->yAxis->range().upper));
        chart.setCursor(5);
        QVERIFY2(chart.readout().contains(QStringLiteral("not a number")), qPrintable(chart.readout()));
        QVERIFY2(chart.summary().contains(QStringLiteral("2 value(s)")), qPrintable(chart.summary()));
        chart.resize(300, 200);
        QVERIFY(!chart.grab().isNull()); // draws with gaps
    }

    void chanceIsDrawnWithItsFormula()
    {
        ChartsPanel panel;
        RunChange change = changeOf(series::kLoss, curve(1, 100), true);
        change.plan = RunPlan{};
        change.plan->stepsPerEpoch = 50;
        change.plan->chanceLoss = std::log(255.0);
        panel.apply(change);
        const SeriesChart *loss = chartOf(panel, series::kLoss);
        QCOMPARE(loss->plot()->referenceLabel(), QStringLiteral("chance: ln(2N − 1) = 5.541"));
        QVERIFY(loss->plot()->yAxis->range().contains(5.541));
        QVERIFY(loss->plot()->yAxis->range().contains(4.0));
        QVERIFY(loss->summary().contains(QStringLiteral("chance")));
    }

    void knnSaysWhatItDependsOn()
    {
        ChartsPanel panel;
        RunChange change;
        EvaluationRecord evaluation;
        evaluation.knnAccuracy = 0.42;
        evaluation.knnNeighbors = 200;
        evaluation.knnTemperature = 0.1;
        evaluation.testSplit = "hold-out";
        change.evaluations = std::vector{evaluation};
        panel.apply(change);
        QStringList labels;
        for (const QLabel *label : chartOf(panel, series::kKnnAccuracy)->findChildren<QLabel *>())
            labels << label->text();
        QVERIFY2(labels.contains(QStringLiteral("k 200 · τ 0.1 · cosine · h · hold-out")),
                 qPrintable(labels.join(QLatin1Char('/'))));
    }

    void resumesAreMarked()
    {
        ChartsPanel panel;
        RunChange change;
        change.events =
            std::vector<EventRecord>{{0, 1, "started", "a"}, {50, 2, "resumed", "b"}, {70, 3, "resumed", "c"}};
        panel.apply(change);
        for (const SeriesChart *chart : panel.charts())
            QCOMPARE(chart->plot()->markerCount(), 2);
    }

    void zoomingStopsFollowingUntilReset()
    {
        ChartsPanel panel;
        panel.apply(changeOf(series::kLoss, curve(1, 200), true));
        SeriesChart *loss = chartOf(panel, series::kLoss);
        SeriesChart *rate = chartOf(panel, series::kLearningRate);
        QVERIFY(panel.isFollowing());
        Q_EMIT loss->rangeWanted(50, 100);
        QVERIFY(!panel.isFollowing());
        QCOMPARE(rate->plot()->xAxis->range().lower, 50.0);
        QCOMPARE(rate->plot()->xAxis->range().upper, 100.0);
        const QCPRange values = loss->plot()->yAxis->range(); // fits steps 50 to 100: 4.5 to 4.0
        QVERIFY(values.lower > 3.9 && values.upper < 4.7);
        panel.apply(changeOf(series::kLoss, curve(201, 200)));
        QCOMPARE(loss->plot()->xAxis->range().upper, 100.0);
        QTest::keyClick(loss, Qt::Key_0);
        QVERIFY(panel.isFollowing());
        QVERIFY(loss->plot()->xAxis->range().contains(400));
        Q_EMIT loss->rangeWanted(-1e9, 1e9); // not beyond the run
        QVERIFY(loss->plot()->xAxis->range().upper < 420);
        Q_EMIT loss->rangeWanted(100, 100.001);
        QVERIFY(loss->plot()->xAxis->range().size() >= 5);
    }

    void cursorIsShared()
    {
        ChartsPanel panel;
        panel.apply(changeOf(series::kLoss, curve(1, 200), true));
        panel.apply(changeOf(series::kLearningRate, curve(1, 200), true));
        SeriesChart *loss = chartOf(panel, series::kLoss);
        SeriesChart *rate = chartOf(panel, series::kLearningRate);
        QTest::keyClick(loss, Qt::Key_Left); // the first key shows the latest point
        QVERIFY2(rate->readout().contains(QStringLiteral("step 200")), qPrintable(rate->readout()));
        QTest::keyClick(loss, Qt::Key_Left);
        QCOMPARE(rate->readout(), QStringLiteral("step 199: 3.01"));
        QTest::keyClick(loss, Qt::Key_Escape);
        QCOMPARE(rate->readout(), QStringLiteral("3"));
    }

    void smoothingStartsAtTheData()
    {
        DebiasedAverage average(0.9);
        QCOMPARE(average.next(4), 4.0); // not 0.4
        QVERIFY(std::abs(average.next(2) - (0.9 * 0.4 + 0.2) / (1 - 0.81)) < 1e-12);
        QVERIFY(std::isnan(average.next(std::nan(""))));
        DebiasedAverage constant(0.99);
        for (int i = 0; i < 1000; ++i)
            QVERIFY(std::abs(constant.next(3) - 3) < 1e-9);

        SeriesChart chart;
        ChartSpec spec;
        spec.noisy = true;
        chart.setSpec(spec);
        chart.setPoints(curve(1, 50));
        QCOMPARE(chart.plot()->smoothGraph()->dataCount(), 0);
        chart.setSmoothing(0.5);
        QCOMPARE(chart.plot()->smoothGraph()->dataCount(), 50);
        chart.appendPoints(curve(51, 5));
        QCOMPARE(chart.plot()->smoothGraph()->dataCount(), 55);
    }

    void accessibleTextTellsTheCurve()
    {
        SeriesChart chart;
        ChartSpec spec;
        spec.title = QStringLiteral("Loss");
        spec.emptyText = QStringLiteral("nothing yet");
        chart.setSpec(spec);
        QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&chart);
        QVERIFY(access);
        QCOMPARE(access->role(), QAccessible::Chart);
        QCOMPARE(access->text(QAccessible::Description), QStringLiteral("nothing yet"));
        chart.setPoints(curve(1, 1200));
        QCOMPARE(access->text(QAccessible::Name), QStringLiteral("Loss"));
        QCOMPARE(access->text(QAccessible::Description),
                 QStringLiteral("Loss: last -7 at step 1,200, from -7 to 4.99."));
    }

    void themeChangesLive()
    {
        SeriesChart chart;
        ChartSpec spec;
        chart.setSpec(spec);
        chart.setPalette(paletteOf(darkColors()));
        QCOMPARE(chart.plot()->xAxis->tickLabelColor(), darkColors().mutedText);
        chart.setPalette(paletteOf(lightColors()));
        QCOMPARE(chart.plot()->xAxis->tickLabelColor(), lightColors().mutedText);
    }

    /// Twenty series of 10 000 points may take 8 ms; four panels of four charts stand in for them here, with room for a
    /// busy machine.
    void replotsFast()
    {
        SeriesChart chart;
        ChartSpec spec;
        chart.setSpec(spec);
        chart.resize(480, 260);
        chart.setPoints(curve(1, 10000));
        chart.setXRange(0, 10000);
        chart.grab();
        auto *plot = chart.findChild<ChartPlot *>();
        double best = 1e9;
        for (int i = 0; i < 20; ++i) {
            QElapsedTimer timer;
            timer.start();
            plot->replot(QCustomPlot::rpImmediateRefresh);
            best = std::min(best, static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
        QVERIFY2(best < 8, qPrintable(QString::number(best)));
    }

    void viewsKeepTheirPixels()
    {
        auto pairs = std::make_shared<PairsRecord>();
        pairs->size = 4;
        pairs->epoch = 2;
        for (std::uint32_t sample = 0; sample < 8; ++sample)
            pairs->samples.push_back(sample * 10);
        for (int i = 0; i < 16; ++i)
            for (int pixel = 0; pixel < 16; ++pixel)
                pairs->pixels.insert(pairs->pixels.end(),
                                     {static_cast<std::uint8_t>(i * 15), static_cast<std::uint8_t>(pixel * 16), 200});
        PairsPanel panel;
        panel.setPairs(pairs);
        for (const QSize size : {QSize(700, 240), QSize(220, 700)}) {
            panel.resize(size);
            const QImage shot = panel.grab().toImage();
            for (int sample = 0; sample < 8; ++sample)
                for (int view = 0; view < 2; ++view) {
                    const QRect place = panel.cell(sample, view);
                    QVERIFY2(panel.rect().contains(place), "a view lies outside");
                    QCOMPARE(place.width() % 4, 0); // whole multiples: every pixel equally large
                    const int pixel = place.width() / 4;
                    for (int y = 0; y < 4; ++y)
                        for (int x = 0; x < 4; ++x) {
                            const QColor seen = shot.pixelColor(place.topLeft() + QPoint(x * pixel, y * pixel));
                            QCOMPARE(seen, QColor((sample * 2 + view) * 15, (y * 4 + x) * 16, 200));
                        }
                }
        }
        QVERIFY(panel.accessibleDescription().contains(QStringLiteral("epoch 2")));
    }
};

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
