#include "tests/data/fixtures.h"

#include <QTest>

using namespace tandem;
using namespace tandem::fixtures;

namespace fs = std::filesystem;

namespace {

/// The value of a pixel's channel in image `number`: no two neighbours in any direction agree.
std::uint8_t value(int number, int x, int y, int channel)
{
    return static_cast<std::uint8_t>(number * 53 + x * 3 + y * 7 + channel * 101);
}

/// Three planes, one after the other, by rows or by columns.
QByteArray planes(int number, int side, bool columnsFirst)
{
    QByteArray bytes;
    for (int channel = 0; channel < 3; ++channel)
        for (int outer = 0; outer < side; ++outer)
            for (int inner = 0; inner < side; ++inner)
                bytes += static_cast<char>(columnsFirst ? value(number, outer, inner, channel)
                                                        : value(number, inner, outer, channel));
    return bytes;
}

QByteArray cifar10(std::initializer_list<int> labels, int first)
{
    QByteArray file;
    for (const int label : labels)
        file += static_cast<char>(label) + planes(first++, 32, false);
    return file;
}

void verifyPixels(const ImageSet &images, std::uint32_t i, int number, int side)
{
    const ImageView view = images.image(i);
    QCOMPARE(view.width, side);
    QCOMPARE(view.height, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            QCOMPARE(pixel(images, i, x, y),
                     (Rgb{value(number, x, y, 0), value(number, x, y, 1), value(number, x, y, 2)}));
}

using Names = std::vector<std::string>;

} // namespace

/// The binary files of CIFAR-10, CIFAR-100 and STL-10, made by hand.
class TestPackedFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cifar10Folder();
    void cifar10SingleFile();
    void cifar10NamesFromItsFile();
    void cifar100FineLabels();
    void stl10ColumnsAndLabels();
    void stl10WithoutLabels();
    void wrongLength();
    void wrongLabel();
    void stl10LabelsMissingOrShort();
    void onlyTestPart();
    void fingerprintChanges();
    void identityFollowsPixelsAndClasses();
};

void TestPackedFiles::cifar10Folder()
{
    const Folder folder;
    folder.write("c/data_batch_1.bin", cifar10({6, 9}, 0));
    folder.write("c/data_batch_2.bin", cifar10({0}, 2));
    folder.write("c/test_batch.bin", cifar10({3}, 3));
    for (int pass = 0; pass < 2; ++pass) {
        const auto images = openImages(folder.path() / "c", cachedIn(folder));
        QVERIFY2(images.has_value(), describe(images ? Error{} : images.error()).c_str());
        QCOMPARE((*images)->kind(), std::string("CIFAR-10"));
        QCOMPARE((*images)->size(), 3U);
        QCOMPARE((*images)->label(0), 6);
        QCOMPARE((*images)->label(1), 9);
        QCOMPARE((*images)->label(2), 0);
        QCOMPARE((*images)->name(1), std::string("data_batch_1.bin#1"));
        QCOMPARE((*images)->name(2), std::string("data_batch_2.bin#0"));
        QCOMPARE((*images)->classNames().size(), std::size_t{10});
        QCOMPARE((*images)->classNames()[6], std::string("frog"));
        for (std::uint32_t i = 0; i < 3; ++i)
            verifyPixels(**images, i, static_cast<int>(i), 32);
    }
}

void TestPackedFiles::cifar10SingleFile()
{
    const Folder folder;
    folder.write("c/data_batch_1.bin", cifar10({6}, 0));
    folder.write("c/test_batch.bin", cifar10({3, 4}, 3));
    const auto images = openImages(folder.path() / "c/test_batch.bin", cachedIn(folder));
    QVERIFY(images.has_value());
    QCOMPARE((*images)->size(), 2U);
    QCOMPARE((*images)->label(1), 4);
    QCOMPARE((*images)->name(1), std::string("test_batch.bin#1"));
    verifyPixels(**images, 1, 4, 32);
}

void TestPackedFiles::cifar10NamesFromItsFile()
{
    const Folder folder;
    folder.write("c/data_batch_1.bin", cifar10({1}, 0));
    folder.write("c/batches.meta.txt", "a\r\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n");
    const auto images = openImages(folder.path() / "c", cachedIn(folder));
    QVERIFY(images.has_value());
    QCOMPARE((*images)->classNames(), (Names{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}));
}

void TestPackedFiles::cifar100FineLabels()
{
    const Folder folder;
    folder.write("c/train.bin", QByteArray(1, 11) + QByteArray(1, 90) + planes(5, 32, false));
    folder.write("c/test.bin", QByteArray(1, 11) + QByteArray(1, 99) + planes(6, 32, false));
    const auto images = openImages(folder.path() / "c", cachedIn(folder));
    QVERIFY(images.has_value());
    QCOMPARE((*images)->kind(), std::string("CIFAR-100"));
    QCOMPARE((*images)->label(0), 90);
    QCOMPARE((*images)->classNames().size(), std::size_t{100});
    QCOMPARE((*images)->classNames()[90], std::string("train"));
    verifyPixels(**images, 0, 5, 32);
    const auto test = openImages(folder.path() / "c/test.bin", cachedIn(folder));
    QVERIFY(test.has_value());
    QCOMPARE((*test)->classNames()[static_cast<std::size_t>((*test)->label(0))], std::string("worm"));
}

void TestPackedFiles::stl10ColumnsAndLabels()
{
    const Folder folder;
    folder.write("s/train_X.bin", planes(0, 96, true) + planes(1, 96, true));
    folder.write("s/train_y.bin", QByteArray("\x01\x0A", 2));
    folder.write("s/class_names.txt", "airplane\nbird\ncar\ncat\ndeer\ndog\nhorse\nmonkey\nship\ntruck\n");
    const auto images = openImages(folder.path() / "s", cachedIn(folder));
    QVERIFY(images.has_value());
    QCOMPARE((*images)->kind(), std::string("STL-10"));
    QCOMPARE((*images)->label(0), 0);
    QCOMPARE((*images)->label(1), 9);
    QCOMPARE((*images)->classNames()[9], std::string("truck"));
    verifyPixels(**images, 0, 0, 96);
    verifyPixels(**images, 1, 1, 96);
}

void TestPackedFiles::stl10WithoutLabels()
{
    const Folder folder;
    const fs::path file = folder.write("s/unlabeled_X.bin", planes(0, 96, true));
    const auto images = openImages(file, cachedIn(folder));
    QVERIFY(images.has_value());
    QCOMPARE((*images)->label(0), kNoLabel);
    QVERIFY((*images)->classNames().empty());
}

void TestPackedFiles::wrongLength()
{
    const Folder folder;
    folder.write("c/data_batch_1.bin", cifar10({6}, 0) + "x");
    const auto images = openImages(folder.path() / "c", cachedIn(folder));
    QVERIFY(!images.has_value());
    QCOMPARE(images.error().code, ErrorCode::FileCorrupt);
    QCOMPARE(images.error().arguments.at(0), (folder.path() / "c/data_batch_1.bin").string());
}

void TestPackedFiles::wrongLabel()
{
    const Folder folder;
    folder.write("c/data_batch_1.bin", cifar10({6, 10}, 0));
    const auto images = openImages(folder.path() / "c", cachedIn(folder));
    QVERIFY(!images.has_value());
    QCOMPARE(images.error().code, ErrorCode::FileCorrupt);
    QVERIFY(cacheFiles(folder).empty());
}

void TestPackedFiles::stl10LabelsMissingOrShort()
{
    const Folder folder;
    folder.write("s/train_X.bin", planes(0, 96, true));
    QCOMPARE(openImages(folder.path() / "s", cachedIn(folder)).error().code, ErrorCode::FileNotFound);
    folder.write("s/train_y.bin", QByteArray("\x01\x02", 2));
    QCOMPARE(openImages(folder.path() / "s", cachedIn(folder)).error().code, ErrorCode::FileCorrupt);
    folder.write("s/train_y.bin", QByteArray(1, '\0')); // labels count from 1
    QCOMPARE(openImages(folder.path() / "s", cachedIn(folder)).error().code, ErrorCode::FileCorrupt);
}

void TestPackedFiles::onlyTestPart()
{
    const Folder folder;
    const fs::path file = folder.write("c/test_batch.bin", cifar10({6}, 0));
    const auto images = openImages(folder.path() / "c", cachedIn(folder));
    QVERIFY(!images.has_value());
    QVERIFY2(describe(images.error()).find(file.string()) != std::string::npos, describe(images.error()).c_str());
}

void TestPackedFiles::fingerprintChanges()
{
    const Folder folder;
    folder.write("s/train_X.bin", planes(0, 96, true));
    const fs::path labels = folder.write("s/train_y.bin", QByteArray(1, 1));
    const auto before = fingerprintOf(folder.path() / "s");
    QVERIFY(before.has_value());
    fs::last_write_time(labels, fs::last_write_time(labels) + std::chrono::seconds(1));
    QVERIFY(*fingerprintOf(folder.path() / "s") != *before);
}

void TestPackedFiles::identityFollowsPixelsAndClasses()
{
    const Folder folder;
    const auto identity = [&](const char *name, int seed, char label) {
        folder.write((std::string(name) + "/train_X.bin").c_str(), planes(seed, 96, true));
        folder.write((std::string(name) + "/train_y.bin").c_str(), QByteArray(1, label));
        const auto images = openImages(folder.path() / name, cachedIn(folder));
        return images ? (*images)->identity() : describe(images.error());
    };
    const std::string known = identity("s", 0, 1);
    QCOMPARE(known.size(), std::size_t{64});
    QCOMPARE(identity("copy", 0, 1), known);
    QVERIFY(identity("pixels", 1, 1) != known);
    QVERIFY(identity("label", 0, 2) != known);
}

QTEST_GUILESS_MAIN(TestPackedFiles)
#include "tst_packed_files.moc"
