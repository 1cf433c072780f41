#include "tests/ui/embeddings/made_up_embedding.h"
#include "ui/embeddings/band_pool.h"
#include "ui/embeddings/map_density.h"
#include "ui/embeddings/map_raster.h"
#include "ui/embeddings/point_stamp.h"

#include <QTest>

#include <atomic>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <thread>

using namespace tandem;

namespace {

constexpr QRgb kSurface = 0xffffffff, kRed = 0xffd02010, kBlue = 0xff1030c0;

MapRasterJob jobOf(const std::vector<double> &xy, const std::vector<PackedStyle> &styles, double ratio = 1)
{
    MapRasterJob job;
    job.scene.setLayout(*makeLayout(std::span<const double>(xy), MapFrame{}));
    job.scene.setStyles(styles);
    job.camera = MapCamera({400, 300});
    job.ratio = ratio;
    job.diameter = 8;
    job.palette = {kRed, kBlue};
    return job;
}

QImage picture(const MapRasterJob &job, int threads = 1)
{
    BandPool pool(threads);
    return rasterise(job, pool);
}

QRgb at(const QImage &image, const MapRasterJob &job, const QPointF &map)
{
    const QPointF place = job.camera.toScreen(map) * job.ratio;
    return image.pixel(static_cast<int>(std::floor(place.x())), static_cast<int>(std::floor(place.y())));
}

int inked(const QImage &image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixel(x, y) != kSurface ? 1 : 0;
    return count;
}

} // namespace

class MapRasterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pointsAreWhereTheyBelong_data();
    void pointsAreWhereTheyBelong();
    void hiddenAndLostPointsAreNotDrawn();
    void bordersCutPoints();
    void selectedPointsStandOut();
    void threadsChangeNothing();
    void classesKeepTheirShareWhereTheyOverlap();
    void shapesHaveTheSameArea_data();
    void shapesHaveTheSameArea();
    void centersLieOnQuartersOfAPixel();
    void contoursTellTheDepth();
    void contoursLeaveTheColorOfNumbersAlone();
    void aBusyPoolStillEnds();
};

void MapRasterTest::pointsAreWhereTheyBelong_data()
{
    QTest::addColumn<double>("ratio");
    for (const double ratio : {1.0, 1.25, 1.5, 2.0})
        QTest::addRow("%g", ratio) << ratio;
}

void MapRasterTest::pointsAreWhereTheyBelong()
{
    QFETCH(double, ratio);
    const std::vector<double> xy{0, 0, -0.9, 0.7, 0.5, -0.5};
    MapRasterJob job = jobOf(xy, {packed({0}), packed({1}), packed({0})}, ratio);
    const QImage image = picture(job);
    QCOMPARE(image.size(), (QSizeF(400, 300) * ratio).toSize());
    QCOMPARE(image.devicePixelRatio(), ratio);
    QCOMPARE(at(image, job, {0, 0}), kRed);
    QCOMPARE(at(image, job, {-0.9, 0.7}), kBlue);
    QCOMPARE(at(image, job, {0.5, -0.5}), kRed);
    QCOMPARE(at(image, job, {0.5, 0.5}), kSurface);
    // Three discs and nothing else; smoothing touches some pixels more.
    const double area = 3 * std::numbers::pi / 4 * std::pow(8 * ratio, 2);
    QVERIFY(inked(image) > area && inked(image) < 1.6 * area);
    job.camera.zoom(30, job.camera.toScreen({-0.9, 0.7}));
    QCOMPARE(at(picture(job), job, {-0.9, 0.7}), kBlue);
}

void MapRasterTest::hiddenAndLostPointsAreNotDrawn()
{
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(inked(picture(jobOf({0, 0, kNan, kNan}, {kHiddenStyle, packed({0})}))), 0);
    QCOMPARE(inked(picture(MapRasterJob())), 0);
}

void MapRasterTest::bordersCutPoints()
{
    MapRasterJob job = jobOf({0, 0}, {packed({0})});
    // The center just outside of each border in turn: a part is seen, and nothing else is touched.
    for (const QPointF &target : {QPointF(-1, 150), QPointF(401, 150), QPointF(200, -1), QPointF(200, 301)}) {
        job.camera = MapCamera({400, 300});
        job.camera.zoom(3, {200, 150});
        job.camera.pan({200, 150}, target);
        const int seen = inked(picture(job));
        QVERIFY2(seen > 5 && seen < 45, qPrintable(QString::number(seen)));
    }
}

void MapRasterTest::selectedPointsStandOut()
{
    MapRasterJob job = jobOf({0, 0, 0.01, 0, -0.5, 0}, {packed({0}), packed({1}), packed({0})});
    const std::vector<std::uint8_t> first{1, 0, 0}, second{0, 1, 0};
    job.scene.setSelected(first);
    QCOMPARE(at(picture(job), job, {0.005, 0}), kRed); // on top, whatever the order
    QCOMPARE(at(picture(job), job, {-0.5, 0}), dimmed(kRed, kSurface));
    job.scene.setSelected(second);
    QCOMPARE(at(picture(job), job, {0.005, 0}), kBlue);
    job.scene.setSelected({});
    QCOMPARE(at(picture(job), job, {-0.5, 0}), kRed);
    // Dimmed is not gone.
    QVERIFY(dimmed(kRed, kSurface) != kSurface);
}

void MapRasterTest::threadsChangeNothing()
{
    const testing::MadeUpEmbedding made = testing::madeUpEmbedding(120'000, 10);
    std::vector<PackedStyle> styles;
    std::vector<std::uint8_t> selected;
    for (std::size_t i = 0; i < made.table->size(); ++i) {
        styles.push_back(packed({static_cast<std::uint16_t>(i % 2), static_cast<PointShape>(i % 4)}));
        selected.push_back(i % 5 == 0 ? 1 : 0);
    }
    MapRasterJob job = jobOf({}, {}, 1.5);
    job.scene = {};
    job.scene.setLayout(*made.layout);
    job.scene.setStyles(styles);
    job.diameter = 5;
    for (const bool selects : {false, true}) {
        if (selects)
            job.scene.setSelected(selected);
        const QImage one = picture(job, 1);
        QVERIFY(inked(one) > 1000);
        for (const int threads : {2, 3, 4})
            QVERIFY(picture(job, threads) == one);
    }
}

void MapRasterTest::classesKeepTheirShareWhereTheyOverlap()
{
    // Two classes on the same places, one after the other in the data: neither covers the other.
    std::mt19937 random(1);
    std::normal_distribution<double> normal(0, 0.1);
    std::vector<double> xy;
    std::vector<PackedStyle> styles;
    for (int c = 0; c < 2; ++c)
        for (int i = 0; i < 4000; ++i) {
            xy.push_back(normal(random));
            xy.push_back(normal(random));
            styles.push_back(packed({static_cast<std::uint16_t>(c)}));
        }
    MapRasterJob job = jobOf(xy, styles);
    job.diameter = 5;
    const QImage image = picture(job);
    int red = 0, blue = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            red += qRed(image.pixel(x, y)) > 2 * qBlue(image.pixel(x, y)) ? 1 : 0;
            blue += qBlue(image.pixel(x, y)) > 2 * qRed(image.pixel(x, y)) ? 1 : 0;
        }
    QVERIFY(red + blue > 1000);
    const double share = static_cast<double>(red) / (red + blue);
    QVERIFY2(std::abs(share - 0.5) < 0.05, qPrintable(QString::number(share)));
}

void MapRasterTest::shapesHaveTheSameArea_data()
{
    QTest::addColumn<int>("shape");
    QTest::addColumn<double>("diameter");
    for (int shape = 0; shape < kPointShapes; ++shape)
        for (const double diameter : {5.0, 9.0, 18.0, 30.0})
            QTest::addRow("%d at %g", shape, diameter) << shape << diameter;
}

void MapRasterTest::shapesHaveTheSameArea()
{
    QFETCH(int, shape);
    QFETCH(double, diameter);
    const StampSet stamps(diameter);
    double area = 0;
    for (const PointStamp::Pixel &pixel : stamps.stamp(static_cast<PointShape>(shape), 1, 2).pixels) {
        area += pixel.coverage / 255.0;
        QVERIFY(std::max(std::abs(pixel.dx), std::abs(pixel.dy)) <= stamps.reach());
    }
    // Smoothing rounds corners off by a part of a pixel, and shapes with corners have much of them when they are small.
    const double disc = std::numbers::pi / 4 * diameter * diameter;
    QVERIFY2(std::abs(area / disc - 1) < (diameter < 12 ? 0.15 : 0.08), qPrintable(QString::number(area / disc)));
}

void MapRasterTest::centersLieOnQuartersOfAPixel()
{
    const StampSet stamps(9);
    for (int phase = 0; phase < StampSet::kPhases; ++phase) {
        double sum = 0, x = 0, y = 0;
        for (const PointStamp::Pixel &pixel : stamps.stamp(PointShape::Disc, phase, 3 - phase).pixels) {
            sum += pixel.coverage;
            x += pixel.coverage * (pixel.dx + 0.5);
            y += pixel.coverage * (pixel.dy + 0.5);
        }
        QVERIFY(std::abs(x / sum - (phase + 0.5) / 4) < 0.03);
        QVERIFY(std::abs(y / sum - (3 - phase + 0.5) / 4) < 0.03);
    }
}

void MapRasterTest::contoursTellTheDepth()
{
    // A field of 100 x 100 pixels, in its middle points three, six and thirty deep.
    const auto field = [](int deep) {
        DensityField density(100, 100, 4);
        for (int y = 30; y < 70; ++y)
            for (int x = 30; x < 70; ++x)
                for (int i = 0; i < deep; ++i)
                    density.count(x, y);
        return density;
    };
    const auto drawn = [&](int deep) {
        DensityField density = field(deep);
        QImage image(100, 100, QImage::Format_RGB32);
        image.fill(kSurface);
        if (density.finish(1)) // points of one pixel, so that counts are depths
            density.draw(reinterpret_cast<QRgb *>(image.bits()), image.bytesPerLine() / 4, 0, 100, 0xff000000, false);
        return image;
    };
    QCOMPARE(inked(drawn(3)), 0);                    // less than four over one another is nothing to tell
    const auto crossings = [](const QImage &image) { // contours between the border and the middle
        int lines = 0;
        for (int x = 1; x < 50; ++x)
            lines += image.pixel(x, 50) != kSurface && image.pixel(x - 1, 50) == kSurface ? 1 : 0;
        return lines;
    };
    QCOMPARE(crossings(drawn(6)), 1);
    QCOMPARE(crossings(drawn(30)), 2);
    QCOMPARE(crossings(drawn(100)), 3);
}

void MapRasterTest::contoursLeaveTheColorOfNumbersAlone()
{
    std::vector<double> xy;
    std::vector<PackedStyle> styles;
    std::mt19937 random(1);
    std::uniform_real_distribution<double> uniform(-0.3, 0.3);
    for (int i = 0; i < 30'000; ++i) {
        xy.push_back(uniform(random));
        xy.push_back(uniform(random));
        styles.push_back(packed({0}));
    }
    MapRasterJob job = jobOf(xy, styles);
    job.diameter = 4; // without a rim
    job.shadesDensity = false;
    QCOMPARE(at(picture(job), job, {0, 0}), kRed);
    job.shadesDensity = true;
    const QRgb shaded = at(picture(job), job, {0, 0});
    QVERIFY(qRed(shaded) < qRed(kRed) && qRed(shaded) > qRed(kRed) * 2 / 3);
}

void MapRasterTest::aBusyPoolStillEnds()
{
    BandPool pool(4);
    std::atomic<int> done = 0;
    std::vector<std::jthread> callers;
    for (int caller = 0; caller < 3; ++caller)
        callers.emplace_back([&] {
            for (int round = 0; round < 200; ++round)
                pool.run(7, [&done](int) { ++done; });
        });
    callers.clear();
    QCOMPARE(done.load(), 3 * 200 * 7);
    pool.run(0, [](int) {});
}

QTEST_GUILESS_MAIN(MapRasterTest)
#include "tst_map_raster.moc"
