#include "core/analysis/contrast_weights.h"

#include <QtTest>

#include <cmath>
#include <numeric>

using namespace tandem;

namespace {

const std::vector<double> kNegatives = {0.9, 0.31, -0.2, 0.05, -0.77};
constexpr double kPositive = 0.6;

double softplus(double x)
{
    return std::log1p(std::exp(x));
}

/// The losses as the header writes them, for finite differences.
double lossOf(ContrastLoss loss, double positive, const std::vector<double> &negatives, double t, double margin)
{
    const auto n = static_cast<double>(negatives.size());
    double sum = 0;
    switch (loss) {
    case ContrastLoss::NtXent:
        for (const double s : negatives)
            sum += std::exp(s / t);
        return -std::log(std::exp(positive / t) / (std::exp(positive / t) + sum));
    case ContrastLoss::NtLogistic:
        for (const double s : negatives)
            sum += softplus(s / t) / n;
        return softplus(-positive / t) + sum;
    case ContrastLoss::Margin:
        for (const double s : negatives)
            sum += std::max(0.0, s - positive + margin) / n;
        return sum;
    }
    return 0;
}

} // namespace

class TestContrastWeights : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void factorsAreTheGradient_data()
    {
        QTest::addColumn<int>("loss");
        QTest::addColumn<double>("temperature");
        for (int loss = 0; loss < 3; ++loss)
            for (const double t : {0.1, 0.5, 2.0})
                QTest::addRow("loss %d, temperature %g", loss, t) << loss << t;
    }

    void factorsAreTheGradient()
    {
        // A cosine is linear in the anchor: the factor before a negative is the derivative by its cosine.
        QFETCH(int, loss);
        QFETCH(double, temperature);
        const auto kind = static_cast<ContrastLoss>(loss);
        constexpr double kMargin = 0.4, kStep = 1e-6,
                         kTolerance = 1e-6; // central differences: step^2 and rounding/step
        const ContrastWeights weights = contrastWeights(kind, kPositive, kNegatives, temperature, kMargin);
        for (std::size_t i = 0; i < kNegatives.size(); ++i) {
            auto up = kNegatives, down = kNegatives;
            up[i] += kStep;
            down[i] -= kStep;
            const double slope = (lossOf(kind, kPositive, up, temperature, kMargin) -
                                  lossOf(kind, kPositive, down, temperature, kMargin)) /
                                 (2 * kStep);
            QVERIFY2(std::abs(slope - weights.negatives[i]) < kTolerance, qPrintable(QString::number(slope)));
        }
        const double slope = (lossOf(kind, kPositive + kStep, kNegatives, temperature, kMargin) -
                              lossOf(kind, kPositive - kStep, kNegatives, temperature, kMargin)) /
                             (2 * kStep);
        QVERIFY(std::abs(slope + weights.positive) < kTolerance);
    }

    void uniformNegativesCountAll()
    {
        const std::vector<double> equal(200, 0.3);
        for (const auto loss : {ContrastLoss::NtXent, ContrastLoss::NtLogistic, ContrastLoss::Margin}) {
            const ContrastWeights weights = contrastWeights(loss, 0.5, equal, 0.2, 0.4);
            QVERIFY(std::abs(weights.effectiveNegatives - 200) < 1e-9);
            QVERIFY(std::abs(weights.hardestShare - 0.01) < 1e-12); // two of 200
        }
    }

    void temperatureSharpensNtXentAlone()
    {
        const auto effective = [](ContrastLoss loss, double t) {
            return contrastWeights(loss, kPositive, kNegatives, t, 0.4).effectiveNegatives;
        };
        double before = 0;
        for (const double t : {0.02, 0.05, 0.1, 0.5, 1.0, 10.0}) {
            QVERIFY(effective(ContrastLoss::NtXent, t) > before);
            before = effective(ContrastLoss::NtXent, t);
        }
        QVERIFY(effective(ContrastLoss::NtXent, 0.02) < 1.001); // the hardest alone
        QVERIFY(effective(ContrastLoss::NtXent, 100) > 4.99);   // all five
        // Logistic does not weigh by relative hardness: cold, all similar ones count alike (three of five here).
        QVERIFY(std::abs(effective(ContrastLoss::NtLogistic, 0.005) - 3) < 0.01);
        QCOMPARE(effective(ContrastLoss::Margin, 0.02), effective(ContrastLoss::Margin, 10));
    }

    void marginPushesWhatIsInside()
    {
        const ContrastWeights weights = contrastWeights(ContrastLoss::Margin, kPositive, kNegatives, 1, 0.4);
        QCOMPARE(weights.shares, (std::vector<double>{0.5, 0.5, 0, 0, 0})); // 0.9 and 0.31; the others below 0.2
        const ContrastWeights none = contrastWeights(ContrastLoss::Margin, 0.99, kNegatives, 1, 0);
        QCOMPARE(none.effectiveNegatives, 0.0);
        QCOMPARE(none.shares, std::vector<double>(5));
        QVERIFY(contrastWeights(ContrastLoss::NtXent, 1, {}, 1, 0).shares.empty());
    }

    void coldTemperaturesDoNotOverflow()
    {
        for (const auto loss : {ContrastLoss::NtXent, ContrastLoss::NtLogistic}) {
            const ContrastWeights weights = contrastWeights(loss, kPositive, kNegatives, 1e-4, 0);
            const double sum = std::accumulate(weights.shares.begin(), weights.shares.end(), 0.0);
            QVERIFY(std::abs(sum - 1) < 1e-12);
        }
    }
};

QTEST_APPLESS_MAIN(TestContrastWeights)
#include "tst_contrast_weights.moc"
