#include "core/analysis/knn_measures.h"
#include "core/analysis/layout_run.h"
#include "core/analysis/place_on_map.h"
#include "core/analysis/workers.h"
#include "core/base/random.h"
#include "tests/analysis/made_features.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace tandem;
using tandem::test::MadeFeatures;
using tandem::test::madeFeatures;
using tandem::test::runnableKernels;

namespace {

std::shared_ptr<const Affinities> affinitiesOf(const MadeFeatures &made, double perplexity, Workers &workers)
{
    const auto neighbors =
        nearestNeighbors(made.view(), {neighborsForPerplexity(perplexity, made.rows), Metric::Cosine}, workers);
    return std::make_shared<const Affinities>(*perplexityAffinities(*neighbors, perplexity, workers));
}

std::vector<float> scattered(std::int64_t rows, double deviation, std::uint64_t seed = 1)
{
    CounterRng rng(seed, RandomStream::Test, 7);
    std::vector<float> positions(static_cast<std::size_t>(2 * rows));
    for (float &value : positions)
        value = static_cast<float>(deviation * rng.normal());
    return positions;
}

/// The divergence by its definition, in double.
double divergenceOf(const Affinities &affinities, const std::vector<double> &y)
{
    const auto n = static_cast<std::size_t>(affinities.rows());
    const auto q = [&](std::size_t i, std::size_t j) {
        return 1 / (1 + std::pow(y[2 * i] - y[2 * j], 2) + std::pow(y[2 * i + 1] - y[2 * j + 1], 2));
    };
    double z = 0;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            z += i == j ? 0 : q(i, j);
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i)
        for (auto edge = affinities.rowStart[i]; edge < affinities.rowStart[i + 1]; ++edge) {
            const double p = affinities.p[edge];
            if (p > 0)
                sum += p * std::log(p / (q(i, static_cast<std::size_t>(affinities.columns[edge])) / z));
        }
    return sum;
}

LayoutRequest requestFor(const MadeFeatures &made, const TsneSettings &settings = {})
{
    return {.features = std::make_shared<const std::vector<float>>(made.values),
            .rows = made.rows,
            .dimension = made.dimension,
            .settings = settings};
}

double purityOf(const std::vector<float> &positions, const std::vector<std::int32_t> &labels, Workers &workers)
{
    const auto rows = static_cast<std::int64_t>(labels.size());
    const auto near = nearestNeighbors({positions, rows, 2}, {10, Metric::Euclidean}, workers);
    return neighborPurity(*near, labels, 10).mean;
}

} // namespace

class TestTsne : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void gradientIsThatOfTheDivergence_data();
    void gradientIsThatOfTheDivergence();
    void divergenceEqualsTheDefinition();
    void oneStepByHand();
    void threadsChangeNoByte_data();
    void threadsChangeNoByte();
    void exactAndGridLayoutsAreEquallyGood();
    void instructionSetsAgreeOnTheDivergence();
    void separableClassesComeApart();
    void smallInputs_data();
    void smallInputs();
    void equalRows();
    void stoppedStepsMoveNothing();
    void otherAffinitiesGoOnFromThePresentLayout();
    void perturbedLayoutsSettleAgain();
    void warmStartKeepsPurity();
    void warmStartPlacesNewPointsAmongTheirNeighbors();
    void warmStartKeepsTheOrientation();
    void newPointsFindTheirClass();
    void Trap52_TheSameLayoutFromCallToCall();
};

void TestTsne::gradientIsThatOfTheDivergence_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<double>("spread");
    for (const double spread : {0.1, 3.0, 30.0})
        for (const RepulsionMethod method : {RepulsionMethod::Exact, RepulsionMethod::Grid})
            QTest::addRow("%s, spread %g", repulsionWord(method).data(), spread) << static_cast<int>(method) << spread;
}

void TestTsne::gradientIsThatOfTheDivergence()
{
    QFETCH(int, method);
    QFETCH(double, spread);
    const auto made = madeFeatures({.rows = 120, .dimension = 16});
    for (const Kernels *kernels : runnableKernels()) {
        Workers workers(2, kernels);
        const auto affinities = affinitiesOf(made, 10, workers);
        const auto start = scattered(made.rows, spread);
        Tsne tsne(affinities, {.repulsion = static_cast<RepulsionMethod>(method)}, start, workers);
        const auto gradient = tsne.gradient();
        std::vector<double> y(start.begin(), start.end());
        double error = 0, size = 0;
        for (std::size_t i = 0; i < y.size(); i += 3) {
            const double at = y[i], step = 1e-4 * spread;
            y[i] = at + step;
            const double above = divergenceOf(*affinities, y);
            y[i] = at - step;
            const double below = divergenceOf(*affinities, y);
            y[i] = at;
            const double slope = (above - below) / (2 * step);
            error += std::pow(gradient[i] - slope, 2);
            size += slope * slope;
        }
        // Single precision and the reciprocal's 6e-5; on the grid what it approximates (tst_repulsion), of which more
        // is left where attraction and repulsion cancel.
        const double limit = method == static_cast<int>(RepulsionMethod::Exact) ? 2e-4 : spread < 1 ? 0.05 : 0.02;
        QVERIFY2(std::sqrt(error / size) < limit, QByteArray::number(std::sqrt(error / size)));
        QVERIFY(tsne.layout() == start);
    }
}

void TestTsne::divergenceEqualsTheDefinition()
{
    const auto made = madeFeatures({.rows = 150, .dimension = 16});
    for (const Kernels *kernels : runnableKernels()) {
        Workers workers(2, kernels);
        const auto affinities = affinitiesOf(made, 12, workers);
        for (const double spread : {1e-3, 2.0, 50.0, 1e4}) {
            const auto start = scattered(made.rows, spread);
            Tsne tsne(affinities, {}, start, workers);
            const double expected = divergenceOf(*affinities, {start.begin(), start.end()});
            QVERIFY2(std::abs(tsne.divergence() - expected) < 1e-4,
                     (QByteArray(kernels->name) + ' ' + QByteArray::number(tsne.divergence() - expected)).constData());
        }
    }
    Workers workers(1);
    Tsne tsne(affinitiesOf(made, 12, workers), {}, scattered(made.rows, 1), workers);
    QVERIFY(std::isnan(tsne.latestDivergence()));
    const double before = tsne.divergence();
    QVERIFY(tsne.step());
    QCOMPARE(tsne.latestDivergence(), before); // of the positions that the step began from
}

/// A step is what the papers say: gains, momentum, learning rate, exaggeration and the clipped move.
void TestTsne::oneStepByHand()
{
    const auto made = madeFeatures({.rows = 40, .dimension = 8});
    Workers workers(1);
    const auto affinities = affinitiesOf(made, 5, workers);
    const TsneSettings settings{.exaggeration = 4, .exaggerationIterations = 1, .learningRate = 10};
    auto positions = scattered(made.rows, 1);
    Tsne tsne(affinities, settings, positions, workers);
    std::vector<double> velocity(80), gain(80, 1);
    for (int step = 0; step < 3; ++step) {
        const double exaggeration = step == 0 ? 4 : 1, momentum = step == 0 ? 0.5 : 0.8;
        std::vector<double> slope(80), next(positions.begin(), positions.end());
        double z = 0;
        for (int pass = 0; pass < 2; ++pass) // the sum first
            for (std::size_t i = 0; i < 40; ++i)
                for (std::size_t j = 0; j < 40; ++j) {
                    if (i == j)
                        continue;
                    const double dx = double(positions[2 * i]) - positions[2 * j],
                                 dy = double(positions[2 * i + 1]) - positions[2 * j + 1],
                                 q = 1 / (1 + dx * dx + dy * dy);
                    if (pass == 0) {
                        z += q;
                    } else {
                        slope[2 * i] -= q * q * dx / z;
                        slope[2 * i + 1] -= q * q * dy / z;
                    }
                }
        for (std::size_t i = 0; i < 40; ++i)
            for (auto edge = affinities->rowStart[i]; edge < affinities->rowStart[i + 1]; ++edge) {
                const auto j = static_cast<std::size_t>(affinities->columns[edge]);
                const double dx = double(positions[2 * i]) - positions[2 * j],
                             dy = double(positions[2 * i + 1]) - positions[2 * j + 1];
                const double pull = exaggeration * affinities->p[edge] / (1 + dx * dx + dy * dy);
                slope[2 * i] += pull * dx;
                slope[2 * i + 1] += pull * dy;
            }
        for (std::size_t i = 0; i < 80; ++i) {
            gain[i] = std::max(0.01, slope[i] * velocity[i] > 0 ? gain[i] * 0.8 : gain[i] + 0.2);
            velocity[i] = momentum * velocity[i] - 10 * gain[i] * slope[i];
        }
        for (std::size_t i = 0; i < 80; i += 2)
            if (const double length = std::hypot(velocity[i], velocity[i + 1]); length > 5)
                for (const std::size_t axis : {i, i + 1})
                    velocity[axis] *= 5 / length;
        for (std::size_t i = 0; i < 80; ++i)
            next[i] += velocity[i];
        QVERIFY(tsne.step());
        const auto moved = tsne.layout();
        for (std::size_t i = 0; i < 80; ++i)
            QVERIFY2(std::abs(moved[i] - next[i]) < 1e-4, QByteArray::number(moved[i] - next[i]));
        positions = moved;
    }
}

void TestTsne::threadsChangeNoByte_data()
{
    QTest::addColumn<int>("method");
    QTest::newRow("exact") << static_cast<int>(RepulsionMethod::Exact);
    QTest::newRow("grid") << static_cast<int>(RepulsionMethod::Grid);
}

void TestTsne::threadsChangeNoByte()
{
    QFETCH(int, method);
    const auto made = madeFeatures({.rows = 1300, .dimension = 24});
    for (const Kernels *kernels : runnableKernels()) {
        std::vector<std::vector<float>> layouts;
        std::vector<double> divergences;
        for (const int threads : {1, 2, 5}) {
            Workers workers(threads, kernels);
            TsneSettings settings{.iterations = 320, .repulsion = static_cast<RepulsionMethod>(method)};
            const auto result = computeLayout(requestFor(made, settings), workers);
            QVERIFY(result);
            layouts.push_back(result->frame->positions);
            divergences.push_back(result->frame->divergence);
        }
        QVERIFY(layouts[0] == layouts[1] && layouts[0] == layouts[2]);
        QVERIFY(divergences[0] == divergences[1] && divergences[0] == divergences[2]);
    }
}

void TestTsne::exactAndGridLayoutsAreEquallyGood()
{
    const auto made = madeFeatures({.rows = 1500, .dimension = 32, .separation = 0.4});
    Workers workers(2);
    double divergences[2];
    for (const RepulsionMethod method : {RepulsionMethod::Exact, RepulsionMethod::Grid}) {
        const auto result = computeLayout(requestFor(made, {.iterations = 700, .repulsion = method}), workers);
        // Judged by the exact sum, both.
        Tsne judge(affinitiesOf(made, 30, workers), {.repulsion = RepulsionMethod::Exact}, result->frame->positions,
                   workers);
        divergences[method == RepulsionMethod::Grid] = judge.divergence();
        QVERIFY(std::abs(result->frame->divergence - judge.divergence()) < 2e-3);
    }
    // Chaotic descents end in slightly different places: a hundredth is what seeds differ by.
    QVERIFY2(divergences[1] < divergences[0] + 0.02, QByteArray::number(divergences[1] - divergences[0]));
}

void TestTsne::instructionSetsAgreeOnTheDivergence()
{
    const auto made = madeFeatures({.rows = 400, .dimension = 32});
    std::vector<double> divergences;
    for (const Kernels *kernels : runnableKernels()) {
        Workers workers(2, kernels);
        divergences.push_back(computeLayout(requestFor(made), workers)->frame->divergence);
    }
    for (const double divergence : divergences)
        QVERIFY2(std::abs(divergence - divergences[0]) < 0.02, QByteArray::number(divergence - divergences[0]));
}

void TestTsne::separableClassesComeApart()
{
    const auto made = madeFeatures({.rows = 1000, .dimension = 32});
    Workers workers(2);
    for (const RepulsionMethod method : {RepulsionMethod::Exact, RepulsionMethod::Grid}) {
        const auto result = computeLayout(requestFor(made, {.iterations = 500, .repulsion = method}), workers);
        QVERIFY(result->frame->isFinal);
        QCOMPARE(result->frame->iteration, 500);
        QCOMPARE(result->status.perplexity, 30.0);
        QCOMPARE(purityOf(result->frame->positions, made.labels, workers), 1.0);
    }
}

void TestTsne::smallInputs_data()
{
    QTest::addColumn<int>("rows");
    for (const int rows : {0, 1, 2, 3, 4, 10})
        QTest::addRow("%d", rows) << rows;
}

void TestTsne::smallInputs()
{
    QFETCH(int, rows);
    const auto made = madeFeatures({.rows = rows, .dimension = 3});
    Workers workers(2);
    for (const RepulsionMethod method : {RepulsionMethod::Exact, RepulsionMethod::Grid}) {
        const auto result = computeLayout(requestFor(made, {.iterations = 300, .repulsion = method}), workers);
        QVERIFY(result);
        QCOMPARE(result->frame->positions.size(), static_cast<std::size_t>(2 * rows));
        for (const float value : result->frame->positions)
            QVERIFY(std::isfinite(value));
        QVERIFY(std::isfinite(result->frame->divergence));
    }
}

void TestTsne::equalRows()
{
    MadeFeatures made{std::vector<float>(300 * 4, 0.5F), {}, 300, 4};
    Workers workers(2);
    const auto result = computeLayout(requestFor(made, {.iterations = 300}), workers);
    for (const float value : result->frame->positions)
        QVERIFY(std::isfinite(value));
    // A little disorder at the start keeps equal samples from lying on one spot for ever.
    QVERIFY(result->frame->positions[0] != result->frame->positions[2]);
}

void TestTsne::stoppedStepsMoveNothing()
{
    const auto made = madeFeatures({.rows = 500});
    Workers workers(2);
    std::stop_source stop;
    Tsne tsne(affinitiesOf(made, 20, workers), {}, scattered(500, 1), workers);
    QVERIFY(tsne.step(stop.get_token()));
    const auto before = tsne.layout();
    stop.request_stop();
    QVERIFY(!tsne.step(stop.get_token()));
    QCOMPARE(tsne.iteration(), 1);
    QVERIFY(tsne.layout() == before);
    QVERIFY(!computeLayout(requestFor(made), workers, stop.get_token()));
}

void TestTsne::otherAffinitiesGoOnFromThePresentLayout()
{
    const auto made = madeFeatures({.rows = 600});
    Workers workers(2);
    LayoutRun run(requestFor(made, {.iterations = 400}), workers);
    QVERIFY(run.prepare({}));
    while (!run.isDone())
        QVERIFY(run.step({}));
    const auto before = run.frame()->positions;
    QVERIFY(run.setPerplexity(100, {})); // more neighbours than are known
    QCOMPARE(run.status().perplexity, 100.0);
    QVERIFY(run.neighbors()->k >= 300);
    QVERIFY(run.frame()->positions == before);
    QVERIFY(!run.isDone());
    const double unsettled = run.frame()->divergence;
    while (!run.isDone())
        QVERIFY(run.step({}));
    QVERIFY(run.frame()->divergence < 1.0 && !(run.frame()->divergence > unsettled));
    QCOMPARE(purityOf(run.frame()->positions, made.labels, workers), 1.0);
}

void TestTsne::perturbedLayoutsSettleAgain()
{
    const auto made = madeFeatures({.rows = 600});
    Workers workers(2);
    LayoutRun run(requestFor(made, {.iterations = 400}), workers);
    QVERIFY(run.prepare({}));
    while (!run.isDone())
        QVERIFY(run.step({}));
    const double settled = run.frame()->divergence;
    run.perturb();
    QVERIFY(!run.isDone());
    QVERIFY(run.step({}));
    while (!run.isDone())
        QVERIFY(run.step({}));
    QVERIFY2(run.frame()->divergence < settled + 0.1, QByteArray::number(run.frame()->divergence - settled));
    QCOMPARE(purityOf(run.frame()->positions, made.labels, workers), 1.0);
}

/// Classes that drift apart from near-random features. A warm start without exaggeration leaves them torn.
void TestTsne::warmStartKeepsPurity()
{
    Workers workers(2);
    const auto epoch = [](int number) {
        return madeFeatures({.rows = 1000, .dimension = 64, .separation = 0.12 * number, .noise = 1 - 0.08 * number});
    };
    std::shared_ptr<const PlacedPoints> previous;
    double torn = 0;
    for (int number = 0; number <= 8; ++number) {
        const auto made = epoch(number);
        LayoutRequest request = requestFor(made);
        request.previous = previous;
        const auto result = computeLayout(request, workers);
        QCOMPARE(result->frame->iteration, previous ? 350 : 1000);
        if (number == 8) {
            QCOMPARE(purityOf(result->frame->positions, made.labels, workers), 1.0);
            // The trap: the same number of iterations from the first epoch's layout, without exaggeration.
            LayoutRequest plain = requestFor(made, {.exaggerationIterations = 0, .iterations = 250});
            const auto first = computeLayout(requestFor(epoch(0)), workers);
            plain.start = first->frame->positions;
            torn = purityOf(computeLayout(plain, workers)->frame->positions, made.labels, workers);
            LayoutRequest warm = requestFor(made);
            auto placed = std::make_shared<PlacedPoints>();
            placed->ids.resize(1000);
            std::iota(placed->ids.begin(), placed->ids.end(), 0U);
            placed->positions = first->frame->positions;
            warm.previous = placed;
            QCOMPARE(purityOf(computeLayout(warm, workers)->frame->positions, made.labels, workers), 1.0);
        }
        auto placed = std::make_shared<PlacedPoints>();
        placed->ids.resize(1000);
        std::iota(placed->ids.begin(), placed->ids.end(), 0U);
        placed->positions = result->frame->positions;
        previous = placed;
    }
    QVERIFY2(torn < 0.99, QByteArray::number(torn)); // else this test shows nothing
}

void TestTsne::warmStartPlacesNewPointsAmongTheirNeighbors()
{
    const auto made = madeFeatures({.rows = 500});
    Workers workers(2);
    const auto affinities = affinitiesOf(made, 20, workers);
    const auto whole = computeLayout(requestFor(made, {.iterations = 500}), workers);
    // Every seventh sample is new, and ids are not row numbers.
    PlacedPoints previous;
    std::vector<std::uint32_t> ids;
    for (std::uint32_t i = 0; i < 500; ++i) {
        ids.push_back(3 * i + 10);
        if (i % 7 == 0)
            continue;
        previous.ids.push_back(ids.back());
        previous.positions.push_back(whole->frame->positions[2 * i]);
        previous.positions.push_back(whole->frame->positions[2 * i + 1]);
    }
    const auto start = warmStart(*affinities, ids, previous);
    for (std::size_t i = 0; i < 500; ++i)
        if (i % 7 != 0)
            QVERIFY(start[2 * i] == whole->frame->positions[2 * i] &&
                    start[2 * i + 1] == whole->frame->positions[2 * i + 1]);
    QCOMPARE(purityOf(start, made.labels, workers), 1.0);
    // Nobody is known: the centre, and no endless loop.
    for (const float value : warmStart(*affinities, ids, {}))
        QCOMPARE(value, 0.0F);
}

void TestTsne::warmStartKeepsTheOrientation()
{
    const auto made = madeFeatures({.rows = 600});
    Workers workers(2);
    const auto first = computeLayout(requestFor(made), workers);
    auto turned = std::make_shared<PlacedPoints>();
    for (std::uint32_t i = 0; i < 600; ++i) {
        turned->ids.push_back(i);
        turned->positions.push_back(100 - first->frame->positions[2 * i + 1]);
        turned->positions.push_back(-50 + first->frame->positions[2 * i]);
    }
    LayoutRequest request = requestFor(made);
    request.previous = turned;
    const auto again = computeLayout(request, workers);
    double moved = 0, radius = 0;
    for (std::size_t i = 0; i < 1200; ++i) {
        moved += std::pow(again->frame->positions[i] - turned->positions[i], 2);
        radius += std::pow(first->frame->positions[i], 2);
    }
    QVERIFY2(std::sqrt(moved / radius) < 0.5, QByteArray::number(std::sqrt(moved / radius)));
}

void TestTsne::newPointsFindTheirClass()
{
    auto made = madeFeatures({.rows = 1000});
    const std::int64_t known = 900;
    MadeFeatures map{{made.values.begin(), made.values.begin() + known * made.dimension},
                     {made.labels.begin(), made.labels.begin() + known},
                     known,
                     made.dimension};
    Workers workers(2);
    const auto layout = computeLayout(requestFor(map, {.iterations = 600}), workers);
    const FeatureView rest{std::span(made.values).subspan(static_cast<std::size_t>(known * made.dimension)), 100,
                           made.dimension};
    const auto neighbors = nearestInBank(rest, map.view(), {90, Metric::Cosine}, workers);
    const auto inLayout = FeatureView{layout->frame->positions, known, 2};
    for (std::int64_t i = 0; i < 100; ++i) {
        const auto place =
            placeOnMap(neighbors->indicesOf(i), neighbors->squaredDistancesOf(i), layout->frame->positions, 30);
        const auto near = nearestInBank({place, 1, 2}, inLayout, {5, Metric::Euclidean}, workers);
        for (const std::int32_t other : near->indicesOf(0))
            QCOMPARE(map.labels[static_cast<std::size_t>(other)], made.labels[static_cast<std::size_t>(known + i)]);
    }
    // A sample that is on the map already lands beside itself.
    const auto own = nearestInBank(map.view(), map.view(), {90, Metric::Cosine}, workers);
    std::vector<double> misses;
    for (std::int64_t i = 0; i < 200; ++i) {
        const auto place = placeOnMap(own->indicesOf(i), own->squaredDistancesOf(i), layout->frame->positions, 30);
        misses.push_back(std::hypot(place[0] - inLayout.row(i)[0], place[1] - inLayout.row(i)[1]));
    }
    std::sort(misses.begin(), misses.end());
    double radius = 0;
    for (const float value : layout->frame->positions)
        radius += value * value / double(known);
    QVERIFY2(misses[100] < 0.1 * std::sqrt(radius), QByteArray::number(misses[100] / std::sqrt(radius)));
    QVERIFY(placeOnMap({}, {}, layout->frame->positions, 30) == (std::array<float, 2>{0, 0}));
}

/// Layouts whose seed means nothing make every comparison of two epochs worthless.
void TestTsne::Trap52_TheSameLayoutFromCallToCall()
{
    const auto made = madeFeatures({.rows = 700});
    Workers two(2), three(3);
    const auto first = computeLayout(requestFor(made, {.iterations = 300, .seed = 4}), two);
    const auto second = computeLayout(requestFor(made, {.iterations = 300, .seed = 4}), three);
    const auto other = computeLayout(requestFor(made, {.iterations = 300, .seed = 5}), two);
    QVERIFY(first->frame->positions == second->frame->positions);
    QVERIFY(first->frame->positions != other->frame->positions);
}

QTEST_GUILESS_MAIN(TestTsne)
#include "tst_tsne.moc"
