#include "core/augment/renderer.h"
#include "core/engine/device_renderer.h"
#include "core/engine/model.h"
#include "tests/engine/host_reads.h"
#include "tests/engine/test_training.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

// The renderer of views on a device, run on the processor, against the renderer with which the processor trains. What
// is promised is 2 of 255; what is seen is equality, as both compute the same numbers in the same order. So here
// nothing may differ: a step that does is a slip, even if it is a small one.

using namespace tandem;
using namespace tandem::engine;
using namespace tandem::test;

namespace {

struct TestImage {
    int width, height;
    std::vector<std::uint8_t> pixels;

    /// Smooth colors with noise and hard edges: every level occurs, and so do gray and saturated pixels.
    TestImage(int w, int h, std::uint32_t number) : width(w), height(h)
    {
        CounterRng rng(91, RandomStream::Test, 0, number);
        for (int y = 0; y < h; ++y) {
            for (int x = 0; x < w; ++x) {
                const int kind = (x / 5 + y / 7) % 4;
                for (int c = 0; c < 3; ++c) {
                    const int smooth = (x * (3 + c) + y * (5 - c) + static_cast<int>(number) * 17) % 256;
                    const int noise = static_cast<int>(rng.below(256));
                    const int value = kind == 0 ? smooth : kind == 1 ? noise : kind == 2 ? (c == 1 ? 255 : 0) : x % 256;
                    pixels.push_back(static_cast<std::uint8_t>(value));
                }
            }
        }
    }
    [[nodiscard]] ImageView view() const { return {pixels.data(), width, height}; }
};

struct Difference {
    int largest = 0;
    std::int64_t differing = 0;
};

/// Renders views 0 and 1 of every image both ways.
Difference differenceOf(const Pipeline &pipeline, const std::vector<TestImage> &images, std::uint64_t seed = 5)
{
    std::vector<ViewJob> jobs;
    std::vector<std::uint8_t> staged, expected;
    ViewRenderer renderer;
    for (std::uint32_t i = 0; i < images.size(); ++i) {
        for (std::uint32_t view = 0; view < 2; ++view) {
            const auto drawn = drawTrainingView(pipeline, images[i].width, images[i].height, seed, 1, i, view);
            std::vector<std::uint8_t> out(static_cast<std::size_t>(3 * pipeline.size * pipeline.size));
            renderer.render(images[i].view(), drawn, out);
            expected.insert(expected.end(), out.begin(), out.end());
            jobs.push_back(stagedJob(images[i].view(), drawn, staged));
        }
    }
    const auto pixels =
        torch::from_blob(staged.data(), {static_cast<std::int64_t>(staged.size()) / 3, 3}, torch::kUInt8);
    const auto made = DeviceRenderer(pipeline, torch::kCPU).render(pixels, jobs);
    const auto wanted =
        imagesToTensor(expected.data(), static_cast<std::int64_t>(jobs.size()), pipeline.size, torch::kCPU);
    EXPECT_EQ(made.sizes(), wanted.sizes());
    EXPECT_TRUE(made.is_contiguous(torch::MemoryFormat::ChannelsLast));
    const auto distance = ((made - wanted).abs() * 255).round();
    return {distance.max().item<int>(), (made != wanted).sum().item<std::int64_t>()};
}

std::vector<TestImage> someImages(int count, int width, int height)
{
    std::vector<TestImage> images;
    for (int i = 0; i < count; ++i)
        images.emplace_back(width, height, static_cast<std::uint32_t>(i));
    return images;
}

/// Images of many shapes, from a single pixel to larger than any view here.
std::vector<TestImage> variousImages()
{
    std::vector<TestImage> images;
    const std::pair<int, int> sizes[] = {{32, 32}, {1, 1},   {7, 90},  {100, 75}, {33, 31}, {2, 40},
                                         {64, 64}, {150, 9}, {40, 40}, {31, 100}, {32, 32}, {5, 5}};
    for (const auto &[width, height] : sizes)
        images.emplace_back(width, height, static_cast<std::uint32_t>(images.size()));
    return images;
}

#define EXPECT_SAME_VIEWS(pipeline, images)                                                                            \
    do {                                                                                                               \
        const Difference difference = differenceOf(pipeline, images);                                                  \
        EXPECT_LE(difference.largest, 2);                                                                              \
        EXPECT_EQ(difference.differing, 0) << "largest: " << difference.largest << " of 255";                          \
    } while (false)

Pipeline of(std::vector<Operation> operations, int size = 32)
{
    return {"tested", size, std::move(operations)};
}

/// Every operation with room to differ: jitter at full strength, any angle, wide blur, thresholds off the middle.
std::vector<OperationKind> allKinds()
{
    return {RandomResizedCrop{},
            HorizontalFlip{},
            ColorJitter{0.8, 0.8, 0.8, 0.5},
            Grayscale{},
            GaussianBlur{0.1, 3, 0.3},
            Solarize{100},
            Rotate{180, false},
            Cutout{0.01, 0.9},
            GaussianNoise{0, 60},
            Sobel{}};
}

} // namespace

TEST(DeviceRenderer, EveryOperationAgreesOnSquaresAndOthers)
{
    for (const OperationKind &kind : allKinds()) {
        SCOPED_TRACE("operation " + std::to_string(kind.index()));
        EXPECT_SAME_VIEWS(of({{kind, 1}}), someImages(24, 32, 32));
        EXPECT_SAME_VIEWS(of({{kind, 1}}, 48), variousImages());
    }
}

TEST(DeviceRenderer, BothCropSamplersShrinkAndEnlargeAlike)
{
    for (const CropSampler sampler : {CropSampler::Torchvision, CropSampler::TensorFlow}) {
        RandomResizedCrop crop;
        crop.sampler = sampler;
        EXPECT_SAME_VIEWS(of({{crop, 1}}, 32), someImages(20, 32, 32));
        EXPECT_SAME_VIEWS(of({{crop, 1}}, 24), someImages(20, 150, 101)); // up to thirteen taps
        EXPECT_SAME_VIEWS(of({{crop, 1}}, 96), someImages(8, 40, 33));
        EXPECT_SAME_VIEWS(of({{crop, 0.5}}, 32), variousImages()); // others are resized whole
    }
}

TEST(DeviceRenderer, JitterInEveryOrderWithEveryPart)
{
    EXPECT_SAME_VIEWS(of({{ColorJitter{0.8, 0.8, 0.8, 0.2}, 1}}), someImages(96, 32, 32)); // 24 orders, eight times
    EXPECT_SAME_VIEWS(of({{ColorJitter{0, 0.9, 0, 0}, 1}}), someImages(8, 32, 32));        // others are neutral
    EXPECT_SAME_VIEWS(of({{ColorJitter{0.9, 0.9, 0, 0}, 1}}, 33), someImages(16, 33, 33)); // a block is not full
    EXPECT_SAME_VIEWS(of({{ColorJitter{0, 0, 0, 0.5}, 1}}), someImages(16, 32, 32));
    EXPECT_SAME_VIEWS(of({{ColorJitter{0, 0, 0, 0}, 1}}), someImages(4, 32, 32));
}

TEST(DeviceRenderer, RightAnglesMoveWholePixels)
{
    EXPECT_SAME_VIEWS(of({{Rotate{0, true}, 1}}), someImages(24, 32, 32));
    // Before the crop, images need not be squares.
    EXPECT_SAME_VIEWS(of({{Rotate{0, true}, 1}, {RandomResizedCrop{}, 1}}), someImages(24, 40, 30));
}

TEST(DeviceRenderer, BlurOfAnyWidthMirrorsAtTheBorder)
{
    EXPECT_SAME_VIEWS(of({{GaussianBlur{0.1, 0.3, 0.1}, 1}}), someImages(16, 32, 32));
    EXPECT_SAME_VIEWS(of({{GaussianBlur{2, 40, 1}, 1}}), someImages(16, 32, 32)); // past the other border
    EXPECT_SAME_VIEWS(of({{GaussianBlur{0.1, 2, 0.1}, 1}}, 96), someImages(8, 96, 96));
}

TEST(DeviceRenderer, EveryPresetAgrees)
{
    for (const PipelinePreset &preset : pipelinePresets()) {
        SCOPED_TRACE(preset.word);
        Pipeline pipeline = presetPipeline(preset.word);
        EXPECT_SAME_VIEWS(pipeline, someImages(pipeline.size > 64 ? 4 : 24, pipeline.size, pipeline.size));
        pipeline.size = 40;
        EXPECT_SAME_VIEWS(pipeline, variousImages());
    }
}

TEST(DeviceRenderer, EverythingInAnyOrderAgrees)
{
    // Chains, in which a difference of one level would grow: each operation at even odds, in shuffled orders, before
    // and after the crop, and a crop of a crop.
    for (std::uint32_t round = 0; round < 12; ++round) {
        SCOPED_TRACE(round);
        const auto kinds = allKinds();
        std::vector<std::uint32_t> order(kinds.size());
        for (std::uint32_t i = 0; i < order.size(); ++i)
            order[i] = i;
        CounterRng rng(17, RandomStream::Test, round);
        shuffle(order, rng);
        std::vector<Operation> operations;
        for (const std::uint32_t i : order)
            operations.push_back({kinds[i], 0.5});
        operations.push_back({RandomResizedCrop{0.3, 1}, 0.5});
        EXPECT_SAME_VIEWS(of(operations, 32), someImages(16, 32, 32));
        EXPECT_SAME_VIEWS(of(operations, 40), variousImages());
    }
}

TEST(DeviceRenderer, ViewsOfAnotherPipelineComeOutAsWell)
{
    const Pipeline drawnFrom = of({{ColorJitter{}, 1}, {GaussianBlur{}, 1}, {RandomResizedCrop{}, 1}, {Sobel{}, 1}});
    const Pipeline other = of({{HorizontalFlip{}, 1}});
    const auto images = someImages(4, 40, 30);
    std::vector<ViewJob> jobs;
    std::vector<std::uint8_t> staged, expected(4 * 3 * 32 * 32);
    for (std::uint32_t i = 0; i < images.size(); ++i) {
        const auto drawn = drawTrainingView(drawnFrom, 40, 30, 1, 1, i, 0);
        ViewRenderer().render(images[i].view(), drawn, std::span(expected).subspan(i * 3 * 32 * 32));
        jobs.push_back(stagedJob(images[i].view(), drawn, staged));
    }
    const auto pixels =
        torch::from_blob(staged.data(), {static_cast<std::int64_t>(staged.size()) / 3, 3}, torch::kUInt8);
    EXPECT_TRUE(DeviceRenderer(other, torch::kCPU)
                    .render(pixels, jobs)
                    .equal(imagesToTensor(expected.data(), 4, 32, torch::kCPU)));
}

// Trap 12, of the renderer: a number that the host reads back would let a GPU run dry between two batches.
TEST(DeviceRenderer, Trap12_RenderingReadsNoNumberBack)
{
    std::vector<Operation> operations;
    for (const OperationKind &kind : allKinds())
        operations.push_back({kind, 0.7});
    operations.push_back({RandomResizedCrop{}, 0.5});
    const Pipeline pipeline = of(operations);
    const auto images = variousImages();
    std::vector<ViewJob> jobs;
    std::vector<std::uint8_t> staged;
    for (std::uint32_t i = 0; i < images.size(); ++i)
        jobs.push_back(stagedJob(images[i].view(),
                                 drawTrainingView(pipeline, images[i].width, images[i].height, 1, 1, i, 0), staged));
    const auto pixels =
        torch::from_blob(staged.data(), {static_cast<std::int64_t>(staged.size()) / 3, 3}, torch::kUInt8);
    const DeviceRenderer renderer(pipeline, torch::kCPU);
    const HostReads reads;
    const auto views = renderer.render(pixels, jobs);
    EXPECT_EQ(reads.count(), 0);
    EXPECT_EQ(views.size(0), static_cast<std::int64_t>(images.size()));
}

TEST(DeviceRenderer, HeldImagesAreTheImages)
{
    const StripedImages images(10, 20, 1);
    const DevicePixels held = holdOnDevice(images, torch::kCPU);
    EXPECT_EQ(pixelBytes(images), 10 * 20 * 20 * 3);
    EXPECT_EQ(held.pixels.numel(), pixelBytes(images));
    for (std::uint32_t i = 0; i < images.size(); ++i) {
        const auto mine = held.pixels.slice(0, held.first[i], held.first[i] + 400).contiguous();
        EXPECT_EQ(std::memcmp(mine.data_ptr(), images.image(i).pixels, 1200), 0);
    }
}
