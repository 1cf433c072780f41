// What training costs: bench_train train-step-fp32|train-step-bf16|nt-xent-4096|sync-batch-norm|end-to-end|peak-memory.
// A ResNet-18 with the CIFAR stem, 64 images (128 views) of 32×32, head 512-512-128, SGD with momentum, two threads.
// Prints one number, smaller is better: milliseconds of a step, seconds of a thousand images, or MiB.
// "plain-batch-norm" is LibTorch's own, for comparison with sync-batch-norm.

#include "app/cli/process_environment.h"
#include "core/base/process.h"
#include "core/engine/contrastive_step.h"
#include "core/engine/optimizer.h"
#include "core/engine/sync_batch_norm.h"
#include "core/engine/trainer.h"
#include "tests/engine/test_images.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <map>
#include <string>
#include <vector>

using namespace tandem;
using namespace tandem::engine;

namespace {

constexpr int kRounds = 7, kThreads = 2;
constexpr std::int64_t kBatch = 64;

double milliseconds(const std::function<void()> &act)
{
    const auto begin = std::chrono::steady_clock::now();
    act();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

/// Median of some rounds; two more warm up.
double median(const std::function<void()> &act)
{
    std::vector<double> rounds;
    for (int round = -2; round < kRounds; ++round) {
        const double time = milliseconds(act);
        if (round >= 0)
            rounds.push_back(time);
    }
    std::nth_element(rounds.begin(), rounds.begin() + kRounds / 2, rounds.end());
    return rounds[kRounds / 2];
}

Settings settingsOf(std::int64_t batch)
{
    Settings settings;
    settings.data.path = "striped";
    settings.augment.preset = "cifar";
    settings.augment.size = 32;
    settings.encoder.stem = "cifar";
    settings.optimizer.name = "sgd";
    settings.optimizer.learningRate = 0.01;
    settings.train.batchSize = batch;
    settings.train.device = "cpu";
    settings.train.warmupEpochs = 0;
    return settings;
}

struct Training {
    explicit Training(std::int64_t batch, Precision precision)
        : settings(settingsOf(batch)), model(makeModel(settings, 32)),
          step(model, objectiveOptions(settings.objective), {precision}),
          optimizer(makeOptimizer(groupParameters(*model), settings.optimizer)),
          views(torch::rand({2 * batch, 3, 32, 32}).contiguous(torch::MemoryFormat::ChannelsLast))
    {
        model->train();
    }
    void doStep()
    {
        optimizer->zeroGradients();
        const auto outcome = step.compute(views);
        optimizer->step(0.01);
        loss = outcome.loss.item<double>(); // as the trainer does
    }

    Settings settings;
    Model model;
    ContrastiveStep step;
    std::unique_ptr<Optimizer> optimizer;
    torch::Tensor views;
    double loss = 0;
};

double trainStep(Precision precision)
{
    Training training(kBatch, precision);
    return median([&] { training.doStep(); });
}

double objective()
{
    constexpr std::int64_t kImages = 4096;
    const ObjectiveOptions options;
    const auto z = torch::randn({2 * kImages, 128});
    return median([&] {
        const auto leaf = z.detach().requires_grad_();
        contrastiveLoss(wholeBatch(comparable(leaf, options)), options).backward();
    });
}

/// A layer of the first stage, forward and back.
double batchNorm(bool synchronised)
{
    const auto x = torch::randn({2 * kBatch, 64, 32, 32}).contiguous(torch::MemoryFormat::ChannelsLast);
    const auto upstream = torch::randn_like(x), gamma = torch::ones({64}).requires_grad_(),
               beta = torch::zeros({64}).requires_grad_();
    const RunningMoments running{torch::zeros({64}), torch::ones({64}), 0.1};
    const auto alone = aloneRanks();
    return median([&] {
        const auto leaf = x.detach().requires_grad_();
        const auto y =
            synchronised ? syncBatchNorm(leaf, gamma, beta, running, 1e-5, alone)
                         : torch::batch_norm(leaf, gamma, beta, running.mean, running.variance, true, 0.1, 1e-5, false);
        y.backward(upstream);
    });
}

class Counter final : public SilentObserver {
public:
    Result<void> onStep(const StepRecord &record) override
    {
        if (record.step > kWarmUp)
            m_seconds.push_back(static_cast<double>(kBatch) / record.imagesPerSecond);
        return {};
    }
    bool stopAfterEpoch() override { return true; }

    [[nodiscard]] double secondsPerThousand() const
    {
        double sum = 0;
        for (const double seconds : m_seconds)
            sum += seconds;
        return 1000 * sum / (static_cast<double>(m_seconds.size()) * static_cast<double>(kBatch));
    }

private:
    static constexpr std::int64_t kWarmUp = 4; // batches that were made ahead
    std::vector<double> m_seconds;
};

/// Loader, augmentation, step and records, as a run has them; without evaluation.
double endToEnd()
{
    TrainRequest request{settingsOf(kBatch),
                         std::make_shared<test::StripedImages>(20 * kBatch, 32),
                         std::make_shared<test::StripedImages>(8, 32, 2),
                         "test",
                         {}};
    request.settings.evaluate.every = 0;
    request.settings.evaluate.onlineProbe = false;
    request.settings.evaluate.probeImages = 0;
    request.settings.train.epochs = 2;
    Counter counter;
    const auto outcome = train(request, counter, {});
    return outcome ? counter.secondsPerThousand() : -1;
}

/// Of a process that trains with batches of 256.
double peakMemory()
{
    Training training(256, Precision::Fp32);
    for (int i = 0; i < 3; ++i)
        training.doStep();
    return static_cast<double>(peakMemoryBytes()) / (1 << 20);
}

} // namespace

int main(int argc, char **argv)
{
    settleEnvironment(argv);
    keepFreedMemory();
    const std::map<std::string, std::function<double()>> modes{
        {"train-step-fp32", [] { return trainStep(Precision::Fp32); }},
        {"train-step-bf16", [] { return trainStep(Precision::Bf16); }},
        {"nt-xent-4096", objective},
        {"sync-batch-norm", [] { return batchNorm(true); }},
        {"plain-batch-norm", [] { return batchNorm(false); }},
        {"end-to-end", endToEnd},
        {"peak-memory", peakMemory}};
    const auto mode = argc == 2 ? modes.find(argv[1]) : modes.end();
    if (mode == modes.end()) {
        std::fprintf(stderr, "usage: bench_train MODE\n");
        return 2;
    }
    setEngineThreads(kThreads);
    torch::manual_seed(1);
    std::printf("%.3f\n", mode->second());
    return 0;
}
