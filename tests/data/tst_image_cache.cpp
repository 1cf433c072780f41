#include "core/base/log.h"
#include "tests/data/fixtures.h"

#include <QFile>
#include <QTest>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <mutex>
#include <thread>

using namespace tandem;
using namespace tandem::fixtures;

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

constexpr int kImages = 120;

/// A labelled folder whose image i has the color (i, 2i, 255 - i) and its own size.
void fill(const Folder &folder)
{
    for (int i = 0; i < kImages; ++i) {
        const auto c = static_cast<std::uint8_t>(i);
        folder.write("d/" + std::to_string(i % 3) + "/" + std::to_string(i) + ".png",
                     png(patch(8 + i % 5, 6 + i % 7,
                               {c, static_cast<std::uint8_t>(2 * i), static_cast<std::uint8_t>(255 - i)})));
    }
}

/// True if every image has the pixels that its name says.
bool isRight(const ImageSet &images)
{
    if (images.size() != kImages || images.classNames() != std::vector<std::string>{"0", "1", "2"})
        return false;
    for (std::uint32_t i = 0; i < images.size(); ++i) {
        const int number = std::stoi(images.name(i).substr(2));
        const ImageView view = images.image(i);
        const Rgb wanted{static_cast<std::uint8_t>(number), static_cast<std::uint8_t>(2 * number),
                         static_cast<std::uint8_t>(255 - number)};
        if (images.label(i) != number % 3 || view.width != 8 + number % 5 || view.height != 6 + number % 7 ||
            pixel(images, i, 0, 0) != wanted || pixel(images, i, view.width - 1, view.height - 1) != wanted)
            return false;
    }
    return true;
}

/// Runs a function in a child process that may not write files longer than `bytes`; its result is the exit status.
template <class Function> int inChildWithFileLimit(rlim_t bytes, Function function)
{
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{bytes, bytes};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        ::_exit(function());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

/// The packed file: made once, mapped afterwards, made again when it does not fit, never left half-made.
class TestImageCache : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { setLogSink({}); }

    void secondOpenDecodesNothing();
    void anyNumberOfThreadsGivesTheSame();
    void pixelsAreAligned();
    void progressReachesTheEnd();
    void changedFileIsNoticed_data();
    void changedFileIsNoticed();
    void foldersThatLookAlikeAreToldApart();
    void damagedCacheIsMadeAgain_data();
    void damagedCacheIsMadeAgain();
    void everyFlippedByteOfTheTablesIsNoticed();
    void stopLeavesNoFile();
    void stoppedBeforehand();
    void stopIsPrompt();
    void fullDiskLeavesNoFile();
    void unwritableCacheFolder();
    void twoProcessesAtOnce();
    void openSetSurvivesItsCacheFile();
    void fileThatBecomesReadableIsTakenIn();
};

void TestImageCache::secondOpenDecodesNothing()
{
    const Folder folder;
    fill(folder);
    const auto first = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(first.has_value());
    QVERIFY(isRight(**first));
    QCOMPARE(cacheFiles(folder).size(), std::size_t{1});
    const auto written = fs::last_write_time((*first)->cacheFile());
    // Same size and times, other content: only decoding would notice.
    const fs::path image = folder.path() / "d/0/0.png";
    const auto modified = fs::last_write_time(image);
    const auto size = fs::file_size(image);
    folder.write("d/0/0.png", QByteArray(static_cast<qsizetype>(size), 'x'));
    fs::last_write_time(image, modified);
    std::atomic<int> calls{0};
    OpenImagesOptions options = cachedIn(folder);
    options.progress = [&calls](std::uint32_t, std::uint32_t) { ++calls; };
    const auto second = openImages(folder.path() / "d", options);
    QVERIFY(second.has_value());
    QVERIFY(isRight(**second));
    QCOMPARE(calls.load(), 0);
    QCOMPARE((*second)->cacheFile(), (*first)->cacheFile());
    QVERIFY(fs::last_write_time((*second)->cacheFile()) == written);
    QCOMPARE((*second)->fingerprint(), (*first)->fingerprint());
}

void TestImageCache::anyNumberOfThreadsGivesTheSame()
{
    for (const int threads : {1, 3, 16}) {
        const Folder folder;
        fill(folder);
        const auto images = openImages(folder.path() / "d", cachedIn(folder, threads));
        QVERIFY(images.has_value());
        QVERIFY(isRight(**images));
    }
}

void TestImageCache::pixelsAreAligned()
{
    const Folder folder;
    fill(folder);
    const auto images = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(images.has_value());
    for (std::uint32_t i = 0; i < kImages; ++i)
        QCOMPARE(reinterpret_cast<std::uintptr_t>((*images)->image(i).pixels) % 64, std::uintptr_t{0});
}

void TestImageCache::progressReachesTheEnd()
{
    const Folder folder;
    fill(folder);
    std::mutex mutex;
    std::vector<std::uint32_t> done;
    OpenImagesOptions options = cachedIn(folder);
    options.progress = [&](std::uint32_t now, std::uint32_t total) {
        const std::lock_guard lock(mutex);
        if (total == kImages)
            done.push_back(now);
    };
    QVERIFY(openImages(folder.path() / "d", options).has_value());
    QVERIFY(!done.empty());
    QVERIFY(std::is_sorted(done.begin(), done.end()));
    QCOMPARE(done.back(), static_cast<std::uint32_t>(kImages));
}

void TestImageCache::changedFileIsNoticed_data()
{
    QTest::addColumn<QString>("change");
    for (const char *change : {"time", "size", "name", "added", "removed"})
        QTest::newRow(change) << QString::fromLatin1(change);
}

void TestImageCache::changedFileIsNoticed()
{
    QFETCH(QString, change);
    const Folder folder;
    fill(folder);
    const fs::path image = folder.path() / "d/1/1.png";
    const auto before = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(before.has_value());
    if (change == QLatin1String("time"))
        fs::last_write_time(image, fs::last_write_time(image) + 1ms);
    else if (change == QLatin1String("size"))
        folder.write("d/1/1.png", png(patch(50, 50, kRed)));
    else if (change == QLatin1String("name"))
        fs::rename(image, folder.path() / "d/1/one.png");
    else if (change == QLatin1String("added"))
        folder.write("d/1/new.png", png(patch(5, 5, kRed)));
    else
        fs::remove(image);
    const auto fingerprint = fingerprintOf(folder.path() / "d");
    QVERIFY(fingerprint.has_value());
    QVERIFY(*fingerprint != (*before)->fingerprint());
    const auto after = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(after.has_value());
    QCOMPARE((*after)->fingerprint(), *fingerprint);
    const int difference = change == QLatin1String("added") ? 1 : change == QLatin1String("removed") ? -1 : 0;
    QCOMPARE((*after)->size(), static_cast<std::uint32_t>(kImages + difference));
    QVERIFY(isRight(**before)); // what is open stays as it was
}

void TestImageCache::foldersThatLookAlikeAreToldApart()
{
    // Uncompressed images of equal size, times as an archive sets them.
    const Folder folder;
    const auto time = fs::file_time_type::clock::now();
    fs::last_write_time(folder.write("one/a.bmp", bmp(patch(8, 8, kRed))), time);
    fs::last_write_time(folder.write("two/a.bmp", bmp(patch(8, 8, kBlue))), time);
    const auto one = openImages(folder.path() / "one", cachedIn(folder));
    const auto two = openImages(folder.path() / "two", cachedIn(folder));
    QVERIFY(one.has_value() && two.has_value());
    QCOMPARE(pixel(**one, 0, 0, 0), kRed);
    QCOMPARE(pixel(**two, 0, 0, 0), kBlue);
}

void TestImageCache::damagedCacheIsMadeAgain_data()
{
    QTest::addColumn<double>("keep"); // share of the file
    QTest::addColumn<int>("flip");    // byte to damage, from the end if negative; 0: none
    QTest::newRow("empty") << 0.0 << 0;
    QTest::newRow("a few bytes") << 0.001 << 0;
    QTest::newRow("half") << 0.5 << 0;
    QTest::newRow("nearly all") << 0.999 << 0;
    QTest::newRow("first byte") << 1.0 << 1;
    QTest::newRow("in the header") << 1.0 << 24;
    QTest::newRow("last byte") << 1.0 << -1;
    QTest::newRow("in the tables") << 1.0 << -2000;
}

void TestImageCache::damagedCacheIsMadeAgain()
{
    QFETCH(double, keep);
    QFETCH(int, flip);
    const Folder folder;
    fill(folder);
    fs::path path;
    {
        const auto first = openImages(folder.path() / "d", cachedIn(folder));
        QVERIFY(first.has_value());
        path = (*first)->cacheFile();
    }
    QFile file(QString::fromStdString(path.string()));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.resize(static_cast<qint64>(static_cast<double>(file.size()) * keep)));
    if (flip != 0) {
        file.seek(flip > 0 ? flip - 1 : file.size() + flip);
        char byte = 0;
        QVERIFY(file.getChar(&byte));
        file.seek(file.pos() - 1);
        QVERIFY(file.putChar(static_cast<char>(byte ^ 0x20)));
    }
    file.close();
    std::mutex mutex;
    std::vector<std::string> lines;
    setLogSink([&](LogLevel, std::string_view line) {
        const std::lock_guard lock(mutex);
        lines.emplace_back(line);
    });
    const auto again = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(again.has_value());
    QVERIFY(isRight(**again));
    QVERIFY(!lines.empty());
    QCOMPARE(cacheFiles(folder).size(), std::size_t{1});
}

void TestImageCache::everyFlippedByteOfTheTablesIsNoticed()
{
    const Folder folder;
    folder.write("d/a/1.png", png(patch(2, 2, kRed)));
    folder.write("d/b/2.png", png(patch(2, 2, kBlue)));
    fs::path path;
    {
        const auto first = openImages(folder.path() / "d", cachedIn(folder));
        QVERIFY(first.has_value());
        path = (*first)->cacheFile();
    }
    QFile original(QString::fromStdString(path.string()));
    QVERIFY(original.open(QIODevice::ReadOnly));
    const QByteArray whole = original.readAll();
    for (qsizetype i = 0; i < whole.size(); i += 7) {
        QByteArray damaged = whole;
        damaged[i] = static_cast<char>(damaged[i] ^ 0x81);
        fs::remove(path);
        QFile file(QString::fromStdString(path.string()));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(damaged) == damaged.size());
        file.close();
        const auto images = openImages(folder.path() / "d", cachedIn(folder));
        QVERIFY(images.has_value());
        QCOMPARE((*images)->size(), 2U);
        QCOMPARE((*images)->label(1), 1);
        QCOMPARE((*images)->name(1), std::string("b/2.png"));
        QCOMPARE((*images)->image(1).width, 2);
    }
}

void TestImageCache::stopLeavesNoFile()
{
    const Folder folder;
    fill(folder);
    Picture large = patch(1500, 1500, kRed);
    for (int i = 0; i < 40; ++i)
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
    QCOMPARE((*again)->size(), static_cast<std::uint32_t>(kImages + 40));
}

void TestImageCache::stoppedBeforehand()
{
    const Folder folder;
    fill(folder);
    std::stop_source source;
    source.request_stop();
    const auto images = openImages(folder.path() / "d", cachedIn(folder), source.get_token());
    QVERIFY(images.has_value());
    QVERIFY(*images == nullptr);
    QVERIFY(cacheFiles(folder).empty());
}

void TestImageCache::stopIsPrompt()
{
    // One JPEG that takes seconds: the stop must reach into the decoder.
    const Folder folder;
    Picture noisy = patch(6000, 4000, kRed);
    std::uint32_t state = 1;
    for (Rgb &p : noisy.pixels) {
        state = state * 1664525U + 1013904223U;
        p = {static_cast<std::uint8_t>(state >> 24), static_cast<std::uint8_t>(state >> 16),
             static_cast<std::uint8_t>(state >> 8)};
    }
    folder.write("d/a.jpg", jpeg(noisy));
    const auto begin = std::chrono::steady_clock::now();
    QVERIFY(openImages(folder.path() / "d", cachedIn(folder, 1)).has_value());
    const auto whole = std::chrono::steady_clock::now() - begin;
    fs::remove_all(folder.path() / "the-cache");

    std::stop_source source;
    std::chrono::steady_clock::time_point asked;
    std::jthread stopper([&] {
        std::this_thread::sleep_for(whole / 4); // somewhere in the middle of the image
        asked = std::chrono::steady_clock::now();
        source.request_stop();
    });
    const auto images = openImages(folder.path() / "d", cachedIn(folder, 1), source.get_token());
    const auto answered = std::chrono::steady_clock::now();
    stopper.join();
    QVERIFY(images.has_value());
    QVERIFY(*images == nullptr);
    QVERIFY2(answered - asked < whole / 4, "the image was decoded to its end");
}

void TestImageCache::fullDiskLeavesNoFile()
{
    const Folder folder;
    for (int i = 0; i < 20; ++i)
        folder.write("d/" + std::to_string(i) + ".png", png(patch(100, 100, kGreen))); // 600 kB when decoded
    const int status = inChildWithFileLimit(200'000, [&folder] {
        const auto images = openImages(folder.path() / "d", cachedIn(folder, 1));
        if (images)
            return 1;
        return images.error().code == ErrorCode::DiskFull ? 0 : 2;
    });
    QCOMPARE(status, 0);
    QCOMPARE(cacheFiles(folder), std::vector<std::string>());
}

void TestImageCache::unwritableCacheFolder()
{
    const Folder folder;
    fill(folder);
    folder.write("the-cache", "a file where the folder should be");
    const auto images = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(!images.has_value());
    QCOMPARE(images.error().code, ErrorCode::FileUnwritable);
}

void TestImageCache::twoProcessesAtOnce()
{
    const Folder folder;
    fill(folder);
    std::vector<pid_t> children;
    for (int i = 0; i < 4; ++i) {
        const pid_t child = ::fork();
        if (child == 0) {
            const auto images = openImages(folder.path() / "d", cachedIn(folder, 1));
            ::_exit(images && isRight(**images) ? 0 : 1);
        }
        children.push_back(child);
    }
    for (const pid_t child : children) {
        int status = -1;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QCOMPARE(status, 0);
    }
    QCOMPARE(cacheFiles(folder).size(), std::size_t{1});
}

void TestImageCache::openSetSurvivesItsCacheFile()
{
    const Folder folder;
    fill(folder);
    const auto images = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(images.has_value());
    fs::remove_all(folder.path() / "the-cache");
    fs::remove_all(folder.path() / "d");
    QVERIFY(isRight(**images));
    QCOMPARE(fingerprintOf(folder.path() / "d").error().code, ErrorCode::FileNotFound);
}

void TestImageCache::fileThatBecomesReadableIsTakenIn()
{
    // A dangling link whose target returns: neither the link's own time nor its name changes.
    const Folder folder;
    folder.write("d/a.png", png(patch(4, 4, kRed)));
    const fs::path locked = folder.write("d/b.png", png(patch(4, 4, kBlue)));
    fs::permissions(folder.path(), fs::perms(0755));
    fs::permissions(folder.folder("the-cache"), fs::perms::all);
    fs::permissions(locked, fs::perms::none);
    const bool superuser = ::geteuid() == 0; // whom permissions do not bind
    if (superuser)
        QCOMPARE(::seteuid(65534), 0);
    const auto before = openImages(folder.path() / "d", cachedIn(folder));
    if (superuser)
        QCOMPARE(::seteuid(0), 0);
    QVERIFY(before.has_value());
    QCOMPARE((*before)->skipped().size(), std::size_t{1});
    fs::permissions(locked, fs::perms::owner_all);
    const auto after = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(after.has_value());
    QCOMPARE((*after)->size(), 2U);
    QVERIFY((*after)->skipped().empty());
}

QTEST_GUILESS_MAIN(TestImageCache)
#include "tst_image_cache.moc"
