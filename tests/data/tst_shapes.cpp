#include "core/base/digest.h"
#include "core/data/shapes.h"

#include <QTest>

#include <QTemporaryDir>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <thread>

using namespace tandem;
namespace fs = std::filesystem;

namespace {

/// Path below the folder -> bytes, of all files but the mark of a set.
std::map<std::string, std::string> contents(const fs::path &folder)
{
    std::map<std::string, std::string> files;
    for (const auto &entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.path().filename() == ".tandem-shapes")
            continue;
        std::ifstream file(entry.path(), std::ios::binary);
        files[fs::relative(entry.path(), folder).string()] = std::string(std::istreambuf_iterator<char>(file), {});
    }
    return files;
}

std::vector<std::uint8_t> decoded(const std::string &png)
{
    cv::Mat image = cv::imdecode(std::vector<std::uint8_t>(png.begin(), png.end()), cv::IMREAD_COLOR);
    cv::cvtColor(image, image, cv::COLOR_BGR2RGB);
    return {image.datastart, image.dataend};
}

} // namespace

class TestShapes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void imagesAreTheSameEverywhere_data();
    void imagesAreTheSameEverywhere();
    void everyInputChangesTheImage();
    void imagesDoNotDependOnTheirOrder();
    void sizes_data();
    void sizes();
    void filesHoldTheRenderedImages();
    void trainAndTestShareNoImage();
    void threadsDoNotChangeTheFiles();
    void smallerSetReplacesALargerOne();
    void otherFilesStay();
    void progressIsOnTheCallingThread();
    void stoppedBeforeItBegins();
    void stoppedSetIsCompletedByTheNext();
    void badValues_data();
    void badValues();
    void folderThatCannotBeMade();
    void fileThatCannotBeReplaced();
    void fullDisk();

private:
    fs::path fresh() { return fs::path(m_folder.path().toStdString()) / std::to_string(m_count++); }

    QTemporaryDir m_folder;
    int m_count = 0;
};

void TestShapes::imagesAreTheSameEverywhere_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QByteArray>("digest");
    QTest::newRow("32") << 32 << QByteArray("2d26999e29e375b4babff4852322992ff20fa069fce998b217767aa59dfa0a87");
    QTest::newRow("128") << 128 << QByteArray("2818865b0387038ae32f14d119710a468a369516fc5b4944f8c9715841e363a7");
}

// A published figure on Shapes stays comparable only if the images never change: not with the preset, the processor or
// a later version. Change these digests only together with a new name for the set.
void TestShapes::imagesAreTheSameEverywhere()
{
    QFETCH(int, size);
    QFETCH(QByteArray, digest);
    std::string all;
    for (int label = 0; label < 10; ++label)
        for (int index = 0; index < 20; ++index) {
            const auto pixels = renderShape({.size = size, .seed = 7}, label, index);
            all.append(pixels.begin(), pixels.end());
        }
    QCOMPARE(QByteArray::fromStdString(sha256(all)), digest);
}

void TestShapes::everyInputChangesTheImage()
{
    const auto base = renderShape({}, 3, 5);
    QCOMPARE(renderShape({}, 3, 5), base);
    QVERIFY(renderShape({}, 4, 5) != base);
    QVERIFY(renderShape({}, 3, 6) != base);
    QVERIFY(renderShape({.seed = 2}, 3, 5) != base);
    QVERIFY(renderShape({.seed = (std::uint64_t{1} << 40) + 1}, 3, 5) != base);
    QCOMPARE(renderShape({.imagesPerClass = 7, .threads = 3}, 3, 5), base);
}

void TestShapes::imagesDoNotDependOnTheirOrder()
{
    std::vector<std::vector<std::uint8_t>> forward, backward;
    for (int i = 0; i < 50; ++i)
        forward.push_back(renderShape({}, i % 10, i));
    for (int i = 49; i >= 0; --i)
        backward.push_back(renderShape({}, i % 10, i));
    std::reverse(backward.begin(), backward.end());
    QCOMPARE(forward, backward);
}

void TestShapes::sizes_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("smallest") << 32;
    QTest::newRow("odd") << 77;
    QTest::newRow("largest") << 128;
}

void TestShapes::sizes()
{
    QFETCH(int, size);
    for (int label = 0; label < 10; ++label) {
        auto pixels = renderShape({.size = size}, label, 0);
        QCOMPARE(pixels.size(), static_cast<std::size_t>(3 * size * size));
        cv::Scalar mean, deviation;
        cv::meanStdDev(cv::Mat(size, size, CV_8UC3, pixels.data()), mean, deviation);
        QVERIFY(deviation[0] + deviation[1] + deviation[2] > 30); // an object on a ground, not one plane
    }
}

void TestShapes::filesHoldTheRenderedImages()
{
    const fs::path folder = fresh();
    const ShapesOptions options{.size = 40, .imagesPerClass = 10, .seed = 3};
    const auto made = makeShapes(folder, options);
    QVERIFY(made && *made);
    const auto files = contents(folder);
    QCOMPARE(files.size(), std::size_t{10 * 10 + 10 * 2});
    for (int label = 0; label < 10; ++label)
        for (int index = 0; index < 10; ++index) {
            const std::string name = "train/" + shapesClassNames()[static_cast<std::size_t>(label)] + "/000" +
                                     std::to_string(index) + ".png";
            QVERIFY2(files.contains(name), name.c_str());
            QCOMPARE(decoded(files.at(name)), renderShape(options, label, index));
        }
    QVERIFY(files.contains("test/star/0001.png"));
}

void TestShapes::trainAndTestShareNoImage()
{
    const fs::path folder = fresh();
    QVERIFY(makeShapes(folder, {.imagesPerClass = 25}));
    std::map<std::string, int> seen;
    for (const auto &[name, bytes] : contents(folder))
        ++seen[bytes];
    QCOMPARE(seen.size(), std::size_t{10 * 25 + 10 * 5});
}

void TestShapes::threadsDoNotChangeTheFiles()
{
    const fs::path one = fresh(), many = fresh(), all = fresh();
    QVERIFY(makeShapes(one, {.imagesPerClass = 12, .threads = 1}));
    QVERIFY(makeShapes(many, {.imagesPerClass = 12, .threads = 7}));
    QVERIFY(makeShapes(all, {.imagesPerClass = 12}));
    const auto files = contents(one);
    QCOMPARE(files.size(), std::size_t{10 * 12 + 10 * 2});
    QVERIFY(contents(many) == files);
    QVERIFY(contents(all) == files);
}

void TestShapes::smallerSetReplacesALargerOne()
{
    const fs::path folder = fresh(), reference = fresh();
    QVERIFY(makeShapes(folder, {.imagesPerClass = 15, .seed = 1}));
    std::ofstream(folder / "train" / "star" / "notes.txt") << "mine";
    std::ofstream(folder / "train" / "star" / "photo-0900.png") << "mine, too";
    QVERIFY(makeShapes(folder, {.imagesPerClass = 5, .seed = 2}));
    QVERIFY(makeShapes(reference, {.imagesPerClass = 5, .seed = 2}));
    auto files = contents(folder);
    QCOMPARE(files.erase("train/star/notes.txt"), std::size_t{1});
    QCOMPARE(files.erase("train/star/photo-0900.png"), std::size_t{1});
    QVERIFY(files == contents(reference));
}

void TestShapes::otherFilesStay()
{
    const fs::path folder = fresh();
    fs::create_directories(folder / "train" / "star");
    std::ofstream(folder / "train" / "star" / "0003.png") << "mine";
    const auto before = contents(folder);
    const auto refused = makeShapes(folder, {.imagesPerClass = 2});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::BadUsage);
    QVERIFY(describe(refused.error()).find(folder.string()) != std::string::npos);
    QVERIFY(contents(folder) == before);
}

void TestShapes::progressIsOnTheCallingThread()
{
    std::vector<std::uint32_t> reports;
    const auto caller = std::this_thread::get_id();
    bool isHere = true;
    const auto made = makeShapes(fresh(), {.imagesPerClass = 10}, [&](std::uint32_t done, std::uint32_t total) {
        isHere = isHere && std::this_thread::get_id() == caller && total == 120;
        reports.push_back(done);
    });
    QVERIFY(made && *made);
    QVERIFY(isHere);
    QVERIFY(std::is_sorted(reports.begin(), reports.end()));
    QCOMPARE(reports.back(), 120U);
}

void TestShapes::stoppedBeforeItBegins()
{
    std::stop_source stop;
    stop.request_stop();
    const fs::path folder = fresh();
    const auto made = makeShapes(folder, {}, {}, stop.get_token());
    QVERIFY(made);
    QVERIFY(!*made);
    QVERIFY(!fs::exists(folder));
}

void TestShapes::stoppedSetIsCompletedByTheNext()
{
    // So many images that they cannot be done by the first report, some 50 ms after the start.
    const ShapesOptions large{.size = 128, .imagesPerClass = 5000, .threads = 2};
    const fs::path folder = fresh(), reference = fresh();
    std::stop_source stop;
    std::uint32_t last = 0;
    const auto made = makeShapes(
        folder, large,
        [&](std::uint32_t done, std::uint32_t) {
            last = done;
            stop.request_stop();
        },
        stop.get_token());
    QVERIFY(made);
    QVERIFY(!*made);
    const auto files = contents(folder);
    QCOMPARE(files.size(), std::size_t{last}); // each reported image is there, and none in part
    for (const auto &[name, bytes] : files)
        QCOMPARE(decoded(bytes).size(), std::size_t{128 * 128 * 3});

    const ShapesOptions small{.imagesPerClass = 5};
    QVERIFY(makeShapes(folder, small) && makeShapes(reference, small));
    QVERIFY(contents(folder) == contents(reference));
}

void TestShapes::badValues_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("images");
    QTest::addColumn<int>("threads");
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("too small") << 31 << 10 << 0 << QByteArray("size");
    QTest::newRow("too large") << 129 << 10 << 0 << QByteArray("size");
    QTest::newRow("no images") << 32 << 0 << 0 << QByteArray("the number of images per class");
    QTest::newRow("too many images") << 32 << 100'001 << 0 << QByteArray("the number of images per class");
    QTest::newRow("threads below zero") << 32 << 10 << -1 << QByteArray("threads");
}

void TestShapes::badValues()
{
    QFETCH(int, size);
    QFETCH(int, images);
    QFETCH(int, threads);
    QFETCH(QByteArray, key);
    const fs::path folder = fresh();
    const auto made = makeShapes(folder, {.size = size, .imagesPerClass = images, .threads = threads});
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::BadValue);
    QCOMPARE(made.error().arguments.size(), std::size_t{3});
    QCOMPARE(QByteArray::fromStdString(made.error().arguments[0]), key);
    QVERIFY(!fs::exists(folder));
}

void TestShapes::folderThatCannotBeMade()
{
    const fs::path file = fresh();
    std::ofstream(file) << "not a folder";
    const auto made = makeShapes(file / "shapes", {});
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::FileUnwritable);
}

void TestShapes::fileThatCannotBeReplaced()
{
    const fs::path folder = fresh(), taken = folder / "train" / "heart" / "0002.png";
    fs::create_directories(taken / "inner"); // a folder in the place of an image
    std::ofstream(folder / ".tandem-shapes") << "a set of before";
    const auto made = makeShapes(folder, {.imagesPerClass = 5});
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::FileUnwritable);
    QCOMPARE(made.error().arguments[0], taken.string());
    QVERIFY(!fs::exists(taken.string() + ".part"));
}

void TestShapes::fullDisk()
{
    // The device that is always full, in the place where the image is first written.
    const fs::path folder = fresh(), image = folder / "train" / "heart" / "0002.png";
    fs::create_directories(image.parent_path());
    fs::create_symlink("/dev/full", image.string() + ".part");
    std::ofstream(folder / ".tandem-shapes") << "a set of before";
    const auto made = makeShapes(folder, {.imagesPerClass = 5});
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::DiskFull);
    QCOMPARE(made.error().arguments[0], image.string());
    QVERIFY(!fs::exists(image));
}

QTEST_APPLESS_MAIN(TestShapes)
#include "tst_shapes.moc"
