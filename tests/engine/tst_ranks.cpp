// One process against several: the same batch, dealt out to ranks that are threads here and meet through a store in
// memory. Everything but the process boundary is what real ranks run; tst_cli_ranks crosses that. Only the long
// comparison of all objectives adds up in memory, too: Gloo's sums do not know what is summed.

#include "core/engine/contrastive_step.h"
#include "core/engine/evaluation.h"
#include "core/engine/loader.h"
#include "core/engine/optimizer.h"
#include "core/engine/ranks.h"
#include "core/engine/sync_batch_norm.h"
#include "memory_ranks.h"
#include "test_images.h"
#include "test_ranks.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>
#include <torch/csrc/distributed/c10d/HashStore.hpp>

#include <atomic>
#include <chrono>
#include <csignal>
#include <latch>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <set>
#include <thread>

using namespace tandem;
using namespace tandem::engine;
using tandem::test::onRanks;
using tandem::test::onRanksInMemory;

namespace {

// As tandem-cli does at its start: writing to a rank that is gone is an error, and not the end of the program.
[[maybe_unused]] const auto kFormerly = std::signal(SIGPIPE, SIG_IGN);

constexpr ObjectiveKind kKinds[] = {ObjectiveKind::NtXent, ObjectiveKind::NtLogistic, ObjectiveKind::Margin,
                                    ObjectiveKind::Dcl, ObjectiveKind::Dclw};

/// The smallest ResNet-18 with all its parts; every gamma at one, as zero-started branches would hide gradients. At
/// half this width, twenty steps make 1e-7 of rounding.
Model network(torch::Dtype type)
{
    static std::mutex oneAtATime; // ranks are threads here, and LibTorch's generator is shared
    const std::lock_guard lock(oneAtATime);
    torch::manual_seed(3);
    const EncoderOptions encoder{.depth = 18, .width = 0.25, .stem = Stem::Cifar, .zeroInitResidual = false};
    Model model(encoder, HeadOptions{.hidden = 0, .output = 16});
    model->to(type);
    return model;
}

/// Single precision gets more pixels, as rounding in moments of few rows is not what is tested.
torch::Tensor viewsOf(std::int64_t images, int step, torch::Dtype type)
{
    const auto generator = at::detail::createCPUGenerator(static_cast<std::uint64_t>(100 + step));
    const std::int64_t side = type == torch::kDouble ? 8 : 16;
    return torch::rand({2 * images, 3, side, side}, generator, torch::kDouble).to(type);
}

/// What a step leaves behind, for comparing.
struct State {
    double loss = 0;
    std::vector<torch::Tensor> gradients, parameters, buffers;
};

State stateOf(const Model &model, double loss)
{
    State state{loss, {}, {}, {}};
    for (const auto &parameter : model->parameters()) {
        state.gradients.push_back(parameter.grad().clone());
        state.parameters.push_back(parameter.detach().clone());
    }
    for (const auto &buffer : model->buffers())
        state.buffers.push_back(buffer.clone());
    return state;
}

/// `steps` updates of `images` images by this rank of several. Many steps are small ones: each multiplies the rounding
/// of those before, and at a rate of 0.1 dclw turns 1e-16 into 1e-9 within twenty.
State train(const std::shared_ptr<Ranks> &ranks, const ObjectiveOptions &objective, std::int64_t images, int steps,
            torch::Dtype type)
{
    Model model = network(type);
    if (ranks->size() > 1)
        synchroniseBatchNorm(*model, ranks);
    ContrastiveStep step(model, objective, {}, ranks);
    OptimizerSettings settings;
    settings.trustCoefficient = 0.01;
    const auto optimizer = makeLars(groupParameters(*model), settings);
    double loss = 0;
    for (int i = 0; i < steps; ++i) {
        optimizer->zeroGradients();
        const auto own = viewsOf(images, i, type).index_select(0, viewRows(ranks->slice(images), images, torch::kCPU));
        auto sum = step.compute(own, 1, images).loss;
        ranks->sum(sum);
        loss = sum.item<double>();
        optimizer->step(steps == 1 ? 0.1 : 0.04);
    }
    return stateOf(model, loss);
}

/// Relative distance of the tensors taken together, and of the one that lies farthest off.
struct Distance {
    double whole = 0, worst = 0;
};

Distance distance(const std::vector<torch::Tensor> &a, const std::vector<torch::Tensor> &b)
{
    Distance result;
    double difference = 0, length = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double own = (a[i].to(torch::kDouble) - b[i].to(torch::kDouble)).norm().item<double>();
        const double scale = b[i].to(torch::kDouble).norm().item<double>();
        result.worst = std::max(result.worst, own / std::max(1e-12, scale));
        difference += own * own;
        length += scale * scale;
    }
    result.whole = std::sqrt(difference / length);
    return result;
}

/// In fp32 the first layer gathers the rounding of all that stand above it: alone, a tensor may lie a little farther
/// off.
void expectNear(const std::vector<torch::Tensor> &a, const std::vector<torch::Tensor> &b, double tolerance,
                const std::string &what)
{
    const Distance found = distance(a, b);
    EXPECT_LT(found.whole, tolerance) << what;
    EXPECT_LT(found.worst, tolerance < 1e-6 ? tolerance : 2 * tolerance) << what;
}

void expectClose(const State &state, const State &expected, double tolerance, int steps, const std::string &what)
{
    EXPECT_NEAR(state.loss, expected.loss, tolerance * std::max(1.0, std::abs(expected.loss))) << what;
    if (steps == 1) { // later ones have learned something, and are small: their rounding is not small beside them
        expectNear(state.gradients, expected.gradients, tolerance, what + ", gradients");
    }
    expectNear(state.parameters, expected.parameters, tolerance, what + ", weights");
    expectNear(state.buffers, expected.buffers, tolerance, what + ", running statistics");
}

enum class Over { Gloo, Memory };

void compareWithOneProcess(const ObjectiveOptions &objective, std::int64_t images, int steps, torch::Dtype type,
                           double tolerance, Over over = Over::Gloo)
{
    const State expected = train(aloneRanks(), objective, images, steps, type);
    for (const int size : {2, 4}) {
        const auto compare = [&](const std::shared_ptr<Ranks> &ranks) {
            const State state = train(ranks, objective, images, steps, type);
            expectClose(state, expected, tolerance, steps,
                        "objective " + std::to_string(static_cast<int>(objective.kind)) + ", rank " +
                            std::to_string(ranks->rank()) + " of " + std::to_string(size) + ", " +
                            std::to_string(images) + " images");
        };
        if (over == Over::Gloo)
            onRanks(size, compare);
        else
            onRanksInMemory(size, compare);
    }
}

} // namespace

// Section 7.1: rows of one rank, columns of all, gradients summed; for every objective, and with shards that differ.
TEST(Ranks, Trap05_EveryObjectiveEqualsOneProcessInDouble)
{
    for (const auto kind : kKinds)
        for (const bool semiHard : {false, true})
            compareWithOneProcess({.kind = kind, .temperature = 0.3, .semiHard = semiHard}, 9, 1, torch::kDouble, 1e-9);
}

TEST(Ranks, Trap05_WeightsAfterTwentyStepsInDouble)
{
    compareWithOneProcess({.temperature = 0.3}, 8, 20, torch::kDouble, 1e-9);
    for (const auto kind : kKinds) // uneven shards of 2 and 4 ranks
        for (const bool semiHard : {false, true})
            compareWithOneProcess({.kind = kind, .temperature = 0.3, .semiHard = semiHard}, 11, 20, torch::kDouble,
                                  1e-9, Over::Memory);
}

TEST(Ranks, Trap05_OneStepInSinglePrecision)
{
    for (const auto kind : kKinds)
        compareWithOneProcess({.kind = kind, .temperature = 0.5}, 11, 1, torch::kFloat, 1e-5);
}

namespace {

struct NormCase {
    std::vector<std::int64_t> shape; // rows first
    bool hasBeta = true;
    std::int64_t groupSize = 4;
};

/// What torch's batch-norm makes of the rows of a group.
struct NormOutcome {
    torch::Tensor outputs, inputGradient, gammaGradient, mean, variance;
};

NormOutcome plainNorm(const torch::Tensor &x, const torch::Tensor &upstream, const torch::Tensor &gamma,
                      const torch::Tensor &beta)
{
    auto mean = torch::zeros({5}, torch::kDouble), variance = torch::ones({5}, torch::kDouble);
    const auto leaf = x.clone().requires_grad_(), weight = gamma.clone().requires_grad_();
    const auto y = torch::batch_norm(leaf, weight, beta, mean, variance, true, 0.1, 1e-5, false);
    y.backward(upstream);
    return {y.detach(), leaf.grad(), weight.grad(), mean, variance};
}

void compareShards(const std::vector<std::int64_t> &shards, const NormCase &norm)
{
    torch::manual_seed(5);
    const auto x = torch::randn(norm.shape, torch::kDouble) * 3 + 100; // a large mean shows cancellation
    const auto upstream = torch::randn(norm.shape, torch::kDouble);
    const auto gamma = torch::rand({5}, torch::kDouble) + 0.5;
    const auto beta = norm.hasBeta ? torch::randn({5}, torch::kDouble) : torch::Tensor();
    const auto rowsBefore = [&](std::int64_t rank) {
        return std::accumulate(shards.begin(), shards.begin() + rank, std::int64_t{0});
    };
    std::mutex mutex;
    std::map<std::int64_t, torch::Tensor> gammaGradients; // by the group's first rank
    onRanks(static_cast<int>(shards.size()), [&](const std::shared_ptr<Ranks> &ranks) {
        const std::int64_t rank = ranks->rank(), leader = rank / norm.groupSize * norm.groupSize;
        const std::int64_t begin = rowsBefore(leader), end = rowsBefore(leader + norm.groupSize);
        const auto whole = plainNorm(x.slice(0, begin, end), upstream.slice(0, begin, end), gamma, beta);
        const std::int64_t first = rowsBefore(rank), last = rowsBefore(rank + 1);
        const auto ownOf = [&](const torch::Tensor &t) { return t.slice(0, first - begin, last - begin); };
        const auto group = norm.groupSize == ranks->size() ? ranks : ranks->group(static_cast<int>(norm.groupSize));
        const RunningMoments running{torch::zeros({5}, torch::kDouble), torch::ones({5}, torch::kDouble), 0.1};
        auto part = x.slice(0, first, last).clone().requires_grad_();
        auto own = gamma.clone().requires_grad_();
        const auto out = syncBatchNorm(part, own, beta, running, 1e-5, group);
        out.backward(upstream.slice(0, first, last));
        const std::lock_guard lock(mutex);
        EXPECT_TRUE(torch::allclose(out, ownOf(whole.outputs), 0, 1e-10));
        EXPECT_TRUE(torch::allclose(part.grad(), ownOf(whole.inputGradient), 0, 1e-10));
        EXPECT_TRUE(torch::allclose(running.mean, whole.mean, 0, 1e-12));
        EXPECT_TRUE(torch::allclose(running.variance, whole.variance, 0, 1e-12)); // n/(n−1) of the group's n
        auto &missing = gammaGradients.try_emplace(leader, whole.gammaGradient.clone()).first->second;
        missing -= own.grad();
    });
    for (const auto &[leader, missing] : gammaGradients)
        EXPECT_LT(missing.abs().max().item<double>(), 1e-10) << "group of rank " << leader;
}

} // namespace

// Trap 15: shards 3, 5, 7, 1 against one batch of 16: outputs, gradients, running statistics; and in groups of two
// (train.sync_group) against one batch of 8 each.
TEST(SyncBatchNorm, Trap15_UnequalShardsEqualOneBatch)
{
    for (const std::int64_t groupSize : {4, 2})
        for (const bool hasBeta : {true, false})
            for (const auto &shape : {std::vector<std::int64_t>{16, 5}, std::vector<std::int64_t>{16, 5, 3, 2}})
                compareShards({3, 5, 7, 1}, {shape, hasBeta, groupSize});
}

// Trap 16: the projector's batch-norms must be synchronised, too.
TEST(SyncBatchNorm, Trap16_EveryLayerOfEncoderAndHead)
{
    onRanks(2, [](const std::shared_ptr<Ranks> &ranks) {
        Model model = network(torch::kFloat);
        synchroniseBatchNorm(*model, ranks);
        int found = 0;
        for (const auto &module : model->modules())
            if (const auto *norm = module->as<BatchNormImpl>()) {
                ++found;
                EXPECT_EQ(norm->synchronisedRanks(), 2);
            }
        EXPECT_EQ(found, 20 + 2);
    });
}

TEST(SyncBatchNorm, GroupsShareMomentsAmongNeighbours)
{
    onRanks(4, [](const std::shared_ptr<Ranks> &ranks) {
        const auto group = ranks->group(2);
        EXPECT_EQ(group->size(), 2);
        auto sum = torch::full({1}, static_cast<double>(ranks->rank()), torch::kDouble);
        group->sum(sum);
        EXPECT_EQ(sum.item<double>(), ranks->rank() < 2 ? 1 : 5); // 0+1, 2+3
    });
}

// Trap 14: running statistics move by 0.1, as PyTorch counts momentum; by hand.
TEST(SyncBatchNorm, Trap14_MomentumIsTheShareOfTheNewBatch)
{
    onRanks(2, [](const std::shared_ptr<Ranks> &ranks) {
        const RunningMoments running{torch::zeros({1}), torch::ones({1}), 0.1};
        const auto x = ranks->rank() == 0 ? torch::tensor({{1.0F}, {2.0F}}) : torch::tensor({{3.0F}, {6.0F}});
        const auto y = syncBatchNorm(x, torch::ones({1}), torch::zeros({1}), running, 1e-5, ranks);
        EXPECT_EQ(y.sizes(), x.sizes());
        EXPECT_NEAR(running.mean.item<double>(), 0.1 * 3, 1e-6);
        EXPECT_NEAR(running.variance.item<double>(), 0.9 + 0.1 * 14.0 / 3, 1e-6); // (4+1+0+9)/3
    });
}

// Trap 39: the ranks' views are the parts of those that one process makes.
TEST(RankLoader, Trap39_RanksSeeThePartsOfTheGlobalBatch)
{
    const auto images = std::make_shared<test::StripedImages>(23, 12);
    const auto pipeline = *resolvePipeline(AugmentSettings{}, 12);
    LoaderOptions options{.seed = 5, .batchSize = 7, .stepsPerEpoch = 3, .totalSteps = 6, .threads = 2};
    BatchLoader whole(images, pipeline, options);
    std::vector<std::unique_ptr<BatchLoader>> parts;
    const std::int64_t cuts[] = {0, 2, 4, 7};
    for (int rank = 0; rank < 3; ++rank) {
        options.first = cuts[rank];
        options.last = cuts[rank + 1];
        parts.push_back(std::make_unique<BatchLoader>(images, pipeline, options));
    }
    const std::size_t bytes = static_cast<std::size_t>(pipeline.size) * static_cast<std::size_t>(pipeline.size) * 3;
    for (int step = 0; step < 6; ++step) {
        const Batch *all = whole.next({});
        ASSERT_NE(all, nullptr);
        std::set<std::uint32_t> seen; // trap 42: no image twice in a batch
        for (int rank = 0; rank < 3; ++rank) {
            const Batch *part = parts[static_cast<std::size_t>(rank)]->next({});
            ASSERT_NE(part, nullptr);
            const auto first = static_cast<std::size_t>(cuts[rank]);
            const auto count = static_cast<std::size_t>(cuts[rank + 1]) - first;
            ASSERT_EQ(part->samples.size(), count);
            seen.insert(part->samples.begin(), part->samples.end());
            for (std::size_t i = 0; i < count; ++i) {
                EXPECT_EQ(part->samples[i], all->samples[first + i]);
                for (std::size_t view = 0; view < 2; ++view)
                    EXPECT_TRUE(
                        std::equal(part->views.begin() + static_cast<std::ptrdiff_t>((view * count + i) * bytes),
                                   part->views.begin() + static_cast<std::ptrdiff_t>((view * count + i + 1) * bytes),
                                   all->views.begin() + static_cast<std::ptrdiff_t>((view * 7 + first + i) * bytes)));
            }
        }
        EXPECT_EQ(seen.size(), 7U);
    }
}

// Trap 51: the images do not divide by the ranks; nothing is counted twice or left out.
TEST(RankEvaluation, Trap51_GatheredFeaturesAndAccuracyEqualOneProcess)
{
    const auto images = std::make_shared<test::StripedImages>(13, 8);
    Model model = network(torch::kFloat);
    const auto alone = extractFeatures(model, *images, 8, torch::kCPU, {});
    const auto accuracy = knnAccuracy(alone->h, alone->labels, alone->h, alone->labels, {3, 0.1});
    ASSERT_TRUE(accuracy.has_value());
    onRanks(4, [&](const std::shared_ptr<Ranks> &ranks) {
        Model own = network(torch::kFloat);
        const auto shared = extractFeatures(own, *images, 8, torch::kCPU, {}, ranks);
        EXPECT_EQ(shared->h.sizes(), alone->h.sizes());
        EXPECT_TRUE(torch::allclose(shared->h, alone->h, 0, 1e-6));
        EXPECT_TRUE(torch::allclose(shared->z, alone->z, 0, 1e-6));
        EXPECT_EQ(knnAccuracy(alone->h, alone->labels, alone->h, alone->labels, {3, 0.1}, ranks), accuracy);
    });
}

TEST(Ranks, ARankThatLeavesIsNamedWithItsReason)
{
    const auto store = c10::make_intrusive<c10d::HashStore>();
    std::atomic<bool> left = false;
    std::latch met(2); // one that leaves before the other is there would end the other's meeting instead
    std::string heard;
    {
        std::jthread stays([&] {
            const auto ranks = makeRanks(store, 0, 2, std::chrono::seconds(20));
            met.arrive_and_wait();
            while (!left)
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
            auto t = torch::ones({4});
            try {
                ranks->sum(t);
            } catch (const RankFailure &failure) {
                heard = failure.what();
            }
        });
        std::jthread goes([&] {
            auto ranks = makeRanks(store, 1, 2, std::chrono::seconds(20));
            met.arrive_and_wait();
            ranks->leave({ErrorCode::DiskFull, {"/somewhere"}, {}});
            ranks.reset();
            left = true;
        });
    }
    EXPECT_NE(heard.find("Rank 1"), std::string::npos) << heard;
    EXPECT_NE(heard.find("/somewhere"), std::string::npos) << heard;
}

TEST(Ranks, ASilentRankIsNamedWithinTheLimit)
{
    const auto store = c10::make_intrusive<c10d::HashStore>();
    std::atomic<bool> over = false;
    std::string heard;
    double seconds = 0;
    {
        std::jthread stays([&] {
            const auto ranks = makeRanks(store, 0, 2, std::chrono::seconds(2));
            const auto began = std::chrono::steady_clock::now();
            auto t = torch::ones({4});
            try {
                ranks->sum(t);
            } catch (const RankFailure &failure) {
                heard = failure.what();
            }
            seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
            over = true;
        });
        std::jthread hangs([&] {
            const auto ranks = makeRanks(store, 1, 2, std::chrono::seconds(2));
            while (!over)
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
        });
    }
    EXPECT_NE(heard.find("Rank 1"), std::string::npos) << heard;
    EXPECT_LT(seconds, 6);
}

// Trap 19: half precision stores activations; the moments and the arithmetic stay in fp32.
TEST(SyncBatchNorm, Trap19_HalfPrecisionInputTakesExactMoments)
{
    torch::manual_seed(9);
    const auto x = (torch::randn({8, 4, 6, 6}) + 8).to(torch::kBFloat16);
    const auto gamma = torch::ones({4});
    const auto beta = torch::zeros({4});
    const auto exact = torch::batch_norm(x.to(torch::kFloat), gamma, beta, {}, {}, true, 0.1, 1e-5, false);
    onRanks(2, [&](const std::shared_ptr<Ranks> &ranks) {
        const RankSlice own = ranks->slice(8);
        const auto y = syncBatchNorm(x.slice(0, own.first, own.last), gamma, beta, {}, 1e-5, ranks);
        EXPECT_EQ(y.scalar_type(), torch::kBFloat16);
        const auto error = (y.to(torch::kFloat) - exact.slice(0, own.first, own.last)).abs().max().item<double>();
        EXPECT_LT(error, 0.01); // half a step of bf16 between 2 and 4
    });
}

// Among four, a rank need not be connected to the lost one: it must learn of the loss from the others, at once.
TEST(Ranks, TheLostRankOfFourIsNamedByAllAtOnce)
{
    const auto store = c10::make_intrusive<c10d::HashStore>();
    std::vector<std::string> heard(4);
    std::vector<double> seconds(4);
    {
        std::vector<std::jthread> threads;
        for (int rank = 0; rank < 4; ++rank) {
            threads.emplace_back([&, rank] {
                const auto index = static_cast<std::size_t>(rank);
                auto ranks = makeRanks(store, rank, 4, std::chrono::seconds(30));
                auto t = torch::ones({1000});
                ranks->sum(t);
                if (rank == 3)
                    return; // its connections close
                const auto began = std::chrono::steady_clock::now();
                try {
                    ranks->sum(t);
                } catch (const RankFailure &failure) {
                    heard[index] = failure.what();
                }
                seconds[index] = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
            });
        }
    }
    for (std::size_t rank = 0; rank < 3; ++rank) {
        EXPECT_NE(heard[rank].find("Rank 3 of"), std::string::npos) << heard[rank];
        EXPECT_LT(seconds[rank], 10);
    }
}

TEST(RankEnvironment, ReadsTorchrunThenSlurm)
{
    const auto from = [](std::map<std::string, std::string> variables) {
        return rankEnvironment([variables = std::move(variables)](const char *name) {
            const auto found = variables.find(name);
            return found == variables.end() ? nullptr : found->second.c_str();
        });
    };
    EXPECT_EQ(from({})->size, 1);
    const auto torchrun = from({{"RANK", "3"},
                                {"WORLD_SIZE", "8"},
                                {"LOCAL_RANK", "1"},
                                {"LOCAL_WORLD_SIZE", "2"},
                                {"MASTER_ADDR", "node7"},
                                {"MASTER_PORT", "1234"},
                                {"SLURM_PROCID", "5"}});
    ASSERT_TRUE(torchrun);
    EXPECT_EQ(torchrun->rank, 3);
    EXPECT_EQ(torchrun->localRank, 1);
    EXPECT_EQ(torchrun->localSize, 2);
    EXPECT_EQ(torchrun->host, "node7");
    EXPECT_EQ(torchrun->port, 1234);
    EXPECT_FALSE(torchrun->launcherListens);
    const auto elastic = from({{"RANK", "0"},
                               {"WORLD_SIZE", "2"},
                               {"TORCHELASTIC_USE_AGENT_STORE", "True"},
                               {"TORCHELASTIC_RESTART_COUNT", "3"}});
    ASSERT_TRUE(elastic);
    EXPECT_TRUE(elastic->launcherListens);
    EXPECT_EQ(elastic->attempt, 3);
    const auto slurm = from({{"SLURM_PROCID", "5"},
                             {"SLURM_STEP_NUM_TASKS", "6"},
                             {"SLURM_LOCALID", "2"},
                             {"SLURM_NODELIST", "gpu[03-07,9],other"}});
    ASSERT_TRUE(slurm);
    EXPECT_EQ(slurm->rank, 5);
    EXPECT_EQ(slurm->host, "gpu03");
    EXPECT_EQ(slurm->port, 29500);
    const auto sbatch = from({{"SLURM_PROCID", "0"}, {"SLURM_NTASKS", "4"}}); // a job without srun: one process
    EXPECT_EQ(sbatch->size, 1);
    const auto mpi = from({{"OMPI_COMM_WORLD_SIZE", "4"},
                           {"OMPI_COMM_WORLD_RANK", "2"},
                           {"OMPI_COMM_WORLD_LOCAL_SIZE", "2"},
                           {"OMPI_COMM_WORLD_LOCAL_RANK", "0"}});
    EXPECT_EQ(mpi->rank, 2);
    EXPECT_EQ(mpi->localSize, 2);
    EXPECT_EQ(from({{"SLURM_PROCID", "1"}, {"SLURM_STEP_NUM_TASKS", "2"}, {"SLURM_NODELIST", "alpha,beta"}})->host,
              "alpha");
    const auto wrong = from({{"RANK", "8"}, {"WORLD_SIZE", "8"}});
    ASSERT_FALSE(wrong);
    EXPECT_NE(describe(wrong.error()).find("RANK"), std::string::npos);
    // What a started rank is told, it reads back.
    RankEnvironment own{.rank = 1, .size = 2, .localRank = 1, .localSize = 2, .host = "127.0.0.1", .port = 4321};
    std::map<std::string, std::string> told{{"TORCHELASTIC_USE_AGENT_STORE", "True"}}; // of a torchrun further up
    for (const auto &[name, value] : rankVariables(own))
        told[name] = value;
    EXPECT_EQ(from(told)->port, 4321);
    EXPECT_EQ(from(told)->rank, 1);
    EXPECT_FALSE(from(told)->launcherListens);
}
