#include "core/engine/dry_run.h"

#include "core/base/memory.h"
#include "core/config/schedule.h"
#include "core/config/settings_table.h"
#include "core/engine/device_memory.h"
#include "core/engine/engine_error.h"
#include "core/engine/measure.h"
#include "core/engine/objective.h"
#include "core/engine/trainer.h"
#include "core/engine/view_maker.h"

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

using namespace engine;

constexpr std::int64_t kGranule = 8;                                    // of batch sizes
constexpr double kUsableMemory = 0.9;                                   // of what is available
constexpr double kSafeMemory = 0.6;                                     // of it, for a measurement
constexpr std::int64_t kLeastObjective = 512, kLargestObjective = 4096; // images whose objective is really computed

std::int64_t roundedDown(std::int64_t batch)
{
    return batch < kGranule ? batch : batch / kGranule * kGranule;
}

/// value(b) = fixed + each·b, through two measurements.
struct Line {
    double fixed = 0, each = 0;

    Line(double b1, double v1, double b2, double v2)
    {
        each = b2 > b1 ? std::max(0.0, (v2 - v1) / (b2 - b1)) : v2 / b2;
        fixed = v2 - each * b2;
        if (fixed < 0) { // measurements wobble: all of it grows with the batch then
            fixed = 0;
            each = v2 / b2;
        }
    }
    [[nodiscard]] double at(double b) const { return fixed + each * b; }
};

/// A dry run under way.
class Predictor {
public:
    Predictor(const DryRunRequest &request, const DryRunProgress &progress, std::stop_token stop)
        : m_request(request), m_progress(progress), m_stop(std::move(stop)), m_batch(request.settings.train.batchSize)
    {
    }

    Result<std::optional<DryRunReport>> run()
    {
        if (m_request.train->size() < m_batch)
            return Error{
                ErrorCode::DatasetTooSmall, {std::to_string(m_request.train->size()), std::to_string(m_batch)}, {}};
        const auto device = chosenDevice(m_request.settings.train.device);
        if (!device)
            return device.error();
        m_device = *device;
        const auto free = freeDeviceMemory(m_device);
        m_report.availableMemoryBytes = m_device.is_cuda() ? free.value_or(0) : attainableMemoryBytes();
        if (m_request.availableMemory > 0)
            m_report.availableMemoryBytes = m_request.availableMemory;
        const auto measured = measureSteps();
        if (!measured)
            return measured.error();
        if (!*measured)
            return std::optional<DryRunReport>();
        tell("the loader");
        m_report.loaderImagesPerSecond = measureLoader(m_request, m_sample.plan, m_stop);
        tell("an evaluation");
        const auto evaluation = measureEvaluation(m_request, m_sample.plan, m_stop);
        if (!evaluation || m_stop.stop_requested())
            return std::optional<DryRunReport>();
        describeRun();
        m_objectiveBatch = std::clamp(m_batch, kLeastObjective, kLargestObjective);
        tell("the objective with a batch of " + std::to_string(m_objectiveBatch));
        m_objective = measureObjective(m_settings, m_objectiveBatch, m_device);
        predictTime(*evaluation);
        // Last, as what a large batch leaves behind would count in all that is measured after it.
        if (const auto measuredBeyond = measureBeyond(); !measuredBeyond)
            return measuredBeyond.error();
        else if (!*measuredBeyond)
            return std::optional<DryRunReport>();
        predictMemory(*evaluation);
        predictDisk();
        return std::optional(std::move(m_report));
    }

private:
    void tell(const std::string &what) const
    {
        if (m_progress)
            m_progress("measuring " + what);
    }

    /// Adds a measurement. False: stopped.
    Result<bool> measure(std::int64_t batch, std::int64_t steps)
    {
        tell("training with a batch of " + std::to_string(batch));
        auto sample = measureTraining(m_request, batch, steps, m_stop);
        if (!sample)
            return sample.error();
        if (!*sample)
            return false;
        m_sample = std::move(**sample);
        m_report.measured.push_back(m_sample.steps);
        return true;
    }

    /// A small batch tells what two larger ones, half and whole of what a second or so allows, may be.
    Result<bool> measureSteps()
    {
        const std::int64_t largest = m_batch;
        const std::int64_t chunk = m_request.settings.train.chunkSize;
        const bool inChunks = chunk > 0 && chunk < m_batch;
        // In chunks, memory of the network does not grow beyond one of them.
        const std::int64_t first =
            inChunks ? std::min(largest, 2 * chunk) : std::min(kGranule, std::max<std::int64_t>(2, largest / 2));
        if (auto done = measure(first, 3); !done || !*done)
            return done;
        const MeasuredSteps few = m_report.measured.front();
        const double budget = m_request.stepSeconds / few.seconds * static_cast<double>(few.batchSize);
        std::int64_t second = std::min(largest, std::max(2 * first, roundedDown(std::llround(budget))));
        // No measurement may need more memory than there is: a first step of few images takes all that is fixed.
        if (m_report.availableMemoryBytes > 0) {
            const double most = kSafeMemory * static_cast<double>(m_report.availableMemoryBytes);
            const double each = static_cast<double>(few.memoryBytes) / static_cast<double>(few.batchSize);
            second = std::clamp(static_cast<std::int64_t>(most / each), first, second);
        }
        if (second <= first)
            return true;
        if (const std::int64_t half = roundedDown(second / 2); half > first)
            if (auto done = measure(half, 3); !done || !*done)
                return done;
        return measure(second, 4);
    }

    /// A batch larger than the one that is asked for, where it is as quick: which batch is the largest that fits would
    /// else be told by a line through two small ones, whose error grows with the distance. False: stopped.
    Result<bool> measureBeyond()
    {
        const MeasuredSteps &asked = m_report.measured.back();
        const std::int64_t chunk = m_request.settings.train.chunkSize;
        if (asked.batchSize != m_batch || (chunk > 0 && chunk < m_batch))
            return true;
        const double images = static_cast<double>(asked.batchSize) * m_request.stepSeconds / asked.seconds;
        std::int64_t batch = std::min<std::int64_t>(m_request.train->size(), std::llround(images));
        if (m_report.availableMemoryBytes > 0) {
            const double most = kSafeMemory * static_cast<double>(m_report.availableMemoryBytes);
            batch = std::min(batch, static_cast<std::int64_t>(static_cast<double>(asked.batchSize) * most /
                                                              static_cast<double>(asked.memoryBytes)));
        }
        batch = roundedDown(batch);
        if (batch < 2 * asked.batchSize)
            return true;
        tell("training with a batch of " + std::to_string(batch));
        const auto sample = measureTraining(m_request, batch, 2, m_stop);
        if (!sample)
            return sample.error();
        if (*sample)
            m_beyond = (*sample)->steps;
        return sample->has_value();
    }

    void describeRun()
    {
        const RunPlan &plan = m_sample.plan;
        // As resolved for the measured batch, with what belongs to the run itself put back.
        Settings settings = settingsFromJson(plan.settingsJson).value_or(m_request.settings);
        settings.train.batchSize = m_batch;
        settings.train.epochs = m_request.settings.train.epochs;
        settings.train.warmupEpochs = m_request.settings.train.warmupEpochs;
        settings.train.checkpointEvery = m_request.settings.train.checkpointEvery;
        const std::int64_t chunk = m_request.settings.train.chunkSize;
        settings.train.chunkSize = chunk >= m_batch ? 0 : chunk;
        settings.evaluate.every = m_request.settings.evaluate.every;
        settings.evaluate.probeImages = m_request.settings.evaluate.probeImages;
        m_settings = settings;
        m_report.settingsJson = settingsToJson(settings);
        m_report.device = plan.device;
        m_report.trainImages = plan.trainImages;
        m_report.testImages = plan.testImages;
        m_report.parameters = plan.parameters;
        m_report.mappedBytes = pixelBytes(*m_request.train) + pixelBytes(*m_request.test);
        m_schedule = makeSchedule(settings, m_request.train->size());
        m_report.stepsPerEpoch = m_schedule.stepsPerEpoch;
        m_report.totalSteps = m_schedule.totalSteps;
        m_report.isMeasured = m_report.measured.back().batchSize == m_batch;
        const std::int64_t every = settings.evaluate.every, epochs = settings.train.epochs;
        m_report.evaluations = every > 0 ? (epochs + every - 1) / every : 1;
        addRates();
    }

    void addRates()
    {
        const std::int64_t last = m_schedule.totalSteps - 1;
        const auto add = [&](std::int64_t step, std::string_view what) {
            m_report.learningRate.push_back({step,
                                             static_cast<double>(step) / static_cast<double>(m_schedule.stepsPerEpoch),
                                             m_schedule.learningRate(step), what});
        };
        add(0, "first step");
        if (m_schedule.warmupSteps > 0)
            add(m_schedule.warmupSteps, "end of warm-up");
        if (const std::int64_t half = (m_schedule.warmupSteps + m_schedule.totalSteps) / 2;
            half > m_schedule.warmupSteps && half < last)
            add(half, "halfway down");
        if (last > m_schedule.warmupSteps)
            add(last, "last step");
    }

    [[nodiscard]] const MeasuredSteps &most() const { return m_report.measured.back(); }

    /// What the objective takes at a batch: similarities grow with its square, and so does time; memory does until they
    /// are computed in tiles.
    [[nodiscard]] ObjectiveSample objectiveAt(std::int64_t batch) const
    {
        const auto similarities = [](std::int64_t images) {
            return static_cast<double>(std::min(4 * images * images, kLargestSimilarities));
        };
        const double ratio = static_cast<double>(batch) / static_cast<double>(m_objectiveBatch);
        const double memory = similarities(batch) / similarities(m_objectiveBatch);
        return {m_objective.seconds * ratio * ratio,
                static_cast<std::int64_t>(static_cast<double>(m_objective.memoryBytes) * memory)};
    }

    void predictTime(const EvaluationSample &evaluation)
    {
        const auto batch = static_cast<double>(m_batch);
        m_report.imagesPerSecond = batch / secondsAt(m_batch);
        if (m_report.loaderImagesPerSecond > 0)
            m_report.imagesPerSecond = std::min(m_report.imagesPerSecond, m_report.loaderImagesPerSecond);
        const double images = static_cast<double>(m_report.stepsPerEpoch) * batch;
        m_report.secondsPerEpoch = images / m_report.imagesPerSecond;
        m_report.evaluationSeconds = evaluation.seconds;
        m_report.totalSeconds = m_report.secondsPerEpoch * static_cast<double>(m_settings.train.epochs) +
                                evaluation.seconds * static_cast<double>(m_report.evaluations);
    }

    /// The part that a line fits, of the two largest measurements, or of the last one and one beyond it.
    template <class Value> [[nodiscard]] Line lineOf(Value &&value) const
    {
        const auto &all = m_report.measured;
        const MeasuredSteps &low = m_beyond ? all.back() : all[all.size() >= 2 ? all.size() - 2 : 0];
        const MeasuredSteps &high = m_beyond ? *m_beyond : all.back();
        return {static_cast<double>(low.batchSize), value(low, objectiveAt(low.batchSize)),
                static_cast<double>(high.batchSize), value(high, objectiveAt(high.batchSize))};
    }

    [[nodiscard]] double secondsAt(std::int64_t batch) const
    {
        if (batch == m_report.measured.back().batchSize)
            return m_report.measured.back().seconds;
        const Line line = lineOf([](const MeasuredSteps &steps, const ObjectiveSample &objective) {
            return std::max(0.0, steps.seconds - objective.seconds);
        });
        return line.at(static_cast<double>(batch)) + objectiveAt(batch).seconds;
    }

    [[nodiscard]] std::int64_t trainingMemoryAt(std::int64_t batch) const
    {
        if (batch == m_report.measured.back().batchSize)
            return m_report.measured.back().memoryBytes;
        const Line line = lineOf([](const MeasuredSteps &steps, const ObjectiveSample &objective) {
            return static_cast<double>(std::max<std::int64_t>(0, steps.memoryBytes - objective.memoryBytes));
        });
        return static_cast<std::int64_t>(line.at(static_cast<double>(batch))) + objectiveAt(batch).memoryBytes;
    }

    void predictMemory(const EvaluationSample &evaluation)
    {
        const auto needed = [&](std::int64_t batch) {
            return std::max(trainingMemoryAt(batch), evaluation.memoryBytes + heldBytes());
        };
        m_report.memoryBytes = needed(m_batch);
        if (m_report.availableMemoryBytes == 0)
            return;
        const auto limit =
            static_cast<std::int64_t>(kUsableMemory * static_cast<double>(m_report.availableMemoryBytes));
        // What is needed grows with the batch: halve the interval.
        std::int64_t fits = 0, tooLarge = m_request.train->size() + std::int64_t{1};
        while (tooLarge - fits > 1) {
            const std::int64_t middle = fits + (tooLarge - fits) / 2;
            (needed(middle) <= limit ? fits : tooLarge) = middle;
        }
        m_report.largestBatch = roundedDown(fits);
    }

    /// Images that lie on the device while an evaluation is measured without them.
    [[nodiscard]] std::int64_t heldBytes() const
    {
        return m_device.is_cuda() && m_settings.augment.renderer == "device" ? pixelBytes(*m_request.train) : 0;
    }

    void predictDisk()
    {
        constexpr std::int64_t kEmptyFile = 128 << 10;  // run.db before anything is measured
        constexpr std::int64_t kKept = 3;               // the last two and the best
        constexpr std::int64_t kSeries = 9;             // of every step
        constexpr std::int64_t kPackedPoint = 13;       // bytes
        constexpr std::int64_t kMeasures = 24;          // points of an evaluation
        constexpr std::int64_t kPoint = 22;             // bytes
        constexpr std::int64_t kPerLayer = 3 * 44;      // three vectors over the parameters, with their names
        constexpr std::int64_t kStoredEmbeddings = 200; // more are thinned out
        constexpr std::int64_t kPerEmbedded = 16;       // bytes of an image beside h and z
        const std::int64_t dimensions = m_sample.plan.featureDimension + m_settings.head.output;
        const std::int64_t layers = parameterTensors();
        const std::int64_t perEvaluation = kMeasures * kPoint + 4 * dimensions + 2 * 4 * 64 + kPerLayer * layers;
        const std::int64_t perSample = 2 * 4 * m_report.trainImages; // of the latest evaluation alone
        const std::int64_t side = m_sample.plan.viewSize;
        const std::int64_t pairs = 8 * 2 * 3 * side * side;
        const std::int64_t probed = std::min(m_settings.evaluate.probeImages, m_report.trainImages);
        const std::int64_t embeddings =
            std::min(kStoredEmbeddings, m_report.evaluations + 1) * probed * (2 * dimensions + kPerEmbedded);
        m_report.checkpointBytes = m_sample.checkpointBytes;
        const std::int64_t every = std::max<std::int64_t>(1, m_settings.train.checkpointEvery);
        const std::int64_t written = (m_settings.train.epochs + every - 1) / every;
        m_report.diskBytes = std::min(kKept, written) * m_report.checkpointBytes +
                             kSeries * kPackedPoint * m_report.totalSteps + perEvaluation * m_report.evaluations +
                             perSample + pairs + embeddings + kEmptyFile;
    }

    /// Parameter tensors: a convolution or a linear layer has one or two, and so has a batch-norm.
    [[nodiscard]] std::int64_t parameterTensors() const
    {
        return static_cast<std::int64_t>(makeModel(m_settings, m_sample.plan.viewSize)->parameters().size());
    }

    const DryRunRequest &m_request;
    const DryRunProgress &m_progress;
    std::stop_token m_stop;
    std::int64_t m_batch;
    torch::Device m_device = torch::kCPU;
    TrainingSample m_sample; // the latest but for the one beyond: of the largest batch up to that of the run
    std::optional<MeasuredSteps> m_beyond;
    Settings m_settings; // resolved
    Schedule m_schedule;
    ObjectiveSample m_objective; // of the batch below
    std::int64_t m_objectiveBatch = 1;
    DryRunReport m_report;
};

} // namespace

Result<std::optional<DryRunReport>> dryRun(const DryRunRequest &request, const DryRunProgress &progress,
                                           std::stop_token stop)
{
    return caught("measuring", [&] { return Predictor(request, progress, std::move(stop)).run(); });
}

} // namespace tandem
