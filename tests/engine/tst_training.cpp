#include "core/engine/trainer.h"

#include "core/config/settings_table.h"
#include "core/engine/checkpoint.h"
#include "core/engine/objective.h"
#include "tests/engine/test_images.h"
#include "tests/engine/test_ranks.h"
#include "tests/engine/test_training.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <memory>
#include <utility>

using namespace tandem;
using namespace tandem::engine;
using namespace tandem::test;

TEST(Training, ReportsAllThatItsContractNames)
{
    Recorder recorder;
    const auto outcome = trained(request(), recorder);
    EXPECT_EQ(outcome.end, TrainEnd::Finished);
    EXPECT_EQ(outcome.step, 8);
    EXPECT_EQ(outcome.weightsSha256.size(), 64U);
    EXPECT_EQ(recorder.plan.stepsPerEpoch, 4);
    EXPECT_EQ(recorder.plan.totalSteps, 8);
    EXPECT_DOUBLE_EQ(recorder.plan.chanceLoss, std::log(31.0));
    EXPECT_EQ(recorder.plan.excludedFromDecay.size(), 43U);
    ASSERT_EQ(recorder.steps.size(), 8U);
    for (std::size_t i = 0; i < 8; ++i) {
        EXPECT_EQ(recorder.steps[i].step, static_cast<std::int64_t>(i) + 1);
        EXPECT_TRUE(std::isfinite(recorder.steps[i].loss));
        EXPECT_GE(recorder.steps[i].dataWaitShare, 0);
        EXPECT_LE(recorder.steps[i].dataWaitShare, 1);
    }
    EXPECT_EQ(recorder.steps[0].learningRate, 0); // warm-up starts at zero
    EXPECT_NEAR(recorder.epochs[0].meanLoss,
                (recorder.steps[0].loss + recorder.steps[1].loss + recorder.steps[2].loss + recorder.steps[3].loss) / 4,
                1e-12);
    EXPECT_EQ(recorder.evaluations.size(), 2U);
    EXPECT_EQ(recorder.checkpoints.size(), 2U);
    ASSERT_EQ(recorder.pairs.size(), 2U); // at the first step of each epoch
    EXPECT_EQ(recorder.pairs[1].step, 5);
    EXPECT_EQ(recorder.pairs[1].samples.size(), 8U);
    EXPECT_EQ(recorder.pairs[1].pixels.size(), 8U * 2 * 16 * 16 * 3);
    const std::string first = recorder.events[2].text;
    EXPECT_NE(first.find("ln(2N-1) = 3.4340"), std::string::npos) << first;
}

// Trap 22: exclusions are decided by the kind of module, and the run's log names every one.
TEST(Training, Trap22_TheLogNamesEveryExcludedTensor)
{
    Recorder recorder;
    TrainRequest asked = request();
    asked.settings.optimizer.name = "lars";
    (void)trained(asked, recorder);
    const std::string text = recorder.events[1].text;
    EXPECT_EQ(text.find("43 batch-norm and bias tensors are left out of weight decay and layer adaptation: "), 0U);
    for (const std::string &name : recorder.plan.excludedFromDecay) {
        const auto dot = name.rfind('.');
        const std::string module = name.substr(0, dot), tensor = name.substr(dot + 1);
        const auto at = text.find(" " + module + " (");
        ASSERT_NE(at, std::string::npos) << name << " in " << text;
        const std::string tensors = text.substr(at, text.find(')', at) - at);
        EXPECT_NE(tensors.find(tensor), std::string::npos) << name << " in " << tensors;
    }
}

TEST(Training, SameSeedSameBitsWithOneLoaderThreadOrFour)
{
    TrainRequest one = request();
    one.settings.train.loaderThreads = 1;
    TrainRequest four = request();
    four.settings.train.loaderThreads = 4;
    Recorder a, b;
    const auto first = trained(one, a);
    const auto second = trained(four, b);
    EXPECT_EQ(first.weightsSha256, second.weightsSha256);
    for (std::size_t i = 0; i < a.steps.size(); ++i)
        EXPECT_EQ(a.steps[i].loss, b.steps[i].loss);
    EXPECT_EQ(a.evaluations[1].knnAccuracy, b.evaluations[1].knnAccuracy);

    TrainRequest other = request();
    other.settings.train.seed = 2;
    Recorder c;
    EXPECT_NE(trained(other, c).weightsSha256, first.weightsSha256);
}

TEST(Training, LearnsToTellPairsApart)
{
    TrainRequest r = request(25);
    r.settings.optimizer.learningRate = 0.1;
    r.settings.optimizer.scaling = "none";
    r.settings.evaluate.every = 0;
    Recorder recorder;
    trained(r, recorder);
    EXPECT_EQ(recorder.evaluations.size(), 1U); // the last epoch always is evaluated
    EXPECT_LT(recorder.epochs.back().meanLoss, recorder.epochs.front().meanLoss - 0.3);
    EXPECT_LT(recorder.epochs.back().meanLoss, engine::chanceLoss(16, {}) - 0.5);
}

// Trap 29: stop anywhere, resume, and nothing differs from the run that was never stopped.
TEST(Training, Trap29_ResumedRunEqualsTheUnbroken)
{
    Recorder whole;
    const auto unbroken = trained(request(3), whole);
    for (const std::int64_t at : {1, 4, 6, 11}) { // first step, end of an epoch, inside one, last step but one
        Recorder recorder;
        std::stop_source stop;
        recorder.afterStep = [&](const StepRecord &record) {
            if (record.step == at)
                stop.request_stop();
            return Result<void>();
        };
        const auto stopped = trained(request(3), recorder, stop.get_token());
        EXPECT_EQ(stopped.end, TrainEnd::Stopped);
        EXPECT_EQ(stopped.step, at); // within one step
        ASSERT_FALSE(recorder.checkpoints.empty());
        EXPECT_EQ(recorder.checkpoints.back().step, at);

        TrainRequest rest = request(3);
        rest.checkpoint = recorder.checkpoints.back().bytes;
        recorder.afterStep = nullptr;
        const auto resumed = trained(rest, recorder);
        EXPECT_EQ(resumed.end, TrainEnd::Finished);
        EXPECT_EQ(resumed.weightsSha256, unbroken.weightsSha256) << "stopped after step " << at;
        ASSERT_EQ(recorder.steps.size(), whole.steps.size());
        for (std::size_t i = 0; i < whole.steps.size(); ++i)
            EXPECT_EQ(recorder.steps[i].loss, whole.steps[i].loss);
        ASSERT_EQ(recorder.epochs.size(), 3U);
        ASSERT_EQ(recorder.evaluations.size(), 3U);
        for (std::size_t i = 0; i < 3; ++i) {
            EXPECT_DOUBLE_EQ(recorder.epochs[i].meanLoss, whole.epochs[i].meanLoss);
            EXPECT_EQ(recorder.evaluations[i].knnAccuracy, whole.evaluations[i].knnAccuracy);
        }
    }
}

TEST(Training, StopsAfterTheEpochAndSavesWhenAsked)
{
    Recorder recorder;
    recorder.afterStep = [&](const StepRecord &record) {
        recorder.wantsStopAfterEpoch = record.step >= 2;
        recorder.wantsCheckpoint = record.step == 2;
        return Result<void>();
    };
    const auto outcome = trained(request(3), recorder);
    EXPECT_EQ(outcome.end, TrainEnd::Stopped);
    EXPECT_EQ(outcome.step, 4);
    EXPECT_EQ(recorder.evaluations.size(), 1U);
    ASSERT_EQ(recorder.checkpoints.size(), 2U);
    EXPECT_EQ(recorder.checkpoints[0].step, 2);
    EXPECT_EQ(recorder.checkpoints[1].step, 4);
}

/// Of each checkpoint: its step, and the accuracy that goes with it.
static std::vector<std::pair<std::int64_t, std::optional<double>>> rated(const Recorder &recorder)
{
    std::vector<std::pair<std::int64_t, std::optional<double>>> rows;
    for (const CheckpointRecord &record : recorder.checkpoints)
        rows.emplace_back(record.step, record.knnAccuracy);
    return rows;
}

TEST(Training, ACheckpointHasTheAccuracyOfItsOwnWeightsOrNone)
{
    TrainRequest r = request(4);
    r.settings.evaluate.every = 2;
    Recorder recorder;
    recorder.afterStep = [&](const StepRecord &record) {
        recorder.wantsCheckpoint = record.step == 10;
        return Result<void>();
    };
    (void)trained(r, recorder);
    ASSERT_EQ(recorder.evaluations.size(), 2U);
    const auto middle = recorder.evaluations[0].knnAccuracy, end = recorder.evaluations[1].knnAccuracy;
    ASSERT_TRUE(middle && end);
    const decltype(rated(recorder)) expected{{4, {}}, {8, middle}, {10, {}}, {12, {}}, {16, end}};
    EXPECT_EQ(rated(recorder), expected);
}

TEST(Training, TheBestEvaluationIsSavedWheneverItComes)
{
    TrainRequest r = request(6);
    r.settings.train.checkpointEvery = 100;
    Recorder whole;
    (void)trained(r, whole);
    decltype(rated(whole)) expected;
    std::optional<double> best;
    for (const EvaluationRecord &record : whole.evaluations) {
        if (record.knnAccuracy > best || record.epoch == 6)
            expected.emplace_back(record.step, record.knnAccuracy);
        best = std::max(best, record.knnAccuracy);
    }
    EXPECT_LT(expected.size(), 6U); // else this says nothing of those that are not the best
    EXPECT_EQ(rated(whole), expected);

    // One that goes on knows the best of before.
    Recorder resumed;
    r.checkpoint = whole.checkpoints[0].bytes;
    (void)trained(r, resumed);
    expected.erase(expected.begin());
    EXPECT_EQ(rated(resumed), expected);
}

TEST(Training, AnEpochThatIsClosedAfterAResumeIsSavedAsClosed)
{
    std::stop_source stop;
    Recorder recorder;
    recorder.afterStep = [&](const StepRecord &record) {
        if (record.step == 4)
            stop.request_stop();
        return Result<void>();
    };
    (void)trained(request(3), recorder, stop.get_token());
    ASSERT_EQ(recorder.checkpoints.size(), 1U);
    EXPECT_EQ(recorder.checkpoints[0].epoch, 0);
    TrainRequest rest = request(3);
    rest.checkpoint = recorder.checkpoints[0].bytes;
    Recorder resumed;
    (void)trained(rest, resumed);
    ASSERT_EQ(resumed.checkpoints.size(), 3U);
    EXPECT_EQ(resumed.checkpoints[0].step, 4);
    EXPECT_EQ(resumed.checkpoints[0].epoch, 1);
    EXPECT_EQ(resumed.checkpoints[0].knnAccuracy, resumed.evaluations[0].knnAccuracy);
}

TEST(Training, RecomputingChangesNoBitOfARun)
{
    TrainRequest saving = request();
    saving.settings.train.recompute = "blocks";
    Recorder a, b;
    EXPECT_EQ(trained(saving, a).weightsSha256, trained(request(), b).weightsSha256);
}

// Trap 20: a run with ghost batch-norm says so.
TEST(Training, Trap20_GhostBatchNormIsLabelled)
{
    TrainRequest chunked = request(1);
    chunked.settings.train.chunkSize = 4;
    Recorder recorder, plain, whole;
    const auto outcome = trained(chunked, recorder);
    EXPECT_EQ(recorder.plan.ghostBatch, 4);
    EXPECT_NE(recorder.events[0].text.find("ghost batch-norm of 4 images"), std::string::npos);
    const auto exact = trained(request(1), plain);
    EXPECT_NE(outcome.weightsSha256, exact.weightsSha256);
    EXPECT_EQ(plain.plan.ghostBatch, 0);
    chunked.settings.train.chunkSize = 16; // the batch: no ghost, and no second pass
    EXPECT_EQ(trained(chunked, whole).weightsSha256, exact.weightsSha256);
    EXPECT_EQ(whole.plan.ghostBatch, 0);
}

// Trap 20: among ranks, a chunk is one of each rank's share; where it holds the share, nothing is a ghost.
TEST(Training, Trap20_AChunkOfARanksShareIsNoGhost)
{
    const auto plansOf = [](std::int64_t chunk) {
        std::array<RunPlan, 2> plans;
        std::array<double, 2> losses{};
        onRanks(2, [&](const std::shared_ptr<Ranks> &ranks) {
            TrainRequest r = request(1);
            r.settings.train.chunkSize = chunk;
            r.ranks = ranks;
            Recorder recorder;
            (void)trained(r, recorder);
            const auto rank = static_cast<std::size_t>(ranks->rank());
            plans[rank] = recorder.plan;
            losses[rank] = recorder.steps.empty() ? 0 : recorder.steps[0].loss;
        });
        return std::pair(plans[0].ghostBatch, losses[0]);
    };
    const auto whole = plansOf(0), share = plansOf(8), ghost = plansOf(4);
    EXPECT_EQ(share.first, 0);
    EXPECT_EQ(share.second, whole.second); // synchronised over the ranks
    EXPECT_EQ(ghost.first, 4);
    EXPECT_NE(ghost.second, whole.second);
}

TEST(Training, LearnsInBf16AlmostAsInFp32)
{
    Recorder exact, low;
    trained(request(4), exact);
    TrainRequest r = request(4);
    r.settings.train.precision = "bf16";
    trained(r, low);
    ASSERT_EQ(low.epochs.size(), 4U);
    EXPECT_NE(low.steps[3].loss, exact.steps[3].loss);
    // Same images, same start: the losses differ by the rounding of the network, 1 % of ln 31.
    EXPECT_NEAR(low.epochs[0].meanLoss, exact.epochs[0].meanLoss, 0.03);
    r.settings.train.precision = "fp16";
    r.settings.train.device = "cpu";
    const auto refused = train(r, low, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::BadValue);
}

TEST(Training, Trap41_ADatasetSmallerThanABatchIsAnError)
{
    TrainRequest r = request();
    r.settings.train.batchSize = 100;
    Recorder recorder;
    const auto outcome = train(r, recorder, {});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::DatasetTooSmall);
    EXPECT_TRUE(recorder.steps.empty());
}

TEST(Training, ALossThatIsNoNumberEndsTheRun)
{
    TrainRequest r = request();
    r.settings.optimizer.learningRate = 1000;
    r.settings.optimizer.scaling = "none";
    r.settings.train.warmupEpochs = 0;
    r.settings.objective.normalize = false;
    r.settings.objective.temperature = 1;
    r.settings.head.batchNorm = "none";
    r.settings.train.epochs = 20;
    Recorder recorder;
    const auto outcome = train(r, recorder, {});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::NonFiniteLoss);
}

TEST(Training, AnErrorOfTheObserverEndsTheRun)
{
    Recorder recorder;
    recorder.afterStep = [](const StepRecord &record) {
        return record.step == 3 ? Result<void>(Error{ErrorCode::DiskFull, {"run.db"}, {}}) : Result<void>();
    };
    const auto outcome = train(request(), recorder, {});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::DiskFull);
    EXPECT_EQ(recorder.steps.size(), 3U);
}

namespace {

class OtherImages : public StripedImages {
public:
    using StripedImages::StripedImages;
    const std::string &identity() const override { return m_identity; }

private:
    std::string m_identity = "others";
};

} // namespace

TEST(Training, DamagedAndForeignCheckpointsAreRecognised)
{
    Recorder recorder;
    trained(request(1), recorder);
    const std::vector<std::byte> good = recorder.checkpoints.back().bytes;

    TrainRequest cut = request(1);
    cut.checkpoint = std::span(good).first(good.size() / 2);
    Recorder unused;
    auto outcome = train(cut, unused, {});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::CheckpointDamaged);

    TrainRequest foreign = request(1);
    foreign.settings.objective.temperature = 0.1;
    foreign.checkpoint = good;
    outcome = train(foreign, unused, {});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::RunNotResumable);
    EXPECT_NE(outcome.error().arguments[1].find("objective.temperature=0.5, and this is 0.1"), std::string::npos)
        << describe(outcome.error());

    TrainRequest others = request(1);
    others.train = std::make_shared<OtherImages>(72, 20, 1);
    others.checkpoint = good;
    outcome = train(others, unused, {});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::RunNotResumable);
    EXPECT_NE(outcome.error().arguments[1].find("other training images"), std::string::npos);
}

TEST(Training, WhatOnlyDecidesHowFastMayChangeBetweenSegments)
{
    Recorder recorder;
    recorder.wantsStopAfterEpoch = true;
    trained(request(2), recorder);
    TrainRequest rest = request(2);
    rest.checkpoint = recorder.checkpoints.back().bytes;
    rest.settings.data.path = "elsewhere";
    rest.settings.train.loaderThreads = 1;
    rest.settings.train.recompute = "blocks";
    rest.settings.evaluate.every = 0;
    Recorder resumed, unbroken;
    EXPECT_EQ(trained(rest, resumed).weightsSha256, trained(request(2), unbroken).weightsSha256);
}

TEST(Training, ViewsThatTheDeviceRendersTrainTheSameNetwork)
{
    TrainRequest byProcessor = request(2), byDevice = request(2);
    byDevice.settings.augment.renderer = "device";
    Recorder one, other;
    EXPECT_EQ(trained(byDevice, other).weightsSha256, trained(byProcessor, one).weightsSha256);
    // Which one it was is stored, and cannot change on resume.
    const auto rendererOf = [](const Recorder &recorder) {
        return settingsFromJson(recorder.plan.settingsJson)->augment.renderer;
    };
    EXPECT_EQ(rendererOf(one), "cpu"); // auto
    EXPECT_EQ(rendererOf(other), "device");
    EXPECT_FALSE(mayChangeOnResume("augment.renderer"));
    EXPECT_TRUE(std::any_of(other.events.begin(), other.events.end(), [](const EventRecord &event) {
        return event.text.find("rendered on the device") != std::string::npos;
    }));
    // The views that are shown are those that were trained on.
    ASSERT_EQ(one.pairs.size(), other.pairs.size());
    for (std::size_t i = 0; i < one.pairs.size(); ++i) {
        EXPECT_EQ(one.pairs[i].samples, other.pairs[i].samples);
        EXPECT_EQ(one.pairs[i].pixels, other.pairs[i].pixels);
    }
}

TEST(Training, AnAbsentDeviceIsAnError)
{
    if (torch::cuda::is_available())
        GTEST_SKIP() << "the device is there: nothing to refuse";
    TrainRequest r = request();
    r.settings.train.device = "cuda";
    Recorder recorder;
    const auto outcome = train(r, recorder, {});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::DeviceUnavailable);
}

namespace {

constexpr double kFarTooLarge = 0x1p131; // overflows in fp32, too, until it has been halved some times

std::int64_t stepsWithoutUpdate(const Recorder &recorder)
{
    return std::count_if(recorder.events.begin(), recorder.events.end(),
                         [](const EventRecord &event) { return event.text.starts_with("No update at step"); });
}

} // namespace

// Trap 25: as under fp16, for which a processor has no arithmetic.
TEST(Training, Trap25_AStepThatOverflowedIsNoUpdateAndTheScheduleWaits)
{
    Recorder plain, frozen, scaled;
    TrainRequest r = request();
    r.settings.train.warmupEpochs = 0; // which begins at a rate of 0: the first update would be none either
    trained(r, plain);
    TrainRequest still = r;
    still.settings.optimizer.learningRate = 1e-30; // moves no weight of fp32
    trained(still, frozen);
    r.firstLossScale = kFarTooLarge;
    trained(r, scaled);
    const auto skipped = static_cast<std::size_t>(stepsWithoutUpdate(scaled));
    ASSERT_GT(skipped, 0U);
    ASSERT_LT(skipped, 6U);
    ASSERT_EQ(scaled.steps.size(), 8U);
    for (std::size_t i = 0; i <= skipped; ++i) // what the untouched weights give, to the last bit
        EXPECT_EQ(scaled.steps[i].loss, frozen.steps[i].loss) << i;
    EXPECT_NE(scaled.steps[skipped + 1].loss, frozen.steps[skipped + 1].loss);
    for (std::size_t i = 0; i < 8; ++i)
        EXPECT_EQ(scaled.steps[i].learningRate, plain.steps[i < skipped ? 0 : i - skipped].learningRate) << i;
}

// A resumed run that began again with the first scale would skip other steps.
TEST(Training, Trap29_TheLossScaleGoesOnWhereItWas)
{
    TrainRequest r = request();
    r.firstLossScale = kFarTooLarge;
    Recorder whole, parts;
    const auto unbroken = trained(r, whole);
    std::stop_source stop;
    parts.afterStep = [&](const StepRecord &record) {
        if (record.step == 2)
            stop.request_stop();
        return Result<void>();
    };
    trained(r, parts, stop.get_token());
    ASSERT_FALSE(parts.checkpoints.empty());
    const auto before = stepsWithoutUpdate(parts);
    EXPECT_GT(before, 0);
    EXPECT_LT(before, stepsWithoutUpdate(whole)); // so some come after it
    const auto bytes = parts.checkpoints.back().bytes;
    r.checkpoint = bytes;
    parts.afterStep = nullptr;
    EXPECT_EQ(trained(r, parts).weightsSha256, unbroken.weightsSha256);
    EXPECT_EQ(stepsWithoutUpdate(parts), stepsWithoutUpdate(whole));
}
