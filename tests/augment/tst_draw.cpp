#include "tests/augment/drawing.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <set>

using namespace tandem;
using namespace tandem::drawing;

/// What is drawn for a view: distributions (traps 33, 34) and independence (trap 39).
class TestDraw : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void probabilitiesAreMet();
    void jitterFactorsAreUniform();
    void jitterOrdersAreUniform();
    void jitterBelowZeroIsCut();
    void otherParametersFillTheirRanges();
    void blurKernelFollowsTheSize();
    void switchingOneOperationLeavesTheOthers();
    void operationsOfOneViewLeaveTheOtherAlone();
    void viewsNeverRepeat();
    void drawIsAPureFunction();
};

namespace {

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

void TestDraw::operationsOfOneViewLeaveTheOtherAlone()
{
    const Pipeline whole = presetPipeline("imagenet");
    for (std::size_t which = 0; which < whole.operations.size(); ++which) {
        for (const ViewScope scope : {ViewScope::First, ViewScope::Second}) {
            Pipeline scoped = whole, without = whole;
            scoped.operations[which].views = scope;
            without.operations[which].enabled = false;
            QVERIFY(isAsymmetric(scoped) && !isAsymmetric(whole));
            for (std::uint32_t sample = 0; sample < 50; ++sample)
                for (const std::uint32_t view : {0U, 1U}) {
                    const bool acts = (view == 0) == (scope == ViewScope::First);
                    QCOMPARE(actsOn(scoped.operations[which], view), acts);
                    QCOMPARE(fingerprint(drawTrainingView(scoped, 200, 150, 7, 1, sample, view)),
                             fingerprint(drawTrainingView(acts ? whole : without, 200, 150, 7, 1, sample, view)));
                }
            scoped.operations[which].enabled = false;
            QVERIFY(!isAsymmetric(scoped));
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
