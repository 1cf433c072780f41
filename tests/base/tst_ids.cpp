#include "core/base/ids.h"
#include "core/base/process.h"

#include <QTest>

#include <algorithm>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

using namespace tandem;

class TestIds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void idsRiseAndDiffer();
    void idsOfManyThreadsDiffer();
    void timeIsInTheId();
    void textComesBack();
    void otherTextIsInvalid_data();
    void otherTextIsInvalid();
};

void TestIds::idsRiseAndDiffer()
{
    RunId last = RunId::make();
    for (int i = 0; i < 10'000; ++i) { // many within one millisecond
        const RunId next = RunId::make();
        QVERIFY(last < next);
        QVERIFY(last.toString() < next.toString()); // as file managers sort
        last = next;
    }
}

void TestIds::idsOfManyThreadsDiffer()
{
    std::mutex mutex;
    std::set<std::string> all;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 1000; ++i) {
                    const RunId id = RunId::make();
                    const std::lock_guard lock(mutex);
                    all.insert(id.toString());
                }
            });
    }
    QCOMPARE(all.size(), std::size_t{4000});
}

void TestIds::timeIsInTheId()
{
    const std::int64_t before = wallClockMs();
    const std::int64_t stamped = RunId::make().timestampMs();
    QVERIFY(stamped >= before);
    QVERIFY(stamped <= wallClockMs());
    QCOMPARE(RunId::fromString("01ARZ3NDEKTSV4RRFFQ69G5FAV").timestampMs(), std::int64_t{1469922850259}); // ULID's own
    QCOMPARE(RunId().timestampMs(), std::int64_t{0});
}

void TestIds::textComesBack()
{
    const RunId id = RunId::make();
    QVERIFY(id.isValid());
    QCOMPARE(id.toString().size(), std::size_t{26});
    QVERIFY(RunId::fromString(id.toString()) == id);
    std::string lower = id.toString();
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
    QVERIFY(RunId::fromString(lower) == id);
}

void TestIds::otherTextIsInvalid_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("short") << QByteArray("01ARZ3NDEKTSV4RRFFQ69G5FA");
    QTest::newRow("long") << QByteArray("01ARZ3NDEKTSV4RRFFQ69G5FAVX");
    QTest::newRow("letter that Crockford left out") << QByteArray("01ARZ3NDEKTSV4RRFFQ69G5FAU");
    QTest::newRow("path") << QByteArray("../../../../etc/passwd/../");
}

void TestIds::otherTextIsInvalid()
{
    QFETCH(QByteArray, text);
    QVERIFY(!RunId::fromString(text.toStdString()).isValid());
}

QTEST_GUILESS_MAIN(TestIds)
#include "tst_ids.moc"
