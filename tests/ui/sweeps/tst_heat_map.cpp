#include "made_up_sweep.h"
#include "tests/ui/ui_testing.h"
#include "ui/shell/translations.h"
#include "ui/sweeps/heat_map.h"
#include "ui/sweeps/mini_curves.h"
#include "ui/sweeps/pair_axis.h"
#include "ui/sweeps/sweep_text.h"
#include "ui/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QContextMenuEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tandem;
using namespace tandem::test;

namespace {

constexpr int kTemperature = 0, kBatch = 1;
const std::vector<int> kNoSlice;

/// Of a color, as WCAG has it.
double luminance(const QColor &color)
{
    const auto linear = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace

class TestHeatMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        installTranslations(*qApp, QLocale()); // plurals
        QApplication::setPalette(paletteOf(lightColors()));
    }
    void everyFieldHasItsMean();
    void onlyResultsCount();
    void lowerCanBeBetter();
    void furtherAxesAreSlicedOrTakenTogether();
    void oneAxisIsOneRow();
    void pairsAreAMatrix();
    void meansComeIntoSightAndFillUp();
    void onlyPairsAreAMatrix();
    void noRasterWithoutPoints();
    void aSingleValueIsShaded();
    void viridisBrightensEvenly();
    void inkIsReadOnEveryShade();
    void keysMoveTheCursor();
    void mouseMovesAndOpens();
    void hoveringShowsTheCurves();
    void menuIsForTheFieldUnderThePointer();
    void paintsInAnySize();
    void speaksToAssistiveTechnology();
};

void TestHeatMap::everyFieldHasItsMean()
{
    const MadeUpSweep sweep = fullSweep();
    const HeatMapData data = makeHeatMap(*sweep.view(), kBatch, kTemperature, kNoSlice, {});
    QCOMPARE(data.columns, (std::vector<QString>{u"64"_s, u"128"_s, u"256"_s}));
    QCOMPARE(data.rows, (std::vector<QString>{u"0.1"_s, u"0.5"_s, u"1"_s}));
    QCOMPARE(data.fields.size(), std::size_t{9});
    for (int row = 0; row < 3; ++row)
        for (int column = 0; column < 3; ++column) {
            const HeatField *field = data.at(row, column);
            const double wanted = (row == 1 ? 0.8 : row == 0 ? 0.6 : 0.5) + 0.03 * column + 0.015;
            QVERIFY(field->value && std::abs(field->value->mean - wanted) < 1e-12);
            QCOMPARE(field->value->count, std::int64_t{2});
            QVERIFY(field->value->low < wanted && field->value->high > wanted);
            QCOMPARE(field->done, std::int64_t{2});
            QCOMPARE(field->runs.size(), std::size_t{2});
            QVERIFY(field->state == CellState::Done);
        }
    QCOMPARE(data.at(1, 2)->shade, 1.0);
    QCOMPARE(data.at(2, 0)->shade, 0.0);
    QVERIFY(data.at(3, 0) == nullptr && data.at(0, -1) == nullptr);
    // Rows and columns change places.
    const HeatMapData turned = makeHeatMap(*sweep.view(), kTemperature, kBatch, kNoSlice, {});
    QCOMPARE(turned.at(2, 1)->value->mean, data.at(1, 2)->value->mean);
}

void TestHeatMap::onlyResultsCount()
{
    MadeUpSweep sweep;
    sweep.spec.seeds = 2;
    sweep.add(0, RunState::Done, 0.9, 1);
    sweep.add(0, RunState::Running, 0.1, 2); // has only begun
    sweep.add(1, RunState::Failed, 0.4, 1);
    const RunId early = sweep.add(2, RunState::Stopped, 0.3, 1);
    sweep.spec.stopped.push_back({early, 10, 0.3, 0.5});
    sweep.add(3, RunState::Queued);
    const HeatMapData data = makeHeatMap(*sweep.view(), kBatch, kTemperature, kNoSlice, {});
    QVERIFY(data.at(0, 0)->value && data.at(0, 0)->value->mean == 0.9 && data.at(0, 0)->value->count == 1);
    QVERIFY(data.at(0, 0)->state == CellState::Running);
    QVERIFY(data.at(0, 0)->done == 1 && data.at(0, 0)->wanted == 2);
    QVERIFY(!data.at(0, 1)->value);
    QVERIFY(data.at(0, 1)->state == CellState::Failed);
    QVERIFY(data.at(0, 2)->value && data.at(0, 2)->value->mean == 0.3);
    QVERIFY(data.at(1, 0)->state == CellState::Queued);
    QVERIFY(data.at(2, 2)->state == CellState::Missing);
    QVERIFY(data.at(2, 2)->runs.empty());
}

void TestHeatMap::lowerCanBeBetter()
{
    const MadeUpSweep sweep = fullSweep();
    const SweepGoal loss{std::string(series::kEpochLoss), Summary::Last, false};
    const HeatMapData data = makeHeatMap(*sweep.view(), kBatch, kTemperature, kNoSlice, loss);
    QVERIFY(!data.higherIsBetter);
    QCOMPARE(data.at(1, 2)->shade, 1.0); // the lowest loss is the brightest
    QCOMPARE(data.at(1, 2)->value->mean, data.lowest);
}

void TestHeatMap::furtherAxesAreSlicedOrTakenTogether()
{
    MadeUpSweep sweep;
    sweep.spec.axes.push_back(MadeUpSweep::axis("train.epochs", {"10", "20"}));
    const auto cells = sweepCells(sweep.spec);
    QCOMPARE(cells.size(), std::size_t{18});
    for (std::size_t cell = 0; cell < cells.size(); ++cell)
        sweep.add(cell, RunState::Done, cell % 2 == 0 ? 0.2 : 0.6);
    const auto view = sweep.view();
    const HeatMapData all = makeHeatMap(*view, kBatch, kTemperature, {kAllPoints, kAllPoints, kAllPoints}, {});
    QVERIFY(std::abs(all.at(0, 0)->value->mean - 0.4) < 1e-12);
    QCOMPARE(all.at(0, 0)->cells.size(), std::size_t{2});
    const HeatMapData longer = makeHeatMap(*view, kBatch, kTemperature, {kAllPoints, kAllPoints, 1}, {});
    QCOMPARE(longer.at(0, 0)->value->mean, 0.6);
    QCOMPARE(longer.at(0, 0)->cells.size(), std::size_t{1});
    // A slice of an axis that is shown means nothing.
    const HeatMapData shown = makeHeatMap(*view, kBatch, kTemperature, {0, 0, 1}, {});
    QCOMPARE(shown.at(2, 2)->value->mean, 0.6);
}

void TestHeatMap::oneAxisIsOneRow()
{
    MadeUpSweep sweep;
    sweep.spec.axes.pop_back();
    sweep.add(1, RunState::Done, 0.7);
    const HeatMapData data = makeHeatMap(*sweep.view(), 0, -1, kNoSlice, {});
    QCOMPARE(data.rows.size(), std::size_t{1});
    QVERIFY(data.rowTitle.isEmpty());
    QCOMPARE(data.at(0, 1)->value->mean, 0.7);
    HeatMap map;
    map.setData(data, {});
    map.setCurrent(0, 1);
    QVERIFY2(map.describe(0, 1).contains(QStringLiteral("0.5: ")), qPrintable(map.describe(0, 1)));
}

namespace {

SweepAxis pairsOf(const char *name, std::initializer_list<const char *> labels)
{
    SweepAxis axis{name, {}, {}};
    for (const char *label : labels)
        axis.points.push_back({label, {std::string("train.epochs=") + std::to_string(axis.points.size() + 1)}});
    return axis;
}

} // namespace

void TestHeatMap::pairsAreAMatrix()
{
    MadeUpSweep sweep;
    sweep.spec.base.train.warmupEpochs = 0;
    // Without "blur+crop", which a person took away.
    sweep.spec.axes = {pairsOf("augmentations", {"crop", "crop+color", "crop+blur", "color+crop", "color", "color+blur",
                                                 "blur+color", "blur"})};
    sweep.add(1, RunState::Done, 0.75);
    sweep.add(3, RunState::Done, 0.5);
    const RunId alone = sweep.add(7, RunState::Done, 0.25);
    sweep.add(0, RunState::Done, 0.25);
    const HeatMapData data = makeHeatMap(*sweep.view(), 0, -1, kNoSlice, {});
    QCOMPARE(data.rows, (std::vector<QString>{u"crop"_s, u"color"_s, u"blur"_s}));
    QCOMPARE(data.columns, data.rows);
    QVERIFY(!data.rowTitle.isEmpty() && data.rowTitle != data.columnTitle);
    QCOMPARE(data.at(0, 1)->value->mean, 0.75); // crop first, then color
    QCOMPARE(data.at(1, 0)->value->mean, 0.5);  // color first, then crop
    QCOMPARE(data.at(2, 2)->runs, std::vector<RunId>{alone});
    QVERIFY(data.at(2, 0)->cells.empty());
    QVERIFY(data.at(1, 1)->state == CellState::Missing && !data.at(1, 1)->value);
    QCOMPARE(data.at(0, 1)->shade, 1.0);
    QCOMPARE(data.at(2, 2)->shade, 0.0);
    // The paper's last column: of crop alone and crop with color, of color with crop, of blur alone.
    // What was taken away is not waited for.
    QVERIFY(data.rowMeans == (std::vector<RowMean>{{0.5, 2, 3}, {0.5, 1, 3}, {0.25, 1, 2}}));
    QVERIFY(makeHeatMap(*fullSweep().view(), kBatch, kTemperature, kNoSlice, {}).rowMeans.empty());

    HeatMap map;
    map.resize(500, 300);
    map.setView(sweep.view());
    map.setData(data, {});
    QVERIFY2(map.describe(0, 1).startsWith(u"First crop, Second color: "_s), qPrintable(map.describe(0, 1)));
    QVERIFY2(map.describe(0, 1).endsWith(u"; mean of the row so far 50.0 % (2 of 3)"_s),
             qPrintable(map.describe(0, 1)));
    for (const int column : {0, 1, 2}) // also where nothing is measured, or no cell is
        QVERIFY2(map.describe(2, column).endsWith(u"; mean of the row so far 25.0 % (1 of 2)"_s),
                 qPrintable(map.describe(2, column)));
    QVERIFY(!map.meanRect(0).intersects(map.fieldRect(0, 2)));
    QSignalSpy opened(&map, &HeatMap::openRequested);
    map.setCurrent(2, 2);
    QTest::keyClick(&map, Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][0].value<std::vector<RunId>>(), std::vector<RunId>{alone});
}

void TestHeatMap::meansComeIntoSightAndFillUp()
{
    MadeUpSweep sweep;
    sweep.spec.base.train.warmupEpochs = 0;
    sweep.spec.axes = {pairsOf("augmentations", {"a", "a+b", "a+c", "b", "b+a", "c"})};
    for (std::size_t cell = 0; cell < 3; ++cell)
        sweep.add(cell, RunState::Done, 0.25 * static_cast<double>(cell + 1));
    const HeatMapData data = makeHeatMap(*sweep.view(), 0, -1, kNoSlice, {});
    QVERIFY(data.rowMeans[0].isWhole() && !data.rowMeans[1].isWhole());
    QVERIFY(!data.rowMeans[1].mean);
    HeatMap map;
    map.resize(340, 300);
    map.show();
    map.setData(data, {});
    QVERIFY2(map.describe(0, 0).endsWith(u"; mean of the row 50.0 %"_s), qPrintable(map.describe(0, 0)));
    QVERIFY2(!map.describe(1, 0).contains(u"mean"_s), qPrintable(map.describe(1, 0)));
    const auto isSeen = [&map](const QRect &box) { return map.viewport()->rect().contains(box); };
    QVERIFY(!isSeen(map.meanRect(0)));
    QTest::keyClick(&map, Qt::Key_End);
    QVERIFY(isSeen(map.meanRect(0)) && isSeen(map.fieldRect(0, 2)));
    QTest::keyClick(&map, Qt::Key_Home);
    QVERIFY(!isSeen(map.meanRect(0)));
    QTest::keyClick(&map, Qt::Key_Right);
    QTest::keyClick(&map, Qt::Key_Right);
    QVERIFY(isSeen(map.meanRect(0)));
    // Beside a field that fills the room the field comes first.
    map.resize(200, 300);
    QTest::keyClick(&map, Qt::Key_End);
    QVERIFY(map.viewport()->rect().contains(map.fieldRect(0, 2).topLeft()));
}

void TestHeatMap::onlyPairsAreAMatrix()
{
    const auto isPairs = [](const SweepAxis &axis) { return pairAxis(axis).has_value(); };
    QVERIFY(isPairs(pairsOf("augmentations", {"a", "a+b"})));
    QVERIFY(!isPairs(pairsOf("augmentations", {"a", "b"})));
    QVERIFY(!isPairs(pairsOf("augmentations", {"a+b", "a+b+c"})));
    QVERIFY(!isPairs(pairsOf("augmentations", {"a+b", "+c"})));
    QVERIFY(!isPairs(pairsOf("objective.temperature", {"1e+5", "1"}))); // values of a setting, however they are spelled
    QVERIFY(!isPairs({"augmentations", {}, AxisRange{0, 1, false, 2}}));
}

void TestHeatMap::noRasterWithoutPoints()
{
    MadeUpSweep sweep;
    sweep.spec.planning.planner = Planner::Random;
    sweep.spec.axes[0].points.clear();
    sweep.spec.axes[0].range = AxisRange{0.1, 1, true, 5};
    QVERIFY(makeHeatMap(*sweep.view(), kTemperature, kBatch, kNoSlice, {}).isEmpty());
    QVERIFY(makeHeatMap(*sweep.view(), 7, -1, kNoSlice, {}).isEmpty());
    QVERIFY(!canShow(sweep.spec.axes[0]) && canShow(sweep.spec.axes[1]));
}

void TestHeatMap::aSingleValueIsShaded()
{
    MadeUpSweep sweep;
    sweep.add(4, RunState::Done, 0.5);
    const HeatMapData data = makeHeatMap(*sweep.view(), kBatch, kTemperature, kNoSlice, {});
    QCOMPARE(data.at(1, 1)->shade, 0.5);
    QCOMPARE(data.lowest, data.highest);
}

void TestHeatMap::viridisBrightensEvenly()
{
    double before = -1;
    for (int i = 0; i <= 100; ++i) {
        const double now = luminance(viridis(i / 100.0));
        QVERIFY2(now > before, QByteArray::number(i));
        before = now;
    }
    QCOMPARE(viridis(-1), viridis(0));
    QCOMPARE(viridis(2), viridis(1));
}

void TestHeatMap::inkIsReadOnEveryShade()
{
    for (int i = 0; i <= 100; ++i) {
        const QColor shade = viridis(i / 100.0);
        QVERIFY2(contrast(shade, inkOn(shade)) >= 4.5, qPrintable(shade.name()));
    }
}

void TestHeatMap::keysMoveTheCursor()
{
    HeatMap map;
    const MadeUpSweep sweep = fullSweep();
    map.resize(500, 300);
    map.setView(sweep.view());
    map.setData(makeHeatMap(*sweep.view(), kBatch, kTemperature, kNoSlice, {}), {});
    QSignalSpy moved(&map, &HeatMap::currentChanged), opened(&map, &HeatMap::openRequested);
    const auto at = [&map] { return QPoint(map.currentColumn(), map.currentRow()); };
    QCOMPARE(at(), QPoint(0, 0));
    QTest::keyClick(&map, Qt::Key_Right);
    QTest::keyClick(&map, Qt::Key_Down);
    QCOMPARE(at(), QPoint(1, 1));
    QCOMPARE(moved.count(), 2);
    QTest::keyClick(&map, Qt::Key_End);
    QCOMPARE(at(), QPoint(2, 1));
    QTest::keyClick(&map, Qt::Key_Right); // there is nothing beyond
    QCOMPARE(at(), QPoint(2, 1));
    QTest::keyClick(&map, Qt::Key_Home);
    QCOMPARE(at(), QPoint(0, 1));
    QTest::keyClick(&map, Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.front().front().value<std::vector<RunId>>().size(), std::size_t{2});
}

void TestHeatMap::mouseMovesAndOpens()
{
    HeatMap map;
    const MadeUpSweep sweep = fullSweep();
    map.resize(500, 300);
    map.show();
    map.setView(sweep.view());
    map.setData(makeHeatMap(*sweep.view(), kBatch, kTemperature, kNoSlice, {}), {});
    QSignalSpy opened(&map, &HeatMap::openRequested);
    QTest::mouseClick(map.viewport(), Qt::LeftButton, {}, map.fieldRect(2, 1).center());
    QCOMPARE(map.currentRow(), 2);
    QCOMPARE(map.currentColumn(), 1);
    QTest::mouseDClick(map.viewport(), Qt::LeftButton, {}, map.fieldRect(1, 1).center());
    QCOMPARE(opened.count(), 1);
    QTest::mouseClick(map.viewport(), Qt::LeftButton, {}, QPoint(1, 1)); // beside the fields
    QCOMPARE(map.currentRow(), 1);
}

void TestHeatMap::hoveringShowsTheCurves()
{
    HeatMap map;
    const MadeUpSweep sweep = fullSweep();
    map.resize(500, 300);
    map.show();
    map.setView(sweep.view());
    map.setData(makeHeatMap(*sweep.view(), kBatch, kTemperature, kNoSlice, {}), {});
    const auto *curves = map.findChild<MiniCurves *>();
    QVERIFY(curves != nullptr && curves->isHidden());
    QTest::mouseMove(map.viewport(), map.fieldRect(0, 0).center());
    QTRY_VERIFY(!curves->isHidden());
    QCOMPARE(curves->curves().size(), std::size_t{2});
    QCOMPARE(curves->curves().front().points.size(), std::size_t{10});
    QTest::mouseMove(map.viewport(), QPoint(1, 1));
    QTRY_VERIFY(curves->isHidden());
}

void TestHeatMap::menuIsForTheFieldUnderThePointer()
{
    HeatMap map;
    const MadeUpSweep sweep = fullSweep();
    map.resize(500, 300);
    map.show();
    map.setData(makeHeatMap(*sweep.view(), kBatch, kTemperature, kNoSlice, {}), {});
    QSignalSpy asked(&map, &HeatMap::menuRequested);
    const QPoint place = map.fieldRect(2, 2).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, map.viewport()->mapToGlobal(place));
    QApplication::sendEvent(map.viewport(), &event);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(map.currentRow(), 2);
    QCOMPARE(map.currentColumn(), 2);
}

void TestHeatMap::paintsInAnySize()
{
    HeatMap map;
    for (const QSize size : {QSize(1, 1), QSize(60, 40), QSize(800, 500)}) {
        map.resize(size);
        QVERIFY(!map.grab().isNull()); // without data, too
    }
    MadeUpSweep sweep;
    sweep.spec.axes[1] = MadeUpSweep::axis("train.batch_size", {"2", "4", "6", "8", "10", "12", "14", "16", "18", "20",
                                                                "22", "24", "26", "28", "30", "32", "34", "36"});
    sweep.add(0, RunState::Done, 0.5);
    map.setView(sweep.view());
    map.setData(makeHeatMap(*sweep.view(), kBatch, kTemperature, kNoSlice, {}), {});
    for (const QSize size : {QSize(1, 1), QSize(60, 40), QSize(300, 200), QSize(2000, 900)}) {
        map.resize(size);
        QVERIFY(!map.grab().isNull());
    }
    // Many columns scroll, and the cursor stays in sight.
    map.resize(300, 200);
    map.show();
    map.setCurrent(0, 17);
    QVERIFY(map.horizontalScrollBar()->value() > 0);
    QVERIFY(map.viewport()->rect().contains(map.fieldRect(0, 17).center()));
}

void TestHeatMap::speaksToAssistiveTechnology()
{
    HeatMap map;
    const MadeUpSweep sweep = fullSweep();
    map.resize(500, 300);
    map.setView(sweep.view());
    map.setData(makeHeatMap(*sweep.view(), kBatch, kTemperature, kNoSlice, {}), {});
    installHeatMapAccessible();
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(&map);
    QVERIFY(face != nullptr && !face->text(QAccessible::Name).isEmpty());
    map.setCurrent(1, 2);
    QCOMPARE(face->text(QAccessible::Value), map.describe(1, 2));
    QVERIFY2(map.describe(1, 2).contains(QStringLiteral("2 of 2 runs done")), qPrintable(map.describe(1, 2)));
    QCOMPARE(testing::unnamedFocusable(map), QStringList());
}

QTEST_MAIN(TestHeatMap)
#include "tst_heat_map.moc"
