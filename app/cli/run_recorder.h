#pragma once

#include "app/cli/run_control.h"
#include "core/engine/trainer.h"
#include "core/store/run_writer.h"

#include <filesystem>
#include <vector>

namespace tandem {

class TrainProgress;

/// Hands what the trainer says to the run's file and to the console, and what the outside wants to the trainer.
/// Used by the trainer's thread; all it refers to must outlive the training.
class RunRecorder final : public TrainObserver {
public:
    /// `images`: the dataset's places, looked at every epoch.
    RunRecorder(RunWriter &writer, TrainProgress &progress, RunControl &control,
                std::vector<std::filesystem::path> images);

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
    [[nodiscard]] Result<void> warnOfVanishedImages(const EpochRecord &record);

    RunWriter &m_writer;
    TrainProgress &m_progress;
    RunControl &m_control;
    std::vector<std::filesystem::path> m_images;
};

} // namespace tandem
