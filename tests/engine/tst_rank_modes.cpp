// What saves memory or arithmetic, on several ranks: gradient caching, recomputing, bf16, sums while the gradient is
// still on its way. And runs that change their number of ranks.

#include "core/engine/contrastive_step.h"
#include "core/engine/sync_batch_norm.h"
#include "test_ranks.h"
#include "test_training.h"

#include <ATen/CPUGeneratorImpl.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cmath>
#include <memory>
#include <mutex>
#include <vector>

using namespace tandem;
using namespace tandem::engine;
using tandem::test::onRanks;
using tandem::test::Recorder;
using tandem::test::request;
using tandem::test::trained;

namespace {

constexpr std::int64_t kModeImages = 9; // uneven over two ranks

struct StepMode {
    torch::Dtype type = torch::kFloat;
    StepOptions options = {};
    bool recompute = false, synchronised = true;
};

struct ModeOutcome {
    double loss = 0;
    std::vector<torch::Tensor> gradients, buffers;
};

/// One step of this rank on its share of a batch.
ModeOutcome stepInMode(const std::shared_ptr<Ranks> &ranks, const StepMode &mode)
{
    static std::mutex oneAtATime; // ranks are threads here, and LibTorch's generator is shared
    Model model = [&] {
        const std::lock_guard lock(oneAtATime);
        torch::manual_seed(7);
        EncoderOptions encoder{.depth = 18, .width = 0.25, .stem = Stem::Cifar, .zeroInitResidual = false};
        encoder.recomputeBlocks = mode.recompute;
        return Model(encoder, HeadOptions{.hidden = 0, .output = 16});
    }();
    model->to(mode.type);
    if (ranks->size() > 1 && mode.synchronised)
        synchroniseBatchNorm(*model, ranks);
    const auto views = torch::rand({2 * kModeImages, 3, 12, 12}, at::detail::createCPUGenerator(5), torch::kDouble);
    const auto own = views.index_select(0, viewRows(ranks->slice(kModeImages), kModeImages, torch::kCPU)).to(mode.type);
    auto loss = ContrastiveStep(model, {.temperature = 0.5}, mode.options, ranks).compute(own, 1, kModeImages).loss;
    ranks->sum(loss);
    ModeOutcome made{loss.item<double>(), {}, {}};
    for (const auto &parameter : model->parameters())
        made.gradients.push_back(parameter.grad().to(torch::kDouble));
    for (const auto &buffer : model->buffers())
        made.buffers.push_back(buffer.to(torch::kDouble));
    return made;
}

/// ‖a − b‖ / ‖b‖ over all tensors together.
double distanceOf(const std::vector<torch::Tensor> &a, const std::vector<torch::Tensor> &b)
{
    double difference = 0, length = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        difference += (a[i] - b[i]).pow(2).sum().item<double>();
        length += b[i].pow(2).sum().item<double>();
    }
    return std::sqrt(difference / length);
}

} // namespace

// Chunks are each rank's own, so those of two ranks are those of one process in the same order of images: 2, 2 and
// 2, 2, 1 of nine. The ranks go through different numbers of them.
TEST(RankModes, Trap20_ChunksOfTwoRanksAreThoseOfOneProcess)
{
    const StepMode mode{.type = torch::kDouble, .options = {.chunk = 2}, .synchronised = false};
    const ModeOutcome alone = stepInMode(aloneRanks(), mode);
    onRanks(2, [&](const std::shared_ptr<Ranks> &ranks) {
        const ModeOutcome shared = stepInMode(ranks, mode);
        EXPECT_NEAR(shared.loss, alone.loss, 1e-9);
        EXPECT_LT(distanceOf(shared.gradients, alone.gradients), 1e-9);
    });
}

// A block that is computed again while the gradient comes back asks the other rank for its moments again: the same
// sums, in the same order on both.
TEST(RankModes, Trap19_RecomputingOnTwoRanksChangesNoBit)
{
    onRanks(2, [](const std::shared_ptr<Ranks> &ranks) {
        const ModeOutcome plain = stepInMode(ranks, {}), saving = stepInMode(ranks, {.recompute = true});
        EXPECT_EQ(saving.loss, plain.loss);
        EXPECT_EQ(distanceOf(saving.gradients, plain.gradients), 0);
        EXPECT_EQ(distanceOf(saving.buffers, plain.buffers), 0);
    });
}

// bf16 has 8 bits: moments that differ in their last bit of fp32 make some activations round to a neighbour, 0.4 % off,
// forty layers carry that on, and batch-norm over so few pixels makes it larger: a fifth of the gradient is seen. One
// that lacks the other rank's part is off by about 0.7, one of twice the size by 1.
TEST(RankModes, Bf16OnTwoRanksIsThatOfOneProcessToItsRounding)
{
    const StepMode mode{.options = {.precision = Precision::Bf16}};
    const ModeOutcome alone = stepInMode(aloneRanks(), mode);
    onRanks(2, [&](const std::shared_ptr<Ranks> &ranks) {
        const ModeOutcome shared = stepInMode(ranks, mode);
        EXPECT_NEAR(shared.loss, alone.loss, 0.01 * alone.loss);
        EXPECT_LT(distanceOf(shared.gradients, alone.gradients), 0.4);
        EXPECT_LT(distanceOf(shared.buffers, alone.buffers), 0.01);
    });
}

namespace {

/// Counts the sums that were begun. Both ranks bring the same.
class CountingRanks : public Ranks {
public:
    [[nodiscard]] int rank() const override { return 0; }
    [[nodiscard]] int size() const override { return 2; }
    [[nodiscard]] std::unique_ptr<Pending> sumLater(torch::Tensor &t) override
    {
        ++begun;
        t *= 2;
        return std::make_unique<Done>();
    }
    [[nodiscard]] torch::Device device() const override { return torch::kCPU; }
    void endMeeting(std::chrono::milliseconds) override {}
    void broadcast(torch::Tensor &) override {}
    void settle() override {}
    [[nodiscard]] std::shared_ptr<Ranks> group(int) override { return nullptr; }
    void leave(const Error &) override {}

    int begun = 0;

private:
    class Done final : public Pending {
    public:
        void wait() override {}
    };
};

} // namespace

// Each of these weights fills a bucket. When the gradient of the first layer is there, those of the later layers are
// under way already.
TEST(RankModes, BucketsAreSummedWhileTheBackwardPassRuns)
{
    constexpr std::int64_t kSide = 1024; // 4 MiB
    std::vector<torch::Tensor> weights;
    for (int layer = 0; layer < 3; ++layer)
        weights.push_back(torch::full({kSide, kSide}, 0.001).requires_grad_());
    const auto ranks = std::make_shared<CountingRanks>();
    std::vector<int> begunBefore(3, -1); // this layer's gradient
    for (std::size_t layer = 0; layer < 3; ++layer)
        weights[layer].register_hook([&, layer](const torch::Tensor &) { begunBefore[layer] = ranks->begun; });
    GradientReducer reducer(weights, ranks);
    auto y = torch::ones({2, kSide});
    for (const auto &weight : weights)
        y = y.mm(weight);
    const auto expected = torch::autograd::grad({y.sum()}, weights, {}, /*retain_graph=*/true);
    begunBefore = {-1, -1, -1};
    reducer.begin();
    y.sum().backward();
    EXPECT_EQ(ranks->begun, 3);
    EXPECT_EQ(begunBefore, (std::vector<int>{2, 1, 0}));
    reducer.finish();
    EXPECT_EQ(ranks->begun, 3);
    for (std::size_t layer = 0; layer < 3; ++layer)
        EXPECT_TRUE(torch::equal(weights[layer].grad(), 2 * expected[layer]));
}

namespace {

/// The losses of a run on so many ranks; rank 0's checkpoints go to `saved`.
std::vector<double> lossesOn(int size, std::span<const std::byte> checkpoint,
                             std::vector<CheckpointRecord> *saved = nullptr)
{
    std::vector<double> losses;
    const auto run = [&](const std::shared_ptr<Ranks> &ranks) {
        TrainRequest r = request(2);
        r.settings.optimizer.learningRate = 0.05;
        r.checkpoint = checkpoint;
        r.ranks = ranks;
        Recorder recorder;
        (void)trained(r, recorder);
        if (ranks->rank() > 0)
            return;
        for (const StepRecord &step : recorder.steps)
            losses.push_back(step.loss);
        if (saved != nullptr)
            *saved = std::move(recorder.checkpoints);
    };
    if (size == 1)
        run(aloneRanks());
    else
        onRanks(size, run);
    return losses;
}

} // namespace

// After the first of two epochs the run goes on with fewer ranks or more: batches, schedule and momentum are those of
// the run that never changed. fp32's rounding grows by some ten times in four steps.
TEST(RankModes, ARunGoesOnWithAnotherNumberOfRanks)
{
    std::vector<CheckpointRecord> saved;
    const auto whole = lossesOn(2, {}, &saved);
    ASSERT_EQ(whole.size(), 8U);
    ASSERT_FALSE(saved.empty());
    ASSERT_EQ(saved.front().step, 4);
    for (const int size : {1, 3}) {
        const auto rest = lossesOn(size, saved.front().bytes);
        ASSERT_EQ(rest.size(), 4U) << size;
        for (std::size_t i = 0; i < 4; ++i)
            EXPECT_NEAR(rest[i], whole[4 + i], 1e-3) << "step " << 5 + i << " on " << size;
    }
}
