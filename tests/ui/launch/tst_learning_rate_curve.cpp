#include "core/config/schedule.h"
#include "ui/launch/learning_rate_curve.h"
#include "ui/theme.h"

#include <QApplication>
#include <QImage>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tandem;

class TestLearningRateCurve : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setPalette(paletteOf(lightColors()));
    }
    void isWhatTheTrainerWillApply_data();
    void isWhatTheTrainerWillApply();
    void sentenceSaysItAll();
    void drawsInAnySize();
};

void TestLearningRateCurve::isWhatTheTrainerWillApply_data()
{
    QTest::addColumn<qint64>("images");
    QTest::addColumn<qint64>("batch");
    QTest::addColumn<qint64>("epochs");
    QTest::addColumn<double>("warmup");
    QTest::newRow("usual") << qint64{5000} << qint64{128} << qint64{100} << 10.0;
    QTest::newRow("one step in all") << qint64{64} << qint64{64} << qint64{1} << 0.0;
    QTest::newRow("a few steps") << qint64{300} << qint64{64} << qint64{3} << 1.0;
    QTest::newRow("part of an epoch") << qint64{5000} << qint64{128} << qint64{10} << 0.5;
    QTest::newRow("no warm-up") << qint64{5000} << qint64{128} << qint64{100} << 0.0;
}

void TestLearningRateCurve::isWhatTheTrainerWillApply()
{
    QFETCH(qint64, images);
    QFETCH(qint64, batch);
    QFETCH(qint64, epochs);
    QFETCH(double, warmup);
    Settings settings;
    settings.train.batchSize = batch;
    settings.train.epochs = epochs;
    settings.train.warmupEpochs = warmup;
    LearningRateCurve curve;
    curve.setSettings(settings, images);
    const Schedule schedule = makeSchedule(settings, images);
    QCOMPARE(curve.peak(), peakLearningRate(settings.optimizer, batch));
    QVERIFY(!curve.points().empty());
    for (const auto &point : curve.points()) {
        const auto step = std::llround(point.epoch * static_cast<double>(schedule.stepsPerEpoch));
        QCOMPARE(point.rate, schedule.learningRate(step));
    }
    QCOMPARE(curve.points().front().epoch, 0.0);
    QCOMPARE(std::llround(curve.points().back().epoch * static_cast<double>(schedule.stepsPerEpoch)),
             schedule.totalSteps - 1);
    QVERIFY(std::is_sorted(curve.points().begin(), curve.points().end(),
                           [](const auto &a, const auto &b) { return a.epoch < b.epoch; }));
    if (schedule.warmupSteps < schedule.totalSteps) // the corner is not cut off
        QVERIFY(std::any_of(curve.points().begin(), curve.points().end(),
                            [&curve](const auto &point) { return point.rate == curve.peak(); }));
}

void TestLearningRateCurve::sentenceSaysItAll()
{
    Settings settings;
    settings.train.batchSize = 256;
    settings.train.epochs = 40;
    settings.optimizer.learningRate = 0.5;
    settings.optimizer.scaling = "linear";
    settings.train.warmupEpochs = 4;
    LearningRateCurve curve;
    curve.setSettings(settings, 0);
    QCOMPARE(
        curve.sentence(),
        QStringLiteral("The learning rate rises to 0.5 over 4 epochs, then falls along a cosine to 0 at epoch 40."));
    QCOMPARE(curve.accessibleDescription(), curve.sentence());
    settings.train.warmupEpochs = 0;
    curve.setSettings(settings, 0);
    QCOMPARE(curve.sentence(),
             QStringLiteral("The learning rate begins at 0.5 and falls along a cosine to 0 at epoch 40."));
}

void TestLearningRateCurve::drawsInAnySize()
{
    LearningRateCurve curve;
    for (const QSize size : {QSize(1, 1), QSize(30, 20), QSize(240, 90)}) {
        curve.resize(size); // without settings, too
        QVERIFY(!curve.grab().isNull());
    }
    curve.setSettings({}, 0);
    const QImage image = curve.grab().toImage();
    int drawn = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            drawn += image.pixelColor(x, y) != image.pixelColor(0, 0) ? 1 : 0;
    QVERIFY2(drawn > 200, QByteArray::number(drawn));
    curve.resize(10, 5);
    QVERIFY(!curve.grab().isNull());
}

QTEST_MAIN(TestLearningRateCurve)
#include "tst_learning_rate_curve.moc"
