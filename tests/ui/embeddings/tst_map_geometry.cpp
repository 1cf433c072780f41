#include "tests/ui/embeddings/made_up_embedding.h"
#include "ui/embeddings/map_camera.h"
#include "ui/embeddings/map_layout.h"
#include "ui/embeddings/map_region.h"
#include "ui/embeddings/map_scene.h"
#include "ui/embeddings/map_search.h"
#include "ui/embeddings/thumbnail_placement.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <set>

using namespace tandem;

namespace {

using Points = std::vector<std::uint32_t>;

MapLayoutPtr layoutOf(const std::vector<double> &xy)
{
    return makeLayout(std::span<const double>(xy), MapFrame{});
}

MapLayoutPtr randomLayout(std::size_t count, std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> uniform(-1, 1);
    std::vector<double> xy;
    for (std::size_t i = 0; i < 2 * count; ++i)
        xy.push_back(uniform(random));
    return layoutOf(xy);
}

/// How often an outline goes around a point, by the angle that it sweeps.
int windingByAngle(const std::vector<QPointF> &corners, const QPointF &point)
{
    double sum = 0;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const QPointF a = corners[i] - point, b = corners[(i + 1) % corners.size()] - point;
        sum += std::atan2(a.x() * b.y() - a.y() * b.x(), a.x() * b.x() + a.y() * b.y());
    }
    return static_cast<int>(std::lround(sum / (2 * std::numbers::pi)));
}

std::vector<QPointF> randomOutline(std::size_t corners, std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> uniform(-1.2, 1.2);
    std::vector<QPointF> outline;
    for (std::size_t i = 0; i < corners; ++i)
        outline.emplace_back(uniform(random), uniform(random));
    return outline;
}

} // namespace

class MapGeometryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void layoutsFillTheMap();
    void largeCoordinatesKeepTheirDetail();
    void degenerateLayouts();
    void blendingGoesHalfWay();
    void zoomKeepsWhatIsUnderTheMouse();
    void panCarriesThePointAlong();
    void theMapCannotBeLost();
    void showingAPartShowsAllOfIt();
    void revealMovesNoMoreThanNeeded();
    void lassoEqualsThePlainTest_data();
    void lassoEqualsThePlainTest();
    void lassoOfAlmostNothing();
    void nearestEqualsThePlainSearch();
    void cursorWalks();
    void everyPointOfAPileIsReached();
    void drawOrderVisitsEachPointOnce();
    void drawOrderSpreadsClasses();
    void thumbnailsNeverOverlap();
    void thumbnailsGoByOrder();
    void thumbnailsLeaveNoRoom();
};

void MapGeometryTest::layoutsFillTheMap()
{
    const std::vector<double> xy{10, 100, 30, 100, 20, 104};
    const MapLayoutPtr layout = makeLayout(std::span<const double>(xy));
    QCOMPARE(layout->at(0), QPointF(-1, -0.2F));
    QCOMPARE(layout->at(1), QPointF(1, -0.2F));
    QVERIFY(std::abs(layout->ownAt(2).y() - 104) < 1e-5); // a float of the map
    const std::vector<float> same(xy.begin(), xy.end());
    QCOMPARE(makeLayout(std::span<const float>(same))->x, layout->x);
    // A given frame is used as it is.
    QCOMPARE(makeLayout(std::span<const double>(xy), MapFrame{0, 0, 10})->at(0), QPointF(1, 10));
}

void MapGeometryTest::largeCoordinatesKeepTheirDetail()
{
    // Two hundredths of a unit apart at a distance where floats are 64 units apart.
    const double far = 1e9;
    const std::vector<double> xy{far, far, far + 0.02, far, far + 1, far + 1};
    const MapLayoutPtr layout = makeLayout(std::span<const double>(xy));
    QVERIFY(std::abs((layout->x[1] - layout->x[0]) - 0.04F) < 1e-5F);
    QVERIFY(static_cast<float>(far) == static_cast<float>(far + 0.02)); // which is what would have been lost
}

void MapGeometryTest::degenerateLayouts()
{
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(makeLayout(std::span<const double>())->size(), std::size_t(0));
    const std::vector<double> one{5, 7, 5, 7};
    QCOMPARE(makeLayout(std::span<const double>(one))->at(1), QPointF(0, 0));
    const std::vector<double> gaps{kNan, 0, 1, std::numeric_limits<double>::infinity(), 2, 2, 4, 4};
    const MapLayoutPtr layout = makeLayout(std::span<const double>(gaps));
    QVERIFY(std::isnan(layout->x[0]) && std::isnan(layout->y[0]) && std::isnan(layout->x[1]));
    QCOMPARE(layout->at(2), QPointF(-1, -1));
    const std::vector<double> nothing{kNan, kNan};
    QVERIFY(std::isnan(makeLayout(std::span<const double>(nothing))->x[0]));
    // Extremes do not overflow.
    const std::vector<double> wide{-1.7e308, 0, 1.7e308, 0};
    QCOMPARE(makeLayout(std::span<const double>(wide))->at(1), QPointF(1, 0));
}

void MapGeometryTest::blendingGoesHalfWay()
{
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    const MapLayoutPtr a = layoutOf({0, 0, 1, 1, kNan, kNan}), b = layoutOf({1, -1, 1, 1, 0.5, 0.5});
    const MapLayoutPtr half = blended(*a, *b, 0.5);
    QCOMPARE(half->at(0), QPointF(0.5, -0.5));
    QCOMPARE(half->at(1), QPointF(1, 1));
    QCOMPARE(half->at(2), QPointF(0.5, 0.5)); // new ones appear where they belong
    QCOMPARE(blended(*a, *b, 0)->at(0), QPointF(0, 0));
    QCOMPARE(blended(*a, *b, 1)->x, b->x);
}

void MapGeometryTest::zoomKeepsWhatIsUnderTheMouse()
{
    MapCamera camera({800, 600});
    for (const QPointF &anchor : {QPointF(400, 300), QPointF(123, 456), QPointF(790, 20)}) {
        for (const double factor : {1.2, 3.0, 0.7, 10.0}) {
            const QPointF before = camera.toMap(anchor);
            if (std::max(std::abs(before.x()), std::abs(before.y())) > 1)
                continue; // at the border of the map the view is kept on it
            camera.zoom(factor, anchor);
            QVERIFY(std::hypot(camera.toScreen(before).x() - anchor.x(), camera.toScreen(before).y() - anchor.y()) <
                    1e-6);
        }
        camera.fit();
    }
    QVERIFY(camera.isFitted());
    const QPointF corner = camera.toScreen({1, 1});
    QVERIFY(corner.x() > 400 && corner.y() < 300); // y points upwards
}

void MapGeometryTest::panCarriesThePointAlong()
{
    MapCamera camera({800, 600});
    camera.zoom(4, {400, 300});
    const QPointF held = camera.toMap({200, 250});
    camera.pan({200, 250}, {260, 190});
    QVERIFY(std::abs(camera.toScreen(held).x() - 260) < 1e-9 && std::abs(camera.toScreen(held).y() - 190) < 1e-9);
}

void MapGeometryTest::theMapCannotBeLost()
{
    MapCamera camera({800, 600});
    camera.zoom(20, {400, 300});
    for (int i = 0; i < 500; ++i)
        camera.pan({400, 300}, {900, 300});
    QVERIFY(camera.visiblePart().intersects(QRectF(-1.3, -1, 2, 2)));
    for (int i = 0; i < 100; ++i)
        camera.zoom(10, {400, 300});
    QCOMPARE(camera.zoomFactor(), MapCamera::kMaximumZoom);
    for (int i = 0; i < 100; ++i)
        camera.zoom(0.1, {400, 300});
    QCOMPARE(camera.zoomFactor(), MapCamera::kMinimumZoom);
}

void MapGeometryTest::showingAPartShowsAllOfIt()
{
    MapCamera camera({800, 600});
    const QRectF part(-0.3, 0.2, 0.1, 0.4);
    camera.show(part);
    QVERIFY(camera.visiblePart().contains(part));
    QVERIFY(camera.visiblePart().height() < 1.3 * part.height());
    camera.show(QRectF(0.5, 0.5, 0, 0)); // a single point
    QVERIFY(camera.visiblePart().contains(QPointF(0.5, 0.5)));
}

void MapGeometryTest::revealMovesNoMoreThanNeeded()
{
    MapCamera camera({800, 600});
    camera.zoom(5, {400, 300});
    const MapCamera before = camera;
    camera.reveal(camera.toMap({100, 100}), 40);
    QVERIFY(camera == before);
    const QPointF outside = camera.toMap({-50, 300});
    camera.reveal(outside, 40);
    QVERIFY(std::abs(camera.toScreen(outside).x() - 40) < 1e-6);
    QVERIFY(std::abs(camera.toScreen(outside).y() - 300) < 1e-6);
}

void MapGeometryTest::lassoEqualsThePlainTest_data()
{
    QTest::addColumn<int>("corners");
    QTest::addColumn<int>("seed");
    for (const int corners : {3, 4, 5, 8, 13, 40, 300, 1500}) // random corners: the outline crosses itself all over
        for (int seed = 0; seed < 3; ++seed)
            QTest::addRow("%d corners, %d", corners, seed) << corners << seed;
}

void MapGeometryTest::lassoEqualsThePlainTest()
{
    QFETCH(int, corners);
    QFETCH(int, seed);
    const auto outline =
        randomOutline(static_cast<std::size_t>(corners), static_cast<std::uint32_t>(seed + 100 * corners));
    const MapLayoutPtr layout = randomLayout(2000, static_cast<std::uint32_t>(seed));
    Points plain;
    for (std::uint32_t i = 0; i < layout->size(); ++i)
        if (windingByAngle(outline, layout->at(i)) != 0)
            plain.push_back(i);
    QVERIFY(!plain.empty());
    QCOMPARE(MapRegion(outline).pointsInside(*layout), plain);
}

void MapGeometryTest::lassoOfAlmostNothing()
{
    const MapLayoutPtr layout = layoutOf({0, 0, std::numeric_limits<double>::quiet_NaN(), 0});
    QVERIFY(MapRegion().pointsInside(*layout).empty());
    QVERIFY(MapRegion(std::vector<QPointF>{{0, 0}, {1, 1}}).pointsInside(*layout).empty());
    QVERIFY(MapRegion(std::vector<QPointF>{{-1, 0}, {1, 0}, {0, 0}}).pointsInside(*layout).empty()); // no area
    // Three pixels are a lasso, too.
    QCOMPARE(MapRegion(std::vector<QPointF>{{-1e-3, -1e-3}, {1e-3, -1e-3}, {0, 1e-3}}).pointsInside(*layout),
             Points{0});
    // It closes by itself, and either way around is fine.
    QCOMPARE(MapRegion(std::vector<QPointF>{{-1, -1}, {-1, 1}, {1, 1}, {1, -1}}).pointsInside(*layout), Points{0});
    QCOMPARE(MapRegion(QRectF(QPointF(-1, -1), QPointF(1, 1))).pointsInside(*layout), Points{0});
    // A box that was pulled from its lower right corner.
    QCOMPARE(MapRegion(QRectF(QPointF(1, 1), QPointF(-1, -1)).normalized()).pointsInside(*layout), Points{0});
}

void MapGeometryTest::nearestEqualsThePlainSearch()
{
    const MapLayoutPtr layout = randomLayout(500, 5);
    std::vector<std::uint8_t> hidden(500, 0);
    for (std::size_t i = 0; i < hidden.size(); i += 3)
        hidden[i] = 1;
    std::mt19937 random(9);
    std::uniform_real_distribution<double> uniform(-1, 1);
    for (int round = 0; round < 200; ++round) {
        const QPointF place(uniform(random), uniform(random));
        std::int64_t plain = -1;
        double best = 0.05;
        for (std::uint32_t i = 0; i < 500; ++i) {
            const QPointF way = layout->at(i) - place;
            if (hidden[i] == 0 && std::hypot(way.x(), way.y()) < best) {
                best = std::hypot(way.x(), way.y());
                plain = i;
            }
        }
        QCOMPARE(nearestPoint(*layout, place, 0.05, hidden), plain);
    }
    QCOMPARE(nearestPoint(*layoutOf({}), {0, 0}, 10), -1);
}

void MapGeometryTest::cursorWalks()
{
    //        3
    //   1  0     2
    //        4
    const MapLayoutPtr layout = layoutOf({0, 0, -0.2, 0, 0.5, 0.1, 0.1, 0.3, 0.1, -0.3});
    QCOMPARE(nextPoint(*layout, 0, MapDirection::Left), 1);
    QCOMPARE(nextPoint(*layout, 0, MapDirection::Right), 2);
    QCOMPARE(nextPoint(*layout, 0, MapDirection::Up), 3);
    QCOMPARE(nextPoint(*layout, 0, MapDirection::Down), 4);
    QCOMPARE(nextPoint(*layout, 1, MapDirection::Left), -1);
    const std::vector<std::uint8_t> hidden{0, 0, 1, 0, 0};
    QCOMPARE(nextPoint(*layout, 0, MapDirection::Right, hidden), -1);
    // Straight ahead counts for more than a little nearer but aside.
    const MapLayoutPtr choice = layoutOf({0, 0, 0.30, 0, 0.2, 0.19});
    QCOMPARE(nextPoint(*choice, 0, MapDirection::Right), 1);
}

void MapGeometryTest::everyPointOfAPileIsReached()
{
    const MapLayoutPtr layout = layoutOf({-0.5, 0, 0, 0, 0, 0, 0, 0, 0.5, 0});
    std::vector<std::int64_t> way{0};
    while (way.back() >= 0 && way.size() < 10)
        way.push_back(nextPoint(*layout, static_cast<std::size_t>(way.back()), MapDirection::Right));
    QCOMPARE(way, (std::vector<std::int64_t>{0, 1, 2, 3, 4, -1}));
    way = {4};
    while (way.back() >= 0 && way.size() < 10)
        way.push_back(nextPoint(*layout, static_cast<std::size_t>(way.back()), MapDirection::Left));
    QCOMPARE(way.back(), -1);
    const std::set<std::int64_t> visited(way.begin(), way.end() - 1);
    QVERIFY(visited.contains(0));
}

void MapGeometryTest::drawOrderVisitsEachPointOnce()
{
    for (const std::size_t count : {0U, 1U, 2U, 3U, 7U, 100U, 2000U, 50'000U}) {
        Points order = drawOrder(count);
        std::sort(order.begin(), order.end());
        for (std::uint32_t i = 0; i < order.size(); ++i)
            QCOMPARE(order[i], i);
        QCOMPARE(order.size(), count);
    }
}

void MapGeometryTest::drawOrderSpreadsClasses()
{
    // Data that come class by class: of any tenth of the order, each of ten classes has about a tenth.
    constexpr std::uint32_t kCount = 10'000;
    const Points order = drawOrder(kCount);
    for (std::uint32_t begin = 0; begin < kCount; begin += kCount / 10) {
        std::vector<int> seen(10, 0);
        for (std::uint32_t place = begin; place < begin + kCount / 10; ++place)
            ++seen[order[place] / (kCount / 10)];
        for (const int count : seen)
            QVERIFY2(count >= 95 && count <= 105, qPrintable(QString::number(count)));
    }
}

void MapGeometryTest::thumbnailsNeverOverlap()
{
    std::mt19937 random(4);
    std::normal_distribution<double> normal(400, 150);
    std::vector<QPointF> points;
    for (int i = 0; i < 3000; ++i)
        points.emplace_back(normal(random), normal(random));
    const double side = 46;
    const auto placed = placeThumbnails(points, side, QRectF(0, 0, 800, 600));
    QVERIFY(placed.size() > 50);
    for (const std::size_t a : placed)
        for (const std::size_t b : placed)
            if (a != b)
                QVERIFY(std::abs(points[a].x() - points[b].x()) >= side ||
                        std::abs(points[a].y() - points[b].y()) >= side);
}

void MapGeometryTest::thumbnailsGoByOrder()
{
    const std::vector<QPointF> points{{100, 100}, {110, 100}, {200, 100}, {-500, 0}, {146, 100}, {145, 100}};
    using Placed = std::vector<std::size_t>;
    QCOMPARE(placeThumbnails(points, 46, QRectF(0, 0, 800, 600)), (Placed{0, 2, 4}));
    // Negative places lie in cells of their own.
    const std::vector<QPointF> aroundZero{{-1, 10}, {1, 10}, {60, 10}, {-60, 10}};
    QCOMPARE(placeThumbnails(aroundZero, 46, QRectF(-100, -100, 300, 300)), (Placed{0, 2, 3}));
}

void MapGeometryTest::thumbnailsLeaveNoRoom()
{
    // None that was left out would have fitted.
    std::mt19937 random(8);
    std::uniform_real_distribution<double> uniform(0, 500);
    std::vector<QPointF> points;
    for (int i = 0; i < 800; ++i)
        points.emplace_back(uniform(random), uniform(random));
    const auto placed = placeThumbnails(points, 40, QRectF(0, 0, 500, 500));
    const std::set<std::size_t> isPlaced(placed.begin(), placed.end());
    for (std::size_t i = 0; i < points.size(); ++i)
        if (!isPlaced.contains(i))
            QVERIFY(std::any_of(placed.begin(), placed.end(), [&](std::size_t other) {
                return std::abs(points[other].x() - points[i].x()) < 40 &&
                       std::abs(points[other].y() - points[i].y()) < 40;
            }));
}

QTEST_GUILESS_MAIN(MapGeometryTest)
#include "tst_map_geometry.moc"
