#include "core/report/health.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <limits>

using namespace tandem;

// Made-up histories: one that is healthy, and for each verdict the least change that should bring it about.

namespace {

constexpr std::int64_t kStepsPerEpoch = 50;
constexpr double kChance = 5.541;                      // ln(2·128 − 1)
const double kFloor = std::log(1 + 254 / std::exp(2)); // τ = 0.5

std::vector<SeriesPoint> perEpoch(std::int64_t epochs, const std::function<double(double)> &value)
{
    std::vector<SeriesPoint> points;
    for (std::int64_t epoch = 1; epoch <= epochs; ++epoch)
        points.push_back({epoch * kStepsPerEpoch, epoch * 1000, value(static_cast<double>(epoch))});
    return points;
}

std::vector<SeriesPoint> perStep(std::int64_t last, std::int64_t count, const std::function<double(double)> &value)
{
    std::vector<SeriesPoint> points;
    for (std::int64_t step = std::max<std::int64_t>(1, last - count + 1); step <= last; ++step)
        points.push_back({step, step * 20, value(static_cast<double>(step))});
    return points;
}

double learning(double epoch)
{
    return 4.0 + 1.5 * std::exp(-epoch / 4);
}

HealthHistory healthy(std::int64_t epochs = 20)
{
    HealthHistory h;
    h.stepsPerEpoch = kStepsPerEpoch;
    h.step = epochs * kStepsPerEpoch;
    h.totalSteps = 100 * kStepsPerEpoch;
    h.warmupSteps = 2 * kStepsPerEpoch;
    h.chanceLoss = kChance;
    h.floorLoss = kFloor;
    h.projectionDimension = 128;
    h.testImages = 1000;
    h.recentLoss =
        perStep(h.step, 200, [](double s) { return learning(s / kStepsPerEpoch) + 0.1 * std::sin(s * 2.3); });
    h.firstLoss = perStep(20, 20, [](double s) { return learning(s / kStepsPerEpoch); });
    h.weightNorm = SeriesPoint{h.step, 0, 25};
    h.epochLoss = perEpoch(epochs, learning);
    h.knnAccuracy = perEpoch(epochs, [](double e) { return 0.3 + 0.012 * e; });
    h.projectionStd = perEpoch(epochs, [](double) { return 0.085; });
    h.projectionRank = perEpoch(epochs, [](double e) { return 40 + e; });
    h.uniformity = perEpoch(epochs, [](double) { return -3.4; });
    h.alignment = perEpoch(epochs, [](double) { return 0.5; });
    h.recentDataWait = perStep(h.step, 200, [](double) { return 0.02; });
    return h;
}

HealthHistory young()
{
    HealthHistory h = healthy(1);
    h.step = 12;
    h.recentLoss = perStep(12, 12, [](double) { return kChance; });
    h.epochLoss = h.knnAccuracy = h.projectionStd = h.projectionRank = h.uniformity = h.alignment = {};
    h.recentDataWait = perStep(12, 12, [](double) { return 0.9; });
    return h;
}

HealthHistory inWarmup()
{
    HealthHistory h = healthy(1);
    h.recentLoss = perStep(h.step, 200, [](double) { return kChance + 0.5; });
    h.epochLoss = perEpoch(1, [](double) { return kChance + 0.5; });
    return h;
}

HealthHistory diverged()
{
    HealthHistory h = healthy();
    for (std::size_t i = 150; i < h.recentLoss.size(); ++i)
        h.recentLoss[i].value = std::numeric_limits<double>::quiet_NaN();
    return h;
}

HealthHistory failedOnLoss()
{
    HealthHistory h = young();
    h.hasFailedOnLoss = true;
    return h;
}

HealthHistory oneOverflow()
{
    HealthHistory h = healthy();
    h.recentLoss[100].value = std::numeric_limits<double>::infinity();
    return h;
}

HealthHistory aboveChance()
{
    HealthHistory h = healthy();
    h.recentLoss = perStep(h.step, 200, [](double s) { return kChance + 1.2 + std::sin(s); });
    h.epochLoss = perEpoch(20, [](double) { return kChance + 1.2; });
    return h;
}

HealthHistory roseAgain()
{
    HealthHistory h = healthy();
    const auto bounced = [](double epoch) { return epoch < 8 ? learning(epoch) : kChance - 0.3; };
    h.epochLoss = perEpoch(20, bounced);
    h.recentLoss = perStep(h.step, 200, [bounced](double s) { return bounced(s / kStepsPerEpoch); });
    return h;
}

/// Within the first epoch there are no means of epochs, but the steps tell.
HealthHistory roseEarly()
{
    HealthHistory h = healthy(1);
    h.warmupSteps = 10;
    h.step = 120;
    h.stepsPerEpoch = 500;
    h.epochLoss = {};
    h.recentLoss = perStep(120, 200, [](double s) { return s < 50 ? 4.4 : kChance; });
    return h;
}

HealthHistory collapsed()
{
    HealthHistory h = healthy();
    h.recentLoss = perStep(h.step, 200, [](double) { return kChance; });
    h.epochLoss = perEpoch(20, [](double) { return kChance; });
    h.projectionStd = perEpoch(20, [](double e) { return e < 5 ? 0.05 : 0.0001; });
    h.uniformity = perEpoch(20, [](double) { return -0.001; });
    return h;
}

HealthHistory shrinking()
{
    HealthHistory h = healthy();
    h.projectionRank = perEpoch(20, [](double e) { return 40 - 1.8 * e; });
    return h;
}

HealthHistory flatAndLow()
{
    HealthHistory h = healthy();
    h.projectionRank = perEpoch(20, [](double) { return 3; });
    return h;
}

HealthHistory lowButRising()
{
    HealthHistory h = healthy(5);
    h.projectionRank = perEpoch(5, [](double e) { return 2 + 1.5 * e; });
    return h;
}

/// As every run that leaves the random directions of its first weights: from one epoch to the next it was 20, then 8.
HealthHistory firstFall()
{
    HealthHistory h = healthy(3);
    h.projectionRank = perEpoch(3, [](double e) { return e < 2 ? 20 : 8; });
    return h;
}

/// So few test images that a rank of a tenth of D is impossible.
HealthHistory fewTestImages()
{
    HealthHistory h = healthy();
    h.testImages = 20;
    h.projectionRank = perEpoch(20, [](double) { return 9; });
    return h;
}

HealthHistory atChance()
{
    HealthHistory h = healthy();
    h.recentLoss = perStep(h.step, 200, [](double s) { return kChance - 0.02 + 0.03 * std::sin(s); });
    h.epochLoss = perEpoch(20, [](double) { return kChance - 0.02; });
    return h;
}

/// Fresh weights have a loss below chance; a rate of zero leaves it there.
HealthHistory standing()
{
    HealthHistory h = healthy();
    h.firstLoss = perStep(20, 20, [](double s) { return 5.1 + 0.1 * std::sin(s * 2.3); });
    h.recentLoss = perStep(h.step, 200, [](double s) { return 5.1 + 0.1 * std::sin(s * 2.3); });
    h.epochLoss = perEpoch(20, [](double) { return 5.1; });
    return h;
}

/// Batch-norm hides weights that were thrown out.
HealthHistory thrownOut()
{
    HealthHistory h = healthy();
    h.weightNorm->value = 4104;
    return h;
}

HealthHistory shortcut()
{
    HealthHistory h = healthy(30);
    h.firstLoss = perStep(20, 20, [](double) { return 5.2; });
    h.epochLoss = perEpoch(30, [](double e) { return 5 - 0.05 * e; });
    h.recentLoss = perStep(h.step, 200, [](double s) { return 5 - 0.05 * s / kStepsPerEpoch; });
    h.knnAccuracy = perEpoch(30, [](double e) { return 0.31 + 0.004 * std::sin(e); });
    return h;
}

/// The same at the end of the schedule: it stays one.
HealthHistory shortcutToTheEnd()
{
    HealthHistory h = shortcut();
    h.totalSteps = 30 * kStepsPerEpoch;
    return h;
}

/// A loss that has fallen early falls little in any ten epochs of the rest.
HealthHistory earlyShortcut()
{
    HealthHistory h = shortcutToTheEnd();
    h.epochLoss = perEpoch(30, [](double e) { return 4 + 1.5 * std::exp(-e / 8); });
    return h;
}

/// At the end rate, loss and kNN come to rest, which alone is no ailment.
HealthHistory settling()
{
    HealthHistory h = shortcutToTheEnd();
    h.knnAccuracy = perEpoch(30, [](double e) { return 0.3 + 0.01 * std::min(e, 20.0); });
    return h;
}

/// Some gain nothing for long, and much as the rate falls.
HealthHistory lateGain()
{
    HealthHistory h = shortcutToTheEnd();
    h.knnAccuracy = perEpoch(30, [](double e) { return e < 26 ? 0.31 : 0.4; });
    return h;
}

HealthHistory saturated()
{
    HealthHistory h = shortcut();
    for (SeriesPoint &point : h.knnAccuracy)
        point.value += 0.65;
    return h;
}

HealthHistory starved()
{
    HealthHistory h = healthy();
    h.recentDataWait = perStep(h.step, 200, [](double) { return 0.6; });
    return h;
}

/// No labels, no kNN: that is no ailment.
HealthHistory unlabelled()
{
    HealthHistory h = healthy(30);
    h.knnAccuracy = {};
    return h;
}

/// Objectives without a chance loss are judged by their embeddings alone.
HealthHistory withoutChance()
{
    HealthHistory h = healthy();
    h.chanceLoss = 0;
    h.floorLoss.reset();
    return h;
}

} // namespace

class TestHealth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void verdicts_data()
    {
        QTest::addColumn<HealthHistory>("history");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<int>("since");
        const auto row = [](const char *name, const HealthHistory &history, const char *verdict, int since) {
            QTest::newRow(name) << history << QString::fromLatin1(verdict) << since;
        };
        row("healthy", healthy(), "healthy", 0);
        row("healthy to the end", healthy(100), "healthy", 0);
        row("young", young(), "unknown", 0);
        row("in its warm-up", inWarmup(), "unknown", 0);
        row("NaN", diverged(), "diverged", 951);
        row("ended on NaN", failedOnLoss(), "diverged", 12);
        row("one overflow", oneOverflow(), "healthy", 0);
        row("above chance", aboveChance(), "learning-rate-too-high", 100);
        row("rose again", roseAgain(), "learning-rate-too-high", 350);
        row("rose in the first epoch", roseEarly(), "learning-rate-too-high", 20);
        row("collapsed", collapsed(), "full-collapse", 250);
        row("rank falls", shrinking(), "dimensional-collapse", 16 * 50);
        row("rank flat and low", flatAndLow(), "dimensional-collapse", 50);
        row("rank low but rising", lowButRising(), "healthy", 0);
        row("rank falls at first", firstFall(), "healthy", 0);
        row("few test images", fewTestImages(), "healthy", 0);
        row("at chance", atChance(), "loss-at-chance", 100);
        row("standing still", standing(), "not-learning", 1);
        row("weights thrown out", thrownOut(), "learning-rate-too-high", 0);
        row("shortcut", shortcut(), "shortcut", 1000);
        row("shortcut to the end", shortcutToTheEnd(), "shortcut", 12 * kStepsPerEpoch);
        row("early shortcut", earlyShortcut(), "shortcut", 12 * kStepsPerEpoch);
        row("settling", settling(), "healthy", 0);
        row("late gain", lateGain(), "healthy", 0);
        row("saturated", saturated(), "healthy", 0);
        row("starved", starved(), "data-starved", 801);
        row("without labels", unlabelled(), "healthy", 0);
        row("without chance", withoutChance(), "healthy", 0);
    }

    void verdicts()
    {
        QFETCH(HealthHistory, history);
        QFETCH(QString, verdict);
        QFETCH(int, since);
        const Diagnosis diagnosis = diagnose(history);
        QCOMPARE(QString::fromStdString(std::string(healthWord(diagnosis.verdict))), verdict);
        QCOMPARE(diagnosis.sinceStep, since);
        QVERIFY(!diagnosis.evidence.empty());
        for (const Evidence &evidence : diagnosis.evidence) {
            const std::string text = describe(evidence);
            QVERIFY2(text.find('%') == std::string::npos || text.find(" %") != std::string::npos, text.c_str());
            QVERIFY2(text.find("nan") == std::string::npos, text.c_str());
        }
    }

    void evidenceNamesNumbersAndBounds()
    {
        QCOMPARE(describe(diagnose(shortcutToTheEnd()).evidence.front()),
                 std::string("The loss fell from 4.4 to 3.5 since step 600."));
        const Diagnosis full = diagnose(collapsed());
        QCOMPARE(full.evidence.front().code, EvidenceCode::StdSmall);
        QCOMPARE(full.evidence.front().bound, 0.1);
        QCOMPARE(full.evidence.front().value, 0.0001 * std::sqrt(128.0));
        QCOMPARE(describe(full.evidence.back()),
                 std::string("The loss is 5.54; an encoder that tells nothing apart has 5.54."));
        const Diagnosis dimensional = diagnose(shrinking());
        QCOMPARE(dimensional.evidence.size(), std::size_t{2});
        QCOMPARE(dimensional.evidence[0].bound, 12.8);
        QCOMPARE(dimensional.evidence[1].step, 3 * kStepsPerEpoch); // the first after the warm-up
        QCOMPARE(describe(diagnose(starved()).evidence.front()),
                 std::string("60.0 % of the latest steps' time was spent waiting for views; from 25.0 % on that counts "
                             "as starved."));
    }

    /// At a high temperature all losses lie close to chance: the range that can be reached decides, not the loss.
    void highTemperatureIsNotChance()
    {
        HealthHistory h = healthy();
        h.floorLoss = std::log(1 + 254 / std::exp(0.1)); // τ = 10
        h.recentLoss = perStep(h.step, 200, [&](double) { return kChance - 0.5 * (kChance - *h.floorLoss); });
        h.firstLoss = perStep(20, 20, [](double) { return kChance; });
        h.epochLoss = perEpoch(20, [&](double) { return kChance - 0.5 * (kChance - *h.floorLoss); });
        QVERIFY(kChance - h.epochLoss.back().value < 0.02 * kChance);
        QCOMPARE(diagnose(h).verdict, Health::Healthy);
    }

    void wordsAndTextsAreComplete()
    {
        for (int i = 0; i <= static_cast<int>(Health::DataStarved); ++i) {
            const auto verdict = static_cast<Health>(i);
            QVERIFY(healthFromWord(healthWord(verdict)) == verdict);
            QVERIFY(std::string_view(healthTitle(verdict)).size() > 3);
            QVERIFY(std::string_view(healthRemedy(verdict)).ends_with('.'));
            QCOMPARE(isAilment(verdict), i > 1);
        }
        QVERIFY(!healthFromWord("splendid"));
        for (int i = 0; i <= static_cast<int>(EvidenceCode::InWarmup); ++i) {
            const auto code = static_cast<EvidenceCode>(i);
            QVERIFY(i == 0 ||
                    std::string_view(evidenceTemplate(code)) != evidenceTemplate(EvidenceCode::LossNotFinite));
        }
    }

    void nothingAtAllIsUnknown() { QCOMPARE(diagnose({}).verdict, Health::Unknown); }
};

QTEST_GUILESS_MAIN(TestHealth)
#include "tst_health.moc"
