#include "ui/serial_lane.h"

#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>
#include <semaphore>
#include <thread>
#include <vector>

using tandem::SerialLane;

class SerialLaneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wishesAreCarriedOutInOrder();
    void resultsArriveOnTheGuiThread();
    void everyWishOutlivesTheLane();
    void aWishBehindALookIsCarriedOut();
    void resultOfADeadContextIsDropped();
    void busyUntilDone();
};

void SerialLaneTest::wishesAreCarriedOutInOrder()
{
    SerialLane lane;
    std::vector<int> done; // the lane's thread alone, until all results are here
    int results = 0;
    for (int i = 0; i < 100; ++i)
        lane.submit(
            SerialLane::Kind::Wish, this,
            [&done, i] {
                done.push_back(i);
                return i;
            },
            [&results](int value) { QCOMPARE(value, results++); });
    QTRY_COMPARE(results, 100);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(done[static_cast<std::size_t>(i)], i);
}

void SerialLaneTest::resultsArriveOnTheGuiThread()
{
    SerialLane lane;
    QThread *const gui = QThread::currentThread();
    bool workedElsewhere = false, arrived = false;
    lane.submit(
        SerialLane::Kind::Look, this,
        [&] {
            workedElsewhere = QThread::currentThread() != gui;
            return 0;
        },
        [&](int) {
            QCOMPARE(QThread::currentThread(), gui);
            arrived = true;
        });
    QTRY_VERIFY(arrived);
    QVERIFY(workedElsewhere);
}

void SerialLaneTest::everyWishOutlivesTheLane()
{
    std::atomic<int> done = 0;
    std::binary_semaphore go{0};
    {
        SerialLane lane;
        for (int i = 0; i < 20; ++i)
            lane.submit(
                SerialLane::Kind::Wish, this,
                [&done, &go, i] {
                    if (i == 0)
                        go.acquire();
                    return ++done;
                },
                [](int) { QFAIL("nobody is there any more"); });
        go.release();
    }
    QCOMPARE(done.load(), 20);
}

void SerialLaneTest::aWishBehindALookIsCarriedOut()
{
    std::atomic<bool> wished = false;
    std::binary_semaphore begun{0}, go{0};
    std::thread ender;
    {
        SerialLane lane;
        lane.submit(
            SerialLane::Kind::Wish, this,
            [&] {
                begun.release();
                go.acquire();
                return 0;
            },
            [](int) {});
        begun.acquire();
        lane.submit(
            SerialLane::Kind::Look, this, [] { return 0; }, [](int) {}); // may be dropped
        lane.submit(
            SerialLane::Kind::Wish, this,
            [&wished] {
                wished = true;
                return 0;
            },
            [](int) {});
        ender = std::thread([&go] { go.release(); });
    }
    ender.join();
    QVERIFY(wished);
}

void SerialLaneTest::resultOfADeadContextIsDropped()
{
    SerialLane lane;
    auto context = std::make_unique<QObject>();
    std::binary_semaphore go{0};
    bool arrived = false;
    lane.submit(
        SerialLane::Kind::Wish, context.get(),
        [&go] {
            go.acquire();
            return 0;
        },
        [](int) { QFAIL("its context is dead"); });
    context.reset();
    go.release();
    lane.submit(
        SerialLane::Kind::Look, this, [] { return 0; }, [&arrived](int) { arrived = true; });
    QTRY_VERIFY(arrived);
}

void SerialLaneTest::busyUntilDone()
{
    SerialLane lane;
    QVERIFY(!lane.isBusy());
    std::binary_semaphore go{0};
    bool arrived = false;
    lane.submit(
        SerialLane::Kind::Wish, this,
        [&go] {
            go.acquire();
            return 0;
        },
        [&arrived](int) { arrived = true; });
    QVERIFY(lane.isBusy());
    go.release();
    QTRY_VERIFY(arrived);
    QTRY_VERIFY(!lane.isBusy());
}

QTEST_GUILESS_MAIN(SerialLaneTest)
#include "tst_serial_lane.moc"
