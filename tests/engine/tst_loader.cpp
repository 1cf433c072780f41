#include "core/engine/loader.h"

#include "core/augment/renderer.h"
#include "core/engine/view_maker.h"
#include "tests/engine/test_images.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

using namespace tandem;
using namespace tandem::engine;

namespace {

constexpr std::int64_t kBatch = 10;
constexpr std::int64_t kStepsPerEpoch = 4;

ImageSetPtr images()
{
    return std::make_shared<test::StripedImages>(43, 24); // 3 images of each epoch are left over
}

Pipeline pipeline()
{
    Pipeline p = presetPipeline("cifar");
    p.size = 16;
    return p;
}

LoaderOptions options(int threads, std::int64_t firstStep = 0)
{
    return {.seed = 5,
            .batchSize = kBatch,
            .stepsPerEpoch = kStepsPerEpoch,
            .firstStep = firstStep,
            .totalSteps = 3 * kStepsPerEpoch,
            .threads = threads,
            .prefetch = 2};
}

std::vector<Batch> allBatches(const LoaderOptions &o)
{
    BatchLoader loader(images(), pipeline(), o);
    std::vector<Batch> batches;
    while (const Batch *batch = loader.next({}))
        batches.push_back(*batch);
    return batches;
}

} // namespace

TEST(Loader, Trap39_ThreadsDecideNothing)
{
    const auto one = allBatches(options(1));
    const auto eight = allBatches(options(8));
    ASSERT_EQ(one.size(), 12U);
    ASSERT_EQ(eight.size(), 12U);
    for (std::size_t i = 0; i < one.size(); ++i) {
        EXPECT_EQ(one[i].step, static_cast<std::int64_t>(i));
        EXPECT_EQ(one[i].samples, eight[i].samples);
        EXPECT_EQ(one[i].views, eight[i].views);
    }
}

// Whichever thread stages which piece: what is rendered from a batch's draws is what the loader renders itself.
TEST(Loader, DrawnAndStagedBatchesAreTheSameViews)
{
    const auto rendered = allBatches(options(2));
    const auto whole = images();
    const ViewMaker asked("device", pipeline(), whole, torch::kCPU), plain("cpu", pipeline(), whole, torch::kCPU);
    for (const int threads : {1, 4}) {
        LoaderOptions staging = options(threads);
        asked.configure(staging);
        EXPECT_EQ(staging.output, LoaderOutput::Staged);
        LoaderOptions drawing = options(threads);
        const DevicePixels held = holdOnDevice(*whole, torch::kCPU);
        drawing.output = LoaderOutput::Drawn;
        drawing.firstPixels = std::make_shared<const std::vector<std::int64_t>>(held.first);
        const auto staged = allBatches(staging), drawn = allBatches(drawing);
        ASSERT_EQ(staged.size(), rendered.size());
        ASSERT_EQ(drawn.size(), rendered.size());
        for (std::size_t i = 0; i < rendered.size(); ++i) {
            const auto views = plain.viewsOf(rendered[i]);
            EXPECT_EQ(staged[i].samples, rendered[i].samples);
            EXPECT_TRUE(asked.viewsOf(staged[i]).equal(views)) << threads << " threads, batch " << i;
            EXPECT_TRUE(DeviceRenderer(pipeline(), torch::kCPU).render(held.pixels, drawn[i].jobs).equal(views));
            EXPECT_TRUE(staged[i].views.empty() && drawn[i].views.empty() && drawn[i].staged.empty());
        }
    }
}

TEST(Loader, Trap39_ViewsDifferBetweenViewsSamplesAndEpochs)
{
    std::set<std::vector<std::uint8_t>> seen;
    std::size_t count = 0;
    const std::size_t viewBytes = 16 * 16 * 3;
    for (const Batch &batch : allBatches(options(2))) {
        for (std::size_t i = 0; i < 2 * kBatch; ++i, ++count)
            seen.insert({batch.views.begin() + static_cast<std::ptrdiff_t>(i * viewBytes),
                         batch.views.begin() + static_cast<std::ptrdiff_t>((i + 1) * viewBytes)});
    }
    EXPECT_EQ(count, 240U);
    EXPECT_EQ(seen.size(), count);
}

// Traps 40 and 42: an epoch is a permutation, another one each time, and no batch holds an image twice.
TEST(Loader, Trap40And42_EpochsAreDistinctPermutations)
{
    const auto batches = allBatches(options(3));
    std::vector<std::vector<std::uint32_t>> epochs(3);
    for (const Batch &batch : batches) {
        EXPECT_EQ(batch.epoch, batch.step / kStepsPerEpoch + 1);
        auto &epoch = epochs[static_cast<std::size_t>(batch.epoch - 1)];
        epoch.insert(epoch.end(), batch.samples.begin(), batch.samples.end());
    }
    for (const auto &epoch : epochs)
        EXPECT_EQ(std::set<std::uint32_t>(epoch.begin(), epoch.end()).size(), epoch.size());
    EXPECT_NE(epochs[0], epochs[1]);
    EXPECT_NE(epochs[1], epochs[2]);
}

TEST(Loader, StartsAnywhere)
{
    const auto whole = allBatches(options(2));
    const auto tail = allBatches(options(2, 6)); // in the middle of the second epoch
    ASSERT_EQ(tail.size(), 6U);
    for (std::size_t i = 0; i < tail.size(); ++i) {
        EXPECT_EQ(tail[i].samples, whole[i + 6].samples);
        EXPECT_EQ(tail[i].views, whole[i + 6].views);
    }
}

TEST(Loader, AViewIsWhatThePreviewWouldDraw)
{
    const auto set = images();
    const Pipeline p = pipeline();
    const Batch batch = allBatches(options(2))[7];
    ViewRenderer renderer;
    std::vector<std::uint8_t> expected(16 * 16 * 3);
    for (std::uint32_t view = 0; view < 2; ++view) {
        const std::uint32_t sample = batch.samples[3];
        renderer.render(set->image(sample),
                        drawTrainingView(p, 24, 24, 5, static_cast<std::uint32_t>(batch.epoch), sample, view),
                        expected);
        const auto first = batch.views.begin() + static_cast<std::ptrdiff_t>((view * kBatch + 3) * expected.size());
        EXPECT_TRUE(std::equal(expected.begin(), expected.end(), first));
    }
}

TEST(Loader, LeavesAtOnceWhenStoppedAndWhenDestroyedFull)
{
    // One batch of 40 000 views takes a second and more; a stop must not wait for it.
    LoaderOptions large = options(1);
    large.batchSize = 20000;
    large.stepsPerEpoch = 1;
    const auto many = std::make_shared<test::StripedImages>(20000, 24);
    std::stop_source stop;
    stop.request_stop();
    BatchLoader loader(many, pipeline(), large);
    EXPECT_EQ(loader.next(stop.get_token()), nullptr);
    const BatchLoader untouched(images(), pipeline(), options(4)); // full of work that nobody takes
}
