#include "tests/data/fixtures.h"

#include <QTest>

#include <unistd.h>

using namespace tandem;
using namespace tandem::fixtures;

namespace fs = std::filesystem;

/// What counts as a dataset in a folder of images, and which errors the rest gives.
class TestImageFolders : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void classesAndFilesSortNaturally();
    void classesAreSearchedToTheBottom();
    void flatFolderHasNoLabels();
    void hiddenAndForeignFilesAreIgnored();
    void looseImagesBesideClassesAreNamed();
    void folderWithoutImagesIsNoClass();
    void linksAreFollowedButNotInCircles();
    void partsOfADatasetAreRefused();
    void classNamedTrainIsAClass();
    void missingFolder();
    void emptyFolder();
    void nothingReadable();
    void unreadableFolder();
    void anUnreadableSubFolderIsLeftOutAndNamed();
    void unknownFile();
    void sourceSaysWhereItIs();
};

namespace {

std::vector<std::string> namesOf(const ImageSet &images)
{
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < images.size(); ++i)
        names.push_back(images.name(i));
    return names;
}

std::vector<int> labelsOf(const ImageSet &images)
{
    std::vector<int> labels;
    for (std::uint32_t i = 0; i < images.size(); ++i)
        labels.push_back(images.label(i));
    return labels;
}

QByteArray dot()
{
    return png(patch(2, 2, kGreen));
}

using Names = std::vector<std::string>;

} // namespace

void TestImageFolders::classesAndFilesSortNaturally()
{
    const Folder folder;
    for (const char *name : {"class 10/a.png", "class 2/img10.png", "class 2/img9.png", "class 2/img1.png",
                             "class 1/b.png", "class 1/A.png"})
        folder.write(std::string("d/") + name, dot());
    const auto images = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(images.has_value());
    QCOMPARE((*images)->classNames(), (Names{"class 1", "class 2", "class 10"}));
    QCOMPARE(namesOf(**images), (Names{"class 1/A.png", "class 1/b.png", "class 2/img1.png", "class 2/img9.png",
                                       "class 2/img10.png", "class 10/a.png"}));
    QCOMPARE(labelsOf(**images), (std::vector<int>{0, 0, 1, 1, 1, 2}));
}

void TestImageFolders::classesAreSearchedToTheBottom()
{
    const Folder folder;
    folder.write("d/cat/2019/may/a.png", dot());
    folder.write("d/cat/b.png", dot());
    folder.write("d/dog/c.png", dot());
    const auto images = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(images.has_value());
    QCOMPARE((*images)->classNames(), (Names{"cat", "dog"}));
    QCOMPARE(labelsOf(**images), (std::vector<int>{0, 0, 1}));
}

void TestImageFolders::flatFolderHasNoLabels()
{
    const Folder folder;
    folder.write("d/2.png", dot());
    folder.write("d/10.png", dot());
    const auto images = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(images.has_value());
    QVERIFY((*images)->classNames().empty());
    QCOMPARE(namesOf(**images), (Names{"2.png", "10.png"}));
    QCOMPARE(labelsOf(**images), (std::vector<int>{kNoLabel, kNoLabel}));
}

void TestImageFolders::hiddenAndForeignFilesAreIgnored()
{
    const Folder folder;
    folder.write("d/cat/a.png", dot());
    folder.write("d/cat/._a.png", "what the Finder leaves");
    folder.write("d/cat/notes.txt", "not an image");
    folder.write("d/cat/Thumbs.db", "not an image");
    folder.write("d/.cache/b.png", dot());
    folder.write("d/README", "not an image");
    const auto images = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(images.has_value());
    QCOMPARE(namesOf(**images), (Names{"cat/a.png"}));
    QCOMPARE((*images)->classNames(), (Names{"cat"}));
    QVERIFY((*images)->skipped().empty());
}

void TestImageFolders::looseImagesBesideClassesAreNamed()
{
    const Folder folder;
    folder.write("d/cat/a.png", dot());
    folder.write("d/loose.png", dot());
    const auto images = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(images.has_value());
    QCOMPARE(namesOf(**images), (Names{"cat/a.png"}));
    QCOMPARE((*images)->skipped().size(), std::size_t{1});
    QCOMPARE((*images)->skipped()[0].name, std::string("loose.png"));
}

void TestImageFolders::folderWithoutImagesIsNoClass()
{
    const Folder folder;
    folder.write("d/cat/a.png", dot());
    folder.write("d/docs/readme.txt", "no image");
    const auto images = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(images.has_value());
    QCOMPARE((*images)->classNames(), (Names{"cat"}));
}

void TestImageFolders::linksAreFollowedButNotInCircles()
{
    const Folder folder;
    folder.write("elsewhere/a.png", dot());
    folder.write("d/dog/b.png", dot());
    fs::create_directory_symlink(folder.path() / "elsewhere", folder.path() / "d/cat");
    fs::create_directory_symlink(folder.path() / "d/dog", folder.path() / "d/dog/again");
    fs::create_directory_symlink(folder.path() / "d", folder.path() / "d/dog/root");
    fs::create_symlink(folder.path() / "gone.png", folder.path() / "d/dog/z.png");
    const auto images = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(images.has_value());
    QCOMPARE(namesOf(**images), (Names{"cat/a.png", "dog/b.png"}));
    QCOMPARE((*images)->skipped().size(), std::size_t{1});
    QCOMPARE((*images)->skipped()[0].name, std::string("dog/z.png"));
}

void TestImageFolders::partsOfADatasetAreRefused()
{
    const Folder folder;
    folder.write("d/train/cat/a.png", dot());
    folder.write("d/Test/cat/a.png", dot());
    const auto images = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(!images.has_value());
    QCOMPARE(images.error().code, ErrorCode::BadUsage);
    QVERIFY2(describe(images.error()).find("Choose " + (folder.path() / "d/train").string()) != std::string::npos,
             describe(images.error()).c_str());
    QVERIFY(!fingerprintOf(folder.path() / "d").has_value());
    QVERIFY(openImages(folder.path() / "d/train", cachedIn(folder)).has_value());
}

void TestImageFolders::classNamedTrainIsAClass()
{
    const Folder folder;
    folder.write("d/train/a.png", dot()); // on rails
    folder.write("d/bus/a.png", dot());
    const auto images = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(images.has_value());
    QCOMPARE((*images)->classNames(), (Names{"bus", "train"}));
}

void TestImageFolders::missingFolder()
{
    const Folder folder;
    const fs::path path = folder.path() / "nowhere";
    const auto images = openImages(path, cachedIn(folder));
    QVERIFY(!images.has_value());
    QCOMPARE(images.error().code, ErrorCode::FileNotFound);
    QCOMPARE(images.error().arguments.at(0), path.string());
    QCOMPARE(fingerprintOf(path).error().code, ErrorCode::FileNotFound);
}

void TestImageFolders::emptyFolder()
{
    const Folder folder;
    folder.write("d/cat/notes.txt", "no image");
    const auto images = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(!images.has_value());
    QCOMPARE(images.error().code, ErrorCode::FolderEmpty);
    QVERIFY(cacheFiles(folder).empty());
}

void TestImageFolders::nothingReadable()
{
    const Folder folder;
    folder.write("d/a.png", "no image");
    folder.write("d/b.jpg", "no image");
    const auto images = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(!images.has_value());
    QCOMPARE(images.error().code, ErrorCode::NoReadableImage);
    QCOMPARE(images.error().arguments.at(1), std::string("2"));
    QCOMPARE(images.error().arguments.at(2), std::string("a.png"));
    QVERIFY(!images.error().arguments.at(3).empty());
    QVERIFY(cacheFiles(folder).empty());
}

/// Opens the folder "d" while `locked` may not be entered. Permissions do not bind the superuser: it is nobody
/// meanwhile.
static Result<ImageSetPtr> openLocked(const Folder &folder, const fs::path &locked)
{
    fs::permissions(folder.path(), fs::perms(0755));
    fs::permissions(folder.folder("the-cache"), fs::perms::all);
    fs::permissions(locked, fs::perms::none);
    const bool superuser = ::geteuid() == 0;
    if (superuser && ::seteuid(65534) != 0)
        qFatal("cannot be nobody");
    auto images = openImages(folder.path() / "d", cachedIn(folder));
    if (superuser && ::seteuid(0) != 0)
        qFatal("cannot be root again");
    fs::permissions(locked, fs::perms(0755));
    return images;
}

void TestImageFolders::unreadableFolder()
{
    const Folder folder;
    folder.write("d/cat/a.png", dot());
    const auto images = openLocked(folder, folder.path() / "d/cat");
    QVERIFY(!images.has_value());
    QCOMPARE(images.error().code, ErrorCode::FileUnreadable);
    QCOMPARE(images.error().arguments.at(0), (folder.path() / "d/cat").string());
}

void TestImageFolders::anUnreadableSubFolderIsLeftOutAndNamed()
{
    const Folder folder;
    folder.write("d/ant/a.png", dot());
    folder.write("d/bee/b.png", dot());
    folder.write("d/cat/c.png", dot());
    folder.write("d/cat/more/d.png", dot());
    const auto whole = openLocked(folder, folder.path() / "d/bee");
    QVERIFY2(whole.has_value(), whole ? "" : describe(whole.error()).c_str());
    QCOMPARE((*whole)->classNames(), (std::vector<std::string>{"ant", "cat"}));
    QCOMPARE((*whole)->size(), 3U);
    QCOMPARE((*whole)->skipped().size(), std::size_t{1});
    QCOMPARE((*whole)->skipped().front().name, std::string("bee/"));
    QVERIFY((*whole)->skipped().front().reason.find("Permission denied") != std::string::npos);

    const auto inner = openLocked(folder, folder.path() / "d/cat/more");
    QVERIFY(inner.has_value());
    QCOMPARE((*inner)->size(), 3U);
    QCOMPARE((*inner)->skipped().size(), std::size_t{1});
    QCOMPARE((*inner)->skipped().front().name, std::string("cat/more/"));

    // What was left out comes back by itself.
    const auto after = openImages(folder.path() / "d", cachedIn(folder));
    QVERIFY(after.has_value());
    QCOMPARE((*after)->size(), 4U);
    QVERIFY((*after)->skipped().empty());
}

void TestImageFolders::unknownFile()
{
    const Folder folder;
    const auto images = openImages(folder.write("d/a.csv", "1,2"), cachedIn(folder));
    QVERIFY(!images.has_value());
    QCOMPARE(images.error().code, ErrorCode::UnknownDataset);
}

void TestImageFolders::sourceSaysWhereItIs()
{
    const Folder folder;
    folder.write("d/a.png", dot());
    const auto images = openImages(folder.path() / "d" / ".." / "d", cachedIn(folder));
    QVERIFY(images.has_value());
    QCOMPARE((*images)->kind(), std::string("image folder"));
    QVERIFY(fs::equivalent((*images)->source(), folder.path() / "d"));
    QVERIFY(fs::exists((*images)->cacheFile()));
    QCOMPARE((*images)->fingerprint().size(), std::size_t{64});
    QCOMPARE(*fingerprintOf(folder.path() / "d"), (*images)->fingerprint());
}

QTEST_GUILESS_MAIN(TestImageFolders)
#include "tst_image_folders.moc"
