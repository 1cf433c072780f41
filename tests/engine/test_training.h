#pragma once

#include "core/engine/trainer.h"
#include "tests/engine/test_images.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace tandem::test {

/// Keeps all that a trainer tells.
class Recorder : public TrainObserver {
public:
    Result<void> onPlan(const RunPlan &p) override
    {
        plan = p;
        return {};
    }
    Result<void> onStep(const StepRecord &record) override
    {
        steps.push_back(record);
        return afterStep ? afterStep(record) : Result<void>();
    }
    Result<void> onEpoch(const EpochRecord &record) override
    {
        epochs.push_back(record);
        return {};
    }
    Result<void> onEvaluation(const EvaluationRecord &record) override
    {
        evaluations.push_back(record);
        return {};
    }
    Result<void> onEmbedding(const EmbeddingRecord &record) override
    {
        embeddings.push_back(record);
        return {};
    }
    Result<void> onPairs(const PairsRecord &record) override
    {
        pairs.push_back(record);
        return {};
    }
    Result<void> onEvent(const EventRecord &record) override
    {
        events.push_back(record);
        return {};
    }
    Result<void> onCheckpoint(const CheckpointRecord &record) override
    {
        checkpoints.push_back(record);
        return {};
    }
    bool stopAfterEpoch() override { return wantsStopAfterEpoch; }
    bool checkpointWanted() override { return std::exchange(wantsCheckpoint, false); }

    std::function<Result<void>(const StepRecord &)> afterStep;
    bool wantsStopAfterEpoch = false;
    bool wantsCheckpoint = false;
    RunPlan plan;
    std::vector<StepRecord> steps;
    std::vector<EpochRecord> epochs;
    std::vector<EvaluationRecord> evaluations;
    std::vector<EmbeddingRecord> embeddings;
    std::vector<PairsRecord> pairs;
    std::vector<EventRecord> events;
    std::vector<CheckpointRecord> checkpoints;
};

/// Four steps an epoch of a narrow encoder on labelled squares; 24 of them to test on.
inline TrainRequest request(std::int64_t epochs = 2)
{
    TrainRequest r;
    r.settings.data.path = "striped";
    r.settings.augment.size = 16;
    r.settings.encoder.width = 0.25;
    r.settings.head.output = 32;
    r.settings.optimizer.name = "sgd";
    r.settings.optimizer.learningRate = 0.5;
    r.settings.train.epochs = epochs;
    r.settings.train.batchSize = 16;
    r.settings.train.warmupEpochs = 0.5;
    r.settings.train.loaderThreads = 2;
    r.settings.evaluate.knnNeighbors = 10;
    r.train = std::make_shared<StripedImages>(72, 20, 1);
    r.test = std::make_shared<StripedImages>(24, 20, 2);
    return r;
}

inline TrainOutcome trained(const TrainRequest &r, Recorder &recorder, std::stop_token stop = {})
{
    auto outcome = train(r, recorder, stop);
    if (!outcome) {
        ADD_FAILURE() << describe(outcome.error()) << outcome.error().detail;
        return {};
    }
    return *outcome;
}

} // namespace tandem::test
