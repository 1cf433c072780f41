#include "core/store/point_table.h"
#include "store_fixture.h"

#include <QElapsedTimer>

using namespace tandem;
using namespace tandem::test;

// Real sizes. The bounds are an order of magnitude above what a free machine needs, so that they hold on a busy one and
// still catch a scan in place of a look-up; the times themselves are printed.

class TestSizes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMillionPointsAreReadAtOnce();
    void aThousandRunsAreListed();
    void callsOfTheTrainerReturnAtOnce();
};

namespace {

constexpr std::int64_t kMillion = 1'000'000;

// Under a sanitizer times say nothing of the program; what is read must be right all the same.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr double kSlowness = 100;
#else
constexpr double kSlowness = 1;
#endif

/// Best of a few: the first pays for a cold cache, others for busy neighbours.
template <class Work> double bestMs(int times, Work &&work)
{
    double best = 1e9;
    for (int i = 0; i < times; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        best = std::min(best, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return best;
}

void writeMillion(const ProjectLayout &project, const RunId &id)
{
    take(newRun(project, id)->finish({RunState::Done, "", {}, 1}));
    const auto connection = store::openForWriting(project.runDatabase(id));
    store::PointTable points(*connection);
    for (std::int64_t step = 1; step <= kMillion;) {
        store::inTransaction(*connection, [&] {
            for (const std::int64_t end = step + 5000; step < end && step <= kMillion; ++step)
                points.append(series::kLoss, {step, 1'700'000'000'000 + step * 40, 5.0 / static_cast<double>(step)});
            while (points.wantsPacking())
                points.packOne();
            points.writeSummaries();
        });
    }
    store::foldWal(*connection);
}

} // namespace

void TestSizes::aMillionPointsAreReadAtOnce()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    writeMillion(project.layout, id);
    const auto bytes = static_cast<double>(std::filesystem::file_size(project.layout.runDatabase(id)));
    const auto reader = take(RunReader::open(project.layout, id));

    std::vector<SeriesPoint> points;
    const double all = bestMs(5, [&] { points = take(reader->points(series::kLoss)); });
    QCOMPARE(points.size(), static_cast<std::size_t>(kMillion));
    QCOMPARE(points[500'000].value, 5.0 / 500'001);
    std::vector<SeriesPoint> latest;
    const double tail = bestMs(20, [&] { latest = take(reader->points(series::kLoss, kMillion - 10)); });
    QCOMPARE(latest.size(), std::size_t{10});
    std::vector<EnvelopeBucket> buckets;
    const double envelope = bestMs(20, [&] { buckets = take(reader->envelope(series::kLoss, 1, kMillion, 2000)); });
    QVERIFY(buckets.size() > 1000 && buckets.size() <= 2002);
    const double summary = bestMs(20, [&] { QCOMPARE(take(reader->seriesInfo()).front().count, kMillion); });

    qInfo("a million points: all %.1f ms, the last ten %.2f ms, 2000 buckets %.2f ms, summary %.2f ms, %.1f bytes each",
          all, tail, envelope, summary, bytes / kMillion);
    QVERIFY(all < 300 * kSlowness);
    QVERIFY(tail < 20 * kSlowness);
    QVERIFY(envelope < 50 * kSlowness);
    QVERIFY(summary < 10 * kSlowness);
    QVERIFY(bytes / kMillion < 14);
}

void TestSizes::aThousandRunsAreListed()
{
    const TemporaryProject project;
    const RunId first = RunId::make();
    {
        const auto writer = newRun(project.layout, first, "template");
        for (std::int64_t step = 1; step <= 500; ++step)
            take(writer->addStep(syntheticStep(step)));
        take(writer->finish({RunState::Done, "sum", {}, 1}));
    }
    for (int i = 1; i < 1000; ++i) {
        const RunId id = RunId::make();
        std::filesystem::create_directories(project.layout.run(id));
        std::filesystem::copy_file(project.layout.runDatabase(first), project.layout.runDatabase(id));
    }
    std::vector<RunSummary> runs;
    const double list = bestMs(3, [&] { runs = take(listRuns(project.layout)); });
    QCOMPARE(runs.size(), std::size_t{1000});
    QVERIFY(runs.back().id == first);
    qInfo("a thousand runs: listed in %.0f ms", list);
    QVERIFY(list < 3000 * kSlowness);
}

void TestSizes::callsOfTheTrainerReturnAtOnce()
{
    const TemporaryProject project;
    const auto writer = newRun(project.layout, RunId::make());
    std::vector<double> microseconds;
    QElapsedTimer timer;
    for (std::int64_t step = 1; step <= 20'000; ++step) {
        const StepRecord record = syntheticStep(step);
        timer.start();
        take(writer->addStep(record));
        microseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e3);
    }
    QElapsedTimer disk;
    disk.start();
    take(writer->finish({RunState::Done, "", {}, 1}));
    std::sort(microseconds.begin(), microseconds.end());
    const double median = microseconds[microseconds.size() / 2];
    const double p99 = microseconds[microseconds.size() * 99 / 100];
    qInfo("20 000 steps of nine series: addStep %.2f us, 99 %% below %.2f us, the rest written in %lld ms", median, p99,
          static_cast<long long>(disk.elapsed()));
    QVERIFY(median < 50 * kSlowness);
    QVERIFY(p99 < 2000 * kSlowness);
}

QTEST_GUILESS_MAIN(TestSizes)
#include "tst_sizes.moc"
