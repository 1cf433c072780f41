#include "tests/ui/embeddings/made_up_embedding.h"
#include "tests/ui/ui_testing.h"
#include "ui/embeddings/map_coloring.h"
#include "ui/embeddings/map_legend.h"
#include "ui/embeddings/range_bar.h"
#include "ui/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>
#include <set>

using namespace tandem;

namespace {

const QString kClass = QStringLiteral("class"), kLoss = QStringLiteral("loss");

/// Category sizes as given, then points of which nothing is known.
PointTablePtr tableOf(const std::vector<int> &sizes, int unknown = 0)
{
    auto table = std::make_shared<PointTable>();
    std::vector<std::int32_t> values;
    QStringList names;
    for (std::size_t c = 0; c < sizes.size(); ++c) {
        names.append(QStringLiteral("class %1").arg(c));
        values.insert(values.end(), static_cast<std::size_t>(sizes[c]), static_cast<std::int32_t>(c));
    }
    values.insert(values.end(), static_cast<std::size_t>(unknown), kNoCategory);
    for (std::uint32_t i = 0; i < values.size(); ++i)
        table->samples.push_back(i);
    table->dataset = {"colors", static_cast<std::uint32_t>(values.size())};
    table->columns.push_back(categoryColumn(kClass, QStringLiteral("Class"), values, names));
    return table;
}

PointTablePtr tableOfNumbers(const std::vector<float> &numbers, bool diverging = false)
{
    auto table = std::make_shared<PointTable>();
    for (std::uint32_t i = 0; i < numbers.size(); ++i)
        table->samples.push_back(i);
    table->dataset = {"numbers", static_cast<std::uint32_t>(numbers.size())};
    table->columns.push_back(numberColumn(kLoss, QStringLiteral("Loss"), numbers, 2, diverging));
    return table;
}

int colorIndex(const MapColoring &coloring, std::size_t point)
{
    return unpacked(coloring.styles()[point]).color;
}

} // namespace

class MapColoringTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void categoriesLookDifferent();
    void colorsCanBeSeen_data();
    void colorsCanBeSeen();
    void hundredsOfCategoriesShareALook();
    void hiddenCategoriesHideTheirPoints();
    void soloAndBack();
    void theNextEpochKeepsTheFilter();
    void numbersGoAlongTheRamp();
    void divergingColumnsCenterAtZero();
    void unknownNumbersHaveALookOfTheirOwn();
    void infinitiesAndConstants();
    void highValuesStandOut();
    void legendCounts();
    void legendCountsFollowTheSelection();
    void legendByHand();
    void legendFindsAmongMany();
    void legendOfNumbers();
    void rangeBarByHand();
};

void MapColoringTest::categoriesLookDifferent()
{
    MapColoring coloring;
    coloring.setColumn(tableOf(std::vector<int>(24, 2), 1), kClass);
    const std::vector<QRgb> palette = coloring.palette(lightColors());
    std::set<std::pair<QRgb, int>> looks;
    for (int c = 0; c < coloring.categoryCount(); ++c)
        looks.insert({palette[coloring.lookOf(c).color], static_cast<int>(coloring.lookOf(c).shape)});
    QCOMPARE(looks.size(), std::size_t(25)); // not known is one of them
    QCOMPARE(coloring.lookOf(coloring.missingCategory()).shape, PointShape::Cross);
    // Eight hues as of Okabe and Ito, then the same in other shades and shapes.
    QCOMPARE(coloring.lookOf(0).shape, PointShape::Disc);
    QCOMPARE(coloring.lookOf(8).shape, PointShape::Square);
    QCOMPARE(coloring.lookOf(16).shape, PointShape::Triangle);
    QCOMPARE(QColor::fromRgb(palette[3]), lightColors().series[3]);
}

void MapColoringTest::colorsCanBeSeen_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void MapColoringTest::colorsCanBeSeen()
{
    QFETCH(bool, dark);
    const ThemeColors &c = dark ? darkColors() : lightColors();
    for (int look = 0; look < kCategoryLooks; ++look)
        QVERIFY2(contrastRatio(categoryColor(look, c), c.surface) >= 3, qPrintable(QString::number(look)));
    QVERIFY(contrastRatio(missingColor(c), c.surface) >= 3);
    QVERIFY(contrastRatio(otherColor(c), c.surface) >= 2.4); // quieter than those that have a look of their own
    for (const RampKind kind : {RampKind::Viridis, RampKind::Cividis, RampKind::Diverging})
        for (const QRgb color : colorRamp(kind, c)) // faint at one end only, and never lost
            QVERIFY(contrastRatio(QColor::fromRgb(color), c.surface) >= 1.3);
}

void MapColoringTest::hundredsOfCategoriesShareALook()
{
    std::vector<int> sizes(300, 1);
    for (const std::size_t large : {7U, 250U, 299U})
        sizes[large] = 5;
    MapColoring coloring;
    coloring.setColumn(tableOf(sizes), kClass);
    int own = 0;
    for (int c = 0; c < 300; ++c)
        own += coloring.hasOwnLook(c) ? 1 : 0;
    QCOMPARE(own, kCategoryLooks);
    QVERIFY(coloring.hasOwnLook(7) && coloring.hasOwnLook(250) && coloring.hasOwnLook(299)); // the largest have one
    QVERIFY(!coloring.hasOwnLook(100));
    QVERIFY(coloring.lookOf(100) == coloring.lookOf(101));
    // Who is asked for gets one, and no two share it.
    coloring.solo(100);
    QVERIFY(coloring.hasOwnLook(100));
    coloring.showAll();
    std::set<int> colors;
    own = 0;
    for (int c = 0; c < 300; ++c)
        if (coloring.hasOwnLook(c)) {
            ++own;
            colors.insert(coloring.lookOf(c).color);
        }
    QCOMPARE(own, kCategoryLooks);
    QCOMPARE(colors.size(), std::size_t(kCategoryLooks));
}

void MapColoringTest::hiddenCategoriesHideTheirPoints()
{
    MapColoring coloring;
    coloring.setColumn(tableOf({3, 2}, 1), kClass);
    QSignalSpy changed(&coloring, &MapColoring::changed);
    coloring.setVisible(0, false);
    coloring.setVisible(0, false);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(coloring.shownCount(), 3U);
    QCOMPARE(coloring.hidden(), (std::vector<std::uint8_t>{1, 1, 1, 0, 0, 0}));
    QCOMPARE(coloring.styles()[0], kHiddenStyle);
    QCOMPARE(coloring.sizeOf(0), 3U); // what is switched off keeps its count
    coloring.setVisible(coloring.missingCategory(), false);
    QCOMPARE(coloring.shownCount(), 2U);
}

void MapColoringTest::soloAndBack()
{
    MapColoring coloring;
    coloring.setColumn(tableOf({3, 2, 4}), kClass);
    coloring.solo(1);
    QCOMPARE(coloring.shownCount(), 2U);
    coloring.solo(2);
    QCOMPARE(coloring.shownCount(), 4U);
    coloring.solo(2);
    QVERIFY(coloring.allVisible());
    QCOMPARE(coloring.shownCount(), 9U);
}

void MapColoringTest::theNextEpochKeepsTheFilter()
{
    MapColoring coloring;
    coloring.setColumn(tableOf({3, 2}), kClass);
    coloring.setVisible(1, false);
    coloring.setColumn(tableOf({4, 1}), kClass);
    QVERIFY(!coloring.isVisible(1));
    QCOMPARE(coloring.shownCount(), 4U);
    coloring.setColumn(tableOf({1, 1, 1}), kClass); // other classes
    QVERIFY(coloring.allVisible());

    MapColoring numbers;
    numbers.setColumn(tableOfNumbers({0, 1}), kLoss);
    numbers.setRange({0.25, 0.5});
    numbers.setColumn(tableOfNumbers({0, 3}), kLoss);
    QCOMPARE(numbers.range(), (MapColoring::Range{0.25, 0.5}));
    numbers.resetRange();
    QCOMPARE(numbers.range(), (MapColoring::Range{0, 3}));
    numbers.setColumn(tableOfNumbers({0, 5}), kLoss); // nobody set a range: it follows the data
    QCOMPARE(numbers.range(), (MapColoring::Range{0, 5}));
}

void MapColoringTest::numbersGoAlongTheRamp()
{
    MapColoring coloring;
    coloring.setColumn(tableOfNumbers({2, 3, 4, 6}), kLoss);
    QCOMPARE(colorIndex(coloring, 0), 0);
    QCOMPARE(colorIndex(coloring, 1), 64);
    QCOMPARE(colorIndex(coloring, 3), 255);
    coloring.setRange({3, 4});
    QCOMPARE(colorIndex(coloring, 0), 0); // outside: the color of the end
    QCOMPARE(colorIndex(coloring, 2), 255);
    QCOMPARE(colorIndex(coloring, 3), 255);
    coloring.setHidesOutside(true);
    QCOMPARE(coloring.hidden(), (std::vector<std::uint8_t>{1, 0, 0, 1}));
    coloring.setRange({5, 5}); // no range
    QCOMPARE(coloring.range(), (MapColoring::Range{3, 4}));
    const auto straight = coloring.palette(lightColors());
    coloring.setReversed(true);
    QCOMPARE(coloring.palette(lightColors())[0], straight[255]);
}

void MapColoringTest::divergingColumnsCenterAtZero()
{
    MapColoring coloring;
    coloring.setColumn(tableOfNumbers({-1, 0, 3}, true), kLoss);
    QCOMPARE(coloring.range(), (MapColoring::Range{-3, 3}));
    QCOMPARE(coloring.ramp(), RampKind::Diverging);
    QVERIFY(std::abs(colorIndex(coloring, 1) - 127.5) <= 0.5);
    coloring.setRange({-3, 2}); // one handle takes the other along
    QCOMPARE(coloring.range(), (MapColoring::Range{-2, 2}));
    coloring.setRange({-1, 2});
    QCOMPARE(coloring.range(), (MapColoring::Range{-1, 1}));
}

void MapColoringTest::unknownNumbersHaveALookOfTheirOwn()
{
    MapColoring coloring;
    coloring.setColumn(tableOfNumbers({1, std::numeric_limits<float>::quiet_NaN(), 2}), kLoss);
    QCOMPARE(unpacked(coloring.styles()[1]).shape, PointShape::Cross);
    const std::vector<QRgb> palette = coloring.palette(lightColors());
    QCOMPARE(QColor::fromRgb(palette[unpacked(coloring.styles()[1]).color]), missingColor(lightColors()));
    coloring.setHidesOutside(true);
    QCOMPARE(coloring.hidden()[1], std::uint8_t(0)); // not known is not outside
}

void MapColoringTest::infinitiesAndConstants()
{
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    MapColoring coloring;
    coloring.setColumn(tableOfNumbers({1, kInfinity, 2, -kInfinity}), kLoss);
    QCOMPARE(coloring.range(), (MapColoring::Range{1, 2}));
    QCOMPARE(colorIndex(coloring, 1), 255);
    QCOMPARE(colorIndex(coloring, 3), 0);
    coloring.setColumn(tableOfNumbers({7, 7}), kLoss);
    QVERIFY(coloring.range().low < 7 && coloring.range().high > 7);
    coloring.setColumn(tableOfNumbers({std::numeric_limits<float>::quiet_NaN()}), kLoss);
    QVERIFY(coloring.range().low < coloring.range().high);
    coloring.setColumn(nullptr, kLoss);
    QVERIFY(coloring.styles().empty());
}

void MapColoringTest::highValuesStandOut()
{
    for (const ThemeColors *c : {&lightColors(), &darkColors()}) {
        const ColorRamp ramp = colorRamp(RampKind::Viridis, *c);
        QVERIFY(contrastRatio(QColor::fromRgb(ramp.back()), c->surface) >
                3 * contrastRatio(QColor::fromRgb(ramp.front()), c->surface));
    }
}

void MapColoringTest::legendCounts()
{
    MapColoring coloring;
    MapLegendModel model(coloring);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    coloring.setColumn(tableOf({412, 20}, 3), kClass);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("class 0"));
    QCOMPARE(model.index(0).data(MapLegendModel::CountTextRole).toString(), QStringLiteral("412"));
    QCOMPARE(model.index(2).data().toString(), QStringLiteral("Not known"));
    QVERIFY(model.setData(model.index(1), Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!coloring.isVisible(1));
    QCOMPARE(model.index(1).data(MapLegendModel::CountTextRole).toString(), QStringLiteral("20"));
    QCOMPARE(model.pointsOf(1).size(), std::size_t(20));
    coloring.setColumn(tableOf({5, 5}), kClass); // nobody is unknown: no row for them
    QCOMPARE(model.rowCount(), 2);
    coloring.setColumn(tableOfNumbers({1, 2}), kLoss);
    QCOMPARE(model.rowCount(), 0);
}

void MapColoringTest::legendCountsFollowTheSelection()
{
    MapColoring coloring;
    MapLegendModel model(coloring);
    SampleSelection selection;
    model.setSelection(&selection);
    const PointTablePtr table = tableOf({412, 20}, 3);
    coloring.setColumn(table, kClass);
    SampleSet some(table->dataset.size);
    for (std::uint32_t i = 0; i < 47; ++i)
        some.insert(i);
    some.insert(433);
    selection.select(table->dataset, some, QStringLiteral("Lasso"));
    QCOMPARE(model.index(0).data(MapLegendModel::CountTextRole).toString(), QStringLiteral("47 / 412"));
    QCOMPARE(model.index(1).data(MapLegendModel::CountTextRole).toString(), QStringLiteral("0 / 20"));
    QCOMPARE(model.index(2).data(MapLegendModel::SelectedRole).toInt(), 1);
    coloring.setVisible(0, false);
    QCOMPARE(model.index(0).data(MapLegendModel::CountTextRole).toString(), QStringLiteral("47 / 412"));
    selection.clear(QStringLiteral("x"));
    QCOMPARE(model.index(0).data(MapLegendModel::CountTextRole).toString(), QStringLiteral("412"));
}

void MapColoringTest::legendByHand()
{
    MapColoring coloring;
    coloring.setColumn(tableOf({3, 2, 4}), kClass);
    MapLegend legend(coloring);
    legend.resize(240, 300);
    legend.show();
    QVERIFY(QTest::qWaitForWindowExposed(&legend));
    QVERIFY2(testing::unnamedFocusable(legend).isEmpty(),
             qPrintable(testing::unnamedFocusable(legend).join(QLatin1Char('\n'))));
    QListView &list = legend.list();
    const QRect row = list.visualRect(list.model()->index(1, 0));
    const QPoint box(row.left() + 10, row.center().y()), name(row.center());
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, box);
    QVERIFY(!coloring.isVisible(1));
    QTest::mouseDClick(list.viewport(), Qt::LeftButton, {}, box); // two more clicks on the box, not solo
    QVERIFY(coloring.isVisible(0));
    coloring.showAll();
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, name);
    QVERIFY(coloring.allVisible()); // a click on the name only goes there
    QTest::mouseDClick(list.viewport(), Qt::LeftButton, {}, name);
    QCOMPARE(coloring.shownCount(), 2U);
    QTest::mouseDClick(list.viewport(), Qt::LeftButton, {}, name);
    QVERIFY(coloring.allVisible());
    // The same by keys.
    list.setFocus();
    list.setCurrentIndex(list.model()->index(2, 0));
    QTest::keyClick(&list, Qt::Key_Space);
    QVERIFY(!coloring.isVisible(2));
    QTest::keyClick(&list, Qt::Key_Return);
    QCOMPARE(coloring.shownCount(), 4U);
    QTest::keyClick(&list, Qt::Key_Up);
    QTest::keyClick(&list, Qt::Key_Return);
    QCOMPARE(coloring.shownCount(), 2U);
    QSignalSpy wanted(&legend, &MapLegend::selectRequested);
    for (auto *button : legend.findChildren<QPushButton *>())
        button->click();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().value<std::vector<std::uint32_t>>(), (std::vector<std::uint32_t>{3, 4}));
}

void MapColoringTest::legendFindsAmongMany()
{
    MapColoring coloring;
    MapLegend legend(coloring);
    legend.show();
    QVERIFY(QTest::qWaitForWindowActive(&legend));
    coloring.setColumn(tableOf({1, 1}), kClass);
    QLineEdit *search = nullptr;
    for (auto *field : legend.findChildren<QLineEdit *>())
        if (!field->placeholderText().isEmpty())
            search = field;
    QVERIFY(search);
    QVERIFY(!search->isVisible());
    coloring.setColumn(tableOf(std::vector<int>(300, 1)), kClass);
    QVERIFY(search->isVisible());
    search->setText(QStringLiteral("CLASS 29"));
    QCOMPARE(legend.list().model()->rowCount(), 11); // 29 and 290 to 299
    legend.list().setCurrentIndex(legend.list().model()->index(1, 0));
    legend.list().setFocus();
    QTest::keyClick(&legend.list(), Qt::Key_Return);
    QVERIFY(coloring.isVisible(290));
    QCOMPARE(coloring.shownCount(), 1U);
    QVERIFY(coloring.hasOwnLook(290));
}

void MapColoringTest::legendOfNumbers()
{
    MapColoring coloring;
    MapLegend legend(coloring);
    legend.resize(240, 300);
    legend.show();
    coloring.setColumn(tableOfNumbers({1, 2, 3, std::numeric_limits<float>::quiet_NaN()}), kLoss);
    const auto fields = legend.findChildren<QDoubleSpinBox *>();
    QCOMPARE(fields.size(), 2);
    QCOMPARE(fields[0]->value(), 1.0);
    QCOMPARE(fields[1]->value(), 3.0);
    fields[1]->setValue(2);
    QCOMPARE(coloring.range(), (MapColoring::Range{1, 2}));
    fields[0]->setValue(2.5); // would turn the range around
    QCOMPARE(fields[0]->value(), 1.0);
    for (auto *box : legend.findChildren<QCheckBox *>())
        box->setChecked(true);
    QVERIFY(coloring.hidesOutside() && coloring.isReversed());
    QCOMPARE(coloring.shownCount(), 3U);
    QVERIFY2(testing::unnamedFocusable(legend).isEmpty(),
             qPrintable(testing::unnamedFocusable(legend).join(QLatin1Char('\n'))));
}

void MapColoringTest::rangeBarByHand()
{
    MapColoring coloring;
    std::vector<float> numbers;
    for (int i = 0; i <= 100; ++i)
        numbers.push_back(static_cast<float>(i));
    const PointTablePtr table = tableOfNumbers(numbers);
    coloring.setColumn(table, kLoss);
    SampleSelection selection;
    RangeBar bar(coloring);
    bar.setSelection(&selection);
    bar.resize(300, 60);
    std::uint32_t all = 0;
    for (const std::uint32_t count : bar.counts(false))
        all += count;
    QCOMPARE(all, 101U); // none falls out at the end
    selection.select(table->dataset, SampleSet::of(101, std::vector<std::uint32_t>{100, 99, 0}), QStringLiteral("x"));
    QCOMPARE(bar.counts(true).front() + bar.counts(true).back(), 3U);
    const auto press = [&](double from, double to) {
        QTest::mousePress(&bar, Qt::LeftButton, {}, QPointF(bar.placeOf(from), 40).toPoint());
        QTest::mouseMove(&bar, QPointF(bar.placeOf(to), 40).toPoint());
        QTest::mouseRelease(&bar, Qt::LeftButton, {}, QPointF(bar.placeOf(to), 40).toPoint());
    };
    press(0, 20);
    QVERIFY(std::abs(coloring.range().low - 20) < 1);
    press(100, 60);
    QVERIFY(std::abs(coloring.range().high - 60) < 1);
    press(60, 5); // past the other handle
    QVERIFY(coloring.range().low < coloring.range().high);
    QTest::mouseDClick(&bar, Qt::LeftButton, {}, QPoint(100, 40));
    QCOMPARE(coloring.range(), coloring.dataRange());
}

int main(int argc, char **argv)
{
    const testing::Sandbox box;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(argc, argv);
    MapColoringTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_map_coloring.moc"
