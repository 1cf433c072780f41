// Traps of the recipe that no other file of this folder has a test for; tests/TRAPS.md lists all of them.

#include "core/augment/renderer.h"
#include "core/engine/contrastive_step.h"
#include "core/engine/evaluation.h"
#include "core/engine/optimizer.h"
#include "tests/engine/host_reads.h"
#include "tests/engine/test_images.h"

#include <gtest/gtest.h>

#include <memory>

using namespace tandem;
using namespace tandem::engine;
using tandem::test::HostReads;

namespace {

constexpr ObjectiveKind kKinds[] = {ObjectiveKind::NtXent, ObjectiveKind::NtLogistic, ObjectiveKind::Margin,
                                    ObjectiveKind::Dcl, ObjectiveKind::Dclw};

Model network()
{
    torch::manual_seed(7);
    return Model(EncoderOptions{.width = 0.25, .zeroInitResidual = false}, HeadOptions{.hidden = 0, .output = 16});
}

torch::Tensor viewsOf(std::int64_t images)
{
    torch::manual_seed(11);
    return torch::rand({2 * images, 3, 16, 16});
}

} // namespace

TEST(HostReads, AreSeen)
{
    const auto values = torch::tensor({1.0, 2.0, 3.0}, torch::requires_grad());
    const HostReads reads;
    EXPECT_EQ(values.detach()[1].item<double>(), 2);
    EXPECT_EQ(reads.count(), 1);
    EXPECT_EQ(values.index({values > 1}).numel(), 2);
    EXPECT_GE(reads.count(), 2);
}

// Trap 12: masks by boolean indexing, or a number that is looked at, make a GPU wait in the loss.
TEST(NtXent, Trap12_NoObjectiveWaitsForTheDevice)
{
    torch::manual_seed(1);
    for (const ObjectiveKind kind : kKinds) {
        for (const bool semiHard : {false, true}) {
            const ObjectiveOptions options{.kind = kind, .semiHard = semiHard};
            const auto z = torch::randn({24, 8}).requires_grad_();
            const HostReads reads;
            const auto batch = wholeBatch(comparable(z, options));
            (plainContrastiveLoss(batch, options) + tiledContrastiveLoss(batch, options, 5)).backward();
            EXPECT_EQ(contrastStatistics(batch, options).numel(), 5);
            EXPECT_EQ(reads.count(), 0) << static_cast<int>(kind) << semiHard;
        }
    }
}

// Trap 28: a norm that is read back per parameter costs 2·P waits a step; R18 has 62 parameters here.
TEST(Optimizers, Trap28_AnUpdateReadsNoNumberBack)
{
    for (const char *name : {"lars", "lars-torch", "lars-clip", "sgd", "adamw"}) {
        for (const bool nesterov : {false, true}) {
            Model model = network();
            OptimizerSettings settings;
            settings.name = name;
            settings.nesterov = nesterov;
            const auto optimizer = makeOptimizer(groupParameters(*model), settings);
            for (const auto &parameter : model->parameters())
                parameter.mutable_grad() = torch::randn_like(parameter);
            optimizer->step(0.1);
            const HostReads reads;
            optimizer->step(0.1);
            // AdamW's count of steps lives on the CPU: one number a group, no device is waited for.
            EXPECT_EQ(reads.count(), settings.name == "adamw" ? 2 : 0) << name;
        }
    }
}

// Trap 28, the rest of the step: nothing between the views and the new weights waits for a GPU.
TEST(Optimizers, Trap28_AWholeStepReadsNoNumberBack)
{
    for (const std::int64_t chunk : {0, 3}) {
        Model model = network();
        model->train();
        const auto optimizer = makeOptimizer(groupParameters(*model), {});
        ContrastiveStep step(model, {}, {.chunk = chunk});
        const auto views = viewsOf(6);
        const HostReads reads;
        const auto outcome = step.compute(views);
        optimizer->step(0.1);
        optimizer->zeroGradients();
        EXPECT_EQ(reads.count(), 0) << chunk;
        EXPECT_TRUE(std::isfinite(outcome.loss.item<double>()));
    }
}

// Trap 10: masks that were made for another batch size would crash or take wrong negatives.
TEST(NtXent, Trap10_AShorterBatchIsTheBatchThatItIs)
{
    const auto lossOf = [](bool longFirst) {
        Model model = network();
        model->eval(); // running statistics: the first batch leaves no trace in them
        ContrastiveStep step(model, {});
        if (longFirst)
            (void)step.compute(viewsOf(8));
        return step.compute(viewsOf(3)).loss.item<double>();
    };
    EXPECT_EQ(lossOf(true), lossOf(false));
}

// Trap 38: no mean and standard deviation in training or evaluation; what the network sees are the bytes over 255, in
// the order red, green, blue.
TEST(Evaluate, Trap38_TheNetworkSeesBytesOver255)
{
    const std::vector<std::uint8_t> pixels{255, 0, 51, 0, 102, 0, 1, 2, 3, 204, 153, 254};
    const auto tensor = imagesToTensor(pixels.data(), 1, 2, torch::kCPU);
    ASSERT_EQ(tensor.sizes(), (std::vector<std::int64_t>{1, 3, 2, 2}));
    for (std::int64_t y = 0; y < 2; ++y)
        for (std::int64_t x = 0; x < 2; ++x)
            for (std::int64_t c = 0; c < 3; ++c)
                EXPECT_NEAR((tensor.index({0, c, y, x}).item<double>()),
                            pixels[static_cast<std::size_t>(3 * (2 * y + x) + c)] / 255.0, 1e-7);
}

// Traps 45 and 47: features are h of the encoder in evaluation mode, of the plain centre square.
TEST(Features, Trap45_AreHOfThePlainImageInEvaluationMode)
{
    Model model = network();
    model->train();
    const test::StripedImages images(5, 24);
    const auto features = extractFeatures(model, images, 16, torch::kCPU, {});
    ASSERT_TRUE(features);
    model->eval();
    const torch::NoGradGuard guard;
    for (std::uint32_t i = 0; i < images.size(); ++i) {
        std::vector<std::uint8_t> square(3 * 16 * 16);
        renderForEvaluation(images.image(i), 16, square);
        const auto output = model->forward(imagesToTensor(square.data(), 1, 16, torch::kCPU));
        const auto row = static_cast<std::int64_t>(i);
        EXPECT_TRUE(torch::allclose(features->h[row], output.h[0], 1e-4, 1e-5));
        EXPECT_TRUE(torch::allclose(features->z[row], output.z[0], 1e-4, 1e-5));
    }
}

// Trap 47: an augmented bank would not hold the very image that is asked for.
TEST(Evaluate, Trap47_TheBankIsNotAugmented)
{
    Model model = network();
    const auto images = std::make_shared<test::StripedImages>(60, 24);
    const auto record = evaluate(model, {images, images, "hold-out"}, {.knnNeighbors = 1}, 16, torch::kCPU, {});
    ASSERT_TRUE(record && record->knnAccuracy);
    EXPECT_EQ(*record->knnAccuracy, 1);
}
