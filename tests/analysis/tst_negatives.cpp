#include "core/analysis/close_pairs.h"
#include "core/analysis/contrast_weights.h"
#include "core/analysis/effective_negatives.h"
#include "core/analysis/workers.h"
#include "tests/analysis/made_features.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tandem;
using tandem::test::madeFeatures;

class TestNegatives : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void equalNegativesAllCount();
    void equalsTheWeightsOfTheLoss();
    void growsWithTheBatchAndFallsWithTheTemperature();
    void aBankThatIsTooSmall();
    void negativesAreReproducible();
    void closePairsByHand();
    void everyViolationIsCounted();
    void thresholdForAll();
    void pairsAreListedOnce();
};

void TestNegatives::equalNegativesAllCount()
{
    // Right angles everywhere: every negative weighs the same.
    std::vector<float> axes(40 * 40);
    for (std::size_t i = 0; i < 40; ++i)
        axes[i * 40 + i] = 1;
    Workers workers(2);
    const auto results = effectiveNegatives({axes, 40, 40}, {.batchSizes = {2, 8, 16}}, workers);
    QCOMPARE(results->size(), std::size_t(3));
    for (const EffectiveNegatives &result : *results) {
        QCOMPARE(result.negatives, 2 * result.batchSize - 2);
        QVERIFY(!result.isBankTooSmall);
        QVERIFY(std::abs(result.mean - double(result.negatives)) < 1e-9);
        QVERIFY(std::abs(result.low - result.high) < 1e-9);
    }
}

void TestNegatives::equalsTheWeightsOfTheLoss()
{
    // With all other rows as negatives nothing is random: what contrastWeights says of each anchor.
    const auto made = madeFeatures({.rows = 21, .dimension = 4});
    Workers workers(1);
    const auto result = effectiveNegatives(made.view(), {.batchSizes = {11}, .temperature = 0.2}, workers)->front();
    QCOMPARE(result.negatives, 20);
    const auto unit = unitRows(made.view());
    const FeatureView view{unit, 21, 4};
    double mean = 0;
    for (std::int64_t i = 0; i < 21; ++i) {
        std::vector<double> cosines;
        for (std::int64_t j = 0; j < 21; ++j)
            if (j != i)
                cosines.push_back(dotProduct(view.row(i), view.row(j)));
        mean += contrastWeights(ContrastLoss::NtXent, 1, cosines, 0.2, 0).effectiveNegatives / 21;
    }
    QVERIFY2(std::abs(result.mean - mean) < 1e-6, QByteArray::number(result.mean - mean));
}

void TestNegatives::growsWithTheBatchAndFallsWithTheTemperature()
{
    const auto made = madeFeatures({.rows = 2000, .dimension = 16});
    Workers workers(2);
    double before = 1e9;
    for (const double temperature : {1.0, 0.5, 0.1, 0.02}) {
        const auto results =
            effectiveNegatives(made.view(), {.batchSizes = {16, 64, 256, 1000}, .temperature = temperature}, workers);
        for (std::size_t i = 0; i < results->size(); ++i) {
            const EffectiveNegatives &result = (*results)[i];
            QVERIFY(result.mean >= 1 && result.mean <= double(result.negatives));
            QVERIFY(result.low <= result.mean && result.mean <= result.high);
            QVERIFY(i == 0 || result.mean > (*results)[i - 1].mean);
        }
        QVERIFY(results->back().mean < before);
        before = results->back().mean;
    }
}

void TestNegatives::aBankThatIsTooSmall()
{
    // 48 others for each anchor: 24 negatives, 48, and 144, for which each is drawn three times.
    const auto made = madeFeatures({.rows = 49});
    Workers workers(1);
    const auto results = *effectiveNegatives(made.view(), {.batchSizes = {13, 25, 73}}, workers);
    QVERIFY(!results[0].isBankTooSmall && !results[1].isBankTooSmall);
    QVERIFY(results[2].isBankTooSmall);
    QCOMPARE(results[2].negatives, 144);
    QVERIFY(std::abs(results[2].mean - 3 * results[1].mean) < 1e-9 * results[2].mean);
    const auto none = effectiveNegatives({{}, 0, 4}, {.batchSizes = {8}}, workers)->front();
    QVERIFY(none.isBankTooSmall);
    QCOMPARE(none.negatives, 0);
    const std::vector<float> one{1, 0, 0, 0};
    QCOMPARE(effectiveNegatives({one, 1, 4}, {.batchSizes = {8}}, workers)->front().negatives, 0);
}

void TestNegatives::negativesAreReproducible()
{
    const auto made = madeFeatures({.rows = 500});
    Workers one(1), three(3);
    const EffectiveNegativesOptions options{.batchSizes = {32, 64}, .anchors = 100};
    const auto a = effectiveNegatives(made.view(), options, one), b = effectiveNegatives(made.view(), options, three);
    QCOMPARE((*a)[1].mean, (*b)[1].mean);
    auto other = options;
    other.seed = 2;
    QVERIFY((*effectiveNegatives(made.view(), other, one))[1].mean != (*a)[1].mean);
}

void TestNegatives::closePairsByHand()
{
    // Unit vectors at angles; two equal, two of one class near each other, one of another class between, one far.
    std::vector<float> z;
    for (const double degrees : {0.0, 0.0, 20.0, 30.0, 170.0}) {
        z.push_back(static_cast<float>(std::cos(degrees * M_PI / 180)));
        z.push_back(static_cast<float>(std::sin(degrees * M_PI / 180)));
    }
    const std::vector<std::int32_t> labels = {0, 0, 1, 1, -1};
    // The positive of sample 2 is far (cosine 0.5), those of the others are near.
    const std::vector<float> positives = {0.99F, 0.999F, 0.5F, 0.99F, 0.99F};
    Workers workers(1);
    const auto found = closePairs({z, 5, 2}, positives, labels, {}, workers);
    // Anchor 2 sees 0, 1 and 3; anchors 0 and 1 see each other.
    QVERIFY(found->violationsPerAnchor == (std::vector<std::int32_t>{1, 1, 3, 0, 0}));
    QCOMPARE(found->violations, 5);
    QCOMPARE(found->pairs.size(), std::size_t(4));
    const ClosePair &first = found->pairs[0];
    QVERIFY(first.first == 2 && first.second == 3);
    QVERIFY(first.kind == PairKind::SameLabel);
    QVERIFY(std::abs(first.cosine - std::cos(10 * M_PI / 180)) < 1e-6);
    QVERIFY(std::abs(first.excess - (std::cos(10 * M_PI / 180) - 0.5)) < 1e-6);
    QVERIFY(found->pairs[1].first == 0 && found->pairs[1].second == 2 && found->pairs[1].kind == PairKind::OtherLabel);
    QVERIFY(found->pairs[2].first == 1 && found->pairs[2].second == 2);
    QVERIFY(found->pairs[3].kind == PairKind::NearDuplicate);
    QVERIFY(std::abs(found->pairs[3].excess - 0.01) < 1e-6); // of the anchor for which it is larger
}

void TestNegatives::everyViolationIsCounted()
{
    const auto made = madeFeatures({.rows = 700});
    std::vector<float> positives(700, 0.5F);
    for (std::size_t i = 0; i < 700; i += 3)
        positives[i] = 0.93F;
    Workers workers(2);
    const auto found = closePairs(made.view(), positives, made.labels, {.perAnchor = 5, .maximumPairs = 50}, workers);
    QCOMPARE(found->pairs.size(), std::size_t(50));
    const auto unit = unitRows(made.view());
    const FeatureView view{unit, 700, made.dimension};
    std::int64_t all = 0;
    for (std::int64_t i = 0; i < 700; ++i) {
        std::int32_t count = 0;
        for (std::int64_t j = 0; j < 700; ++j)
            count +=
                j != i && dotProduct(view.row(i), view.row(j)) > double(positives[static_cast<std::size_t>(i)]) ? 1 : 0;
        QCOMPARE(found->violationsPerAnchor[static_cast<std::size_t>(i)], count);
        all += count;
    }
    QCOMPARE(found->violations, all);
    QVERIFY(all > 50 * 5);
    QVERIFY(std::is_sorted(found->pairs.begin(), found->pairs.end(),
                           [](const ClosePair &a, const ClosePair &b) { return a.excess > b.excess; }));
}

void TestNegatives::thresholdForAll()
{
    const auto made = madeFeatures({.rows = 100});
    Workers workers(1);
    const std::vector<float> one = {0.8F}, each(100, 0.8F);
    const auto a = closePairs(made.view(), one, {}, {}, workers), b = closePairs(made.view(), each, {}, {}, workers);
    QCOMPARE(a->violations, b->violations);
    QVERIFY(a->violations > 0);
    for (const ClosePair &pair : a->pairs)
        QVERIFY(pair.kind == PairKind::Unlabelled || pair.kind == PairKind::NearDuplicate);
    const std::vector<float> never = {1.5F};
    QVERIFY(closePairs(made.view(), never, {}, {}, workers)->pairs.empty());
}

void TestNegatives::pairsAreListedOnce()
{
    const auto made = madeFeatures({.rows = 200});
    Workers workers(2);
    const std::vector<float> one = {0.7F};
    const auto found = closePairs(made.view(), one, made.labels, {.perAnchor = 200, .maximumPairs = 100000}, workers);
    std::vector<std::pair<std::int32_t, std::int32_t>> seen;
    for (const ClosePair &pair : found->pairs) {
        QVERIFY(pair.first < pair.second);
        seen.emplace_back(pair.first, pair.second);
    }
    std::sort(seen.begin(), seen.end());
    QVERIFY(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
    QCOMPARE(2 * static_cast<std::int64_t>(seen.size()), found->violations); // one threshold: both ends see it
}

QTEST_GUILESS_MAIN(TestNegatives)
#include "tst_negatives.moc"
