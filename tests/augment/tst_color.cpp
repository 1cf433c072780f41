#include "tests/augment/reference.h"

#include <QtTest>

#include <numeric>

using namespace tandem;
using reference::Bytes;
using Color = std::array<std::uint8_t, 3>;

/// Operations on single pixels (traps 30 to 32 and 43).
class TestColor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void grayWeightsOfPureColors();
    void hueOfPureColors();
    void hueIdentityAndInverse();
    void hueAgreesWithTheTextbook();
    void brightnessMultipliesAndClamps();
    void contrastBlendsWithTheScalarMeanOfGray();
    void contrastMeanFollowsThePartsBefore();
    void saturationBlendsWithGray();
    void everyOrderAgreesWithTheReference();
    void roundsToNearest();
    void solarizeInvertsFromTheThreshold();
    void noiseIsGaussianAndAFunctionOfItsSeed();
};

namespace {

DrawnJitter only(int part, double value)
{
    DrawnJitter jitter;
    (part == 0 ? jitter.brightness : part == 1 ? jitter.contrast : part == 2 ? jitter.saturation : jitter.hue) = value;
    return jitter;
}

Bytes applied(const Bytes &source, const DrawnOperation &operation)
{
    return reference::render(source, {source.width, {operation}});
}

Color colorAfter(Color color, const DrawnOperation &operation)
{
    const Bytes out = applied(reference::flatImage(8, 8, color), operation);
    return {out.values[0], out.values[1], out.values[2]};
}

} // namespace

void TestColor::grayWeightsOfPureColors()
{
    // Trap 30: on BGR the outer two would change places. 255 * .299, .587, .114.
    QCOMPARE(colorAfter({255, 0, 0}, DrawnGrayscale{}), (Color{76, 76, 76}));
    QCOMPARE(colorAfter({0, 255, 0}, DrawnGrayscale{}), (Color{150, 150, 150}));
    QCOMPARE(colorAfter({0, 0, 255}, DrawnGrayscale{}), (Color{29, 29, 29}));
    QCOMPARE(colorAfter({255, 255, 255}, DrawnGrayscale{}), (Color{255, 255, 255}));
    for (int v = 0; v < 256; ++v) {
        const Color same{std::uint8_t(v), std::uint8_t(v), std::uint8_t(v)};
        QCOMPARE(colorAfter(same, DrawnGrayscale{}), same);
    }
}

void TestColor::hueOfPureColors()
{
    // Trap 31. Half a turn: complements. A third: red to green to blue. A sixth: red to yellow.
    QCOMPARE(colorAfter({255, 0, 0}, only(3, 0.5)), (Color{0, 255, 255}));
    QCOMPARE(colorAfter({255, 0, 0}, only(3, -0.5)), (Color{0, 255, 255}));
    QCOMPARE(colorAfter({0, 255, 0}, only(3, 0.5)), (Color{255, 0, 255}));
    QCOMPARE(colorAfter({0, 0, 255}, only(3, 0.5)), (Color{255, 255, 0}));
    QCOMPARE(colorAfter({255, 0, 0}, only(3, 1.0 / 3)), (Color{0, 255, 0}));
    QCOMPARE(colorAfter({255, 0, 0}, only(3, -1.0 / 3)), (Color{0, 0, 255}));
    QCOMPARE(colorAfter({255, 0, 0}, only(3, 1.0 / 6)), (Color{255, 255, 0}));
    // 36 degrees, the largest shift of the CIFAR preset: 0.6 of the way to yellow.
    QCOMPARE(colorAfter({255, 0, 0}, only(3, 0.1)), (Color{255, 153, 0}));
    QCOMPARE(colorAfter({200, 50, 50}, only(3, 0.1)), (Color{200, 140, 50}));
    for (const Color &gray : {Color{0, 0, 0}, Color{77, 77, 77}, Color{255, 255, 255}})
        QCOMPARE(colorAfter(gray, only(3, 0.37)), gray);
}

void TestColor::hueIdentityAndInverse()
{
    const Bytes source = reference::randomImage(64, 64, 10);
    QCOMPARE(applied(source, only(3, 0)).values, source.values);
    // Eight-bit HSV quantises hue to 2 degrees, which shows here as several levels.
    for (const double turns : {1e-7, 1.0, -1.0}) {
        const Bytes same = applied(source, only(3, turns));
        QVERIFY(reference::largestDistance(same, reference::Image(source)) <= 1);
    }
    for (const double turns : {0.05, 0.2, -0.31, 0.5}) {
        const Bytes back = applied(applied(source, only(3, turns)), only(3, -turns));
        // Two roundings of half a level; a hue step moves the middle channel by at most as much as was rounded.
        QVERIFY(reference::largestDistance(back, reference::Image(source)) <= 2);
    }
}

void TestColor::hueAgreesWithTheTextbook()
{
    // Every corner case of maximum and minimum: all triples of few values, and random ones.
    Bytes source{64, 64, reference::randomImage(64, 64, 11).values};
    const std::array<std::uint8_t, 6> levels = {0, 1, 100, 101, 254, 255};
    for (std::size_t i = 0; i < 216; ++i)
        for (std::size_t c = 0, rest = i; c < 3; ++c, rest /= 6)
            source.values[3 * i + c] = levels[rest % 6];
    for (double turns = -0.5; turns <= 0.5; turns += 1.0 / 48) {
        reference::Image exact(source);
        reference::jitterPart(exact, only(3, turns), 3);
        const double distance = reference::largestDistance(applied(source, only(3, turns)), exact);
        QVERIFY2(distance <= reference::kOneRounding, qPrintable(QString::number(distance)));
    }
}

void TestColor::brightnessMultipliesAndClamps()
{
    // Trap 32: the additive mode of the first SimCLR code would give 60, 150, 250 for +50.
    QCOMPARE(colorAfter({10, 100, 200}, only(0, 1.5)), (Color{15, 150, 255}));
    QCOMPARE(colorAfter({10, 100, 200}, only(0, 0.5)), (Color{5, 50, 100}));
    QCOMPARE(colorAfter({10, 100, 200}, only(0, 0)), (Color{0, 0, 0}));
}

void TestColor::contrastBlendsWithTheScalarMeanOfGray()
{
    // Trap 32. Half red, half blue: gray 76.245 and 29.07, mean 52.6575 for every channel. The mean per channel would
    // be 127.5, 0 and 127.5, and leave green at 0.
    Bytes source{8, 8, {}};
    for (int i = 0; i < 64; ++i)
        for (const int value : i < 32 ? std::array{255, 0, 0} : std::array{0, 0, 255})
            source.values.push_back(static_cast<std::uint8_t>(value));
    const Bytes half = applied(source, only(1, 0.5));
    QCOMPARE((Color{half.values[0], half.values[1], half.values[2]}), (Color{154, 26, 26}));       // 153.83, 26.33
    QCOMPARE((Color{half.values[189], half.values[190], half.values[191]}), (Color{26, 26, 154})); // the last pixel
    const Bytes none = applied(source, only(1, 0));
    QCOMPARE(none.values, reference::flatImage(8, 8, {53, 53, 53}).values);
    const Bytes more = applied(source, only(1, 1.8)); // 0 * 1.8 - 0.8 * 52.66 < 0
    QCOMPARE((Color{more.values[0], more.values[1], more.values[2]}), (Color{255, 0, 0}));
}

void TestColor::contrastMeanFollowsThePartsBefore()
{
    // Brightness 2 clips 200 to 255: the mean of what is left is (255 + 20) / 2, not 2 * (200 + 10) / 2.
    Bytes source{8, 8, {}};
    for (int i = 0; i < 64; ++i)
        source.values.insert(source.values.end(), 3, i % 2 == 0 ? 200 : 10);
    DrawnJitter jitter;
    jitter.brightness = 2;
    jitter.contrast = 0;
    jitter.order = {0, 1, 2, 3};
    QCOMPARE(applied(source, jitter).values, reference::flatImage(8, 8, {138, 138, 138}).values); // 137.5 up
    jitter.order = {1, 0, 2, 3};
    QCOMPARE(applied(source, jitter).values, reference::flatImage(8, 8, {210, 210, 210}).values); // 2 * 105
}

void TestColor::saturationBlendsWithGray()
{
    QCOMPARE(colorAfter({255, 0, 0}, only(2, 0)), (Color{76, 76, 76}));
    QCOMPARE(colorAfter({200, 100, 50}, only(2, 0.5)), (Color{162, 112, 87})); // gray 124.2
    QCOMPARE(colorAfter({200, 100, 50}, only(2, 1.8)), (Color{255, 81, 0}));   // 260.6, 80.6, -9.4
}

void TestColor::everyOrderAgreesWithTheReference()
{
    // 37x37: a length that is no multiple of any vector, and more than one block.
    const Bytes noise = reference::randomImage(37, 37, 12), picture = reference::pictureImage(37, 37);
    std::array<std::uint8_t, 4> order{0, 1, 2, 3};
    CounterRng rng(13, RandomStream::Test);
    do {
        DrawnJitter jitter{rng.uniform(0.2, 1.8), rng.uniform(0.2, 1.8), rng.uniform(0.2, 1.8), rng.uniform(-0.2, 0.2),
                           order};
        for (const Bytes &source : {noise, picture}) {
            reference::Image exact(source);
            for (const int part : order)
                reference::jitterPart(exact, jitter, part);
            const double distance = reference::largestDistance(applied(source, jitter), exact);
            QVERIFY2(distance <= reference::kOneRounding,
                     qPrintable(QString::number(distance) + QString::fromStdString(describeView({37, {jitter}}))));
        }
    } while (std::next_permutation(order.begin(), order.end()));
}

void TestColor::roundsToNearest()
{
    // Trap 43: truncation darkens every operation by half a level. 0.7 * 255 = 178.5, 0.9 * 99 = 89.1, 0.66 * 100.
    QCOMPARE(colorAfter({99, 100, 101}, only(0, 0.9)), (Color{89, 90, 91}));
    QCOMPARE(colorAfter({100, 100, 100}, only(0, 0.668)), (Color{67, 67, 67}));
    // The mean over all levels shows no drift.
    Bytes ramp{16, 16, {}};
    for (int i = 0; i < 256; ++i)
        ramp.values.insert(ramp.values.end(), 3, static_cast<std::uint8_t>(i));
    const Bytes out = applied(ramp, only(0, 0.73));
    const double mean = std::accumulate(out.values.begin(), out.values.end(), 0.0) / 768;
    QVERIFY(std::abs(mean - 0.73 * 127.5) < 0.05);
}

void TestColor::solarizeInvertsFromTheThreshold()
{
    for (int v = 0; v < 256; ++v) {
        const auto byte = static_cast<std::uint8_t>(v);
        const Color out = colorAfter({byte, byte, byte}, DrawnSolarize{128});
        QCOMPARE(int(out[0]), v < 128 ? v : 255 - v);
        QCOMPARE(int(colorAfter({byte, 0, 0}, DrawnSolarize{0})[0]), 255 - v);
        QCOMPARE(int(colorAfter({byte, 0, 0}, DrawnSolarize{256})[0]), v);
        QCOMPARE(int(colorAfter({byte, 0, 0}, DrawnSolarize{99.5})[0]), v < 100 ? v : 255 - v);
    }
}

void TestColor::noiseIsGaussianAndAFunctionOfItsSeed()
{
    const Bytes source = reference::flatImage(200, 200, {128, 128, 128});
    const Bytes noisy = applied(source, DrawnNoise{20, 7});
    QCOMPARE(applied(source, DrawnNoise{20, 7}).values, noisy.values);
    QVERIFY(applied(source, DrawnNoise{20, 8}).values != noisy.values);
    QCOMPARE(applied(source, DrawnNoise{0, 7}).values, source.values);
    const auto n = static_cast<double>(noisy.values.size()); // 120000
    std::array<double, 5> moments{};
    double beyond = 0, neighbours = 0;
    for (std::size_t i = 0; i < noisy.values.size(); ++i) {
        const double z = (noisy.values[i] - 128) / 20.0;
        for (std::size_t k = 1; k < moments.size(); ++k)
            moments[k] += std::pow(z, static_cast<double>(k)) / n;
        beyond += std::abs(z) > 1.975 ? 1 / n : 0; // 39.5 levels: |level| >= 40
        neighbours += i > 0 ? z * (noisy.values[i - 1] - 128) / 20.0 / n : 0;
    }
    // Bounds: four standard errors, 1, sqrt 2, sqrt 15 and sqrt 96 over sqrt n; rounding to levels adds 1/12/400.
    QVERIFY(std::abs(moments[1]) < 0.0116);
    QVERIFY(std::abs(moments[2] - 1.0002) < 0.0164);
    QVERIFY(std::abs(moments[3]) < 0.045);
    QVERIFY(std::abs(moments[4] - 3) < 0.12);
    QVERIFY(std::abs(beyond - 0.04827) < 0.0025); // P(|z| > 1.975)
    QVERIFY(std::abs(neighbours) < 0.0116);
    // Clamped, not wrapped around.
    const Bytes dark = applied(reference::flatImage(64, 64, {0, 128, 255}), DrawnNoise{25, 9});
    for (std::size_t i = 0; i < dark.values.size(); i += 3) {
        QVERIFY(dark.values[i] < 128);
        QVERIFY(dark.values[i + 2] > 128);
    }
}

QTEST_GUILESS_MAIN(TestColor)
#include "tst_color.moc"
