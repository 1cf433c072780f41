#include "tests/augment/reference.h"

#include <QtTest>

using namespace tandem;
using reference::Bytes;

/// Operations on neighbourhoods: blur (trap 37), Sobel, rotation, cutout.
class TestFilters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void blurAgreesWithTheReference_data();
    void blurAgreesWithTheReference();
    void blurImpulseHasTheVarianceOfSigma();
    void blurMirrorsAtTheBorder();
    void sobelOfAStepIsFull();
    void sobelAgreesWithTheReference();
    void quarterTurnsMovePixels();
    void rotationAgreesWithTheReference();
    void rotationIsCounterClockwise();
    void cutoutFillsItsRectangleOnly();
};

namespace {

Bytes applied(const Bytes &source, const DrawnOperation &operation)
{
    return reference::render(source, {source.width, {operation}});
}

} // namespace

void TestFilters::blurAgreesWithTheReference_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<double>("sigma");
    QTest::addColumn<int>("taps");
    QTest::newRow("CIFAR") << 32 << 1.3 << 3;
    QTest::newRow("STL-10") << 96 << 0.7 << 9;
    QTest::newRow("hardly any") << 32 << 0.1 << 3;
    QTest::newRow("ImageNet kernel, sharp") << 50 << 0.4 << 23;
    QTest::newRow("ImageNet kernel, soft") << 50 << 2.0 << 23;
    QTest::newRow("cut kernel") << 40 << 9.0 << 15;
    QTest::newRow("even radius") << 33 << 3.0 << 17;
    QTest::newRow("kernel wider than the image") << 5 << 2.0 << 23;
    QTest::newRow("two pixels") << 2 << 1.0 << 5;
    QTest::newRow("one pixel") << 1 << 1.0 << 3;
}

void TestFilters::blurAgreesWithTheReference()
{
    QFETCH(int, size);
    QFETCH(double, sigma);
    QFETCH(int, taps);
    for (const Bytes &source : {reference::randomImage(size, size, 20), reference::pictureImage(size, size),
                                reference::flatImage(size, size, {255, 1, 0})}) {
        const auto exact = reference::blur(reference::Image(source), sigma, taps);
        const double distance = reference::largestDistance(applied(source, DrawnBlur{sigma, taps}), exact);
        QVERIFY2(distance <= reference::kOneRounding, qPrintable(QString::number(distance)));
    }
}

void TestFilters::blurImpulseHasTheVarianceOfSigma()
{
    // A line on noise, less the same noise without it: the noise makes rounding to bytes cancel out in the average.
    constexpr int kSize = 48, kAt = 24, kLine = 155;
    constexpr std::uint32_t kImages = 120;
    for (const double sigma : {0.6, 1.0, 1.5, 2.0}) {
        double mean = 0, variance = 0, sum = 0;
        for (std::uint32_t image = 0; image < kImages; ++image) {
            Bytes source = reference::randomImage(kSize, kSize, image);
            for (auto &value : source.values)
                value = value % 101;
            Bytes lined = source;
            for (int y = 0; y < kSize; ++y)
                lined.values[static_cast<std::size_t>(3 * (y * kSize + kAt))] += kLine;
            const Bytes with = applied(lined, DrawnBlur{sigma, 23}), without = applied(source, DrawnBlur{sigma, 23});
            for (int y = 0; y < kSize; ++y) {
                for (int x = 0; x < kSize; ++x) {
                    const double share = (with.at(x, y, 0) - without.at(x, y, 0)) / (1.0 * kLine * kSize * kImages);
                    sum += share;
                    mean += share * (x - kAt);
                    variance += share * (x - kAt) * (x - kAt);
                    QCOMPARE(with.at(x, y, 1), without.at(x, y, 1)); // other channels know nothing of it
                }
            }
        }
        // The kernel reaches to 5 sigma or further. Each column is good to 0.41 / 155 / sqrt(5760) = 3.5e-5; outside of
        // the kernel the two images are the same. Four errors of the sums over 23 taps with weights 1, k and k^2.
        QVERIFY2(std::abs(sum - 1) < 0.001, qPrintable(QString::number(sum)));
        QVERIFY2(std::abs(mean) < 0.005, qPrintable(QString::number(mean)));
        QVERIFY2(std::abs(variance - sigma * sigma) < 0.04, qPrintable(QString::number(variance)));
    }
}

void TestFilters::blurMirrorsAtTheBorder()
{
    // Zero padding, as in the paper's code, would darken the rim of a white image.
    const Bytes white = reference::flatImage(32, 32, {255, 200, 7});
    QCOMPARE(applied(white, DrawnBlur{2, 7}).values, white.values);
    // First row white: with weights a b a, and row 1 mirrored to row -1, the rows become b, a, 0.
    Bytes line = reference::flatImage(8, 8, {0, 0, 0});
    std::fill_n(line.values.begin(), 24, std::uint8_t{200});
    const double side = std::exp(-0.5), whole = 1 + 2 * side;
    const Bytes out = applied(line, DrawnBlur{1, 3});
    QCOMPARE(out.at(4, 0, 0), static_cast<int>(std::lround(200 / whole)));
    QCOMPARE(out.at(4, 1, 0), static_cast<int>(std::lround(200 * 2 * side / whole / 2)));
    QCOMPARE(out.at(4, 2, 0), 0);
}

void TestFilters::sobelOfAStepIsFull()
{
    Bytes step = reference::flatImage(16, 16, {0, 50, 50});
    for (int y = 0; y < 16; ++y)
        for (int x = 8; x < 16; ++x)
            step.values[static_cast<std::size_t>(3 * (y * 16 + x))] = 255;
    const Bytes out = applied(step, DrawnSobel{});
    for (int y = 0; y < 16; ++y) {
        for (int x = 0; x < 16; ++x) {
            QCOMPARE(out.at(x, y, 0), x == 7 || x == 8 ? 255 : 0);
            QCOMPARE(out.at(x, y, 1), 0);
        }
    }
}

void TestFilters::sobelAgreesWithTheReference()
{
    for (const int size : {1, 2, 3, 37}) {
        for (const Bytes &source : {reference::randomImage(size, size, 21), reference::pictureImage(size, size)}) {
            const auto exact = reference::sobel(reference::Image(source));
            QVERIFY(reference::largestDistance(applied(source, DrawnSobel{}), exact) <= reference::kOneRounding);
        }
    }
}

void TestFilters::quarterTurnsMovePixels()
{
    const Bytes source = reference::randomImage(17, 17, 22);
    const Bytes quarter = applied(source, DrawnRotation{90}), half = applied(source, DrawnRotation{180});
    for (int y = 0; y < 17; ++y) {
        for (int x = 0; x < 17; ++x) {
            QCOMPARE(quarter.at(y, 16 - x, 1), source.at(x, y, 1)); // the right edge comes to the top
            QCOMPARE(half.at(16 - x, 16 - y, 2), source.at(x, y, 2));
        }
    }
    QCOMPARE(applied(quarter, DrawnRotation{90}).values, half.values);
    QCOMPARE(applied(half, DrawnRotation{90}).values, applied(source, DrawnRotation{270}).values);
    QCOMPARE(applied(source, DrawnRotation{-90}).values, applied(source, DrawnRotation{270}).values);
    QCOMPARE(applied(quarter, DrawnRotation{270}).values, source.values);
    QCOMPARE(applied(source, DrawnRotation{0}).values, source.values);
}

void TestFilters::rotationAgreesWithTheReference()
{
    for (const int size : {1, 2, 23, 24}) {
        const Bytes source = reference::randomImage(size, size, 23);
        for (const double degrees : {0.5, -7.0, 30.0, 45.0, 133.3, -179.0}) {
            const auto exact = reference::rotate(reference::Image(source), degrees);
            const double distance = reference::largestDistance(applied(source, DrawnRotation{degrees}), exact);
            QVERIFY2(distance <= reference::kOneRounding, qPrintable(QString::number(distance)));
        }
    }
}

void TestFilters::rotationIsCounterClockwise()
{
    Bytes source = reference::flatImage(21, 21, {0, 0, 0});
    source.values[static_cast<std::size_t>(3 * (10 * 21 + 18))] = 255; // right of the centre
    const Bytes out = applied(source, DrawnRotation{45});
    const auto brightest = std::max_element(out.values.begin(), out.values.end()) - out.values.begin();
    QVERIFY(brightest / 3 % 21 > 14 && brightest / 3 / 21 < 6); // upper right
}

void TestFilters::cutoutFillsItsRectangleOnly()
{
    const Bytes source = reference::randomImage(20, 20, 24);
    const DrawnCutout hole{3, 17, 10, 3};
    const Bytes out = applied(source, hole);
    for (int y = 0; y < 20; ++y)
        for (int x = 0; x < 20; ++x)
            for (int c = 0; c < 3; ++c)
                QCOMPARE(out.at(x, y, c), x >= 3 && x < 13 && y >= 17 ? 127 : source.at(x, y, c));
    QCOMPARE(applied(source, DrawnCutout{20, 20, 0, 0}).values, source.values);
    QCOMPARE(applied(source, DrawnCutout{0, 0, 20, 20}).values, reference::flatImage(20, 20, {127, 127, 127}).values);
}

QTEST_GUILESS_MAIN(TestFilters)
#include "tst_filters.moc"
