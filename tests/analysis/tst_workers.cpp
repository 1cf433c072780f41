#include "core/analysis/workers.h"

#include <QTest>

#include <numeric>
#include <stdexcept>
#include <vector>

using namespace tandem;

class TestWorkers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPieceRunsOnce();
    void rangesCoverAllItems();
    void stopLeavesPiecesOut();
    void anExceptionReachesTheCaller();
    void manySmallJobs();
};

void TestWorkers::everyPieceRunsOnce()
{
    for (const int threads : {1, 2, 5}) {
        Workers workers(threads);
        QCOMPARE(workers.threads(), threads);
        for (const std::int64_t pieces : {0, 1, 2, 1000}) {
            std::vector<std::atomic<int>> counts(static_cast<std::size_t>(pieces));
            std::atomic<bool> threadsFit = true;
            QVERIFY(workers.run(pieces, {}, [&](std::int64_t piece, int thread) {
                ++counts[static_cast<std::size_t>(piece)];
                if (thread < 0 || thread >= threads)
                    threadsFit = false;
            }));
            QVERIFY(threadsFit);
            for (const auto &count : counts)
                QCOMPARE(count.load(), 1);
        }
    }
}

void TestWorkers::rangesCoverAllItems()
{
    Workers workers(3);
    std::vector<int> items(1003);
    QVERIFY(workers.runRanges(1003, 100, {}, [&](std::int64_t begin, std::int64_t end, int) {
        for (std::int64_t i = begin; i < end; ++i)
            ++items[static_cast<std::size_t>(i)]; // each item belongs to one range: no two threads meet
    }));
    QCOMPARE(std::accumulate(items.begin(), items.end(), 0), 1003);
    QCOMPARE(*std::max_element(items.begin(), items.end()), 1);
}

void TestWorkers::stopLeavesPiecesOut()
{
    Workers workers(2);
    std::stop_source stop;
    std::atomic<int> done = 0;
    QVERIFY(!workers.run(1000, stop.get_token(), [&](std::int64_t, int) {
        if (++done == 10)
            stop.request_stop();
    }));
    QVERIFY2(done >= 10 && done <= 12, QByteArray::number(done.load())); // the other thread may be within a piece
    QVERIFY(!workers.run(1, stop.get_token(), [](std::int64_t, int) {}));
    QVERIFY(workers.run(5, {}, [](std::int64_t, int) {}));
}

void TestWorkers::anExceptionReachesTheCaller()
{
    Workers workers(2);
    const auto failing = [](std::int64_t piece, int) {
        if (piece == 7)
            throw std::runtime_error("seven");
    };
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)workers.run(100, {}, failing));
    QVERIFY(workers.run(100, {}, [](std::int64_t, int) {}));
}

void TestWorkers::manySmallJobs()
{
    // Helpers step in late and step out late: a job must never see the one before or after it.
    Workers workers(4);
    for (int job = 0; job < 20000; ++job) {
        std::atomic<std::int64_t> sum = 0;
        QVERIFY(workers.run(8, {}, [&sum, job](std::int64_t piece, int) { sum += piece + job; }));
        QCOMPARE(sum.load(), std::int64_t(28 + 8 * job));
    }
}

QTEST_GUILESS_MAIN(TestWorkers)
#include "tst_workers.moc"
