#include "core/analysis/neighbors.h"
#include "core/analysis/workers.h"
#include "tests/analysis/made_features.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <thread>

using namespace tandem;
using tandem::test::madeFeatures;
using tandem::test::runnableKernels;

namespace {

struct Pair {
    float squaredDistance;
    std::int32_t index;
    auto operator<=>(const Pair &) const = default;
};

/// The definition, all distances of one row, sorted.
std::vector<Pair> bruteForce(const FeatureView &queries, std::int64_t query, const FeatureView &bank, Metric metric,
                             bool leaveOneOut)
{
    const auto unitQueries = unitRows(queries), unitBank = unitRows(bank);
    const FeatureView q{unitQueries, queries.rows, queries.dimension}, b{unitBank, bank.rows, bank.dimension};
    const auto isZero = [](std::span<const float> row) {
        return std::all_of(row.begin(), row.end(), [](float value) { return value == 0; });
    };
    std::vector<Pair> pairs;
    for (std::int64_t i = 0; i < bank.rows; ++i) {
        if (leaveOneOut && i == query)
            continue;
        double d = squaredDistance(queries.row(query), bank.row(i));
        if (metric == Metric::Cosine)
            d = isZero(q.row(query)) || isZero(b.row(i)) ? 2 : squaredDistance(q.row(query), b.row(i));
        pairs.push_back({static_cast<float>(d), static_cast<std::int32_t>(i)});
    }
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

void compare(const Neighbors &neighbors, const FeatureView &queries, const FeatureView &bank, Metric metric,
             bool leaveOneOut)
{
    for (std::int64_t row = 0; row < queries.rows; ++row) {
        const auto expected = bruteForce(queries, row, bank, metric, leaveOneOut);
        for (std::int64_t j = 0; j < neighbors.k; ++j) {
            const auto J = static_cast<std::size_t>(j);
            QCOMPARE(neighbors.indicesOf(row)[J], expected[J].index);
            QCOMPARE(neighbors.squaredDistancesOf(row)[J], expected[J].squaredDistance);
        }
    }
}

} // namespace

class TestNeighbors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void equalsTheDefinition_data();
    void equalsTheDefinition();
    void aBankOfItsOwn();
    void tiesGoToTheLowerIndex();
    void rowsOfZerosAreFarFromAll();
    void manyEqualRows();
    void moreNeighborsThanRows();
    void threadsChangeNoByte();
    void stopsSoon();
    void distancesOfAnotherScale();
};

void TestNeighbors::equalsTheDefinition_data()
{
    QTest::addColumn<int>("metric");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("dimension");
    QTest::addColumn<int>("k");
    for (const int metric : {0, 1})
        // Sizes around those of the tiles.
        for (const auto &[rows, dimension, k] :
             {std::array{2, 1, 1}, {14, 3, 5}, {33, 16, 32}, {257, 5, 90}, {700, 64, 15}})
            QTest::addRow("%s, %d x %d, k %d", metric == 0 ? "cosine" : "euclidean", rows, dimension, k)
                << metric << rows << dimension << k;
}

void TestNeighbors::equalsTheDefinition()
{
    QFETCH(int, metric);
    QFETCH(int, rows);
    QFETCH(int, dimension);
    QFETCH(int, k);
    const auto made = madeFeatures({.rows = rows, .dimension = dimension});
    for (const Kernels *kernels : runnableKernels()) {
        Workers workers(2, kernels);
        const auto found = nearestNeighbors(made.view(), {k, static_cast<Metric>(metric)}, workers);
        QVERIFY(found);
        QCOMPARE(found->rows, rows);
        QCOMPARE(found->k, std::min(k, rows - 1));
        compare(*found, made.view(), made.view(), static_cast<Metric>(metric), true);
    }
}

void TestNeighbors::aBankOfItsOwn()
{
    const auto bank = madeFeatures({.rows = 300, .dimension = 20}),
               queries = madeFeatures({.rows = 41, .dimension = 20, .seed = 2});
    for (const Metric metric : {Metric::Cosine, Metric::Euclidean}) {
        Workers workers(2);
        const auto found = nearestInBank(queries.view(), bank.view(), {25, metric}, workers);
        QVERIFY(found);
        compare(*found, queries.view(), bank.view(), metric, false);
    }
}

void TestNeighbors::tiesGoToTheLowerIndex()
{
    // Points on a ring, each there four times: distances 0 thrice, then equal ones by pairs.
    std::vector<float> ring;
    for (int copy = 0; copy < 4; ++copy)
        for (int i = 0; i < 50; ++i) {
            const double angle = 2 * M_PI * i / 50;
            ring.push_back(static_cast<float>(std::cos(angle)));
            ring.push_back(static_cast<float>(std::sin(angle)));
        }
    const FeatureView view{ring, 200, 2};
    for (const Metric metric : {Metric::Cosine, Metric::Euclidean}) {
        Workers workers(2);
        const auto found = nearestNeighbors(view, {11, metric}, workers);
        QVERIFY(found);
        compare(*found, view, view, metric, true);
        QCOMPARE(found->indicesOf(60)[0], 10);
        QCOMPARE(found->indicesOf(60)[1], 110);
        QCOMPARE(found->indicesOf(60)[2], 160);
    }
}

void TestNeighbors::rowsOfZerosAreFarFromAll()
{
    auto made = madeFeatures({.rows = 60, .dimension = 8});
    for (const int row : {0, 17, 59})
        std::fill_n(made.values.begin() + row * 8, 8, 0.0F);
    Workers workers(1);
    const auto found = nearestNeighbors(made.view(), {59, Metric::Cosine}, workers);
    QVERIFY(found);
    compare(*found, made.view(), made.view(), Metric::Cosine, true);
    for (const float d : found->squaredDistancesOf(17))
        QCOMPARE(d, 2.0F);
    QCOMPARE(cosineOf(2.0), 0.0);
}

void TestNeighbors::manyEqualRows()
{
    // More equal candidates than are kept: the lowest indices of them.
    std::vector<float> values(3 * 400, 0.5F);
    Workers workers(2);
    const auto found = nearestNeighbors({values, 400, 3}, {5, Metric::Cosine}, workers);
    QVERIFY(found);
    for (std::int64_t row = 0; row < 400; ++row)
        for (std::int32_t j = 0; j < 5; ++j) {
            QCOMPARE(found->indicesOf(row)[static_cast<std::size_t>(j)], j + (row <= j ? 1 : 0));
            QCOMPARE(found->squaredDistancesOf(row)[static_cast<std::size_t>(j)], 0.0F);
        }
}

void TestNeighbors::moreNeighborsThanRows()
{
    Workers workers(1);
    const std::vector<float> one = {1, 2};
    const auto alone = nearestNeighbors({one, 1, 2}, {5, Metric::Cosine}, workers);
    QVERIFY(alone);
    QCOMPARE(alone->k, 0);
    const auto none = nearestNeighbors({{}, 0, 2}, {5, Metric::Cosine}, workers);
    QVERIFY(none);
    QCOMPARE(none->rows, 0);
    const auto made = madeFeatures({.rows = 20});
    const auto all = nearestNeighbors(made.view(), {100, Metric::Cosine}, workers);
    QCOMPARE(all->k, 19);
    const Neighbors cut = all->nearest(3);
    QCOMPARE(cut.k, 3);
    QCOMPARE(cut.indicesOf(7)[2], all->indicesOf(7)[2]);
}

void TestNeighbors::threadsChangeNoByte()
{
    const auto made = madeFeatures({.rows = 2000, .dimension = 48});
    for (const Kernels *kernels : runnableKernels()) {
        Workers one(1, kernels), three(3, kernels);
        const auto a = nearestNeighbors(made.view(), {30, Metric::Cosine}, one);
        const auto b = nearestNeighbors(made.view(), {30, Metric::Cosine}, three);
        QVERIFY(a->indices == b->indices);
        QVERIFY(a->squaredDistances == b->squaredDistances);
    }
}

void TestNeighbors::stopsSoon()
{
    const auto made = madeFeatures({.rows = 30000, .dimension = 256, .classes = 50});
    Workers workers(2);
    std::stop_source stop;
    qint64 requestedNs = 0;
    QElapsedTimer clock;
    clock.start();
    std::jthread stopper([&] {
        while (clock.elapsed() < 50)
            std::this_thread::yield();
        requestedNs = clock.nsecsElapsed();
        stop.request_stop();
    });
    const auto found = nearestNeighbors(made.view(), {90, Metric::Cosine}, workers, stop.get_token());
    const qint64 endedNs = clock.nsecsElapsed();
    stopper.join();
    QVERIFY2(!found, "the search ended before it could be stopped");
    // On an idle machine some milliseconds; a busy one may take the core away for long (tst_layout_job counts closely).
    QVERIFY2((endedNs - requestedNs) / 1e6 < 500, QByteArray::number(double(endedNs - requestedNs) / 1e6));
}

void TestNeighbors::distancesOfAnotherScale()
{
    // Far from the origin, where single precision dot products would lose the differences.
    auto made = madeFeatures({.rows = 150, .dimension = 12});
    for (float &value : made.values)
        value += 500;
    Workers workers(1);
    const auto found = nearestNeighbors(made.view(), {10, Metric::Euclidean}, workers);
    compare(*found, made.view(), made.view(), Metric::Euclidean, true);
}

QTEST_GUILESS_MAIN(TestNeighbors)
#include "tst_neighbors.moc"
