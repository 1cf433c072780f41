#include "core/base/half.h"
#include "core/base/random.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <limits>

using namespace tandem;

class TestHalf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyHalfComesBack();
    void knownValues();
    void midpointsGoToTheEvenNeighbor();
    void allElseGoesToTheNearest();
    void arraysKeepElevenBits();
    void arraysOfOddValues();
};

namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// Finite magnitudes as the standard defines them, in double.
double valueOf(std::uint16_t half)
{
    const int exponent = half >> 10 & 31;
    const int fraction = half & 1023;
    return exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
}

} // namespace

void TestHalf::everyHalfComesBack()
{
    for (std::uint32_t half = 0; half < 0x10000; ++half) {
        const auto bits = static_cast<std::uint16_t>(half);
        const float value = floatFromHalf(bits);
        if ((bits & 0x7FFF) > 0x7C00) {
            QVERIFY(std::isnan(value));
            QVERIFY(std::isnan(floatFromHalf(halfFromFloat(value))));
            continue;
        }
        if ((bits & 0x7FFF) < 0x7C00)
            QCOMPARE(std::abs(static_cast<double>(value)), valueOf(bits & 0x7FFF));
        QCOMPARE(std::signbit(value), (bits & 0x8000) != 0);
        QCOMPARE(halfFromFloat(value), bits);
    }
}

void TestHalf::knownValues()
{
    QCOMPARE(halfFromFloat(1), std::uint16_t{0x3C00});
    QCOMPARE(halfFromFloat(-2), std::uint16_t{0xC000});
    QCOMPARE(halfFromFloat(65504), std::uint16_t{0x7BFF});
    QCOMPARE(halfFromFloat(65519.996F), std::uint16_t{0x7BFF});
    QCOMPARE(halfFromFloat(65520), std::uint16_t{0x7C00}); // halfway to 65536: infinity
    QCOMPARE(halfFromFloat(-kInfinity), std::uint16_t{0xFC00});
    QCOMPARE(halfFromFloat(0x1p-25F), std::uint16_t{0}); // halfway between 0 and the smallest
    QCOMPARE(halfFromFloat(0x1.8p-25F), std::uint16_t{1});
    QCOMPARE(halfFromFloat(1.0F / 3), std::uint16_t{0x3555});
}

void TestHalf::midpointsGoToTheEvenNeighbor()
{
    for (std::uint16_t low = 0; low < 0x7BFF; ++low) {
        const auto high = static_cast<std::uint16_t>(low + 1);
        const auto middle = static_cast<float>((valueOf(low) + valueOf(high)) / 2); // exact: 12 bits
        QCOMPARE(halfFromFloat(middle), (low & 1) == 0 ? low : high);
        QCOMPARE(halfFromFloat(std::nextafter(middle, 0.0F)), low);
        QCOMPARE(halfFromFloat(std::nextafter(middle, kInfinity)), high);
    }
}

void TestHalf::allElseGoesToTheNearest()
{
    CounterRng rng(1, RandomStream::Test);
    for (int i = 0; i < 200'000; ++i) {
        const auto value = std::bit_cast<float>(rng.next());
        if (!(std::abs(value) < 65504))
            continue;
        const std::uint16_t half = halfFromFloat(value) & 0x7FFF;
        const double error = std::abs(valueOf(half) - std::abs(static_cast<double>(value)));
        if (half > 0)
            QVERIFY(error <= std::abs(valueOf(half - 1) - std::abs(static_cast<double>(value))));
        if (half < 0x7BFF)
            QVERIFY(error <= std::abs(valueOf(half + 1) - std::abs(static_cast<double>(value))));
    }
}

void TestHalf::arraysKeepElevenBits()
{
    CounterRng rng(2, RandomStream::Test);
    for (const float scale : {1e-30F, 1e-6F, 1.0F, 1e6F, 1e30F}) { // far beyond what halves reach by themselves
        std::vector<float> values;
        for (int i = 0; i < 1000; ++i)
            values.push_back(scale * static_cast<float>(rng.normal()));
        const HalfArray packed = packHalf(values);
        const auto back = unpackHalf(packed.values, packed.exponent);
        for (std::size_t i = 0; i < values.size(); ++i)
            QVERIFY(std::abs(back[i] - values[i]) <= std::abs(values[i]) * 0x1p-11F); // half a step of 11 bits
    }
}

void TestHalf::arraysOfOddValues()
{
    QVERIFY(packHalf({}).values.empty());
    const std::vector<float> values{0, -0.0F, kInfinity, std::numeric_limits<float>::quiet_NaN(), 3};
    const HalfArray packed = packHalf(values);
    const auto back = unpackHalf(packed.values, packed.exponent);
    QCOMPARE(back[0], 0.0F);
    QVERIFY(std::signbit(back[1]));
    QCOMPARE(back[2], kInfinity);
    QVERIFY(std::isnan(back[3]));
    QCOMPARE(back[4], 3.0F);
    const std::vector<float> zeros(4, 0.0F);
    QCOMPARE(unpackHalf(packHalf(zeros).values, packHalf(zeros).exponent), zeros);
}

QTEST_GUILESS_MAIN(TestHalf)
#include "tst_half.moc"
