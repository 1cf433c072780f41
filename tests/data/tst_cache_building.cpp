#include "tests/data/fixtures.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <memory>
#include <mutex>
#include <thread>

using namespace tandem;
using namespace tandem::fixtures;

namespace fs = std::filesystem;
using namespace Qt::StringLiterals;

namespace {

/// Processor time of this process so far: what others on the machine do makes no difference.
std::chrono::nanoseconds processorTime()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

/// Starts a process that opens the numbered images, see open_images_child.cpp.
std::unique_ptr<QProcess> startChild(const Folder &folder, QStringList more = {})
{
    auto child = std::make_unique<QProcess>();
    child->start(QCoreApplication::applicationDirPath() + u"/open_images_child"_s,
                 QStringList{QString::fromStdString((folder.path() / "d").string()),
                             QString::fromStdString((folder.path() / "the-cache").string())} +
                     more);
    return child;
}

/// What a child has found.
QByteArray answerOf(QProcess &child)
{
    if (!child.waitForFinished() || child.exitCode() != 0)
        return "failed: " + child.readAllStandardError();
    return child.readAllStandardOutput().trimmed();
}

} // namespace

/// How the packed file is made: by any number of threads and processes, stoppable, never left half-made.
class TestCacheBuilding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void progressReachesTheEnd();
    void stopLeavesNoFile();
    void stoppedBeforehand();
    void stopIsPrompt();
    void fullDiskLeavesNoFile();
    void unwritableCacheFolder();
    void twoProcessesAtOnce();
    void anyNumberOfThreadsGivesTheSame();
};

void TestCacheBuilding::progressReachesTheEnd()
{
    const Folder folder;
    fillNumbered(folder);
    std::mutex mutex;
    std::vector<std::uint32_t> done;
    OpenImagesOptions options = cachedIn(folder);
    options.progress = [&](std::uint32_t now, std::uint32_t total) {
        const std::lock_guard lock(mutex);
        if (total == kNumberedImages)
            done.push_back(now);
    };
    QVERIFY(openImages(folder.path() / "d", options).has_value());
    QVERIFY(!done.empty());
    QVERIFY(std::is_sorted(done.begin(), done.end()));
    QCOMPARE(done.back(), static_cast<std::uint32_t>(kNumberedImages));
}

void TestCacheBuilding::stopLeavesNoFile()
{
    const Folder folder;
    fillNumbered(folder);
    Picture large = patch(1500, 1500, kRed);
    for (int i = 0; i < 20; ++i)
        folder.write("d/2/large" + std::to_string(i) + ".bmp", bmp(large));
    std::stop_source source;
    OpenImagesOptions options = cachedIn(folder);
    options.progress = [&source](std::uint32_t done, std::uint32_t) {
        if (done > 0)
            source.request_stop();
    };
    const auto images = openImages(folder.path() / "d", options, source.get_token());
    QVERIFY(images.has_value());
    QVERIFY(*images == nullptr);
    QCOMPARE(cacheFiles(folder), std::vector<std::string>());
    options.progress = {};
    const auto again = openImages(folder.path() / "d", options);
    QVERIFY(again.has_value());
    QCOMPARE((*again)->size(), static_cast<std::uint32_t>(kNumberedImages + 20));
}

void TestCacheBuilding::stoppedBeforehand()
{
    const Folder folder;
    fillNumbered(folder);
    std::stop_source source;
    source.request_stop();
    const auto images = openImages(folder.path() / "d", cachedIn(folder), source.get_token());
    QVERIFY(images.has_value());
    QVERIFY(*images == nullptr);
    QVERIFY(cacheFiles(folder).empty());
}

void TestCacheBuilding::stopIsPrompt()
{
    // One JPEG that takes seconds: the stop must reach into the decoder.
    const Folder folder;
    Picture noisy = patch(4500, 3000, kRed);
    std::uint32_t state = 1;
    for (Rgb &p : noisy.pixels) {
        state = state * 1664525U + 1013904223U;
        p = {static_cast<std::uint8_t>(state >> 24), static_cast<std::uint8_t>(state >> 16),
             static_cast<std::uint8_t>(state >> 8)};
    }
    folder.write("d/a.jpg", jpeg(noisy));
    const auto begin = processorTime();
    QVERIFY(openImages(folder.path() / "d", cachedIn(folder, 1)).has_value());
    const auto whole = processorTime() - begin;
    fs::remove_all(folder.path() / "the-cache");

    // The unfinished file appears just before the image is read.
    std::stop_source source;
    std::chrono::nanoseconds asked{};
    std::jthread stopper([&](const std::stop_token &giveUp) {
        while (cacheFiles(folder).empty() && !giveUp.stop_requested())
            std::this_thread::yield();
        asked = processorTime();
        source.request_stop();
    });
    const auto images = openImages(folder.path() / "d", cachedIn(folder, 1), source.get_token());
    const auto answered = processorTime();
    stopper.request_stop();
    stopper.join();
    QVERIFY(images.has_value());
    QVERIFY(*images == nullptr);
    QVERIFY2(answered - asked < 3 * whole / 4, "the image was decoded to its end");
}

void TestCacheBuilding::fullDiskLeavesNoFile()
{
    const Folder folder;
    fillNumbered(folder);
    for (int i = 0; i < 20; ++i)
        folder.write("d/0/large" + std::to_string(i) + ".png", png(patch(100, 100, kGreen))); // 600 kB when decoded
    QCOMPARE(answerOf(*startChild(folder, {u"200000"_s})), QByteArray("disk-full"));
    QCOMPARE(cacheFiles(folder), std::vector<std::string>());
}

void TestCacheBuilding::unwritableCacheFolder()
{
    const Folder folder;
    fillNumbered(folder);
    folder.write("the-cache", "a file where the folder should be");
    const auto images = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(!images.has_value());
    QCOMPARE(images.error().code, ErrorCode::FileUnwritable);
}

void TestCacheBuilding::twoProcessesAtOnce()
{
    const Folder folder;
    fillNumbered(folder);
    std::vector<std::unique_ptr<QProcess>> children;
    for (int i = 0; i < 4; ++i)
        children.push_back(startChild(folder));
    for (const std::unique_ptr<QProcess> &child : children)
        QCOMPARE(answerOf(*child), QByteArray("right"));
    QCOMPARE(cacheFiles(folder).size(), std::size_t{1});
}

void TestCacheBuilding::anyNumberOfThreadsGivesTheSame()
{
    for (const int threads : {1, 3, 16}) {
        const Folder folder;
        fillNumbered(folder);
        const auto images = openImages(folder.path() / "d", cachedIn(folder, threads));
        QVERIFY(images.has_value());
        QVERIFY(isNumbered(**images));
    }
}

QTEST_GUILESS_MAIN(TestCacheBuilding)
#include "tst_cache_building.moc"
