#include "core/augment/crop_sampler.h"
#include "core/augment/pipeline.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <set>

using namespace tandem;

/// What is drawn for a view: distributions against published numbers (traps 33 to 35) and independence (trap 39).
class TestDraw : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cropAreas_data();
    void cropAreas();
    void cropsLieInTheImage();
    void torchvisionOffsetsIncludeTheLast();
    void torchvisionRatioIsLogUniform();
    void torchvisionFallsBackToTheCentre();
    void tensorFlowRejectsBelowATenth();
    void probabilitiesAreMet();
    void jitterFactorsAreUniform();
    void jitterOrdersAreUniform();
    void jitterBelowZeroIsCut();
    void otherParametersFillTheirRanges();
    void blurKernelFollowsTheSize();
    void switchingOneOperationLeavesTheOthers();
    void viewsNeverRepeat();
    void drawIsAPureFunction();
};

namespace {

constexpr int kDraws = 100000;

template <class Drawn> const Drawn *find(const DrawnView &view)
{
    for (const DrawnOperation &operation : view.operations)
        if (const auto *drawn = std::get_if<Drawn>(&operation))
            return drawn;
    return nullptr;
}

double quantile(std::vector<double> &values, double p)
{
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(p * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

/// Largest distance of the empirical distribution from uniform on [low, high], times sqrt n (Kolmogorov-Smirnov).
double uniformityOf(std::vector<double> values, double low, double high)
{
    std::sort(values.begin(), values.end());
    const auto n = static_cast<double>(values.size());
    double largest = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double expected = (values[i] - low) / (high - low);
        largest = std::max({largest, std::abs(expected - static_cast<double>(i) / n),
                            std::abs(expected - static_cast<double>(i + 1) / n)});
    }
    return largest * std::sqrt(n);
}

/// P(KS > 1.95) = 0.001; the draws are fixed by their seed, so a pass stays a pass.
constexpr double kKolmogorovBound = 1.95;

template <class Drawn, class Get>
std::vector<double> collect(const Pipeline &pipeline, int draws, Get get, int width = 32, int height = 32)
{
    std::vector<double> values;
    for (std::uint32_t sample = 0; static_cast<int>(sample) < draws; ++sample)
        if (const auto view = drawTrainingView(pipeline, width, height, 40, 1, sample, 0);
            const Drawn *drawn = find<Drawn>(view))
            values.push_back(get(*drawn));
    return values;
}

Pipeline one(const OperationKind &kind, int size = 32)
{
    return {"one", size, {{kind, 1}}};
}

/// All bits of what was drawn.
std::string fingerprint(const DrawnView &view)
{
    std::string bits;
    const auto add = [&bits](auto... values) { ((bits += std::to_string(values) + " "), ...); };
    const auto addDouble = [&bits](double value) {
        std::uint64_t word = 0;
        std::memcpy(&word, &value, sizeof word);
        bits += std::to_string(word) + " ";
    };
    for (const DrawnOperation &operation : view.operations) {
        add(operation.index());
        if (const auto *crop = std::get_if<DrawnCrop>(&operation))
            add(crop->x, crop->y, crop->width, crop->height);
        if (const auto *jitter = std::get_if<DrawnJitter>(&operation)) {
            for (const double value : {jitter->brightness, jitter->contrast, jitter->saturation, jitter->hue})
                addDouble(value);
            add(jitter->order[0], jitter->order[1], jitter->order[2], jitter->order[3]);
        }
        if (const auto *blur = std::get_if<DrawnBlur>(&operation))
            addDouble(blur->sigma);
    }
    return bits;
}

} // namespace

void TestDraw::cropAreas_data()
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

void TestDraw::cropAreas()
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

void TestDraw::cropsLieInTheImage()
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

void TestDraw::torchvisionOffsetsIncludeTheLast()
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

void TestDraw::torchvisionRatioIsLogUniform()
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

void TestDraw::torchvisionFallsBackToTheCentre()
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

void TestDraw::tensorFlowRejectsBelowATenth()
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

void TestDraw::probabilitiesAreMet()
{
    // Trap 34: .8 for the jitter as a whole, .2, .5; independent of each other. Four standard errors of 100 000 draws.
    const Pipeline pipeline = presetPipeline("imagenet");
    std::map<std::string, int> counts;
    for (std::uint32_t sample = 0; sample < kDraws; ++sample) {
        const DrawnView view = drawTrainingView(pipeline, 40, 40, 44, 3, sample, 1);
        const bool flip = find<DrawnFlip>(view), jitter = find<DrawnJitter>(view), gray = find<DrawnGrayscale>(view),
                   blur = find<DrawnBlur>(view);
        QVERIFY(std::holds_alternative<DrawnCrop>(view.operations.front()));
        counts["flip"] += flip;
        counts["jitter"] += jitter;
        counts["gray"] += gray;
        counts["blur"] += blur;
        counts["jitter and gray"] += jitter && gray;
        counts["flip and blur"] += flip && blur;
        counts["gray and blur"] += gray && blur;
    }
    for (const auto &[what, p] : std::map<std::string, double>{{"flip", .5},
                                                               {"jitter", .8},
                                                               {"gray", .2},
                                                               {"blur", .5},
                                                               {"jitter and gray", .16},
                                                               {"flip and blur", .25},
                                                               {"gray and blur", .1}}) {
        const double bound = 4 * std::sqrt(p * (1 - p) / kDraws);
        QVERIFY2(std::abs(counts[what] / static_cast<double>(kDraws) - p) < bound, what.c_str());
    }
    for (const double never : {0.0, 1.0}) {
        const Pipeline sure{"", 32, {{Grayscale{}, never}}};
        for (std::uint32_t sample = 0; sample < 2000; ++sample)
            QCOMPARE(drawTrainingView(sure, 8, 8, 1, 1, sample, 0).operations.size(), std::size_t(never));
    }
}

void TestDraw::jitterFactorsAreUniform()
{
    // Trap 33: uniform, not normal, on [1 - v, 1 + v] and [-h, h].
    const Pipeline pipeline = one(ColorJitter{0.8, 0.4, 0.6, 0.2});
    const auto part = [&](auto member) {
        return collect<DrawnJitter>(pipeline, 20000, [member](const DrawnJitter &jitter) { return jitter.*member; });
    };
    QVERIFY(uniformityOf(part(&DrawnJitter::brightness), 0.2, 1.8) < kKolmogorovBound);
    QVERIFY(uniformityOf(part(&DrawnJitter::contrast), 0.6, 1.4) < kKolmogorovBound);
    QVERIFY(uniformityOf(part(&DrawnJitter::saturation), 0.4, 1.6) < kKolmogorovBound);
    QVERIFY(uniformityOf(part(&DrawnJitter::hue), -0.2, 0.2) < kKolmogorovBound);
}

void TestDraw::jitterOrdersAreUniform()
{
    std::map<std::array<std::uint8_t, 4>, int> counts;
    constexpr int kOrders = 24000;
    for (std::uint32_t sample = 0; sample < kOrders; ++sample)
        ++counts[find<DrawnJitter>(drawTrainingView(one(ColorJitter{}), 8, 8, 45, 1, sample, 0))->order];
    QCOMPARE(counts.size(), std::size_t{24});
    double chiSquare = 0;
    for (const auto &[order, count] : counts)
        chiSquare += (count - 1000.0) * (count - 1000.0) / 1000;
    QVERIFY2(chiSquare < 49.7, qPrintable(QString::number(chiSquare))); // 0.999 quantile at 23 degrees of freedom
}

void TestDraw::jitterBelowZeroIsCut()
{
    const auto factors = collect<DrawnJitter>(one(ColorJitter{1.6, 0, 0, 0}), 20000,
                                              [](const DrawnJitter &jitter) { return jitter.brightness; });
    QVERIFY(uniformityOf(factors, 0, 2.6) < kKolmogorovBound);
    const auto view = drawTrainingView(one(ColorJitter{0, 0, 0, 0}), 8, 8, 1, 1, 1, 0);
    QCOMPARE(find<DrawnJitter>(view)->brightness, 1.0);
    QCOMPARE(find<DrawnJitter>(view)->contrast, 1.0);
    QCOMPARE(find<DrawnJitter>(view)->hue, 0.0);
}

void TestDraw::otherParametersFillTheirRanges()
{
    QVERIFY(uniformityOf(collect<DrawnBlur>(one(GaussianBlur{0.1, 2.0}), 20000, [](const auto &d) { return d.sigma; }),
                         0.1, 2.0) < kKolmogorovBound);
    QVERIFY(uniformityOf(collect<DrawnRotation>(one(Rotate{30}), 20000, [](const auto &d) { return d.degrees; }), -30,
                         30) < kKolmogorovBound);
    QVERIFY(uniformityOf(collect<DrawnNoise>(one(GaussianNoise{5, 25}), 20000, [](const auto &d) { return d.sigma; }),
                         5, 25) < kKolmogorovBound);
    const auto areas = collect<DrawnCutout>(one(Cutout{0.05, 0.3}, 1000), 20000,
                                            [](const DrawnCutout &d) { return d.width * d.height / 1e6; });
    QVERIFY(uniformityOf(areas, 0.05, 0.3) < kKolmogorovBound);
    std::map<double, int> turns;
    for (const double degrees :
         collect<DrawnRotation>(one(Rotate{30, true}), 20000, [](const auto &d) { return d.degrees; }))
        ++turns[degrees];
    QCOMPARE(turns.size(), std::size_t{4});
    for (const double angle : {0, 90, 180, 270})
        QVERIFY(std::abs(turns[angle] - 5000) < 245); // four standard errors
    std::set<std::uint64_t> seeds;
    for (std::uint32_t sample = 0; sample < 1000; ++sample)
        seeds.insert(find<DrawnNoise>(drawTrainingView(one(GaussianNoise{}), 8, 8, 1, 1, sample, 0))->seed);
    QCOMPARE(seeds.size(), std::size_t{1000});
}

void TestDraw::blurKernelFollowsTheSize()
{
    // Trap 37: 2 * int(int(size * .1) / 2) + 1 taps, at least 3.
    const auto taps = [](int size) {
        return find<DrawnBlur>(drawTrainingView(one(GaussianBlur{}, size), 50, 50, 1, 1, 1, 0))->taps;
    };
    for (int size = 8; size <= 512; ++size)
        QCOMPARE(taps(size), std::max(3, 2 * ((size / 10) / 2) + 1));
    QCOMPARE(taps(224), 23);
    QCOMPARE(taps(96), 9);
    QCOMPARE(taps(32), 3);
}

void TestDraw::switchingOneOperationLeavesTheOthers()
{
    const Pipeline whole = presetPipeline("imagenet");
    for (std::size_t off = 0; off < whole.operations.size(); ++off) {
        for (const bool byProbability : {false, true}) {
            Pipeline without = whole;
            (byProbability ? without.operations[off].probability = 0 : without.operations[off].enabled = false);
            for (std::uint32_t sample = 0; sample < 200; ++sample) {
                DrawnView expected = drawTrainingView(whole, 224, 224, 46, 1, sample, 0);
                const DrawnView found = drawTrainingView(without, 224, 224, 46, 1, sample, 0);
                const std::size_t alternative = whole.operations[off].kind.index();
                std::erase_if(expected.operations, [=](const auto &drawn) { return drawn.index() == alternative; });
                QCOMPARE(fingerprint(found), fingerprint(expected));
            }
        }
    }
}

void TestDraw::viewsNeverRepeat()
{
    // Trap 39: two views, two epochs, many samples, neighbouring seeds. Few of the bits of a view are crop offsets, so
    // all operations happen here.
    Pipeline pipeline = presetPipeline("cifar");
    for (Operation &operation : pipeline.operations)
        operation.probability = 1;
    std::set<std::string> seen;
    std::size_t drawn = 0;
    for (const std::uint64_t seed : {1, 2})
        for (const std::uint32_t epoch : {1U, 2U})
            for (std::uint32_t sample = 0; sample < 10000; ++sample)
                for (const std::uint32_t view : {0U, 1U}) {
                    seen.insert(fingerprint(drawTrainingView(pipeline, 32, 32, seed, epoch, sample, view)));
                    ++drawn;
                }
    QCOMPARE(seen.size(), drawn);
    // And the two views of a sample are uncorrelated.
    double covariance = 0;
    for (std::uint32_t sample = 0; sample < 10000; ++sample) {
        const auto brightness = [&](std::uint32_t view) {
            return find<DrawnJitter>(drawTrainingView(pipeline, 32, 32, 1, 1, sample, view))->brightness - 1;
        };
        covariance += brightness(0) * brightness(1) / 10000 * 3 / 0.16; // variance of uniform +-.4: .16 / 3
    }
    QVERIFY(std::abs(covariance) < 0.04); // four standard errors
}

void TestDraw::drawIsAPureFunction()
{
    const Pipeline pipeline = presetPipeline("imagenet");
    for (std::uint32_t sample = 0; sample < 100; ++sample)
        QCOMPARE(fingerprint(drawTrainingView(pipeline, 300, 200, 47, 2, sample, 1)),
                 fingerprint(drawTrainingView(pipeline, 300, 200, 47, 2, sample, 1)));
    // Every operation takes two words of the generator, enabled or not.
    CounterRng given(48, RandomStream::Test), counted(48, RandomStream::Test);
    static_cast<void>(drawView(pipeline, 30, 20, given));
    for (std::size_t i = 0; i < 2 * pipeline.operations.size(); ++i)
        static_cast<void>(counted.next());
    QCOMPARE(given.next(), counted.next());
}

QTEST_GUILESS_MAIN(TestDraw)
#include "tst_draw.moc"
