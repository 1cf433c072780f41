#include "core/base/log.h"
#include "tests/data/fixtures.h"

#include <QFile>
#include <QTest>

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <mutex>

using namespace tandem;
using namespace tandem::fixtures;

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// The packed file: made once, mapped afterwards, made again when it does not fit any more.
class TestImageCache : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { setLogSink({}); }

    void secondOpenDecodesNothing();
    void pixelsAreAligned();
    void changedFileIsNoticed_data();
    void changedFileIsNoticed();
    void foldersThatLookAlikeAreToldApart();
    void identityFollowsTheContentAlone();
    void identityTellsOtherContentApart_data();
    void identityTellsOtherContentApart();
    void damagedCacheIsMadeAgain_data();
    void damagedCacheIsMadeAgain();
    void everyFlippedByteOfTheTablesIsNoticed();
    void openSetSurvivesItsCacheFile();
    void fileThatBecomesReadableIsTakenIn();
};

void TestImageCache::secondOpenDecodesNothing()
{
    const Folder folder;
    fillNumbered(folder);
    const auto first = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(first.has_value());
    QVERIFY(isNumbered(**first));
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
    QVERIFY(isNumbered(**second));
    QCOMPARE(calls.load(), 0);
    QCOMPARE((*second)->cacheFile(), (*first)->cacheFile());
    QVERIFY(fs::last_write_time((*second)->cacheFile()) == written);
    QCOMPARE((*second)->fingerprint(), (*first)->fingerprint());
}

void TestImageCache::pixelsAreAligned()
{
    const Folder folder;
    fillNumbered(folder);
    const auto images = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(images.has_value());
    for (std::uint32_t i = 0; i < kNumberedImages; ++i)
        QCOMPARE(reinterpret_cast<std::uintptr_t>((*images)->image(i).pixels) % 64, std::uintptr_t{0});
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
    fillNumbered(folder);
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
    QCOMPARE((*after)->size(), static_cast<std::uint32_t>(kNumberedImages + difference));
    QVERIFY(isNumbered(**before)); // what is open stays as it was
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

void TestImageCache::identityFollowsTheContentAlone()
{
    const Folder folder;
    fillNumbered(folder);
    const auto identityOf = [&](const fs::path &path) {
        const auto images = openImages(path, cachedIn(folder));
        return images ? (*images)->identity() : describe(images.error());
    };
    const std::string identity = identityOf(folder.path() / "d");
    QCOMPARE(identity.size(), std::size_t{64});
    QCOMPARE(identityOf(folder.path() / "d"), identity); // from the cache
    fs::copy(folder.path() / "d", folder.path() / "copy", fs::copy_options::recursive);
    const auto copied = fingerprintOf(folder.path() / "copy");
    QVERIFY(copied.has_value());
    QVERIFY(*copied != *fingerprintOf(folder.path() / "d")); // other times
    QCOMPARE(identityOf(folder.path() / "copy"), identity);
    for (const auto &entry : fs::recursive_directory_iterator(folder.path() / "d"))
        fs::last_write_time(entry.path(), fs::file_time_type::clock::now());
    QCOMPARE(identityOf(folder.path() / "d"), identity);
    fs::rename(folder.path() / "d", folder.path() / "moved");
    QCOMPARE(identityOf(folder.path() / "moved"), identity);
    // What is left out takes no part.
    folder.write("moved/0/zz.png", "no image");
    QCOMPARE(identityOf(folder.path() / "moved"), identity);
}

void TestImageCache::identityTellsOtherContentApart_data()
{
    QTest::addColumn<QString>("change");
    for (const char *change : {"pixels", "name", "class", "added", "removed"})
        QTest::newRow(change) << QString::fromLatin1(change);
}

void TestImageCache::identityTellsOtherContentApart()
{
    QFETCH(QString, change);
    const Folder folder;
    fillNumbered(folder);
    const auto before = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(before.has_value());
    const fs::path image = folder.path() / "d/1/1.png";
    if (change == QLatin1String("pixels"))
        folder.write("d/1/1.png", png(patch(50, 50, kRed)));
    else if (change == QLatin1String("name"))
        fs::rename(image, folder.path() / "d/1/one.png");
    else if (change == QLatin1String("class"))
        fs::rename(folder.path() / "d/1", folder.path() / "d/01");
    else if (change == QLatin1String("added"))
        folder.write("d/1/new.png", png(patch(5, 5, kRed)));
    else
        fs::remove(image);
    const auto after = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(after.has_value());
    QVERIFY((*after)->identity() != (*before)->identity());
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
    fillNumbered(folder);
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
    QVERIFY(isNumbered(**again));
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

void TestImageCache::openSetSurvivesItsCacheFile()
{
    const Folder folder;
    fillNumbered(folder);
    const auto images = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(images.has_value());
    fs::remove_all(folder.path() / "the-cache");
    fs::remove_all(folder.path() / "d");
    QVERIFY(isNumbered(**images));
    QCOMPARE(fingerprintOf(folder.path() / "d").error().code, ErrorCode::FileNotFound);
}

void TestImageCache::fileThatBecomesReadableIsTakenIn()
{
    // Permissions change neither size nor time, so the fingerprint stays.
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
