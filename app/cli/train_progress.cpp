#include "app/cli/train_progress.h"

#include "app/cli/console.h"
#include "app/cli/run_json.h"
#include "app/cli/text.h"
#include "app/cli/train_bar.h"
#include "core/config/settings_table.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

constexpr auto kStepEventInterval = std::chrono::milliseconds(200);
constexpr auto kBarInterval = std::chrono::milliseconds(80);

void sendEvent(Console &console, const char *event, const nlohmann::ordered_json &body)
{
    nlohmann::ordered_json object{{"event", event}};
    object.update(body);
    console.object(object);
}

} // namespace

void TrainProgress::onPlan(const RunPlan &plan)
{
    const std::lock_guard lock(m_mutex);
    m_plan = plan;
    sendEvent(m_console, "plan", planJson(plan));
    m_console.progressNote(fmt::format("{} to train on, {} to test on; {:.2f} million parameters, {} features, views "
                                       "of {} pixels, on {}",
                                       countText(plan.trainImages, "image", "images"), plan.testImages,
                                       static_cast<double>(plan.parameters) / 1e6, plan.featureDimension, plan.viewSize,
                                       plan.device));
    m_console.progressNote(fmt::format("{} of {}, {} of warm-up to a learning rate of {:.4g}",
                                       countText(plan.totalEpochs, "epoch", "epochs"),
                                       countText(plan.stepsPerEpoch, "step", "steps"),
                                       countText(plan.warmupSteps, "step", "steps"), plan.peakLearningRate));
    if (plan.firstStep > 0)
        m_console.progressNote(fmt::format("goes on after step {} of {}", plan.firstStep, plan.totalSteps));
}

void TrainProgress::onStep(const StepRecord &record)
{
    const std::lock_guard lock(m_mutex);
    const auto now = Clock::now();
    m_step = record;
    const bool isFirst = !m_firstStep;
    if (isFirst) {
        m_firstStep = record;
        m_firstStepAt = now;
        if (m_plan)
            m_console.progressNote(fmt::format("loss of collapsed embeddings would be {}; first loss {:.4f}",
                                               chanceText(*m_plan), record.loss));
    }
    if (isFirst || now - m_lastStepEvent >= kStepEventInterval) {
        sendEvent(m_console, "step", stepJson(record));
        m_lastStepEvent = now;
    }
    if (isFirst || now - m_lastBar >= kBarInterval) {
        drawBar();
        m_lastBar = now;
    }
}

void TrainProgress::onEpoch(const EpochRecord &record)
{
    const std::lock_guard lock(m_mutex);
    m_epoch = record;
    sendEvent(m_console, "epoch", epochJson(record));
    if (m_console.isTerminal())
        drawBar();
    else
        m_console.progressNote(fmt::format("epoch {}/{}  loss {:.4f}  {:.0f} images/s  data wait {:.0f} %  {} left",
                                           record.epoch, m_plan ? m_plan->totalEpochs : 0, record.meanLoss,
                                           record.imagesPerSecond, 100 * record.dataWaitShare,
                                           clockText(secondsLeft())));
}

void TrainProgress::onEvaluation(const EvaluationRecord &record)
{
    const std::lock_guard lock(m_mutex);
    m_evaluation = record;
    sendEvent(m_console, "evaluation", evaluationJson(record));
    if (m_console.isTerminal()) {
        drawBar();
    } else {
        const std::string spread =
            std::isfinite(record.featureStd) ? fmt::format("  feature std {:.4f}", record.featureStd) : std::string();
        m_console.progressNote(fmt::format("epoch {}/{}  kNN {}{}", record.epoch, m_plan ? m_plan->totalEpochs : 0,
                                           knnText(record), spread));
    }
}

void TrainProgress::onEvent(const EventRecord &record)
{
    if (record.kind == "warning")
        m_console.note(record.text);
}

void TrainProgress::finish()
{
    const std::lock_guard lock(m_mutex);
    // Steps are thinned, but the last one is always told.
    if (m_step && m_firstStep && m_step->step != m_firstStep->step)
        sendEvent(m_console, "step", stepJson(*m_step));
    m_console.bar({});
}

std::optional<RunPlan> TrainProgress::plan() const
{
    const std::lock_guard lock(m_mutex);
    return m_plan;
}

std::optional<double> TrainProgress::firstLoss() const
{
    const std::lock_guard lock(m_mutex);
    return m_firstStep ? std::optional(m_firstStep->loss) : std::nullopt;
}

std::optional<EvaluationRecord> TrainProgress::evaluation() const
{
    const std::lock_guard lock(m_mutex);
    return m_evaluation;
}

std::int64_t TrainProgress::lastStep() const
{
    const std::lock_guard lock(m_mutex);
    return m_step ? m_step->step : m_plan ? m_plan->firstStep : 0;
}

void TrainProgress::fillIn(RunSummary &summary) const
{
    const std::lock_guard lock(m_mutex);
    if (m_plan) {
        summary.totalEpochs = m_plan->totalEpochs;
        summary.totalSteps = m_plan->totalSteps;
        summary.settingsJson = m_plan->settingsJson;
    }
    if (m_step) {
        summary.step = m_step->step;
        summary.loss = m_step->loss;
    }
    if (m_epoch) {
        summary.epoch = m_epoch->epoch;
        summary.imagesPerSecond = m_epoch->imagesPerSecond;
        summary.dataWaitShare = m_epoch->dataWaitShare;
    }
    if (m_evaluation)
        summary.knnAccuracy = m_evaluation->knnAccuracy;
}

double TrainProgress::secondsLeft() const
{
    if (!m_plan || !m_firstStep || m_step->step <= m_firstStep->step)
        return 0;
    const double elapsed = std::chrono::duration<double>(Clock::now() - m_firstStepAt).count();
    const auto done = static_cast<double>(m_step->step - m_firstStep->step);
    return elapsed / done * static_cast<double>(m_plan->totalSteps - m_step->step);
}

void TrainProgress::drawBar()
{
    if (m_console.isTerminal() && m_plan && m_step)
        m_console.bar(barText());
}

std::string TrainProgress::barText() const
{
    TrainBar bar;
    bar.epoch = m_step->epoch;
    bar.epochs = m_plan->totalEpochs;
    bar.step = m_step->step;
    bar.steps = m_plan->totalSteps;
    bar.loss = m_step->loss;
    if (m_evaluation)
        bar.knnAccuracy = m_evaluation->knnAccuracy;
    bar.imagesPerSecond = m_step->imagesPerSecond;
    bar.dataWaitShare = m_step->dataWaitShare;
    bar.learningRate = m_step->learningRate;
    if (m_step->step - m_firstStep->step >= 2)
        bar.secondsLeft = secondsLeft();
    return tandem::barText(bar, m_console.terminalColumns() - 1, m_console.isUnicode());
}

std::string chanceText(const RunPlan &plan)
{
    const auto settings = settingsFromJson(plan.settingsJson);
    const bool isNtXent = settings && settings->objective.name == "nt-xent" && plan.chanceLoss > 0;
    return fmt::format("{}{:.4f}", isNtXent ? "ln(2N−1) = " : "", plan.chanceLoss);
}

} // namespace tandem
