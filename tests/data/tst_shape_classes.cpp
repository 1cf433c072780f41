#include "core/data/shape_raster.h"
#include "core/data/shape_scene.h"
#include "core/data/shape_silhouettes.h"
#include "core/data/shapes.h"

#include <QTest>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace tandem;

namespace {

constexpr int kClasses = 10;
constexpr int kTrain = 200; // a class
constexpr int kTest = 100;

/// 10 % of 1000 queries: four standard deviations of the binomial distribution, passed by chance once in 16,000 runs.
/// The images are fixed, so the test passes always or never.
double chanceTolerance()
{
    return 4.0 * std::sqrt(0.1 * 0.9 / (kClasses * kTest));
}

cv::Mat image(int label, int index)
{
    const ShapesOptions options;
    std::vector<std::uint8_t> pixels = renderShape(options, label, index);
    return cv::Mat(options.size, options.size, CV_8UC3, pixels.data()).clone();
}

/// Share of test images whose nearest training image, by Euclidean distance of features, is of their class.
template <class Feature> double nearestNeighborAccuracy(Feature feature)
{
    cv::Mat train;
    for (int i = 0; i < kClasses * kTrain; ++i)
        train.push_back(feature(image(i / kTrain, i % kTrain)));
    int right = 0;
    for (int i = 0; i < kClasses * kTest; ++i) {
        const cv::Mat query = feature(image(i / kTest, kTrain + i % kTest));
        int best = 0;
        double nearest = 1e30;
        for (int j = 0; j < train.rows; ++j) {
            const double distance = cv::norm(train.row(j), query, cv::NORM_L2SQR);
            if (distance < nearest) {
                nearest = distance;
                best = j;
            }
        }
        right += best / kTrain == i / kTest ? 1 : 0;
    }
    return static_cast<double>(right) / (kClasses * kTest);
}

cv::Mat meanColor(const cv::Mat &rgb)
{
    const cv::Scalar mean = cv::mean(rgb);
    return (cv::Mat_<float>(1, 3) << mean[0], mean[1], mean[2]);
}

cv::Mat colorHistogram(const cv::Mat &rgb)
{
    cv::Mat histogram = cv::Mat::zeros(1, 64, CV_32F);
    for (int y = 0; y < rgb.rows; ++y)
        for (int x = 0; x < rgb.cols; ++x) {
            const auto p = rgb.at<cv::Vec3b>(y, x);
            ++histogram.at<float>(0, (p[0] / 64) * 16 + (p[1] / 64) * 4 + p[2] / 64);
        }
    return histogram;
}

/// Sorted gray values: all that brightness and the areas of light and dark can tell, wherever they are.
cv::Mat grayDistribution(const cv::Mat &rgb)
{
    cv::Mat gray;
    cv::cvtColor(rgb, gray, cv::COLOR_RGB2GRAY);
    gray = gray.reshape(1, 1).clone();
    cv::sort(gray, gray, cv::SORT_EVERY_ROW | cv::SORT_ASCENDING);
    gray.convertTo(gray, CV_32F);
    return gray;
}

/// Where the strong edges of the gray image are, at half resolution, whatever their sign.
cv::Mat edgeMap(const cv::Mat &rgb)
{
    cv::Mat gray, dx, dy, magnitude;
    cv::cvtColor(rgb, gray, cv::COLOR_RGB2GRAY);
    cv::Sobel(gray, dx, CV_32F, 1, 0);
    cv::Sobel(gray, dy, CV_32F, 0, 1);
    cv::magnitude(dx, dy, magnitude);
    cv::GaussianBlur(magnitude, magnitude, {}, 1.0);
    cv::resize(magnitude, magnitude, {16, 16}, 0, 0, cv::INTER_AREA);
    magnitude = magnitude.reshape(1, 1).clone();
    cv::normalize(magnitude, magnitude);
    return magnitude;
}

double polygonArea(const std::vector<Point> &contour)
{
    double twice = 0;
    for (std::size_t i = 0; i < contour.size(); ++i) {
        const Point a = contour[i], b = contour[(i + 1) % contour.size()];
        twice += a.x * b.y - b.x * a.y;
    }
    return std::abs(twice) / 2;
}

float sum(const std::vector<float> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0F);
}

} // namespace

class TestShapeClasses : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesAreSortedAndDistinct();
    void silhouettesHaveOneAreaAndCenter();
    void sineIsExact();
    void rasterCoversTheAreaOfAPolygon();
    void blurKeepsTheSumInside();
    void objectsFillThePicture();
    void lightObjectsAreAsCommonAsDarkOnes();
    void meanColorDoesNotTell();
    void colorHistogramDoesNotTell();
    void brightnessDoesNotTell();
    void edgesTell();
};

void TestShapeClasses::namesAreSortedAndDistinct()
{
    const auto names = shapesClassNames();
    QCOMPARE(names.size(), std::size_t{kClasses});
    QVERIFY(std::is_sorted(names.begin(), names.end()));
    QVERIFY(std::adjacent_find(names.begin(), names.end()) == names.end());
}

void TestShapeClasses::silhouettesHaveOneAreaAndCenter()
{
    for (const Silhouette &silhouette : silhouettes()) {
        double area = polygonArea(silhouette.contours.front());
        for (std::size_t hole = 1; hole < silhouette.contours.size(); ++hole)
            area -= polygonArea(silhouette.contours[hole]);
        QVERIFY2(std::abs(area - 1) < 1e-9, silhouette.name.c_str());
        double low = 0, high = 0, top = 0, bottom = 0;
        for (const Point p : silhouette.contours.front()) {
            low = std::min(low, p.x);
            high = std::max(high, p.x);
            top = std::min(top, p.y);
            bottom = std::max(bottom, p.y);
        }
        QVERIFY2(std::abs(low + high) < 1e-9 && std::abs(top + bottom) < 1e-9, silhouette.name.c_str());
    }
}

void TestShapeClasses::sineIsExact()
{
    for (int i = -2000; i <= 2000; ++i)
        QVERIFY(std::abs(sineOfTurns(i / 777.0) - std::sin(2 * M_PI * i / 777.0)) < 2e-11);
}

void TestShapeClasses::rasterCoversTheAreaOfAPolygon()
{
    // Exact where edges are upright and lie on scan line borders: a quarter of pixel (2, 3), half of (3, 3).
    const auto exact = rasterize({{{2.5 / 8, 3.5 / 8}, {4.0 / 8, 3.5 / 8}, {4.0 / 8, 4.0 / 8}, {2.5 / 8, 4.0 / 8}}}, 8);
    QCOMPARE(exact[3 * 8 + 2], 0.25F);
    QCOMPARE(exact[3 * 8 + 3], 0.5F);
    QCOMPARE(sum(exact), 0.75F);
    // A square with a square hole, both turned, against the polygon formula: within a scan line's error.
    const std::vector<Point> outer{{0.5, 0.1}, {0.9, 0.5}, {0.5, 0.9}, {0.1, 0.5}};
    const std::vector<Point> hole{{0.5, 0.3}, {0.7, 0.5}, {0.5, 0.7}, {0.3, 0.5}};
    QVERIFY(std::abs(sum(rasterize({outer, hole}, 64)) / (64 * 64) - (polygonArea(outer) - polygonArea(hole))) < 1e-3);
    // What lies outside the picture is cut off, not folded in.
    QVERIFY(std::abs(sum(rasterize({{{-1, -1}, {0.5, -1}, {0.5, 2}, {-1, 2}}}, 16)) - 128) < 1e-3);
}

void TestShapeClasses::blurKeepsTheSumInside()
{
    std::vector<float> dot(33 * 33, 0.0F);
    dot[16 * 33 + 16] = 1;
    blur(dot, 33, 2);
    QVERIFY(std::abs(sum(dot) - 1) < 1e-5F);
    QVERIFY(dot[16 * 33 + 16] < 0.1F);
    QVERIFY(std::abs(dot[16 * 33 + 13] - dot[19 * 33 + 16]) < 1e-6F); // the same in all four directions
}

void TestShapeClasses::objectsFillThePicture()
{
    for (const Silhouette &silhouette : silhouettes()) {
        double extent = 0, visible = 0, whole = 0;
        constexpr int kScenes = 100;
        for (std::uint32_t i = 0; i < kScenes; ++i) {
            CounterRng rng(1, RandomStream::Test, 0, i);
            const auto contours = posed(silhouette, drawScene(rng).pose);
            const auto [left, right] =
                std::minmax_element(contours[0].begin(), contours[0].end(), [](Point a, Point b) { return a.x < b.x; });
            const auto [top, bottom] =
                std::minmax_element(contours[0].begin(), contours[0].end(), [](Point a, Point b) { return a.y < b.y; });
            extent += std::max(right->x - left->x, bottom->y - top->y) / kScenes;
            visible += sum(rasterize(contours, 64)) / (64 * 64);
            whole += polygonArea(contours[0]);
            for (std::size_t hole = 1; hole < contours.size(); ++hole)
                whole -= polygonArea(contours[hole]);
        }
        qInfo("%-9s extent %.2f, visible %.3f", silhouette.name.c_str(), extent, visible / whole);
        QVERIFY2(extent > 0.55 && extent < 0.92, silhouette.name.c_str());
        QVERIFY2(visible / whole > 0.98, silhouette.name.c_str());
    }
}

void TestShapeClasses::lightObjectsAreAsCommonAsDarkOnes()
{
    int light = 0;
    for (std::uint32_t i = 0; i < 1000; ++i) {
        CounterRng rng(1, RandomStream::Test, 1, i);
        const Palette palette = drawPalette(rng);
        const auto gray = [](const Rgb(&pair)[2], bool brighter) {
            float value[2];
            for (int k = 0; k < 2; ++k)
                value[k] = 0.3F * pair[k].red + 0.59F * pair[k].green + 0.11F * pair[k].blue;
            return brighter ? std::max(value[0], value[1]) : std::min(value[0], value[1]);
        };
        // Told apart in gray: every object color on one side of every ground color, by a tenth of white at least.
        const bool above = gray(palette.object, false) > gray(palette.ground, true) + 0.1F;
        const bool below = gray(palette.object, true) < gray(palette.ground, false) - 0.1F;
        QVERIFY(above != below);
        light += above ? 1 : 0;
    }
    QVERIFY(std::abs(light - 500) < 64); // four standard deviations
}

void TestShapeClasses::meanColorDoesNotTell()
{
    const double accuracy = nearestNeighborAccuracy(meanColor);
    qInfo("mean color: %.1f %%", 100 * accuracy);
    QVERIFY(std::abs(accuracy - 0.1) < chanceTolerance());
}

void TestShapeClasses::colorHistogramDoesNotTell()
{
    const double accuracy = nearestNeighborAccuracy(colorHistogram);
    qInfo("color histogram: %.1f %%", 100 * accuracy);
    QVERIFY(std::abs(accuracy - 0.1) < chanceTolerance());
}

void TestShapeClasses::brightnessDoesNotTell()
{
    const double accuracy = nearestNeighborAccuracy(grayDistribution);
    qInfo("sorted gray values: %.1f %%", 100 * accuracy);
    QVERIFY(std::abs(accuracy - 0.1) < chanceTolerance());
}

void TestShapeClasses::edgesTell()
{
    const double accuracy = nearestNeighborAccuracy(edgeMap);
    qInfo("edge maps: %.1f %%", 100 * accuracy);
    QVERIFY(accuracy > 0.8); // 98 % as measured; chance is 10 %
}

QTEST_APPLESS_MAIN(TestShapeClasses)
#include "tst_shape_classes.moc"
