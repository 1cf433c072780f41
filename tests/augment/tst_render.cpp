#include "tests/augment/reference.h"

#include <QtTest>

#include <thread>

using namespace tandem;
using reference::Bytes;

/// Whole views: against double arithmetic from end to end, and the promises of the renderer.
class TestRender : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void presetsAgreeWithDoubleArithmetic_data();
    void presetsAgreeWithDoubleArithmetic();
    void everyImageSizeRenders();
    void rendererRemembersNothing();
    void threadsRenderTheSame();
    void operationsBeforeTheCropSeeTheWholeImage();
    void cropOfACrop();
    void writesNothingBeyondTheView();
};

namespace {

/// Every operation, each with a fair chance.
Pipeline everything(int size)
{
    Pipeline pipeline{"everything", size, {}};
    for (const OperationKind &kind :
         {OperationKind(RandomResizedCrop{}), OperationKind(HorizontalFlip{}), OperationKind(ColorJitter{}),
          OperationKind(Grayscale{}), OperationKind(GaussianBlur{}), OperationKind(Solarize{}), OperationKind(Rotate{}),
          OperationKind(Cutout{}), OperationKind(GaussianNoise{}), OperationKind(Sobel{})})
        pipeline.operations.push_back({kind, 0.5});
    return pipeline;
}

DrawnView draw(const Pipeline &pipeline, const Bytes &image, std::uint32_t sample)
{
    return drawTrainingView(pipeline, image.width, image.height, 30, 1, sample, 0);
}

} // namespace

void TestRender::presetsAgreeWithDoubleArithmetic_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("cifar") << "cifar" << 32 << 32 << 32;
    QTest::newRow("imagenet") << "imagenet" << 48 << 100 << 75;
    QTest::newRow("weak") << "weak" << 32 << 32 << 32;
}

void TestRender::presetsAgreeWithDoubleArithmetic()
{
    // Trap 43. Rounding half a level before a jitter is amplified by its factors, at most 1.8 each of brightness,
    // contrast and saturation at s = 1 - in practice by less, as factors rarely are all large. The rest must be within
    // 2/255.
    QFETCH(QString, preset);
    QFETCH(int, size);
    QFETCH(int, width);
    QFETCH(int, height);
    Pipeline pipeline = presetPipeline(preset.toStdString());
    pipeline.size = size;
    const Bytes source = reference::pictureImage(width, height);
    double total = 0, drift = 0;
    int beyondTwo = 0, values = 0;
    for (std::uint32_t sample = 0; sample < 60; ++sample) {
        const DrawnView view = draw(pipeline, source, sample);
        const Bytes made = reference::render(source, view);
        const reference::Image exact = reference::renderExactly(source, view);
        double gain = 1;
        for (const DrawnOperation &operation : view.operations)
            if (const auto *jitter = std::get_if<DrawnJitter>(&operation))
                // A blend with gray weights the own value by f and the gray by 1 - f: gain |f| + |1 - f| at most.
                // Turning hue scales the middle channel's share by chroma over chroma: 3 at most (each of three
                // roundings counts).
                gain = jitter->brightness * (jitter->contrast + std::abs(1 - jitter->contrast)) *
                       (jitter->saturation + std::abs(1 - jitter->saturation)) * 3;
        QVERIFY2(reference::largestDistance(made, exact) <= 0.51 * (gain + 3), describeView(view).c_str());
        for (std::size_t i = 0; i < made.values.size(); ++i) {
            const double difference = made.values[i] - exact.values[i];
            beyondTwo += std::abs(difference) > 2 ? 1 : 0;
            total += std::abs(difference);
            drift += difference;
            ++values;
        }
    }
    QVERIFY2(beyondTwo < values / 1000, qPrintable(QString::number(beyondTwo)));
    QVERIFY2(total / values < 0.5, qPrintable(QString::number(total / values)));
    // Halves, which are frequent when pixels are doubled, go up. Truncation would give -0.5 for every operation.
    QVERIFY2(std::abs(drift / values) < 0.05, qPrintable(QString::number(drift / values)));
}

void TestRender::everyImageSizeRenders()
{
    for (const auto &[width, height] :
         {std::pair{1, 1}, {1, 40}, {40, 1}, {2, 2}, {3, 200}, {200, 3}, {31, 33}, {129, 257}}) {
        const Bytes image = reference::randomImage(width, height, 31);
        for (const int size : {8, 32, 61})
            for (std::uint32_t sample = 0; sample < 20; ++sample) {
                Pipeline pipeline = everything(size);
                std::rotate(pipeline.operations.begin(), pipeline.operations.begin() + sample % 10,
                            pipeline.operations.end());
                QCOMPARE(reference::render(image, draw(pipeline, image, sample)).values.size(),
                         std::size_t(size * size * 3));
            }
    }
}

void TestRender::rendererRemembersNothing()
{
    ViewRenderer used;
    std::vector<std::uint8_t> out(64 * 64 * 3);
    for (std::uint32_t sample = 0; sample < 200; ++sample) {
        const int width = 1 + static_cast<int>(sample * 37 % 90), height = 1 + static_cast<int>(sample * 53 % 70);
        const Bytes image = reference::randomImage(width, height, sample);
        const DrawnView view = draw(everything(sample % 2 == 0 ? 64 : 24), image, sample);
        const std::span<std::uint8_t> square(out.data(), static_cast<std::size_t>(view.size * view.size * 3));
        used.render(image.view(), view, square);
        const Bytes fresh = reference::render(image, view);
        QVERIFY2(std::equal(square.begin(), square.end(), fresh.values.begin(), fresh.values.end()),
                 describeView(view).c_str());
    }
}

void TestRender::threadsRenderTheSame()
{
    const Bytes image = reference::pictureImage(60, 50);
    const Pipeline pipeline = everything(32);
    constexpr std::size_t kViews = 100;
    std::vector<Bytes> first(kViews), second(kViews);
    {
        const auto work = [&](std::vector<Bytes> &views) {
            for (std::size_t i = 0; i < kViews; ++i)
                views[i] = reference::render(image, draw(pipeline, image, static_cast<std::uint32_t>(i)));
        };
        const std::jthread one([&] { work(first); }), two([&] { work(second); });
    }
    for (std::size_t i = 0; i < kViews; ++i)
        QCOMPARE(first[i].values, second[i].values);
}

void TestRender::operationsBeforeTheCropSeeTheWholeImage()
{
    // Contrast 0 before the crop leaves the mean of the whole image, after it the mean of the crop.
    Bytes image{20, 10, {}};
    for (int i = 0; i < 200; ++i)
        image.values.insert(image.values.end(), 3, i % 20 < 10 ? 0 : 200);
    DrawnJitter flat;
    flat.contrast = 0;
    const DrawnCrop right{10, 0, 10, 10};
    QCOMPARE(reference::render(image, {8, {flat, right}}).values, reference::flatImage(8, 8, {100, 100, 100}).values);
    QCOMPARE(reference::render(image, {8, {right, flat}}).values, reference::flatImage(8, 8, {200, 200, 200}).values);
    // A flip before the crop changes what the crop finds.
    QCOMPARE(reference::render(image, {8, {DrawnFlip{}, right}}).values, reference::flatImage(8, 8, {0, 0, 0}).values);
    // The source itself stays as it is.
    QCOMPARE(image.at(0, 0, 0), 0);
}

void TestRender::cropOfACrop()
{
    const Bytes image = reference::randomImage(50, 40, 32);
    const DrawnCrop outer{3, 4, 30, 30}, inner{8, 8, 16, 16};
    const Bytes once = reference::render(image, {32, {outer}});
    QCOMPARE(reference::render(image, {32, {outer, inner}}).values, reference::render(once, {32, {inner}}).values);
}

void TestRender::writesNothingBeyondTheView()
{
    for (const int size : {1, 5, 8, 21}) {
        const Bytes image = reference::randomImage(30, 20, 33);
        const auto bytes = static_cast<std::size_t>(size * size * 3);
        std::vector<std::uint8_t> out(bytes + 64, 0xA5);
        ViewRenderer renderer;
        for (std::uint32_t sample = 0; sample < 40; ++sample)
            renderer.render(image.view(), draw(everything(size), image, sample), out);
        renderForEvaluation(image.view(), size, out);
        for (std::size_t i = bytes; i < out.size(); ++i)
            QCOMPARE(int(out[i]), 0xA5);
    }
}

QTEST_GUILESS_MAIN(TestRender)
#include "tst_render.moc"
