#include "tests/ui/ui_testing.h"
#include "ui/data/dataset_loader.h"
#include "ui/data/image_grid.h"
#include "ui/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace tandem;

namespace {

/// Images that exist in no file: as many as one likes. Image i is a single colour that tells i.
class SyntheticSet : public ImageSet {
public:
    SyntheticSet(std::uint32_t count, int side) : m_count(count), m_side(side), m_classes{"even", "odd"}
    {
        m_pixels.resize(kColors * m_bytes());
        for (std::size_t color = 0; color < kColors; ++color)
            for (std::size_t i = 0; i < m_bytes(); ++i)
                m_pixels[color * m_bytes() + i] = static_cast<std::uint8_t>(color);
    }
    [[nodiscard]] static int grey(std::uint32_t i) { return static_cast<int>(i % kColors); }

    [[nodiscard]] std::uint32_t size() const override { return m_count; }
    [[nodiscard]] ImageView image(std::uint32_t i) const override
    {
        return {m_pixels.data() + i % kColors * m_bytes(), m_side, m_side};
    }
    [[nodiscard]] std::int32_t label(std::uint32_t i) const override { return static_cast<std::int32_t>(i % 2); }
    [[nodiscard]] std::string name(std::uint32_t i) const override { return "image" + std::to_string(i); }
    [[nodiscard]] const std::vector<std::string> &classNames() const override { return m_classes; }
    [[nodiscard]] const std::vector<SkippedFile> &skipped() const override { return m_skipped; }
    [[nodiscard]] const std::string &fingerprint() const override { return m_text; }
    [[nodiscard]] const std::string &kind() const override { return m_text; }
    [[nodiscard]] const std::filesystem::path &source() const override { return m_path; }
    [[nodiscard]] const std::filesystem::path &cacheFile() const override { return m_path; }

private:
    static constexpr std::size_t kColors = 251;
    [[nodiscard]] std::size_t m_bytes() const { return 3U * static_cast<std::size_t>(m_side * m_side); }

    std::uint32_t m_count;
    int m_side;
    std::vector<std::string> m_classes;
    std::vector<SkippedFile> m_skipped;
    std::string m_text = "synthetic";
    std::filesystem::path m_path;
    std::vector<std::uint8_t> m_pixels;
};

OpenDatasetPtr synthetic(std::uint32_t count, int side = 32)
{
    auto dataset = std::make_shared<OpenDataset>();
    dataset->images = std::make_shared<SyntheticSet>(count, side);
    dataset->summary = summarise(*dataset->images);
    return dataset;
}

std::vector<std::uint32_t> all(std::uint32_t count)
{
    std::vector<std::uint32_t> indices(count);
    std::iota(indices.begin(), indices.end(), 0U);
    return indices;
}

int greyAt(ImageGrid &grid, int place)
{
    return grid.viewport()->grab().toImage().pixelColor(grid.placeRect(place).center()).red();
}

} // namespace

class ImageGridTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsTheImages();
    void scrollingPaintsWhatComesIntoSight();
    void keysMoveTheCurrentImage();
    void clickSelects();
    void zoomKeepsTheCurrentImageInSight();
    void filteringKeepsTheCurrentImage();
    void largeImagesArriveLater();
    void manyImagesScrollSmoothly();
    void accessibleValueFollows();
    void selectingIsShared();
    void partsSelectTheSameImages();
    void currentImageIsShared();
    void theMarkIsSeen();
};

void ImageGridTest::showsTheImages()
{
    ImageGrid grid;
    grid.resize(400, 300);
    grid.setImages(synthetic(100), all(100));
    for (const int place : {0, 1, 7})
        QCOMPARE(greyAt(grid, place), SyntheticSet::grey(static_cast<std::uint32_t>(place)));
    grid.setImages(synthetic(100), {40, 50});
    QCOMPARE(greyAt(grid, 1), 50);
    grid.setImages(nullptr, {});
    QCOMPARE(grid.currentPlace(), -1);
}

void ImageGridTest::scrollingPaintsWhatComesIntoSight()
{
    ImageGrid grid;
    grid.resize(400, 300);
    grid.show();
    QVERIFY(QTest::qWaitForWindowExposed(&grid));
    grid.setImages(synthetic(50'000), all(50'000));
    grid.verticalScrollBar()->setValue(grid.verticalScrollBar()->maximum());
    const int last = 49'999;
    QVERIFY(grid.viewport()->rect().contains(grid.placeRect(last)));
    QCOMPARE(greyAt(grid, last), SyntheticSet::grey(last));
}

void ImageGridTest::keysMoveTheCurrentImage()
{
    ImageGrid grid;
    grid.resize(400, 300);
    grid.setImages(synthetic(100), all(100));
    QSignalSpy current(&grid, &ImageGrid::currentImageChanged);
    QCOMPARE(grid.currentPlace(), 0);
    QTest::keyClick(&grid, Qt::Key_Left);
    QCOMPARE(grid.currentPlace(), 0);
    QTest::keyClick(&grid, Qt::Key_Right);
    QCOMPARE(grid.currentPlace(), 1);
    QCOMPARE(current.last().first().toInt(), 1);
    QTest::keyClick(&grid, Qt::Key_Down);
    const int columns = grid.currentPlace() - 1;
    QVERIFY(columns > 2);
    QTest::keyClick(&grid, Qt::Key_End);
    QCOMPARE(grid.currentPlace(), 99);
    QVERIFY(grid.viewport()->rect().contains(grid.placeRect(99))); // it is in sight
    QTest::keyClick(&grid, Qt::Key_Down);
    QCOMPARE(grid.currentPlace(), 99);
    QTest::keyClick(&grid, Qt::Key_Up);
    QCOMPARE(grid.currentPlace(), 99 - columns);
    QTest::keyClick(&grid, Qt::Key_Home);
    QCOMPARE(grid.currentPlace(), 0);
    QTest::keyClick(&grid, Qt::Key_PageDown);
    QVERIFY(grid.currentPlace() >= 2 * columns && grid.currentPlace() % columns == 0);
}

void ImageGridTest::clickSelects()
{
    ImageGrid grid;
    grid.resize(400, 300);
    grid.show();
    QVERIFY(QTest::qWaitForWindowExposed(&grid));
    grid.setImages(synthetic(100), all(100));
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, grid.placeRect(8).center());
    QCOMPARE(grid.currentPlace(), 8);
    QCOMPARE(grid.placeAt(QPoint(1, 1)), -1); // the gap
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, QPoint(1, 1));
    QCOMPARE(grid.currentPlace(), 8);
}

void ImageGridTest::zoomKeepsTheCurrentImageInSight()
{
    ImageGrid grid;
    grid.resize(600, 400);
    grid.setImages(synthetic(5000), all(5000));
    grid.setCurrentPlace(2500);
    QSignalSpy zoomed(&grid, &ImageGrid::zoomChanged);
    for (const int side : {32, 256, 100}) {
        grid.setZoom(side);
        QVERIFY(grid.viewport()->rect().intersects(grid.placeRect(2500)));
    }
    grid.setZoom(100'000);
    QCOMPARE(grid.zoom(), ImageGrid::kMaximumZoom);
    QCOMPARE(zoomed.size(), 4);
}

void ImageGridTest::filteringKeepsTheCurrentImage()
{
    ImageGrid grid;
    grid.resize(400, 300);
    const OpenDatasetPtr dataset = synthetic(1000);
    grid.setImages(dataset, all(1000));
    grid.setCurrentPlace(500);
    grid.setImages(dataset, {0, 500, 999});
    QCOMPARE(grid.currentPlace(), 1);
    grid.setImages(dataset, {0, 999});
    QCOMPARE(grid.currentPlace(), 0);
    grid.setImages(dataset, {});
    QCOMPARE(grid.currentPlace(), -1);
}

void ImageGridTest::largeImagesArriveLater()
{
    ImageGrid grid;
    grid.resize(400, 300);
    grid.setImages(synthetic(200, 400), all(200));
    QVERIFY(!Thumbnails::isDirect({nullptr, 400, 400}));
    QTRY_COMPARE(greyAt(grid, 3), 3);
    grid.verticalScrollBar()->setValue(grid.verticalScrollBar()->maximum());
    QTRY_COMPARE(greyAt(grid, 199), 199);
}

void ImageGridTest::manyImagesScrollSmoothly()
{
    ImageGrid grid;
    grid.resize(1600, 1000);
    grid.setZoom(ImageGrid::kMinimumZoom);
    grid.show();
    QVERIFY(QTest::qWaitForWindowExposed(&grid));
    grid.setImages(synthetic(50'000), all(50'000));
    QCoreApplication::processEvents();
    const testing::LoopWatch watch;
    for (int i = 1; i <= 60; ++i) { // a wheel turned fast
        grid.verticalScrollBar()->setValue(i * 97);
        QTest::qWait(1);
    }
    grid.verticalScrollBar()->setValue(grid.verticalScrollBar()->maximum()); // a jump paints the whole screen
    QTest::qWait(30);
    qInfo("50 000 images, 40 columns: longest work of the loop %.1f ms", watch.longestWorkMs());
    QVERIFY(watch.longestWorkMs() < 50);
}

void ImageGridTest::accessibleValueFollows()
{
    ImageGrid grid;
    grid.resize(400, 300);
    grid.setImages(synthetic(1000), all(1000));
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&grid);
    QVERIFY(interface);
    QCOMPARE(interface->role(), QAccessible::List);
    QCOMPARE(interface->text(QAccessible::Name), QStringLiteral("Images"));
    QCOMPARE(interface->text(QAccessible::Value), QStringLiteral("image0, class even, 1 of 1,000"));
    grid.setCurrentPlace(7);
    QCOMPARE(interface->text(QAccessible::Value), QStringLiteral("image7, class odd, 8 of 1,000"));
}

namespace {

std::vector<std::uint32_t> selected(const SampleSelection &selection, const OpenDatasetPtr &dataset)
{
    return selection.selectedOf(datasetIdentity(*dataset->images)).indices();
}

} // namespace

void ImageGridTest::selectingIsShared()
{
    ImageGrid grid;
    grid.resize(400, 300);
    grid.show();
    QVERIFY(QTest::qWaitForWindowExposed(&grid));
    const OpenDatasetPtr dataset = synthetic(100);
    SampleSelection selection;
    grid.setSelection(&selection);
    grid.setImages(dataset, {10, 20, 30, 40, 50});
    QVERIFY(selection.selectedOf(datasetIdentity(*dataset->images)).isEmpty()); // to show is not to select
    QSignalSpy changed(&selection, &SampleSelection::changed);
    const auto click = [&](int place, Qt::KeyboardModifiers modifiers) {
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, modifiers, grid.placeRect(place).center());
    };
    using Samples = std::vector<std::uint32_t>;
    click(1, {});
    QCOMPARE(selected(selection, dataset), Samples{20});
    click(3, Qt::ControlModifier);
    QCOMPARE(selected(selection, dataset), (Samples{20, 40}));
    click(1, Qt::ControlModifier);
    QCOMPARE(selected(selection, dataset), Samples{40});
    click(4, Qt::ShiftModifier); // from the one that was turned over last
    QCOMPARE(selected(selection, dataset), (Samples{20, 30, 40, 50}));
    click(0, Qt::ShiftModifier);
    QCOMPARE(selected(selection, dataset), (Samples{10, 20}));
    QCOMPARE(changed.size(), 5); // one a gesture
    QTest::keyClick(&grid, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(selected(selection, dataset), (Samples{10, 20, 30, 40, 50}));
    QTest::keyClick(&grid, Qt::Key_Space);
    QCOMPARE(selected(selection, dataset), (Samples{20, 30, 40, 50}));
    QTest::keyClick(&grid, Qt::Key_Right);
    QCOMPARE(selected(selection, dataset), (Samples{20, 30, 40, 50})); // walking selects nothing
    QTest::keyClick(&grid, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(selected(selection, dataset), (Samples{20, 30}));
    selection.history().undo();
    QCOMPARE(selected(selection, dataset), (Samples{20, 30, 40, 50}));
}

void ImageGridTest::partsSelectTheSameImages()
{
    const OpenDatasetPtr whole = synthetic(100);
    auto part = std::make_shared<OpenDataset>();
    part->images = subset(whole->images, {7, 70, 77});
    part->summary = summarise(*part->images);
    SampleSelection selection;
    ImageGrid grid;
    grid.resize(400, 300);
    grid.setSelection(&selection);
    grid.setImages(part, {0, 1, 2});
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, grid.placeRect(1).center());
    QCOMPARE(selected(selection, whole), std::vector<std::uint32_t>{70});
    grid.setImages(whole, all(100));
    QVERIFY(grid.isSelected(70));
    QVERIFY(!grid.isSelected(1));
}

void ImageGridTest::currentImageIsShared()
{
    const OpenDatasetPtr dataset = synthetic(100);
    const DatasetIdentity identity = datasetIdentity(*dataset->images);
    SampleSelection selection;
    ImageGrid grid;
    grid.resize(400, 300);
    grid.setSelection(&selection);
    grid.setImages(dataset, all(100));
    QCOMPARE(selection.currentOf(identity), -1); // where a view begins is nobody's choice
    QTest::keyClick(&grid, Qt::Key_Right);
    QCOMPARE(selection.currentOf(identity), 1);
    selection.setCurrent(identity, 60);
    QCOMPARE(grid.currentPlace(), 60);
    selection.setCurrent({"another dataset", 100}, 5);
    QCOMPARE(grid.currentPlace(), 60);
}

void ImageGridTest::theMarkIsSeen()
{
    const OpenDatasetPtr dataset = synthetic(100);
    const DatasetIdentity identity = datasetIdentity(*dataset->images);
    SampleSelection selection;
    ImageGrid grid;
    grid.resize(400, 300);
    grid.show();
    QVERIFY(QTest::qWaitForWindowExposed(&grid));
    grid.setSelection(&selection);
    grid.setImages(dataset, all(100));
    const QPoint corner = grid.placeRect(5).topLeft() + QPoint(6, 6);
    const QColor before = grid.viewport()->grab().toImage().pixelColor(corner);
    selection.select(identity, SampleSet::of(100, std::vector<std::uint32_t>{5}), QStringLiteral("x"));
    const QColor after = grid.viewport()->grab().toImage().pixelColor(corner);
    QVERIFY(before != after);
    QCOMPARE(grid.describePlace(5), QStringLiteral("image5, class odd, 6 of 100, selected"));
}

int main(int argc, char **argv)
{
    const testing::Sandbox box;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(argc, argv);
    ImageGridTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_image_grid.moc"
