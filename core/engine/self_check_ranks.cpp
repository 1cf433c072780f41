#include "core/engine/self_check_parts.h"

#include "core/engine/contrastive_step.h"
#include "core/engine/engine_error.h"
#include "core/engine/optimizer.h"
#include "core/engine/ranks.h"
#include "core/engine/sync_batch_norm.h"

#include <torch/csrc/distributed/c10d/HashStore.hpp>

#include <array>
#include <chrono>
#include <cmath>

namespace tandem {

namespace {

using namespace engine;

constexpr auto kLimit = std::chrono::seconds(120); // a rank starts CUDA within it, on a busy machine
constexpr std::int64_t kImages = 5;                // uneven over two ranks
constexpr int kUpdates = 5;
constexpr double kBound = 1e-9;

/// A GPU's convolutions in double are exact enough and slow; here they are few.
torch::TensorOptions exactOn(const torch::Device &device)
{
    return torch::TensorOptions(torch::kDouble).device(device);
}

/// What a rank ends with.
struct Trained {
    double loss = 0;
    std::vector<torch::Tensor> gradients, weights, buffers;
};

/// Without ranks: as one process, with LibTorch's own batch-norm.
Trained trainSmall(std::shared_ptr<Ranks> ranks, int updates, const torch::TensorOptions &options)
{
    Model model = smallNetwork(options);
    if (ranks)
        synchroniseBatchNorm(*model, ranks);
    else
        ranks = aloneRanks();
    ContrastiveStep step(model, {}, {}, ranks);
    OptimizerSettings settings;
    settings.trustCoefficient = 0.01;
    const auto optimizer = makeLars(groupParameters(*model), settings);
    Trained trained;
    for (int i = 0; i < updates; ++i) {
        optimizer->zeroGradients();
        const auto views = drawn({2 * kImages, 3, 16, 16}, static_cast<std::uint64_t>(100 + i), options);
        const auto own = views.index_select(0, viewRows(ranks->slice(kImages), kImages, views.device()));
        auto loss = step.compute(own, 1, kImages).loss;
        ranks->sum(loss);
        ranks->settle();
        trained.loss = loss.item<double>();
        if (updates > 1) // a single step is looked at by its gradients
            optimizer->step(0.1);
    }
    for (const auto &parameter : model->parameters()) {
        trained.gradients.push_back(parameter.grad().clone());
        trained.weights.push_back(parameter.detach().clone());
    }
    for (const auto &buffer : model->buffers())
        trained.buffers.push_back(buffer.clone());
    return trained;
}

/// How far a rank is from one process, in the order of kRanksClaims.
enum Figure { kBatchNorm, kGathered, kStep, kAfterUpdates, kFigures };

/// The largest; not a number where one of them is none.
double largest(const std::vector<double> &values)
{
    return torch::tensor(values, torch::kDouble).max().item<double>();
}

/// Batch-norm by itself, on rows drawn alike by all.
double batchNormDistance(const std::shared_ptr<Ranks> &ranks, const torch::TensorOptions &options)
{
    const auto slice = ranks->slice(kImages);
    const auto x = drawn({kImages, 8, 6, 6}, 11, options) * 3 + 50, upstream = drawn({kImages, 8, 6, 6}, 12, options);
    const auto vector = [&](double value) { return torch::full({8}, value, options); };
    const auto whole = x.clone().requires_grad_();
    const auto mean = vector(0), variance = vector(1);
    const auto y = torch::batch_norm(whole, vector(0.8), vector(0.1), mean, variance, true, 0.1, 1e-5, true);
    y.backward(upstream);
    const RunningMoments running{vector(0), vector(1), 0.1};
    const auto part = x.slice(0, slice.first, slice.last).clone().requires_grad_();
    const auto out = syncBatchNorm(part, vector(0.8), vector(0.1), running, 1e-5, ranks);
    out.backward(upstream.slice(0, slice.first, slice.last));
    const auto own = [&](const torch::Tensor &t) { return t.slice(0, slice.first, slice.last).detach(); };
    return largest({relativeDistance({out.detach()}, {own(y)}), relativeDistance({part.grad()}, {own(whole.grad())}),
                    relativeDistance({running.mean, running.variance}, {mean, variance})});
}

/// The gradient of the loss over gathered rows, which are drawn alike by all.
double gatheredDistance(const std::shared_ptr<Ranks> &ranks, const torch::TensorOptions &options)
{
    const ObjectiveOptions objective;
    const auto z = drawn({2 * kImages, 16}, 13, options) - 0.5;
    const auto all = z.clone().requires_grad_();
    contrastiveLoss(wholeBatch(comparable(all, objective)), objective).backward();
    const auto rows = viewRows(ranks->slice(kImages), kImages, z.device());
    const auto mine = z.index_select(0, rows).requires_grad_();
    const auto anchors = comparable(mine, objective);
    contrastiveLoss({anchors, gatherRows(anchors, rows, 2 * kImages, ranks), rows}, objective).backward();
    return relativeDistance({mine.grad()}, {all.grad().index_select(0, rows)});
}

/// What both ranks do, each against one process that it is itself; the largest distances over both.
std::array<double, kFigures> compareRanks(const std::shared_ptr<Ranks> &ranks, const torch::TensorOptions &options)
{
    auto found = torch::zeros({ranks->size(), kFigures}, torch::kDouble);
    const auto own = found[ranks->rank()];
    own[kBatchNorm] = batchNormDistance(ranks, options);
    own[kGathered] = gatheredDistance(ranks, options);
    const Trained one = trainSmall(nullptr, 1, options), step = trainSmall(ranks, 1, options);
    own[kStep] =
        largest({std::abs(step.loss - one.loss) / std::abs(one.loss), relativeDistance(step.gradients, one.gradients)});
    const Trained many = trainSmall(nullptr, kUpdates, options), later = trainSmall(ranks, kUpdates, options);
    own[kAfterUpdates] =
        largest({relativeDistance(later.weights, many.weights), relativeDistance(later.buffers, many.buffers)});
    auto shared = found.to(ranks->device());
    ranks->sum(shared);
    ranks->settle();
    const auto worst = shared.to(torch::kCPU).amax(0);
    std::array<double, kFigures> figures{};
    for (int i = 0; i < kFigures; ++i)
        figures[static_cast<std::size_t>(i)] = worst[i].item<double>();
    return figures;
}

const char *const kRanksClaims[kFigures][2] = {
    {"ranks-batch-norm", "Batch-norm over two ranks is that of one process: outputs, gradients, running moments."},
    {"ranks-gathered-gradient", "The gradient through gathered negatives is that of one process."},
    {"ranks-step", "Loss and every gradient of a step on two ranks are those of one process."},
    {"ranks-updates", "Weights and running statistics after five updates are those of one process."}};

std::vector<SelfCheck> skippedRanks(const std::string &why)
{
    std::vector<SelfCheck> checks;
    for (const auto &claim : kRanksClaims)
        checks.push_back({claim[0], claim[1], why, SelfCheck::Outcome::Skipped});
    return checks;
}

/// As one of the two ranks. Empty: stopped.
Result<std::vector<SelfCheck>> checkAsRank(const RankEnvironment &environment, const MeetingLead &lead,
                                           const torch::Device &device)
{
    const auto ranks = joinRanks(environment, kLimit, lead);
    if (!ranks)
        return ranks.error();
    const auto met = *ranks ? meetRanks(**ranks, kLimit) : false;
    if (!met)
        return met.error();
    std::vector<SelfCheck> checks;
    if (!*met)
        return checks;
    const auto figures = caught("comparing ranks", [&]() -> Result<std::array<double, kFigures>> {
        return compareRanks(*ranks, exactOn(device));
    });
    if (!figures) {
        leaveRanks(**ranks, figures.error());
        return figures.error();
    }
    for (std::size_t i = 0; i < figures->size(); ++i)
        checks.push_back(bounded(kRanksClaims[i][0], kRanksClaims[i][1], (*figures)[i], kBound));
    return checks;
}

} // namespace

Result<std::vector<SelfCheck>> checkRanks(const std::string &device, const StartRank &startSecond, std::stop_token stop)
{
    return onDevice(device, "comparing ranks", [&](const torch::Device &where) -> Result<std::vector<SelfCheck>> {
        if (rankBackends().find("gloo") == std::string::npos)
            return skippedRanks("built without Gloo (see tandem-cli doctor)");
        RankEnvironment environment;
        environment.size = environment.localSize = 2;
        const auto listening = [&](std::uint16_t port) {
            RankEnvironment second = environment;
            second.rank = second.localRank = 1;
            second.port = port;
            return startSecond(second);
        };
        // As for processors: NCCL takes no two ranks on one GPU.
        return checkAsRank(environment, {"cpu", listening, stop}, where);
    });
}

Result<void> checkRanksAsSecond(const std::string &device, const RankEnvironment &environment)
{
    const auto checks = onDevice(device, "comparing ranks",
                                 [&](const torch::Device &where) { return checkAsRank(environment, {}, where); });
    return checks ? Result<void>() : Result<void>(checks.error());
}

Result<std::vector<SelfCheck>> checkNccl(const std::string &device)
{
    return onDevice(device, "training over NCCL", [](const torch::Device &where) -> Result<std::vector<SelfCheck>> {
        if (!where.is_cuda())
            return std::vector<SelfCheck>();
        const char *const name = "nccl", *const claim = "One rank over NCCL trains as one process, for five updates.";
        if (rankBackends().find("nccl") == std::string::npos)
            return std::vector<SelfCheck>{
                {name, claim, "built without NCCL (see tandem-cli doctor)", SelfCheck::Outcome::Skipped}};
        const auto ranks = makeRanks(c10::make_intrusive<c10d::HashStore>(), 0, 1, kLimit, RankNetwork::Nccl, 0);
        const Trained alone = trainSmall(nullptr, kUpdates, exactOn(where)),
                      over = trainSmall(ranks, kUpdates, exactOn(where));
        return std::vector{bounded(
            name, claim,
            largest({relativeDistance(over.weights, alone.weights), relativeDistance(over.buffers, alone.buffers)}),
            kBound)};
    });
}

} // namespace tandem
