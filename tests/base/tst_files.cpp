#include "core/base/digest.h"
#include "core/base/files.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>
#include <span>

using namespace tandem;
namespace fs = std::filesystem;

class TestFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writtenBytesComeBack();
    void failedWriteKeepsTheOldFile();
    void unreadableThingsAreErrors();
    void foldersAreMadeWithParents();
    void cacheFolderFollowsTheDesktop();
    void digestsMatchThePublishedOnes();
};

namespace {

Result<void> write(const fs::path &path, std::string_view text)
{
    return writeFileAtomically(path, std::as_bytes(std::span(text)));
}

} // namespace

void TestFiles::writtenBytesComeBack()
{
    const QTemporaryDir folder;
    const fs::path path = fs::path(folder.path().toStdString()) / "file";
    std::string bytes;
    for (int i = 0; i < 300'000; ++i)
        bytes += static_cast<char>(i * 7);
    for (const std::string &content : {bytes, std::string(), std::string("short")}) {
        QVERIFY(write(path, content));
        const auto read = readFile(path);
        QVERIFY(read && *read == content);
    }
    QCOMPARE(std::distance(fs::directory_iterator(path.parent_path()), fs::directory_iterator()), 1);
}

void TestFiles::failedWriteKeepsTheOldFile()
{
    const QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    const auto missing = write(root / "no" / "such" / "file", "x");
    QVERIFY(!missing && missing.error().code == ErrorCode::FileUnwritable);
    QCOMPARE(missing.error().arguments[0], (root / "no" / "such" / "file").string());
    // A target that cannot be replaced: a folder with something in it.
    fs::create_directories(root / "target" / "inner");
    const auto blocked = write(root / "target", "x");
    QVERIFY(!blocked && blocked.error().code == ErrorCode::FileUnwritable);
    QVERIFY(fs::is_directory(root / "target" / "inner"));
    QVERIFY(!fs::exists(root / "target.part"));
    const auto full = write("/dev/full/x", "x"); // a file in place of a folder
    QVERIFY(!full);
}

void TestFiles::unreadableThingsAreErrors()
{
    const QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    const auto missing = readFile(root / "missing");
    QVERIFY(!missing && missing.error().code == ErrorCode::FileNotFound);
    const auto directory = readFile(root); // once an exception that nobody expected
    QVERIFY(!directory && directory.error().code == ErrorCode::FileUnreadable);
    QCOMPARE(directory.error().arguments[1], std::string("Is a directory"));
}

void TestFiles::foldersAreMadeWithParents()
{
    const QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    QVERIFY(makeFolder(root / "a" / "b" / "c"));
    QVERIFY(makeFolder(root / "a" / "b" / "c")); // again
    QVERIFY(fs::is_directory(root / "a" / "b" / "c"));
    QVERIFY(write(root / "file", "x"));
    const auto blocked = makeFolder(root / "file" / "inner");
    QVERIFY(!blocked && blocked.error().code == ErrorCode::FileUnwritable);
    QVERIFY(!makeFolder(root / "file"));
}

void TestFiles::cacheFolderFollowsTheDesktop()
{
    const QByteArray xdg = qgetenv("XDG_CACHE_HOME");
    const QByteArray home = qgetenv("HOME");
    qputenv("XDG_CACHE_HOME", "/somewhere/cache");
    QCOMPARE(cacheFolder().string(), std::string("/somewhere/cache/tandem"));
    qputenv("XDG_CACHE_HOME", "relative"); // the specification: to be ignored
    qputenv("HOME", "/home/someone");
    QCOMPARE(cacheFolder().string(), std::string("/home/someone/.cache/tandem"));
    qunsetenv("XDG_CACHE_HOME");
    qunsetenv("HOME");
    QVERIFY(cacheFolder().is_absolute());
    if (!xdg.isNull())
        qputenv("XDG_CACHE_HOME", xdg);
    if (!home.isNull())
        qputenv("HOME", home);
}

void TestFiles::digestsMatchThePublishedOnes()
{
    // FIPS 180-2, appendix B.
    QCOMPARE(sha256(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    QCOMPARE(sha256("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    Sha256 pieces;
    for (int i = 0; i < 1000; ++i)
        pieces.add(std::string(1000, 'a'));
    QCOMPARE(pieces.finish(), std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
}

QTEST_GUILESS_MAIN(TestFiles)
#include "tst_files.moc"
