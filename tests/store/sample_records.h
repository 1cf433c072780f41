#pragma once

#include "core/report/records.h"

// Records with something in every field.

namespace tandem::test {

inline EvaluationRecord evaluation(std::int64_t epoch, std::int64_t step, std::optional<double> accuracy)
{
    EvaluationRecord r;
    r.epoch = epoch;
    r.step = step;
    r.wallMs = 1'700'000'000'000 + step;
    r.knnAccuracy = accuracy;
    r.knnNeighbors = 200;
    r.knnTemperature = 0.1;
    r.bankSize = 5000;
    r.testSize = 1000;
    r.testSplit = "hold-out";
    r.featureStd = 0.03;
    r.projectionStd = 0.088;
    r.seconds = 1.5;
    return r;
}

inline PairsRecord somePairs(std::int64_t step)
{
    PairsRecord pairs{3, step, 17, 4, {9, 1, 70'000}, {}};
    for (int i = 0; i < 3 * 2 * 4 * 4 * 3; ++i)
        pairs.pixels.push_back(static_cast<std::uint8_t>(i));
    return pairs;
}

inline RunPlan somePlan()
{
    RunPlan plan;
    plan.stepsPerEpoch = 10;
    plan.totalSteps = 30;
    plan.totalEpochs = 3;
    plan.warmupSteps = 5;
    plan.trainImages = 2560;
    plan.testImages = 500;
    plan.trainIdentity = "0123";
    plan.testIdentity = "4567";
    plan.parameters = 700'000;
    plan.featureDimension = 128;
    plan.ghostBatch = 64;
    plan.viewSize = 32;
    plan.chanceLoss = 6.236;
    plan.peakLearningRate = 1;
    plan.device = "cpu";
    plan.settingsJson = R"({"train":{"threads":2}})";
    plan.excludedFromDecay = {"stem.bn.weight", "with \"quotes\" and \xC3\xA4"};
    return plan;
}

} // namespace tandem::test
