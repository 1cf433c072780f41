#include "core/augment/renderer.h"
#include "core/augment/strength.h"
#include "core/data/shapes.h"

#include <QtTest>

#include <cmath>
#include <map>
#include <set>
#include <string>

using namespace tandem;

namespace {

constexpr int kSide = 48;
using Pixels = std::vector<std::uint8_t>;

Pixels rendered(const Pixels &image, const DrawnView &view)
{
    Pixels out(3 * kSide * kSide);
    ViewRenderer renderer;
    renderer.render({image.data(), kSide, kSide}, view, out);
    return out;
}

double distance(const Pixels &a, const Pixels &b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += std::abs(int(a[i]) - int(b[i]));
    return sum / static_cast<double>(a.size());
}

} // namespace

class TestStrength : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_image = renderShape({.size = kSide, .imagesPerClass = 1, .seed = 3}, 0, 0); }
    void everyOperationHasAnAxis();
    void neutralLeavesTheImageAlone();
    void fartherIsFartherAway();
    void numbersReachTheRenderer();
    void placesStayAlongASweep();
    void trainedStrengthIsWhatIsDrawn_data();
    void trainedStrengthIsWhatIsDrawn();
    void trainedStrengthOfSeveral();

private:
    Pixels m_image;
};

void TestStrength::everyOperationHasAnAxis()
{
    std::set<std::string> words;
    for (const StrengthAxis &axis : strengthAxes()) {
        QVERIFY(words.insert(axis.word).second);
        QCOMPARE(findStrengthAxis(axis.word), &axis);
        QVERIFY(axis.minimum <= axis.neutral && axis.neutral <= axis.maximum && axis.minimum < axis.maximum);
        QVERIFY(axis.shownFactor > 0 && *axis.label != '\0');
        if (axis.isSwitch)
            QVERIFY(axis.minimum == 0 && axis.maximum == 1 && axis.neutral == 0);
    }
    QCOMPARE(words.size(), std::size_t{13}); // four of the jitter, one of each other operation
    QVERIFY(!findStrengthAxis("sharpness"));
}

void TestStrength::neutralLeavesTheImageAlone()
{
    for (const StrengthAxis &axis : strengthAxes())
        QCOMPARE(rendered(m_image, viewAtStrength(axis, axis.neutral, kSide, 1)), m_image);
}

/// From the neutral number to either end the picture never comes back, but for what is periodic.
void TestStrength::fartherIsFartherAway()
{
    for (const StrengthAxis &axis : strengthAxes()) {
        for (const double end : {axis.minimum, axis.maximum}) {
            if (end == axis.neutral)
                continue;
            const auto at = [&](double share) {
                const double number = axis.isSwitch ? end : std::lerp(axis.neutral, end, share);
                return distance(rendered(m_image, viewAtStrength(axis, number, kSide, 1)), m_image);
            };
            QVERIFY2(at(1) > 1, axis.word.c_str()); // one level of 255 on average
            const bool isPeriodic = axis.word == "rotation" || axis.word == "hue" || axis.word == "crop";
            if (!axis.isSwitch && !isPeriodic) {
                QVERIFY2(at(0.5) < at(1), axis.word.c_str());
                QVERIFY2(at(0.1) < at(0.5), axis.word.c_str());
            }
        }
    }
}

void TestStrength::numbersReachTheRenderer()
{
    const auto drawn = [](const char *word, double number) {
        return viewAtStrength(*findStrengthAxis(word), number, 100, 1).operations.at(0);
    };
    QCOMPARE(std::get<DrawnJitter>(drawn("brightness", 0.7)).brightness, 0.7);
    QCOMPARE(std::get<DrawnJitter>(drawn("brightness", 0.7)).contrast, 1.0);
    QCOMPARE(std::get<DrawnJitter>(drawn("hue", -0.2)).hue, -0.2);
    QCOMPARE(std::get<DrawnRotation>(drawn("rotation", -30)).degrees, -30.0);
    QCOMPARE(std::get<DrawnBlur>(drawn("blur", 1.5)).sigma, 1.5);
    QCOMPARE(std::get<DrawnBlur>(drawn("blur", 1.5)).taps, 11); // three sigmas to either side
    QCOMPARE(std::get<DrawnCrop>(drawn("crop", 0.25)).width, 50);
    QCOMPARE(std::get<DrawnCutout>(drawn("cutout", 0.25)).height, 50);
    QVERIFY(std::holds_alternative<DrawnSobel>(drawn("sobel", 1)));
    for (const double area : {0.05, 0.5, 0.999}) {
        const auto crop = std::get<DrawnCrop>(drawn("crop", area));
        QVERIFY(crop.x >= 0 && crop.y >= 0 && crop.x + crop.width <= 100 && crop.y + crop.height <= 100);
    }
}

void TestStrength::placesStayAlongASweep()
{
    const StrengthAxis &crop = *findStrengthAxis("crop");
    const auto centre = [&](double area, std::uint64_t seed) {
        const auto drawn = std::get<DrawnCrop>(viewAtStrength(crop, area, 200, seed).operations.at(0));
        return drawn.x / std::max(1.0, 200.0 - drawn.width); // share of the room
    };
    for (const std::uint64_t seed : {1, 2, 3})
        for (const double area : {0.3, 0.6})
            QVERIFY(std::abs(centre(area, seed) - centre(0.1, seed)) < 0.02); // pixels are whole
    QVERIFY(std::abs(centre(0.1, 1) - centre(0.1, 2)) > 0.02);
    const StrengthAxis &noise = *findStrengthAxis("noise");
    const auto seedOf = [&](double sigma, std::uint64_t seed) {
        return std::get<DrawnNoise>(viewAtStrength(noise, sigma, 9, seed).operations.at(0)).seed;
    };
    QCOMPARE(seedOf(5, 1), seedOf(50, 1));
    QVERIFY(seedOf(5, 1) != seedOf(5, 2));
}

void TestStrength::trainedStrengthIsWhatIsDrawn_data()
{
    QTest::addColumn<std::string>("word");
    for (const StrengthAxis &axis : strengthAxes())
        QTest::newRow(axis.word.c_str()) << axis.word;
}

/// The range is the one that many drawn views fill.
void TestStrength::trainedStrengthIsWhatIsDrawn()
{
    QFETCH(std::string, word);
    Pipeline pipeline{"all", 64, {}};
    pipeline.operations = {{RandomResizedCrop{.minArea = 0.2, .maxArea = 0.9, .minRatio = 1, .maxRatio = 1}, 1},
                           {HorizontalFlip{}, 0.5},
                           {ColorJitter{0.4, 0.3, 1.5, 0.1}, 0.8},
                           {Grayscale{}, 0.2},
                           {GaussianBlur{0.3, 1.7, 0.2}, 0.5},
                           {Solarize{100}, 0.1},
                           {Rotate{45}, 0.3},
                           {Cutout{0.1, 0.2}, 1},
                           {GaussianNoise{3, 12}, 0.6},
                           {Sobel{}, 0.25}};
    const StrengthAxis &axis = *findStrengthAxis(word);
    const auto trained = trainedStrength(axis, pipeline);
    QVERIFY(trained);
    const auto numberOf = [&](const DrawnOperation &drawn) -> std::optional<double> {
        if (const auto *crop = std::get_if<DrawnCrop>(&drawn); crop && word == "crop")
            return crop->width * crop->height / (200.0 * 200.0);
        if (std::holds_alternative<DrawnFlip>(drawn) && word == "flip")
            return 1;
        if (const auto *jitter = std::get_if<DrawnJitter>(&drawn)) {
            const std::map<std::string, double> parts = {{"brightness", jitter->brightness},
                                                         {"contrast", jitter->contrast},
                                                         {"saturation", jitter->saturation},
                                                         {"hue", jitter->hue}};
            if (const auto part = parts.find(word); part != parts.end())
                return part->second;
        }
        if (std::holds_alternative<DrawnGrayscale>(drawn) && word == "grayscale")
            return 1;
        if (const auto *blur = std::get_if<DrawnBlur>(&drawn); blur && word == "blur")
            return blur->sigma;
        if (const auto *solarize = std::get_if<DrawnSolarize>(&drawn); solarize && word == "solarize")
            return solarize->threshold;
        if (const auto *rotation = std::get_if<DrawnRotation>(&drawn); rotation && word == "rotation")
            return rotation->degrees;
        if (const auto *hole = std::get_if<DrawnCutout>(&drawn); hole && word == "cutout")
            return hole->width * hole->height / (64.0 * 64.0);
        if (const auto *noise = std::get_if<DrawnNoise>(&drawn); noise && word == "noise")
            return noise->sigma;
        if (std::holds_alternative<DrawnSobel>(drawn) && word == "sobel")
            return 1;
        return std::nullopt;
    };
    double low = 1e9, high = -1e9;
    int happened = 0;
    constexpr int kViews = 4000;
    for (std::uint32_t sample = 0; sample < kViews; ++sample)
        for (const DrawnOperation &drawn : drawTrainingView(pipeline, 200, 200, 1, 1, sample, 0).operations)
            if (const auto number = numberOf(drawn)) {
                low = std::min(low, *number);
                high = std::max(high, *number);
                ++happened;
            }
    const double slack = 0.03 * std::max(1e-9, trained->high - trained->low) + 0.02; // pixels are whole
    QVERIFY2(std::abs(low - trained->low) <= slack, qPrintable(QString::number(low)));
    QVERIFY2(std::abs(high - trained->high) <= slack, qPrintable(QString::number(high)));
    QVERIFY(std::abs(happened / double(kViews) - trained->probability) < 0.04); // five standard errors at most
}

void TestStrength::trainedStrengthOfSeveral()
{
    const StrengthAxis &axis = *findStrengthAxis("brightness");
    QVERIFY(!trainedStrength(axis, presetPipeline("weak")));
    Pipeline pipeline{"two", 32, {{ColorJitter{.brightness = 0.2}, 0.5}, {ColorJitter{.brightness = 3}, 0.5}}};
    QVERIFY(trainedStrength(axis, pipeline) == (TrainedStrength{0, 4, 0.75}));
    pipeline.operations[1].enabled = false;
    QVERIFY(trainedStrength(axis, pipeline) == (TrainedStrength{0.8, 1.2, 0.5}));
    pipeline.operations[0].probability = 0;
    QVERIFY(!trainedStrength(axis, pipeline));
    pipeline.operations = {{ColorJitter{.brightness = 0, .contrast = 1}, 1}}; // does not move brightness
    QVERIFY(!trainedStrength(axis, pipeline));
    QVERIFY(trainedStrength(*findStrengthAxis("contrast"), pipeline));
}

QTEST_APPLESS_MAIN(TestStrength)
#include "tst_strength.moc"
