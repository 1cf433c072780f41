#pragma once

#include "core/report/records.h"

#include <chrono>
#include <mutex>
#include <optional>

namespace tandem {

class Console;

/// Shows a training run on the console: a bar where standard error is a terminal, else a line an epoch and an
/// evaluation; with --json the events on standard output, steps thinned to some five a second. The trainer's thread
/// calls the on… functions; summary() and the rest any thread.
class TrainProgress {
public:
    explicit TrainProgress(Console &console) : m_console(console) {}

    void onPlan(const RunPlan &plan);
    void onStep(const StepRecord &record);
    void onEpoch(const EpochRecord &record);
    void onEvaluation(const EvaluationRecord &record);
    void onEvent(const EventRecord &record);
    /// Takes the bar away.
    void finish();

    [[nodiscard]] std::optional<RunPlan> plan() const;
    [[nodiscard]] std::optional<double> firstLoss() const; // of this process
    [[nodiscard]] std::int64_t lastStep() const;           // 0: none yet
    [[nodiscard]] std::optional<EvaluationRecord> evaluation() const;
    /// What this process saw of the run: for when the run's file cannot be read any more.
    void fillIn(RunSummary &summary) const;

private:
    using Clock = std::chrono::steady_clock;

    void drawBar();
    [[nodiscard]] std::string barText() const;
    [[nodiscard]] double secondsLeft() const;

    Console &m_console;
    mutable std::mutex m_mutex; // guards all below
    std::optional<RunPlan> m_plan;
    std::optional<StepRecord> m_firstStep;
    std::optional<StepRecord> m_step;
    std::optional<EpochRecord> m_epoch;
    std::optional<EvaluationRecord> m_evaluation;
    Clock::time_point m_firstStepAt;
    Clock::time_point m_lastStepEvent;
    Clock::time_point m_lastBar;
};

/// The loss of collapsed embeddings as people read it: "ln(2N−1) = 4.8442" for NT-Xent, the number alone for others.
[[nodiscard]] std::string chanceText(const RunPlan &plan);

} // namespace tandem
