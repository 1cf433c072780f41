#include "core/analysis/layout_quality.h"
#include "core/analysis/layout_run.h"
#include "core/analysis/workers.h"
#include "core/base/random.h"
#include "tests/analysis/made_features.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace tandem;
using tandem::test::MadeFeatures;
using tandem::test::madeFeatures;

namespace {

std::vector<float> scattered(std::int64_t rows)
{
    CounterRng rng(3, RandomStream::Test);
    std::vector<float> positions(static_cast<std::size_t>(2 * rows));
    for (float &value : positions)
        value = static_cast<float>(rng.normal());
    return positions;
}

/// Rows by distance from one of them, which is left out.
std::vector<std::int32_t> order(const FeatureView &view, std::int64_t row)
{
    std::vector<std::int32_t> others;
    for (std::int32_t i = 0; i < view.rows; ++i)
        if (i != row)
            others.push_back(i);
    std::stable_sort(others.begin(), others.end(), [&](std::int32_t a, std::int32_t b) {
        return squaredDistance(view.row(row), view.row(a)) < squaredDistance(view.row(row), view.row(b));
    });
    return others;
}

/// Trustworthiness as Venna and Kaski define it: of neighbours in `near`, by ranks in `space`.
double definition(const FeatureView &space, const FeatureView &near, std::int64_t k)
{
    const auto n = static_cast<double>(space.rows);
    double sum = 0;
    for (std::int64_t i = 0; i < space.rows; ++i) {
        const auto inSpace = order(space, i), inNear = order(near, i);
        for (std::int64_t j = 0; j < k; ++j) {
            const auto place = std::find(inSpace.begin(), inSpace.end(), inNear[static_cast<std::size_t>(j)]);
            const std::int64_t rank = place - inSpace.begin() + 1;
            sum += static_cast<double>(std::max<std::int64_t>(0, rank - k));
        }
    }
    return 1 - 2 / (n * double(k) * (2 * n - 3 * double(k) - 1)) * sum;
}

} // namespace

class TestMapQuality : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void equalsTheDefinition_data();
    void equalsTheDefinition();
    void aPerfectMap();
    void aWorthlessMap();
    void falseAndTornNeighborsAreToldApart();
    void subsetsAreFixed();
    void tooFewRows();
    void aSettledMapIsTrustworthy();
    void threadsChangeNoByte();
    void stabilityOfKnownMoves();
};

void TestMapQuality::equalsTheDefinition_data()
{
    QTest::addColumn<int>("metric");
    QTest::addColumn<int>("k");
    for (const int metric : {0, 1})
        for (const int k : {1, 5, 12, 40})
            QTest::addRow("%s, k %d", metric == 0 ? "cosine" : "euclidean", k) << metric << k;
}

void TestMapQuality::equalsTheDefinition()
{
    QFETCH(int, metric);
    QFETCH(int, k);
    const auto made = madeFeatures({.rows = 130, .dimension = 6});
    const auto unit = unitRows(made.view());
    const FeatureView space = metric == 0 ? FeatureView{unit, 130, 6} : made.view();
    // The first two features: a poor map, and not a worthless one.
    std::vector<float> positions;
    for (std::int64_t i = 0; i < 130; ++i)
        positions.insert(positions.end(), {made.view().row(i)[0], made.view().row(i)[1]});
    const FeatureView layout{positions, 130, 2};
    Workers workers(2);
    const auto quality = mapQuality(made.view(), positions, {.k = k, .metric = static_cast<Metric>(metric)}, workers);
    QVERIFY(std::abs(quality->trustworthiness - definition(space, layout, k)) < 1e-12);
    QVERIFY(std::abs(quality->continuity - definition(layout, space, k)) < 1e-12);
    QCOMPARE(quality->rows, 130);
    double mean = 0;
    for (const float value : quality->trustPerPoint)
        mean += value / 130.0;
    QVERIFY(std::abs(mean - quality->trustworthiness) < 1e-6);
}

void TestMapQuality::aPerfectMap()
{
    const auto positions = scattered(200);
    Workers workers(2);
    const auto quality = mapQuality({positions, 200, 2}, positions, {.metric = Metric::Euclidean}, workers);
    QCOMPARE(quality->trustworthiness, 1.0);
    QCOMPARE(quality->continuity, 1.0);
    QVERIFY(quality->trust == MapTrust::Good);
}

void TestMapQuality::aWorthlessMap()
{
    const auto made = madeFeatures({.rows = 600});
    Workers workers(2);
    const auto quality = mapQuality(made.view(), scattered(600), {}, workers);
    // Ranks of strangers are uniform: a half, nearly.
    QVERIFY2(std::abs(quality->trustworthiness - 0.5) < 0.03, QByteArray::number(quality->trustworthiness));
    QVERIFY(quality->trust == MapTrust::Unreliable);
}

void TestMapQuality::falseAndTornNeighborsAreToldApart()
{
    // A line of 300 points. Folded in two, the halves become false neighbours; cut and pulled apart, it only tears.
    std::vector<float> line, folded, torn;
    for (int i = 0; i < 300; ++i) {
        line.insert(line.end(), {static_cast<float>(i), 0});
        const int along = i < 150 ? i : 299 - i;
        folded.insert(folded.end(), {static_cast<float>(along), i < 150 ? 0.0F : 0.01F});
        torn.insert(torn.end(), {static_cast<float>(i / 6 % 2 == 0 ? i : i + 10000), 0});
    }
    Workers workers(2);
    const FeatureView view{line, 300, 2};
    const MapQualityOptions options{.k = 12, .metric = Metric::Euclidean};
    const auto fold = mapQuality(view, folded, options, workers);
    QVERIFY(fold->trust == MapTrust::FalseNeighbors);
    QVERIFY2(fold->continuity > 0.95, QByteArray::number(fold->continuity));
    // At the crease everything is as it was; at the ends the other end lies beside.
    QVERIFY(fold->trustPerPoint[149] > 0.95F && fold->trustPerPoint[0] < 0.9F);
    const auto tear = mapQuality(view, torn, options, workers);
    QVERIFY(tear->trust == MapTrust::TornNeighborhoods);
    QVERIFY2(tear->trustworthiness > tear->continuity, QByteArray::number(tear->continuity));
}

void TestMapQuality::subsetsAreFixed()
{
    const auto made = madeFeatures({.rows = 900});
    const auto positions = scattered(900);
    Workers workers(2);
    const MapQualityOptions some{.maximumRows = 400};
    const auto first = mapQuality(made.view(), positions, some, workers);
    const auto second = mapQuality(made.view(), positions, some, workers);
    QCOMPARE(first->rows, 400);
    QCOMPARE(first->trustworthiness, second->trustworthiness);
    QCOMPARE(
        std::count_if(first->trustPerPoint.begin(), first->trustPerPoint.end(), [](float v) { return !std::isnan(v); }),
        400);
    QVERIFY(mapQuality(made.view(), positions, {.maximumRows = 400, .seed = 2}, workers)->trustworthiness !=
            first->trustworthiness);
}

void TestMapQuality::tooFewRows()
{
    Workers workers(1);
    for (const int rows : {0, 1, 12, 24}) {
        const auto made = madeFeatures({.rows = rows, .dimension = 3});
        const auto quality = mapQuality(made.view(), scattered(rows), {}, workers);
        QVERIFY(quality->trust == MapTrust::Unknown);
        QVERIFY(std::isnan(quality->trustworthiness));
    }
    QVERIFY(mapQuality(madeFeatures({.rows = 25}).view(), scattered(25), {}, workers)->trust != MapTrust::Unknown);
}

void TestMapQuality::aSettledMapIsTrustworthy()
{
    const auto made = madeFeatures({.rows = 700});
    Workers workers(2);
    const auto layout = computeLayout({.features = std::make_shared<const std::vector<float>>(made.values),
                                       .rows = 700,
                                       .dimension = made.dimension,
                                       .settings = {.iterations = 600}},
                                      workers);
    const auto quality = mapQuality(made.view(), layout->frame->positions, {}, workers);
    QVERIFY2(quality->trustworthiness > 0.95, QByteArray::number(quality->trustworthiness));
    QVERIFY(quality->trust == MapTrust::Good);
}

void TestMapQuality::threadsChangeNoByte()
{
    const auto made = madeFeatures({.rows = 800});
    const auto positions = scattered(800);
    Workers one(1), three(3);
    const auto a = mapQuality(made.view(), positions, {}, one), b = mapQuality(made.view(), positions, {}, three);
    QVERIFY(a->trustPerPoint == b->trustPerPoint);
    QCOMPARE(a->continuity, b->continuity);
}

void TestMapQuality::stabilityOfKnownMoves()
{
    const auto before = scattered(101);
    std::vector<float> turned;
    for (std::size_t i = 0; i < 202; i += 2)
        turned.insert(turned.end(), {-before[i + 1] + 5, before[i] + 6});
    const LayoutStability same = layoutStability(before, turned);
    QVERIFY(same.medianJump < 1e-6 && same.largestJump < 1e-5); // a rotation is no jump
    auto moved = before;
    moved[10] += 1000;
    QVERIFY(layoutStability(before, moved).largestJump > 2 * layoutStability(before, moved).medianJump);
    QCOMPARE(layoutStability({}, {}).medianJump, 0.0);
}

QTEST_GUILESS_MAIN(TestMapQuality)
#include "tst_map_quality.moc"
