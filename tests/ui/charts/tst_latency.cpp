#include "latency_probe.h"

#include <QApplication>
#include <QTest>

using namespace tandem;
using namespace tandem::test;

class TestLatency : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// What the trainer measured is on the screen half a second later at most; the benchmark metric-latency looks at
    /// the slowest, here the middle one must do, as the machine may be busy.
    void aMetricIsOnTheScreenSoon()
    {
        const std::vector<double> times = measureLatency(40);
        QCOMPARE(times.size(), std::size_t{40});
        QVERIFY2(times[20] < 500, qPrintable(QStringLiteral("%1 ms").arg(times[20])));
    }
};

QTEST_MAIN(TestLatency)
#include "tst_latency.moc"
