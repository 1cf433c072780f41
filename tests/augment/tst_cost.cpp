#include "core/augment/cost.h"
#include "core/data/shapes.h"

#include <QtTest>

#include <numeric>

using namespace tandem;

/// Times differ from machine to machine and moment to moment: what must hold is asked for with wide margins.
class TestCost : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_pixels = renderShape({.size = 96, .imagesPerClass = 1, .seed = 1}, 0, 0); }

    void partsSumToTheWhole()
    {
        const auto cost = measure(presetPipeline("imagenet"));
        QCOMPARE(cost.microsecondsPerOperation.size(), std::size_t(5));
        const double sum = std::accumulate(cost.microsecondsPerOperation.begin(), cost.microsecondsPerOperation.end(),
                                           cost.restMicroseconds);
        QVERIFY2(sum >= cost.microsecondsPerView * 0.999, qPrintable(QString::number(sum))); // none is negative
        QVERIFY2(sum < cost.microsecondsPerView * 1.3, qPrintable(QString::number(sum)));
        QCOMPARE(cost.restMicroseconds, 0.0); // the resizing is the crop's
    }

    void rareOperationsCostLess()
    {
        Pipeline pipeline{"blur", 96, {{GaussianBlur{}, 1}}};
        const double always = measure(pipeline).microsecondsPerOperation[0];
        pipeline.operations[0].probability = 0.1;
        const double rarely = measure(pipeline).microsecondsPerOperation[0];
        QVERIFY2(rarely < always / 2, qPrintable(QStringLiteral("%1 of %2").arg(rarely).arg(always)));
    }

    void whatIsOffCostsNothing()
    {
        Pipeline pipeline{"off", 96, {{ColorJitter{}, 1}, {GaussianBlur{}, 1, false}}};
        const auto cost = measure(pipeline);
        QVERIFY(cost.microsecondsPerOperation[1] < cost.microsecondsPerOperation[0] / 4);
        QVERIFY(cost.restMicroseconds > 0); // the whole image was resized
    }

    void operationsOfOneViewCostHalf()
    {
        Pipeline pipeline{"blur", 96, {{GaussianBlur{}, 1}}};
        const double both = measure(pipeline).microsecondsPerOperation[0];
        pipeline.operations[0].views = ViewScope::Second;
        const double one = measure(pipeline).microsecondsPerOperation[0];
        QVERIFY2(one < both * 0.75 && one > both * 0.25, qPrintable(QStringLiteral("%1 of %2").arg(one).arg(both)));
    }

    void stopsWhenAsked()
    {
        std::stop_source source;
        source.request_stop();
        const ImageView image{m_pixels.data(), 96, 96};
        QVERIFY(!measureCost(presetPipeline("cifar"), {&image, 1}, 5, source.get_token()));
    }

private:
    [[nodiscard]] PipelineCost measure(const Pipeline &pipeline) const
    {
        const ImageView image{m_pixels.data(), 96, 96};
        return *measureCost(pipeline, {&image, 1}, 9);
    }
    std::vector<std::uint8_t> m_pixels;
};

QTEST_APPLESS_MAIN(TestCost)
#include "tst_cost.moc"
