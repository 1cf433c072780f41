// What saves memory or arithmetic without changing what is learned: recomputing, gradient caching, low precision.

#include "core/engine/contrastive_step.h"
#include "core/engine/loss_scale.h"
#include "core/engine/optimizer.h"
#include "core/engine/precision.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

using namespace tandem;
using namespace tandem::engine;

namespace {

constexpr ObjectiveOptions kObjective{.temperature = 0.5};

/// A narrow network with every gamma at one: with zero-started branches most gradients would be zero.
Model network(bool recompute = false, int depth = 18)
{
    torch::manual_seed(7);
    EncoderOptions encoder{.depth = depth, .width = 0.25, .stem = Stem::Cifar, .zeroInitResidual = false};
    encoder.recomputeBlocks = recompute;
    return Model(encoder, HeadOptions{.hidden = 0, .output = 16});
}

torch::Tensor viewsOf(std::int64_t images)
{
    torch::manual_seed(11);
    return torch::rand({2 * images, 3, 16, 16}).contiguous(torch::MemoryFormat::ChannelsLast);
}

void expectSameBuffers(Model &a, Model &b)
{
    const auto left = a->named_buffers();
    const auto right = b->named_buffers();
    ASSERT_EQ(left.size(), right.size());
    for (std::size_t i = 0; i < left.size(); ++i)
        EXPECT_TRUE(torch::equal(left[i].value(), right[i].value())) << left[i].key();
}

void expectSameGradients(Model &a, Model &b)
{
    const auto left = a->named_parameters();
    const auto right = b->named_parameters();
    for (std::size_t i = 0; i < left.size(); ++i) {
        ASSERT_TRUE(left[i].value().grad().defined()) << left[i].key();
        ASSERT_TRUE(right[i].value().grad().defined()) << left[i].key();
        EXPECT_TRUE(torch::equal(left[i].value().grad(), right[i].value().grad())) << left[i].key();
    }
}

double relativeError(const torch::Tensor &a, const torch::Tensor &b)
{
    return ((a - b).norm() / b.norm()).item<double>();
}

} // namespace

// Trap 19: a recomputed block sees its batch twice and must move its running statistics once.
TEST(Memory, Trap19_RecomputingChangesNoBitOfGradientsAndBuffers)
{
    for (const int depth : {18, 50}) {
        for (const auto precision : {Precision::Fp32, Precision::Bf16}) {
            Model plain = network(false, depth);
            Model saving = network(true, depth);
            const auto views = viewsOf(8);
            const StepOptions options{.precision = precision};
            const auto expected = ContrastiveStep(plain, kObjective, options).compute(views);
            const auto got = ContrastiveStep(saving, kObjective, options).compute(views);
            EXPECT_EQ(got.loss.item<double>(), expected.loss.item<double>());
            expectSameGradients(saving, plain);
            expectSameBuffers(saving, plain);
            EXPECT_EQ(saving->encoder->named_buffers()["bn1.num_batches_tracked"].item<std::int64_t>(), 1);
        }
    }
}

// The graph of a recomputing encoder holds no convolution but the stem's, so none of their inputs either.
TEST(Memory, RecomputingKeepsFarFewerActivations)
{
    const auto nodesBehind = [](const torch::Tensor &y) {
        std::set<torch::autograd::Node *> seen;
        std::vector<torch::autograd::Node *> open{y.grad_fn().get()};
        while (!open.empty()) {
            auto *node = open.back();
            open.pop_back();
            if (node == nullptr || !seen.insert(node).second)
                continue;
            for (const auto &edge : node->next_edges())
                open.push_back(edge.function.get());
        }
        return seen;
    };
    const auto convolutions = [&](const torch::Tensor &y) {
        int count = 0;
        for (auto *node : nodesBehind(y))
            count += node->name().find("Convolution") != std::string::npos ? 1 : 0;
        return count;
    };
    EXPECT_EQ(convolutions(network(false)->forward(viewsOf(2)).z), 20);
    EXPECT_EQ(convolutions(network(true)->forward(viewsOf(2)).z), 1); // the stem's
    const torch::NoGradGuard guard;
    EXPECT_TRUE(torch::equal(network(true)->forward(viewsOf(2)).z, network(false)->forward(viewsOf(2)).z));
}

// Trap 20: one chunk that is the whole batch is the plain step, to the last bit.
TEST(Memory, Trap20_AChunkOfTheWholeBatchIsThePlainStep)
{
    for (const bool recompute : {false, true}) {
        Model plain = network();
        Model chunked = network(recompute);
        const auto views = viewsOf(8);
        const auto expected = ContrastiveStep(plain, kObjective).compute(views);
        const auto got = ContrastiveStep(chunked, kObjective, {.chunk = 8}).compute(views);
        EXPECT_EQ(got.loss.item<double>(), expected.loss.item<double>());
        EXPECT_TRUE(torch::equal(got.statistics, expected.statistics));
        expectSameGradients(chunked, plain);
        expectSameBuffers(chunked, plain);
    }
}

// Trap 20: smaller chunks are ghost batch-norm: the same as one graph over the chunks encoded apart. In double, so that
// only a wrong formula can differ; 3 does not divide 8, so the last chunk is a smaller one.
TEST(Memory, Trap20_SmallerChunksAreGhostBatchNorm)
{
    Model reference = network();
    Model chunked = network(true);
    reference->to(torch::kDouble);
    chunked->to(torch::kDouble);
    const auto views = viewsOf(8).to(torch::kDouble);
    const std::vector<std::pair<std::int64_t, std::int64_t>> parts{{0, 3}, {3, 6}, {6, 8}};

    // The moments of each chunk, from how far it alone moves fresh statistics by the momentum of 0.1.
    Model probe = network();
    probe->to(torch::kDouble);
    const auto moved = probe->named_buffers();
    std::vector<torch::Tensor> fresh, expectedBuffers;
    for (const auto &buffer : moved) {
        fresh.push_back(buffer.value().clone());
        expectedBuffers.push_back(0.9 * fresh.back().to(torch::kDouble));
    }
    std::vector<torch::Tensor> first, second;
    for (const auto &[from, to] : parts) {
        const auto chunk = torch::cat({views.slice(0, from, to), views.slice(0, 8 + from, 8 + to)});
        const auto z = reference->forward(chunk).z;
        first.push_back(z.slice(0, 0, to - from));
        second.push_back(z.slice(0, to - from));
        const torch::NoGradGuard guard;
        probe->forward(chunk);
        for (std::size_t i = 0; i < fresh.size(); ++i) {
            auto buffer = moved[i].value();
            expectedBuffers[i] += (buffer.to(torch::kDouble) - 0.9 * fresh[i]) * (static_cast<double>(to - from) / 8);
            buffer.copy_(fresh[i]);
        }
    }
    first.insert(first.end(), second.begin(), second.end());
    const auto expected = ntXent(wholeBatch(comparable(torch::cat(first), kObjective)), kObjective);
    expected.backward();

    const auto got = ContrastiveStep(chunked, kObjective, {.chunk = 3}).compute(views);
    EXPECT_NEAR(got.loss.item<double>(), expected.item<double>(), 1e-12);
    const auto parameters = reference->named_parameters();
    for (const auto &parameter : chunked->named_parameters())
        EXPECT_LT(relativeError(parameter.value().grad(), parameters[parameter.key()].grad()), 1e-9) << parameter.key();
    const auto buffers = chunked->named_buffers();
    for (std::size_t i = 0; i < buffers.size(); ++i) {
        if (buffers[i].value().scalar_type() == torch::kLong)
            EXPECT_EQ(buffers[i].value().item<std::int64_t>(), 1) << buffers[i].key(); // one step, one count
        else
            EXPECT_LT((buffers[i].value() - expectedBuffers[i]).abs().max().item<double>(), 1e-12) << buffers[i].key();
    }
    // And it is not the plain step: batch-norm did see less.
    Model plain = network();
    plain->to(torch::kDouble);
    const auto whole = ContrastiveStep(plain, kObjective).compute(views);
    EXPECT_GT(std::abs(whole.loss.item<double>() - got.loss.item<double>()), 1e-6);
}

TEST(Memory, Trap19_Bf16KeepsStatisticsLossAndWeightsInFp32)
{
    Model exact = network();
    Model low = network();
    const auto views = viewsOf(16);
    const auto expected = ContrastiveStep(exact, kObjective).compute(views);
    const auto got = ContrastiveStep(low, kObjective, {.precision = Precision::Bf16}).compute(views);
    EXPECT_EQ(got.loss.scalar_type(), torch::kDouble);
    EXPECT_EQ(activePrecision(torch::kCPU), Precision::Fp32); // the guard is gone
    for (const auto &parameter : low->named_parameters()) {
        EXPECT_EQ(parameter.value().scalar_type(), torch::kFloat32) << parameter.key();
        EXPECT_EQ(parameter.value().grad().scalar_type(), torch::kFloat32) << parameter.key();
    }
    // bf16 has 8 bits: one rounding is off by 0.4 %, and a mean over many values by far less.
    EXPECT_NEAR(got.loss.item<double>(), expected.loss.item<double>(), 0.02);
    EXPECT_NE(got.loss.item<double>(), expected.loss.item<double>()); // it was bf16
    const auto buffers = exact->named_buffers();
    for (const auto &buffer : low->named_buffers()) {
        if (buffer.value().scalar_type() == torch::kLong)
            continue;
        EXPECT_EQ(buffer.value().scalar_type(), torch::kFloat32) << buffer.key();
        EXPECT_LT(relativeError(buffer.value(), buffers[buffer.key()]), 0.02) << buffer.key();
        // Statistics that had passed through bf16 would have 16 zero bits at their end.
        const auto bits = buffer.value().view(torch::kInt32).bitwise_and(0xFFFF);
        EXPECT_TRUE((bits != 0).any().item<bool>()) << buffer.key();
    }
}

TEST(Memory, ConvolutionsAndProductsUnderBf16AreBf16)
{
    const AutocastGuard guard(Precision::Bf16, torch::kCPU);
    EXPECT_EQ(activePrecision(torch::kCPU), Precision::Bf16);
    const auto x = viewsOf(2);
    const auto weight = torch::rand({8, 3, 3, 3});
    EXPECT_EQ(torch::conv2d(x, weight).scalar_type(), torch::kBFloat16);
    EXPECT_TRUE(torch::conv2d(x, weight).is_contiguous(torch::MemoryFormat::ChannelsLast));
    EXPECT_EQ(torch::linear(x.flatten(1), torch::rand({4, 768})).scalar_type(), torch::kBFloat16);
    const AutocastGuard inner(Precision::Fp32, torch::kCPU);
    EXPECT_EQ(torch::conv2d(x, weight).scalar_type(), torch::kFloat32);
}

TEST(Memory, Fp16IsRefusedOnAProcessor)
{
    const auto refused = chosenPrecision("fp16", torch::kCPU);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::BadValue);
    EXPECT_EQ(*chosenPrecision("bf16", torch::kCPU), Precision::Bf16);
    EXPECT_EQ(*chosenPrecision("fp16", torch::Device(torch::kCUDA, 0)), Precision::Fp16);
}

// Trap 25: LARS looks at the norms of the gradients, so they must be what they would be without scaling.
TEST(Memory, Trap25_ScaledAndUnscaledGradientsGiveTheSameUpdate)
{
    Model plain = network();
    Model scaled = network();
    const auto views = viewsOf(8);
    (void)ContrastiveStep(plain, kObjective).compute(views);
    auto scale = LossScale::dynamic();
    EXPECT_EQ(scale.factor(), 65536);
    const auto outcome = ContrastiveStep(scaled, kObjective, {.chunk = 8}).compute(views, scale.factor());
    EXPECT_LT(outcome.loss.item<double>(), 10); // what is logged is not scaled
    EXPECT_TRUE(scale.unscale(scaled->parameters()));
    expectSameGradients(scaled, plain); // a power of two costs no bit
}

TEST(Memory, Trap25_AnOverflowSkipsTheStepAndHalvesTheScale)
{
    auto weight = torch::ones({4}, torch::requires_grad());
    auto scale = LossScale::dynamic();
    for (const double bad : {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
        const double before = scale.factor();
        weight.mutable_grad() = torch::tensor({1.0F, static_cast<float>(bad), 0.0F, 2.0F});
        EXPECT_FALSE(scale.unscale({weight}));
        EXPECT_EQ(scale.factor(), before / 2);
    }
    for (int i = 0; i < 2000; ++i) {
        EXPECT_EQ(scale.factor(), 16384);
        weight.mutable_grad() = torch::full({4}, 16384.0F);
        EXPECT_TRUE(scale.unscale({weight}));
        EXPECT_EQ(weight.grad()[0].item<float>(), 1.0F);
    }
    EXPECT_EQ(scale.factor(), 32768); // grows after 2000 good steps
    EXPECT_FALSE(scale.isExhausted());
    for (int i = 0; i < 32; ++i) {
        weight.mutable_grad() = torch::full({4}, std::numeric_limits<float>::infinity());
        EXPECT_FALSE(scale.unscale({weight}));
    }
    EXPECT_TRUE(scale.isExhausted());
}
