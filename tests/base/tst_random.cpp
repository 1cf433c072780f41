#include "core/base/random.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

using namespace tandem;

class TestRandom : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void philoxMatchesThePublishedVectors();
    void sameKeySameNumbers();
    void everyPartOfTheKeyCounts();
    void longSequencesCrossBlocks();
    void uniformIsExactAsFloatAndBelowOne();
    void uniformHasTheRightMoments();
    void belowIsEvenAndInRange();
    void chanceIsCertainAtItsEnds();
    void normalHasTheRightMoments();
    void epochOrderIsAPermutationThatNeverChanges();
    void shuffleIsFair();
};

void TestRandom::philoxMatchesThePublishedVectors()
{
    using Words4 = std::array<std::uint32_t, 4>;
    using Words2 = std::array<std::uint32_t, 2>;
    // kat_vectors of Random123, philox4x32 10 rounds.
    QVERIFY(philox4x32(Words4{}, Words2{}) == (Words4{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    constexpr std::uint32_t kOnes = 0xffffffff;
    QVERIFY(philox4x32({kOnes, kOnes, kOnes, kOnes}, {kOnes, kOnes}) ==
            (Words4{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    QVERIFY(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
            (Words4{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

void TestRandom::sameKeySameNumbers()
{
    CounterRng a(42, RandomStream::Augmentation, 3, 17, 1);
    CounterRng b(42, RandomStream::Augmentation, 3, 17, 1);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(a.next(), b.next());
}

void TestRandom::everyPartOfTheKeyCounts()
{
    std::set<std::uint32_t> firsts;
    const auto take = [&](CounterRng rng) { firsts.insert(rng.next()); };
    take(CounterRng(1, RandomStream::Augmentation, 1, 1, 0));
    take(CounterRng(2, RandomStream::Augmentation, 1, 1, 0));
    take(CounterRng(1ULL << 32, RandomStream::Augmentation, 1, 1, 0)); // the upper half of the seed
    take(CounterRng(1, RandomStream::SampleOrder, 1, 1, 0));
    take(CounterRng(1, RandomStream::Augmentation, 2, 1, 0));
    take(CounterRng(1, RandomStream::Augmentation, 1, 2, 0));
    take(CounterRng(1, RandomStream::Augmentation, 1, 1, 1));
    QCOMPARE(firsts.size(), std::size_t{7});
}

void TestRandom::longSequencesCrossBlocks()
{
    CounterRng rng(9, RandomStream::Test);
    std::set<std::uint32_t> seen;
    for (int i = 0; i < 10'000; ++i)
        seen.insert(rng.next());
    // Of 10 000 words of 32 bits, 0.01 pairs are expected to be equal; a generator stuck in a block would repeat all.
    QVERIFY(seen.size() >= 9'998);
}

void TestRandom::uniformIsExactAsFloatAndBelowOne()
{
    CounterRng rng(1, RandomStream::Test);
    for (int i = 0; i < 100'000; ++i) {
        const double x = rng.uniform();
        QVERIFY(x >= 0 && x < 1);
        QCOMPARE(static_cast<double>(static_cast<float>(x)), x);
        const double y = rng.uniform(-2, 5);
        QVERIFY(y >= -2 && y < 5);
    }
}

void TestRandom::uniformHasTheRightMoments()
{
    CounterRng rng(2, RandomStream::Test);
    constexpr int kCount = 100'000;
    double sum = 0, squares = 0;
    for (int i = 0; i < kCount; ++i) {
        const double x = rng.uniform();
        sum += x;
        squares += x * x;
    }
    // Five standard errors: 0.2887 / sqrt(1e5) = 9.1e-4, and 0.298 / sqrt(1e5) = 9.4e-4 for the square.
    QVERIFY(std::abs(sum / kCount - 0.5) < 4.6e-3);
    QVERIFY(std::abs(squares / kCount - 1.0 / 3) < 4.7e-3);
}

void TestRandom::belowIsEvenAndInRange()
{
    CounterRng rng(3, RandomStream::Test);
    std::array<int, 7> counts{};
    for (int i = 0; i < 70'000; ++i)
        ++counts[rng.below(7)]; // out of range would be caught by the sanitizers and the sum
    for (const int count : counts)
        QVERIFY2(std::abs(count - 10'000) < 500, QByteArray::number(count)); // 5.4 standard deviations
    QCOMPARE(rng.below(1), 0U);
    // With a modulus in place of rejection, the lower half would come twice as often as the upper third.
    constexpr std::uint32_t kThreeQuarters = 0xC0000000;
    int low = 0;
    for (int i = 0; i < 30'000; ++i)
        low += rng.below(kThreeQuarters) < kThreeQuarters / 3 ? 1 : 0;
    QVERIFY2(std::abs(low - 10'000) < 420, QByteArray::number(low));
}

void TestRandom::chanceIsCertainAtItsEnds()
{
    CounterRng rng(4, RandomStream::Test);
    int hits = 0;
    for (int i = 0; i < 10'000; ++i) {
        QVERIFY(!rng.chance(0));
        QVERIFY(rng.chance(1));
        hits += rng.chance(0.8) ? 1 : 0;
    }
    QVERIFY2(std::abs(hits - 8'000) < 200, QByteArray::number(hits)); // five standard deviations
}

void TestRandom::normalHasTheRightMoments()
{
    CounterRng rng(5, RandomStream::Test);
    constexpr int kCount = 100'000;
    double sum = 0, squares = 0, fourths = 0;
    for (int i = 0; i < kCount; ++i) {
        const double x = rng.normal();
        QVERIFY(std::isfinite(x));
        sum += x;
        squares += x * x;
        fourths += x * x * x * x;
    }
    // Five standard errors: 1, sqrt(2) and sqrt(96) over sqrt(1e5).
    QVERIFY(std::abs(sum / kCount) < 0.016);
    QVERIFY(std::abs(squares / kCount - 1) < 0.0224);
    QVERIFY(std::abs(fourths / kCount - 3) < 0.155);
}

void TestRandom::epochOrderIsAPermutationThatNeverChanges()
{
    auto order = epochOrder(1, 1, 1000);
    QVERIFY(order == epochOrder(1, 1, 1000));
    QVERIFY(order != epochOrder(1, 2, 1000));
    QVERIFY(order != epochOrder(2, 1, 1000));
    std::sort(order.begin(), order.end());
    std::vector<std::uint32_t> all(1000);
    std::iota(all.begin(), all.end(), 0U);
    QVERIFY(order == all);
    QVERIFY(epochOrder(1, 1, 0).empty());
    QVERIFY(epochOrder(1, 1, 1) == std::vector<std::uint32_t>{0});
    // Stored runs resume in this order: a change here breaks every one of them.
    QVERIFY(epochOrder(1, 1, 8) == (std::vector<std::uint32_t>{2, 5, 7, 1, 6, 0, 3, 4}));
}

void TestRandom::shuffleIsFair()
{
    // Each of the 24 orders of four items: 1000 expected in 24 000, sigma 31.
    std::map<std::vector<std::uint32_t>, int> counts;
    for (std::uint32_t i = 0; i < 24'000; ++i) {
        CounterRng rng(6, RandomStream::Test, i);
        std::vector<std::uint32_t> items{0, 1, 2, 3};
        shuffle(items, rng);
        ++counts[items];
    }
    QCOMPARE(counts.size(), std::size_t{24});
    for (const auto &[order, count] : counts)
        QVERIFY2(std::abs(count - 1000) < 155, QByteArray::number(count));
}

QTEST_GUILESS_MAIN(TestRandom)
#include "tst_random.moc"
