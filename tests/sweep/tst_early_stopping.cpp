#include "core/sweep/early_stopping.h"
#include "sweep_fixture.h"

#include <cmath>

using namespace tandem;
using namespace tandem::test;

class TestEarlyStopping : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsStoppedWithoutARule();
    void ashaKeepsTheBestThird();
    void ashaJudgesAtTheLastRung();
    void ashaFindsTheWinnerOfMadeUpCurves();
    void medianStopsTheWorseHalf();
    void medianWaitsForItsStart();
    void coarseEvaluationsCount();
    void notANumberIsWorst();
};

namespace {

/// A curve that rises to `end`, one evaluation for each epoch.
EpochCurve rising(double end, std::int64_t epochs)
{
    EpochCurve curve;
    for (std::int64_t epoch = 1; epoch <= epochs; ++epoch)
        curve.push_back({epoch, end * (1 - std::exp(-static_cast<double>(epoch) / 3))});
    return curve;
}

std::vector<EpochCurve> fieldOf(std::initializer_list<double> ends, std::int64_t epochs)
{
    std::vector<EpochCurve> curves;
    for (const double end : ends)
        curves.push_back(rising(end, epochs));
    return curves;
}

} // namespace

void TestEarlyStopping::nothingIsStoppedWithoutARule()
{
    const auto others = fieldOf({0.9, 0.8, 0.7, 0.6, 0.5}, 9);
    QVERIFY(!stoppingVerdict({}, rising(0.01, 9), others));
    QVERIFY(!stoppingVerdict({StoppingRule::Asha, 1, 3, 1}, {}, others));
    QVERIFY(!stoppingVerdict({StoppingRule::Median, 1, 3, 1}, {}, others));
}

void TestEarlyStopping::ashaKeepsTheBestThird()
{
    const EarlyStopping asha{StoppingRule::Asha, 1, 3, 1};
    // With five others and itself there are six, of which two go on.
    const auto others = fieldOf({0.9, 0.8, 0.7, 0.6, 0.5}, 1);
    QVERIFY(!stoppingVerdict(asha, rising(0.95, 1), others));
    QVERIFY(!stoppingVerdict(asha, rising(0.85, 1), others));
    const auto verdict = stoppingVerdict(asha, rising(0.75, 1), others);
    QVERIFY(verdict && verdict->epoch == 1);
    QCOMPARE(verdict->value, rising(0.75, 1)[0].value);
    QCOMPARE(verdict->threshold, rising(0.8, 1)[0].value); // the second best of all six
    // Two runs: the better one goes on, though a third of two is none.
    QVERIFY(!stoppingVerdict(asha, rising(0.5, 1), fieldOf({0.4}, 1)));
    QVERIFY(stoppingVerdict(asha, rising(0.3, 1), fieldOf({0.4}, 1)));
    // Equals go on together.
    QVERIFY(!stoppingVerdict(asha, rising(0.4, 1), fieldOf({0.4}, 1)));
    // Too few others to tell.
    QVERIFY(!stoppingVerdict({StoppingRule::Asha, 1, 3, 6}, rising(0.1, 1), others));
    QVERIFY(!stoppingVerdict({StoppingRule::Asha, 2, 3, 1}, rising(0.1, 1), others)); // before the first rung
}

void TestEarlyStopping::ashaJudgesAtTheLastRung()
{
    const EarlyStopping asha{StoppingRule::Asha, 1, 3, 2}; // rungs 1, 3, 9, 27
    // It fell behind at epoch 3, whatever it reached until 5.
    EpochCurve run{{1, 0.5}, {2, 0.5}, {3, 0.1}, {4, 0.9}, {5, 0.9}};
    const std::vector<EpochCurve> others{{{1, 0.1}, {3, 0.4}}, {{1, 0.1}, {3, 0.5}}};
    const auto verdict = stoppingVerdict(asha, run, others);
    QVERIFY(verdict && verdict->epoch == 3 && verdict->value == 0.1);
    // At the next rung nobody else has arrived yet.
    for (std::int64_t epoch = 6; epoch <= 9; ++epoch)
        run.push_back({epoch, 0.9});
    QVERIFY(!stoppingVerdict(asha, run, others));
}

/// A whole sweep on made-up curves, one run after the other: the rule must not lose the best one, and must save most of
/// the epochs.
void TestEarlyStopping::ashaFindsTheWinnerOfMadeUpCurves()
{
    const EarlyStopping asha{StoppingRule::Asha, 1, 3, 3};
    constexpr std::int64_t kEpochs = 27;
    constexpr int kRuns = 30;
    std::vector<EpochCurve> ended;
    std::int64_t spent = 0;
    double best = 0;
    bool bestFinished = false;
    for (int i = 0; i < kRuns; ++i) {
        const double end =
            0.2 + 0.6 * static_cast<double>((i * 7) % kRuns) / kRuns; // the best is neither first nor last
        EpochCurve curve;
        std::int64_t epoch = 0;
        while (epoch < kEpochs) {
            curve = rising(end, ++epoch);
            if (stoppingVerdict(asha, curve, ended))
                break;
        }
        spent += epoch;
        if (end > best) {
            best = end;
            bestFinished = epoch == kEpochs;
        }
        ended.push_back(curve);
    }
    QVERIFY(bestFinished);
    QVERIFY2(spent < kRuns * kEpochs / 2, QByteArray::number(static_cast<qlonglong>(spent)));
}

void TestEarlyStopping::medianStopsTheWorseHalf()
{
    const EarlyStopping median{StoppingRule::Median, 1, 3, 3};
    const auto others = fieldOf({0.9, 0.7, 0.5}, 9);
    QVERIFY(!stoppingVerdict(median, rising(0.71, 5), others));
    const auto verdict = stoppingVerdict(median, rising(0.69, 5), others);
    QVERIFY(verdict && verdict->epoch == 5);
    QCOMPARE(verdict->threshold, rising(0.7, 5)[4].value);
    // Of four, the mean of the two in the middle.
    const auto four = fieldOf({0.9, 0.7, 0.5, 0.3}, 9);
    QVERIFY(!stoppingVerdict(median, rising(0.61, 5), four));
    QVERIFY(stoppingVerdict(median, rising(0.59, 5), four));
    // What counts is the best so far: one bad evaluation stops nobody.
    EpochCurve stumbles = rising(0.8, 5);
    stumbles.push_back({6, 0.01});
    QVERIFY(!stoppingVerdict(median, stumbles, fieldOf({0.7, 0.6, 0.5}, 6)));
}

void TestEarlyStopping::medianWaitsForItsStart()
{
    const auto others = fieldOf({0.9, 0.8, 0.7}, 9);
    QVERIFY(!stoppingVerdict({StoppingRule::Median, 4, 3, 3}, rising(0.1, 3), others));
    QVERIFY(stoppingVerdict({StoppingRule::Median, 4, 3, 3}, rising(0.1, 4), others));
    QVERIFY(!stoppingVerdict({StoppingRule::Median, 4, 3, 4}, rising(0.1, 4), others));
    // Others that were stopped before have nothing to say here.
    QVERIFY(!stoppingVerdict({StoppingRule::Median, 1, 3, 3}, rising(0.1, 9), fieldOf({0.9, 0.8, 0.7}, 8)));
}

void TestEarlyStopping::coarseEvaluationsCount()
{
    // Evaluated every fifth epoch: the rung at 3 is judged by what was measured at 5.
    const EarlyStopping asha{StoppingRule::Asha, 3, 3, 1};
    const std::vector<EpochCurve> others{{{5, 0.5}, {10, 0.6}}};
    const auto verdict = stoppingVerdict(asha, {{5, 0.2}}, others);
    QVERIFY(verdict && verdict->epoch == 3 && verdict->value == 0.2 && verdict->threshold == 0.5);
}

void TestEarlyStopping::notANumberIsWorst()
{
    const double nan = std::nan("");
    const std::vector<EpochCurve> others{{{1, 0.1}}, {{1, nan}}};
    QVERIFY(stoppingVerdict({StoppingRule::Asha, 1, 3, 1}, {{1, nan}}, others));
    QVERIFY(!stoppingVerdict({StoppingRule::Asha, 1, 3, 1}, {{1, 0.2}}, others));
    QVERIFY(stoppingVerdict({StoppingRule::Median, 1, 3, 1}, {{1, nan}}, others));
}

QTEST_GUILESS_MAIN(TestEarlyStopping)
#include "tst_early_stopping.moc"
