#include "core/engine/checkpoint.h"
#include "core/engine/classifier.h"
#include "core/engine/online_probe.h"
#include "tests/engine/test_ranks.h"
#include "tests/engine/test_training.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

using namespace tandem;
using namespace tandem::engine;
using namespace tandem::test;

namespace {

std::optional<double> measure(const EvaluationRecord &record, std::string_view name)
{
    for (const auto &[key, value] : record.measures)
        if (key == name)
            return value;
    return std::nullopt;
}

const VectorRecord &vectorOf(const EvaluationRecord &record, std::string_view name)
{
    static const VectorRecord none;
    for (const VectorRecord &vector : record.vectors)
        if (vector.name == name)
            return vector;
    ADD_FAILURE() << name << " is missing";
    return none;
}

bool sameBits(const std::vector<float> &a, const std::vector<float> &b)
{
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0; // NaN is NaN
}

void expectSame(const EvaluationRecord &a, const EvaluationRecord &b)
{
    EXPECT_EQ(a.measures, b.measures);
    ASSERT_EQ(a.vectors.size(), b.vectors.size());
    for (std::size_t i = 0; i < a.vectors.size(); ++i) {
        EXPECT_EQ(a.vectors[i].name, b.vectors[i].name);
        EXPECT_EQ(a.vectors[i].labels, b.vectors[i].labels);
        EXPECT_TRUE(sameBits(a.vectors[i].values, b.vectors[i].values)) << a.vectors[i].name;
    }
}

} // namespace

TEST(OnlineProbe, StepIsNesterovSgdOnTheMeanCrossEntropy)
{
    torch::manual_seed(1);
    const auto h = torch::randn({10, 6});
    const std::vector<std::int32_t> labels{0, 1, 2, kNoLabel, 1, 0, 2, kNoLabel, 1, 2};
    OnlineProbe probe(6, 3, torch::kCPU, aloneRanks());
    auto weight = torch::zeros({3, 6}).requires_grad_();
    auto bias = torch::zeros({3}).requires_grad_();
    torch::optim::SGD peer({weight, bias}, torch::optim::SGDOptions(0.3).momentum(0.9).nesterov(true));
    const auto kept = torch::tensor({0, 1, 2, 4, 5, 6, 8, 9});
    const auto targets = torch::tensor({0, 1, 2, 1, 0, 2, 1, 2});
    for (int i = 0; i < 5; ++i) {
        probe.step(h, labels, 0.3);
        peer.zero_grad();
        torch::nn::functional::cross_entropy(torch::addmm(bias, h.index_select(0, kept), weight.t()), targets)
            .backward();
        peer.step();
        const auto own = probe.state()[0];
        EXPECT_LT((own.slice(1, 0, 6) - weight).abs().max().item<double>(), 1e-6);
        EXPECT_LT((own.select(1, 6) - bias).abs().max().item<double>(), 1e-6);
    }
    EXPECT_FALSE(probe.accuracy(h, std::vector<std::int32_t>(10, kNoLabel)));
    // Rows without label count for nothing.
    EXPECT_EQ(probe.accuracy(h, labels)->top1, probe.accuracy(h.index_select(0, kept), {0, 1, 2, 1, 0, 2, 1, 2})->top1);
}

TEST(OnlineProbe, RanksTrainTheProbeOfOneProcess)
{
    torch::manual_seed(2);
    const auto h = torch::randn({9, 4});
    // The middle rank has no labels at all.
    const std::vector<std::int32_t> labels{0, 1, 1, kNoLabel, kNoLabel, kNoLabel, 1, kNoLabel, 0};
    OnlineProbe alone(4, 2, torch::kCPU, aloneRanks());
    for (int i = 0; i < 3; ++i)
        alone.step(h, labels, 0.5);
    onRanks(3, [&](const std::shared_ptr<Ranks> &ranks) {
        const RankSlice own = ranks->slice(9);
        OnlineProbe probe(4, 2, torch::kCPU, ranks);
        for (int i = 0; i < 3; ++i)
            probe.step(
                h.slice(0, own.first, own.last),
                std::span(labels).subspan(static_cast<std::size_t>(own.first), static_cast<std::size_t>(own.size())),
                0.5);
        EXPECT_LT((probe.state()[0] - alone.state()[0]).abs().max().item<double>(), 1e-6);
    });
}

// Trap 50: the probe works on detached features and shares nothing with the encoder's optimiser.
TEST(OnlineProbe, Trap50_TheEncoderLearnsTheSameWithAndWithoutIt)
{
    Recorder with, without;
    TrainRequest r = request();
    const auto a = trained(r, with);
    r.settings.evaluate.onlineProbe = false;
    const auto b = trained(r, without);
    EXPECT_EQ(a.weightsSha256, b.weightsSha256);
    EXPECT_TRUE(measure(with.evaluations.back(), series::kOnlineLinearAccuracy));
    EXPECT_FALSE(measure(without.evaluations.back(), series::kOnlineLinearAccuracy));
    EXPECT_EQ(with.steps.back().loss, without.steps.back().loss);

    r = request();
    r.train = std::make_shared<StripedImages>(72, 20, 1, false);
    Recorder unlabelled;
    EXPECT_EQ(trained(r, unlabelled).weightsSha256, a.weightsSha256); // labels reach nothing of the training
    EXPECT_FALSE(measure(unlabelled.evaluations.back(), series::kOnlineLinearAccuracy));
}

TEST(Monitor, EvaluationHoldsEveryDiagnostic)
{
    Recorder recorder;
    TrainRequest r = request();
    r.settings.optimizer.name = "lars";
    trained(r, recorder);
    const EvaluationRecord &last = recorder.evaluations.back();
    for (const std::string_view name :
         {series::kFeatureStdMin, series::kFeatureStdMax, series::kProjectionStdMin, series::kProjectionStdMax,
          series::kEffectiveRank, series::kProjectionEffectiveRank, series::kUniformity, series::kAlignment,
          series::kGradientNorm, series::kOnlineLinearAccuracy}) {
        const auto value = measure(last, name);
        ASSERT_TRUE(value) << name;
        EXPECT_TRUE(std::isfinite(*value)) << name;
    }
    EXPECT_EQ(vectorOf(last, vectors::kFeatureStd).values.size(), 128U);
    EXPECT_EQ(vectorOf(last, vectors::kProjectionStd).values.size(), 32U);
    const auto &gradients = vectorOf(last, vectors::kLayerGradientNorm);
    ASSERT_EQ(gradients.labels.size(), gradients.values.size());
    EXPECT_EQ(gradients.labels.size(), vectorOf(last, vectors::kLayerWeightNorm).values.size());
    double squares = 0;
    for (const float norm : gradients.values)
        squares += double{norm} * norm;
    EXPECT_NEAR(std::sqrt(squares) / *measure(last, series::kGradientNorm), 1, 1e-6);
    const auto &trust = vectorOf(last, vectors::kLayerTrustRatio);
    EXPECT_EQ(trust.values.size() + recorder.plan.excludedFromDecay.size(), gradients.values.size());
    EXPECT_EQ(trust.labels.front(), gradients.labels.front());
    // Two epochs of four steps of 16 of the 72 images: 8 are not seen in an epoch.
    const auto &losses = vectorOf(last, vectors::kSampleLoss);
    EXPECT_TRUE(losses.latestOnly);
    ASSERT_EQ(losses.values.size(), 72U);
    const auto unseen =
        std::count_if(losses.values.begin(), losses.values.end(), [](float x) { return std::isnan(x); });
    EXPECT_LE(unseen, 8);
    const auto &ranks = vectorOf(last, vectors::kSamplePositiveRank);
    for (std::size_t i = 0; i < 72; ++i) {
        if (std::isnan(losses.values[i]))
            continue;
        EXPECT_GE(ranks.values[i], 1);
        EXPECT_LE(ranks.values[i], 31);
    }
}

TEST(Monitor, SampleMeansAreTheRunsLosses)
{
    Recorder recorder;
    TrainRequest r = request(1);
    r.settings.train.batchSize = 72; // one step, all images
    r.settings.train.warmupEpochs = 0;
    trained(r, recorder);
    const auto &losses = vectorOf(recorder.evaluations.back(), vectors::kSampleLoss).values;
    double mean = 0;
    for (const float loss : losses)
        mean += loss / 72.0;
    EXPECT_NEAR(mean, recorder.steps[0].loss, 1e-5);
}

TEST(Monitor, ChunkedStepsAreObservedToo)
{
    Recorder chunked;
    TrainRequest r = request(1);
    r.settings.train.chunkSize = 8;
    trained(r, chunked);
    // All that the monitor reads of a step is there in chunks, too.
    EXPECT_TRUE(measure(chunked.evaluations.back(), series::kOnlineLinearAccuracy));
    EXPECT_EQ(vectorOf(chunked.evaluations.back(), vectors::kSampleLoss).values.size(), 72U);
}

TEST(Monitor, ResumedRunMeasuresWhatAnUnbrokenOneDoes)
{
    Recorder unbroken;
    TrainRequest r = request(3);
    r.settings.optimizer.name = "lars";
    trained(r, unbroken);
    // From the checkpoint of the first epoch, and from one in the middle of an epoch.
    Recorder resumed;
    r.checkpoint = unbroken.checkpoints.front().bytes;
    trained(r, resumed);
    expectSame(unbroken.evaluations.back(), resumed.evaluations.back());

    Recorder broken;
    broken.afterStep = [&](const StepRecord &record) {
        broken.wantsCheckpoint = record.step == 6;
        return Result<void>();
    };
    r.checkpoint = {};
    trained(r, broken);
    const auto middle = std::find_if(broken.checkpoints.begin(), broken.checkpoints.end(),
                                     [](const CheckpointRecord &c) { return c.step == 6; });
    ASSERT_NE(middle, broken.checkpoints.end());
    r.checkpoint = middle->bytes;
    Recorder again;
    trained(r, again);
    ASSERT_EQ(again.evaluations.size(), 2U);
    expectSame(unbroken.evaluations[1], again.evaluations[0]);
    expectSame(unbroken.evaluations[2], again.evaluations[1]);
}

TEST(Monitor, AnEvaluationThatWasStoppedHasItsNormsAfterwards)
{
    Recorder unbroken;
    TrainRequest r = request(1);
    trained(r, unbroken);
    // Stopped at the last step: the epoch stays open, and the resumed run evaluates before any gradient is there.
    std::stop_source stop;
    Recorder broken;
    broken.afterStep = [&](const StepRecord &record) {
        if (record.step == 4)
            stop.request_stop();
        return Result<void>();
    };
    trained(r, broken, stop.get_token());
    ASSERT_TRUE(broken.evaluations.empty());
    r.checkpoint = broken.checkpoints.back().bytes;
    Recorder resumed;
    trained(r, resumed);
    ASSERT_EQ(resumed.evaluations.size(), 1U);
    expectSame(unbroken.evaluations.back(), resumed.evaluations.back());
}
