#include "chart_testing.h"
#include "tests/ui/ui_testing.h"
#include "ui/charts/chart_editor.h"
#include "ui/charts/curve_table.h"
#include "ui/charts/points_dialog.h"
#include "ui/charts/run_legend.h"
#include "ui/theme.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include <limits>

using namespace tandem;
using namespace tandem::test;

namespace {

const double kNaN = std::numeric_limits<double>::quiet_NaN();

std::string settingsWithSeed(int seed, double temperature = 0.5)
{
    return QStringLiteral(R"({"train":{"seed":%1,"batch_size":64},"objective":{"temperature":%2}})")
        .arg(seed)
        .arg(temperature)
        .toStdString();
}

void press(QWidget *widget, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QTest::keyClick(widget, static_cast<Qt::Key>(key), modifiers);
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
        OneRun one;
        one.apply(series::kLoss, curve(1, 100), true);
        const SeriesChart *loss = one.panel.chartOf(series::kLoss);
        QCOMPARE(loss->plot()->rawGraph()->dataCount(), 100);
        one.apply(series::kLoss, curve(101, 20));
        QCOMPARE(loss->plot()->rawGraph()->dataCount(), 120);
        QCOMPARE(loss->curves()[0].points.back().step, 120);
        one.apply(series::kLoss, curve(1, 50), true); // resumed after step 50
        QCOMPARE(loss->plot()->rawGraph()->dataCount(), 50);
        QVERIFY(loss->plot()->xAxis->range().upper < 60);
        RunChange restart;
        restart.run = one.id;
        restart.restart = true;
        one.panel.apply(restart);
        one.panel.flush();
        QVERIFY(loss->curves().empty());
        QCOMPARE(loss->plot()->curveCount(), std::size_t{0});
    }

    void whatIsNoNumberIsMarked()
    {
        OneRun one;
        auto points = curve(1, 10);
        points[4].value = kNaN;
        points[7].value = std::numeric_limits<double>::infinity();
        one.apply(series::kLoss, points, true);
        SeriesChart *loss = one.panel.chartOf(series::kLoss);
        QCOMPARE(loss->plot()->rawGraph()->dataCount(), 10);
        QCOMPARE(loss->plot()->brokenGraph()->dataCount(), 2);
        QCOMPARE(loss->plot()->brokenGraph()->data()->at(0)->key, 5.0);
        QCOMPARE(loss->plot()->brokenGraph()->data()->at(1)->key, 8.0);
        QVERIFY(std::isfinite(loss->plot()->yAxis->range().upper));
        loss->setCursor(5);
        QVERIFY2(loss->readout().contains(QStringLiteral("not a number")), qPrintable(loss->readout()));
        QVERIFY2(loss->summary().contains(QStringLiteral("2 value(s)")), qPrintable(loss->summary()));
        loss->resize(300, 200);
        QVERIFY(!loss->grab().isNull()); // draws with gaps
        Q_EMIT loss->menu()->aboutToShow();
        QStringList entries;
        for (const QAction *action : loss->menu()->actions())
            entries << action->text();
        QVERIFY2(entries.contains(QStringLiteral("&Go to the first value that is no number")),
                 qPrintable(entries.join(QLatin1Char('/'))));
    }

    void chanceIsDrawnWithItsFormula()
    {
        OneRun one;
        RunChange change = changeOf(one.id, series::kLoss, curve(1, 100), true);
        change.plan = RunPlan{};
        change.plan->stepsPerEpoch = 50;
        change.plan->chanceLoss = std::log(255.0);
        one.panel.apply(change);
        one.panel.flush();
        const SeriesChart *loss = one.panel.chartOf(series::kLoss);
        QCOMPARE(loss->plot()->references().size(), std::size_t{1});
        QCOMPARE(loss->plot()->references()[0].label, QStringLiteral("chance: ln(2N − 1) = 5.541"));
        QVERIFY(loss->plot()->yAxis->range().contains(5.541));
        QVERIFY(loss->plot()->yAxis->range().contains(4.0));
        QVERIFY(loss->summary().contains(QStringLiteral("chance")));
        QVERIFY(one.panel.chartOf(series::kKnnAccuracy)->plot()->references().empty());
    }

    void knnSaysWhatItDependsOn()
    {
        OneRun one;
        RunChange change;
        change.run = one.id;
        EvaluationRecord evaluation;
        evaluation.knnAccuracy = 0.42;
        evaluation.knnNeighbors = 200;
        evaluation.knnTemperature = 0.1;
        evaluation.testSplit = "hold-out";
        change.evaluations = std::vector{evaluation};
        one.panel.apply(change);
        one.panel.flush();
        QCOMPARE(one.panel.chartOf(series::kKnnAccuracy)->caption(),
                 QStringLiteral("k 200 · τ 0.1 · cosine · h · hold-out"));
        evaluation.knnAccuracy.reset();
        change.evaluations = std::vector{evaluation};
        one.panel.apply(change);
        one.panel.flush();
        QVERIFY(one.panel.chartOf(series::kKnnAccuracy)->emptyText().contains(QStringLiteral("no labels")));
    }

    void whatHappenedIsMarked()
    {
        OneRun one;
        RunChange change = changeOf(one.id, series::kLoss, curve(1, 200), true);
        change.events =
            std::vector<EventRecord>{{0, 1, "started", "a"}, {50, 2, "resumed", "b"}, {70, 3, "resumed", "c"}};
        change.plan = RunPlan{};
        change.plan->stepsPerEpoch = 50;
        change.plan->warmupSteps = 100;
        change.checkpoints = std::vector<StoredCheckpoint>(1);
        change.checkpoints->front().step = 150;
        one.panel.apply(change);
        one.panel.flush();
        using Kind = PlotMarker::Kind;
        for (ChartCard *card : one.panel.cards()) {
            const auto &markers = static_cast<SeriesChart *>(card)->plot()->markers();
            QCOMPARE(markers.size(), std::size_t{4});
            QCOMPARE(
                std::count_if(markers.begin(), markers.end(), [](const auto &m) { return m.kind == Kind::Resume; }), 2);
            QCOMPARE(markers[2].kind, Kind::WarmupEnd);
            QCOMPARE(markers[2].x, 100.0);
            QCOMPARE(markers[3].kind, Kind::Checkpoint);
            QCOMPARE(markers[3].x, 150.0);
        }
    }

    void zoomingStopsFollowingUntilReset()
    {
        OneRun one;
        ChartsPanel &panel = one.panel;
        one.apply(series::kLoss, curve(1, 200), true);
        SeriesChart *loss = panel.chartOf(series::kLoss);
        SeriesChart *rate = panel.chartOf(series::kLearningRate);
        QVERIFY(panel.isFollowing());
        Q_EMIT loss->rangeWanted(50, 100);
        panel.flush();
        QVERIFY(!panel.isFollowing());
        QCOMPARE(rate->plot()->xAxis->range().lower, 50.0);
        QCOMPARE(rate->plot()->xAxis->range().upper, 100.0);
        const QCPRange values = loss->plot()->yAxis->range(); // fits steps 50 to 100: 4.5 to 4.0
        QVERIFY(values.lower > 3.9 && values.upper < 4.7);
        one.apply(series::kLoss, curve(201, 200));
        QCOMPARE(loss->plot()->xAxis->range().upper, 100.0);
        press(loss, Qt::Key_0);
        QVERIFY(panel.isFollowing());
        QVERIFY(loss->plot()->xAxis->range().contains(400));
        Q_EMIT loss->rangeWanted(-1e9, 1e9); // not beyond the run
        QVERIFY(loss->plot()->xAxis->range().upper < 420);
        Q_EMIT loss->rangeWanted(100, 100.001);
        QVERIFY(loss->plot()->xAxis->range().size() >= 5);
    }

    /// A drag beyond the end comes back to where the panel has it.
    void aDragBeyondTheEndIsTakenBack()
    {
        OneRun one;
        one.apply(series::kLoss, curve(1, 200), true);
        SeriesChart *loss = one.panel.chartOf(series::kLoss);
        const QCPRange whole = loss->plot()->xAxis->range();
        loss->plot()->xAxis->setRange(whole.lower + 50, whole.upper + 50); // as QCustomPlot does while one drags
        QCOMPARE(loss->plot()->xAxis->range().lower, whole.lower);
        QCOMPARE(loss->plot()->xAxis->range().upper, whole.upper);
    }

    void zoomsAreRememberedAndTakenBack()
    {
        OneRun one;
        one.apply(series::kLoss, curve(1, 1000), true);
        SeriesChart *loss = one.panel.chartOf(series::kLoss);
        const auto rangeIs = [loss](double from, double to) {
            return loss->plot()->xAxis->range().lower == from && loss->plot()->xAxis->range().upper == to;
        };
        Q_EMIT loss->rangeWanted(100, 200);
        QTest::qWait(550); // another gesture
        Q_EMIT loss->rangeWanted(110, 150);
        Q_EMIT loss->rangeWanted(110, 140); // the same gesture goes on
        press(loss, Qt::Key_Left, Qt::AltModifier);
        QVERIFY(rangeIs(100, 200));
        press(loss, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(one.panel.isFollowing());
        press(loss, Qt::Key_Right, Qt::AltModifier);
        press(loss, Qt::Key_Right, Qt::AltModifier);
        QVERIFY(rangeIs(110, 140));
        press(loss, Qt::Key_Right, Qt::AltModifier); // there is no more
        QVERIFY(rangeIs(110, 140));
    }

    void cursorIsShared()
    {
        OneRun one;
        one.apply(series::kLoss, curve(1, 200), true);
        one.apply(series::kLearningRate, curve(1, 200), true);
        SeriesChart *loss = one.panel.chartOf(series::kLoss);
        SeriesChart *rate = one.panel.chartOf(series::kLearningRate);
        press(loss, Qt::Key_Left); // the first key shows the latest point
        QVERIFY2(rate->readout().contains(QStringLiteral("step 200")), qPrintable(rate->readout()));
        press(loss, Qt::Key_Left);
        QCOMPARE(rate->readout(), QStringLiteral("step 199: 3.01"));
        press(loss, Qt::Key_Home);
        QCOMPARE(rate->readout(), QStringLiteral("step 1: 4.99"));
        press(loss, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(rate->readout(), QStringLiteral("step 21: 4.79"));
        press(loss, Qt::Key_Escape);
        QCOMPARE(rate->readout(), QStringLiteral("3"));
    }

    void aRangeShowsItsNumbers()
    {
        OneRun one;
        one.apply(series::kLoss, curve(1, 200), true);
        SeriesChart *loss = one.panel.chartOf(series::kLoss);
        CurveTableModel &table = one.panel.table()->curves();
        const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(one.panel.table()->isHidden());
        press(loss, Qt::Key_Home);
        press(loss, Qt::Key_A);
        press(loss, Qt::Key_Right, Qt::ControlModifier);
        press(loss, Qt::Key_B);
        QVERIFY(!one.panel.table()->isHidden());
        QVERIFY(one.panel.arrangement().table);
        QCOMPARE(table.columnCount(), 6);
        const auto cell = [&table](int column) { return table.index(0, column).data().toString(); };
        QCOMPARE(cell(0), QStringLiteral("the run"));
        QCOMPARE(cell(1), QStringLiteral("Loss"));
        QCOMPARE(cell(2), QStringLiteral("4.99"));
        QCOMPARE(cell(3), QStringLiteral("4.79"));
        QCOMPARE(cell(4), QStringLiteral("-0.2"));
        QCOMPARE(cell(5), QStringLiteral("4.895")); // of steps 1 to 20
        QCOMPARE(table.headerData(2, Qt::Horizontal).toString(), QStringLiteral("A: step 1"));
        press(loss, Qt::Key_Return); // the range becomes the view
        QCOMPARE(loss->plot()->xAxis->range().upper, 21.0);
        press(loss, Qt::Key_Escape);
        QCOMPARE(table.columnCount(), 3);
        QCOMPARE(table.headerData(2, Qt::Horizontal).toString(), QStringLiteral("Latest"));
        QCOMPARE(cell(2), QStringLiteral("3"));
    }

    void theMouseDrawsARange()
    {
        OneRun one;
        one.panel.resize(900, 600);
        one.panel.show();
        one.apply(series::kLoss, curve(1, 200), true);
        SeriesChart *loss = one.panel.chartOf(series::kLoss);
        QTRY_VERIFY(loss->plot()->width() > 100);
        ChartPlot *plot = loss->plot();
        const auto at = [plot](double x) {
            return QPoint(static_cast<int>(plot->xAxis->coordToPixel(x)), plot->height() / 3);
        };
        QTest::mousePress(plot, Qt::LeftButton, Qt::ShiftModifier, at(50));
        QMouseEvent move(QEvent::MouseMove, at(120), plot->mapToGlobal(at(120)), Qt::NoButton, Qt::LeftButton,
                         Qt::ShiftModifier);
        QApplication::sendEvent(plot, &move);
        QTest::mouseRelease(plot, Qt::LeftButton, Qt::ShiftModifier, at(120));
        QVERIFY(one.panel.brush());
        QVERIFY(std::abs(one.panel.brush()->first - 50) < 2);
        QVERIFY(std::abs(one.panel.brush()->second - 120) < 2);
        QVERIFY(one.panel.isFollowing()); // it was no drag of the axis
        QTest::mouseDClick(plot, Qt::LeftButton, Qt::NoModifier, at(100));
        QVERIFY(one.panel.isFollowing());
    }

    void anAxisOfEveryKind_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("last");
        QTest::newRow("step") << static_cast<int>(XKind::Step) << 200.0;
        QTest::newRow("epoch") << static_cast<int>(XKind::Epoch) << 4.0;
        QTest::newRow("images") << static_cast<int>(XKind::Samples) << 12'800.0;
        QTest::newRow("relative") << static_cast<int>(XKind::Relative) << 199.0;
        QTest::newRow("wall") << static_cast<int>(XKind::Wall) << 1'700'000'200.0;
    }

    void anAxisOfEveryKind()
    {
        QFETCH(int, kind);
        QFETCH(double, last);
        const RunId id = RunId::make();
        ChartsPanel panel;
        panel.setRuns({entry(id, "run", settingsWithSeed(1))});
        ChartLayout layout = ChartLayout::standard();
        layout.x = static_cast<XKind>(kind);
        layout.smoothing.kind = SmoothingKind::Mean;
        panel.setArrangement(layout);
        RunChange change = changeOf(id, series::kLoss, curve(1, 200), true);
        change.plan = RunPlan{};
        change.plan->stepsPerEpoch = 50;
        change.events = std::vector<EventRecord>{{0, 1'700'000'001'000, "started", {}}};
        panel.apply(change);
        panel.flush();
        const SeriesChart *loss = panel.chartOf(series::kLoss);
        QCOMPARE(loss->xExtent()->second, last);
        QVERIFY(loss->plot()->xAxis->range().contains(last));
        QVERIFY(loss->plot()->xAxis->range().size() < 1.5 * (last - loss->xExtent()->first));
        QVERIFY2(loss->axisLabel().contains(QStringLiteral("centred mean of 25")), qPrintable(loss->axisLabel()));
        QVERIFY(!panel.chartOf(series::kKnnAccuracy)->axisLabel().contains(QStringLiteral("mean")));
        QVERIFY(!panel.chartOf(series::kLearningRate)->axisLabel().contains(QStringLiteral("mean"))); // it has no noise
        panel.grab();
    }

    void logarithmicAxes()
    {
        OneRun one;
        ChartLayout layout = ChartLayout::standard();
        layout.logX = true;
        layout.charts[0].logY = true;
        one.panel.setArrangement(layout);
        auto points = curve(1, 1000, 1); // 0.99 down to -9: most lie where a logarithm cannot go
        one.apply(series::kLoss, points, true);
        const SeriesChart *loss = one.panel.chartOf(series::kLoss);
        QVERIFY(loss->plot()->xAxis->range().lower > 0);
        QVERIFY(loss->plot()->yAxis->range().lower > 0);
        QVERIFY(loss->plot()->yAxis->range().contains(0.99));
        QVERIFY(loss->plot()->yAxis->range().contains(0.01));
        QCOMPARE(loss->offScaleText(), QStringLiteral("901 point(s) below the range"));
        QVERIFY(loss->summary().contains(QStringLiteral("below the range")));
        Q_EMIT const_cast<SeriesChart *>(loss)->rangeWanted(10, 100);
        QCOMPARE(loss->plot()->xAxis->range().lower, 10.0);
        one.panel.grab();
    }

    /// What the range leaves out is counted, and one press brings it back.
    void whatIsOffScaleIsTold()
    {
        OneRun one;
        auto points = curve(1, 1000, 5);
        points[500].value = 1000;
        points[501].value = 900;
        points[700].value = -800;
        one.apply(series::kLoss, points, true);
        SeriesChart *loss = one.panel.chartOf(series::kLoss);
        QVERIFY(loss->plot()->yAxis->range().contains(1000)); // nothing is clipped unasked
        QVERIFY(loss->offScaleText().isEmpty());
        ChartSpec spec = loss->spec();
        spec.clip = true;
        loss->setSpec(spec);
        one.panel.flush();
        QVERIFY(loss->plot()->yAxis->range().upper < 10);
        const QString text = loss->offScaleText();
        QVERIFY2(text.startsWith(QStringLiteral("2")) || text.contains(QStringLiteral("above")), qPrintable(text));
        auto *badge = loss->plot()->findChild<QToolButton *>();
        QVERIFY(!badge->isHidden());
        QVERIFY2(badge->text().contains(QStringLiteral("▲")) && badge->text().contains(QStringLiteral("▼")),
                 qPrintable(badge->text()));
        badge->click();
        one.panel.flush();
        QVERIFY(badge->isHidden());
        QVERIFY(loss->plot()->yAxis->range().contains(1000));
        press(loss, Qt::Key_Plus, Qt::ControlModifier); // a closer look along y
        one.panel.flush();
        QVERIFY(loss->yRange().has_value());
        QVERIFY(!loss->offScaleText().isEmpty());
        press(loss, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!loss->yRange().has_value());
    }

    void runsHaveColoursThatStay()
    {
        const RunId a = RunId::make(), b = RunId::make(), c = RunId::make();
        ChartedRuns runs;
        runs.setRuns({entry(a, "a", settingsWithSeed(1, 0.1)), entry(b, "b", settingsWithSeed(1, 0.2))});
        const std::size_t ofA = runs.find(a)->color, ofB = runs.find(b)->color;
        QVERIFY(ofA != ofB);
        runs.setRuns({entry(c, "c", settingsWithSeed(1, 0.3)), entry(b, "b", settingsWithSeed(1, 0.2))});
        QCOMPARE(runs.find(b)->color, ofB);
        QVERIFY(runs.find(c)->color != ofB);
        QVERIFY(!runs.hasSeedGroups());
    }

    void seedsShareAColourAndABand()
    {
        const RunId a = RunId::make(), b = RunId::make(), c = RunId::make();
        ChartsPanel panel;
        panel.setRuns({entry(a, "a", settingsWithSeed(1)), entry(b, "b", settingsWithSeed(2)),
                       entry(c, "c", settingsWithSeed(1, 0.1))});
        for (const RunId &id : {a, b, c})
            panel.apply(changeOf(id, series::kLoss, curve(1, 100, id == b ? 7 : 5), true));
        panel.flush();
        QCOMPARE(panel.runs().find(a)->color, panel.runs().find(b)->color);
        QVERIFY(panel.runs().find(a)->dash != panel.runs().find(b)->dash);
        QVERIFY(panel.runs().find(c)->color != panel.runs().find(a)->color);
        const SeriesChart *loss = panel.chartOf(series::kLoss);
        QCOMPARE(loss->plot()->curveCount(), std::size_t{3});
        QCOMPARE(loss->plot()->bandCount(), std::size_t{1});
        QVERIFY(!panel.legend()->isHidden());
        QCOMPARE(panel.legend()->count(), 3);
    }

    void theLegendHighlights()
    {
        const RunId a = RunId::make(), b = RunId::make();
        ChartsPanel panel;
        panel.setRuns({entry(a, "a"), entry(b, "b")});
        panel.apply(changeOf(a, series::kLoss, curve(1, 100), true));
        panel.apply(changeOf(b, series::kLoss, curve(1, 100, 6), true));
        panel.flush();
        const SeriesChart *loss = panel.chartOf(series::kLoss);
        const auto opacity = [loss](std::size_t i) { return loss->plot()->rawGraph(i)->pen().color().alphaF(); };
        QCOMPARE(opacity(0), opacity(1));
        panel.legend()->setCurrentRow(1);
        panel.flush();
        QVERIFY(opacity(0) < opacity(1));
        press(panel.legend(), Qt::Key_Escape);
        panel.flush();
        QCOMPARE(opacity(0), opacity(1));
    }

    void theCursorTellsTheNearestCurvesByName()
    {
        ChartsPanel panel;
        std::vector<ChartedRuns::Entry> entries;
        for (int i = 0; i < 12; ++i)
            entries.push_back(
                entry(RunId::make(), qPrintable(QStringLiteral("a run with a long name, number %1").arg(i))));
        panel.setRuns(entries);
        for (int i = 0; i < 12; ++i)
            panel.apply(changeOf(entries[static_cast<std::size_t>(i)].id, series::kLoss, curve(1, 100, 5 + i), true));
        panel.flush();
        SeriesChart *loss = panel.chartOf(series::kLoss);
        press(loss, Qt::Key_Right);
        for (int i = 0; i < 4; ++i)
            press(loss, Qt::Key_Down); // the fifth curve
        QVERIFY2(loss->readout().startsWith(QStringLiteral("a run with a long name, number 4")),
                 qPrintable(loss->readout()));
        QVERIFY(loss->summary().contains(QStringLiteral("and 4 more")));
    }

    void smoothingOfManyPointsHappensAside()
    {
        OneRun one;
        std::vector<SeriesPoint> points;
        for (std::int64_t step = 1; step <= 200'000; ++step)
            points.push_back({step, step, std::sin(0.001 * static_cast<double>(step)) + (step % 2 == 0 ? 1 : -1)});
        ChartLayout layout = ChartLayout::standard();
        layout.smoothing = {SmoothingKind::Median, 0.9, 25};
        one.panel.setArrangement(layout);
        const testing::LoopWatch watch;
        one.panel.apply(changeOf(one.id, series::kLoss, points, true));
        const SeriesChart *loss = one.panel.chartOf(series::kLoss);
        QTRY_COMPARE(loss->curves().size(), std::size_t{1});
        QVERIFY(!loss->curves()[0].smooth); // the measured curve stands alone meanwhile
        QTRY_VERIFY(loss->curves()[0].smooth);
        QCOMPARE(loss->curves()[0].smooth->size(), std::size_t{200'000});
        one.panel.apply(changeOf(one.id, series::kLoss, {{200'001, 200'001, 0.5}}));
        QTRY_COMPARE(loss->curves()[0].smooth->size(), std::size_t{200'001});
        one.panel.flush();
        QVERIFY(loss->plot()->smoothGraph()->visible());
        QVERIFY2(watch.longestWorkMs() < 100, qPrintable(QString::number(watch.longestWorkMs())));
    }

    void chartsAreAddedMovedAndRemoved()
    {
        OneRun one;
        ChartsPanel &panel = one.panel;
        QSignalSpy arranged(&panel, &ChartsPanel::arrangementChanged);
        QSignalSpy interested(&panel, &ChartsPanel::interestChanged);
        ChartSpec spec;
        spec.series = {std::string(series::kUniformity), std::string(series::kAlignment)};
        panel.addChart(spec);
        QCOMPARE(panel.cards().size(), std::size_t{5});
        QCOMPARE(arranged.count(), 1);
        QCOMPARE(interested.count(), 1);
        QVERIFY(panel.interest().series.contains("uniformity"));
        ChartCard *card = panel.cards().back();
        QCOMPARE(card->title(), QStringLiteral("Uniformity, Alignment"));
        press(card, Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(panel.cards()[3], card);
        QCOMPARE(panel.arrangement().charts[3], spec);
        Q_EMIT card->dropRequested(panel.cards()[0]); // the loss is dropped on it
        QCOMPARE(panel.cards()[3]->spec().series.front(), std::string(series::kLoss));
        QCOMPARE(panel.cards()[2], card);
        panel.resize(1000, 700);
        panel.show();
        press(card, Qt::Key_Plus, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(panel.arrangement().charts[2].width, 2);
        press(card, Qt::Key_Delete);
        QCOMPARE(panel.cards().size(), std::size_t{4});
        QVERIFY(!panel.interest().series.contains("uniformity"));
        while (!panel.cards().empty())
            press(panel.cards().front(), Qt::Key_Delete);
        QVERIFY(!panel.interest().series.empty()); // the loss still tells when steps happened
        panel.grab();
    }

    void layoutsSurviveAsText()
    {
        ChartLayout layout = ChartLayout::standard();
        layout.charts.emplace_back();
        layout.charts.back().vector = std::string(vectors::kPositiveSimilarity);
        layout.charts.back().width = 2;
        layout.charts[0].logY = layout.charts[1].clip = true;
        layout.columns = 3;
        layout.x = XKind::Relative;
        layout.logX = true;
        layout.smoothing = {SmoothingKind::Median, 0.95, 51};
        layout.bands = false;
        layout.table = true;
        const auto again = ChartLayout::fromText(layout.toText());
        QVERIFY(again);
        QCOMPARE(*again, layout);
        for (const char *text : {"", "[]", "{}", "{\"charts\": 3}", "{\"charts\": [{\"series\": 1}]}", "\xff"})
            QVERIFY2(!ChartLayout::fromText(text), text);
        const auto mended = ChartLayout::fromText(
            R"({"charts":[{"series":["loss"],"width":900,"height":-4},{"series":[]}],"columns":99,"smoothing_window":4})");
        QVERIFY(mended);
        QCOMPARE(mended->charts.size(), std::size_t{1});
        QCOMPARE(mended->charts[0].width, 6);
        QCOMPARE(mended->charts[0].height, 1);
        QCOMPARE(mended->columns, 6);
        QCOMPARE(mended->smoothing.window, 5);
    }

    void theEditorOffersWhatWasMeasured()
    {
        ChartSpec spec;
        spec.series = {"loss"};
        ChartEditor editor(spec, {"loss", "train/top5"}, {"positive_similarity_histogram", "sample_loss"});
        const QTreeWidgetItem *curves = editor.tree()->topLevelItem(0);
        QTreeWidgetItem *kinds = editor.tree()->topLevelItem(1);
        const QTreeWidgetItem *last = curves->child(curves->childCount() - 1);
        QCOMPARE(last->text(0), QStringLiteral("train/top5"));
        QCOMPARE(editor.spec(), spec);
        const_cast<QTreeWidgetItem *>(last)->setCheckState(0, Qt::Checked);
        QCOMPARE(editor.spec().series.size(), std::size_t{2});
        kinds->child(0)->setCheckState(0, Qt::Checked); // a vector stands alone
        QVERIFY(editor.spec().series.empty());
        QCOMPARE(editor.spec().vector, std::string(vectors::kPositiveSimilarity));
        for (int i = 0; i < kinds->childCount(); ++i)
            QVERIFY(kinds->child(i)->data(0, Qt::UserRole).toString() != QStringLiteral("sample_loss"));
    }

    void pointsAreShownAsATable()
    {
        const RunId a = RunId::make(), b = RunId::make();
        ChartsPanel panel;
        panel.setRuns({entry(a, "a"), entry(b, "b")});
        panel.apply(changeOf(a, series::kLoss, curve(1, 10), true));
        panel.apply(changeOf(b, series::kLoss, curve(5, 10, 6), true));
        panel.flush();
        PointsDialog dialog(*panel.chartOf(series::kLoss));
        const QAbstractItemModelTester tester(dialog.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(dialog.model()->rowCount(), 14); // steps 1 to 14
        QCOMPARE(dialog.model()->columnCount(), 3);
        QCOMPARE(dialog.model()->index(0, 1).data().toString(), QStringLiteral("4.99"));
        QVERIFY(!dialog.model()->index(0, 2).data().isValid());
        QCOMPARE(dialog.model()->index(13, 2).data().toString(), QStringLiteral("5.86"));
        QCOMPARE(dialog.model()->headerData(2, Qt::Horizontal).toString(), QStringLiteral("b · Loss"));
        dialog.copyButton()->click();
        QVERIFY(!dialog.copyButton()->isEnabled());
        QTRY_VERIFY(dialog.copyButton()->isEnabled());
        const QStringList lines = QGuiApplication::clipboard()->text().split(QStringLiteral("\r\n"));
        QCOMPARE(lines[0], QStringLiteral("Step,a · Loss,b · Loss"));
        QCOMPARE(lines[14], QStringLiteral("14,,5.86"));
    }

    void manyPointsAreCopiedWhileTheWindowGoesOn()
    {
        OneRun one;
        one.apply(series::kLoss, curve(1, 200'000), true);
        PointsDialog dialog(*one.panel.chartOf(series::kLoss));
        QGuiApplication::clipboard()->clear();
        const testing::LoopWatch watch;
        dialog.copyButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(dialog.copyButton()->isEnabled(), 60000);
        testing::verifyAwake(watch);
        QCOMPARE(QGuiApplication::clipboard()->text().count(QLatin1Char('\n')), 200'001);
        dialog.copyButton()->click(); // closing meanwhile ends it
    }

    void accessibleTextTellsTheCurve()
    {
        OneRun one;
        SeriesChart *loss = one.panel.chartOf(series::kLoss);
        QAccessibleInterface *access = QAccessible::queryAccessibleInterface(loss);
        QVERIFY(access);
        QCOMPARE(access->role(), QAccessible::Chart);
        QCOMPARE(access->text(QAccessible::Description), QStringLiteral("Nothing was measured."));
        one.apply(series::kLoss, curve(1, 1200), true);
        QCOMPARE(access->text(QAccessible::Name), QStringLiteral("Loss"));
        QCOMPARE(access->text(QAccessible::Description),
                 QStringLiteral("Loss: last -7 at step 1,200, from -7 to 4.99."));
        QCOMPARE(testing::unnamedFocusable(one.panel), QStringList());
    }

    void emptyChartsTeach()
    {
        ChartsPanel panel;
        QVERIFY(panel.chartOf(series::kLoss)->emptyText().contains(QStringLiteral("Select a run")));
        OneRun live(true);
        QVERIFY(live.panel.chartOf(series::kLoss)->emptyText().contains(QStringLiteral("first step")));
        QVERIFY(live.panel.chartOf(series::kKnnAccuracy)->emptyText().contains(QStringLiteral("first evaluation")));
    }

    void themeChangesLive()
    {
        OneRun one;
        SeriesChart *loss = one.panel.chartOf(series::kLoss);
        loss->setPalette(paletteOf(darkColors()));
        QCOMPARE(loss->plot()->xAxis->tickLabelColor(), darkColors().mutedText);
        loss->setPalette(paletteOf(lightColors()));
        QCOMPARE(loss->plot()->xAxis->tickLabelColor(), lightColors().mutedText);
    }

    /// The budget of a live chart is 8 ms for twenty curves (tests/benchmarks measures it); the processor time here has
    /// room for slow machines.
    void replotsFast()
    {
        ChartsPanel panel;
        std::vector<ChartedRuns::Entry> entries;
        for (int i = 0; i < 20; ++i)
            entries.push_back(entry(RunId::make(), "run"));
        panel.setRuns(entries);
        for (int i = 0; i < 20; ++i)
            panel.apply(changeOf(entries[static_cast<std::size_t>(i)].id, series::kLoss, curve(1, 10'000, i), true));
        panel.flush();
        panel.resize(1000, 600);
        panel.show();
        panel.grab();
        SeriesChart *loss = panel.chartOf(series::kLoss);
        double best = 1e9;
        for (int i = 0; i < 20; ++i) {
            QElapsedTimer timer;
            timer.start();
            loss->flush();
            loss->plot()->replot(QCustomPlot::rpImmediateRefresh);
            best = std::min(best, static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
        QVERIFY2(best < 25, qPrintable(QString::number(best)));
    }
};

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
