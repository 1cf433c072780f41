#include "core/config/schedule.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

using namespace tandem;

// Trap 26: N = 50 000, B = 512: 97 whole steps an epoch, warm-up of 10 epochs, peak 1·512/256.
TEST(Schedule, Trap26_RatesAtTheStepsThatAreEasyToMiss)
{
    Settings settings;
    settings.train.epochs = 100;
    settings.train.batchSize = 512;
    settings.train.warmupEpochs = 10;
    settings.optimizer.learningRate = 1;
    const Schedule s = makeSchedule(settings, 50000);
    EXPECT_EQ(s.stepsPerEpoch, 97);
    EXPECT_EQ(s.totalSteps, 9700);
    EXPECT_EQ(s.warmupSteps, 970);
    EXPECT_DOUBLE_EQ(s.peak, 2);
    EXPECT_DOUBLE_EQ(s.learningRate(0), 0);
    EXPECT_DOUBLE_EQ(s.learningRate(1), 2.0 / 970);
    EXPECT_DOUBLE_EQ(s.learningRate(969), 2.0 * 969 / 970);
    EXPECT_DOUBLE_EQ(s.learningRate(970), 2);
    EXPECT_DOUBLE_EQ(s.learningRate(970 + 8730 / 2), 1); // half-way down the cosine
    EXPECT_NEAR(s.learningRate(9699), 1 + std::cos(std::numbers::pi * 8729 / 8730), 1e-15);
    EXPECT_GT(s.learningRate(9699), 0);
    EXPECT_NEAR(s.learningRate(9700), 0, 1e-15); // the update that never comes
}

TEST(Schedule, WithoutWarmupTheFirstStepHasThePeak)
{
    Settings settings;
    settings.train.epochs = 2;
    settings.train.batchSize = 10;
    settings.train.warmupEpochs = 0;
    const Schedule s = makeSchedule(settings, 25);
    EXPECT_EQ(s.totalSteps, 4);
    EXPECT_DOUBLE_EQ(s.learningRate(0), s.peak);
}

TEST(Schedule, WarmupAsLongAsTheRunStaysFinite)
{
    Settings settings;
    settings.train.epochs = 3;
    settings.train.batchSize = 10;
    settings.train.warmupEpochs = 3;
    const Schedule s = makeSchedule(settings, 10);
    for (std::int64_t step = 0; step < s.totalSteps; ++step)
        EXPECT_TRUE(std::isfinite(s.learningRate(step)));
    EXPECT_DOUBLE_EQ(s.learningRate(s.totalSteps - 1), s.peak);
}

// Section 1.7: 0.3 linear and 0.075 square root both give 4.8 at a batch of 4096.
TEST(Schedule, ScalingOfThePeak)
{
    EXPECT_DOUBLE_EQ(peakLearningRate({.learningRate = 0.3, .scaling = "linear"}, 4096), 4.8);
    EXPECT_DOUBLE_EQ(peakLearningRate({.learningRate = 0.075, .scaling = "sqrt"}, 4096), 4.8);
    EXPECT_DOUBLE_EQ(peakLearningRate({.learningRate = 0.3, .scaling = "none"}, 4096), 0.3);
}
