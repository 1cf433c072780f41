#include "core/sweep/planner.h"
#include "core/sweep/tpe.h"
#include "sweep_fixture.h"

#include <array>
#include <cmath>
#include <set>

using namespace tandem;
using namespace tandem::test;

class TestTpe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beatsRandomSearch_data();
    void beatsRandomSearch();
    void choosesGoodCategories();
    void staysWithinBounds();
    void failedTrialsPushAway();
    void trialsAreReproducible();
    void trialsFitTheirAxes();
    void randomSearchIsEven();
    void startupTrialsAreRandom();
    void listsAreDrawnToTheirEnd();
    void minimizingGoalsTurnTheSign();
    void listsAreNotDrawnTwice();
};

namespace {

constexpr int kTrials = 60;
constexpr int kSeeds = 60;

/// Branin's function, the usual one for a first look at such methods: three equal minima of 0.397887.
double branin(double x, double y)
{
    constexpr double pi = 3.14159265358979323846;
    const double a = y - 5.1 / (4 * pi * pi) * x * x + 5 / pi * x - 6;
    return a * a + 10 * (1 - 1 / (8 * pi)) * std::cos(x) + 10;
}

/// A narrow valley across both axes: what is good in one depends on the other.
double valley(double x, double y)
{
    return 100 * (x - y) * (x - y) + (x - 3) * (x - 3);
}

std::array<TpeDimension, 2> square(double low, double high)
{
    return {TpeDimension{0, low, high}, TpeDimension{0, low, high}};
}

template <class Function>
double bestAfter(Function function, std::span<const TpeDimension> space, int trials, bool useTpe, bool multivariate,
                 std::uint64_t seed)
{
    std::vector<TpeObservation> observations;
    double best = INFINITY;
    for (int i = 0; i < trials; ++i) {
        CounterRng rng(seed, RandomStream::Test, static_cast<std::uint32_t>(i));
        const auto point =
            useTpe && i >= 10 ? proposeTpe(space, observations, {multivariate, 24}, rng) : drawEvenly(space, rng);
        const double loss = function(point[0], point[1]);
        observations.push_back({point, loss});
        best = std::min(best, loss);
    }
    return best;
}

} // namespace

void TestTpe::beatsRandomSearch_data()
{
    QTest::addColumn<bool>("multivariate");
    QTest::addColumn<bool>("onValley");
    QTest::newRow("branin, each axis by itself") << false << false;
    QTest::newRow("branin, together") << true << false;
    QTest::newRow("valley, together") << true << true;
}

void TestTpe::beatsRandomSearch()
{
    QFETCH(bool, multivariate);
    QFETCH(bool, onValley);
    const std::array<TpeDimension, 2> braninSpace{TpeDimension{0, -5, 10}, TpeDimension{0, 0, 15}};
    const auto valleySpace = square(-10, 10);
    const auto best = [&](bool useTpe, std::uint64_t seed) {
        return onValley ? bestAfter(valley, valleySpace, kTrials, useTpe, multivariate, seed)
                        : bestAfter(branin, braninSpace, kTrials, useTpe, multivariate, seed);
    };
    int wins = 0;
    double sum = 0; // of differences of the logarithm of the regret
    double squares = 0;
    for (int seed = 0; seed < kSeeds; ++seed) {
        const double tpe = best(true, static_cast<std::uint64_t>(seed));
        const double random = best(false, static_cast<std::uint64_t>(seed) + 1000);
        wins += tpe < random ? 1 : 0;
        const double floor = onValley ? 0 : 0.397887;
        const double difference = std::log(random - floor + 1e-9) - std::log(tpe - floor + 1e-9);
        sum += difference;
        squares += difference * difference;
    }
    const double mean = sum / kSeeds;
    const double t = mean / std::sqrt((squares / kSeeds - mean * mean) / (kSeeds - 1));
    qInfo("TPE won %d of %d; its regret is smaller by a factor of %.2f, t = %.1f", wins, kSeeds, std::exp(mean), t);
    // By chance alone, t exceeds 3.2 once in a thousand.
    QVERIFY2(t > 3.2, QByteArray::number(t));
    QVERIFY2(mean > std::log(1.8), QByteArray::number(std::exp(mean)));
}

void TestTpe::choosesGoodCategories()
{
    const std::array<TpeDimension, 2> space{TpeDimension{6, 0, 1}, TpeDimension{0, 0, 1}};
    std::vector<TpeObservation> observations;
    int good = 0;
    for (int i = 0; i < 80; ++i) {
        CounterRng rng(3, RandomStream::Test, static_cast<std::uint32_t>(i));
        const auto point = i < 20 ? drawEvenly(space, rng) : proposeTpe(space, observations, {}, rng);
        QVERIFY(point[0] == std::floor(point[0]) && point[0] >= 0 && point[0] < 6);
        observations.push_back({point, (point[0] == 4 ? 0 : 1) + (point[1] - 0.5) * (point[1] - 0.5)});
        good += i >= 40 && point[0] == 4 ? 1 : 0;
    }
    QVERIFY2(good >= 20, QByteArray::number(good)); // of 40; by chance 7
}

void TestTpe::staysWithinBounds()
{
    const std::array<TpeDimension, 2> space{TpeDimension{0, -1e-3, 1e-3}, TpeDimension{0, 1e6, 2e6}};
    std::vector<TpeObservation> observations;
    for (int i = 0; i < 60; ++i) {
        CounterRng rng(5, RandomStream::Test, static_cast<std::uint32_t>(i));
        const auto point = proposeTpe(space, observations, {i % 2 == 0, 24}, rng);
        for (std::size_t d = 0; d < 2; ++d)
            QVERIFY(point[d] >= space[d].low && point[d] <= space[d].high);
        observations.push_back({point, point[0]}); // pulls to an edge
    }
}

void TestTpe::failedTrialsPushAway()
{
    // All fails above a half, all is the same below: only the failures can teach anything.
    const std::array<TpeDimension, 1> space{TpeDimension{0, 0, 1}};
    std::vector<TpeObservation> observations;
    int fine = 0;
    for (int i = 0; i < 60; ++i) {
        CounterRng rng(9, RandomStream::Test, static_cast<std::uint32_t>(i));
        const auto point = i < 10 ? drawEvenly(space, rng) : proposeTpe(space, observations, {}, rng);
        observations.push_back({point, point[0] > 0.5 ? INFINITY : 1});
        fine += i >= 30 && point[0] <= 0.5 ? 1 : 0;
    }
    QVERIFY2(fine >= 24, QByteArray::number(fine)); // of 30; by chance 15
    // Nothing but failures: still a proposal.
    for (TpeObservation &observation : observations)
        observation.loss = INFINITY;
    CounterRng rng(1, RandomStream::Test);
    QCOMPARE(proposeTpe(space, observations, {}, rng).size(), std::size_t{1});
}

namespace {

SweepSpec drawingSpec(Planner planner)
{
    SweepSpec spec;
    spec.name = "draws";
    spec.planning = {planner, 200, 10, true, 42};
    spec.axes = {{"optimizer.learning_rate", {}, AxisRange{0.001, 10, true, 5}},
                 {"train.batch_size", {}, AxisRange{32, 40, false, 5}},
                 {"encoder.name", {pointOf("encoder.name", "resnet18"), pointOf("encoder.name", "resnet50")}, {}}};
    return spec;
}

double numberOf(const AxisPoint &point)
{
    return QByteArray::fromStdString(point.label).toDouble();
}

/// Draws all trials, with a made-up result for each.
template <class Result> SweepSpec drawAll(SweepSpec spec, Result result)
{
    std::vector<TrialOutcome> outcomes;
    while (auto trial = nextTrial(spec, outcomes)) {
        outcomes.push_back({true, result(*trial)});
        spec.trials.push_back(std::move(*trial));
    }
    return spec;
}

double atRateOne(const SweepTrial &trial)
{
    return -std::abs(std::log(numberOf(trial.points[0]))) - (trial.points[2].label == "resnet50" ? 0 : 3);
}

} // namespace

void TestTpe::trialsAreReproducible()
{
    for (const Planner planner : {Planner::Random, Planner::Tpe}) {
        SweepSpec spec = drawingSpec(planner);
        spec.planning.trials = 30;
        const SweepSpec first = drawAll(spec, atRateOne);
        QVERIFY(drawAll(spec, atRateOne).trials == first.trials);
        spec.planning.seed = 43;
        QVERIFY(drawAll(spec, atRateOne).trials != first.trials);
    }
}

void TestTpe::trialsFitTheirAxes()
{
    const SweepSpec spec = drawAll(drawingSpec(Planner::Tpe), atRateOne);
    QCOMPARE(spec.trials.size(), std::size_t{200});
    QCOMPARE(spec.trials[7].key, std::string("trial 8"));
    int nearOne = 0;
    for (std::size_t i = 0; i < spec.trials.size(); ++i) {
        const SweepTrial &trial = spec.trials[i];
        QCOMPARE(trial.points.size(), std::size_t{3});
        const double rate = numberOf(trial.points[0]);
        QVERIFY(rate >= 0.001 && rate <= 10);
        QVERIFY(trial.points[0].label.size() <= 7); // three digits
        const double batch = numberOf(trial.points[1]);
        QVERIFY(batch == std::round(batch) && batch >= 32 && batch <= 40);
        nearOne += i >= 100 && rate > 0.5 && rate < 2 && trial.points[2].label == "resnet50" ? 1 : 0;
    }
    QVERIFY2(nearOne >= 50, QByteArray::number(nearOne)); // of 100; by chance 8
}

void TestTpe::randomSearchIsEven()
{
    SweepSpec spec = drawingSpec(Planner::Random);
    spec.planning.trials = 2000;
    spec = drawAll(spec, atRateOne);
    std::array<int, 4> decades{};
    std::array<int, 9> batches{};
    for (const SweepTrial &trial : spec.trials) {
        ++decades[static_cast<std::size_t>(std::min(3.0, std::floor(std::log10(numberOf(trial.points[0])) + 3)))];
        ++batches[static_cast<std::size_t>(numberOf(trial.points[1]) - 32)];
    }
    // Five standard deviations of a binomial count, so that the fixed seed fails by design alone.
    for (const int count : decades)
        QVERIFY2(std::abs(count - 500) < 100, QByteArray::number(count));
    for (const int count : batches)
        QVERIFY2(std::abs(count - 222) < 70, QByteArray::number(count));
}

void TestTpe::startupTrialsAreRandom()
{
    SweepSpec tpe = drawingSpec(Planner::Tpe);
    tpe.planning.trials = 11;
    const auto withTpe = drawAll(tpe, atRateOne).trials;
    SweepSpec random = drawingSpec(Planner::Random);
    random.planning.trials = 11;
    const auto withRandom = drawAll(random, atRateOne).trials;
    for (std::size_t i = 0; i < 10; ++i)
        QVERIFY(withTpe[i] == withRandom[i]);
    QVERIFY(withTpe[10] != withRandom[10]);
    // Trials of which nothing is known yet do not count as known.
    tpe.trials = withTpe;
    tpe.trials.pop_back();
    std::vector<TrialOutcome> outcomes(10, {false, {}});
    QVERIFY(*nextTrial(tpe, outcomes) == withRandom[10]);
}

/// The last of many combinations is found, too, and none comes twice.
void TestTpe::listsAreDrawnToTheirEnd()
{
    for (const Planner planner : {Planner::Random, Planner::Tpe}) {
        SweepSpec spec;
        spec.planning = {planner, 500};
        spec.axes = {{"train.batch_size", {}, {}}, {"train.epochs", {}, {}}};
        for (SweepAxis &axis : spec.axes)
            for (int i = 1; i <= 8; ++i)
                axis.points.push_back(pointOf(axis.name, std::to_string(i * 16)));
        QCOMPARE(trialsLeft(spec), std::int64_t{64});
        spec = drawAll(spec, [](const SweepTrial &trial) { return numberOf(trial.points[0]); });
        QCOMPARE(spec.trials.size(), std::size_t{64});
        QCOMPARE(trialsLeft(spec), std::int64_t{0});
        for (std::size_t i = 0; i < spec.trials.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(spec.trials[i].points != spec.trials[j].points);
    }
}

void TestTpe::minimizingGoalsTurnTheSign()
{
    SweepSpec spec = drawingSpec(Planner::Tpe);
    spec.planning.trials = 60;
    spec.goal.maximize = false;
    spec = drawAll(spec, [](const SweepTrial &trial) { return -atRateOne(trial); });
    int nearOne = 0;
    for (std::size_t i = 30; i < spec.trials.size(); ++i)
        nearOne += numberOf(spec.trials[i].points[0]) > 0.3 && numberOf(spec.trials[i].points[0]) < 3 ? 1 : 0;
    QVERIFY2(nearOne >= 15, QByteArray::number(nearOne)); // of 30; by chance 7
}

void TestTpe::listsAreNotDrawnTwice()
{
    SweepSpec spec = drawingSpec(Planner::Random);
    spec.axes = {
        {"head.layers", {pointOf("head.layers", "0"), pointOf("head.layers", "1"), pointOf("head.layers", "2")}, {}},
        spec.axes[2]};
    spec.planning.trials = 6;
    std::set<std::string> seen;
    for (const SweepTrial &trial : drawAll(spec, [](const SweepTrial &) { return 0.0; }).trials)
        seen.insert(trial.points[0].label + trial.points[1].label);
    QCOMPARE(seen.size(), std::size_t{6}); // all there are
}

QTEST_GUILESS_MAIN(TestTpe)
#include "tst_tpe.moc"
