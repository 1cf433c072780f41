#include "core/augment/crop_sampler.h"
#include "tests/augment/drawing.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <tuple>

using namespace tandem;
using namespace tandem::drawing;

/// Both crop samplers against figures of the codes that they follow (trap 35).
class TestCrop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cropAreas_data();
    void cropAreas();
    void cropsLieInTheImage();
    void torchvisionOffsetsIncludeTheLast();
    void torchvisionRatioIsLogUniform();
    void torchvisionFallsBackToTheCentre();
    void tensorFlowRejectsBelowATenth();
};

void TestCrop::cropAreas_data()
{
    QTest::addColumn<CropSampler>("sampler");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<double>("minArea");
    QTest::addColumn<double>("mean");
    QTest::addColumn<QList<double>>("quartiles"); // and the minimum
    QTest::newRow("TensorFlow 32x32") << CropSampler::TensorFlow << 32 << 32 << 0.08 << 0.431
                                      << QList<double>{.220, .391, .610, .105};
    QTest::newRow("torchvision 32x32") << CropSampler::Torchvision << 32 << 32 << 0.08 << 0.490
                                       << QList<double>{.281, .492, .686, .078};
    QTest::newRow("torchvision from .2") << CropSampler::Torchvision << 32 << 32 << 0.2 << 0.550 << QList<double>{};
    QTest::newRow("TensorFlow 500x375") << CropSampler::TensorFlow << 500 << 375 << 0.08 << 0.387 << QList<double>{};
    QTest::newRow("torchvision 500x375") << CropSampler::Torchvision << 500 << 375 << 0.08 << 0.433 << QList<double>{};
}

void TestCrop::cropAreas()
{
    // Trap 35, against Monte-Carlo runs of both libraries' code, 100 000 draws each.
    QFETCH(CropSampler, sampler);
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(double, minArea);
    QFETCH(double, mean);
    QFETCH(QList<double>, quartiles);
    const Pipeline pipeline = one(RandomResizedCrop{.minArea = minArea, .sampler = sampler});
    auto areas = collect<DrawnCrop>(
        pipeline, kDraws,
        [=](const DrawnCrop &crop) { return static_cast<double>(crop.width) * crop.height / (width * height); }, width,
        height);
    QCOMPARE(areas.size(), static_cast<std::size_t>(kDraws));
    double sum = 0;
    for (const double area : areas)
        sum += area;
    // Standard deviation .25: both means are good to 4 * .25 / sqrt(1e5) = .0032, and three printed digits.
    QVERIFY2(std::abs(sum / kDraws - mean) < 0.004, qPrintable(QString::number(sum / kDraws)));
    if (quartiles.isEmpty())
        return;
    // Areas of whole pixels at 32x32 are few: a quantile printed with three digits is right if the share of the draws
    // below it and up to it encloses its rank, but for four standard errors of .0014.
    for (int i = 0; i < 3; ++i) {
        const double rank = 0.25 * (i + 1);
        const auto share = [&](double limit) {
            return static_cast<double>(std::count_if(areas.begin(), areas.end(), [=](double a) { return a < limit; })) /
                   kDraws;
        };
        QVERIFY2(share(quartiles[i] - 0.0005) < rank + 0.0055, qPrintable(QString::number(quantile(areas, rank))));
        QVERIFY2(share(quartiles[i] + 0.0005) > rank - 0.0055, qPrintable(QString::number(quantile(areas, rank))));
    }
    QVERIFY2(std::abs(quantile(areas, 0) - quartiles[3]) < 0.002, qPrintable(QString::number(quantile(areas, 0))));
}

void TestCrop::cropsLieInTheImage()
{
    CounterRng rng(41, RandomStream::Test);
    for (const CropSampler sampler : {CropSampler::Torchvision, CropSampler::TensorFlow}) {
        for (int i = 0; i < 20000; ++i) {
            const int width = 1 + static_cast<int>(rng.below(i % 2 == 0 ? 12 : 700));
            const int height = 1 + static_cast<int>(rng.below(i % 3 == 0 ? 5 : 700));
            const RandomResizedCrop kind{.minArea = i % 5 == 0 ? 0.9 : 0.08,
                                         .minRatio = i % 7 == 0 ? 2.0 : 0.75,
                                         .maxRatio = i % 7 == 0 ? 9.0 : 4.0 / 3,
                                         .sampler = sampler};
            const DrawnCrop crop = drawCrop(kind, width, height, rng);
            QVERIFY(crop.width >= 1 && crop.height >= 1 && crop.x >= 0 && crop.y >= 0);
            QVERIFY(crop.x + crop.width <= width && crop.y + crop.height <= height);
        }
    }
}

void TestCrop::torchvisionOffsetsIncludeTheLast()
{
    for (const CropSampler sampler : {CropSampler::Torchvision, CropSampler::TensorFlow}) {
        bool last = false, first = false;
        CounterRng rng(42, RandomStream::Test);
        for (int i = 0; i < 2000; ++i) {
            const DrawnCrop crop = drawCrop({.sampler = sampler}, 32, 32, rng);
            first = first || (crop.x == 0 && crop.width < 32);
            last = last || (crop.x == 32 - crop.width && crop.width < 32);
        }
        QVERIFY(first);
        QCOMPARE(last, sampler == CropSampler::Torchvision); // TensorFlow's code never draws the last offset
    }
}

void TestCrop::torchvisionRatioIsLogUniform()
{
    // Of small crops of a large image, where nothing is rejected: log ratio uniform. TensorFlow: ratio uniform.
    const auto ratios = [](CropSampler sampler) {
        const Pipeline pipeline = one(RandomResizedCrop{.minArea = 0.11, .maxArea = 0.3, .sampler = sampler});
        return collect<DrawnCrop>(
            pipeline, 20000, [](const DrawnCrop &crop) { return static_cast<double>(crop.width) / crop.height; }, 20000,
            20000);
    };
    auto torchvision = ratios(CropSampler::Torchvision);
    const auto tensorFlow = ratios(CropSampler::TensorFlow);
    QVERIFY(uniformityOf(tensorFlow, 0.75, 4.0 / 3) < kKolmogorovBound);
    QVERIFY(uniformityOf(torchvision, 0.75, 4.0 / 3) > 5);
    for (double &ratio : torchvision)
        ratio = std::log(ratio);
    QVERIFY(uniformityOf(torchvision, std::log(0.75), std::log(4.0 / 3)) < kKolmogorovBound);
}

void TestCrop::torchvisionFallsBackToTheCentre()
{
    CounterRng rng(43, RandomStream::Test);
    const RandomResizedCrop large{.minArea = 0.9, .maxArea = 1}; // never fits a strip at ratios up to 4/3
    for (int i = 0; i < 50; ++i) {
        const DrawnCrop wide = drawCrop(large, 100, 10, rng); // ratio 4/3 of height 10: width 13
        QCOMPARE(std::tuple(wide.x, wide.y, wide.width, wide.height), std::tuple(43, 0, 13, 10));
        const DrawnCrop tall = drawCrop(large, 30, 200, rng); // ratio 3/4 of width 30: height 40
        QCOMPARE(std::tuple(tall.x, tall.y, tall.width, tall.height), std::tuple(0, 80, 30, 40));
        const DrawnCrop point =
            drawCrop({.minRatio = 3, .maxRatio = 5}, 1, 9, rng); // height 1/3 rounds to 0: at least 1
        QCOMPARE(std::tuple(point.width, point.height), std::tuple(1, 1));
    }
}

void TestCrop::tensorFlowRejectsBelowATenth()
{
    const auto smallest = [](double minArea) {
        auto areas = collect<DrawnCrop>(
            one(RandomResizedCrop{.minArea = minArea, .sampler = CropSampler::TensorFlow}), 20000,
            [](const DrawnCrop &crop) { return crop.width * crop.height / 1e6; }, 1000, 1000);
        return quantile(areas, 0);
    };
    QVERIFY(smallest(0.001) >= 0.1);
    QVERIFY(smallest(0.3) >= 0.3);
}

QTEST_GUILESS_MAIN(TestCrop)
#include "tst_crop.moc"
