#include "tests/augment/reference.h"

#include <QtTest>

using namespace tandem;
using reference::Bytes;

/// Crops and resizing (traps 35, 36): antialiased as PIL when shrinking, half-pixel bilinear when enlarging.
class TestResample : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheReference_data();
    void agreesWithTheReference();
    void sameSizeIsIdentity();
    void checkerboardShrinksToFlatGray();
    void enlargingHasHalfPixelCentres();
    void pixelsOutsideTheCropHaveNoInfluence();
    void flipMirrors();
    void evaluationTakesTheCentreSquare();
    void evaluationAveragesAreas();
    void evaluationOfExtremeShapes();
};

namespace {

Bytes crop(const Bytes &source, const DrawnCrop &rect, int size, bool mirrored = false)
{
    DrawnView view{size, {rect}};
    if (mirrored)
        view.operations.push_back(DrawnFlip{});
    return reference::render(source, view);
}

Bytes evaluate(const Bytes &source, int size)
{
    Bytes out{size, size, std::vector<std::uint8_t>(static_cast<std::size_t>(size * size * 3))};
    renderForEvaluation(source.view(), size, out.values);
    return out;
}

} // namespace

void TestResample::agreesWithTheReference_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<DrawnCrop>("rect");
    QTest::addColumn<int>("size");
    QTest::newRow("CIFAR crop, enlarged") << 32 << 32 << DrawnCrop{3, 5, 17, 21} << 32;
    QTest::newRow("mild shrink") << 80 << 60 << DrawnCrop{10, 2, 60, 55} << 48;
    QTest::newRow("fractional shrink") << 97 << 61 << DrawnCrop{1, 0, 95, 61} << 32;
    QTest::newRow("strong shrink") << 120 << 100 << DrawnCrop{0, 0, 120, 100} << 9;
    QTest::newRow("shrink one way, enlarge the other") << 90 << 12 << DrawnCrop{5, 1, 85, 10} << 32;
    QTest::newRow("double") << 10 << 10 << DrawnCrop{0, 0, 10, 10} << 20;
    QTest::newRow("half") << 40 << 40 << DrawnCrop{0, 0, 40, 40} << 20;
    QTest::newRow("one pixel of many") << 40 << 40 << DrawnCrop{39, 39, 1, 1} << 16;
    QTest::newRow("1x1") << 1 << 1 << DrawnCrop{0, 0, 1, 1} << 8;
    QTest::newRow("1xN") << 1 << 50 << DrawnCrop{0, 0, 1, 50} << 16;
    QTest::newRow("Nx1") << 50 << 1 << DrawnCrop{0, 0, 50, 1} << 16;
    QTest::newRow("2x3") << 2 << 3 << DrawnCrop{0, 0, 2, 3} << 32;
    QTest::newRow("to one pixel") << 30 << 20 << DrawnCrop{0, 0, 30, 20} << 1;
    QTest::newRow("odd row length") << 33 << 33 << DrawnCrop{1, 1, 31, 29} << 13;
}

void TestResample::agreesWithTheReference()
{
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(DrawnCrop, rect);
    QFETCH(int, size);
    for (const Bytes &source : {reference::randomImage(width, height, 1), reference::pictureImage(width, height),
                                reference::flatImage(width, height, {255, 0, 128})}) {
        const auto exact = reference::resize(reference::Image(source), rect, size, size);
        const double distance = reference::largestDistance(crop(source, rect, size), exact);
        QVERIFY2(distance <= reference::kOneRounding, qPrintable(QString::number(distance)));
    }
}

void TestResample::sameSizeIsIdentity()
{
    const Bytes source = reference::randomImage(32, 32, 2);
    QCOMPARE(crop(source, {0, 0, 32, 32}, 32).values, source.values);
    QCOMPARE(reference::render(source, {32, {}}).values, source.values); // without a crop too
    QCOMPARE(evaluate(source, 32).values, source.values);
}

void TestResample::checkerboardShrinksToFlatGray()
{
    // Without antialiasing this gives black, white or stripes.
    Bytes board = reference::flatImage(64, 64, {0, 0, 0});
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 64; ++x)
            for (std::size_t c = 0; c < 3; ++c)
                board.values[static_cast<std::size_t>(y * 64 + x) * 3 + c] = (x + y) % 2 == 0 ? 255 : 0;
    for (const int size : {32, 16, 8}) {
        // At an even factor f an inner triangle of width 2f weighs both colours alike: 127.5. At the border it is cut.
        const Bytes small = crop(board, {0, 0, 64, 64}, size);
        for (int y = 1; y + 1 < size; ++y)
            for (int x = 1; x + 1 < size; ++x)
                QVERIFY2(std::abs(small.at(x, y, 0) - 127.5) <= 1, qPrintable(QString::number(small.at(x, y, 0))));
        for (const auto value : evaluate(board, size).values)
            QVERIFY(std::abs(value - 127.5) <= 1);
    }
}

void TestResample::enlargingHasHalfPixelCentres()
{
    // Two pixels to eight: centres at -0.375, -0.125, 0.125 … of the distance between them.
    const Bytes source{2, 1, {0, 0, 0, 240, 240, 240}};
    const Bytes wide = crop(source, {0, 0, 2, 1}, 8);
    const std::array<int, 8> expected = {0, 0, 30, 90, 150, 210, 240, 240};
    for (int x = 0; x < 8; ++x)
        QCOMPARE(wide.at(x, 3, 1), expected[static_cast<std::size_t>(x)]);
}

void TestResample::pixelsOutsideTheCropHaveNoInfluence()
{
    const DrawnCrop rect{7, 9, 20, 11};
    const Bytes source = reference::randomImage(40, 30, 3);
    Bytes other = reference::randomImage(40, 30, 4);
    for (int y = rect.y; y < rect.y + rect.height; ++y) {
        const auto start = static_cast<std::ptrdiff_t>(3 * (y * 40 + rect.x));
        std::copy_n(source.values.begin() + start, 3 * rect.width, other.values.begin() + start);
    }
    for (const int size : {8, 32})
        QCOMPARE(crop(source, rect, size).values, crop(other, rect, size).values);
}

void TestResample::flipMirrors()
{
    const Bytes source = reference::randomImage(50, 41, 5);
    for (const int size : {1, 2, 31, 64}) {
        const Bytes plain = crop(source, {3, 2, 44, 37}, size), flipped = crop(source, {3, 2, 44, 37}, size, true);
        for (int y = 0; y < size; ++y)
            for (int x = 0; x < size; ++x)
                for (int c = 0; c < 3; ++c)
                    QCOMPARE(flipped.at(x, y, c), plain.at(size - 1 - x, y, c));
        // The flip that is folded into the crop does what a flip of its own does.
        QCOMPARE(reference::render(source, {size, {DrawnCrop{3, 2, 44, 37}, DrawnSolarize{256}, DrawnFlip{}}}).values,
                 flipped.values);
    }
}

void TestResample::evaluationTakesTheCentreSquare()
{
    // Thirds of red, green and blue along the longer side: the centre square is green alone.
    for (const bool upright : {false, true}) {
        const int width = upright ? 60 : 180, height = upright ? 180 : 60;
        Bytes source{width, height, {}};
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                for (int c = 0; c < 3; ++c)
                    source.values.push_back((upright ? y : x) / 60 == c ? 255 : 0);
        for (const auto &[r, g, b] : {std::tuple{0, 255, 0}}) {
            const Bytes seen = evaluate(source, 20);
            for (int i = 0; i < 400; ++i)
                QCOMPARE(std::tuple(int(seen.values[size_t(3 * i)]), int(seen.values[size_t(3 * i + 1)]),
                                    int(seen.values[size_t(3 * i + 2)])),
                         std::tuple(r, g, b));
        }
    }
}

void TestResample::evaluationAveragesAreas()
{
    // 50x37 to shorter side 16: width 50*16/37 = 21.6, down to 21; columns 2 … 17 of them.
    const Bytes source = reference::randomImage(50, 37, 6);
    const auto whole = reference::resize(reference::Image(source), {0, 0, 50, 37}, 21, 16, true);
    reference::Image centre(16, 16);
    for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 16; ++x)
            for (int c = 0; c < 3; ++c)
                centre.at(x, y, c) = whole.at(x + 2, y, c);
    QVERIFY(reference::largestDistance(evaluate(source, 16), centre) <= reference::kOneRounding);
    // Enlarging is bilinear.
    const Bytes tiny = reference::randomImage(9, 9, 7);
    QVERIFY(reference::largestDistance(evaluate(tiny, 30), reference::resize(reference::Image(tiny), {0, 0, 9, 9}, 30,
                                                                             30)) <= reference::kOneRounding);
}

void TestResample::evaluationOfExtremeShapes()
{
    // A strip of 1x20000 at 224 pixels would be an image of 3 GB if it were made whole.
    const Bytes strip = reference::flatImage(1, 20000, {9, 99, 199});
    const Bytes lying = reference::flatImage(20000, 1, {9, 99, 199});
    QCOMPARE(evaluate(strip, 224).values, reference::flatImage(224, 224, {9, 99, 199}).values);
    QCOMPARE(evaluate(lying, 224).values, reference::flatImage(224, 224, {9, 99, 199}).values);
    QCOMPARE(evaluate(reference::flatImage(1, 1, {1, 2, 3}), 8).values, reference::flatImage(8, 8, {1, 2, 3}).values);
}

QTEST_GUILESS_MAIN(TestResample)
#include "tst_resample.moc"
