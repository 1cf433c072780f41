#include "app/cli/text.h"
#include "app/cli/train_bar.h"

#include <QTest>

using namespace tandem;

class TestTrainBar : public QObject {
    Q_OBJECT

    static TrainBar longRun()
    {
        TrainBar bar;
        bar.epoch = 57;
        bar.epochs = 100;
        bar.step = 11'000;
        bar.steps = 19'500;
        bar.loss = 4.8123;
        bar.knnAccuracy = 0.4528;
        bar.imagesPerSecond = 378;
        bar.dataWaitShare = 0.02;
        bar.learningRate = 0.0512;
        bar.secondsLeft = 3 * 3600 + 62;
        return bar;
    }

private Q_SLOTS:
    void timeLeftIsSeenAtAnyWidth_data()
    {
        QTest::addColumn<int>("columns");
        for (const int columns : {79, 99, 131, 200})
            QTest::newRow(qPrintable(QString::number(columns))) << columns;
    }

    void timeLeftIsSeenAtAnyWidth()
    {
        QFETCH(const int, columns);
        const std::string text = barText(longRun(), static_cast<std::size_t>(columns), true);
        QVERIFY2(tandem::columns(text) <= static_cast<std::size_t>(columns), text.c_str());
        for (const char *part : {"epoch 57/100", "loss 4.8123", "kNN 45.3 %", "378 images/s", "3:01:02 left"})
            QVERIFY2(text.find(part) != std::string::npos, text.c_str());
    }

    void allIsThereWhereThereIsRoom()
    {
        const std::string text = barText(longRun(), 131, false);
        QCOMPARE(text,
                 std::string("epoch 57/100 ###########--------- 11000/19500  loss 4.8123  kNN 45.3 %  378 images/s"
                             "  3:01:02 left  wait 2 %  rate 0.0512"));
    }

    void bricksFillWhatIsLeft()
    {
        TrainBar bar;
        bar.epoch = bar.epochs = 1;
        bar.step = 5;
        bar.steps = 10;
        const std::string text = barText(bar, 56, false);
        QCOMPARE(text, std::string("epoch 1/1 ####---- 5/10  loss 0.0000  0 images/s  ? left"));
        QCOMPARE(barText(bar, 30, false), std::string("epoch 1/1 5/10  loss 0.0000  0"));
    }
};

QTEST_GUILESS_MAIN(TestTrainBar)
#include "tst_train_bar.moc"
