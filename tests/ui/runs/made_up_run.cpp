#include "made_up_run.h"

#include "core/base/process.h"
#include "core/config/settings_table.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

namespace tandem::test {

namespace {

void must(const Result<void> &result)
{
    if (result)
        return;
    std::fprintf(stderr, "%s\n", describe(result.error()).c_str());
    std::abort();
}

double hash01(std::int64_t n)
{
    auto x = static_cast<std::uint64_t>(n) * 0x9E3779B97F4A7C15U;
    x ^= x >> 31;
    x *= 0xBF58476D1CE4E5B9U;
    x ^= x >> 29;
    return static_cast<double>(x >> 11) / 9007199254740992.0;
}

/// Cosines that move to the right, and trust ratios by layer that fall.
std::vector<VectorRecord> vectorsAt(std::int64_t epoch)
{
    VectorRecord positives, ratios;
    positives.name = vectors::kPositiveSimilarity;
    const double center = 0.2 + 0.06 * static_cast<double>(epoch);
    for (int bin = 0; bin < 50; ++bin) {
        const double cosine = -1 + (bin + 0.5) / 25;
        positives.values.push_back(static_cast<float>(std::exp(-40 * (cosine - center) * (cosine - center)) / 7));
    }
    ratios.name = vectors::kLayerTrustRatio;
    for (int layer = 0; layer < 20; ++layer) {
        ratios.labels.push_back("layer" + std::to_string(layer) + ".conv.weight");
        ratios.values.push_back(static_cast<float>(0.02 * std::exp(-0.2 * layer) * (1 + 0.1 * hash01(layer + epoch))));
    }
    return {positives, ratios};
}

} // namespace

Settings MadeUpRun::defaultSettings()
{
    Settings settings;
    settings.data.path = "/data/shapes";
    settings.encoder.width = 0.25;
    settings.optimizer.name = "sgd";
    settings.train.epochs = 10;
    settings.train.batchSize = 128;
    settings.train.warmupEpochs = 1;
    return settings;
}

MadeUpTrainer::MadeUpTrainer(const ProjectLayout &project, MadeUpRun run)
    : clockMs(wallClockMs()), m_run(std::move(run))
{
    auto made = RunWriter::create(project, {m_run.id, m_run.name, settingsToJson(m_run.settings)});
    must(made ? Result<void>() : made.error());
    m_writer = std::move(*made);
    begin(0);
}

MadeUpTrainer::MadeUpTrainer(const ProjectLayout &project, MadeUpRun run, std::int64_t fromStep)
    : clockMs(wallClockMs()), m_run(std::move(run)), m_step(fromStep)
{
    auto taken = RunWriter::resume(project, m_run.id, fromStep);
    must(taken ? Result<void>() : taken.error());
    m_writer = std::move(*taken);
    begin(fromStep);
}

MadeUpTrainer::~MadeUpTrainer() = default;

void MadeUpTrainer::begin(std::int64_t fromStep)
{
    RunPlan plan;
    plan.stepsPerEpoch = m_run.stepsPerEpoch;
    plan.totalEpochs = m_run.settings.train.epochs;
    plan.totalSteps = plan.stepsPerEpoch * plan.totalEpochs;
    plan.warmupSteps = plan.stepsPerEpoch;
    plan.firstStep = fromStep;
    plan.trainImages = m_run.trainImages;
    plan.testImages = 1000;
    plan.chanceLoss = std::log(2.0 * static_cast<double>(m_run.settings.train.batchSize) - 1);
    plan.peakLearningRate = 0.5;
    plan.device = "cpu";
    plan.settingsJson = settingsToJson(m_run.settings);
    must(m_writer->setPlan(plan));
    const std::string text = fromStep == 0 ? "Training began on 6,400 images in 50 steps an epoch."
                                           : "Training goes on after step " + std::to_string(fromStep) + ".";
    must(m_writer->addEvent({fromStep, clockMs, fromStep == 0 ? "started" : "resumed", text}));
    if (fromStep == 0)
        writePairs();
}

double MadeUpTrainer::lossAt(std::int64_t step)
{
    const auto s = static_cast<double>(step);
    return 2.6 + 2.9 * std::exp(-s / 140) + 0.18 * (hash01(step) - 0.5);
}

double MadeUpTrainer::knnAt(std::int64_t epoch)
{
    return 0.31 + 0.24 * (1 - std::exp(-static_cast<double>(epoch) / 4)) + 0.01 * (hash01(epoch + 999) - 0.5);
}

void MadeUpTrainer::train(std::int64_t steps, std::int64_t msPerStep)
{
    const auto total = static_cast<double>(m_run.stepsPerEpoch * m_run.settings.train.epochs);
    for (std::int64_t i = 0; i < steps; ++i) {
        clockMs += msPerStep;
        ++m_step;
        StepRecord record;
        record.step = m_step;
        record.epoch = (m_step - 1) / m_run.stepsPerEpoch + 1;
        record.wallMs = clockMs;
        record.loss = m_step == m_run.nanStep ? std::numeric_limits<double>::quiet_NaN() : lossAt(m_step);
        const auto s = static_cast<double>(m_step);
        const auto warm = static_cast<double>(m_run.stepsPerEpoch);
        record.learningRate =
            s < warm ? 0.5 * s / warm : 0.25 * (1 + std::cos(3.14159265 * (s - warm) / (total - warm)));
        record.contrastiveAccuracy = std::min(0.99, 0.05 + 0.8 * (1 - std::exp(-s / 200)) + 0.04 * hash01(m_step + 7));
        record.contrastiveAccuracyN = record.contrastiveAccuracy;
        record.entropy = 4.5 * std::exp(-s / 600);
        record.positiveSimilarity = 0.8;
        record.negativeSimilarity = 0.1;
        record.imagesPerSecond = 290 + 12 * hash01(m_step + 33);
        record.dataWaitShare = 0.02;
        must(m_writer->addStep(record));
        if (m_step % m_run.stepsPerEpoch == 0)
            endEpoch();
    }
}

void MadeUpTrainer::endEpoch()
{
    const std::int64_t epoch = m_step / m_run.stepsPerEpoch;
    must(m_writer->addEpoch({epoch, m_step, clockMs, lossAt(m_step), 295, 0.02, 1}));
    clockMs += 500;
    EvaluationRecord evaluation;
    evaluation.epoch = epoch;
    evaluation.step = m_step;
    evaluation.wallMs = clockMs;
    if (m_run.isLabelled)
        evaluation.knnAccuracy = knnAt(epoch);
    evaluation.knnNeighbors = 200;
    evaluation.knnTemperature = 0.1;
    evaluation.bankSize = m_run.trainImages;
    evaluation.testSize = 1000;
    evaluation.testSplit = "test";
    evaluation.featureStd = 0.04;
    evaluation.projectionStd = 0.08;
    evaluation.seconds = 0.5;
    evaluation.vectors = vectorsAt(epoch);
    must(m_writer->addEvaluation(evaluation));
    writePairs();
    must(m_writer->saveCheckpoint({epoch, m_step, std::vector<std::byte>(64), evaluation.knnAccuracy}));
    must(m_writer->addEvent({m_step, clockMs, "checkpoint", "Checkpoint after epoch " + std::to_string(epoch) + "."}));
}

void MadeUpTrainer::checkpoint()
{
    must(m_writer->saveCheckpoint({m_step / m_run.stepsPerEpoch, m_step, std::vector<std::byte>(64), {}}));
}

/// Coloured discs, two crops of each: enough to see order, scaling and colours.
void MadeUpTrainer::writePairs()
{
    PairsRecord pairs;
    pairs.epoch = m_step / m_run.stepsPerEpoch + 1;
    pairs.step = m_step + 1;
    pairs.wallMs = clockMs;
    pairs.size = m_run.viewSize;
    const int side = m_run.viewSize;
    for (std::uint32_t sample = 0; sample < 8; ++sample) {
        pairs.samples.push_back(100 + sample * 731);
        for (int view = 0; view < 2; ++view) {
            const double cx = side * (0.35 + 0.3 * hash01(sample * 2 + view + m_step));
            const double cy = side * (0.35 + 0.3 * hash01(sample * 2 + view + 5 + m_step));
            const double radius = side * (0.2 + 0.2 * hash01(sample + 77));
            for (int y = 0; y < side; ++y)
                for (int x = 0; x < side; ++x) {
                    const bool inside = std::hypot(x - cx, y - cy) < radius;
                    for (int c = 0; c < 3; ++c) {
                        const double tone = inside ? hash01(sample * 3 + c + 11) : 0.75 * hash01(sample * 3 + c + 50);
                        pairs.pixels.push_back(static_cast<std::uint8_t>(40 + 200 * tone * (view == 0 ? 1 : 0.8)));
                    }
                }
        }
    }
    must(m_writer->setPairs(pairs));
}

void MadeUpTrainer::finish(RunState state, std::optional<Error> error)
{
    const std::string text = state == RunState::Done ? "Training is done." : "Training stopped.";
    must(m_writer->addEvent({m_step, clockMs, state == RunState::Done ? "done" : "stopped", text}));
    RunWriter::Ending ending;
    ending.state = state;
    ending.error = std::move(error);
    ending.secondsTrained = 12;
    must(m_writer->finish(ending));
    m_writer.reset();
}

} // namespace tandem::test
