#include "ui/background.h"

#include <QCoreApplication>
#include <QTest>

#include <atomic>
#include <memory>
#include <semaphore>
#include <thread>
#include <utility>

#include <sys/resource.h>
#include <unistd.h>

using tandem::BackgroundLane;

class BackgroundLaneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void resultArrivesOnTheGuiThread();
    void newestWins();
    void cancelledResultNeverArrives();
    void resultOfADeadContextIsDropped();
    void busyUntilDelivered();
    void destructorStopsAndJoins();
    void jobsOfOneLaneDoNotOverlap();
    void longWorkGivesWayWithAllThatItStarts();
};

void BackgroundLaneTest::resultArrivesOnTheGuiThread()
{
    BackgroundLane lane;
    QThread *const gui = QThread::currentThread();
    bool workedElsewhere = false;
    int result = 0;
    lane.submit(
        this,
        [&](const std::stop_token &) {
            workedElsewhere = QThread::currentThread() != gui;
            return 42;
        },
        [&](int value) {
            QCOMPARE(QThread::currentThread(), gui);
            result = value;
        });
    QTRY_COMPARE(result, 42);
    QVERIFY(workedElsewhere);
}

void BackgroundLaneTest::newestWins()
{
    BackgroundLane lane;
    std::binary_semaphore begun{0}, go{0};
    std::atomic<bool> firstWasStopped = false, secondRan = false;
    QList<int> results;
    lane.submit(
        this,
        [&](const std::stop_token &stop) {
            begun.release();
            go.acquire();
            firstWasStopped = stop.stop_requested();
            return 1;
        },
        [&](int value) { results.append(value); });
    begun.acquire();
    lane.submit(
        this,
        [&](const std::stop_token &) {
            secondRan = true;
            return 2;
        },
        [&](int value) { results.append(value); });
    lane.submit(
        this, [](const std::stop_token &) { return 3; }, [&](int value) { results.append(value); });
    go.release();
    QTRY_COMPARE(results, QList<int>{3});
    QVERIFY(firstWasStopped);
    QVERIFY(!secondRan); // it waited, and was replaced
}

void BackgroundLaneTest::cancelledResultNeverArrives()
{
    BackgroundLane lane;
    std::binary_semaphore begun{0}, go{0};
    bool arrived = false, later = false;
    lane.submit(
        this,
        [&](const std::stop_token &) {
            begun.release();
            go.acquire();
            return 1;
        },
        [&](int) { arrived = true; });
    begun.acquire();
    lane.cancel();
    go.release();
    lane.submit(
        this, [](const std::stop_token &) { return 2; }, [&](int) { later = true; });
    QTRY_VERIFY(later); // delivered in order: had the first come, it would have come before
    QVERIFY(!arrived);
}

void BackgroundLaneTest::resultOfADeadContextIsDropped()
{
    BackgroundLane lane;
    auto context = std::make_unique<QObject>();
    std::binary_semaphore done{0};
    bool arrived = false;
    lane.submit(
        context.get(),
        [&](const std::stop_token &) {
            done.release();
            return 1;
        },
        [&](int) { arrived = true; });
    done.acquire();
    context.reset();
    QTRY_VERIFY(!lane.isBusy());
    QCoreApplication::processEvents();
    QVERIFY(!arrived);
}

void BackgroundLaneTest::busyUntilDelivered()
{
    BackgroundLane lane;
    QVERIFY(!lane.isBusy());
    std::binary_semaphore go{0};
    bool arrived = false;
    lane.submit(
        this,
        [&](const std::stop_token &) {
            go.acquire();
            return 0;
        },
        [&](int) { arrived = true; });
    QVERIFY(lane.isBusy());
    go.release();
    QTRY_VERIFY(arrived);
    QTRY_VERIFY(!lane.isBusy());
}

void BackgroundLaneTest::destructorStopsAndJoins()
{
    std::atomic<bool> ended = false;
    std::binary_semaphore begun{0};
    {
        BackgroundLane lane;
        lane.submit(
            this,
            [&](const std::stop_token &stop) {
                begun.release();
                while (!stop.stop_requested())
                    std::this_thread::yield();
                ended = true;
                return 0;
            },
            [](int) { QFAIL("a result arrived after the lane was gone"); });
        begun.acquire();
    }
    QVERIFY(ended); // joined: the work is over when the destructor returns
    QCoreApplication::processEvents();
}

void BackgroundLaneTest::jobsOfOneLaneDoNotOverlap()
{
    BackgroundLane lane;
    std::atomic<int> inside = 0, most = 0;
    int last = 0;
    for (int i = 1; i <= 200; ++i) {
        lane.submit(
            this,
            [&, i](const std::stop_token &) {
                most = std::max(most.load(), ++inside);
                --inside;
                return i;
            },
            [&](int value) { last = value; });
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(last, 200);
    QCOMPARE(most.load(), 1);
}

void BackgroundLaneTest::longWorkGivesWayWithAllThatItStarts()
{
    const auto niceness = [] { return ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid())); };
    const auto ofALane = [&](BackgroundLane &lane) {
        std::pair<int, int> found{-100, -100}; // of the lane's thread, and of one that it starts
        lane.submit(
            this,
            [&](const std::stop_token &) {
                int inner = -100;
                std::thread([&] { inner = niceness(); }).join();
                return std::pair{niceness(), inner};
            },
            [&](const std::pair<int, int> &result) { found = result; });
        [&] { QTRY_VERIFY(found.first != -100); }();
        return found;
    };
    const int own = niceness();
    BackgroundLane quick, patient{BackgroundLane::kGivesWay};
    QCOMPARE(ofALane(quick), std::pair(own, own));
    const int given = std::min(19, own + BackgroundLane::kGivesWay);
    QCOMPARE(ofALane(patient), std::pair(given, given));
    QCOMPARE(niceness(), own);
}

QTEST_GUILESS_MAIN(BackgroundLaneTest)
#include "tst_background_lane.moc"
