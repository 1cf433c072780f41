#include "core/config/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tandem {

double Schedule::learningRate(std::int64_t step) const
{
    if (step < warmupSteps)
        return peak * static_cast<double>(step) / static_cast<double>(warmupSteps);
    const double done = static_cast<double>(step - warmupSteps) / static_cast<double>(totalSteps - warmupSteps);
    return peak * 0.5 * (1 + std::cos(std::numbers::pi * done));
}

double peakLearningRate(const OptimizerSettings &settings, std::int64_t batchSize)
{
    const auto batch = static_cast<double>(batchSize);
    if (settings.scaling == "linear")
        return settings.learningRate * batch / 256;
    if (settings.scaling == "sqrt")
        return settings.learningRate * std::sqrt(batch);
    return settings.learningRate;
}

Schedule makeSchedule(const Settings &settings, std::int64_t trainImages)
{
    Schedule schedule;
    schedule.stepsPerEpoch = trainImages / settings.train.batchSize;
    schedule.totalSteps = schedule.stepsPerEpoch * settings.train.epochs;
    const double warmup = settings.train.warmupEpochs * static_cast<double>(schedule.stepsPerEpoch);
    // A run that is all warm-up still needs a last step to divide by.
    schedule.warmupSteps = std::min<std::int64_t>(std::llround(warmup), schedule.totalSteps - 1);
    schedule.peak = peakLearningRate(settings.optimizer, settings.train.batchSize);
    return schedule;
}

} // namespace tandem
