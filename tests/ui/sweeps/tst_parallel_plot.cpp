#include "made_up_sweep.h"
#include "tests/ui/ui_testing.h"
#include "ui/shell/translations.h"
#include "ui/sweeps/parallel_plot.h"
#include "ui/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace tandem;
using namespace tandem::test;

namespace {

double placeOn(const ParallelData &data, const RunId &run, std::size_t axis)
{
    const auto line = std::find_if(data.lines.begin(), data.lines.end(),
                                   [&run](const ParallelLine &entry) { return entry.run == run; });
    return line == data.lines.end() ? -1 : line->places[axis];
}

} // namespace

class TestParallelPlot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        installTranslations(*qApp, QLocale()); // plurals
        QApplication::setPalette(paletteOf(lightColors()));
    }
    void numbersLieWhereTheyBelong();
    void factorsAreDrawnAsFactors();
    void wordsAreCategories();
    void runsWithoutAResultHaveAPlace();
    void drawnValuesLieInTheirRange();
    void brushLetsPass();
    void draggingPicksRuns();
    void clickTakesABrushAway();
    void aLineIsPickedAndOpened();
    void keysBrush();
    void paintsInAnySize();
};

void TestParallelPlot::numbersLieWhereTheyBelong()
{
    MadeUpSweep sweep;
    sweep.spec.axes = {MadeUpSweep::axis("train.warmup_epochs", {"0", "5", "10"})};
    const RunId low = sweep.add(0, RunState::Done, 0.4), middle = sweep.add(1, RunState::Done, 0.5),
                high = sweep.add(2, RunState::Done, 0.8);
    const ParallelData data = makeParallel(*sweep.view(), {});
    QCOMPARE(data.axes.size(), std::size_t{2});
    QVERIFY(data.axes[0].kind == ParallelAxis::Kind::Linear && !data.axes[0].isGoal && data.axes[1].isGoal);
    QCOMPARE(placeOn(data, low, 0), 0.0);
    QCOMPARE(placeOn(data, middle, 0), 0.5);
    QCOMPARE(placeOn(data, high, 0), 1.0);
    QVERIFY(std::abs(placeOn(data, middle, 1) - 0.25) < 1e-9);
    QCOMPARE(data.lines.front().shade.has_value(), true);
    QCOMPARE(data.axes[0].ticks.size(), std::size_t{3});
    QVERIFY(!data.axes[0].hasMissing && !data.axes[1].hasMissing);
}

void TestParallelPlot::factorsAreDrawnAsFactors()
{
    MadeUpSweep sweep;
    sweep.spec.axes = {MadeUpSweep::axis("train.batch_size", {"64", "256", "1024"})};
    const RunId middle = sweep.add(1, RunState::Done, 0.5);
    const ParallelData data = makeParallel(*sweep.view(), {});
    QVERIFY(data.axes[0].kind == ParallelAxis::Kind::Logarithmic);
    QVERIFY(std::abs(placeOn(data, middle, 0) - 0.5) < 1e-9);
}

void TestParallelPlot::wordsAreCategories()
{
    MadeUpSweep sweep;
    sweep.spec.axes = {MadeUpSweep::axis("optimizer.name", {"sgd", "lars", "adamw"}),
                       {"pair", {{"crop and color", {"train.epochs=3"}}, {"crop", {"train.epochs=4"}}}, {}}};
    const RunId run = sweep.add(2, RunState::Done, 0.5); // lars with crop and color
    const ParallelData data = makeParallel(*sweep.view(), {});
    QVERIFY(data.axes[0].kind == ParallelAxis::Kind::Categories && data.axes[1].kind == ParallelAxis::Kind::Categories);
    QCOMPARE(placeOn(data, run, 0), 0.5);
    QCOMPARE(placeOn(data, run, 1), 0.0);
    QCOMPARE(data.axes[1].ticks.front().second, QStringLiteral("crop and color"));
}

void TestParallelPlot::runsWithoutAResultHaveAPlace()
{
    MadeUpSweep sweep;
    const RunId failed = sweep.add(0, RunState::Failed), running = sweep.add(1, RunState::Running, 0.2);
    sweep.add(2, RunState::Done, 0.5);
    const ParallelData data = makeParallel(*sweep.view(), {});
    QCOMPARE(data.lines.size(), std::size_t{3});
    QCOMPARE(placeOn(data, failed, 2), kMissingPlace);
    QCOMPARE(placeOn(data, running, 2), kMissingPlace); // what it measured so far is no result
    QVERIFY(data.axes[2].hasMissing && !data.axes[0].hasMissing);
}

void TestParallelPlot::drawnValuesLieInTheirRange()
{
    MadeUpSweep sweep;
    sweep.spec.planning.planner = Planner::Random;
    sweep.spec.axes = {{"objective.temperature", {}, AxisRange{0.01, 1, true, 5}}};
    sweep.spec.trials = {{"trial 1", {pointOf("objective.temperature", "0.1")}},
                         {"trial 2", {pointOf("objective.temperature", "1")}}};
    const RunId first = sweep.add(0, RunState::Done, 0.5), second = sweep.add(1, RunState::Done, 0.6);
    const ParallelData data = makeParallel(*sweep.view(), {});
    QVERIFY(std::abs(placeOn(data, first, 0) - 0.5) < 1e-9);
    QCOMPARE(placeOn(data, second, 0), 1.0);
    QCOMPARE(data.axes[0].ticks.size(), std::size_t{5});
}

void TestParallelPlot::brushLetsPass()
{
    const MadeUpSweep sweep = fullSweep(1);
    const ParallelData data = makeParallel(*sweep.view(), {});
    ParallelBrush brush;
    brush.stretches.resize(3);
    QVERIFY(brush.isEmpty());
    QVERIFY(brushedRuns(data, brush).empty()); // nothing is picked, not everything
    brush.stretches[1] = ParallelBrush::Stretch{0.9, 1};
    QCOMPARE(brushedRuns(data, brush).size(), std::size_t{3}); // batches of 256
    brush.stretches[2] = ParallelBrush::Stretch{0.9, 1};
    QCOMPARE(brushedRuns(data, brush).size(), std::size_t{1}); // and the best of them
    brush.stretches[2] = ParallelBrush::Stretch{kMissingPlace, kMissingPlace};
    QVERIFY(brushedRuns(data, brush).empty());
}

void TestParallelPlot::draggingPicksRuns()
{
    const MadeUpSweep sweep = fullSweep(1);
    ParallelPlot plot;
    plot.resize(600, 320);
    plot.setData(makeParallel(*sweep.view(), {}));
    QSignalSpy brushed(&plot, &ParallelPlot::brushed);
    const auto at = [&plot](int axis, double place) { return plot.pointAt(axis, place).toPoint(); };
    QTest::mousePress(&plot, Qt::LeftButton, {}, at(1, 0.9));
    QTest::mouseMove(&plot, at(1, 0.95));
    QTest::mouseMove(&plot, at(1, 1));
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, at(1, 1));
    QVERIFY(!brushed.isEmpty());
    QCOMPARE(brushed.last().front().value<std::set<RunId>>().size(), std::size_t{3});
    QCOMPARE(plot.currentAxis(), 1);
    // A second axis narrows it.
    QTest::mousePress(&plot, Qt::LeftButton, {}, at(0, 0.95));
    QTest::mouseMove(&plot, at(0, 1));
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, at(0, 1));
    QCOMPARE(brushed.last().front().value<std::set<RunId>>().size(), std::size_t{1});
    // What is picked elsewhere stands out here, without a brush of this plot's.
    const std::set<RunId> marked{plot.data().lines.front().run};
    plot.setMarked(marked);
    QVERIFY(plot.marked() == marked);
}

void TestParallelPlot::clickTakesABrushAway()
{
    const MadeUpSweep sweep = fullSweep(1);
    ParallelPlot plot;
    plot.resize(600, 320);
    plot.setData(makeParallel(*sweep.view(), {}));
    QSignalSpy brushed(&plot, &ParallelPlot::brushed);
    const auto at = [&plot](int axis, double place) { return plot.pointAt(axis, place).toPoint(); };
    QTest::mousePress(&plot, Qt::LeftButton, {}, at(2, 0.5));
    QTest::mouseMove(&plot, at(2, 1));
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, at(2, 1));
    QVERIFY(!plot.brush().isEmpty());
    QTest::mouseClick(&plot, Qt::LeftButton, {}, at(2, 0.3));
    QVERIFY(plot.brush().isEmpty());
    QVERIFY(brushed.last().front().value<std::set<RunId>>().empty());
}

void TestParallelPlot::aLineIsPickedAndOpened()
{
    MadeUpSweep sweep;
    const RunId only = sweep.add(4, RunState::Done, 0.5);
    ParallelPlot plot;
    plot.resize(600, 320);
    plot.setData(makeParallel(*sweep.view(), {}));
    QSignalSpy brushed(&plot, &ParallelPlot::brushed), opened(&plot, &ParallelPlot::openRequested);
    const std::vector<double> &places = plot.data().lines.front().places;
    const QPoint between = ((plot.pointAt(0, places[0]) + plot.pointAt(1, places[1])) / 2).toPoint();
    QTest::mouseClick(&plot, Qt::LeftButton, {}, between);
    QCOMPARE(brushed.last().front().value<std::set<RunId>>(), std::set<RunId>{only});
    QTest::mouseDClick(&plot, Qt::LeftButton, {}, between);
    QCOMPARE(opened.count(), 1);
    // Beside all lines nothing is picked.
    QTest::mouseClick(&plot, Qt::LeftButton, {}, between + QPoint(0, -60));
    QVERIFY(brushed.last().front().value<std::set<RunId>>().empty());
}

void TestParallelPlot::keysBrush()
{
    const MadeUpSweep sweep = fullSweep(1);
    ParallelPlot plot;
    plot.resize(600, 320);
    plot.setData(makeParallel(*sweep.view(), {}));
    QSignalSpy brushed(&plot, &ParallelPlot::brushed);
    QTest::keyClick(&plot, Qt::Key_Right);
    QCOMPARE(plot.currentAxis(), 1);
    QTest::keyClick(&plot, Qt::Key_Up); // the upper half
    const auto upper = brushed.last().front().value<std::set<RunId>>();
    QCOMPARE(upper.size(), std::size_t{6}); // 128 lies in the middle of 64 and 256
    QTest::keyClick(&plot, Qt::Key_Up);
    QVERIFY(brushed.last().front().value<std::set<RunId>>().size() < upper.size());
    QTest::keyClick(&plot, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&plot, Qt::Key_Delete);
    QVERIFY(plot.brush().isEmpty());
    QTest::keyClick(&plot, Qt::Key_Down);
    QVERIFY(!plot.brush().isEmpty());
    QTest::keyClick(&plot, Qt::Key_Escape);
    QVERIFY(plot.brush().isEmpty());
    QVERIFY(!plot.accessibleDescription().isEmpty());
}

void TestParallelPlot::paintsInAnySize()
{
    ParallelPlot plot;
    for (const QSize size : {QSize(1, 1), QSize(60, 40), QSize(700, 400)}) {
        plot.resize(size);
        QVERIFY(!plot.grab().isNull());
    }
    MadeUpSweep sweep = fullSweep();
    sweep.add(0, RunState::Failed);
    plot.setData(makeParallel(*sweep.view(), {}));
    for (const QSize size : {QSize(1, 1), QSize(60, 40), QSize(700, 400)}) {
        plot.resize(size);
        QVERIFY(!plot.grab().isNull());
    }
    plot.setData({}); // no sweep any more
    QVERIFY(!plot.grab().isNull());
    QTest::keyClick(&plot, Qt::Key_Up);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, QPoint(10, 10));
    QCOMPARE(testing::unnamedFocusable(plot), QStringList());
}

QTEST_MAIN(TestParallelPlot)
#include "tst_parallel_plot.moc"
