#pragma once

#include "core/base/result.h"
#include "core/config/settings.h"
#include "core/data/image_set.h"
#include "core/engine/rank_environment.h"
#include "core/report/records.h"

#include <cstddef>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace tandem {

/// What a training run tells its surroundings. Called on the trainer's thread; must return soon. The first error
/// returned ends the run with that error. Nothing handed over shares storage with live tensors.
class TrainObserver {
public:
    virtual ~TrainObserver() = default;
    virtual Result<void> onPlan(const RunPlan &plan) = 0;
    virtual Result<void> onStep(const StepRecord &record) = 0;
    virtual Result<void> onEpoch(const EpochRecord &record) = 0;
    virtual Result<void> onEvaluation(const EvaluationRecord &record) = 0;
    /// Before the first step, and with each evaluation. Not called where settings ask for no probe images.
    virtual Result<void> onEmbedding(const EmbeddingRecord &record) = 0;
    virtual Result<void> onPairs(const PairsRecord &record) = 0;
    virtual Result<void> onEvent(const EventRecord &record) = 0;
    virtual Result<void> onCheckpoint(const CheckpointRecord &record) = 0;
    /// Asked after each step: true ends the run after the epoch that is under way.
    virtual bool stopAfterEpoch() { return false; }
    /// Asked after each step: true once for each checkpoint wanted now.
    virtual bool checkpointWanted() { return false; }
};

/// Takes no notice; for those that look at a part only.
class SilentObserver : public TrainObserver {
public:
    Result<void> onPlan(const RunPlan &) override { return {}; }
    Result<void> onStep(const StepRecord &) override { return {}; }
    Result<void> onEpoch(const EpochRecord &) override { return {}; }
    Result<void> onEvaluation(const EvaluationRecord &) override { return {}; }
    Result<void> onEmbedding(const EmbeddingRecord &) override { return {}; }
    Result<void> onPairs(const PairsRecord &) override { return {}; }
    Result<void> onEvent(const EventRecord &) override { return {}; }
    Result<void> onCheckpoint(const CheckpointRecord &) override { return {}; }
};

struct TrainRequest {
    Settings settings; // valid
    ImageSetPtr train;
    ImageSetPtr test;                               // never null; may be unlabelled
    std::string testSplit = "test";                 // or "hold-out"
    std::span<const std::byte> checkpoint;          // empty: start from the beginning
    std::shared_ptr<engine::Ranks> ranks = nullptr; // null: this process trains alone
    int localRanks = 1;                             // of this machine, which share its cores
    int deviceIndex = 0;                            // which GPU, where there are several
    double firstLossScale = 0; // above 0: the loss is scaled under any precision, from there; else under fp16 alone
};

enum class TrainEnd { Finished, Stopped };

struct TrainOutcome {
    TrainEnd end = TrainEnd::Finished;
    std::int64_t epoch = 0; // finished epochs
    std::int64_t step = 0;
    std::string weightsSha256;
    double seconds = 0;
};

/// Whether this machine can train so, in `ranks` processes that share each batch: asked before anything is made for the
/// run. Errors: DeviceUnavailable, RanksUnavailable, BadValue.
[[nodiscard]] Result<void> checkTrainable(const Settings &settings, int ranks);

/// Trains until done, or until `stop` is requested, which takes effect within one step and writes a checkpoint.
/// Blocks: call it on a thread of its own. Several ranks call it with the same settings and images; a stop requested of
/// one stops all at the same step, and only rank 0 needs to record anything. Errors: RankLost, DatasetTooSmall,
/// DeviceUnavailable, OutOfMemory, NonFiniteLoss, EngineFailed, CheckpointDamaged, BadValue, and whatever the observer
/// returned.
[[nodiscard]] Result<TrainOutcome> train(const TrainRequest &request, TrainObserver &observer, std::stop_token stop);

/// One line a component: versions, devices, threads, vector instructions, what is missing.
struct EngineFact {
    std::string name, value;
};
[[nodiscard]] std::vector<EngineFact> engineFacts();
/// What a run can train on: "cpu", and "cuda:0" … where there are GPUs.
[[nodiscard]] std::vector<std::string> trainingDevices();

/// Sets the engine's thread count for this process; 0 = all usable cores. Call once, at start-up, before anything else
/// here.
void setEngineThreads(int threads);

} // namespace tandem
