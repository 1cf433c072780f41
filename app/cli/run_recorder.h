#pragma once

#include "app/cli/run_control.h"
#include "core/engine/trainer.h"
#include "core/store/run_writer.h"

namespace tandem {

class TrainProgress;

/// Hands what the trainer says to the run's file and to the console, and what the outside wants to the trainer.
/// Used by the trainer's thread; all it refers to must outlive the training.
class RunRecorder final : public TrainObserver {
public:
    RunRecorder(RunWriter &writer, TrainProgress &progress, RunControl &control);

    Result<void> onPlan(const RunPlan &plan) override;
    Result<void> onStep(const StepRecord &record) override;
    Result<void> onEpoch(const EpochRecord &record) override;
    Result<void> onEvaluation(const EvaluationRecord &record) override;
    Result<void> onEmbedding(const EmbeddingRecord &record) override;
    Result<void> onPairs(const PairsRecord &record) override;
    Result<void> onEvent(const EventRecord &record) override;
    Result<void> onCheckpoint(const CheckpointRecord &record) override;
    bool stopAfterEpoch() override;
    bool checkpointWanted() override;

private:
    RunWriter &m_writer;
    TrainProgress &m_progress;
    RunControl &m_control;
};

} // namespace tandem
