#include "core/engine/self_check.h"

#include "core/augment/renderer.h"
#include "core/data/shapes.h"
#include "core/engine/contrastive_step.h"
#include "core/engine/device_renderer.h"
#include "core/engine/engine_error.h"
#include "core/engine/optimizer.h"
#include "core/engine/rank_environment.h"
#include "core/engine/sync_batch_norm.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/csrc/distributed/c10d/HashStore.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <exception>
#include <functional>
#include <thread>

namespace tandem {

namespace {

using namespace engine;
using Outcome = SelfCheck::Outcome;

std::string formatted(const char *format, double value)
{
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), format, value);
    return buffer.data();
}

SelfCheck bounded(std::string name, std::string claim, double value, double bound)
{
    return {std::move(name), std::move(claim),
            "largest relative difference " + formatted("%.1e", value) + ", at most " + formatted("%.0e", bound),
            value <= bound ? Outcome::Passed : Outcome::Failed};
}

torch::Tensor drawn(const std::vector<std::int64_t> &shape, std::uint64_t seed, const torch::TensorOptions &options)
{
    return torch::rand(shape, at::detail::createCPUGenerator(seed), torch::kDouble).to(options);
}

/// ‖a − b‖ / ‖b‖ over all tensors together.
double relativeDistance(const std::vector<torch::Tensor> &a, const std::vector<torch::Tensor> &b)
{
    double difference = 0, length = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto wanted = b[i].to(torch::kCPU, torch::kDouble);
        difference += std::pow((a[i].to(torch::kCPU, torch::kDouble) - wanted).norm().item<double>(), 2);
        length += std::pow(wanted.norm().item<double>(), 2);
    }
    return std::sqrt(difference / std::max(1e-300, length));
}

/// How one gradient stands to another, all tensors together: a distance alone takes rounding and a wrong size for one.
struct Agreement {
    double distance = 0, cosine = 0, ratio = 0; // ‖a − b‖ / ‖b‖, ab / ‖a‖‖b‖, ‖a‖ / ‖b‖
};

Agreement agreement(const std::vector<torch::Tensor> &a, const std::vector<torch::Tensor> &b)
{
    double product = 0, own = 0, wanted = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto x = a[i].to(torch::kCPU, torch::kDouble).flatten(),
                   y = b[i].to(torch::kCPU, torch::kDouble).flatten();
        product += x.dot(y).item<double>();
        own += x.dot(x).item<double>();
        wanted += y.dot(y).item<double>();
    }
    return {relativeDistance(a, b), product / std::sqrt(std::max(1e-300, own * wanted)),
            std::sqrt(own / std::max(1e-300, wanted))};
}

// ---- renderer

struct RenderedDifference {
    int largest = 0;
    std::int64_t differing = 0, values = 0;
};

void addDifference(const Pipeline &pipeline, const torch::Device &device, RenderedDifference &found)
{
    constexpr int kImages = 12, kSide = 96;
    std::vector<ViewJob> jobs;
    std::vector<std::uint8_t> staged, expected;
    ViewRenderer renderer;
    for (int i = 0; i < kImages; ++i) {
        const auto pixels = renderShape({.size = kSide, .seed = 7}, i % 10, i);
        const ImageView image{pixels.data(), kSide, kSide};
        for (std::uint32_t view = 0; view < 2; ++view) {
            const auto drawnView = drawTrainingView(pipeline, kSide, kSide, 3, 1, static_cast<std::uint32_t>(i), view);
            std::vector<std::uint8_t> out(static_cast<std::size_t>(3 * pipeline.size * pipeline.size));
            renderer.render(image, drawnView, out);
            expected.insert(expected.end(), out.begin(), out.end());
            jobs.push_back(stagedJob(image, drawnView, staged));
        }
    }
    const auto count = static_cast<std::int64_t>(jobs.size());
    const auto pixels =
        torch::from_blob(staged.data(), {static_cast<std::int64_t>(staged.size()) / 3, 3}, torch::kUInt8);
    const auto made = DeviceRenderer(pipeline, device).render(pixels.to(device), jobs);
    const auto wanted = imagesToTensor(expected.data(), count, pipeline.size, torch::kCPU);
    const auto distance = ((made.to(torch::kCPU) - wanted).abs() * 255).round();
    found.largest = std::max(found.largest, distance.max().item<int>());
    found.differing += distance.gt(0).sum().item<std::int64_t>();
    found.values += distance.numel();
}

SelfCheck rendererCheck(std::string name, std::string claim, const std::vector<Pipeline> &pipelines,
                        const torch::Device &device)
{
    RenderedDifference found;
    for (const Pipeline &pipeline : pipelines)
        addDifference(pipeline, device, found);
    return {std::move(name), std::move(claim),
            "largest difference " + std::to_string(found.largest) + " of 255, " + std::to_string(found.differing) +
                " of " + std::to_string(found.values) + " values differ",
            found.largest <= 2 ? Outcome::Passed : Outcome::Failed};
}

// ---- ranks

constexpr std::int64_t kImages = 5; // uneven over two ranks
constexpr int kUpdates = 5;

/// What a rank ends with.
struct Trained {
    double loss = 0;
    std::vector<torch::Tensor> gradients, weights, buffers;
};

/// The smallest ResNet-18 with all its parts; every gamma at one, as zero-started branches would hide gradients.
Model smallNetwork(const torch::TensorOptions &options)
{
    Settings settings;
    settings.encoder.width = 0.25;
    settings.encoder.zeroInitResidual = false;
    settings.head.output = 16;
    settings.train.seed = 5;
    Model model = makeModel(settings, 16);
    model->to(options.device(), c10::typeMetaToScalarType(options.dtype()));
    return model;
}

Trained trainSmall(const std::shared_ptr<Ranks> &ranks, int updates, const torch::TensorOptions &options)
{
    Model model = smallNetwork(options);
    if (ranks->size() > 1)
        synchroniseBatchNorm(*model, ranks);
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

/// Runs `act` on two ranks that are threads; the first exception of either is thrown again.
template <class Act> void onTwoRanks(Act &&act)
{
    constexpr auto kLimit = std::chrono::seconds(60);
    const auto store = c10::make_intrusive<c10d::HashStore>();
    std::array<std::exception_ptr, 2> failures;
    {
        std::vector<std::jthread> threads;
        for (int rank = 0; rank < 2; ++rank) {
            threads.emplace_back([&, rank] {
                try {
                    act(makeRanks(store, rank, 2, kLimit));
                } catch (...) {
                    failures[static_cast<std::size_t>(rank)] = std::current_exception();
                }
            });
        }
    }
    for (const auto &failure : failures)
        if (failure)
            std::rethrow_exception(failure);
}

/// Largest distances over both ranks.
struct RankDistances {
    double outputs = 0, inputGradients = 0, moments = 0, gathered = 0, loss = 0, gradients = 0, weights = 0,
           buffers = 0;
};

/// Batch-norm and the gathered loss by themselves, on rows drawn alike by all.
void comparePieces(const std::shared_ptr<Ranks> &ranks, const torch::TensorOptions &options, RankDistances &found)
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
    found.outputs = relativeDistance({out.detach()}, {own(y)});
    found.inputGradients = relativeDistance({part.grad()}, {own(whole.grad())});
    found.moments = relativeDistance({running.mean, running.variance}, {mean, variance});

    const ObjectiveOptions objective;
    const auto z = drawn({2 * kImages, 16}, 13, options) - 0.5;
    const auto all = z.clone().requires_grad_();
    contrastiveLoss(wholeBatch(comparable(all, objective)), objective).backward();
    const auto rows = viewRows(slice, kImages, z.device());
    const auto mine = z.index_select(0, rows).requires_grad_();
    const auto anchors = comparable(mine, objective);
    contrastiveLoss({anchors, gatherRows(anchors, rows, 2 * kImages, ranks), rows}, objective).backward();
    found.gathered = relativeDistance({mine.grad()}, {all.grad().index_select(0, rows)});
}

RankDistances compareRanks(const torch::TensorOptions &options)
{
    const Trained one = trainSmall(aloneRanks(), 1, options), many = trainSmall(aloneRanks(), kUpdates, options);
    std::array<RankDistances, 2> found;
    onTwoRanks([&](const std::shared_ptr<Ranks> &ranks) {
        RankDistances &mine = found[static_cast<std::size_t>(ranks->rank())];
        comparePieces(ranks, options, mine);
        const Trained step = trainSmall(ranks, 1, options), later = trainSmall(ranks, kUpdates, options);
        mine.loss = std::abs(step.loss - one.loss) / std::abs(one.loss);
        mine.gradients = relativeDistance(step.gradients, one.gradients);
        mine.weights = relativeDistance(later.weights, many.weights);
        mine.buffers = relativeDistance(later.buffers, many.buffers);
    });
    RankDistances worst = found[0];
    for (auto field :
         {&RankDistances::outputs, &RankDistances::inputGradients, &RankDistances::moments, &RankDistances::gathered,
          &RankDistances::loss, &RankDistances::gradients, &RankDistances::weights, &RankDistances::buffers})
        worst.*field = std::max(worst.*field, found[1].*field);
    return worst;
}

const char *const kRanksClaims[][2] = {
    {"ranks-batch-norm", "Batch-norm over two ranks is that of one process: outputs, gradients, running moments."},
    {"ranks-gathered-gradient", "The gradient through gathered negatives is that of one process."},
    {"ranks-step", "Loss and every gradient of a step on two ranks are those of one process."},
    {"ranks-updates", "Weights and running statistics after five updates are those of one process."}};

std::vector<SelfCheck> skippedRanks(const std::string &why)
{
    std::vector<SelfCheck> checks;
    for (const auto &claim : kRanksClaims)
        checks.push_back({claim[0], claim[1], why, Outcome::Skipped});
    return checks;
}

/// One rank over NCCL: it can be loaded, makes a group on this GPU, and sums there.
SelfCheck checkNccl(const torch::Device &device)
{
    SelfCheck check{"nccl", "One rank over NCCL sums on the GPU.", {}, Outcome::Skipped};
    if (rankBackends().find("nccl") == std::string::npos) {
        check.seen = "built without NCCL's headers";
        return check;
    }
    const auto ranks =
        makeRanks(c10::make_intrusive<c10d::HashStore>(), 0, 1, std::chrono::seconds(60), RankNetwork::Nccl, 0);
    auto t = torch::arange(1000, torch::TensorOptions(torch::kDouble).device(device));
    const auto before = t.clone();
    ranks->sum(t);
    ranks->settle();
    check.seen = "largest difference " + formatted("%.1e", (t - before).abs().max().item<double>());
    check.outcome = t.equal(before) ? Outcome::Passed : Outcome::Failed;
    return check;
}

Result<std::vector<SelfCheck>> onDevice(const std::string &device, const char *doing,
                                        const std::function<std::vector<SelfCheck>(const torch::Device &)> &check)
{
    return caught(doing, [&]() -> Result<std::vector<SelfCheck>> {
        const auto chosen = chosenDevice(device);
        if (!chosen)
            return chosen.error();
        return check(*chosen);
    });
}

} // namespace

Result<std::vector<SelfCheck>> checkDeviceRenderer(const std::string &device)
{
    return onDevice(device, "rendering views", [](const torch::Device &where) {
        std::vector<Pipeline> presets, operations;
        for (const PipelinePreset &preset : pipelinePresets()) {
            presets.push_back(presetPipeline(preset.word));
            presets.back().size = 64;
        }
        for (const OperationKind &kind :
             {OperationKind(RandomResizedCrop{}), OperationKind(HorizontalFlip{}), OperationKind(ColorJitter{}),
              OperationKind(Grayscale{}), OperationKind(GaussianBlur{}), OperationKind(Solarize{}),
              OperationKind(Rotate{}), OperationKind(Cutout{}), OperationKind(GaussianNoise{}), OperationKind(Sobel{})})
            operations.push_back({"one", 48, {{kind, 1}}});
        return std::vector{
            rendererCheck("renderer-operations", "Every operation renders the same on the device, to 2 of 255.",
                          operations, where),
            rendererCheck("renderer-presets", "The views of every preset are the same on the device, to 2 of 255.",
                          presets, where)};
    });
}

Result<std::vector<SelfCheck>> checkRanks(const std::string &device)
{
    return onDevice(device, "comparing ranks", [](const torch::Device &where) {
        // A GPU's convolutions in double are exact enough and slow; here they are few.
        const auto options = torch::TensorOptions(torch::kDouble).device(where);
        constexpr double kBound = 1e-9;
        std::vector<SelfCheck> checks;
        if (rankBackends().find("gloo") == std::string::npos) {
            checks = skippedRanks("built without Gloo's headers (libgloo-dev)");
        } else {
            const RankDistances found = compareRanks(options);
            const double values[] = {std::max({found.outputs, found.inputGradients, found.moments}), found.gathered,
                                     std::max(found.loss, found.gradients), std::max(found.weights, found.buffers)};
            for (std::size_t i = 0; i < std::size(values); ++i)
                checks.push_back(bounded(kRanksClaims[i][0], kRanksClaims[i][1], values[i], kBound));
        }
        if (where.is_cuda())
            checks.push_back(checkNccl(where));
        return checks;
    });
}

Result<std::vector<SelfCheck>> checkPrecisions(const std::string &device)
{
    return onDevice(device, "comparing precisions", [](const torch::Device &where) {
        const auto options = torch::TensorOptions(torch::kFloat32).device(where);
        struct Step {
            double loss = 0;
            std::vector<torch::Tensor> gradients;
        };
        const auto stepUnder = [&](Precision precision) {
            const double scale = precision == Precision::Fp16 ? 1024 : 1;
            Model model = smallNetwork(options);
            ContrastiveStep step(model, {}, {precision});
            Step made{step.compute(drawn({32, 3, 16, 16}, 9, options), scale).loss.item<double>(), {}};
            for (const auto &parameter : model->parameters())
                made.gradients.push_back(parameter.grad() / scale);
            return made;
        };
        const Step exact = stepUnder(Precision::Fp32);
        const auto check = [&](const char *name, Precision precision, const Agreement &least) {
            constexpr double kLossBound = 0.01;
            const Step made = stepUnder(precision);
            const double loss = std::abs(made.loss - exact.loss) / exact.loss;
            const Agreement found = agreement(made.gradients, exact.gradients);
            const bool isAlike = found.distance <= least.distance && found.cosine >= least.cosine &&
                                 std::abs(std::log(found.ratio)) <= std::log(least.ratio);
            return SelfCheck{
                name, std::string("A step under ") + name + " has loss and gradients of fp32, to its rounding.",
                formatted("relative difference of the loss %.1e", loss) + formatted(" (at most %.0e)", kLossBound) +
                    formatted(", of all gradients together %.2f", found.distance) +
                    formatted(" (at most %.2f)", least.distance) + formatted("; their cosine %.3f", found.cosine) +
                    formatted(" (at least %.2f)", least.cosine) + formatted(", ratio of lengths %.3f", found.ratio) +
                    formatted(" (at most %.2f times off)", least.ratio),
                loss <= kLossBound && isAlike ? Outcome::Passed : Outcome::Failed};
        };
        // Rounding by 2⁻⁹ (bf16) or 2⁻¹² (fp16) in some forty layers, and batch-norm takes away what rows have in
        // common, but not their rounding. A gradient of the wrong direction or size differs by 1 and more.
        std::vector<SelfCheck> checks{check("bf16", Precision::Bf16, {0.6, 0.8, 1.2})};
        if (where.is_cuda())
            checks.push_back(check("fp16", Precision::Fp16, {0.1, 0.99, 1.05}));
        return checks;
    });
}

} // namespace tandem
