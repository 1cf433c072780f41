#include "tests/ui/embeddings/made_up_embedding.h"
#include "tests/ui/ui_testing.h"
#include "ui/embeddings/embedding_map.h"
#include "ui/embeddings/hover_card.h"
#include "ui/embeddings/sample_images.h"
#include "ui/style.h"
#include "ui/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cmath>
#include <limits>

using namespace tandem;

namespace {

using Points = std::vector<std::uint32_t>;

/// Nine points on a cross, far enough apart for any finger:
///        7
///        5
///   1 3  0  4 2
///        6
///        8
PointTablePtr crossTable()
{
    auto table = std::make_shared<PointTable>();
    table->dataset = {"cross", 100};
    for (std::uint32_t i = 0; i < 9; ++i)
        table->samples.push_back(10 * i);
    table->columns.push_back(categoryColumn(QStringLiteral("class"), QStringLiteral("Class"),
                                            {0, 1, 1, 1, 1, 0, 0, 0, 0},
                                            {QStringLiteral("upright"), QStringLiteral("flat")}));
    table->columns.push_back(
        numberColumn(QStringLiteral("loss"), QStringLiteral("Loss"), {0, 1, 2, 3, 4, 5, 6, 7, 8}, 1));
    return table;
}

MapLayoutPtr crossLayout()
{
    const std::vector<double> xy{0, 0, -1, 0, 1, 0, -0.5, 0, 0.5, 0, 0, 0.5, 0, -0.5, 0, 1, 0, -1};
    return makeLayout(std::span<const double>(xy));
}

class MapFixture {
public:
    MapFixture()
    {
        map.setSelection(&selection);
        map.setColoring(&coloring);
        map.setPoints(table, crossLayout(), false);
        coloring.setColumn(table, QStringLiteral("class"));
        map.resize(500, 500);
        map.show();
        if (!QTest::qWaitForWindowExposed(&map))
            qFatal("the map is not shown");
        map.setFocus();
    }
    [[nodiscard]] QPoint place(std::size_t point) const { return map.placeOf(point).toPoint(); }
    [[nodiscard]] Points selected() const { return table->pointsOf(selection.selectedOf(table->dataset)); }
    void click(std::size_t point, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(&map, Qt::LeftButton, modifiers, place(point));
    }
    void drag(const QList<QPoint> &way, Qt::KeyboardModifiers modifiers = {}, Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mousePress(&map, button, modifiers, way.front());
        for (const QPoint &step : way.mid(1))
            move(step, button, modifiers);
        QTest::mouseRelease(&map, button, modifiers, way.back());
    }
    void move(const QPoint &to, Qt::MouseButtons buttons = {}, Qt::KeyboardModifiers modifiers = {})
    {
        QMouseEvent event(QEvent::MouseMove, to, map.mapToGlobal(to), Qt::NoButton, buttons, modifiers);
        QApplication::sendEvent(&map, &event);
    }
    void wheel(const QPoint &place, int delta)
    {
        QWheelEvent event(place, map.mapToGlobal(place), {}, {0, delta}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&map, &event);
    }

    PointTablePtr table = crossTable();
    SampleSelection selection;
    MapColoring coloring;
    EmbeddingMap map;
};

} // namespace

class EmbeddingMapTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void clicksSelect();
    void clickBesideAllClears();
    void lassoSelectsWhatItGoesAround();
    void lassoAddsAndSubtracts();
    void lassoEqualsThePlainTest();
    void anySizeOfLassoCounts();
    void eachDragOverManyPointsCounts();
    void escapeForgetsTheGesture();
    void boxSelects();
    void modifiersDrawALassoWithTheHand();
    void aGestureIsOneStep();
    void hiddenPointsAreNotCaught();
    void dragPansAndMiddleButtonAlways();
    void wheelAndPinchZoom();
    void pickRadius();
    void keysWalkAndSelect();
    void keysPanAndZoom();
    void walkingKeepsThePointInSight();
    void hoverLooksRarelyAndDwells();
    void cardTellsAndShowsNeighbors();
    void theCardIsWholeBesideASmallMap();
    void neighborsOfAnotherTableAreForgotten();
    void layoutsAreWalkedTo();
    void motionCanBeUnwanted();
    void theNextEpochStartsWhereThePointsAre();
    void layoutsThatSettleLeaveGesturesAndHoverAlone();
    void aLostSelectionLeavesTheMapAlive();
    void thumbnailsWhenNear();
    void trailsAndLinkedPointAreDrawn();
    void selectedImagesElsewhereAreTold();
    void accessible();
    void themeAndRatioRedraw();
    void aMillionPointsAnswer();
    void aHundredThousandPointsAreQuick();
    void emptyMapSaysSo();
};

void EmbeddingMapTest::clicksSelect()
{
    MapFixture f;
    f.click(3);
    QCOMPARE(f.selected(), Points{3});
    QCOMPARE(f.selection.selectedOf(f.table->dataset).indices(), Points{30}); // the image, not the point
    QCOMPARE(f.map.currentPoint(), 3);
    f.click(4, Qt::ShiftModifier);
    QCOMPARE(f.selected(), (Points{3, 4}));
    f.click(3, Qt::ControlModifier);
    QCOMPARE(f.selected(), Points{4});
    f.click(0, Qt::ControlModifier);
    QCOMPARE(f.selected(), (Points{0, 4}));
    f.click(0, Qt::AltModifier);
    QCOMPARE(f.selected(), Points{4});
    f.click(8);
    QCOMPARE(f.selected(), Points{8});
}

void EmbeddingMapTest::clickBesideAllClears()
{
    MapFixture f;
    f.click(3);
    QTest::mouseClick(&f.map, Qt::LeftButton, Qt::ShiftModifier, {40, 40});
    QCOMPARE(f.selected(), Points{3});
    QTest::mouseClick(&f.map, Qt::LeftButton, {}, {40, 40});
    QVERIFY(f.selected().empty());
    f.selection.history().undo();
    QCOMPARE(f.selected(), Points{3});
}

void EmbeddingMapTest::lassoSelectsWhatItGoesAround()
{
    MapFixture f;
    f.map.setTool(EmbeddingMap::Tool::Lasso);
    // Around the middle, open at the end: the release closes it.
    const QPoint m = f.place(0);
    const int r = (f.place(4).x() - m.x()) / 2;
    f.drag({m + QPoint(-r, -r), m + QPoint(r, -r), m + QPoint(r, r), m + QPoint(-r, r)});
    QCOMPARE(f.selected(), Points{0});
    // Clockwise or not.
    const int far = 3 * r;
    f.drag({m + QPoint(-far, -far), m + QPoint(-far, far), m + QPoint(far, far), m + QPoint(far, -far)});
    QCOMPARE(f.selected(), (Points{0, 3, 4, 5, 6}));
}

void EmbeddingMapTest::lassoAddsAndSubtracts()
{
    MapFixture f;
    f.map.setTool(EmbeddingMap::Tool::Lasso);
    const auto around = [&](std::size_t point) {
        const QPoint m = f.place(point);
        return QList<QPoint>{m + QPoint(-20, -20), m + QPoint(20, -20), m + QPoint(20, 20), m + QPoint(-20, 20)};
    };
    f.drag(around(1));
    f.drag(around(2), Qt::ShiftModifier);
    QCOMPARE(f.selected(), (Points{1, 2}));
    f.drag(around(7), Qt::ShiftModifier);
    f.drag(around(2), Qt::AltModifier);
    QCOMPARE(f.selected(), (Points{1, 7}));
    f.drag(around(1), Qt::ControlModifier);
    QCOMPARE(f.selected(), Points{7});
    f.drag(around(5));
    QCOMPARE(f.selected(), Points{5});
}

void EmbeddingMapTest::lassoEqualsThePlainTest()
{
    // Through the widget, with thousands of points and a wild hand, against a test of each point on its own.
    const testing::MadeUpEmbedding made = testing::madeUpEmbedding(5000, 10);
    SampleSelection selection;
    EmbeddingMap map;
    map.setSelection(&selection);
    map.setPoints(made.table, made.layout, false);
    map.resize(700, 500);
    map.show();
    QVERIFY(QTest::qWaitForWindowExposed(&map));
    map.setTool(EmbeddingMap::Tool::Lasso);
    std::vector<QPointF> corners; // as the widget takes them
    QTest::mousePress(&map, Qt::LeftButton, {}, {350, 250});
    corners.push_back(map.camera().toMap({350, 250}));
    for (int i = 1; i < 200; ++i) {
        const QPoint at(350 + static_cast<int>(220 * std::sin(i * 0.31)),
                        250 + static_cast<int>(200 * std::sin(i * 0.47)));
        QMouseEvent event(QEvent::MouseMove, at, map.mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(&map, &event);
        corners.push_back(map.camera().toMap(at));
    }
    QTest::mouseRelease(&map, Qt::LeftButton, {}, {350, 250});
    Points plain;
    for (std::uint32_t point = 0; point < 5000; ++point) {
        int winding = 0;
        const QPointF p = made.layout->at(point);
        for (std::size_t i = 0; i < corners.size(); ++i) {
            const QPointF a = corners[i], b = corners[(i + 1) % corners.size()];
            const double side = (b.x() - a.x()) * (p.y() - a.y()) - (p.x() - a.x()) * (b.y() - a.y());
            if (a.y() <= p.y() && b.y() > p.y() && side > 0)
                ++winding;
            if (b.y() <= p.y() && a.y() > p.y() && side < 0)
                --winding;
        }
        if (winding != 0)
            plain.push_back(point);
    }
    QVERIFY(plain.size() > 500 && plain.size() < 5000);
    QCOMPARE(made.table->pointsOf(selection.selectedOf(made.table->dataset)), plain);
}

void EmbeddingMapTest::anySizeOfLassoCounts()
{
    MapFixture f;
    f.map.setTool(EmbeddingMap::Tool::Lasso);
    const QPoint m = f.place(0);
    f.drag({m + QPoint(-4, -3), m + QPoint(4, -3), m + QPoint(0, 4)});
    QCOMPARE(f.selected(), Points{0});
    // One that goes around nothing selects nothing, and says so by doing it.
    f.drag({QPoint(40, 40), QPoint(60, 40), QPoint(50, 60)});
    QVERIFY(f.selected().empty());
}

/// What so many points catch is found on a thread; a second drag must not undo the first.
void EmbeddingMapTest::eachDragOverManyPointsCounts()
{
    const testing::MadeUpEmbedding made = testing::madeUpEmbedding(MapRenderer::kMostAtOnce + 1, 4);
    MapFixture f;
    f.map.setPoints(made.table, made.layout, false);
    f.map.setTool(EmbeddingMap::Tool::Box);
    const auto caught = [&] { return f.selection.selectedOf(made.table->dataset).count(); };
    f.drag({QPoint(2, 2), QPoint(250, 498)}); // the left half
    f.drag({QPoint(250, 2), QPoint(498, 498)}, Qt::ShiftModifier);
    QTRY_COMPARE(caught(), made.table->size());
}

void EmbeddingMapTest::escapeForgetsTheGesture()
{
    MapFixture f;
    f.click(8);
    f.map.setTool(EmbeddingMap::Tool::Lasso);
    QSignalSpy previewed(&f.map, &EmbeddingMap::selectionPreviewed);
    QSignalSpy changed(&f.selection, &SampleSelection::changed);
    const QPoint m = f.place(0);
    QTest::mousePress(&f.map, Qt::LeftButton, {}, m + QPoint(-30, -30));
    f.move(m + QPoint(30, -30), Qt::LeftButton);
    f.move(m + QPoint(0, 40), Qt::LeftButton);
    QCOMPARE(previewed.last().first().toLongLong(), 1);
    QTest::keyClick(&f.map, Qt::Key_Escape);
    QCOMPARE(previewed.last().first().toLongLong(), -1);
    QTest::mouseRelease(&f.map, Qt::LeftButton, {}, m);
    QVERIFY(changed.isEmpty());
    QCOMPARE(f.selected(), Points{8});
}

void EmbeddingMapTest::boxSelects()
{
    MapFixture f;
    f.map.setTool(EmbeddingMap::Tool::Box);
    f.drag({f.place(0) + QPoint(20, 20), f.place(3) + QPoint(-20, -20)}); // from the lower right
    QCOMPARE(f.selected(), (Points{0, 3}));
    f.drag({f.place(7) + QPoint(-20, -20), f.place(5) + QPoint(10, 5), f.place(5) + QPoint(20, 20)}, Qt::ShiftModifier);
    QCOMPARE(f.selected(), (Points{0, 3, 5, 7}));
}

void EmbeddingMapTest::modifiersDrawALassoWithTheHand()
{
    MapFixture f;
    f.click(1);
    const MapCamera camera = f.map.camera();
    const QPoint m = f.place(2);
    f.drag({m + QPoint(-30, -30), m + QPoint(30, -30), m + QPoint(0, 40)}, Qt::ShiftModifier);
    QCOMPARE(f.selected(), (Points{1, 2}));
    QVERIFY(f.map.camera() == camera);
}

void EmbeddingMapTest::aGestureIsOneStep()
{
    MapFixture f;
    f.map.setTool(EmbeddingMap::Tool::Lasso);
    QSignalSpy changed(&f.selection, &SampleSelection::changed);
    const QPoint m = f.place(0);
    QList<QPoint> way;
    for (int i = 0; i < 60; ++i)
        way.append(m + QPoint(static_cast<int>(80 * std::cos(i * 0.1)), static_cast<int>(80 * std::sin(i * 0.1))));
    f.drag(way);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(f.selection.history().count(), 1);
    QCOMPARE(f.selection.history().undoText(), QStringLiteral("Lasso"));
    f.selection.history().undo();
    QVERIFY(f.selected().empty());
    f.selection.history().redo();
    QVERIFY(!f.selected().empty());
}

void EmbeddingMapTest::hiddenPointsAreNotCaught()
{
    MapFixture f;
    f.coloring.setVisible(1, false); // the flat ones
    QCOMPARE(f.map.shownCount(), 5U);
    f.map.setTool(EmbeddingMap::Tool::Box);
    f.drag({QPoint(5, 5), QPoint(495, 495)});
    QCOMPARE(f.selected(), (Points{0, 5, 6, 7, 8}));
    QCOMPARE(f.map.pointAt(f.place(1)), -1);
    QTest::keyClick(&f.map, Qt::Key_I, Qt::ControlModifier);
    QVERIFY(f.selected().empty());
    QTest::keyClick(&f.map, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(f.selected(), (Points{0, 5, 6, 7, 8}));
    f.coloring.showAll();
    QTest::keyClick(&f.map, Qt::Key_I, Qt::ControlModifier);
    QCOMPARE(f.selected(), (Points{1, 2, 3, 4}));
}

void EmbeddingMapTest::dragPansAndMiddleButtonAlways()
{
    MapFixture f;
    f.wheel({250, 250}, 480);
    const QPointF before = f.map.placeOf(0);
    f.drag({{250, 200}, {300, 220}, {330, 240}});
    QCOMPARE(f.map.placeOf(0).toPoint(), (before + QPointF(80, 40)).toPoint());
    QVERIFY(f.selected().empty());
    f.map.setTool(EmbeddingMap::Tool::Lasso);
    f.drag({{330, 240}, {250, 200}}, {}, Qt::MiddleButton);
    QCOMPARE(f.map.placeOf(0).toPoint(), before.toPoint());
}

void EmbeddingMapTest::wheelAndPinchZoom()
{
    MapFixture f;
    const QPointF held = f.map.camera().toMap({300, 200});
    f.wheel({300, 200}, 240);
    QVERIFY(f.map.camera().zoomFactor() > 1.4);
    QCOMPARE(f.map.camera().toScreen(held).toPoint(), QPoint(300, 200));
    const double before = f.map.camera().zoomFactor();
    QNativeGestureEvent pinch(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(), 2, {300, 200},
                              {300, 200}, f.map.mapToGlobal(QPointF(300, 200)), 0.5, {});
    QApplication::sendEvent(&f.map, &pinch);
    QVERIFY(std::abs(f.map.camera().zoomFactor() - 1.5 * before) < 1e-9);
    QTest::keyClick(&f.map, Qt::Key_Home);
    QVERIFY(f.map.camera().isFitted());
    QTest::mouseDClick(&f.map, Qt::LeftButton, {}, {60, 60});
    QVERIFY(std::abs(f.map.camera().zoomFactor() - 2) < 1e-9);
}

void EmbeddingMapTest::pickRadius()
{
    MapFixture f;
    QCOMPARE(f.map.pointAt(f.map.placeOf(0) + QPointF(13.9, 0)), 0);
    QCOMPARE(f.map.pointAt(f.map.placeOf(0) + QPointF(0, 14.1)), -1);
    f.wheel({250, 250}, 600); // in pixels of the screen at any zoom
    QCOMPARE(f.map.pointAt(f.map.placeOf(0) + QPointF(13.9, 0)), 0);
    QCOMPARE(f.map.pointAt(f.map.placeOf(0) + QPointF(0, 14.1)), -1);
}

void EmbeddingMapTest::keysWalkAndSelect()
{
    MapFixture f;
    QSignalSpy current(&f.map, &EmbeddingMap::currentPointChanged);
    QTest::keyClick(&f.map, Qt::Key_Right); // the first key goes to what is nearest to the middle
    QCOMPARE(f.map.currentPoint(), 0);
    QTest::keyClick(&f.map, Qt::Key_Right);
    QCOMPARE(f.map.currentPoint(), 4);
    QTest::keyClick(&f.map, Qt::Key_Space);
    QTest::keyClick(&f.map, Qt::Key_Right);
    QCOMPARE(f.map.currentPoint(), 2);
    QTest::keyClick(&f.map, Qt::Key_Space);
    QCOMPARE(f.selected(), (Points{2, 4}));
    QTest::keyClick(&f.map, Qt::Key_Right); // nothing there
    QCOMPARE(f.map.currentPoint(), 2);
    QTest::keyClick(&f.map, Qt::Key_Space);
    QCOMPARE(f.selected(), Points{4});
    for (int i = 0; i < 2; ++i)
        QTest::keyClick(&f.map, Qt::Key_Left);
    QTest::keyClick(&f.map, Qt::Key_Up);
    QCOMPARE(f.map.currentPoint(), 5);
    QTest::keyClick(&f.map, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(f.selected().empty());
    QSignalSpy activated(&f.map, &EmbeddingMap::pointActivated);
    QTest::keyClick(&f.map, Qt::Key_Return);
    QCOMPARE(activated.first().first().toLongLong(), 5);
    QCOMPARE(f.selection.currentOf(f.table->dataset), 50);
    QVERIFY(current.size() >= 5);
    QTest::keyClick(&f.map, Qt::Key_L);
    QCOMPARE(f.map.tool(), EmbeddingMap::Tool::Lasso);
    QTest::keyClick(&f.map, Qt::Key_V);
    QCOMPARE(f.map.tool(), EmbeddingMap::Tool::Move);
}

void EmbeddingMapTest::keysPanAndZoom()
{
    MapFixture f;
    QTest::keyClick(&f.map, Qt::Key_Plus);
    QVERIFY(f.map.camera().zoomFactor() > 1);
    const QPointF before = f.map.placeOf(0);
    QTest::keyClick(&f.map, Qt::Key_Right, Qt::ControlModifier);
    QVERIFY(f.map.placeOf(0).x() < before.x()); // the view goes right, what is in it left
    QTest::keyClick(&f.map, Qt::Key_Down, Qt::ControlModifier);
    QVERIFY(f.map.placeOf(0).y() < before.y());
    QTest::keyClick(&f.map, Qt::Key_0);
    QVERIFY(f.map.camera().isFitted());
}

void EmbeddingMapTest::walkingKeepsThePointInSight()
{
    MapFixture f;
    for (int i = 0; i < 12; ++i)
        QTest::keyClick(&f.map, Qt::Key_Plus);
    QTest::keyClick(&f.map, Qt::Key_Up);
    for (int i = 0; i < 2; ++i) {
        QTest::keyClick(&f.map, Qt::Key_Right);
        QVERIFY(f.map.rect().contains(f.map.placeOf(static_cast<std::size_t>(f.map.currentPoint())).toPoint()));
    }
    QCOMPARE(f.map.currentPoint(), 2);
}

void EmbeddingMapTest::hoverLooksRarelyAndDwells()
{
    int looks = 0;
    std::int64_t under = -1;
    HoverTracker tracker([&](const QPointF &) {
        ++looks;
        return under;
    });
    QSignalSpy changed(&tracker, &HoverTracker::pointChanged), dwelled(&tracker, &HoverTracker::dwelled);
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < 400) { // a mouse that moves all the time
        tracker.move({static_cast<double>(clock.elapsed()), 0});
        QTest::qWait(2);
    }
    QVERIFY2(looks >= 2 && looks <= 400 / HoverTracker::kHitTestMs + 2, qPrintable(QString::number(looks)));
    QVERIFY(changed.isEmpty());
    under = 7;
    clock.restart();
    tracker.move({1, 1});
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(dwelled.isEmpty());
    QTRY_COMPARE(dwelled.size(), 1);
    QVERIFY(clock.elapsed() >= HoverTracker::kDwellMs);
    QVERIFY(tracker.hasDwelled());
    tracker.move({2, 2}); // moving on the same point is still dwelling on it
    QTest::qWait(80);
    QCOMPARE(changed.size(), 1);
    tracker.leave();
    QCOMPARE(changed.last().first().toLongLong(), -1);
    QVERIFY(!tracker.hasDwelled());
    // Who passes by a point does not dwell on it.
    tracker.move({3, 3});
    QTRY_COMPARE(changed.size(), 3);
    tracker.leave();
    QTest::qWait(HoverTracker::kDwellMs + 50);
    QCOMPARE(dwelled.size(), 1);
}

void EmbeddingMapTest::cardTellsAndShowsNeighbors()
{
    MapFixture f;
    const OpenDatasetPtr dataset = testing::madeUpImages(100, 4);
    DatasetImages images(dataset);
    f.map.setImages(&images);
    EmbeddingRows rows{{}, 2};
    for (const double degrees : {0, 10, 20, 90, 180, 30, 40, 50, 60})
        for (const double v : {std::cos(degrees / 57.3), std::sin(degrees / 57.3)})
            rows.rows.push_back(static_cast<float>(v));
    f.map.setNeighbors(std::make_shared<ArrayNeighbors>(rows, EmbeddingRows{}), EmbeddingSpace::Features);
    QVERIFY(!f.map.card().isVisible());
    f.move(f.place(0) + QPoint(5, 5));
    QTRY_COMPARE(f.map.hoveredPoint(), 0);
    QTRY_VERIFY(f.map.card().isVisible());
    QCOMPARE(f.map.card().point(), 0);
    QCOMPARE(f.map.card().spokenText(), QStringLiteral("class 0/0.png, Class upright, Loss 0.0"));
    QTRY_COMPARE(f.map.shownNeighbors().size(), std::size_t(8));
    QCOMPARE(f.map.shownNeighbors()[0].point, 1U); // near in the space of the encoder, far on the map
    QVERIFY(f.map.rect().contains(f.map.card().geometry()));
    QVERIFY(!f.map.card().geometry().contains(f.place(0)));
    // The line is drawn: between the two points there is now something.
    const QPoint half = (f.place(0) + f.place(3)) / 2;
    const QColor surface = colorsFor(f.map.palette()).surface;
    QVERIFY(f.map.grab().toImage().pixelColor(half) != surface);
    f.move({40, 40});
    QTRY_VERIFY(!f.map.card().isVisible());
    QCOMPARE(f.map.grab().toImage().pixelColor(half), surface);
    // Nor does the card cover what lies at the border.
    f.move(f.place(2));
    QTRY_COMPARE(f.map.card().point(), 2);
    QVERIFY(f.map.rect().contains(f.map.card().geometry()));
    QTest::keyClick(&f.map, Qt::Key_Escape);
    QVERIFY(!f.map.card().isVisible());
    // By keyboard there is no waiting.
    f.map.setCurrentPoint(0);
    QTest::keyClick(&f.map, Qt::Key_Left);
    QCOMPARE(f.map.card().point(), 3);
    QTRY_VERIFY(!f.map.shownNeighbors().empty());
}

void EmbeddingMapTest::theCardIsWholeBesideASmallMap()
{
    QWidget window;
    window.resize(700, 400);
    auto map = std::make_unique<EmbeddingMap>(&window);
    map->setGeometry(560, 300, 120, 90);
    map->setPoints(crossTable(), crossLayout(), false);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    map->setFocus();
    QTest::keyClick(map.get(), Qt::Key_Right);
    QVERIFY(map->card().isVisible());
    const QRect at(map->card().mapTo(&window, QPoint()), map->card().size());
    QVERIFY(at.width() > map->width());
    QVERIFY2(window.rect().contains(at),
             qPrintable(QStringLiteral("%1 %2 %3 %4").arg(at.x()).arg(at.y()).arg(at.width()).arg(at.height())));
    const QPoint point = map->mapTo(&window, map->placeOf(static_cast<std::size_t>(map->currentPoint())).toPoint());
    QVERIFY(!at.contains(point));
    const QPointer<QWidget> card = const_cast<HoverCard *>(&map->card());
    map->hide();
    QVERIFY(!card->isVisible());
    map->show();
    QTest::keyClick(map.get(), Qt::Key_Left);
    QVERIFY(card->isVisible());
    map.reset();
    QVERIFY(!card); // it does not outlive its map
}

void EmbeddingMapTest::neighborsOfAnotherTableAreForgotten()
{
    MapFixture f;
    f.map.setNeighbors(std::make_shared<ArrayNeighbors>(EmbeddingRows{std::vector<float>(18, 1), 2}, EmbeddingRows{}),
                       EmbeddingSpace::Features);
    auto fewer = std::make_shared<PointTable>(*f.table);
    fewer->samples.resize(3);
    fewer->columns.clear();
    const std::vector<double> xy{0, 0, 1, 0, 0, 1};
    f.map.setPoints(fewer, makeLayout(std::span<const double>(xy)), false);
    QTest::keyClick(&f.map, Qt::Key_Left);
    QTest::keyClick(&f.map, Qt::Key_Right);
    QTest::qWait(50);
    QVERIFY(f.map.shownNeighbors().empty()); // they would number points that are not there
}

void EmbeddingMapTest::layoutsAreWalkedTo()
{
    MapFixture f;
    const QPointF before = f.map.placeOf(1);
    std::vector<double> xy{0, 0, -1, 0, 1, 0, -0.5, 0, 0.5, 0, 0, 0.5, 0, -0.5, 0, 1, 0, -1};
    std::swap(xy[2], xy[4]); // 1 and 2 change places
    QElapsedTimer clock;
    clock.start();
    f.map.setPoints(f.table, makeLayout(std::span<const double>(xy)), true);
    QVERIFY(f.map.motion().isMoving());
    QCOMPARE(f.map.placeOf(1).toPoint(), before.toPoint());
    QTRY_VERIFY(std::abs(f.map.placeOf(1).x() - 250) < 120); // somewhere in the middle
    QTRY_VERIFY(!f.map.motion().isMoving());
    QVERIFY(clock.elapsed() >= LayoutMotion::kDurationMs);
    QVERIFY(std::abs(f.map.placeOf(2).x() - before.x()) < 1);
}

void EmbeddingMapTest::motionCanBeUnwanted()
{
    MapFixture f;
    LayoutMotion::setReduced(true);
    const std::vector<double> xy(18, 0.5);
    f.map.setPoints(f.table, makeLayout(std::span<const double>(xy), MapFrame{}), true);
    LayoutMotion::setReduced(false);
    QVERIFY(!f.map.motion().isMoving());
    QCOMPARE(f.map.motion().shown()->at(1), QPointF(0.5, 0.5));
}

void EmbeddingMapTest::theNextEpochStartsWhereThePointsAre()
{
    MapFixture f;
    f.wheel({250, 250}, 240);
    const MapCamera camera = f.map.camera();
    f.click(3);
    // Two images are gone, one is new; the others keep their numbers in the dataset but not on the map.
    auto next = std::make_shared<PointTable>();
    next->dataset = f.table->dataset;
    next->samples = {0, 20, 30, 35, 80};
    const std::vector<double> xy{0, 0, 1, 0, 0, 1, -1, 0, 0, -1};
    const QPointF before = f.map.placeOf(3);
    f.map.setPoints(next, makeLayout(std::span<const double>(xy)), true);
    QVERIFY(f.map.camera() == camera);                      // the person looks at a place, and goes on looking
    QCOMPARE(f.map.placeOf(2).toPoint(), before.toPoint()); // image 30
    QVERIFY(std::isfinite(f.map.placeOf(3).x()) || f.map.motion().isMoving());
    QCOMPARE(f.map.selectedCount(), 1U);
    QCOMPARE(f.map.currentPoint(), 2);
    QTRY_VERIFY(!f.map.motion().isMoving());
    QCOMPARE(f.map.motion().shown()->at(3), QPointF(-1, 0));
    // Another dataset: all of it, and nothing selected.
    auto other = std::make_shared<PointTable>(*next);
    other->dataset.identity = "other";
    f.map.setPoints(other, makeLayout(std::span<const double>(xy)), true);
    QVERIFY(f.map.camera().isFitted());
    QCOMPARE(f.map.selectedCount(), 0U);
}

/// As while a layout settles: the same points, thirty times a second, and now and then with more known of them.
void EmbeddingMapTest::layoutsThatSettleLeaveGesturesAndHoverAlone()
{
    MapFixture f;
    f.map.setTool(EmbeddingMap::Tool::Lasso);
    const QPoint place = f.place(3);
    QSignalSpy current(&f.map, &EmbeddingMap::currentPointChanged), summary(&f.map, &EmbeddingMap::summaryChanged);
    QSignalSpy previews(&f.map, &EmbeddingMap::selectionPreviewed);
    QTest::mousePress(&f.map, Qt::LeftButton, {}, place + QPoint(-30, -30));
    for (const QPoint &step : {QPoint(30, -30), QPoint(30, 30), QPoint(-30, 30)}) {
        f.move(place + step, Qt::LeftButton);
        f.map.setPoints(f.table, crossLayout(), false);
    }
    QVERIFY(current.isEmpty() && summary.isEmpty());
    QCOMPARE(previews.last().first().toInt(), 1);
    f.map.setPoints(std::make_shared<PointTable>(*f.table), crossLayout(), false);
    QTest::mouseRelease(&f.map, Qt::LeftButton, {}, place + QPoint(-30, 30));
    QCOMPARE(f.selected(), Points{3});
    f.map.setLinkedPoint(5);
    f.move(place + QPoint(3, 3));
    QElapsedTimer clock;
    clock.start();
    while (f.map.card().point() != 3 && clock.elapsed() < 5000) {
        f.map.setPoints(f.map.table(), crossLayout(), false);
        QTest::qWait(30);
    }
    QCOMPARE(f.map.card().point(), 3);
    f.map.setPoints(std::make_shared<PointTable>(*f.table), crossLayout(), false);
    QCOMPARE(f.map.card().point(), 3);
    QCOMPARE(f.map.linkedPoint(), 5);
}

void EmbeddingMapTest::aLostSelectionLeavesTheMapAlive()
{
    EmbeddingMap map;
    map.resize(300, 300);
    {
        SampleSelection shortLived;
        map.setSelection(&shortLived);
        map.setPoints(crossTable(), crossLayout(), false);
    }
    QTest::mouseClick(&map, Qt::LeftButton, {}, map.placeOf(0).toPoint());
    QCOMPARE(map.selectedCount(), 1U);
}

void EmbeddingMapTest::thumbnailsWhenNear()
{
    const testing::MadeUpEmbedding made = testing::madeUpEmbedding(2000, 10);
    DatasetImages images(testing::madeUpImages(2000, 10));
    EmbeddingMap map;
    map.resize(800, 600);
    map.setPoints(made.table, made.layout, false);
    map.show();
    QVERIFY(QTest::qWaitForWindowExposed(&map));
    QVERIFY(map.thumbnailPoints().empty()); // no images
    map.setImages(&images);
    (void)map.grab();
    QVERIFY(map.thumbnailPoints().empty()); // far away
    map.setThumbnails(EmbeddingMap::Thumbnails::Always);
    QVERIFY(map.thumbnailPoints().size() > 20);
    map.setThumbnails(EmbeddingMap::Thumbnails::WhenNear);
    const QPointF on = map.placeOf(777);
    MapCamera camera = map.camera();
    Q_UNUSED(camera)
    QWheelEvent wheel(on, map.mapToGlobal(on), {}, {0, 120 * 10}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&map, &wheel);
    const Points near = map.thumbnailPoints();
    QVERIFY(near.size() > 3);
    // The picture is there where the point is, framed by the color of its class.
    for (const std::uint32_t point : near) {
        const QPoint at = map.placeOf(point).toPoint();
        if (!map.rect().adjusted(30, 30, -30, -30).contains(at))
            continue;
        const QImage picture = images.picture(point, 44);
        const QColor drawn = map.grab().toImage().pixelColor(at),
                     expected = picture.pixelColor(picture.width() / 2, picture.height() / 2);
        QVERIFY(std::abs(drawn.hsvHue() - expected.hsvHue()) < 12);
        break;
    }
    // All of the picture answers for its point, not only what is near to the middle.
    for (const std::uint32_t point : near) {
        const QPointF corner = map.placeOf(point) + QPointF(20, -20);
        if (map.rect().adjusted(40, 40, -40, -40).contains(corner.toPoint()))
            QCOMPARE(map.pointAt(corner), point);
    }
    // The current image always has one.
    map.setCurrentPoint(777);
    const Points withCurrent = map.thumbnailPoints();
    QVERIFY(std::find(withCurrent.begin(), withCurrent.end(), 777U) != withCurrent.end());
    map.setThumbnails(EmbeddingMap::Thumbnails::Never);
    QVERIFY(map.thumbnailPoints().empty());
}

void EmbeddingMapTest::trailsAndLinkedPointAreDrawn()
{
    MapFixture f;
    f.click(1);
    f.map.setCurrentPoint(-1);
    const QImage plain = f.map.grab().toImage();
    const std::vector<double> before(18, 0.6);
    f.map.setTrails({makeLayout(std::span<const double>(before), MapFrame{})});
    const QImage withTrails = f.map.grab().toImage();
    QVERIFY(withTrails != plain);
    const QPoint half = (f.map.camera().toScreen({0.6, 0.6}) + f.map.placeOf(1)).toPoint() / 2;
    QVERIFY(withTrails.pixelColor(half) != plain.pixelColor(half));
    f.map.setTrails({});
    QCOMPARE(f.map.grab().toImage(), plain);
    f.map.setLinkedPoint(2);
    QVERIFY(f.map.grab().toImage() != plain);
    f.map.setLinkedPoint(-1);
    QCOMPARE(f.map.grab().toImage(), plain);
}

void EmbeddingMapTest::selectedImagesElsewhereAreTold()
{
    MapFixture f;
    f.selection.select(f.table->dataset, SampleSet::of(100, Points{10, 20, 55, 56}), QStringLiteral("Data page"));
    QCOMPARE(f.map.selectedCount(), 2U);
    QCOMPARE(f.map.summary(),
             QStringLiteral("9 image(s), 2 class(es), 2 selected, 2 more selected that are not on this map"));
    f.coloring.setVisible(1, false);
    QVERIFY(f.map.summary().contains(QStringLiteral("5 shown")));
}

void EmbeddingMapTest::accessible()
{
    MapFixture f;
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&f.map);
    QVERIFY(interface);
    QCOMPARE(interface->role(), QAccessible::Chart);
    QCOMPARE(interface->text(QAccessible::Name), QStringLiteral("Map of the images"));
    QCOMPARE(interface->text(QAccessible::Description), QStringLiteral("9 image(s), 2 class(es), 0 selected"));
    QVERIFY(interface->text(QAccessible::Help).contains(QStringLiteral("arrow")));
    QCOMPARE(interface->text(QAccessible::Value), QString());
    f.map.setCurrentPoint(3);
    QTest::keyClick(&f.map, Qt::Key_Space);
    QCOMPARE(interface->text(QAccessible::Value), QStringLiteral("Image 30, Class flat, Loss 3.0, selected"));
    QCOMPARE(interface->text(QAccessible::Description), QStringLiteral("9 image(s), 2 class(es), 1 selected"));
}

void EmbeddingMapTest::themeAndRatioRedraw()
{
    MapFixture f;
    (void)f.map.grab();
    const int before = f.map.renderer().pictures();
    (void)f.map.grab(); // nothing changed: the picture is kept
    QCOMPARE(f.map.renderer().pictures(), before);
    f.map.setPalette(paletteOf(darkColors()));
    const QImage dark = f.map.grab().toImage();
    QCOMPARE(f.map.renderer().pictures(), before + 1);
    QCOMPARE(dark.pixelColor(40, 40), darkColors().surface);
    const QImage large = f.map.snapshot(3).image();
    QCOMPARE(large.size(), QSize(1500, 1500));
    const QPointF at = f.map.placeOf(1) * 3;
    QVERIFY(large.pixelColor(at.toPoint()) != darkColors().surface);
}

void EmbeddingMapTest::aMillionPointsAnswer()
{
    const testing::MadeUpEmbedding made = testing::madeUpEmbedding(1'000'000, 10);
    SampleSelection selection;
    EmbeddingMap map;
    map.setSelection(&selection);
    map.resize(900, 700);
    map.show();
    QVERIFY(QTest::qWaitForWindowExposed(&map));
    map.setPoints(made.table, made.layout, false);
    QTRY_VERIFY(map.renderer().pictures() > 0);
    const testing::LoopWatch watch;
    for (int i = 0; i < 30; ++i) {
        QWheelEvent wheel({450, 350}, map.mapToGlobal(QPointF(450, 350)), {}, {0, i < 15 ? 60 : -60}, Qt::NoButton, {},
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&map, &wheel);
        QTest::qWait(5);
    }
    qInfo("a million points: longest work of the loop while zooming %.1f ms", watch.longestWorkMs());
    QVERIFY(watch.longestWorkMs() < 50);
    QTRY_VERIFY(map.renderer().isCurrent());
    // The lasso is worked out on a thread, and arrives.
    map.setTool(EmbeddingMap::Tool::Box);
    QTest::mousePress(&map, Qt::LeftButton, {}, {200, 100});
    for (const QPoint &at : {QPoint(400, 300), QPoint(450, 690)}) {
        QMouseEvent event(QEvent::MouseMove, at, map.mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(&map, &event);
    }
    QTest::mouseRelease(&map, Qt::LeftButton, {}, {450, 690});
    QTRY_VERIFY(map.selectedCount() > 1000);
}

void EmbeddingMapTest::aHundredThousandPointsAreQuick()
{
    const testing::MadeUpEmbedding made = testing::madeUpEmbedding(100'000, 10);
    EmbeddingMap map;
    MapColoring coloring;
    map.setColoring(&coloring);
    map.resize(1000, 700);
    map.show();
    QVERIFY(QTest::qWaitForWindowExposed(&map));
    map.setPoints(made.table, made.layout, false);
    coloring.setColumn(made.table, QStringLiteral("class"));
    map.setTool(EmbeddingMap::Tool::Lasso);
    const MapLayoutPtr next = testing::madeUpLayout(100'000, 10, 0.5); // making it is no work of the map
    const testing::LoopWatch watch;
    QTest::mousePress(&map, Qt::LeftButton, {}, {800, 350});
    for (int i = 1; i < 60; ++i) { // a lasso with its preview, then another layout, walked to
        const QPoint at(500 + static_cast<int>(300 * std::cos(i * 0.1)),
                        350 + static_cast<int>(250 * std::sin(i * 0.1)));
        QMouseEvent event(QEvent::MouseMove, at, map.mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(&map, &event);
        QTest::qWait(1);
    }
    QTest::mouseRelease(&map, Qt::LeftButton, {}, {800, 340});
    QVERIFY(map.selectedCount() > 1000);
    map.setPoints(made.table, next, true);
    QTRY_VERIFY(!map.motion().isMoving());
    qInfo("100 000 points: longest work of the loop %.1f ms", watch.longestWorkMs());
    QVERIFY(watch.longestWorkMs() < 50);
}

void EmbeddingMapTest::emptyMapSaysSo()
{
    EmbeddingMap map;
    map.resize(300, 200);
    map.setEmptyText(QStringLiteral("Nothing here yet."));
    (void)map.grab();
    QCOMPARE(map.summary(), QString());
    for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Space, Qt::Key_A, Qt::Key_Home, Qt::Key_Plus, Qt::Key_S})
        QTest::keyClick(&map, key, key == Qt::Key_A ? Qt::ControlModifier : Qt::NoModifier);
    QTest::mouseClick(&map, Qt::LeftButton, {}, {100, 100});
    map.setTool(EmbeddingMap::Tool::Lasso);
    QTest::mousePress(&map, Qt::LeftButton, {}, {10, 10});
    QTest::mouseMove(&map, {100, 100});
    QTest::mouseRelease(&map, Qt::LeftButton, {}, {100, 10});
    map.setPoints(std::make_shared<PointTable>(), std::make_shared<MapLayout>(), true); // a table of nothing
    (void)map.grab();
    map.setPoints(nullptr, nullptr);
    (void)map.grab();
}

int main(int argc, char **argv)
{
    const testing::Sandbox box;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(argc, argv);
    QApplication::setStyle(new TandemStyle);
    QApplication::setPalette(paletteOf(lightColors()));
    EmbeddingMapTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_embedding_map.moc"
