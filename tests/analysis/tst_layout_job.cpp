#include "core/analysis/layout_job.h"
#include "core/analysis/workers.h"
#include "tests/analysis/made_features.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <numeric>

using namespace tandem;
using tandem::test::MadeFeatures;
using tandem::test::madeFeatures;

namespace {

constexpr int kThreads = 2;
// What the window may notice of a stop. Counted in processor time of this program, a thread, so that a machine whose
// cores are taken by others does not fail the test; what passes on the clock has a bound for such machines.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double kStopMs = 200, kBusyMs = 5000; // everything takes several times longer
#else
constexpr double kStopMs = 20, kBusyMs = 500;
#endif

LayoutRequest requestFor(const MadeFeatures &made, const TsneSettings &settings = {})
{
    return {.features = std::make_shared<const std::vector<float>>(made.values),
            .rows = made.rows,
            .dimension = made.dimension,
            .settings = settings};
}

double processorMs()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

struct Milliseconds {
    double ofThread, onClock;
};

/// From the wish to the end of the work.
Milliseconds timeToStop(std::unique_ptr<LayoutJob> job)
{
    QElapsedTimer clock;
    clock.start();
    const double before = processorMs();
    job.reset();
    return {(processorMs() - before) / kThreads, static_cast<double>(clock.nsecsElapsed()) / 1e6};
}

} // namespace

class TestLayoutJob : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void framesComeAndTheLastIsFinal();
    void framesAreImmutable();
    void recordedFramesDependOnNoClock();
    void equalsTheSynchronousLayout();
    void pauses();
    void otherPerplexity();
    void perturbAndRestart();
    void aSettledLayoutIsPushedAndLaidOutAnew();
    void aWarmLayoutIsLaidOutAnewAsRequested();
    void stopsSoon_data();
    void stopsSoon();
    void stopsSoonWhileReducing();
    void stoppedJobsAnswer();
    void nothingToLayOut();
};

void TestLayoutJob::framesComeAndTheLastIsFinal()
{
    const auto made = madeFeatures({.rows = 800});
    LayoutJob job(requestFor(made, {.iterations = 300}), {2, 0});
    QTRY_VERIFY(job.frame() != nullptr);
    QTRY_VERIFY(job.status().phase == LayoutPhase::Optimizing || job.frame()->isFinal);
    std::int64_t seen = -1;
    while (!job.frame()->isFinal) {
        const auto frame = job.frame();
        QVERIFY(frame->iteration >= seen);
        QCOMPARE(frame->positions.size(), std::size_t(1600));
        seen = frame->iteration;
        QTest::qWait(5);
    }
    job.wait();
    QCOMPARE(job.frame()->iteration, 300);
    QVERIFY(std::isfinite(job.frame()->divergence));
    QVERIFY(job.status().phase == LayoutPhase::Finished);
    QCOMPARE(job.status().iterations, 300);
    QCOMPARE(job.neighbors()->k, 90);
    QVERIFY(!job.error());
}

void TestLayoutJob::framesAreImmutable()
{
    const auto made = madeFeatures({.rows = 300});
    LayoutJob job(requestFor(made, {.iterations = 200}), {2, 0});
    QTRY_VERIFY(job.frame() != nullptr);
    const auto first = job.recorded().front();
    const LayoutFrame copy = *first;
    job.wait();
    QVERIFY(first->positions == copy.positions);
    QCOMPARE(first->iteration, copy.iteration);
}

void TestLayoutJob::recordedFramesDependOnNoClock()
{
    const auto made = madeFeatures({.rows = 400});
    std::vector<std::vector<std::shared_ptr<const LayoutFrame>>> recorded;
    for (const int threads : {1, 3}) {
        LayoutJob job(requestFor(made, {.iterations = 530}), {threads, 0});
        job.wait();
        recorded.push_back(job.recorded());
    }
    std::vector<std::int64_t> iterations;
    for (const auto &frame : recorded[0])
        iterations.push_back(frame->iteration);
    QVERIFY(iterations ==
            (std::vector<std::int64_t>{0, 10, 30, 60, 100, 120, 140, 170, 200, 250, 300, 350, 400, 500, 530}));
    QCOMPARE(recorded[0].size(), recorded[1].size());
    for (std::size_t i = 0; i < recorded[0].size(); ++i) {
        QVERIFY(recorded[0][i]->positions == recorded[1][i]->positions);
        QVERIFY(recorded[0][i]->divergence == recorded[1][i]->divergence || i == 0);
    }
}

void TestLayoutJob::equalsTheSynchronousLayout()
{
    const auto made = madeFeatures({.rows = 500});
    LayoutJob job(requestFor(made, {.iterations = 260}), {2, 0});
    Workers workers(1);
    const auto result = computeLayout(requestFor(made, {.iterations = 260}), workers);
    job.wait();
    QVERIFY(job.frame()->positions == result->frame->positions);
    QCOMPARE(job.frame()->divergence, result->frame->divergence);
}

void TestLayoutJob::pauses()
{
    const auto made = madeFeatures({.rows = 500});
    LayoutJob job(requestFor(made, {.iterations = 100000}), {1, 0});
    QTRY_VERIFY(job.frame() != nullptr && job.frame()->iteration > 0);
    job.setPaused(true);
    QVERIFY(job.status().isPaused);
    // The iteration under way may still end.
    QTest::qWait(200);
    const auto frame = job.frame();
    QTest::qWait(200);
    QVERIFY(job.frame() == frame);
    job.setPaused(false);
    QTRY_VERIFY(job.frame() != frame);
    QVERIFY(!job.status().isPaused);
}

void TestLayoutJob::otherPerplexity()
{
    const auto made = madeFeatures({.rows = 500});
    LayoutJob job(requestFor(made, {.iterations = 150}), {2, 0});
    job.wait();
    const auto before = job.frame();
    for (const double perplexity : {5.0, 60.0, 50.0}) // of several the newest counts
        job.setPerplexity(perplexity);
    job.wait();
    QCOMPARE(job.status().perplexity, 50.0);
    QVERIFY(job.frame()->iteration >= before->iteration + LayoutRun::kSettlingIterations);
    QVERIFY(job.frame()->isFinal);
    QVERIFY(job.frame()->positions != before->positions);
    // Also in the middle of the work.
    LayoutJob running(requestFor(made, {.iterations = 2000}), {2, 0});
    QTRY_VERIFY(running.frame() != nullptr);
    running.setPerplexity(10);
    QTRY_COMPARE(running.status().perplexity, 10.0);
    running.wait();
    QCOMPARE(running.frame()->iteration, 2000);
}

void TestLayoutJob::perturbAndRestart()
{
    const auto made = madeFeatures({.rows = 500});
    LayoutJob job(requestFor(made, {.iterations = 400}), {2, 0});
    job.wait();
    const auto settled = job.frame();
    job.perturb();
    job.wait();
    QVERIFY(job.frame()->iteration >= settled->iteration + LayoutRun::kSettlingIterations);
    const auto perturbed = job.frame();
    job.restart();
    job.wait();
    QCOMPARE(job.frame()->iteration, 400);
    QCOMPARE(job.recorded().front()->iteration, 0);
    // Anew, but in the orientation of what was there: nearer to it than mirrored.
    double moved = 0, mirrored = 0;
    for (std::size_t i = 0; i < 1000; ++i) {
        moved += std::pow(job.frame()->positions[i] - perturbed->positions[i], 2);
        mirrored += std::pow(job.frame()->positions[i] - (i % 2 == 0 ? -1 : 1) * perturbed->positions[i], 2);
    }
    QVERIFY(moved < mirrored);
}

void TestLayoutJob::aSettledLayoutIsPushedAndLaidOutAnew()
{
    const auto made = madeFeatures({.rows = 500});
    const TsneSettings settings{.iterations = 400};
    LayoutJob cold(requestFor(made, settings), {2, 0});
    cold.wait();
    const auto first = cold.frame();
    LayoutRequest request = requestFor(made, settings);
    request.start = first->positions;
    request.isSettled = true;
    LayoutJob job(std::move(request), {2, 0});
    job.wait();
    QCOMPARE(job.frame()->iteration, 0);
    QVERIFY(job.frame()->isFinal);
    QVERIFY(job.frame()->positions == first->positions);
    QVERIFY(std::abs(job.frame()->divergence - first->divergence) < 1e-6);
    job.perturb();
    job.wait();
    QCOMPARE(job.frame()->iteration, LayoutRun::kSettlingIterations);
    QVERIFY(job.frame()->divergence < 1.1 * first->divergence); // without exaggeration: what was there is kept
    job.restart();
    job.wait();
    QCOMPARE(job.frame()->iteration, 400);
    QCOMPARE(job.frame()->divergence, first->divergence); // the cold layout, turned
}

void TestLayoutJob::aWarmLayoutIsLaidOutAnewAsRequested()
{
    const auto made = madeFeatures({.rows = 300});
    const TsneSettings settings{.iterations = 300};
    LayoutJob cold(requestFor(made, settings), {2, 0});
    cold.wait();
    LayoutRequest request = requestFor(made, settings);
    std::vector<std::uint32_t> ids(300);
    std::iota(ids.begin(), ids.end(), 0U);
    request.previous = std::make_shared<const PlacedPoints>(PlacedPoints{ids, cold.frame()->positions});
    LayoutJob warm(std::move(request), {2, 0});
    warm.wait();
    QCOMPARE(warm.frame()->iteration, warmSettings(settings).iterations);
    warm.restart();
    warm.wait();
    QCOMPARE(warm.frame()->iteration, 300);
    QCOMPARE(warm.frame()->divergence, cold.frame()->divergence);
}

void TestLayoutJob::stopsSoon_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("dimension");
    QTest::addColumn<int>("phase");
    QTest::newRow("neighbors") << 20000 << 128 << static_cast<int>(LayoutPhase::Neighbors);
    QTest::newRow("components of many dimensions") << 3000 << 600 << static_cast<int>(LayoutPhase::Starting);
    QTest::newRow("exact") << 3000 << 16 << static_cast<int>(LayoutPhase::Optimizing);
    QTest::newRow("grid") << 9000 << 16 << static_cast<int>(LayoutPhase::Optimizing);
}

void TestLayoutJob::stopsSoon()
{
    QFETCH(int, rows);
    QFETCH(int, dimension);
    QFETCH(int, phase);
    const auto made = madeFeatures({.rows = rows, .dimension = dimension, .classes = 20});
    for (int attempt = 0; attempt < 5; ++attempt) {
        auto job = std::make_unique<LayoutJob>(requestFor(made), LayoutJob::Threads{kThreads, 0});
        while (static_cast<int>(job->status().phase) < phase)
            QTest::qWait(1);
        const Milliseconds time = timeToStop(std::move(job));
        QVERIFY2(time.ofThread < kStopMs, QByteArray::number(time.ofThread));
        QVERIFY2(time.onClock < kBusyMs, QByteArray::number(time.onClock));
    }
}

/// Rows so many and of so many dimensions that they are reduced first: stopped in each of the steps that this has.
void TestLayoutJob::stopsSoonWhileReducing()
{
    const auto made = madeFeatures({.rows = 20500, .dimension = 300, .classes = 20});
    const LayoutRequest request = requestFor(made);
    for (int delayMs = 20;; delayMs += delayMs / 2) {
        auto job = std::make_unique<LayoutJob>(request, LayoutJob::Threads{kThreads, 0});
        QTest::qWait(delayMs);
        const LayoutPhase phase = job->status().phase;
        const Milliseconds time = timeToStop(std::move(job));
        if (phase != LayoutPhase::Reducing && delayMs > 100)
            break;
        QVERIFY2(time.ofThread < kStopMs, QByteArray::number(delayMs) + ": " + QByteArray::number(time.ofThread));
        QVERIFY2(time.onClock < kBusyMs, QByteArray::number(time.onClock));
    }
}

void TestLayoutJob::stoppedJobsAnswer()
{
    const auto made = madeFeatures({.rows = 500});
    LayoutJob job(requestFor(made, {.iterations = 100000}), {1, 0});
    QTRY_VERIFY(job.frame() != nullptr);
    job.stop();
    job.wait();
    QVERIFY(!job.frame()->isFinal);
    job.perturb(); // nobody is left to do it
    job.setPerplexity(5);
    job.wait();
    QVERIFY(!job.error());
}

void TestLayoutJob::nothingToLayOut()
{
    for (const int rows : {0, 1}) {
        LayoutJob job(requestFor(madeFeatures({.rows = rows}), {.iterations = 50}), {2, 0});
        job.wait();
        QCOMPARE(job.frame()->positions.size(), static_cast<std::size_t>(2 * rows));
        QVERIFY(job.frame()->isFinal);
    }
}

QTEST_GUILESS_MAIN(TestLayoutJob)
#include "tst_layout_job.moc"
