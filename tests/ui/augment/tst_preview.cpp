#include "core/augment/renderer.h"
#include "tests/ui/ui_testing.h"
#include "ui/augment/preview_grid.h"
#include "ui/augment/preview_scheduler.h"
#include "ui/augment/view_inspector.h"
#include "ui/augment/view_outline.h"

#include <QApplication>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

using namespace tandem;

Q_DECLARE_METATYPE(tandem::DrawnView)

class PreviewTest : public QObject {
    Q_OBJECT
public:
    explicit PreviewTest(const testing::Sandbox &box) : m_box(box) {}

private Q_SLOTS:
    void initTestCase()
    {
        testing::writeImages(m_box.path(QStringLiteral("set")), QStringLiteral("a"), 6, 50);
        auto images = openImages(m_box.path(QStringLiteral("set")).toStdString());
        QVERIFY(images);
        m_images = *images;
    }

    void viewsAreTheTrainers()
    {
        // As the loader makes them: drawTrainingView and one ViewRenderer for all.
        const PreviewRequest request = requestOf(presetPipeline("imagenet"));
        const auto result = renderPreview(request);
        QVERIFY(result);
        QCOMPARE(result->views.size(), std::size_t(3 * 2 * 2));
        ViewRenderer renderer;
        std::vector<std::uint8_t> pixels(224 * 224 * 3);
        for (std::size_t row = 0; row < request.samples.size(); ++row) {
            for (int draw = 0; draw < request.draws; ++draw) {
                for (int view = 0; view < 2; ++view) {
                    const std::uint32_t sample = request.samples[row];
                    const ImageView image = m_images->image(sample);
                    const auto epoch = request.firstEpoch + static_cast<std::uint32_t>(draw);
                    renderer.render(image,
                                    drawTrainingView(request.pipelines[0], image.width, image.height, request.seed,
                                                     epoch, sample, static_cast<std::uint32_t>(view)),
                                    pixels);
                    QVERIFY(bytesOf(result->views[result->place(row, 0, draw, view)].image) == pixels);
                }
            }
        }
    }

    void rowsOfOddSizesAreWhole()
    {
        Pipeline pipeline = presetPipeline("cifar"); // QImage pads the rows of a side of 33
        pipeline.size = 33;
        const ImageView image = m_images->image(1);
        const PreviewView view = renderTrainingView(image, pipeline, 5, 2, 1, 0);
        std::vector<std::uint8_t> pixels(33 * 33 * 3);
        ViewRenderer().render(image, view.drawn, pixels);
        QVERIFY(bytesOf(view.image) == pixels);
    }

    void comparedPipelinesShareTheirDraws()
    {
        Pipeline other = presetPipeline("cifar");
        other.operations[2].enabled = false; // no jitter; the crops stay
        PreviewRequest request = requestOf(presetPipeline("cifar"));
        request.pipelines.push_back(other);
        const auto result = renderPreview(request);
        for (std::size_t row = 0; row < 3; ++row) {
            const auto &a = std::get<DrawnCrop>(result->views[result->place(row, 0, 1, 1)].drawn.operations[0]);
            const auto &b = std::get<DrawnCrop>(result->views[result->place(row, 1, 1, 1)].drawn.operations[0]);
            QVERIFY(a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height);
        }
    }

    void drawsAreLimitedByWhatViewsTake()
    {
        PreviewRequest request = requestOf(presetPipeline("imagenet"));
        request.draws = 16;
        QCOMPARE(fittingDraws(request), 16);
        request.samples.assign(64, 0);
        const int few = fittingDraws(request);
        QVERIFY(few > 1 && few < 16);
        const std::size_t bytes = std::size_t{64} * 2 * 224 * 224 * 3; // of a draw
        QVERIFY(bytes * static_cast<std::size_t>(few) <= kMostPreviewBytes);
        QVERIFY(bytes * static_cast<std::size_t>(few + 1) > kMostPreviewBytes);
        request.pipelines.push_back(request.pipelines[0]);
        QCOMPARE(fittingDraws(request), few / 2);
        request.pipelines[0].size = request.pipelines[1].size = kMaxViewSize;
        QCOMPARE(fittingDraws(request), 1); // something is always shown
        request.pipelines = {presetPipeline("cifar")};
        QCOMPARE(fittingDraws(request), 16);
    }

    void newestRequestWinsAndTheGridFollows()
    {
        PreviewScheduler scheduler;
        QSignalSpy ready(&scheduler, &PreviewScheduler::ready);
        std::uint64_t last = 0;
        connect(&scheduler, &PreviewScheduler::ready, &scheduler,
                [&](const PreviewResultPtr &result) { last = result->request.seed; });
        for (std::uint64_t seed = 1; seed <= 50; ++seed) {
            PreviewRequest request = requestOf(presetPipeline("imagenet"));
            request.seed = seed;
            scheduler.request(request);
        }
        QTRY_COMPARE(last, std::uint64_t(50));
        QCOMPARE(ready.size(), 2); // the first, and the newest of those that waited
        scheduler.request(requestOf(presetPipeline("imagenet")));
        scheduler.cancel();
        QTest::qWait(100);
        QCOMPARE(ready.size(), 2);
    }

    void keysAndMouseChooseAView()
    {
        PreviewGrid grid;
        grid.resize(600, 400);
        grid.setResult(std::make_shared<const PreviewResult>(*renderPreview(requestOf(presetPipeline("cifar")))));
        grid.show();
        QCOMPARE(grid.current(), 0);
        QTest::keyClick(&grid, Qt::Key_Right);
        QTest::keyClick(&grid, Qt::Key_Down);
        QCOMPARE(grid.current(), 5); // four a row
        QVERIFY(grid.describePlace(5).startsWith(QStringLiteral("Sample 3, epoch 1, view 2: Crop")));
        for (int place = 0; place < 12; ++place) {
            grid.setCurrent(place);
            QCOMPARE(grid.placeAt(grid.placeRect(place).center()), place);
        }
        QTest::keyClick(&grid, Qt::Key_Home);
        QTest::mouseMove(grid.viewport(), grid.placeRect(6).center());
        QTRY_COMPARE(grid.current(), 6);
        QTest::keyClick(&grid, Qt::Key_Right);
        QCOMPARE(grid.current(), 1); // beside the chosen view, not beside the one under the mouse
        const int zoom = grid.zoom();
        QTest::keyClick(&grid, Qt::Key_Plus);
        QVERIFY(grid.zoom() > zoom);
        QCOMPARE(grid.placeRect(0).width(), grid.zoom());
    }

    void rowsOfComparedPipelinesAreNamed()
    {
        PreviewGrid grid;
        grid.resize(600, 500);
        grid.show();
        PreviewRequest request = requestOf(presetPipeline("cifar"));
        grid.setResult(std::make_shared<const PreviewResult>(*renderPreview(request)));
        QVERIFY(grid.legend().isEmpty());
        request.pipelines.push_back(presetPipeline("moco-v2"));
        grid.setResult(std::make_shared<const PreviewResult>(*renderPreview(request)));
        QVERIFY(grid.legend().endsWith(QStringLiteral("B: MoCo v2")));
        const int perRow = 2 * request.draws;
        QVERIFY(grid.describePlace(0).startsWith(QStringLiteral("Pipeline A. Sample")));
        QVERIFY(grid.describePlace(perRow).startsWith(QStringLiteral("Pipeline B. Sample")));
        const QImage picture = grid.viewport()->grab().toImage();
        const auto isWrittenIn = [&](const QRect &place) { // on the plain ground between the pictures
            const QRgb ground = picture.pixel(1, picture.height() - 2);
            for (int y = place.top(); y <= place.bottom(); ++y)
                for (int x = place.left(); x <= place.right(); ++x)
                    if (picture.pixel(x, y) != ground)
                        return true;
            return false;
        };
        for (const int row : {0, 1}) {
            const QRect first = grid.placeRect(row * perRow);
            QVERIFY(isWrittenIn({first.left() - 16, first.top() + 4, 12, first.height() - 8}));
            QVERIFY(!isWrittenIn({first.left() - 24, first.top() + 4, 6, first.height() - 8})); // beside the original
        }
    }

    void inspectorShowsTheCrop()
    {
        ViewInspector inspector;
        QSignalSpy shown(&inspector, &ViewInspector::shown);
        const ImageView image = m_images->image(0);
        const PreviewView view = renderTrainingView(image, presetPipeline("cifar"), 1, 1, 0, 0);
        inspector.show(m_images, 0, view, QStringLiteral("one"));
        const auto &crop = std::get<DrawnCrop>(view.drawn.operations[0]);
        QCOMPARE(inspector.outline().boundingRect(), QRectF(crop.x, crop.y, crop.width, crop.height));
        QVERIFY(inspector.text().contains(QStringLiteral("Crop %1 × %2").arg(crop.width).arg(crop.height)));
        QTRY_COMPARE(shown.size(), 1); // the pictures follow
        for (int i = 0; i < 10; ++i)   // of many in a row the last
            inspector.show(m_images, 0, view, QStringLiteral("one"));
        QTRY_VERIFY(shown.size() >= 2);
        QVERIFY(shown.size() < 11);
        inspector.clear();
        QVERIFY(inspector.text().isEmpty() && inspector.outline().isEmpty());
    }

    void theSliderWipesBetweenBeforeAndAfter()
    {
        ViewInspector inspector;
        inspector.resize(300, 600);
        QSignalSpy shown(&inspector, &ViewInspector::shown);
        const Pipeline gray{"gray", 32, {{Grayscale{}, 1}}}; // of an image of one color
        inspector.show(m_images, 0, renderTrainingView(m_images->image(0), gray, 1, 1, 0, 0), {});
        QTRY_COMPARE(shown.size(), 1);
        auto *slider = inspector.findChild<QSlider *>();
        auto *picture = named(inspector, "The view");
        const auto isColored = [&](double place) { // along the middle of the square
            const QImage image = picture->grab().toImage();
            const int side = std::min(image.width(), image.height());
            const int x = (image.width() - side) / 2 + static_cast<int>(place * side);
            return image.pixelColor(x, image.height() / 2).hsvSaturation() > 50;
        };
        QCOMPARE(slider->value(), 0); // the view as it is
        QVERIFY(!isColored(0.25) && !isColored(0.75));
        slider->setValue(50);
        QVERIFY(isColored(0.25) && !isColored(0.75));
        QVERIFY(isColored(0.499)); // the line between
        QTest::keyClick(slider, Qt::Key_End);
        QVERIFY(isColored(0.25) && isColored(0.75));
        // Another view is wiped at the same place.
        inspector.show(m_images, 3, renderTrainingView(m_images->image(3), gray, 1, 1, 3, 0), {});
        QTRY_COMPARE(shown.size(), 2);
        QVERIFY(isColored(0.25) && isColored(0.75));
    }

    void theOutlineIsWhereTheViewComesFrom_data()
    {
        QTest::addColumn<DrawnView>("drawn");
        const DrawnCrop crop{20, 10, 60, 30}, second{4, 8, 40, 20};
        const auto row = [](const char *name, std::vector<DrawnOperation> operations) {
            QTest::newRow(name) << DrawnView{64, std::move(operations)};
        };
        row("crop", {crop});
        row("flip before the crop", {DrawnFlip{}, crop});
        row("flip after the crop", {crop, DrawnFlip{}});
        row("quarter turn after the crop", {crop, DrawnRotation{90}});
        row("half turn before the crop", {DrawnRotation{180}, crop});
        row("two crops", {crop, second});
        row("everything", {DrawnFlip{}, crop, DrawnRotation{270}, DrawnFlip{}, second, DrawnSobel{}});
    }

    void theOutlineIsWhereTheViewComesFrom()
    {
        QFETCH(DrawnView, drawn);
        // An image whose colors tell the place: red grows to the right, green downwards.
        const QSize size(120, 80);
        std::vector<std::uint8_t> pixels;
        for (int y = 0; y < size.height(); ++y)
            for (int x = 0; x < size.width(); ++x)
                pixels.insert(pixels.end(), {static_cast<std::uint8_t>(2 * x), static_cast<std::uint8_t>(2 * y), 0});
        const QPolygonF outline = viewOutline(drawn, size);
        QCOMPARE(outline.size(), 4);
        std::erase_if(drawn.operations, [](const auto &o) { return std::holds_alternative<DrawnSobel>(o); });
        const QImage view = renderDrawn({pixels.data(), size.width(), size.height()}, drawn);
        const int last = view.width() - 1;
        const QPoint corners[] = {{0, 0}, {last, 0}, {last, last}, {0, last}};
        for (int i = 0; i < 4; ++i) {
            const QColor color = view.pixelColor(corners[i]);
            const QPointF from(color.red() / 2.0 + 0.5, color.green() / 2.0 + 0.5);
            // A corner's pixel lies half of its own width inside, and the filter reaches a pixel further.
            QVERIFY2((from - outline[i]).manhattanLength() < 3, qPrintable(QString::number(i)));
        }
    }

    void aTurnedViewIsOutlinedWhereItShowsSomething()
    {
        const DrawnCrop crop{20, 10, 60, 60};
        const QPolygonF outline = viewOutline({64, {crop, DrawnRotation{45}}}, {120, 80});
        QVERIFY(outline.boundingRect().adjusted(0.01, 0.01, -0.01, -0.01).intersected(QRectF(20, 10, 60, 60)) ==
                outline.boundingRect().adjusted(0.01, 0.01, -0.01, -0.01));
        QVERIFY(outline.containsPoint({50, 40}, Qt::OddEvenFill));
        QVERIFY(!outline.containsPoint({21, 11}, Qt::OddEvenFill)); // turned out of the view
        QVERIFY(viewOutline({64, {DrawnFlip{}}}, {120, 80}).isEmpty());
    }

private:
    [[nodiscard]] PreviewRequest requestOf(const Pipeline &pipeline) const
    {
        PreviewRequest request;
        request.images = m_images;
        request.samples = {0, 3, 5};
        request.pipelines = {pipeline};
        request.seed = 11;
        request.draws = 2;
        return request;
    }
    static QWidget *named(const QWidget &parent, const char *name)
    {
        for (auto *widget : parent.findChildren<QWidget *>())
            if (widget->accessibleName() == QLatin1String(name))
                return widget;
        qFatal("no widget is named %s", name);
    }
    static std::vector<std::uint8_t> bytesOf(const QImage &image)
    {
        std::vector<std::uint8_t> bytes;
        for (int y = 0; y < image.height(); ++y)
            bytes.insert(bytes.end(), image.constScanLine(y), image.constScanLine(y) + 3 * image.width());
        return bytes;
    }

    const testing::Sandbox &m_box;
    ImageSetPtr m_images;
};

int main(int argc, char **argv)
{
    const testing::Sandbox box;
    QApplication application(argc, argv);
    PreviewTest test(box);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_preview.moc"
