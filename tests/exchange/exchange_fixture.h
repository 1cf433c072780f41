#pragma once

#include "core/base/process.h"
#include "core/store/run_reader.h"
#include "core/store/run_writer.h"

#include <QtGlobal>

#include <cmath>
#include <limits>
#include <utility>

namespace tandem::test {

template <class T> T take(Result<T> result)
{
    if (!result)
        qFatal("unexpected: %s [%s]", describe(result.error()).c_str(), result.error().detail.c_str());
    return std::move(*result);
}

inline void take(const Result<void> &result)
{
    if (!result)
        qFatal("unexpected: %s [%s]", describe(result.error()).c_str(), result.error().detail.c_str());
}

/// With characters that mean something to HTML. No raw string: moc loses its place in one with a quote.
inline constexpr auto kSettings = "{\"train\":{\"epochs\":2,\"seed\":7},\"objective\":{\"temperature\":0.3},"
                                  "\"data\":{\"path\":\"/<x>&'\"}}";

/// A hundred steps, two evaluations with vectors, pairs, a checkpoint, an offline evaluation; ended or not. The loss of
/// step `lostAt` is no number.
inline RunId smallRun(const ProjectLayout &project, const char *name, bool ends = true, std::int64_t lostAt = 30)
{
    const RunId id = RunId::make();
    auto writer = take(RunWriter::create(project, {id, name, kSettings}));
    RunPlan plan;
    plan.stepsPerEpoch = 50;
    plan.totalSteps = 100;
    plan.totalEpochs = 2;
    plan.chanceLoss = std::log(127.0);
    plan.trainImages = 640;
    plan.device = "cpu";
    plan.settingsJson = kSettings;
    take(writer->setPlan(plan));
    take(writer->addEvent({0, 1'700'000'000'000, "started", "Training began on <b>640</b> images."}));
    for (std::int64_t step = 1; step <= 100; ++step) {
        StepRecord record;
        record.step = step;
        record.epoch = (step - 1) / 50 + 1;
        record.wallMs = 1'700'000'000'000 + step * 40;
        record.loss =
            step == lostAt ? std::numeric_limits<double>::quiet_NaN() : 4.8 - 0.02 * static_cast<double>(step);
        record.learningRate = 0.1 / static_cast<double>(step);
        take(writer->addStep(record));
        if (step % 50 != 0)
            continue;
        EvaluationRecord evaluation;
        evaluation.epoch = step / 50;
        evaluation.step = step;
        evaluation.wallMs = record.wallMs;
        evaluation.knnAccuracy = 0.004 * static_cast<double>(step);
        evaluation.knnNeighbors = 20;
        evaluation.knnTemperature = 0.1;
        evaluation.bankSize = 640;
        evaluation.testSize = 160;
        evaluation.testSplit = "test";
        evaluation.measures = {{std::string(series::kAlignment), 0.5}};
        VectorRecord histogram;
        histogram.name = vectors::kPositiveSimilarity;
        histogram.values = {0, 0.25F, 0.75F};
        VectorRecord ratios;
        ratios.name = vectors::kLayerTrustRatio;
        ratios.labels = {"conv1.weight", "fc.weight"};
        ratios.values = {0.01F, 0.2F};
        evaluation.vectors = {histogram, ratios};
        take(writer->addEvaluation(evaluation));
    }
    PairsRecord pairs;
    pairs.epoch = 2;
    pairs.step = 99;
    pairs.wallMs = 1'700'000'004'000;
    pairs.size = 4;
    pairs.samples = {3, 14};
    for (int i = 0; i < 2 * 2 * 4 * 4 * 3; ++i)
        pairs.pixels.push_back(static_cast<std::uint8_t>(i));
    take(writer->setPairs(pairs));
    std::vector<std::byte> weights(30'000);
    for (std::size_t i = 0; i < weights.size(); ++i)
        weights[i] = static_cast<std::byte>((i * 2'654'435'761U) >> 13 & 255U);
    take(writer->saveCheckpoint({2, 100, weights, 0.4}));
    if (!ends)
        return id; // as if its trainer had been killed: the state stays, and this process is no trainer of it
    RunWriter::Ending ending;
    ending.weightsSha256 = std::string(64, 'a');
    ending.secondsTrained = 4;
    take(writer->finish(ending));
    writer.reset();
    OfflineEvaluationRecord offline;
    offline.protocol = "linear";
    offline.checkpoint = "last";
    offline.epoch = 2;
    offline.step = 100;
    offline.accuracy = 0.55;
    offline.testImages = 160;
    offline.settingsJson = R"({"probe.epochs":90})";
    take(addOfflineEvaluation(project, id, offline));
    return id;
}

} // namespace tandem::test
