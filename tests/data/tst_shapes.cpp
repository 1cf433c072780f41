#include "core/base/digest.h"
#include "core/data/shapes.h"
#include "tests/data/fixtures.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>

using namespace tandem;
using namespace tandem::fixtures;

namespace fs = std::filesystem;

namespace {

using Pixels = std::vector<std::uint8_t>;
using Features = std::vector<float>;

std::string digestOf(const Pixels &pixels)
{
    return sha256({reinterpret_cast<const char *>(pixels.data()), pixels.size()});
}

float grey(const Pixels &pixels, int side, int x, int y)
{
    x = std::clamp(x, 0, side - 1);
    y = std::clamp(y, 0, side - 1);
    const std::uint8_t *p = pixels.data() + 3 * (y * side + x);
    return 0.299F * p[0] + 0.587F * p[1] + 0.114F * p[2];
}

Features meanColor(const Pixels &pixels)
{
    Features mean(3);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        mean[i % 3] += pixels[i];
    return mean;
}

/// 4 x 4 x 4 colors.
Features colorHistogram(const Pixels &pixels)
{
    Features histogram(64);
    for (std::size_t i = 0; i < pixels.size(); i += 3)
        histogram[pixels[i] / 64U * 16 + pixels[i + 1] / 64U * 4 + pixels[i + 2] / 64U] += 1;
    return histogram;
}

Features brightnessHistogram(const Pixels &pixels)
{
    Features histogram(16);
    for (std::size_t i = 0; i < pixels.size(); i += 3)
        histogram[(pixels[i] + pixels[i + 1] + pixels[i + 2]) / 48U] += 1;
    return histogram;
}

/// How steep brightness is, summed over cells of 2 x 2 pixels that overlap by half, length 1.
Features edges(const Pixels &pixels)
{
    const int side = static_cast<int>(std::lround(std::sqrt(pixels.size() / 3)));
    Features steepness;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const float dx = grey(pixels, side, x + 1, y) - grey(pixels, side, x - 1, y);
            const float dy = grey(pixels, side, x, y + 1) - grey(pixels, side, x, y - 1);
            steepness.push_back(std::sqrt(dx * dx + dy * dy));
        }
    Features cells;
    for (int y = 0; y + 3 < side; y += 2)
        for (int x = 0; x + 3 < side; x += 2) {
            float sum = 0;
            for (int j = 0; j < 4; ++j)
                for (int i = 0; i < 4; ++i)
                    sum += steepness[static_cast<std::size_t>((y + j) * side + x + i)];
            cells.push_back(sum);
        }
    const float length = std::sqrt(std::inner_product(cells.begin(), cells.end(), cells.begin(), 1e-6F));
    for (float &cell : cells)
        cell /= length;
    return cells;
}

/// Share of right answers of the nearest neighbour.
template <class Describe> double nearestNeighbour(Describe describe, int trainPerClass, int testPerClass)
{
    constexpr int kTestIndex = 1'000'000;
    const ShapesOptions options;
    std::vector<Features> train;
    for (int label = 0; label < 10; ++label)
        for (int i = 0; i < trainPerClass; ++i)
            train.push_back(describe(renderShape(options, label, i)));
    int right = 0;
    for (int label = 0; label < 10; ++label)
        for (int i = 0; i < testPerClass; ++i) {
            const Features sought = describe(renderShape(options, label, kTestIndex + i));
            float nearest = 1e30F;
            int answer = -1;
            for (std::size_t t = 0; t < train.size(); ++t) {
                float distance = 0;
                for (std::size_t f = 0; f < sought.size(); ++f)
                    distance += (sought[f] - train[t][f]) * (sought[f] - train[t][f]);
                if (distance < nearest) {
                    nearest = distance;
                    answer = static_cast<int>(t) / trainPerClass;
                }
            }
            right += answer == label ? 1 : 0;
        }
    return static_cast<double>(right) / (10 * testPerClass);
}

/// Digest over all files below a folder with their names.
std::string digestOfFolder(const fs::path &folder)
{
    std::vector<fs::path> files;
    for (const fs::directory_entry &entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::string all;
    for (const fs::path &path : files) {
        QFile file(QString::fromStdString(path.string()));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        all += fs::relative(path, folder).string() + file.readAll().toStdString();
    }
    return sha256(all);
}

} // namespace

class TestShapes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameSeedSameBytes();
    void everyImageIsAnother();
    void anySizeIsFilled_data();
    void anySizeIsFilled();
    void colorTellsNothing();
    void silhouettesTellAlmostAll();
    void writtenSetOpensWithItsClasses();
    void writingTwiceGivesTheSameFiles();
    void stopIsNoError();
    void badOptions_data();
    void badOptions();
    void unwritableFolder();
};

void TestShapes::sameSeedSameBytes()
{
    const ShapesOptions options;
    for (int label = 0; label < 10; ++label)
        QCOMPARE(digestOf(renderShape(options, label, 3)), digestOf(renderShape(options, label, 3)));
    ShapesOptions other = options;
    other.seed = 2;
    QVERIFY(renderShape(other, 0, 3) != renderShape(options, 0, 3));
    other = options;
    other.imagesPerClass = 5; // how many there are changes none of them
    QCOMPARE(renderShape(other, 0, 3), renderShape(options, 0, 3));
}

void TestShapes::everyImageIsAnother()
{
    std::set<std::string> digests;
    for (int label = 0; label < 10; ++label)
        for (int i = 0; i < 50; ++i)
            digests.insert(digestOf(renderShape({}, label, i)));
    QCOMPARE(digests.size(), std::size_t{500});
}

void TestShapes::anySizeIsFilled_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {32, 33, 48, 64, 97, 128})
        QTest::addRow("%d", size) << size;
}

void TestShapes::anySizeIsFilled()
{
    QFETCH(int, size);
    ShapesOptions options;
    options.size = size;
    for (int label = 0; label < 10; ++label) {
        const Pixels pixels = renderShape(options, label, 0);
        QCOMPARE(pixels.size(), static_cast<std::size_t>(3 * size * size));
        const auto [darkest, lightest] = std::minmax_element(pixels.begin(), pixels.end());
        QVERIFY(*lightest - *darkest > 50); // the object stands out
    }
}

void TestShapes::colorTellsNothing()
{
    // Guessing is right 10 % of the time with a deviation of sqrt(0.1 * 0.9 / 1500) = 0.77 %; four of them are 3.1 %.
    constexpr double kChance = 0.1;
    constexpr double kTolerance = 0.031;
    const double mean = nearestNeighbour(meanColor, 200, 150);
    QVERIFY2(std::abs(mean - kChance) < kTolerance, qPrintable(QString::number(mean)));
    const double colors = nearestNeighbour(colorHistogram, 200, 150);
    QVERIFY2(std::abs(colors - kChance) < kTolerance, qPrintable(QString::number(colors)));
    const double brightness = nearestNeighbour(brightnessHistogram, 200, 150);
    QVERIFY2(std::abs(brightness - kChance) < kTolerance, qPrintable(QString::number(brightness)));
}

void TestShapes::silhouettesTellAlmostAll()
{
    const double right = nearestNeighbour(edges, 150, 40);
    QVERIFY2(right > 0.6, qPrintable(QString::number(right)));
}

void TestShapes::writtenSetOpensWithItsClasses()
{
    const Folder folder;
    ShapesOptions options;
    options.imagesPerClass = 7;
    std::vector<std::uint32_t> done;
    const auto made = makeShapes(folder.path() / "shapes", options, [&done](std::uint32_t now, std::uint32_t total) {
        done.push_back(now);
        QCOMPARE(total, 80U);
    });
    QVERIFY(made.has_value());
    QVERIFY(*made);
    QCOMPARE(done.back(), 80U);
    const auto train = openImages(folder.path() / "shapes/train", cachedIn(folder));
    const auto test = openImages(folder.path() / "shapes/test", cachedIn(folder));
    QVERIFY(train.has_value() && test.has_value());
    QCOMPARE((*train)->size(), 70U);
    QCOMPARE((*test)->size(), 10U);
    QVERIFY((*train)->skipped().empty());
    const std::span<const std::string> names = shapesClassNames();
    QCOMPARE((*train)->classNames(), std::vector<std::string>(names.begin(), names.end()));
    // PNG is lossless: what is read is what was drawn, in the same order of channels.
    const ImageView view = (*train)->image(7 * 4 + 2);
    QCOMPARE(Pixels(view.pixels, view.pixels + view.bytes()), renderShape(options, 4, 2));
    // No test image is among those for training.
    for (std::uint32_t i = 0; i < (*test)->size(); ++i)
        for (std::uint32_t j = 0; j < (*train)->size(); ++j)
            QVERIFY(!std::equal((*test)->image(i).pixels, (*test)->image(i).pixels + view.bytes(),
                                (*train)->image(j).pixels));
}

void TestShapes::writingTwiceGivesTheSameFiles()
{
    const Folder folder;
    ShapesOptions options;
    options.imagesPerClass = 6;
    QVERIFY(makeShapes(folder.path() / "one", options).has_value());
    QVERIFY(makeShapes(folder.path() / "two", options).has_value());
    QCOMPARE(digestOfFolder(folder.path() / "one"), digestOfFolder(folder.path() / "two"));
}

void TestShapes::stopIsNoError()
{
    const Folder folder;
    ShapesOptions options;
    options.imagesPerClass = 3000;
    std::stop_source source;
    const auto made = makeShapes(
        folder.path() / "shapes", options, [&source](std::uint32_t, std::uint32_t) { source.request_stop(); },
        source.get_token());
    QVERIFY(made.has_value());
    QVERIFY(!*made);
}

void TestShapes::badOptions_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("count");
    QTest::newRow("too small") << 31 << 10;
    QTest::newRow("too large") << 129 << 10;
    QTest::newRow("none") << 32 << 0;
    QTest::newRow("fewer than none") << 32 << -5;
}

void TestShapes::badOptions()
{
    QFETCH(int, size);
    QFETCH(int, count);
    const Folder folder;
    ShapesOptions options;
    options.size = size;
    options.imagesPerClass = count;
    const auto made = makeShapes(folder.path() / "shapes", options);
    QVERIFY(!made.has_value());
    QCOMPARE(made.error().code, ErrorCode::BadValue);
    QVERIFY(!fs::exists(folder.path() / "shapes"));
}

void TestShapes::unwritableFolder()
{
    const Folder folder;
    folder.write("shapes", "a file where the folder should be");
    const auto made = makeShapes(folder.path() / "shapes", {.imagesPerClass = 2});
    QVERIFY(!made.has_value());
    QCOMPARE(made.error().code, ErrorCode::FileUnwritable);
}

QTEST_GUILESS_MAIN(TestShapes)
#include "tst_shapes.moc"
