#pragma once

#include "core/augment/pipeline.h"
#include "core/config/schedule.h"
#include "core/engine/checkpoint.h"
#include "core/engine/contrastive_step.h"
#include "core/engine/embedding_probe.h"
#include "core/engine/evaluation.h"
#include "core/engine/loader.h"
#include "core/engine/trainer.h"
#include "core/engine/training_monitor.h"
#include "core/engine/view_maker.h"

#include <memory>
#include <optional>
#include <stop_token>

namespace tandem::engine {

/// One run under way: owns network, optimiser and loader. Lives on the trainer's thread. May throw what LibTorch
/// throws; train() turns that into errors.
class TrainingSession {
public:
    /// Builds everything, restores the checkpoint. Errors: DatasetTooSmall, DeviceUnavailable, CheckpointDamaged,
    /// RunNotResumable.
    [[nodiscard]] static Result<std::unique_ptr<TrainingSession>> create(const TrainRequest &request,
                                                                         TrainObserver &observer);
    [[nodiscard]] Result<TrainOutcome> run(const std::stop_token &stop);

private:
    TrainingSession(const TrainRequest &request, TrainObserver &observer);

    [[nodiscard]] Result<void> announce();
    /// One update, or none if the gradients overflowed. False if `stop` came before the batch, or any rank was asked to
    /// stop meanwhile.
    [[nodiscard]] Result<bool> doStep(const std::stop_token &stop);
    /// Applies the gradients, or skips the step.
    [[nodiscard]] Result<void> update(double rate);
    [[nodiscard]] Result<void> reportStep(const Batch &batch, const torch::Tensor &shared, double rate);
    /// The views of the batch's first samples, if this step is one of those that are shown.
    [[nodiscard]] Result<void> reportPairs(const Batch &batch, const torch::Tensor &views);
    /// Evaluation, report and checkpoint at the end of an epoch. False if stopped inside: the epoch stays open.
    [[nodiscard]] Result<bool> closeEpoch(const std::stop_token &stop);
    /// Evaluates and reports what was found. False if stopped inside: nothing was reported then.
    [[nodiscard]] Result<bool> evaluateEpoch(std::int64_t epoch, const std::stop_token &stop);
    /// The embedding of the untrained encoder, from which a replay starts.
    [[nodiscard]] Result<void> reportFirstEmbedding(const std::stop_token &stop);
    [[nodiscard]] Result<void> reportEmbedding(EmbeddingRecord record, std::int64_t epoch);
    /// Hands out the state, unless it is the one that was handed out last.
    [[nodiscard]] Result<void> checkpoint();
    /// Rank 0's running statistics for all: where moments are not shared, they differ.
    void shareRunningStatistics();
    /// Images that batch-norm sees at a time where the gradient is cached in chunks; 0 where each rank's share of the
    /// batch is one chunk, which is no ghost and needs no second pass.
    [[nodiscard]] std::int64_t ghostBatch() const;
    [[nodiscard]] Result<void> event(const char *kind, std::string text);
    [[nodiscard]] std::int64_t finishedEpochs() const { return m_progress.step / m_schedule.stepsPerEpoch; }

    /// What a rank was asked from outside; shared with every step, so that all act on it at the same place.
    struct Wishes {
        bool stop = false, stopAfterEpoch = false, checkpoint = false;
    };

    [[nodiscard]] Wishes ask(const std::stop_token &stop);

    /// Where a run can be taken up. At an epoch's last step there are two: before its evaluation and after it.
    struct Place {
        std::int64_t step = 0, closedEpochs = 0;
        bool operator==(const Place &) const = default;
    };

    [[nodiscard]] Place place() const { return {m_progress.step, m_progress.closedEpochs}; }

    TrainRequest m_request;
    std::shared_ptr<Ranks> m_ranks;
    RankSlice m_slice; // of the batch's images
    Wishes m_wishes;   // of any rank, at the latest step
    TrainObserver &m_observer;
    Settings m_settings; // resolved
    Pipeline m_pipeline;
    Schedule m_schedule;
    EvaluationImages m_evaluation;
    torch::Device m_device{torch::kCPU};
    Model m_model{nullptr};
    std::optional<ContrastiveStep> m_step;
    LossScale m_lossScale;
    std::unique_ptr<Optimizer> m_optimizer;
    std::unique_ptr<TrainingMonitor> m_monitor;
    std::optional<EmbeddingProbe> m_probe;
    std::unique_ptr<ViewMaker> m_views;
    std::unique_ptr<BatchLoader> m_loader;
    Progress m_progress;
    std::string m_compatibility;
    std::int64_t m_firstStep = 0;
    std::optional<Place> m_saved;    // of the newest checkpoint
    std::optional<double> m_knnHere; // of the weights as they are: none once they have moved on
    double m_stepSeconds = 0;        // of the latest step, waiting included
    double m_waitSeconds = 0;
};

/// Threads of the loader: what is asked, or a quarter of the engine's threads, as a view costs far less than its
/// gradients.
[[nodiscard]] int chosenLoaderThreads(std::int64_t asked, int engineThreads);

} // namespace tandem::engine
