#include "tests/data/fixtures.h"

#include <QTemporaryFile>
#include <QTest>

#include <unistd.h>

using namespace tandem;
using namespace tandem::fixtures;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPngGrey = 0;
constexpr int kPngRgb = 2;
constexpr int kPngPalette = 3;
constexpr int kPngGreyAlpha = 4;
constexpr int kPngRgbAlpha = 6;

QByteArray bytes(std::initializer_list<int> values)
{
    QByteArray array;
    for (const int value : values)
        array += static_cast<char>(value);
    return array;
}

QByteArray repeated(const QByteArray &pattern, int times)
{
    return pattern.repeated(times);
}

/// The color of the middle of a quarter.
Rgb quarter(const ImageSet &images, bool right, bool below)
{
    const ImageView view = images.image(0);
    return pixel(images, 0, (right ? 3 : 1) * view.width / 4, (below ? 3 : 1) * view.height / 4);
}

/// What is written to stderr while a function runs.
template <class Function> QByteArray stderrOf(Function function)
{
    QTemporaryFile file;
    if (!file.open())
        return "no file";
    const int saved = ::dup(STDERR_FILENO);
    ::dup2(file.handle(), STDERR_FILENO);
    function();
    ::dup2(saved, STDERR_FILENO);
    ::close(saved);
    file.seek(0);
    return file.readAll();
}

} // namespace

/// One image file in a folder, opened: what comes out is upright 8-bit RGB.
class TestDecoding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void colorsComeOutAsRgb_data();
    void colorsComeOutAsRgb();
    void storedKindBecomesRgb_data();
    void storedKindBecomesRgb();
    void exifTurnsUpright_data();
    void exifTurnsUpright();
    void exifInOtherContainers_data();
    void exifInOtherContainers();
    void nonsenseInExifIsIgnored_data();
    void nonsenseInExifIsIgnored();
    void brokenFileIsNamedAndSkipped_data();
    void brokenFileIsNamedAndSkipped();
    void missingEndMarkerIsNoDamage();
    void decodingPrintsNothing();
};

void TestDecoding::colorsComeOutAsRgb_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("channel");
    const Rgb colors[] = {kRed, kGreen, kBlue};
    for (int c = 0; c < 3; ++c) {
        const Picture picture = patch(16, 12, colors[c]);
        QTest::addRow("jpeg %d", c) << jpeg(picture) << u"a.jpg"_s << c;
        QTest::addRow("progressive jpeg %d", c) << progressiveJpeg(picture) << u"a.JPEG"_s << c;
        QTest::addRow("png %d", c) << png(picture) << u"a.PNG"_s << c;
        QTest::addRow("bmp %d", c) << bmp(picture) << u"a.bmp"_s << c;
        QTest::addRow("tiff %d", c) << tiff(picture) << u"a.tif"_s << c;
        QTest::addRow("tiff, long name %d", c) << tiff(picture) << u"a.Tiff"_s << c;
        QTest::addRow("webp %d", c) << webp(picture) << u"a.webp"_s << c;
        QTest::addRow("png named jpg %d", c) << png(picture) << u"a.jpg"_s << c;
        QTest::addRow("cmyk %d", c) << cmykJpeg(16, 12, colors[c], Ink::AdobeCmyk) << u"a.jpg"_s << c;
        QTest::addRow("ycck %d", c) << cmykJpeg(16, 12, colors[c], Ink::AdobeYcck) << u"a.jpg"_s << c;
        QTest::addRow("cmyk without marker %d", c) << cmykJpeg(16, 12, colors[c], Ink::Plain) << u"a.jpg"_s << c;
    }
}

void TestDecoding::colorsComeOutAsRgb()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, name);
    QFETCH(int, channel);
    const Folder folder;
    folder.write("images/" + name.toStdString(), file);
    const auto images = openImages(folder.path() / "images", cachedIn(folder));
    QVERIFY2(images.has_value(), describe(images ? Error{} : images.error()).c_str());
    QCOMPARE((*images)->size(), 1U);
    const ImageView view = (*images)->image(0);
    QCOMPARE(view.width, 16);
    QCOMPARE(view.height, 12);
    QCOMPARE(view.bytes(), std::size_t{16 * 12 * 3});
    const Rgb wanted = channel == 0 ? kRed : channel == 1 ? kGreen : kBlue;
    constexpr int kJpegError = 4; // color conversion and quantisation at quality 95
    for (const auto &[x, y] : {std::pair{0, 0}, std::pair{15, 0}, std::pair{7, 6}, std::pair{15, 11}})
        QVERIFY2(difference(pixel(**images, 0, x, y), wanted) <= kJpegError, "another color");
}

void TestDecoding::storedKindBecomesRgb_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QList<int>>("wanted"); // of the pixel (0, 0)
    const int n = 8;
    QTest::newRow("grey jpeg") << greyJpeg(n, n, 77) << QList<int>{77, 77, 77};
    QTest::newRow("grey png") << png(n, n, 8, kPngGrey, repeated(bytes({99}), n * n)) << QList<int>{99, 99, 99};
    QTest::newRow("1-bit grey png") << png(n, n, 1, kPngGrey, repeated(bytes({0xFF}), n)) << QList<int>{255, 255, 255};
    QTest::newRow("4-bit grey png") << png(n, n, 4, kPngGrey, repeated(bytes({0x33}), n * n / 2))
                                    << QList<int>{51, 51, 51};
    QTest::newRow("palette") << png(n, n, 8, kPngPalette, repeated(bytes({1}), n * n), {kRed, {10, 200, 30}})
                             << QList<int>{10, 200, 30};
    QTest::newRow("palette of 2 bits") << png(n, n, 2, kPngPalette, repeated(bytes({0xAA}), n * n / 4),
                                              {kRed, kGreen, {9, 8, 7}, kBlue})
                                       << QList<int>{9, 8, 7};
    QTest::newRow("palette with transparency")
        << png(n, n, 8, kPngPalette, repeated(bytes({1}), n * n), {kRed, {10, 200, 30}}, bytes({255, 0}))
        << QList<int>{10, 200, 30};
    QTest::newRow("transparent rgba keeps its color")
        << png(n, n, 8, kPngRgbAlpha, repeated(bytes({200, 100, 50, 0}), n * n)) << QList<int>{200, 100, 50};
    QTest::newRow("half transparent grey")
        << png(n, n, 8, kPngGreyAlpha, repeated(bytes({60, 128}), n * n)) << QList<int>{60, 60, 60};
    // 0x80FF / 257 = 128.498, 0x8100 / 257 = 128.502; cutting off the low byte gives 128 and 129, too, but 0x7FFF is
    // 127.498 and 0x01FF is 1.988, which cutting takes for 1.
    QTest::newRow("16-bit rounds") << png(n, n, 16, kPngRgb,
                                          repeated(bytes({0x01, 0xFF, 0x80, 0xFF, 0xFF, 0xFF}), n * n))
                                   << QList<int>{2, 128, 255};
    QTest::newRow("16-bit grey") << png(n, n, 16, kPngGrey, repeated(bytes({0x01, 0xFF}), n * n))
                                 << QList<int>{2, 2, 2};
    QTest::newRow("16-bit rgba") << png(n, n, 16, kPngRgbAlpha,
                                        repeated(bytes({0x01, 0xFF, 0x40, 0x40, 0xFF, 0xFF, 0, 1}), n * n))
                                 << QList<int>{2, 64, 255};
    QTest::newRow("interlaced") << png(n, n, 8, kPngRgb, repeated(bytes({1, 2, 3}), n * n), {}, {}, true)
                                << QList<int>{1, 2, 3};
}

void TestDecoding::storedKindBecomesRgb()
{
    QFETCH(QByteArray, file);
    QFETCH(QList<int>, wanted);
    const Folder folder;
    folder.write("images/a.png", file);
    const auto images = openImages(folder.path() / "images", cachedIn(folder));
    QVERIFY2(images.has_value(), describe(images ? Error{} : images.error()).c_str());
    const Rgb first = pixel(**images, 0, 0, 0);
    QCOMPARE((QList<int>{first[0], first[1], first[2]}), wanted);
    QCOMPARE(pixel(**images, 0, 7, 7), first);
}

void TestDecoding::exifTurnsUpright_data()
{
    QTest::addColumn<int>("orientation");
    QTest::addColumn<bool>("bigEndian");
    for (int orientation = 1; orientation <= 8; ++orientation)
        for (const bool big : {false, true})
            QTest::addRow("%d %s", orientation, big ? "MM" : "II") << orientation << big;
}

/// The picture as a camera stores it that writes this orientation. By the EXIF standard the number tells where row 0
/// and column 0 of the stored picture are seen.
static Picture storedFor(const Picture &seen, int orientation)
{
    const bool swapped = orientation >= 5;
    Picture stored = patch(swapped ? seen.height : seen.width, swapped ? seen.width : seen.height, kRed);
    for (int row = 0; row < stored.height; ++row)
        for (int column = 0; column < stored.width; ++column) {
            const int right = seen.width - 1;
            const int bottom = seen.height - 1;
            int x = column;
            int y = row;
            switch (orientation) {
            case 2:
                x = right - column;
                break; // row 0 top, column 0 right
            case 3:
                x = right - column, y = bottom - row;
                break; // bottom, right
            case 4:
                y = bottom - row;
                break; // bottom, left
            case 5:
                x = row, y = column;
                break; // left, top
            case 6:
                x = right - row, y = column;
                break; // right, top
            case 7:
                x = right - row, y = bottom - column;
                break; // right, bottom
            case 8:
                x = row, y = bottom - column;
                break; // left, bottom
            default:
                break;
            }
            stored.at(column, row) = seen.pixels[static_cast<std::size_t>(y * seen.width + x)];
        }
    return stored;
}

static void verifyQuarters(const ImageSet &images)
{
    QCOMPARE(images.image(0).width, 48);
    QCOMPARE(images.image(0).height, 32);
    constexpr int kJpegError = 6;
    QVERIFY(difference(quarter(images, false, false), kRed) <= kJpegError);
    QVERIFY(difference(quarter(images, true, false), kGreen) <= kJpegError);
    QVERIFY(difference(quarter(images, false, true), kBlue) <= kJpegError);
    QVERIFY(difference(quarter(images, true, true), kYellow) <= kJpegError);
}

void TestDecoding::exifTurnsUpright()
{
    QFETCH(int, orientation);
    QFETCH(bool, bigEndian);
    const Folder folder;
    const Picture stored = storedFor(quarters(48, 32), orientation);
    folder.write("images/a.jpg", withExifOrientation(jpeg(stored), orientation, bigEndian));
    const auto images = openImages(folder.path() / "images", cachedIn(folder));
    QVERIFY(images.has_value());
    verifyQuarters(**images);
}

void TestDecoding::exifInOtherContainers_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("file");
    for (const int orientation : {3, 6, 7}) {
        const Picture stored = storedFor(quarters(48, 32), orientation);
        QTest::addRow("png %d", orientation)
            << u"a.png"_s << withPngChunk(png(stored), "eXIf", exifBlock(orientation, true));
        QTest::addRow("webp %d", orientation)
            << u"a.webp"_s << withWebpExif(webp(stored), stored.width, stored.height, orientation);
        QTest::addRow("tiff %d", orientation) << u"a.tif"_s << tiff(stored, orientation);
    }
}

void TestDecoding::exifInOtherContainers()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, file);
    const Folder folder;
    folder.write("images/" + name.toStdString(), file);
    const auto images = openImages(folder.path() / "images", cachedIn(folder));
    QVERIFY(images.has_value());
    verifyQuarters(**images);
}

void TestDecoding::nonsenseInExifIsIgnored_data()
{
    QTest::addColumn<QByteArray>("file");
    const QByteArray plain = jpeg(quarters(48, 32));
    QTest::newRow("orientation 0") << withExifOrientation(plain, 0);
    QTest::newRow("orientation 9") << withExifOrientation(plain, 9);
    QByteArray farDirectory = withExifOrientation(plain, 6);
    farDirectory[16] = '\xFF'; // the offset of the directory points out of the segment
    farDirectory[17] = '\xFF';
    QTest::newRow("directory elsewhere") << farDirectory;
    QByteArray manyEntries = withExifOrientation(plain, 1);
    manyEntries[21] = '\xFF'; // more entries than there are
    QTest::newRow("endless directory") << manyEntries;
}

void TestDecoding::nonsenseInExifIsIgnored()
{
    QFETCH(QByteArray, file);
    const Folder folder;
    folder.write("images/a.jpg", file);
    const auto images = openImages(folder.path() / "images", cachedIn(folder));
    QVERIFY(images.has_value());
    verifyQuarters(**images);
}

void TestDecoding::brokenFileIsNamedAndSkipped_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("file");
    Picture noisy = patch(64, 64, kRed);
    for (std::size_t i = 0; i < noisy.pixels.size(); ++i)
        noisy.pixels[i] = {static_cast<std::uint8_t>(i * 37), static_cast<std::uint8_t>(i * 91 >> 3),
                           static_cast<std::uint8_t>(i * 13)};
    const QByteArray whole = jpeg(noisy);
    QTest::newRow("empty") << u"z.jpg"_s << QByteArray();
    QTest::newRow("text") << u"z.jpg"_s << QByteArray("this is no image");
    QTest::newRow("jpeg cut in the data") << u"z.jpg"_s << whole.left(whole.size() / 2);
    QTest::newRow("progressive jpeg cut") << u"z.jpg"_s << progressiveJpeg(noisy).left(whole.size() / 3);
    QTest::newRow("jpeg cut in the header") << u"z.jpg"_s << whole.left(100);
    const QByteArray thumbnail("\xFF\xE2\x00\x06\xFF\xDA\xFF\xD9", 8); // a segment that looks like the end of an image
    QTest::newRow("cut jpeg with an end marker in a segment")
        << u"z.jpg"_s << QByteArray(whole).insert(2, thumbnail).left(whole.size() / 2);
    QTest::newRow("png cut") << u"z.png"_s << png(noisy).left(png(noisy).size() / 2);
    QByteArray damagedPng = png(noisy);
    damagedPng[damagedPng.size() / 2] = static_cast<char>(damagedPng[damagedPng.size() / 2] ^ 0x55);
    QTest::newRow("png with a wrong checksum") << u"z.png"_s << damagedPng;
    QTest::newRow("bmp cut") << u"z.bmp"_s << bmp(noisy).left(40);
    QTest::newRow("tiff cut") << u"z.tif"_s << tiff(noisy).left(300);
    QTest::newRow("webp cut") << u"z.webp"_s << webp(noisy).left(60);
    QByteArray huge = png(noisy);
    huge.replace(16, 8, QByteArray("\x00\x10\x00\x00\x00\x10\x00\x00", 8)); // a million by a million pixels
    QTest::newRow("absurd size") << u"z.png"_s << huge;
}

void TestDecoding::brokenFileIsNamedAndSkipped()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, file);
    const Folder folder;
    folder.write("images/a.png", png(patch(4, 4, kBlue)));
    folder.write("images/" + name.toStdString(), file);
    for (int pass = 0; pass < 2; ++pass) { // decoded, then from the cache
        const auto images = openImages(folder.path() / "images", cachedIn(folder));
        QVERIFY(images.has_value());
        QCOMPARE((*images)->size(), 1U);
        QCOMPARE((*images)->name(0), std::string("a.png"));
        QCOMPARE((*images)->skipped().size(), std::size_t{1});
        QCOMPARE((*images)->skipped()[0].name, name.toStdString());
        QVERIFY(!(*images)->skipped()[0].reason.empty());
    }
}

void TestDecoding::missingEndMarkerIsNoDamage()
{
    const Folder folder;
    const QByteArray whole = jpeg(quarters(48, 32));
    folder.write("images/a.jpg", whole.left(whole.size() - 2) + QByteArray(16, '\0'));
    const auto images = openImages(folder.path() / "images", cachedIn(folder));
    QVERIFY(images.has_value());
    verifyQuarters(**images);
}

void TestDecoding::decodingPrintsNothing()
{
    const Folder folder;
    folder.write("images/a.png", withPngChunk(png(patch(4, 4, kBlue)), "gAMA", "bad"));
    folder.write("images/b.jpg", jpeg(quarters(48, 32)).left(300));
    folder.write("images/c.png", png(quarters(48, 32)).left(90));
    folder.write("images/d.jpg", QByteArray(jpeg(quarters(48, 32))).insert(2, "junk between the segments"));
    folder.write("images/e.tif", tiff(quarters(48, 32)).left(400));
    folder.write("images/f.bmp", bmp(quarters(48, 32)).left(60));
    folder.write("images/g.webp", webp(quarters(48, 32)).left(20));
    const QByteArray printed =
        stderrOf([&] { QVERIFY(openImages(folder.path() / "images", cachedIn(folder)).has_value()); });
    QCOMPARE(printed, QByteArray());
}

QTEST_GUILESS_MAIN(TestDecoding)
#include "tst_decoding.moc"
