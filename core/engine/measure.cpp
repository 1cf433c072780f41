#include "core/engine/measure.h"

#include "core/augment/pipeline.h"
#include "core/base/memory.h"
#include "core/base/process.h"
#include "core/config/settings_table.h"
#include "core/engine/anchor_statistics.h"
#include "core/engine/device_memory.h"
#include "core/engine/diagnostics.h"
#include "core/engine/evaluation.h"
#include "core/engine/loader.h"
#include "core/engine/objective.h"
#include "core/engine/trainer.h"
#include "core/engine/view_maker.h"

#include <algorithm>
#include <chrono>
#include <numeric>

namespace tandem::engine {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point began)
{
    return std::chrono::duration<double>(Clock::now() - began).count();
}

/// The largest use of memory from here on: of the GPU, or of this process.
class MemoryWatch {
public:
    explicit MemoryWatch(const torch::Device &device) : m_device(device)
    {
        resetPeakDeviceMemory(device);
        restartPeakMemory();
        m_before = peak();
    }
    [[nodiscard]] std::int64_t peak() const { return peakDeviceMemory(m_device).value_or(peakMemoryBytes()); }
    /// Beyond what was there at first.
    [[nodiscard]] std::int64_t growth() const { return std::max<std::int64_t>(0, peak() - m_before); }

private:
    torch::Device m_device;
    std::int64_t m_before = 0;
};

/// Watches so many steps and then asks to stop.
class StepWatcher final : public SilentObserver {
public:
    StepWatcher(std::int64_t batchSize, std::int64_t steps, const std::stop_token &outer)
        : m_batchSize(static_cast<double>(batchSize)), m_steps(steps), m_relay(outer, Relay{m_stop})
    {
    }

    Result<void> onPlan(const RunPlan &plan) override
    {
        m_plan = plan;
        return {};
    }
    Result<void> onStep(const StepRecord &record) override
    {
        const double seconds = m_batchSize / record.imagesPerSecond;
        m_seconds.push_back(seconds * (1 - record.dataWaitShare));
        if (record.step >= m_steps)
            m_stop.request_stop();
        return {};
    }
    Result<void> onCheckpoint(const CheckpointRecord &record) override
    {
        m_checkpointBytes = static_cast<std::int64_t>(record.bytes.size());
        return {};
    }

    [[nodiscard]] std::stop_token stop() const { return m_stop.get_token(); }
    [[nodiscard]] bool isDone() const { return static_cast<std::int64_t>(m_seconds.size()) >= m_steps; }
    [[nodiscard]] const RunPlan &plan() const { return m_plan; }
    [[nodiscard]] std::int64_t checkpointBytes() const { return m_checkpointBytes; }
    /// Of a step; the first, in which memory is taken for the first time, is left out.
    [[nodiscard]] double medianSeconds() const
    {
        std::vector<double> later(m_seconds.begin() + 1, m_seconds.end());
        const auto middle = later.begin() + static_cast<std::ptrdiff_t>(later.size() / 2);
        std::nth_element(later.begin(), middle, later.end());
        return *middle;
    }

private:
    struct Relay {
        std::stop_source &stop;
        void operator()() const { stop.request_stop(); }
    };

    double m_batchSize;
    std::int64_t m_steps;
    std::stop_source m_stop;
    std::stop_callback<Relay> m_relay;
    RunPlan m_plan;
    std::vector<double> m_seconds;
    std::int64_t m_checkpointBytes = 0;
};

ImageSetPtr firstOf(const ImageSetPtr &images, std::int64_t count)
{
    std::vector<std::uint32_t> indices(static_cast<std::size_t>(std::min<std::int64_t>(count, images->size())));
    std::iota(indices.begin(), indices.end(), 0U);
    return subset(images, std::move(indices));
}

bool hasClasses(const ImageSet &images)
{
    return !images.classNames().empty();
}

} // namespace

Result<std::optional<TrainingSample>> measureTraining(const DryRunRequest &request, std::int64_t batchSize,
                                                      std::int64_t steps, std::stop_token stop)
{
    TrainRequest train{request.settings, request.train, request.test, request.testSplit, {}};
    Settings &settings = train.settings;
    settings.train.batchSize = batchSize;
    settings.train.warmupEpochs = 0;
    settings.train.epochs = steps + 1; // the last epoch, which is evaluated, is never reached
    settings.train.checkpointEvery = steps + 1;
    settings.evaluate.every = 0;
    settings.evaluate.probeImages = 0; // encoded before the first step
    StepWatcher watcher(batchSize, steps, stop);
    const auto device = chosenDevice(settings.train.device);
    if (!device)
        return device.error();
    const MemoryWatch memory(*device);
    const auto outcome = tandem::train(train, watcher, watcher.stop());
    if (!outcome)
        return outcome.error();
    if (!watcher.isDone())
        return std::optional<TrainingSample>();
    return std::optional(
        TrainingSample{{batchSize, watcher.medianSeconds(), memory.peak()}, watcher.plan(), watcher.checkpointBytes()});
}

double measureLoader(const DryRunRequest &request, const RunPlan &plan, const std::stop_token &stop)
{
    constexpr double kSeconds = 0.5;
    const auto settings = settingsFromJson(plan.settingsJson).value_or(request.settings);
    const auto pipeline = resolvePipeline(settings.augment, 1);
    const auto device = chosenDevice(settings.train.device);
    if (!pipeline || !device)
        return 0;
    constexpr std::int64_t kBatch = 64;
    const std::int64_t batch = std::min<std::int64_t>(kBatch, request.train->size());
    LoaderOptions options{.seed = static_cast<std::uint64_t>(settings.train.seed),
                          .batchSize = batch,
                          .stepsPerEpoch = request.train->size() / batch,
                          .totalSteps = std::int64_t{1} << 40,
                          .threads = static_cast<int>(settings.train.loaderThreads)};
    // What it has to do is the same wherever the images lie.
    options.output = settings.augment.renderer == "cpu" ? LoaderOutput::Rendered : LoaderOutput::Staged;
    BatchLoader loader(request.train, *pipeline, options);
    if (loader.next(stop) == nullptr)
        return 0;
    const auto began = Clock::now();
    std::int64_t batches = 0;
    for (; secondsSince(began) < kSeconds || batches < 8; ++batches) // those made ahead are few among them
        if (loader.next(stop) == nullptr)
            return 0;
    return static_cast<double>(batches * batch) / secondsSince(began);
}

ObjectiveSample measureObjective(const Settings &settings, std::int64_t batchSize, const torch::Device &device)
{
    const auto options = objectiveOptions(settings.objective);
    ObjectiveSample sample;
    const MemoryWatch memory(device);
    for (int round = 0; round < 2; ++round) { // the second one is timed
        const auto z = torch::randn({2 * batchSize, settings.head.output}, torch::TensorOptions().device(device));
        z.set_requires_grad(true);
        awaitDevice(device);
        const auto began = Clock::now();
        const auto batch = wholeBatch(comparable(z, options));
        contrastiveLoss(batch, options).backward();
        const auto statistics = contrastStatistics(batch, options);
        const auto anchors = anchorStatistics(batch, options);
        awaitDevice(device);
        sample.seconds = secondsSince(began);
    }
    sample.memoryBytes = memory.growth();
    return sample;
}

std::optional<EvaluationSample> measureEvaluation(const DryRunRequest &request, const RunPlan &plan,
                                                  const std::stop_token &stop)
{
    constexpr std::int64_t kFew = 32, kMost = 500, kTile = 250, kRows = 5000;
    constexpr double kSeconds = 1.5;
    const auto settings = settingsFromJson(plan.settingsJson).value_or(request.settings);
    const auto chosen = chosenDevice(settings.train.device);
    if (!chosen)
        return std::nullopt;
    const torch::Device device = *chosen;
    Model model = makeModel(settings, plan.viewSize);
    model->to(device);
    const std::int64_t testCount = request.test->size(), trainCount = request.train->size();
    const bool votes = hasClasses(*request.test) && hasClasses(*request.train);
    const std::int64_t limit = settings.evaluate.bankLimit;
    const std::int64_t bankCount = votes ? (limit > 0 ? std::min(limit, trainCount) : trainCount) : 0;

    // Encoding: few images first, then as many as a second or two allow.
    struct Encoded {
        std::int64_t count = 0;
        double seconds = 0;
        std::int64_t peak = 0;
    };
    const auto encode = [&](std::int64_t count) -> std::optional<Encoded> {
        const auto images = firstOf(request.train, count);
        const MemoryWatch memory(device);
        const auto began = Clock::now();
        if (!extractFeatures(model, *images, plan.viewSize, device, stop))
            return std::nullopt;
        return Encoded{images->size(), secondsSince(began), memory.peak()};
    };
    auto few = encode(kFew);
    few = few ? encode(kFew) : few; // the first pass takes memory for the first time
    if (!few)
        return std::nullopt;
    const auto affordable = static_cast<std::int64_t>(kSeconds / few->seconds * static_cast<double>(few->count));
    const auto many = encode(std::clamp(affordable, few->count, kMost));
    if (!many)
        return std::nullopt;
    const double perImage = many->seconds / static_cast<double>(many->count);
    std::int64_t encodePeak = many->peak;
    if (many->count > few->count) {
        const double slope =
            static_cast<double>(many->peak - few->peak) / static_cast<double>(many->count - few->count);
        const std::int64_t atOnce = std::min(kMost, std::max(testCount, bankCount));
        encodePeak += static_cast<std::int64_t>(std::max(0.0, slope) * static_cast<double>(atOnce - many->count));
    }

    // Diagnostics and neighbours, on random features of full size.
    const std::int64_t dimension = plan.featureDimension, output = settings.head.output;
    const MemoryWatch memory(device);
    const std::int64_t rows = std::min(testCount, kRows);
    EvaluationRecord record;
    auto began = Clock::now();
    addFeatureDiagnostics(torch::randn({rows, dimension}), torch::randn({rows, output}), record);
    double others =
        secondsSince(began) * static_cast<double>(testCount) / static_cast<double>(std::max<std::int64_t>(1, rows));
    if (votes && bankCount > 0) {
        const auto bank = torch::randn({bankCount, dimension}), test = torch::randn({kTile, dimension});
        const std::vector<std::int32_t> bankLabels(static_cast<std::size_t>(bankCount), 0), labels(kTile, 0);
        const KnnOptions options{settings.evaluate.knnNeighbors, settings.evaluate.knnTemperature};
        const auto timed = [&](std::int64_t count) {
            const auto start = Clock::now();
            const std::vector<std::int32_t> some(labels.begin(), labels.begin() + static_cast<std::ptrdiff_t>(count));
            (void)knnAccuracy(bank, bankLabels, test.slice(0, 0, count), some, options);
            return secondsSince(start);
        };
        const double once = timed(1), tile = std::max(0.0, timed(kTile) - once);
        others += once + tile * static_cast<double>((testCount + kTile - 1) / kTile);
    }
    // Every feature lies there twice when the parts are put together.
    const std::int64_t features = (bankCount + testCount) * (dimension + output) * 4 * 2;
    const std::int64_t host = peakDeviceMemory(device) ? 0 : memory.growth() + features;
    return EvaluationSample{perImage * static_cast<double>(testCount + bankCount) + others, encodePeak + host};
}

} // namespace tandem::engine
