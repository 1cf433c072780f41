#include "core/report/images_difference.h"

#include <QtTest>

using namespace tandem;

class ImagesDifferenceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatDiffers()
    {
        RunPlan plan;
        plan.trainImages = 100;
        plan.trainIdentity = "train";
        plan.testIdentity = "test";
        QVERIFY(imagesDifference(plan, {100, "train", "test"}) == ImagesDifference::None);
        QVERIFY(imagesDifference(plan, {99, "train", "test"}) == ImagesDifference::Number);
        QVERIFY(imagesDifference(plan, {100, "other", "test"}) == ImagesDifference::TrainContent);
        QVERIFY(imagesDifference(plan, {100, "train", "other"}) == ImagesDifference::TestContent);
        QVERIFY(imagesDifference(plan, {100, "train", {}}) == ImagesDifference::None); // nobody looked at the test
    }

    void withoutIdentitiesTheNumberCounts()
    {
        RunPlan plan;
        plan.trainImages = 100;
        QVERIFY(imagesDifference(plan, {100, "any", "any"}) == ImagesDifference::None);
        QVERIFY(imagesDifference(plan, {101, "any", "any"}) == ImagesDifference::Number);
    }
};

QTEST_APPLESS_MAIN(ImagesDifferenceTest)
#include "tst_images_difference.moc"
