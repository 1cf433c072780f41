#include "core/analysis/affinities.h"
#include "core/analysis/workers.h"
#include "tests/analysis/made_features.h"

#include <QTest>

#include <cmath>
#include <map>

using namespace tandem;
using tandem::test::madeFeatures;

namespace {

double entropyOf(const std::vector<double> &p)
{
    double entropy = 0;
    for (const double value : p)
        entropy -= value > 0 ? value * std::log(value) : 0;
    return entropy;
}

} // namespace

class TestAffinities : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void perplexityOfEveryRowIsMet_data();
    void perplexityOfEveryRowIsMet();
    void rowsWithoutAnAnswer();
    void symmetricAndOfSumOne();
    void equalsTheDefinition();
    void perplexityIsCutToAThirdOfTheNeighbors();
    void threadsChangeNoByte();
};

void TestAffinities::perplexityOfEveryRowIsMet_data()
{
    QTest::addColumn<double>("perplexity");
    QTest::addColumn<double>("scale"); // of the distances
    for (const double perplexity : {2.0, 5.0, 30.0, 80.0})
        for (const double scale : {1e-6, 1.0, 1e6})
            QTest::addRow("%g at %g", perplexity, scale) << perplexity << scale;
}

void TestAffinities::perplexityOfEveryRowIsMet()
{
    QFETCH(double, perplexity);
    QFETCH(double, scale);
    const auto made = madeFeatures({.rows = 400});
    Workers workers(2);
    const auto neighbors = nearestNeighbors(made.view(), {240, Metric::Euclidean}, workers);
    for (std::int64_t row = 0; row < made.rows; ++row) {
        std::vector<float> distances;
        for (const float d : neighbors->squaredDistancesOf(row))
            distances.push_back(static_cast<float>(d * scale));
        const auto p = conditionalAffinities(distances, perplexity);
        double sum = 0;
        for (std::size_t j = 0; j < p.size(); ++j) {
            sum += p[j];
            QVERIFY2(j == 0 || p[j] <= p[j - 1], "nearer neighbors weigh no less");
        }
        QVERIFY(std::abs(sum - 1) < 1e-12);
        // The tolerance of the search for the precision.
        QVERIFY2(std::abs(entropyOf(p) - std::log(perplexity)) < 1.0001e-5, QByteArray::number(entropyOf(p)));
    }
}

void TestAffinities::rowsWithoutAnAnswer()
{
    const std::vector<float> equal(9, 0.25F);
    for (const double p : conditionalAffinities(equal, 3))
        QCOMPARE(p, 1.0 / 9);
    // Five neighbours at 0 and one far away: any precision leaves at least five.
    const std::vector<float> duplicates = {0, 0, 0, 0, 0, 1};
    const auto p = conditionalAffinities(duplicates, 2);
    for (std::size_t j = 0; j < 5; ++j)
        QVERIFY(std::abs(p[j] - 0.2) < 1e-6);
    QVERIFY(conditionalAffinities({}, 5).empty());
    QCOMPARE(conditionalAffinities(std::vector<float>{0.1F}, 1), std::vector<double>{1.0});
}

void TestAffinities::symmetricAndOfSumOne()
{
    const auto made = madeFeatures({.rows = 333});
    Workers workers(2);
    const auto neighbors = nearestNeighbors(made.view(), {45, Metric::Cosine}, workers);
    const auto affinities = perplexityAffinities(*neighbors, 15, workers);
    QVERIFY(affinities);
    QCOMPARE(affinities->rows(), 333);
    std::map<std::pair<std::int32_t, std::int32_t>, float> cells;
    double sum = 0, sumPLogP = 0;
    for (std::int32_t row = 0; row < 333; ++row)
        for (auto edge = affinities->rowStart[row]; edge < affinities->rowStart[row + 1]; ++edge) {
            const std::int32_t column = affinities->columns[edge];
            QVERIFY(column != row);
            QVERIFY(edge == affinities->rowStart[row] || column > affinities->columns[edge - 1]);
            cells[{row, column}] = affinities->p[edge];
            sum += affinities->p[edge];
            if (affinities->p[edge] > 0) // a far neighbor may have none
                sumPLogP += affinities->p[edge] * std::log(double(affinities->p[edge]));
        }
    QVERIFY(std::abs(sum - 1) < 1e-6); // of floats
    QVERIFY2(std::abs(sumPLogP - affinities->sumPLogP) < 1e-9, QByteArray::number(sumPLogP - affinities->sumPLogP));
    for (const auto &[cell, p] : cells)
        QCOMPARE((cells[{cell.second, cell.first}]), p);
}

void TestAffinities::equalsTheDefinition()
{
    const auto made = madeFeatures({.rows = 60, .dimension = 6});
    Workers workers(1);
    const auto neighbors = nearestNeighbors(made.view(), {24, Metric::Cosine}, workers);
    const auto affinities = perplexityAffinities(*neighbors, 8, workers);
    std::vector<double> expected(60 * 60);
    for (std::size_t i = 0; i < 60; ++i) {
        const auto p = conditionalAffinities(neighbors->squaredDistancesOf(i), 8);
        for (std::size_t j = 0; j < p.size(); ++j) {
            const auto other = static_cast<std::size_t>(neighbors->indicesOf(i)[j]);
            expected[i * 60 + other] += p[j] / 120;
            expected[other * 60 + i] += p[j] / 120;
        }
    }
    for (std::size_t i = 0; i < 60; ++i)
        for (auto edge = affinities->rowStart[i]; edge < affinities->rowStart[i + 1]; ++edge) {
            double &cell = expected[i * 60 + static_cast<std::size_t>(affinities->columns[edge])];
            QVERIFY(std::abs(affinities->p[edge] - cell) < 1e-9); // rounding of a float near 1e-2
            cell = 0;
        }
    for (const double rest : expected)
        QCOMPARE(rest, 0.0); // nothing was left out
}

void TestAffinities::perplexityIsCutToAThirdOfTheNeighbors()
{
    QCOMPARE(neighborsForPerplexity(30, 1000), 90);
    QCOMPARE(neighborsForPerplexity(30, 40), 39);
    QCOMPARE(neighborsForPerplexity(30, 0), 0);
    const auto made = madeFeatures({.rows = 40});
    Workers workers(1);
    const auto neighbors = nearestNeighbors(made.view(), {39, Metric::Cosine}, workers);
    QCOMPARE(perplexityAffinities(*neighbors, 30, workers)->perplexity, 13.0);
    QCOMPARE(perplexityAffinities(*neighbors, 10, workers)->perplexity, 10.0);
    QCOMPARE(usablePerplexity(30, 40), 13.0);
    QCOMPARE(usablePerplexity(10, 40), 10.0);
}

void TestAffinities::threadsChangeNoByte()
{
    const auto made = madeFeatures({.rows = 1500});
    Workers one(1), three(3);
    const auto neighbors = nearestNeighbors(made.view(), {90, Metric::Cosine}, one);
    const auto a = perplexityAffinities(*neighbors, 30, one), b = perplexityAffinities(*neighbors, 30, three);
    QVERIFY(a->columns == b->columns);
    QVERIFY(a->p == b->p);
    QCOMPARE(a->sumPLogP, b->sumPLogP);
}

QTEST_GUILESS_MAIN(TestAffinities)
#include "tst_affinities.moc"
