// The views beside the map: table, neighbors, confusion matrix, pairs, similarity matrix; and what is asked in words.

#include "tests/ui/embeddings/made_up_embedding.h"
#include "tests/ui/ui_testing.h"
#include "ui/embeddings/confusion_view.h"
#include "ui/embeddings/embedding_points.h"
#include "ui/embeddings/image_drop.h"
#include "ui/embeddings/neighbor_panel.h"
#include "ui/embeddings/pair_browser.h"
#include "ui/embeddings/sample_images.h"
#include "ui/embeddings/sample_query.h"
#include "ui/embeddings/sample_table.h"
#include "ui/embeddings/similarity_matrix_view.h"
#include "ui/style.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

#include <cmath>
#include <limits>
#include <random>

using namespace tandem;

namespace {

using Points = std::vector<std::uint32_t>;
using TesterMode = QAbstractItemModelTester::FailureReportingMode;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// Images 5, 10, 20, 40 and 80 of 100.
PointTablePtr smallTable()
{
    auto table = std::make_shared<PointTable>();
    table->dataset = {"small", 100};
    table->samples = {5, 10, 20, 40, 80};
    table->columns.push_back(categoryColumn(QStringLiteral("class"), QStringLiteral("Class"), {1, 0, 1, kNoCategory, 0},
                                            {QStringLiteral("cat"), QStringLiteral("sea lion")}));
    table->columns.push_back(categoryColumn(QStringLiteral("predicted"), QStringLiteral("Predicted"), {1, 1, 1, 0, 0},
                                            {QStringLiteral("cat"), QStringLiteral("sea lion")}));
    table->columns.push_back(
        numberColumn(QStringLiteral("loss"), QStringLiteral("Sample loss"), {0.5F, 3, kNan, 2.5F, 1}, 2));
    return table;
}

SampleImages::Names names()
{
    return [](std::uint32_t sample) { return QStringLiteral("train/image%1.png").arg(sample); };
}

Points found(const QString &question)
{
    const PointTablePtr table = smallTable();
    const SampleQuery::Parsed parsed = SampleQuery::parse(question, *table);
    if (!parsed.error.isEmpty())
        qWarning("%s", qPrintable(parsed.error));
    return parsed.error.isEmpty() ? parsed.query.match(*table, names()) : Points{999};
}

Points shownPoints(const SampleTableModel &model)
{
    return model.rows();
}

} // namespace

class SampleViewsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void questions_data();
    void questions();
    void questionsThatAreNone_data();
    void questionsThatAreNone();
    void neighborsEqualThePlainSearch();
    void neighborsOfAMeanAndOfAForeignVector();
    void neighborsOfNothing();
    void tableModelIsSound();
    void tableSortsUnknownLast();
    void tableFilters();
    void tableAndSelectionAreOne();
    void tableCurrentRowIsShared();
    void tableKeepsItsRowsFromEpochToEpoch();
    void tableOfAHundredThousandStaysQuick();
    void tableShowsAFewAlone();
    void neighborPanelFollowsAndPicks();
    void neighborPanelOfASelection();
    void neighborPanelOfADroppedImage();
    void dropsAreTaken();
    void confusionCounts();
    void confusionByHand();
    void pairsFilterSortAndMark();
    void similarityOrder();
    void similarityImage();
    void similarityByHand();
    void everythingIsNamed();
    void storedEmbeddingsBecomePoints();
};

void SampleViewsTest::questions_data()
{
    QTest::addColumn<QString>("question");
    QTest::addColumn<Points>("points");
    const auto row = [](const char *question, const Points &points) {
        QTest::newRow(question) << QString::fromUtf8(question) << points;
    };
    row("", {0, 1, 2, 3, 4});
    row("CAT", {1, 3, 4}); // in class or predicted
    row("class=cat", {1, 4});
    row("Class = \"sea lion\"", {0, 2});
    row("class=sea", {});     // the whole name
    row("class:sea", {0, 2}); // a part
    row("class!=cat", {0, 2, 3});
    row("-class=cat", {0, 2, 3});
    row("loss>1", {1, 3});
    row("loss >= 1", {1, 3, 4});
    row("loss<1", {0});
    row("loss<=1", {0, 4});
    row("loss=2.5", {3});
    row("loss=2,5", {3});
    row("loss!=2.5", {0, 1, 2, 4});
    row("\"sample loss\">1", {1, 3}); // by its title
    row("loss>-5", {0, 1, 3, 4});     // unknown fits nothing
    row("image4", {3});               // in the file's name
    row("name:train/image", {0, 1, 2, 3, 4});
    row("name=train/image5.png", {0});
    row("-image4 loss>1", {1});
    row("class=cat loss>2 image10", {1});
    row("nothing", {});
}

void SampleViewsTest::questions()
{
    QFETCH(QString, question);
    QFETCH(Points, points);
    QCOMPARE(found(question), points);
}

void SampleViewsTest::questionsThatAreNone_data()
{
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *question, const char *says) {
        QTest::newRow(question) << QString::fromUtf8(question) << QString::fromUtf8(says);
    };
    row("color=red", "Nothing is known as “color”. Known: name, class, predicted, loss.");
    row("loss>many", "“many” is no number. Write for instance loss>0.5.");
    row("class>cat", "“class” is a word, not a number: ask with = or : instead of >.");
    row("loss>", "“loss>” cannot be read. Close the quotes, and put a word or number after each sign.");
    row("\"open", "“\"open” cannot be read. Close the quotes, and put a word or number after each sign.");
    row("loss>nan", "“nan” is no number. Write for instance loss>0.5.");
}

void SampleViewsTest::questionsThatAreNone()
{
    QFETCH(QString, question);
    QFETCH(QString, says);
    QCOMPARE(SampleQuery::parse(question, *smallTable()).error, says);
}

void SampleViewsTest::neighborsEqualThePlainSearch()
{
    constexpr std::size_t kCount = 300, kDimension = 19; // no multiple of what is added at a time
    std::mt19937 random(2);
    std::normal_distribution<float> normal;
    std::vector<float> rows;
    for (std::size_t i = 0; i < kCount * kDimension; ++i)
        rows.push_back(normal(random));
    const ArrayNeighbors source({rows, kDimension}, {});
    const auto plainCosine = [&](std::size_t a, std::size_t b) {
        double dot = 0, aa = 0, bb = 0;
        for (std::size_t d = 0; d < kDimension; ++d) {
            const double x = static_cast<double>(rows[a * kDimension + d]),
                         y = static_cast<double>(rows[b * kDimension + d]);
            dot += x * y;
            aa += x * x;
            bb += y * y;
        }
        return dot / std::sqrt(aa * bb);
    };
    for (const std::uint32_t point : {0U, 17U, 299U}) {
        std::vector<std::pair<double, std::uint32_t>> plain;
        for (std::uint32_t other = 0; other < kCount; ++other)
            if (other != point)
                plain.emplace_back(-plainCosine(point, other), other);
        std::sort(plain.begin(), plain.end());
        const auto nearest = source.nearest({EmbeddingSpace::Features, {point}, {}, 25}, {});
        QCOMPARE(nearest.size(), std::size_t(25));
        for (std::size_t i = 0; i < nearest.size(); ++i) {
            QCOMPARE(nearest[i].point, plain[i].second);
            QVERIFY(std::abs(static_cast<double>(nearest[i].cosine) + plain[i].first) < 1e-5);
        }
    }
    QVERIFY(std::abs(static_cast<double>(source.cosine(EmbeddingSpace::Features, 3, 4)) - plainCosine(3, 4)) < 1e-6);
    QVERIFY(std::isnan(source.cosine(EmbeddingSpace::Projections, 3, 4)));
}

void SampleViewsTest::neighborsOfAMeanAndOfAForeignVector()
{
    // Directions on a half circle, of any length; one row has none.
    EmbeddingRows rows{{}, 2};
    for (const float degrees : {0.0F, 20.0F, 40.0F, 60.0F, 170.0F}) {
        rows.rows.push_back(7 * std::cos(degrees / 57.29578F));
        rows.rows.push_back(7 * std::sin(degrees / 57.29578F));
    }
    rows.rows.insert(rows.rows.end(), {0, 0});
    const ArrayNeighbors source({}, rows);
    QVERIFY(!source.has(EmbeddingSpace::Features));
    QVERIFY(source.nearest({EmbeddingSpace::Features, {0}, {}, 3}, {}).empty());
    // The mean of 0 and 40 degrees points to 20; both are left out.
    const auto mean = source.nearest({EmbeddingSpace::Projections, {0, 2}, {}, 9}, {});
    QCOMPARE(mean.size(), std::size_t(4));
    QCOMPARE(mean[0].point, 1U);
    QVERIFY(std::abs(mean[0].cosine - 1) < 1e-6F);
    QCOMPARE(mean[1].point, 3U);
    QCOMPARE(mean[2].point, 5U); // what has no direction is near to nothing: 0
    QCOMPARE(mean[2].cosine, 0.0F);
    const auto foreign = source.nearest({EmbeddingSpace::Projections, {}, {0.1F, 0.17F}, 1}, {});
    QCOMPARE(foreign.front().point, 3U);
    QVERIFY(source.nearest({EmbeddingSpace::Projections, {}, {1, 2, 3}, 1}, {}).empty()); // of another encoder
}

void SampleViewsTest::neighborsOfNothing()
{
    const ArrayNeighbors source({{1, 0, 0, 1}, 2}, {});
    QVERIFY(source.nearest({EmbeddingSpace::Features, {}, {}, 3}, {}).empty());
    QVERIFY(source.nearest({EmbeddingSpace::Features, {0}, {}, 0}, {}).empty());
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(source.nearest({EmbeddingSpace::Features, {0}, {}, 3}, stop.get_token()).empty());
}

void SampleViewsTest::tableModelIsSound()
{
    SampleTableModel model;
    const QAbstractItemModelTester tester(&model, TesterMode::QtTest);
    SampleSelection selection;
    DatasetImages images(testing::madeUpImages(100, 4));
    model.setSelection(&selection);
    model.setImages(&images);
    model.setTable(smallTable());
    QTRY_COMPARE(model.rowCount(), 5);
    QCOMPARE(model.columnCount(), 6);
    QCOMPARE(model.index(1, SampleTableModel::Image).data().toString(), QStringLiteral("class 0/10.png"));
    QCOMPARE(model.index(1, SampleTableModel::Number).data().toString(), QStringLiteral("10"));
    QCOMPARE(model.index(0, 3).data().toString(), QStringLiteral("sea lion"));
    QCOMPARE(model.index(3, 3).data().toString(), QStringLiteral("–"));
    QCOMPARE(model.index(1, 5).data().toString(), QStringLiteral("3.00"));
    QVERIFY(!model.index(1, SampleTableModel::Image).data(SampleTableModel::PictureRole).value<QImage>().isNull());
    QCOMPARE(model.headerData(5, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Sample loss"));
    QVERIFY(model.setData(model.index(1, 0), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(selection.selectedOf(model.table()->dataset).indices(), Points{10});
    model.setTable(nullptr);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.columnCount(), 3);
}

void SampleViewsTest::tableSortsUnknownLast()
{
    SampleTableModel model;
    model.setTable(smallTable());
    model.sort(5, Qt::AscendingOrder);
    QTRY_COMPARE(shownPoints(model), (Points{0, 4, 3, 1, 2}));
    model.sort(5, Qt::DescendingOrder);
    QTRY_COMPARE(shownPoints(model), (Points{1, 3, 4, 0, 2}));
    model.sort(3, Qt::AscendingOrder); // by class, in the order of the classes; those alike by number
    QTRY_COMPARE(shownPoints(model), (Points{1, 4, 0, 2, 3}));
    model.sort(SampleTableModel::Number, Qt::DescendingOrder);
    QTRY_COMPARE(shownPoints(model), (Points{4, 3, 2, 1, 0}));
    DatasetImages images(testing::madeUpImages(100, 1)); // names "class 0/5.png", "class 0/10.png": by value
    model.setImages(&images);
    model.sort(SampleTableModel::Image, Qt::AscendingOrder);
    QTRY_COMPARE(shownPoints(model), (Points{0, 1, 2, 3, 4}));
    SampleSelection selection;
    model.setSelection(&selection);
    selection.select(model.table()->dataset, SampleSet::of(100, Points{20, 80}), QStringLiteral("x"));
    model.sort(SampleTableModel::Selected, Qt::AscendingOrder);
    QTRY_COMPARE(shownPoints(model), (Points{2, 4, 0, 1, 3}));
}

void SampleViewsTest::tableFilters()
{
    SampleTable table;
    SampleSelection selection;
    table.setSelection(&selection);
    table.setPoints(smallTable(), nullptr);
    QTRY_COMPARE(table.model().rowCount(), 5);
    auto *field = table.findChild<QLineEdit *>();
    field->setText(QStringLiteral("loss>0.7"));
    QTRY_COMPARE(shownPoints(table.model()), (Points{1, 3, 4}));
    field->setText(QStringLiteral("loss>")); // half typed: the rows stay, the field says why
    QTRY_VERIFY(!field->toolTip().isEmpty());
    QCOMPARE(shownPoints(table.model()), (Points{1, 3, 4}));
    field->setText(QString());
    QTRY_COMPARE(table.model().rowCount(), 5);
    auto *only = table.findChild<QCheckBox *>();
    only->setChecked(true);
    QTRY_COMPARE(table.model().rowCount(), 0);
    selection.select(table.model().table()->dataset, SampleSet::of(100, Points{5, 40, 99}), QStringLiteral("Lasso"));
    QTRY_COMPARE(shownPoints(table.model()), (Points{0, 3}));
    selection.history().undo();
    QTRY_COMPARE(table.model().rowCount(), 0);
}

void SampleViewsTest::tableAndSelectionAreOne()
{
    SampleTable table;
    SampleSelection selection;
    table.setSelection(&selection);
    table.setPoints(smallTable(), nullptr);
    table.resize(700, 400);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    QTRY_COMPARE(table.model().rowCount(), 5);
    SampleTableView &view = table.view();
    const DatasetIdentity dataset = table.model().table()->dataset;
    QSignalSpy changed(&selection, &SampleSelection::changed);
    const auto click = [&](int row, int column, Qt::KeyboardModifiers modifiers) {
        QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers,
                          view.visualRect(table.model().index(row, column)).center());
    };
    click(1, 1, {});
    QCOMPARE(selection.selectedOf(dataset).indices(), Points{10});
    click(3, 4, Qt::ShiftModifier);
    QCOMPARE(selection.selectedOf(dataset).indices(), (Points{10, 20, 40}));
    click(2, 1, Qt::ControlModifier);
    QCOMPARE(selection.selectedOf(dataset).indices(), (Points{10, 40}));
    QCOMPARE(changed.size(), 3);
    // The box in front of a row.
    const QRect box = view.visualRect(table.model().index(4, 0));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(box.left() + 12, box.center().y()));
    QCOMPARE(selection.selectedOf(dataset).indices(), (Points{10, 40, 80}));
    view.setFocus();
    view.setCurrentIndex(table.model().index(0, 1));
    QTest::keyClick(&view, Qt::Key_Space);
    QCOMPARE(selection.selectedOf(dataset).indices(), (Points{5, 10, 40, 80}));
    QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(selection.selectedOf(dataset).indices(), (Points{5, 10, 20}));
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text().count(QLatin1Char('\n')), 2);
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("10\tcat\tsea lion\t3.00")));
    QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(selection.selectedOf(dataset).count(), 5U);
    QVERIFY(table.model().index(0, 2).data(Qt::BackgroundRole).isValid());
    // Sorted otherwise, Shift reaches over what is seen.
    table.sortBy(QStringLiteral("loss"), Qt::DescendingOrder);
    QTRY_COMPARE(shownPoints(table.model()), (Points{1, 3, 4, 0, 2}));
    click(0, 1, {});
    click(1, 1, Qt::ShiftModifier);
    QCOMPARE(selection.selectedOf(dataset).indices(), (Points{10, 40}));
}

void SampleViewsTest::tableCurrentRowIsShared()
{
    SampleTable table;
    SampleSelection selection;
    table.setSelection(&selection);
    const PointTablePtr points = smallTable();
    selection.setCurrent(points->dataset, 40);
    table.setPoints(points, nullptr);
    QTRY_COMPARE(table.view().currentIndex().row(), 3);
    selection.setCurrent(points->dataset, 10);
    QCOMPARE(table.view().currentIndex().row(), 1);
    selection.setCurrent(points->dataset, 11); // not in the table
    QCOMPARE(table.view().currentIndex().row(), 1);
    table.view().setFocus();
    QTest::keyClick(&table.view(), Qt::Key_Down);
    QCOMPARE(selection.currentOf(points->dataset), 20);
    table.sortBy(QStringLiteral("loss"), Qt::AscendingOrder);
    QTRY_COMPARE(table.view().currentIndex().row(), 4); // the image stays current, wherever its row goes
    QCOMPARE(selection.currentOf(points->dataset), 20);
    QSignalSpy activated(&table, &SampleTable::rowActivated);
    QTest::keyClick(&table.view(), Qt::Key_Return);
    QCOMPARE(activated.first().first().toLongLong(), 2);
}

void SampleViewsTest::tableKeepsItsRowsFromEpochToEpoch()
{
    SampleTableModel model;
    model.setTable(smallTable());
    QTRY_COMPARE(model.rowCount(), 5);
    model.sort(5, Qt::DescendingOrder);
    QTRY_COMPARE(shownPoints(model), (Points{1, 3, 4, 0, 2}));
    auto next = std::make_shared<PointTable>(*smallTable());
    next->columns[2].numbers = {9, 3, 0, 2.5F, 1};
    model.setTable(next);
    QCOMPARE(model.rowCount(), 5); // at no time is it empty
    QTRY_COMPARE(shownPoints(model), (Points{0, 1, 3, 4, 2}));
}

void SampleViewsTest::tableOfAHundredThousandStaysQuick()
{
    const testing::MadeUpEmbedding made = testing::madeUpEmbedding(100'000, 10);
    SampleTable table;
    SampleSelection selection;
    table.setSelection(&selection);
    DatasetImages images(testing::madeUpImages(100'000, 10));
    table.setImages(&images);
    table.resize(800, 600);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    const testing::LoopWatch watch;
    table.setPoints(made.table, made.layout);
    QTRY_COMPARE(table.model().rowCount(), 100'000);
    table.sortBy(QStringLiteral("loss"), Qt::DescendingOrder);
    QTRY_VERIFY(made.table->columns[1].numbers[table.model().pointAt(0)] >=
                made.table->columns[1].numbers[table.model().pointAt(1)]);
    SampleSet every(100'000);
    for (std::uint32_t i = 0; i < 100'000; i += 2)
        every.insert(i);
    selection.select(made.table->dataset, every, QStringLiteral("every second"));
    selection.clear(QStringLiteral("none"));
    table.findChild<QLineEdit *>()->setText(QStringLiteral("99 loss>1"));
    QTRY_VERIFY(table.model().rowCount() < 100'000);
    QTest::qWait(30);
    qInfo("100 000 rows: longest work of the loop %.1f ms", watch.longestWorkMs());
    QVERIFY(watch.longestWorkMs() < 50);
}

void SampleViewsTest::tableShowsAFewAlone()
{
    SampleTable table;
    table.setPoints(smallTable(), nullptr);
    table.show();
    table.showOnly({4, 1}, QStringLiteral("Images that were taken for others"));
    QTRY_COMPARE(shownPoints(table.model()), (Points{1, 4}));
    QToolButton *all = nullptr;
    for (auto *button : table.findChildren<QToolButton *>())
        if (button->text() == QStringLiteral("Show all"))
            all = button;
    QVERIFY(all->isVisible());
    // More has become known of the same images.
    auto more = std::make_shared<PointTable>(*smallTable());
    more->columns.push_back(
        numberColumn(QStringLiteral("more"), QStringLiteral("More"), std::vector<float>(more->size(), 1)));
    table.setPoints(more, nullptr);
    QTRY_COMPARE(shownPoints(table.model()), (Points{1, 4}));
    QVERIFY(all->isVisible());
    all->click();
    QTRY_COMPARE(table.model().rowCount(), 5);
    QVERIFY(!all->isVisible());
}

void SampleViewsTest::neighborPanelFollowsAndPicks()
{
    const testing::MadeUpEmbedding made = testing::madeUpEmbedding(500, 5);
    DatasetImages images(testing::madeUpImages(500, 5));
    SampleSelection selection;
    NeighborPanel panel;
    const QAbstractItemModelTester tester(&panel.model(), TesterMode::QtTest);
    QVERIFY(!panel.emptyText().isEmpty());
    panel.setImages(&images);
    panel.setSelection(&selection);
    panel.setPoints(made.table, made.neighbors);
    panel.resize(420, 420);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QVERIFY(panel.emptyText().contains(QStringLiteral("Click an image")));
    selection.setCurrent(made.table->dataset, 42);
    const auto expected = made.neighbors->nearest({EmbeddingSpace::Features, {42}, {}, 12}, {});
    QTRY_COMPARE(panel.model().neighbors(), expected);
    QCOMPARE(panel.emptyText(), QString());
    QVERIFY(panel.model().index(0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("cosine")));
    panel.setCount(3);
    QTRY_COMPARE(panel.model().rowCount(), 3);
    // A click selects one, and the list stays what it was.
    QListView &list = panel.list();
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(panel.model().index(1)).center());
    QCOMPARE(selection.selectedOf(made.table->dataset).indices(), Points{expected[1].point});
    QCOMPARE(selection.currentOf(made.table->dataset), expected[1].point);
    QTest::mouseClick(list.viewport(), Qt::LeftButton, Qt::ControlModifier,
                      list.visualRect(panel.model().index(2)).center());
    QCOMPARE(selection.selectedOf(made.table->dataset).count(), 2U);
    QTest::qWait(30);
    QCOMPARE(panel.model().neighbors()[0], expected[0]);
    // By keyboard: Space turns over, Enter goes on from there.
    list.setFocus();
    list.setCurrentIndex(panel.model().index(0));
    QTest::keyClick(&list, Qt::Key_Space);
    QCOMPARE(selection.selectedOf(made.table->dataset).count(), 3U);
    QTest::keyClick(&list, Qt::Key_Return);
    const auto further = made.neighbors->nearest({EmbeddingSpace::Features, {expected[0].point}, {}, 3}, {});
    QTRY_COMPARE(panel.model().neighbors(), further);
}

void SampleViewsTest::neighborPanelOfASelection()
{
    const testing::MadeUpEmbedding made = testing::madeUpEmbedding(500, 5);
    SampleSelection selection;
    NeighborPanel panel;
    panel.setSelection(&selection);
    panel.setPoints(made.table, made.neighbors);
    panel.setSubject(NeighborPanel::Subject::Selection);
    QVERIFY(panel.emptyText().contains(QStringLiteral("Select some")));
    selection.select(made.table->dataset, SampleSet::of(500, Points{1, 2, 3}), QStringLiteral("Lasso"));
    QTRY_COMPARE(panel.model().neighbors(), made.neighbors->nearest({EmbeddingSpace::Features, {1, 2, 3}, {}, 12}, {}));
    for (const Neighbor &neighbor : panel.model().neighbors())
        QVERIFY(neighbor.point > 3 || neighbor.point == 0);
    // All of the selection are of class 0, so others are told.
    selection.select(made.table->dataset, SampleSet::of(500, Points{1, 499}), QStringLiteral("Lasso"));
    QTRY_VERIFY(panel.model().neighbors() !=
                made.neighbors->nearest({EmbeddingSpace::Features, {1, 2, 3}, {}, 12}, {}));
    // z is not there to be chosen.
    for (auto *box : panel.findChildren<QComboBox *>())
        if (box->accessibleName() == QStringLiteral("Space"))
            QVERIFY(!(box->model()->flags(box->model()->index(1, 0)) & Qt::ItemIsEnabled));
}

void SampleViewsTest::neighborPanelOfADroppedImage()
{
    const testing::MadeUpEmbedding made = testing::madeUpEmbedding(500, 5);
    SampleSelection selection;
    NeighborPanel panel;
    panel.setSelection(&selection);
    panel.setPoints(made.table, made.neighbors);
    const auto row = made.neighbors->row(EmbeddingSpace::Features, 77);
    QImage picture(8, 8, QImage::Format_RGB32);
    picture.fill(Qt::red);
    panel.askAbout(QStringLiteral("holiday.jpg"), picture, {row.begin(), row.end()}, {});
    QTRY_VERIFY(panel.model().rowCount() > 0);
    QCOMPARE(panel.model().neighbors()[0].point, 77U);
    QVERIFY(panel.model().neighbors()[0].cosine > 0.999F);
    selection.setCurrent(made.table->dataset, 3); // the person goes on to an image of the dataset
    QTRY_COMPARE(panel.model().neighbors(), made.neighbors->nearest({EmbeddingSpace::Features, {3}, {}, 12}, {}));
}

void SampleViewsTest::dropsAreTaken()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a picture.PNG")),
                  text = folder.filePath(QStringLiteral("notes.txt"));
    QImage image(2, 2, QImage::Format_RGB32);
    image.fill(Qt::blue);
    QVERIFY(image.save(file));
    QFile notes(text);
    QVERIFY(notes.open(QIODevice::WriteOnly));
    notes.close();
    NeighborPanel panel;
    QSignalSpy dropped(&panel, &NeighborPanel::imageDropped);
    const auto drop = [&](const QList<QUrl> &urls) {
        QMimeData data;
        data.setUrls(urls);
        QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
        enter.setAccepted(false);
        QApplication::sendEvent(&panel, &enter);
        QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&panel, &event);
        return enter.isAccepted();
    };
    QVERIFY(drop({QUrl::fromLocalFile(text), QUrl::fromLocalFile(file)}));
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped.first().first().toString(), file);
    QVERIFY(!drop({QUrl::fromLocalFile(text)}));
    QVERIFY(!drop({QUrl::fromLocalFile(folder.path())}));
    QVERIFY(!drop({QUrl(QStringLiteral("https://example.org/a.png"))}));
    QCOMPARE(dropped.size(), 1);
}

void SampleViewsTest::confusionCounts()
{
    ConfusionModel model;
    const QAbstractItemModelTester tester(&model, TesterMode::QtTest);
    model.setPoints(smallTable(), QStringLiteral("class"), QStringLiteral("predicted"));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.columnCount(), 3);
    QCOMPARE(model.total(), 4U); // the one without a class is left out
    QCOMPARE(model.count(0, 0), 1U);
    QCOMPARE(model.count(0, 1), 1U);
    QCOMPARE(model.count(1, 0), 0U);
    QCOMPARE(model.count(1, 1), 2U);
    QCOMPARE(model.accuracy(), 0.75);
    QCOMPARE(model.pointsOf(0, 1), Points{1});
    QCOMPARE(model.pointsOf(1, 1), (Points{0, 2}));
    QCOMPARE(model.pointsOf(1, 2), (Points{0, 2})); // the last column: those that were right
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("1"));
    QCOMPARE(model.index(0, 2).data().toString(), QStringLiteral("50 %"));
    model.setShowsShares(true);
    QCOMPARE(model.index(1, 1).data().toString(), QStringLiteral("100 %"));
    // Rows add up to all of their class.
    const testing::MadeUpEmbedding made = testing::madeUpEmbedding(1000, 10);
    auto table = std::make_shared<PointTable>(*made.table);
    std::vector<std::int32_t> predicted = table->columns[0].categories;
    std::mt19937 random(1);
    for (std::int32_t &p : predicted)
        p = random() % 3 == 0 ? static_cast<std::int32_t>(random() % 10) : p;
    table->columns.push_back(
        categoryColumn(QStringLiteral("predicted"), QStringLiteral("P"), predicted, table->columns[0].names));
    model.setPoints(table, QStringLiteral("class"), QStringLiteral("predicted"));
    for (int truth = 0; truth < 10; ++truth) {
        QCOMPARE(model.rowTotal(truth), 100U);
        for (int p = 0; p < 10; ++p)
            QCOMPARE(static_cast<std::uint32_t>(model.pointsOf(truth, p).size()), model.count(truth, p));
    }
    // Classes as many as images: no matrix of all pairs of them.
    QStringList names;
    std::vector<std::int32_t> own;
    for (int i = 0; i <= ConfusionModel::kMostClasses; ++i) {
        names << QString::number(i);
        own.push_back(i);
    }
    auto many = std::make_shared<PointTable>();
    many->dataset = {"many", static_cast<std::uint32_t>(own.size())};
    many->samples.assign(own.begin(), own.end());
    for (const char *key : {"class", "predicted"})
        many->columns.push_back(categoryColumn(QString::fromLatin1(key), QStringLiteral("C"), own, names));
    model.setPoints(many, QStringLiteral("class"), QStringLiteral("predicted"));
    QVERIFY(model.hasTooManyClasses());
    QCOMPARE(model.rowCount(), 0);
    // No labels, no predictions, or names that do not match: nothing, and no crash.
    model.setPoints(made.table, QStringLiteral("class"), QStringLiteral("predicted"));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(std::isnan(model.accuracy()));
    model.setPoints(nullptr, QStringLiteral("class"), QStringLiteral("predicted"));
    QCOMPARE(model.columnCount(), 0);
}

void SampleViewsTest::confusionByHand()
{
    ConfusionView view;
    view.setPoints(smallTable(), QStringLiteral("class"), QStringLiteral("predicted"), QStringLiteral("kNN on h"));
    view.resize(400, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy wanted(&view, &ConfusionView::imagesRequested);
    QTableView &table = view.table();
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(view.model().index(0, 1)).center());
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().value<std::vector<std::uint32_t>>(), Points{1});
    QCOMPARE(wanted.first().last().toString(), QStringLiteral("1 image(s) of cat that were taken for sea lion"));
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(view.model().index(1, 0)).center());
    QCOMPARE(wanted.size(), 1); // an empty cell has no images to show
    table.setFocus();
    table.setCurrentIndex(view.model().index(0, 1));
    QTest::keyClick(&table, Qt::Key_Down);
    QTest::keyClick(&table, Qt::Key_Return);
    QCOMPARE(wanted.last().first().value<std::vector<std::uint32_t>>(), (Points{0, 2}));
    view.findChild<QCheckBox *>()->click();
    QVERIFY(view.model().showsShares());
}

void SampleViewsTest::pairsFilterSortAndMark()
{
    using Labels = SamplePair::Labels;
    PairBrowser browser;
    const QAbstractItemModelTester tester(&browser.model(), TesterMode::QtTest);
    DatasetImages images(testing::madeUpImages(100, 4));
    SampleSelection selection;
    browser.setImages(&images);
    browser.setSelection(&selection);
    QVERIFY(!browser.view().isVisibleTo(&browser));
    const PointTablePtr table = smallTable();
    browser.setPairs(table, {{0, 2, 0.98F, 0.97F, Labels::Same, false},
                             {1, 0, 0.97F, 0.8F, Labels::Other, false},
                             {3, 4, 0.95F, kNan, Labels::Unknown, true},
                             {2, 3, 0.9F, 0.85F, Labels::Unknown, false, true}});
    browser.resize(800, 400);
    browser.show();
    QVERIFY(QTest::qWaitForWindowExposed(&browser));
    QAbstractItemModel &shown = *browser.view().model();
    QCOMPARE(shown.rowCount(), 4);
    // Those furthest above their positive first, though another pair is more alike; those without a positive last.
    QStringList excesses;
    for (int row = 0; row < 4; ++row)
        excesses << shown.index(row, PairModel::Excess).data().toString();
    QCOMPARE(excesses, (QStringList{QStringLiteral("0.170"), QStringLiteral("0.050"), QStringLiteral("0.010"),
                                    QStringLiteral("–")}));
    QCOMPARE(shown.index(3, PairModel::Positive).data().toString(), QStringLiteral("–"));
    QCOMPARE(shown.index(0, PairModel::Labels).data().toString(), QStringLiteral("other: cat, sea lion"));
    browser.setShown(PairBrowser::Shown::SameClass);
    QCOMPARE(shown.rowCount(), 1);
    browser.setShown(PairBrowser::Shown::NearDuplicates); // marked, or alike by their cosine
    QCOMPARE(shown.rowCount(), 2);
    QCOMPARE(shown.index(1, PairModel::Mark).data().toString(), QString());
    QCOMPARE(shown.index(0, PairModel::Mark).data().toString(), QStringLiteral("likely"));
    QCOMPARE(shown.index(0, PairModel::Mark).data(Qt::CheckStateRole).value<Qt::CheckState>(), Qt::Unchecked);
    browser.setShown(PairBrowser::Shown::All);
    auto *box = browser.findChild<QComboBox *>();
    QCOMPARE(box->itemText(3), QStringLiteral("Near-duplicates (2)"));
    QSignalSpy marked(&browser, &PairBrowser::markChanged);
    browser.view().setFocus();
    browser.view().setCurrentIndex(shown.index(0, 0));
    QTest::keyClick(&browser.view(), Qt::Key_M);
    QCOMPARE(marked.size(), 1);
    QCOMPARE(marked.first(), (QList<QVariant>{10U, 5U, true})); // images of the dataset, as the page keeps them
    QCOMPARE(box->itemText(3), QStringLiteral("Near-duplicates (3)"));
    QTest::keyClick(&browser.view(), Qt::Key_Return);
    QCOMPARE(selection.selectedOf(table->dataset).indices(), (Points{5, 10}));
    QCOMPARE(selection.currentOf(table->dataset), 10);
    browser.view().sortByColumn(PairModel::Positive, Qt::AscendingOrder);
    QCOMPARE(shown.index(0, PairModel::Positive).data().toString(), QStringLiteral("–"));
    QCOMPARE(shown.index(1, PairModel::Positive).data().toString(), QStringLiteral("0.800"));
}

void SampleViewsTest::similarityOrder()
{
    SimilarityMatrix matrix;
    // Two views of five images; classes 1, 0, none, 1, 0.
    const std::int32_t labels[] = {1, 0, -1, 1, 0};
    for (std::int8_t view = 0; view < 2; ++view)
        for (std::int32_t i = 0; i < 5; ++i)
            matrix.rows.push_back({static_cast<std::uint32_t>(i), labels[i], view, view == 0 ? i + 5 : i});
    QCOMPARE(rowOrder(matrix, true), (Points{1, 6, 4, 9, 0, 5, 3, 8, 2, 7}));
    QCOMPARE(rowOrder(matrix, false), (Points{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

void SampleViewsTest::similarityImage()
{
    SimilarityMatrix matrix;
    matrix.rows.resize(3);
    matrix.cosines = {1, -1, 0.5F, -1, 1, kNan, 0.5F, kNan, 1};
    ColorRamp ramp;
    for (std::size_t i = 0; i < ramp.size(); ++i)
        ramp[i] = qRgb(static_cast<int>(i), 0, 0);
    const QImage image = matrixImage(matrix, {2, 0, 1}, ramp, qRgb(0, 255, 0));
    QCOMPARE(image.pixel(0, 0), qRgb(255, 0, 0));
    QCOMPARE(image.pixel(1, 0), qRgb(191, 0, 0)); // 0.5
    QCOMPARE(image.pixel(2, 0), qRgb(0, 255, 0)); // not known
    QCOMPARE(image.pixel(2, 1), qRgb(0, 0, 0));   // -1
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(matrixImage(matrix, {0, 1, 2}, ramp, 0, stop.get_token()).isNull());
}

void SampleViewsTest::similarityByHand()
{
    auto matrix = std::make_shared<SimilarityMatrix>();
    matrix->dataset = {"made-up-100", 100};
    matrix->classNames = {QStringLiteral("cat"), QStringLiteral("dog")};
    for (std::int8_t view = 0; view < 2; ++view)
        for (std::uint32_t i = 0; i < 10; ++i)
            matrix->rows.push_back(
                {i, static_cast<std::int32_t>(i % 2), view, static_cast<std::int32_t>(view == 0 ? i + 10 : i)});
    matrix->cosines.assign(400, 0.25F);
    SimilarityMatrixView view;
    DatasetImages images(testing::madeUpImages(100, 4));
    SampleSelection selection;
    view.setImages(&images);
    view.setSelection(&selection);
    view.setMatrix(matrix);
    view.resize(500, 560);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    MatrixCanvas &canvas = view.canvas();
    QCOMPARE(view.shownText(), QString());
    // In the order of classes, rows 0 and 1 are the two views of image 0.
    const auto at = [&](int row, int column) { return canvas.cellRect({row, column}).center().toPoint(); };
    QTest::mouseMove(&canvas, at(0, 1));
    QTRY_COMPARE(view.shownText(),
                 QStringLiteral("class 0/0.png, view 1 – class 0/0.png, view 2: cosine 0.250, the positive"));
    QVERIFY(canvas.isPositive({0, 1}) && canvas.isPositive({1, 0}) && !canvas.isPositive({0, 2}));
    QTest::mouseMove(&canvas, at(0, 2));
    QTRY_COMPARE(view.shownText(),
                 QStringLiteral("class 0/0.png, view 1 – class 0/2.png, view 1: cosine 0.250, same class, cat"));
    QTest::mouseMove(&canvas, at(0, 19));
    QTRY_VERIFY(view.shownText().endsWith(QStringLiteral("other class, cat and dog")));
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, at(3, 3));
    QVERIFY(canvas.current() == (MatrixCanvas::Cell{3, 3}));
    QCOMPARE(canvas.cellAt(canvas.cellRect({7, 11}).center()), (MatrixCanvas::Cell{7, 11}));
    // By keyboard, zoomed in: the cursor stays in sight.
    canvas.setFocus();
    for (int i = 0; i < 6; ++i)
        QTest::keyClick(&canvas, Qt::Key_Plus);
    QVERIFY(canvas.cellSide() > 30);
    for (int i = 0; i < 12; ++i) {
        QTest::keyClick(&canvas, Qt::Key_Right);
        QTest::keyClick(&canvas, Qt::Key_Down);
        QVERIFY(canvas.rect().contains(canvas.cellRect(canvas.current()).center().toPoint()));
    }
    QVERIFY(canvas.current() == (MatrixCanvas::Cell{15, 15}));
    QTest::keyClick(&canvas, Qt::Key_Left);
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&canvas);
    QCOMPARE(interface->text(QAccessible::Value), view.shownText());
    QVERIFY(interface->text(QAccessible::Value).contains(QStringLiteral("cosine")));
    QTest::keyClick(&canvas, Qt::Key_Return);
    QCOMPARE(selection.selectedOf(matrix->dataset).count(), 1U); // two views of one image
    QTest::keyClick(&canvas, Qt::Key_Left);
    QTest::keyClick(&canvas, Qt::Key_Return);
    QCOMPARE(selection.selectedOf(matrix->dataset).count(), 2U);
    QTest::keyClick(&canvas, Qt::Key_0);
    QVERIFY(canvas.rect().contains(canvas.cellRect({19, 19}).toRect()));
    for (auto *box : view.findChildren<QCheckBox *>())
        box->click();
    QVERIFY(canvas.isPositive({0, 10})); // as given: first all first views
    view.setMatrix(nullptr);
    (void)view.grab();
    QTest::keyClick(&canvas, Qt::Key_Right);
    QCOMPARE(view.shownText(), QString());
}

void SampleViewsTest::everythingIsNamed()
{
    SampleTable table;
    NeighborPanel neighbors;
    ConfusionView confusion;
    PairBrowser pairs;
    SimilarityMatrixView matrix;
    for (QWidget *widget : std::initializer_list<QWidget *>{&table, &neighbors, &confusion, &pairs, &matrix}) {
        const QStringList unnamed = testing::unnamedFocusable(*widget);
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(QLatin1Char('\n'))));
    }
}

void SampleViewsTest::storedEmbeddingsBecomePoints()
{
    EmbeddingRecord record;
    record.samples = {0, 2, 3};
    record.labels = {1, 0, -1};
    record.predicted = {1, 1, 0};
    record.positives = {0.5F, kNan, 0.75F};
    record.featureDimension = 2;
    record.h = {1, 0, 1, 0.1F, 0, 1};
    // The run trained on a part of the images: its image 2 is image 30 of the dataset.
    const OpenDatasetPtr whole = testing::madeUpImages(100, 2);
    const ImageSetPtr part = subset(whole->images, {10, 20, 30, 40});
    const PointTablePtr table = pointsOf(record, part.get());
    QCOMPARE(table->samples, (Points{10, 30, 40}));
    QVERIFY(table->dataset == datasetIdentity(*whole->images));
    QCOMPARE(table->columns.size(), std::size_t(3));
    QCOMPARE(table->column(QStringLiteral("class"))->text(0), QStringLiteral("class 1"));
    QVERIFY(table->column(QStringLiteral("class"))->isMissing(2));
    QCOMPARE(table->column(QStringLiteral("predicted"))->text(2), QStringLiteral("class 0"));
    QVERIFY(table->column(QStringLiteral("positive"))->isMissing(1));
    const auto neighbors = neighborsOf(record);
    QVERIFY(neighbors->has(EmbeddingSpace::Features) && !neighbors->has(EmbeddingSpace::Projections));
    QCOMPARE(neighbors->nearest({EmbeddingSpace::Features, {0}, {}, 1}, {}).front().point, 1U);
    ConfusionModel confusion; // both columns have the same names
    confusion.setPoints(table, QStringLiteral("class"), QStringLiteral("predicted"));
    QCOMPARE(confusion.total(), 2U);
    // The images are gone: the map works all the same, and selects nothing on other pages.
    const PointTablePtr bare = pointsOf(record, nullptr, whole->images->identity());
    QCOMPARE(bare->samples, record.samples);
    QVERIFY(bare->dataset.identity != whole->images->identity());
    QCOMPARE(bare->dataset.size, 4U);
    QCOMPARE(bare->column(QStringLiteral("class"))->text(0), QStringLiteral("1"));
    const std::vector<std::string> given{"few", "many"}; // of a file's labels, whatever the images are called
    QCOMPARE(pointsOf(record, part.get(), {}, given)->column(QStringLiteral("class"))->text(0), QStringLiteral("many"));
    // Nothing but the samples was stored.
    record.labels = record.predicted = {};
    record.positives.clear();
    QVERIFY(pointsOf(record, nullptr)->columns.empty());
    QVERIFY(pointsOf(EmbeddingRecord(), nullptr)->samples.empty());
}

int main(int argc, char **argv)
{
    const testing::Sandbox box;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(argc, argv);
    QApplication::setStyle(new TandemStyle);
    SampleViewsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_sample_views.moc"
