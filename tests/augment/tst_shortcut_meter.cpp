#include "core/augment/shortcut_meter.h"
#include "core/data/image_set.h"
#include "core/data/shapes.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <numeric>

using namespace tandem;

namespace {

constexpr int kSide = 32;

std::vector<std::uint8_t> plain(std::uint8_t r, std::uint8_t g, std::uint8_t b)
{
    std::vector<std::uint8_t> pixels;
    for (int i = 0; i < kSide * kSide; ++i)
        pixels.insert(pixels.end(), {r, g, b});
    return pixels;
}

ImageView viewOf(const std::vector<std::uint8_t> &pixels)
{
    return {pixels.data(), kSide, kSide};
}

double norm(const std::vector<float> &feature)
{
    return std::sqrt(std::inner_product(feature.begin(), feature.end(), feature.begin(), 0.0));
}

/// Shapes of all classes.
class Shapes {
public:
    explicit Shapes(int count)
    {
        for (int i = 0; i < count; ++i)
            m_images.push_back(renderShape({.size = kSide, .imagesPerClass = 100, .seed = 5}, i % 10, i / 10));
    }
    [[nodiscard]] std::vector<std::uint32_t> samples() const
    {
        std::vector<std::uint32_t> all(m_images.size());
        std::iota(all.begin(), all.end(), 0U);
        return all;
    }
    [[nodiscard]] ShortcutReport measure(const Pipeline &pipeline, std::uint64_t seed = 1) const
    {
        const auto all = samples();
        const auto image = [this](std::uint32_t i) { return viewOf(m_images[i]); };
        return measureShortcuts(*collectFeatures(pipeline, all, image, seed, 1));
    }

private:
    std::vector<std::vector<std::uint8_t>> m_images;
};

/// A folder with images of CIFAR-10's classes: what TANDEM_CIFAR10 names, as train --data takes it, or 2000 out of the
/// archive that may lie beside the checkout. Empty: there are none.
QString cifarFolder(const QTemporaryDir &unpacked)
{
    if (const QByteArray named = qgetenv("TANDEM_CIFAR10"); !named.isEmpty())
        return QString::fromLocal8Bit(named);
    const QString archive = QStringLiteral(CIFAR10_ARCHIVE);
    if (!QFile::exists(archive))
        return {};
    QProcess tar;
    tar.start(QStringLiteral("tar"), {QStringLiteral("-xzf"), archive, QStringLiteral("-C"), unpacked.path(),
                                      QStringLiteral("--wildcards"), QStringLiteral("train/*/0[01]??.jpg")});
    return tar.waitForFinished() && tar.exitCode() == 0 ? unpacked.filePath(QStringLiteral("train")) : QString();
}

} // namespace

class TestShortcutMeter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void featuresOfKnownImages()
    {
        const auto red = plain(255, 0, 0);
        const auto histogram = trivialFeature(TrivialFeature::ColorHistogram, viewOf(red));
        QCOMPARE(histogram.size(), std::size_t(64));
        QCOMPARE(histogram[48], 1.0F); // 3 * 16
        QCOMPARE(trivialFeature(TrivialFeature::MeanColor, viewOf(red)), (std::vector<float>{1, 0, 0}));
        const auto cells = trivialFeature(TrivialFeature::Thumbnail, viewOf(red));
        QCOMPARE(cells.size(), std::size_t(48));
        QCOMPARE(std::accumulate(cells.begin(), cells.end(), 0.0F), 16.0F);
        QCOMPARE(norm(trivialFeature(TrivialFeature::EdgeOrientation, viewOf(red))), 0.0);
    }

    void thumbnailKnowsPlaces()
    {
        auto image = plain(0, 0, 0);
        for (int y = 8; y < 16; ++y) // cell (2, 1): one of 8 pixels a side
            for (int x = 16; x < 24; ++x)
                image[static_cast<std::size_t>(3 * (y * kSide + x) + 1)] = 255;
        const auto cells = trivialFeature(TrivialFeature::Thumbnail, viewOf(image));
        for (std::size_t i = 0; i < cells.size(); ++i)
            QCOMPARE(cells[i], i == 3 * (1 * 4 + 2) + 1 ? 1.0F : 0.0F);
    }

    void edgesKnowDirections()
    {
        // Stripes: all weight in one of the eight directions, another one when turned by a quarter.
        auto upright = plain(0, 0, 0), level = plain(0, 0, 0);
        for (int y = 0; y < kSide; ++y) {
            for (int x = 0; x < kSide; ++x) {
                for (int channel = 0; channel < 3; ++channel) {
                    const auto place = static_cast<std::size_t>(3 * (y * kSide + x) + channel);
                    upright[place] = (x / 4) % 2 != 0 ? 200 : 30;
                    level[place] = (y / 4) % 2 != 0 ? 200 : 30;
                }
            }
        }
        const auto a = trivialFeature(TrivialFeature::EdgeOrientation, viewOf(upright));
        const auto b = trivialFeature(TrivialFeature::EdgeOrientation, viewOf(level));
        QCOMPARE(a[0], 1.0F);
        QCOMPARE(b[4], 1.0F);
    }

    void matchRateOfKnownRows()
    {
        using Rows = std::vector<std::vector<float>>;
        const Rows apart = {{0}, {1}, {2}, {3}};
        QCOMPARE(matchRate(apart, apart), 1.0);
        const Rows same(4, {7});
        QCOMPARE(matchRate(same, same), 0.25); // ties are shared: chance
        const Rows turned = {{1}, {2}, {3}, {0}};
        QCOMPARE(matchRate(apart, turned), 0.0);
        // One of two found in one direction, both in the other: three of four.
        QCOMPARE(matchRate({{0}, {1}}, {{0.1F}, {0.4F}}), 0.75);
        QCOMPARE(matchRate({}, {}), 0.0);
    }

    void withoutAugmentationEverythingIsFound()
    {
        const ShortcutReport report = Shapes(60).measure({"none", kSide, {}});
        QCOMPARE(report.candidates, 60);
        for (const double found : report.found)
            QVERIFY(found > 0.95);
    }

    void jitterTakesTheColorShortcut()
    {
        // The argument of the paper's figure 6: crops of one image share their colors.
        const Shapes shapes(120);
        Pipeline crops{"crops", kSide, {{RandomResizedCrop{}, 1}, {HorizontalFlip{}, 0.5}}};
        Pipeline colors = presetPipeline("imagenet");
        colors.size = kSide;
        const auto crop = shapes.measure(crops), color = shapes.measure(colors);
        const auto histogram = static_cast<std::size_t>(TrivialFeature::ColorHistogram);
        const auto mean = static_cast<std::size_t>(TrivialFeature::MeanColor);
        qInfo("color histogram: %.3f with crops, %.3f with jitter; mean color: %.3f, %.3f; chance %.3f",
              crop.found[histogram], color.found[histogram], crop.found[mean], color.found[mean], 1.0 / 120);
        QVERIFY(crop.found[histogram] > 0.3);
        QVERIFY(crop.found[histogram] > 3 * color.found[histogram]);
        QVERIFY(crop.found[mean] > 3 * color.found[mean]);
    }

    /// The same on photographs, where somebody has them.
    void jitterTakesTheColorShortcutOnCifar()
    {
        const QTemporaryDir folder;
        const QString path = cifarFolder(folder);
        if (path.isEmpty())
            QSKIP("TANDEM_CIFAR10 names no folder with CIFAR-10, and " CIFAR10_ARCHIVE " cannot be unpacked");
        OpenImagesOptions options;
        options.cacheFolder = folder.filePath(QStringLiteral("cache")).toStdString();
        const auto images = openImages(path.toStdString(), options);
        QVERIFY2(images.has_value(), images ? "" : describe(images.error()).c_str());
        const auto samples = limitIndices(**images, 256, 1);
        const auto measured = [&](const Pipeline &pipeline) {
            const auto image = [&](std::uint32_t sample) { return (*images)->image(sample); };
            return measureShortcuts(*collectFeatures(pipeline, samples, image, 1, 1));
        };
        const Pipeline crops{"crops", kSide, {{RandomResizedCrop{}, 1}, {HorizontalFlip{}, 0.5}}};
        const auto histogram = static_cast<std::size_t>(TrivialFeature::ColorHistogram);
        const double crop = measured(crops).found[histogram],
                     color = measured(presetPipeline("cifar")).found[histogram];
        qInfo("CIFAR-10, color histogram among 256: %.3f with crops, %.3f with jitter; chance %.4f", crop, color,
              1.0 / 256);
        QVERIFY(crop > 0.4);
        QVERIFY(crop > 3 * color);
    }

    void cosinesOfKnownRows()
    {
        // Mean (0, 0): cosines as they stand.
        const std::array<std::vector<std::vector<float>>, 2> rows = {{{{1, 0}, {-1, 0}}, {{0, 2}, {0, -2}}}};
        const AnchorCosines cosines = anchorCosines(rows, 0);
        QCOMPARE(cosines.positive, 0.0);
        const auto values = [](const AnchorCosines &all) {
            std::vector<double> found;
            for (const AnchorCosines::Negative &negative : all.negatives)
                found.push_back(negative.cosine);
            return found;
        };
        QCOMPARE(values(cosines), (std::vector<double>{-1, 0}));
        QCOMPARE(cosines.negatives[0].sample, std::size_t{1});
        QCOMPARE(cosines.negatives[0].view, 0U);
        QCOMPARE(cosines.negatives[1].sample, std::size_t{1});
        QCOMPARE(cosines.negatives[1].view, 1U);
        // A common offset is taken off.
        const std::array<std::vector<std::vector<float>>, 2> moved = {{{{6, 5}, {4, 5}}, {{5, 7}, {5, 3}}}};
        QCOMPARE(values(anchorCosines(moved, 0)), values(cosines));
        // But not where an encoder has learned what the origin is.
        QVERIFY(std::abs(anchorCosines(moved, 0, false).negatives[0].cosine - 49 / std::sqrt(61.0 * 41)) < 1e-7);
        const std::array<std::vector<std::vector<float>>, 2> same = {{{{3}, {3}}, {{3}, {3}}}};
        QCOMPARE(anchorCosines(same, 1).positive, 0.0);
    }

    void isAFunctionOfTheSeed()
    {
        const Shapes shapes(40);
        const Pipeline pipeline = presetPipeline("cifar");
        QVERIFY(shapes.measure(pipeline, 3).found == shapes.measure(pipeline, 3).found);
        QVERIFY(shapes.measure(pipeline, 3).found != shapes.measure(pipeline, 4).found);
    }

    void stopsWhenAsked()
    {
        std::stop_source source;
        source.request_stop();
        const std::vector<std::uint32_t> one{0};
        const auto image = plain(1, 2, 3);
        const auto pixels = [&](std::uint32_t) { return viewOf(image); };
        QVERIFY(!collectFeatures(presetPipeline("cifar"), one, pixels, 1, 1, source.get_token()));
        QVERIFY(collectFeatures(presetPipeline("cifar"), one, pixels, 1, 1));
    }
};

QTEST_GUILESS_MAIN(TestShortcutMeter)
#include "tst_shortcut_meter.moc"
