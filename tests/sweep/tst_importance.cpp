#include "core/base/random.h"
#include "core/sweep/importance.h"
#include "core/sweep/run_measures.h"
#include "sweep_fixture.h"

#include <cmath>

using namespace tandem;
using namespace tandem::test;

class TestImportance : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatMattersMoreComesFirst();
    void optimumInTheMiddleIsSeen();
    void categoriesCount();
    void noiseExplainsNothing();
    void fewRunsAreRefused();
    void rankCorrelationOfKnownOrders();
    void intervalsOfKnownSamples();
};

namespace {

struct Sample {
    std::vector<ImportanceColumn> columns{{"a", false, {}}, {"b", false, {}}, {"c", false, {}}};
    std::vector<double> results;
};

template <class Function> Sample sample(int runs, Function function)
{
    Sample made;
    for (int i = 0; i < runs; ++i) {
        CounterRng rng(7, RandomStream::Test, static_cast<std::uint32_t>(i));
        double x[3];
        for (std::size_t c = 0; c < 3; ++c)
            made.columns[c].values.push_back(x[c] = rng.uniform());
        made.results.push_back(function(x[0], x[1], x[2]) + 0.02 * rng.normal());
    }
    return made;
}

} // namespace

void TestImportance::whatMattersMoreComesFirst()
{
    const Sample made = sample(60, [](double a, double b, double) { return 3 * a - b; });
    const auto report = parameterImportance(made.columns, made.results);
    QVERIFY(report && report->runs == 60);
    QCOMPARE(report->parameters[0].name, std::string("a"));
    QCOMPARE(report->parameters[1].name, std::string("b"));
    QVERIFY(report->parameters[0].share > 0.7);
    QVERIFY(report->parameters[2].share < 0.03);
    QVERIFY(report->explained > 0.8);
    QVERIFY(*report->parameters[0].rankCorrelation > 0.8 && *report->parameters[1].rankCorrelation < 0);
    double sum = 0;
    for (const Importance &entry : report->parameters)
        sum += entry.share;
    QVERIFY(std::abs(sum - 1) < 1e-9);
    QVERIFY(parameterImportance(made.columns, made.results)->parameters[0].share == report->parameters[0].share);
}

void TestImportance::optimumInTheMiddleIsSeen()
{
    // A correlation is blind to it.
    const Sample made = sample(60, [](double, double b, double) { return -(b - 0.5) * (b - 0.5) * 8; });
    const auto report = parameterImportance(made.columns, made.results);
    QCOMPARE(report->parameters[0].name, std::string("b"));
    QVERIFY(report->parameters[0].share > 0.9);
    QVERIFY(std::abs(*report->parameters[0].rankCorrelation) < 0.4);
}

void TestImportance::categoriesCount()
{
    Sample made = sample(60, [](double, double, double) { return 0; });
    made.columns[1].categorical = true;
    for (std::size_t i = 0; i < made.results.size(); ++i) {
        made.columns[1].values[i] = static_cast<double>(i % 5);
        made.results[i] += i % 5 == 2 ? 1 : 0;
    }
    const auto report = parameterImportance(made.columns, made.results);
    QCOMPARE(report->parameters[0].name, std::string("b"));
    QVERIFY(report->parameters[0].share > 0.95 && !report->parameters[0].rankCorrelation);
}

void TestImportance::noiseExplainsNothing()
{
    const Sample made = sample(60, [](double, double, double) { return 0; });
    QVERIFY(parameterImportance(made.columns, made.results)->explained < 0.3);
}

void TestImportance::fewRunsAreRefused()
{
    const auto linear = [](double a, double, double) { return a; };
    QVERIFY(!parameterImportance(sample(9, linear).columns, sample(9, linear).results));
    QVERIFY(parameterImportance(sample(10, linear).columns, sample(10, linear).results));
    Sample same = sample(20, linear);
    same.results.assign(20, 0.5);
    QVERIFY(!parameterImportance(same.columns, same.results));
}

void TestImportance::rankCorrelationOfKnownOrders()
{
    const std::vector<double> up{1, 2, 3, 4, 5};
    QCOMPARE(rankCorrelation(up, std::vector<double>{10, 100, 1000, 1e4, 1e5}), 1.0);
    QCOMPARE(rankCorrelation(up, std::vector<double>{5, 4, 3, 2, 1}), -1.0);
    QCOMPARE(rankCorrelation(up, std::vector<double>{7, 7, 7, 7, 7}), 0.0);
    // Ranks 1, 2.5, 2.5, 4, 5 against 1 … 5, by hand: covariance 9.5/5, variances 9.5/5 and 10/5.
    QVERIFY(std::abs(rankCorrelation(up, std::vector<double>{1, 2, 2, 3, 4}) - 9.5 / std::sqrt(9.5 * 10)) < 1e-12);
}

void TestImportance::intervalsOfKnownSamples()
{
    QVERIFY(!summarize({}));
    const auto one = summarize({0.5});
    QVERIFY(one->count == 1 && one->mean == 0.5 && one->low == 0.5 && one->high == 0.5 && one->deviation == 0);
    // 1, 2, 3: mean 2, s = 1, half width t(2) / sqrt(3) = 4.303 / 1.732.
    const auto three = summarize({1, 2, 3});
    QCOMPARE(three->mean, 2.0);
    QCOMPARE(three->deviation, 1.0);
    QVERIFY(std::abs(three->high - 2 - 4.303 / std::sqrt(3.0)) < 1e-12);
    QVERIFY(std::abs(three->low + three->high - 4) < 1e-12);
    // Wide samples come near the normal quantile.
    std::vector<double> many;
    for (int i = 0; i < 1000; ++i)
        many.push_back(i % 2);
    const auto wide = summarize(many);
    QVERIFY(std::abs((wide->high - wide->mean) / (wide->deviation / std::sqrt(1000.0)) - 1.9623) < 0.001);
}

QTEST_GUILESS_MAIN(TestImportance)
#include "tst_importance.moc"
