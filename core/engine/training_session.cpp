#include "core/engine/training_session.h"

#include "core/base/process.h"
#include "core/config/settings_table.h"
#include "core/engine/device_parcel.h"
#include "core/engine/number_text.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace tandem::engine {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kPairsShown = 8;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

int largestSide(const ImageSet &images)
{
    int side = 0;
    for (std::uint32_t i = 0; i < images.size(); ++i) {
        const ImageView image = images.image(i);
        side = std::max({side, image.width, image.height});
    }
    return side;
}

std::string counted(std::int64_t count)
{
    return std::to_string(count);
}

/// Names of parameters by module: "encoder.bn1 (weight, bias); head.1 (weight)".
std::string byModule(const std::vector<std::string> &names)
{
    std::string text, module;
    for (const std::string &name : names) {
        const auto dot = name.rfind('.');
        const std::string owner = name.substr(0, dot), tensor = name.substr(dot + 1);
        text += owner == module ? ", " + tensor : (text.empty() ? "" : "); ") + owner + " (" + tensor;
        module = owner;
    }
    return text + ")";
}

} // namespace

int chosenLoaderThreads(std::int64_t asked, int engineThreads)
{
    return asked > 0 ? static_cast<int>(asked) : std::max(1, engineThreads / 4);
}

TrainingSession::TrainingSession(const TrainRequest &request, TrainObserver &observer)
    : m_request(request), m_ranks(request.ranks ? request.ranks : aloneRanks()),
      m_slice(m_ranks->slice(request.settings.train.batchSize)), m_observer(observer), m_settings(request.settings)
{
}

Result<std::unique_ptr<TrainingSession>> TrainingSession::create(const TrainRequest &request, TrainObserver &observer)
{
    std::unique_ptr<TrainingSession> session(new TrainingSession(request, observer));
    Settings &settings = session->m_settings;
    const auto batch = settings.train.batchSize;
    if (request.train->size() < batch)
        return Error{ErrorCode::DatasetTooSmall, {counted(request.train->size()), counted(batch)}, {}};
    if (auto trainable = checkTrainable(settings, session->m_ranks->size()); !trainable)
        return trainable.error();
    auto device = chosenDevice(settings.train.device, request.deviceIndex);
    if (!device)
        return device.error();
    session->m_device = *device;
    if (device->is_cuda()) // cuDNN would else choose among algorithms that sum in any order
        at::globalContext().setDeterministicCuDNN(true);
    const auto precision = chosenPrecision(settings.train.precision, *device);
    if (!precision)
        return precision.error();

    auto pipeline = resolvePipeline(settings.augment, largestSide(*request.train));
    if (!pipeline)
        return pipeline.error();
    session->m_pipeline = *pipeline;
    session->m_schedule = makeSchedule(settings, request.train->size());
    session->m_model = makeModel(settings, session->m_pipeline.size);

    // What "auto" and 0 became is stored with the run.
    settings.augment.size = session->m_pipeline.size;
    settings.encoder.stem =
        chosenStem(settings.encoder, session->m_pipeline.size) == Stem::Cifar ? "cifar" : "imagenet";
    settings.train.device = session->m_device.is_cuda() ? "cuda" : "cpu";
    settings.augment.renderer = chosenRenderer(settings.augment.renderer, session->m_device);
    settings.train.threads = at::get_num_threads() * request.localRanks;
    settings.train.loaderThreads = chosenLoaderThreads(settings.train.loaderThreads, at::get_num_threads());
    if (settings.train.chunkSize >= batch)
        settings.train.chunkSize = 0;
    if (settings.head.hidden == 0)
        settings.head.hidden = session->m_model->encoder->featureDimension();

    session->m_model->to(session->m_device);
    session->m_step.emplace(session->m_model, objectiveOptions(settings.objective),
                            StepOptions{*precision, session->ghostBatch()}, session->m_ranks);
    // Chunks are ghosts of their rank's own: ranks may have different numbers of them.
    if (session->m_ranks->size() > 1 && settings.train.syncGroup != 1 && session->ghostBatch() == 0)
        synchroniseBatchNorm(*session->m_model,
                             settings.train.syncGroup == 0
                                 ? session->m_ranks
                                 : session->m_ranks->group(static_cast<int>(settings.train.syncGroup)));
    if (request.firstLossScale > 0)
        session->m_lossScale = LossScale::dynamic(request.firstLossScale);
    else if (*precision == Precision::Fp16)
        session->m_lossScale = LossScale::dynamic();
    session->m_optimizer = makeOptimizer(groupParameters(*session->m_model), settings.optimizer);
    session->m_monitor = std::make_unique<TrainingMonitor>(
        MonitorRequest{settings, session->m_pipeline, session->m_schedule, request.train, request.test,
                       session->m_model->encoder->featureDimension(), session->m_device, session->m_ranks},
        session->m_optimizer->parameters());
    session->m_compatibility = compatibilityText(settings, request.train->identity());
    if (!request.checkpoint.empty()) {
        auto progress = loadCheckpoint(request.checkpoint, *session->m_model, *session->m_optimizer,
                                       session->m_compatibility, session->m_monitor->state());
        if (!progress)
            return progress.error();
        session->m_progress = *progress;
        session->m_lossScale.restore(progress->lossScale);
        session->m_saved = session->place();
    }
    session->m_firstStep = session->m_progress.step;
    const auto bankLimit = static_cast<std::uint32_t>(settings.evaluate.bankLimit);
    session->m_evaluation = {limitImages(request.train, bankLimit, static_cast<std::uint64_t>(settings.train.seed)),
                             request.test, request.testSplit};
    session->m_probe.emplace(settings, session->m_pipeline, request.train, session->m_device, session->m_ranks);
    return session;
}

std::int64_t TrainingSession::ghostBatch() const
{
    const std::int64_t largestShare = m_ranks->slice(m_settings.train.batchSize, m_ranks->size() - 1).size();
    return m_settings.train.chunkSize < largestShare ? m_settings.train.chunkSize : 0;
}

Result<void> TrainingSession::event(const char *kind, std::string text)
{
    return m_observer.onEvent({m_progress.step, wallClockMs(), kind, std::move(text)});
}

Result<void> TrainingSession::announce()
{
    const auto &groups = m_optimizer->parameters();
    RunPlan plan;
    plan.stepsPerEpoch = m_schedule.stepsPerEpoch;
    plan.totalSteps = m_schedule.totalSteps;
    plan.totalEpochs = m_settings.train.epochs;
    plan.warmupSteps = m_schedule.warmupSteps;
    plan.firstStep = m_firstStep;
    plan.trainImages = m_request.train->size();
    plan.testImages = m_request.test->size();
    plan.trainIdentity = m_request.train->identity();
    plan.testIdentity = m_request.test->identity();
    for (const auto &parameter : m_model->parameters())
        plan.parameters += parameter.numel();
    plan.featureDimension = m_model->encoder->featureDimension();
    plan.viewSize = m_pipeline.size;
    plan.ghostBatch = ghostBatch();
    plan.chanceLoss = chanceLoss(m_settings.train.batchSize, objectiveOptions(m_settings.objective));
    plan.peakLearningRate = m_schedule.peak;
    plan.device = m_settings.train.device;
    plan.settingsJson = settingsToJson(m_settings);
    plan.excludedFromDecay = groups.excluded.names;
    if (auto told = m_observer.onPlan(plan); !told)
        return told;
    const std::string where = m_ranks->size() == 1 ? "" : " on " + counted(m_ranks->size()) + " ranks";
    const std::int64_t batch = m_settings.train.batchSize;
    if (plan.ghostBatch > 0)
        if (auto told = event("info", "Gradients are cached in chunks: ghost batch-norm of " +
                                          counted(plan.ghostBatch) + " images, loss over all " + counted(batch) + ".");
            !told)
            return told;
    if (m_firstStep > 0)
        return event("resumed",
                     "Resumed after step " + counted(m_firstStep) + " of " + counted(plan.totalSteps) + where + ".");
    if (auto told =
            event("started", "Training " + counted(plan.parameters) + " parameters on " + counted(plan.trainImages) +
                                 " images, " + counted(plan.stepsPerEpoch) + " steps of " + counted(batch) +
                                 " images an epoch" + where + ", " + counted(2 * batch - 2) + " negatives per anchor.");
        !told)
        return told;
    return event("info", counted(static_cast<std::int64_t>(groups.excluded.names.size())) +
                             " batch-norm and bias tensors are left out of weight decay" +
                             (m_settings.optimizer.name.starts_with("lars") ? " and layer adaptation: " : ": ") +
                             byModule(groups.excluded.names) + ".");
}

Result<TrainOutcome> TrainingSession::run(const std::stop_token &stop)
{
    const auto started = Clock::now();
    if (auto told = announce(); !told)
        return told.error();
    if (auto told = reportFirstEmbedding(stop); !told)
        return told.error();
    LoaderOptions options{.seed = static_cast<std::uint64_t>(m_settings.train.seed),
                          .batchSize = m_settings.train.batchSize,
                          .first = m_slice.first,
                          .last = m_slice.last,
                          .stepsPerEpoch = m_schedule.stepsPerEpoch,
                          .firstStep = m_progress.step,
                          .totalSteps = m_schedule.totalSteps,
                          .threads = static_cast<int>(m_settings.train.loaderThreads)};
    m_views = std::make_unique<ViewMaker>(m_settings.augment.renderer, m_pipeline, m_request.train, m_device);
    m_views->configure(options);
    if (const std::string text = m_views->description(); !text.empty())
        if (auto told = event("info", text); !told)
            return told.error();
    m_loader = std::make_unique<BatchLoader>(m_request.train, m_pipeline, options);
    m_model->train();
    bool stopped = false;
    bool lastEpoch = false;
    while (!stopped) {
        if (finishedEpochs() > m_progress.closedEpochs) {
            const auto closed = closeEpoch(stop);
            if (!closed)
                return closed.error();
            stopped = !*closed || lastEpoch;
        }
        if (m_progress.step == m_schedule.totalSteps || stopped)
            break;
        const auto stepped = doStep(stop);
        if (!stepped)
            return stepped.error();
        stopped = !*stepped;
        lastEpoch = lastEpoch || m_wishes.stopAfterEpoch;
        if (m_wishes.checkpoint)
            if (auto saved = checkpoint(); !saved)
                return saved.error();
    }
    const bool finished = m_progress.closedEpochs == m_settings.train.epochs;
    if (auto saved = checkpoint(); !saved)
        return saved.error();
    if (auto told = event(finished ? "done" : "stopped",
                          (finished ? "Finished after " : "Stopped after ") + counted(m_progress.step) + " steps.");
        !told)
        return told.error();
    return TrainOutcome{finished ? TrainEnd::Finished : TrainEnd::Stopped, m_progress.closedEpochs, m_progress.step,
                        weightsSha256(*m_model), secondsSince(started)};
}

Result<bool> TrainingSession::doStep(const std::stop_token &stop)
{
    const auto began = Clock::now();
    // A rank must not leave alone: among several, the wish to stop travels with the step.
    const Batch *batch = m_loader->next(m_ranks->size() == 1 ? stop : std::stop_token());
    if (batch == nullptr)
        return false;
    m_waitSeconds = secondsSince(began);

    const auto images = m_views->viewsOf(*batch);
    m_optimizer->zeroGradients();
    const auto outcome = m_step->compute(images, m_lossScale.factor(), m_settings.train.batchSize);
    const double rate = m_schedule.learningRate(m_progress.step - m_progress.skippedSteps);
    const Wishes own = m_ranks->size() > 1 ? ask(stop) : Wishes{};
    auto shared = torch::cat(
        {outcome.loss.reshape({1}), outcome.statistics,
         sent(torch::tensor({own.stop ? 1.0 : 0.0, own.stopAfterEpoch ? 1.0 : 0.0, own.checkpoint ? 1.0 : 0.0},
                            torch::kDouble),
              m_device)});
    m_ranks->sum(shared);
    m_ranks->settle();
    shared = shared.to(torch::kCPU); // the step's one wait for a GPU
    const double *values = shared.data_ptr<double>();
    const double value = values[0];
    m_wishes = {values[6] > 0, values[7] > 0, values[8] > 0};
    if (!std::isfinite(value))
        return Error{ErrorCode::NonFiniteLoss, {counted(m_progress.step + 1)}, {}};
    if (auto updated = update(rate); !updated)
        return updated.error();
    m_monitor->afterStep(m_progress.step, batch->samples, outcome);

    ++m_progress.step;
    m_knnHere.reset();
    m_stepSeconds = secondsSince(began);
    m_progress.epochLossSum += value;
    m_progress.epochSeconds += m_stepSeconds;
    m_progress.epochWaitSeconds += m_waitSeconds;
    if (auto told = reportStep(*batch, shared, rate); !told)
        return told.error();
    if (auto told = reportPairs(*batch, images); !told)
        return told.error();
    if (m_ranks->size() == 1)
        m_wishes = ask(stop); // nobody to agree with: what was asked while this step was told counts at once
    return !m_wishes.stop;
}

TrainingSession::Wishes TrainingSession::ask(const std::stop_token &stop)
{
    return {stop.stop_requested(), m_observer.stopAfterEpoch(), m_observer.checkpointWanted()};
}

Result<void> TrainingSession::update(double rate)
{
    const bool usable = m_lossScale.unscale(m_model->parameters());
    m_progress.lossScale = m_lossScale.state();
    if (usable) {
        const bool measured = (m_progress.step + 1) % m_schedule.stepsPerEpoch == 0; // an evaluation may follow
        if (measured)
            m_monitor->beforeUpdate(*m_optimizer);
        m_optimizer->step(rate);
        if (measured)
            m_monitor->afterUpdate(*m_optimizer);
        return {};
    }
    ++m_progress.skippedSteps; // the schedule counts updates: it waits
    if (m_lossScale.isExhausted())
        return Error{ErrorCode::NonFiniteLoss, {counted(m_progress.step + 1)}, "gradients overflow at any loss scale"};
    return event("info", "No update at step " + counted(m_progress.step + 1) +
                             ", as fp16 gradients overflowed; the loss is scaled by " +
                             formatted("%g", m_lossScale.factor()) + " from here.");
}

Result<void> TrainingSession::reportStep(const Batch &batch, const torch::Tensor &shared, double rate)
{
    const double *values = shared.data_ptr<double>(); // loss, then the statistics of contrastStatistics()
    const double loss = values[0];
    if (m_progress.step == 1) {
        const std::string text =
            "The first loss is " + formatted("%.4f", loss) + "; collapsed embeddings would give " +
            (m_settings.objective.name == "nt-xent" ? "ln(2N-1) = " : "") +
            formatted("%.4f", chanceLoss(m_settings.train.batchSize, objectiveOptions(m_settings.objective))) + ".";
        if (auto told = event("info", text); !told)
            return told;
    }
    StepRecord record;
    record.step = m_progress.step;
    record.epoch = batch.epoch;
    record.wallMs = wallClockMs();
    record.loss = loss;
    record.learningRate = rate;
    record.contrastiveAccuracy = values[1];
    record.contrastiveAccuracyN = values[2];
    record.entropy = values[3];
    record.positiveSimilarity = values[4];
    record.negativeSimilarity = values[5];
    record.imagesPerSecond = static_cast<double>(m_settings.train.batchSize) / m_stepSeconds;
    record.dataWaitShare = m_waitSeconds / m_stepSeconds;
    return m_observer.onStep(record);
}

Result<void> TrainingSession::reportPairs(const Batch &batch, const torch::Tensor &views)
{
    const bool firstOfEpoch = (m_progress.step - 1) % m_schedule.stepsPerEpoch == 0;
    if (!firstOfEpoch && m_progress.step != m_firstStep + 1)
        return {};
    const std::size_t count = std::min(kPairsShown, batch.samples.size());
    PairsRecord record;
    record.epoch = batch.epoch;
    record.step = m_progress.step;
    record.wallMs = wallClockMs();
    record.size = m_pipeline.size;
    record.samples.assign(batch.samples.begin(), batch.samples.begin() + static_cast<std::ptrdiff_t>(count));
    // Bytes were divided by 255: multiplied again, they are whole to rounding.
    const auto rows = static_cast<std::int64_t>(batch.samples.size()), shown = static_cast<std::int64_t>(count);
    const auto pairs = torch::stack({views.slice(0, 0, shown), views.slice(0, rows, rows + shown)}, 1);
    const auto bytes = (pairs * 255).round().to(torch::kUInt8).permute({0, 1, 3, 4, 2}).to(torch::kCPU).contiguous();
    const auto *pixels = bytes.data_ptr<std::uint8_t>();
    record.pixels.assign(pixels, pixels + bytes.numel());
    return m_observer.onPairs(record);
}

Result<bool> TrainingSession::closeEpoch(const std::stop_token &stop)
{
    const std::int64_t epoch = finishedEpochs();
    const std::int64_t every = m_settings.evaluate.every;
    const bool last = m_progress.step == m_schedule.totalSteps;
    shareRunningStatistics();
    if (last || (every > 0 && epoch % every == 0))
        if (const auto evaluated = evaluateEpoch(epoch, stop); !evaluated || !*evaluated)
            return evaluated;
    EpochRecord record;
    record.epoch = epoch;
    record.step = m_progress.step;
    record.wallMs = wallClockMs();
    const auto steps = static_cast<double>(m_schedule.stepsPerEpoch);
    record.meanLoss = m_progress.epochLossSum / steps;
    record.seconds = m_progress.epochSeconds;
    record.imagesPerSecond = steps * static_cast<double>(m_settings.train.batchSize) / m_progress.epochSeconds;
    record.dataWaitShare = m_progress.epochWaitSeconds / m_progress.epochSeconds;
    m_progress.epochLossSum = m_progress.epochSeconds = m_progress.epochWaitSeconds = 0;
    m_progress.closedEpochs = epoch;
    const bool isBest = m_knnHere > m_progress.bestKnnAccuracy; // an accuracy is more than none
    if (isBest)
        m_progress.bestKnnAccuracy = m_knnHere;
    if (auto told = m_observer.onEpoch(record); !told)
        return told.error();
    if (last || isBest || epoch % m_settings.train.checkpointEvery == 0)
        if (auto saved = checkpoint(); !saved)
            return saved.error();
    return true;
}

Result<void> TrainingSession::checkpoint()
{
    if (m_saved == place())
        return {};
    m_saved = place();
    m_monitor->share();
    shareRunningStatistics(); // a resumed run has rank 0's on every rank, and so must one that goes on
    if (m_ranks->rank() > 0)  // all ranks hold the same
        return {};
    CheckpointRecord record;
    record.epoch = m_progress.closedEpochs;
    record.step = m_progress.step;
    record.bytes = saveCheckpoint(*m_model, *m_optimizer, m_progress, m_compatibility, m_monitor->state());
    record.knnAccuracy = m_knnHere;
    return m_observer.onCheckpoint(record);
}

void TrainingSession::shareRunningStatistics()
{
    if (m_ranks->size() == 1)
        return;
    for (auto &buffer : m_model->buffers())
        m_ranks->broadcast(buffer);
    m_ranks->settle();
}

} // namespace tandem::engine
