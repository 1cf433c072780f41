#include "core/engine/dry_run.h"

#include "core/base/memory.h"
#include "core/base/process.h"
#include "core/config/settings_table.h"
#include "core/engine/measure.h"
#include "tests/engine/test_training.h"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

using namespace tandem;
using namespace tandem::engine;
using namespace tandem::test;

namespace {

DryRunRequest dryRequest(std::int64_t batch)
{
    const TrainRequest r = request(20);
    DryRunRequest dry{r.settings, std::make_shared<StripedImages>(700, 32, 1), r.test};
    dry.stepSeconds = 1000; // quick enough on the busiest machine
    dry.settings.augment.size = 32;
    dry.settings.train.threads = dry.settings.train.loaderThreads = 1; // whatever the machine has
    dry.settings.train.batchSize = batch;
    dry.settings.train.warmupEpochs = 5;
    return dry;
}

DryRunReport reported(const DryRunRequest &request)
{
    auto report = dryRun(request, {}, {});
    if (!report || !*report) {
        ADD_FAILURE() << (report ? "stopped" : describe(report.error()) + report.error().detail);
        return {};
    }
    return **report;
}

/// The allocator as tandem-cli sets it. Left to itself it maps large blocks and keeps small ones: memory of small
/// batches would tell little of what large ones take.
class KeepFreedMemory {
public:
#if defined(__GLIBC__)
    KeepFreedMemory()
    {
        ::mallopt(M_MMAP_MAX, 0);
    }
    ~KeepFreedMemory()
    {
        ::mallopt(M_MMAP_MAX, 65536);
    } // its default
#else
    KeepFreedMemory() {}
#endif
    KeepFreedMemory(const KeepFreedMemory &) = delete;
    KeepFreedMemory &operator=(const KeepFreedMemory &) = delete;
};

/// What trainings before left in the heap would count as memory of the next. A process that is expected to end keeps
/// its failures to itself: they are told in its last words.
void inFreshProcess(void (*body)())
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "a sanitizer's own memory would count";
#endif
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    const auto bodyAndExit = [body] {
        testing::TestPartResultArray failures;
        {
            const testing::ScopedFakeTestPartResultReporter reporter(&failures);
            body();
        }
        for (int i = 0; i < failures.size(); ++i)
            std::cerr << failures.GetTestPartResult(i);
        std::_Exit(failures.size() == 0 ? 0 : 1);
    };
    EXPECT_EXIT(bodyAndExit(), testing::ExitedWithCode(0), "");
}

} // namespace

TEST(DryRun, MeasuresTheBatchThatIsAskedForWhereItIsQuick)
{
    const DryRunReport report = reported(dryRequest(64));
    EXPECT_TRUE(report.isMeasured);
    ASSERT_GE(report.measured.size(), 2U);
    EXPECT_EQ(report.measured.back().batchSize, 64);
    EXPECT_EQ(report.stepsPerEpoch, 10);
    EXPECT_EQ(report.totalSteps, 200);
    EXPECT_EQ(report.device, "cpu");
    EXPECT_EQ(report.evaluations, 20);
    EXPECT_GT(report.parameters, 0);
    EXPECT_EQ(report.mappedBytes, 700 * 32 * 32 * 3 + 24 * 20 * 20 * 3);
    EXPECT_NEAR(report.secondsPerEpoch, 640 / report.imagesPerSecond, 1e-9);
    EXPECT_NEAR(report.totalSeconds, 20 * report.secondsPerEpoch + 20 * report.evaluationSeconds, 1e-9);
    EXPECT_GT(report.evaluationSeconds, 0);
    EXPECT_GT(report.loaderImagesPerSecond, 0);
    // Weights and momentum, in three files, h and z of all images in 16 bits 21 times, and some measurements.
    EXPECT_GT(report.checkpointBytes, 8 * report.parameters);
    const std::int64_t embeddings = 21 * 700 * 2 * (128 + 32);
    EXPECT_GT(report.diskBytes, 3 * report.checkpointBytes + embeddings);
    EXPECT_LT(report.diskBytes, 3 * report.checkpointBytes + embeddings + (1 << 20));
    // The settings are those of the run, resolved, and not those of a measurement.
    const auto settings = settingsFromJson(report.settingsJson);
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->train.batchSize, 64);
    EXPECT_EQ(settings->train.epochs, 20);
    EXPECT_EQ(settings->train.warmupEpochs, 5);
    EXPECT_EQ(settings->encoder.stem, "cifar");
}

TEST(DryRun, KeyPointsOfTheLearningRate)
{
    DryRunRequest request = dryRequest(64);
    request.stepSeconds = 0.01; // the curve needs no measurement
    const DryRunReport report = reported(request);
    ASSERT_EQ(report.learningRate.size(), 4U);
    const double peak = 0.5 * 64 / 256; // rate times B/256
    EXPECT_EQ(report.learningRate[0].rate, 0);
    EXPECT_EQ(report.learningRate[1].step, 50); // five epochs of ten steps
    EXPECT_NEAR(report.learningRate[1].rate, peak, 1e-12);
    EXPECT_NEAR(report.learningRate[2].rate, peak / 2, 1e-12);
    EXPECT_EQ(report.learningRate[3].step, 199);
    EXPECT_GT(report.learningRate[3].rate, 0);
    EXPECT_LT(report.learningRate[3].rate, peak / 1000);
}

namespace {

void expectALineToTell()
{
    const KeepFreedMemory keep;
    DryRunRequest request = dryRequest(512);
    const auto small = measureTraining(request, 32, 3, {});
    ASSERT_TRUE(small && *small);
    request.stepSeconds = 4 * (*small)->steps.seconds; // so that 512 is out of reach
    const DryRunReport report = reported(request);
    const auto real = measureTraining(request, 512, 3, {});
    ASSERT_TRUE(real && *real);
    EXPECT_FALSE(report.isMeasured);
    EXPECT_LT(report.measured.back().batchSize, 512);
    // The peak of a process wobbles, which a line to a far larger batch multiplies.
    const double memory = static_cast<double>(report.memoryBytes) / static_cast<double>((*real)->steps.memoryBytes);
    EXPECT_LT(memory, 2);
    EXPECT_GT(memory, 1.0 / 2);
    // The machine may be busy at the one time and idle at the other.
    const double predicted = 512 / report.imagesPerSecond;
    EXPECT_LT(predicted, 5 * (*real)->steps.seconds);
    EXPECT_GT(predicted, (*real)->steps.seconds / 5);
}

void expectTheLargestBatchToFit()
{
    const KeepFreedMemory keep;
    DryRunRequest request = dryRequest(64);
    const auto small = measureTraining(request, 64, 2, {});
    ASSERT_TRUE(small && *small);
    request.availableMemory = 6 * (*small)->steps.memoryBytes; // a batch twice as large is tried, too
    const DryRunReport report = reported(request);
    EXPECT_EQ(report.availableMemoryBytes, request.availableMemory);
    EXPECT_EQ(report.largestBatch % 8, 0);
    ASSERT_GE(report.largestBatch, 128);
    ASSERT_LE(report.largestBatch, 696);
    const auto real = measureTraining(request, report.largestBatch, 2, {});
    ASSERT_TRUE(real && *real);
    // Nine tenths were to be used.
    const double used = static_cast<double>((*real)->steps.memoryBytes) / static_cast<double>(request.availableMemory);
    EXPECT_LT(used, 1) << "with a batch of " << report.largestBatch;
    EXPECT_GT(used, 0.6) << "with a batch of " << report.largestBatch;
}

} // namespace

TEST(DryRun, ALineThroughSmallBatchesTellsWhatALargeOneTakes)
{
    inFreshProcess(expectALineToTell);
}

TEST(DryRun, TheLargestBatchThatFitsReallyDoes)
{
    inFreshProcess(expectTheLargestBatchToFit);
}

TEST(DryRun, TheLargestBatchHasItsEnds)
{
    DryRunRequest request = dryRequest(64);
    request.stepSeconds = 0.01;
    request.availableMemory = 1 << 20; // not even the program itself
    EXPECT_EQ(reported(request).largestBatch, 0);
    request.availableMemory = std::int64_t{1} << 50;
    EXPECT_EQ(reported(request).largestBatch, 696); // all 700 images, in eights
}

TEST(DryRun, StopsWhenAsked)
{
    std::stop_source stop;
    stop.request_stop();
    const auto report = dryRun(dryRequest(64), {}, stop.get_token());
    ASSERT_TRUE(report);
    EXPECT_FALSE(*report);
}

TEST(DryRun, AnErrorOfTrainingIsItsError)
{
    DryRunRequest request = dryRequest(64);
    request.settings.augment.pipeline = "{";
    const auto report = dryRun(request, {}, {});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::BadJson);
}

TEST(ProcessMemory, ThePeakCanBeTakenBack)
{
    constexpr std::size_t kBytes = 256U << 20;
    {
        std::vector<char> large(kBytes, 1);
        ASSERT_GE(peakMemoryBytes(), static_cast<std::int64_t>(kBytes));
    }
    restartPeakMemory();
    const std::int64_t before = peakMemoryBytes();
    std::vector<char> half(kBytes / 2, 1);
    EXPECT_GE(peakMemoryBytes() - before, static_cast<std::int64_t>(kBytes / 4));
    EXPECT_GT(attainableMemoryBytes(), peakMemoryBytes() / 2);
}
