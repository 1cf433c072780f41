#include "core/analysis/feature_measures.h"
#include "core/analysis/knn_measures.h"
#include "core/analysis/silhouette.h"
#include "core/analysis/workers.h"
#include "core/base/random.h"
#include "tests/analysis/made_features.h"

#include <QTest>

#include <cmath>

using namespace tandem;
using tandem::test::MadeFeatures;
using tandem::test::madeFeatures;

namespace {

MadeFeatures noise(std::int64_t rows, std::int64_t dimension, std::uint64_t seed = 1)
{
    return madeFeatures(
        {.rows = rows, .dimension = dimension, .classes = 1, .separation = 0, .noise = 1, .seed = seed});
}

/// Neighbours by hand: cosines become squared distances.
Neighbors listed(std::int64_t rows, std::vector<std::int32_t> indices, const std::vector<double> &cosines)
{
    Neighbors neighbors{rows, static_cast<std::int64_t>(indices.size()) / rows, std::move(indices), {}};
    for (const double cosine : cosines)
        neighbors.squaredDistances.push_back(static_cast<float>(2 - 2 * cosine));
    return neighbors;
}

} // namespace

class TestMeasures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void votesByHand();
    void votesOfSmallTemperatures();
    void rowsWithoutLabelNeitherVoteNorCount();
    void ownClassesAreFound();
    void confusionByHand();
    void purityByHand();
    void overlapByHand();
    void alignmentOfKnownPairs();
    void uniformityOfKnownSets();
    void ranksOfKnownSpectra();
    void collapsedFeatures();
    void spectrumEqualsTheDefinition();
    void stdOfKnownDirections();
    void silhouetteEqualsTheDefinition_data();
    void silhouetteEqualsTheDefinition();
    void silhouetteOfOddInputs();
};

void TestMeasures::votesByHand()
{
    // Two queries, three neighbours each; bank labels by index.
    const std::vector<std::int32_t> bank = {0, 1, 1, 2, 0};
    const auto neighbors = listed(2, {0, 1, 2, 3, 4, 1}, {0.9, 0.85, 0.8, 0.5, 0.5, 0.1});
    const KnnVote vote = voteOfNeighbors(neighbors, bank, std::vector<std::int32_t>{1, 0}, 3, 0.1);
    // e^9 for class 0 against e^8.5 + e^8 for class 1: 8103 against 4915 + 2981.
    QCOMPARE(vote.predictions[0], 0);
    // Equal sums of classes 2 and 0: the lower class.
    QCOMPARE(vote.predictions[1], 0);
    QCOMPARE(*vote.accuracy, 0.5);
    QCOMPARE(vote.judged, 2);
    QCOMPARE(vote.classes, 3);
    // A higher temperature makes it a majority.
    QCOMPARE(voteOfNeighbors(neighbors, bank, {}, 3, 1.0).predictions[0], 1);
    QVERIFY(!voteOfNeighbors(neighbors, bank, {}, 3, 1.0).accuracy);
    // Fewer neighbours than asked for.
    QCOMPARE(voteOfNeighbors(neighbors, bank, {}, 200, 0.1).k, 3);
    QCOMPARE(voteOfNeighbors(neighbors, bank, {}, 1, 0.1).predictions[1], 2);
}

void TestMeasures::votesOfSmallTemperatures()
{
    const auto neighbors = listed(1, {0, 1}, {0.99, -0.99});
    const KnnVote vote = voteOfNeighbors(neighbors, std::vector<std::int32_t>{3, 1}, {}, 2, 1e-4);
    QCOMPARE(vote.predictions[0], 3); // e^9900 does not exist
}

void TestMeasures::rowsWithoutLabelNeitherVoteNorCount()
{
    const std::vector<std::int32_t> bank = {-1, 1, -1};
    const auto neighbors = listed(2, {0, 1, 0, 2}, {0.9, 0.1, 0.9, 0.8});
    const KnnVote vote = voteOfNeighbors(neighbors, bank, std::vector<std::int32_t>{1, 1}, 2, 0.1);
    QCOMPARE(vote.predictions[0], 1);
    QCOMPARE(vote.predictions[1], -1); // nobody to vote
    QCOMPARE(vote.judged, 1);
    QCOMPARE(*vote.accuracy, 1.0);
    QVERIFY(!voteOfNeighbors(neighbors, std::vector<std::int32_t>(3, -1), std::vector<std::int32_t>(2, -1), 2, 0.1)
                 .accuracy);
}

void TestMeasures::ownClassesAreFound()
{
    const auto made = madeFeatures({.rows = 400});
    Workers workers(2);
    const auto neighbors = nearestNeighbors(made.view(), {39, Metric::Cosine}, workers);
    QCOMPARE(*voteOfNeighbors(*neighbors, made.labels, made.labels, 39, 0.07).accuracy, 1.0);
    QCOMPARE(neighborPurity(*neighbors, made.labels, 10).mean, 1.0);
    // Labels that mean nothing: a tenth, with a deviation of some 0.015.
    std::vector<std::int32_t> shuffled = made.labels;
    CounterRng rng(1, RandomStream::Test);
    for (std::int32_t &label : shuffled)
        label = static_cast<std::int32_t>(rng.below(10));
    QVERIFY(std::abs(neighborPurity(*neighbors, shuffled, 10).mean - 0.1) < 0.04);
}

void TestMeasures::confusionByHand()
{
    const auto counts =
        confusionMatrix(std::vector<std::int32_t>{0, 1, 1, 0, -1, 2}, std::vector<std::int32_t>{0, 1, 0, 0, 1, -1}, 3);
    QVERIFY(counts == (std::vector<std::int64_t>{2, 1, 0, 0, 1, 0, 0, 0, 0}));
}

void TestMeasures::purityByHand()
{
    const std::vector<std::int32_t> labels = {0, 0, 1, -1};
    const auto neighbors = listed(4, {1, 2, 0, 3, 0, 1, 0, 1}, std::vector<double>(8, 0.5));
    const NeighborPurity purity = neighborPurity(neighbors, labels, 2);
    QVERIFY(
        std::equal(purity.perPoint.begin(), purity.perPoint.begin() + 3, std::vector<float>{0.5F, 0.5F, 0.0F}.begin()));
    QVERIFY(std::isnan(purity.perPoint[3]));
    QCOMPARE(purity.perClass[0], 0.5);
    QCOMPARE(purity.perClass[1], 0.0);
    QVERIFY(std::abs(purity.mean - 1.0 / 3) < 1e-12);
    QVERIFY(std::isnan(neighborPurity(neighbors, std::vector<std::int32_t>(4, -1), 2).mean));
    QVERIFY(std::isnan(neighborPurity(neighbors, std::vector<std::int32_t>{0, 0, 2, -1}, 2).perClass[1])); // nobody's
}

void TestMeasures::overlapByHand()
{
    const auto a = listed(3, {1, 2, 3, 4, 5, 6, 7, 8, 9}, std::vector<double>(9, 0.5));
    const auto b = listed(3, {3, 2, 1, 4, 7, 8, 1, 2, 3}, std::vector<double>(9, 0.5));
    const NeighborOverlap overlap = neighborOverlap(a, b, 3);
    QVERIFY(overlap.perPoint == (std::vector<float>{1, 1.0F / 3, 0}));
    QVERIFY(std::abs(overlap.mean - 4.0 / 9) < 1e-7);
    QVERIFY(mostChanged(overlap, 2) == (std::vector<std::int32_t>{2, 1}));
    QCOMPARE(mostChanged(overlap, 10).size(), std::size_t(3));
    QVERIFY(neighborOverlap(a, b, 1).perPoint == (std::vector<float>{0, 1, 0})); // the first of each only
    QCOMPARE(neighborOverlap(a, b, 50).k, 3);
}

void TestMeasures::alignmentOfKnownPairs()
{
    const std::vector<float> u = {3, 0, 0, 2}, v = {1, 0, 0, -5}, w = {0, 1, 4, 0};
    QCOMPARE(alignment({u, 2, 2}, {u, 2, 2}), 0.0);
    QCOMPARE(alignment({u, 2, 2}, {v, 2, 2}), 2.0); // the same, and opposite: (0 + 4)/2
    QCOMPARE(alignment({u, 2, 2}, {w, 2, 2}), 2.0); // at right angles
}

void TestMeasures::uniformityOfKnownSets()
{
    Workers workers(2);
    std::vector<float> axes(64 * 64);
    for (std::size_t i = 0; i < 64; ++i)
        axes[i * 64 + i] = static_cast<float>(1 + i);
    QVERIFY(std::abs(uniformity({axes, 64, 64}, {}, workers)->value + 4) < 1e-6);
    const std::vector<float> alike(100 * 5, 0.7F);
    QVERIFY(std::abs(uniformity({alike, 100, 5}, {}, workers)->value) < 1e-6);
    QVERIFY(std::isnan(uniformity({alike, 1, 5}, {}, workers)->value));
    // Independent directions: −4 + 8/D to second order.
    const auto independent = noise(3000, 128);
    const auto all = uniformity(independent.view(), {}, workers),
               some = uniformity(independent.view(), {1000, 1}, workers);
    QVERIFY2(std::abs(all->value - (-4 + 8.0 / 128)) < 0.01, QByteArray::number(all->value));
    QCOMPARE(all->rows, 3000);
    QCOMPARE(some->rows, 1000);
    QVERIFY(std::abs(some->value - all->value) < 0.01);
    // By its definition.
    const auto made = madeFeatures({.rows = 90, .dimension = 7});
    const auto unit = unitRows(made.view());
    double sum = 0;
    for (std::int64_t i = 0; i < 90; ++i)
        for (std::int64_t j = i + 1; j < 90; ++j)
            sum += std::exp(-2 * squaredDistance(FeatureView{unit, 90, 7}.row(i), FeatureView{unit, 90, 7}.row(j)));
    QVERIFY(std::abs(uniformity(made.view(), {}, workers)->value - std::log(sum / (90 * 89 / 2.0))) < 1e-6);
}

void TestMeasures::ranksOfKnownSpectra()
{
    FeatureSpectrum even{std::vector<double>(10, 3.0), false};
    QVERIFY(std::abs(effectiveRank(even) - 10) < 1e-12);
    QVERIFY(std::abs(rankMe(even) - 10) < 1e-4); // 1e-7 is added to each share
    const FeatureSpectrum one{{5, 0, 0, 0}, false};
    QVERIFY(std::abs(effectiveRank(one) - 1) < 1e-12);
    QVERIFY(std::abs(rankMe(one) - 1) < 1e-4);
    // Shares 1/2, 1/4, 1/4: entropy 1.5 ln 2.
    QVERIFY(std::abs(effectiveRank({{4, 2, 2}, true}) - std::exp(1.5 * std::log(2.0))) < 1e-12);
    QCOMPARE(effectiveRank({{0, 0}, true}), 0.0);
    QCOMPARE(effectiveRank({{}, true}), 0.0);
}

void TestMeasures::collapsedFeatures()
{
    // Five directions hidden in 128 dimensions: single precision noise must not count as rank.
    const auto made = madeFeatures({.rows = 1000, .dimension = 5, .classes = 1, .separation = 0, .noise = 1});
    const auto mixing = noise(5, 128, 3);
    std::vector<float> values;
    for (std::int64_t i = 0; i < 1000; ++i)
        for (std::int64_t j = 0; j < 128; ++j) {
            double sum = 0;
            for (std::int64_t k = 0; k < 5; ++k)
                sum += double(made.view().row(i)[k]) * mixing.view().row(k)[j];
            values.push_back(static_cast<float>(sum));
        }
    Workers workers(2);
    const auto spectrum = featureSpectrum({values, 1000, 128}, false, workers);
    QCOMPARE(spectrum->singularValues.size(), std::size_t(128));
    QVERIFY2(rankMe(*spectrum) < 5.001 && rankMe(*spectrum) > 4, QByteArray::number(rankMe(*spectrum)));
    QVERIFY(effectiveRank(*spectrum) < 5.0001);
    // All alike: rank 1 as it is, none about its mean.
    const std::vector<float> alike(50 * 8, 0.3F);
    QVERIFY(std::abs(rankMe(*featureSpectrum({alike, 50, 8}, false, workers)) - 1) < 1e-3);
    QCOMPARE(effectiveRank(*featureSpectrum({alike, 50, 8}, true, workers)), 0.0);
}

void TestMeasures::spectrumEqualsTheDefinition()
{
    // Singular values squared sum to the squares of all entries, and their fourth powers to those of the Gram matrix.
    const auto made = madeFeatures({.rows = 40, .dimension = 12});
    Workers workers(1);
    const auto spectrum = featureSpectrum(made.view(), false, workers);
    double squares = 0, fourth = 0, expectedSquares = 0, expectedFourth = 0;
    for (const double sigma : spectrum->singularValues) {
        squares += sigma * sigma;
        fourth += std::pow(sigma, 4);
    }
    for (std::int64_t i = 0; i < 40; ++i)
        for (std::int64_t j = 0; j < 40; ++j)
            expectedFourth += std::pow(dotProduct(made.view().row(i), made.view().row(j)), 2);
    for (const float value : made.values)
        expectedSquares += double(value) * value;
    QVERIFY(std::abs(squares / expectedSquares - 1) < 1e-12);
    QVERIFY(std::abs(fourth / expectedFourth - 1) < 1e-12);
    QVERIFY(std::is_sorted(spectrum->singularValues.rbegin(), spectrum->singularValues.rend()));
    QCOMPARE(featureSpectrum(noise(6, 20).view(), false, workers)->singularValues.size(), std::size_t(6));
}

void TestMeasures::stdOfKnownDirections()
{
    const FeatureStd isotropic = featureStd(noise(4000, 64).view());
    QVERIFY2(std::abs(isotropic.relative - 1) < 0.02, QByteArray::number(isotropic.relative));
    QCOMPARE(isotropic.perDimension.size(), std::size_t(64));
    QVERIFY(std::abs(isotropic.mean * 8 - isotropic.relative) < 1e-12);
    const std::vector<float> alike(30 * 4, 2.0F);
    QVERIFY(featureStd({alike, 30, 4}).relative < 1e-7);
    // Lengths do not matter.
    const std::vector<float> two = {5, 0, 0, 0.1F};
    QVERIFY(std::abs(featureStd({two, 2, 2}).perDimension[0] - 0.5) < 1e-7);
}

void TestMeasures::silhouetteEqualsTheDefinition_data()
{
    QTest::addColumn<int>("metric");
    QTest::newRow("cosine") << 0;
    QTest::newRow("euclidean") << 1;
}

void TestMeasures::silhouetteEqualsTheDefinition()
{
    QFETCH(int, metric);
    const auto made = madeFeatures({.rows = 80, .dimension = 6, .classes = 4, .separation = 0.5});
    const auto unit = unitRows(made.view());
    const FeatureView view = metric == 0 ? FeatureView{unit, 80, 6} : made.view();
    const auto distance = [&](std::int64_t i, std::int64_t j) {
        return metric == 0 ? 1 - dotProduct(view.row(i), view.row(j))
                           : std::sqrt(squaredDistance(view.row(i), view.row(j)));
    };
    Workers workers(2);
    const auto result = silhouette(made.view(), made.labels, {.metric = static_cast<Metric>(metric)}, workers);
    double mean = 0;
    for (std::int64_t i = 0; i < 80; ++i) {
        double sums[4] = {}, counts[4] = {};
        for (std::int64_t j = 0; j < 80; ++j)
            if (j != i) {
                sums[made.labels[j]] += distance(i, j);
                ++counts[made.labels[j]];
            }
        const std::int32_t own = made.labels[i];
        double b = 1e9;
        for (int c = 0; c < 4; ++c)
            b = c == own ? b : std::min(b, sums[c] / counts[c]);
        const double a = sums[own] / counts[own], value = (b - a) / std::max(a, b);
        QVERIFY(std::abs(result->perPoint[i] - value) < 1e-6);
        mean += value / 80;
    }
    QVERIFY(std::abs(result->mean - mean) < 1e-9);
    QCOMPARE(result->rows, 80);
}

void TestMeasures::silhouetteOfOddInputs()
{
    const auto made = madeFeatures({.rows = 60, .dimension = 6, .classes = 3});
    Workers workers(1);
    auto labels = made.labels;
    QVERIFY(std::isnan(silhouette(made.view(), std::vector<std::int32_t>(60, 0), {}, workers)->mean)); // one class
    QVERIFY(std::isnan(silhouette(made.view(), std::vector<std::int32_t>(60, -1), {}, workers)->mean));
    labels[0] = -1;
    labels[1] = 17; // alone in its class
    const auto result = silhouette(made.view(), labels, {}, workers);
    QCOMPARE(result->rows, 59);
    QVERIFY(std::isnan(result->perPoint[0]));
    QCOMPARE(result->perPoint[1], 0.0F);
    const auto some = silhouette(made.view(), made.labels, {.maximumRows = 30}, workers);
    QCOMPARE(some->rows, 30);
    QVERIFY(std::abs(some->mean - silhouette(made.view(), made.labels, {}, workers)->mean) < 0.1);
}

QTEST_GUILESS_MAIN(TestMeasures)
#include "tst_measures.moc"
