#pragma once

#include "core/config/settings.h"

#include <cstdint>

namespace tandem {

/// The learning rate as a function of the step alone (google-research/simclr model_util.py): linear warm-up from 0,
/// then a cosine to 0. One unit only: optimiser steps.
struct Schedule {
    std::int64_t stepsPerEpoch = 0; // whole batches; the rest of an epoch's images is left out of that epoch
    std::int64_t totalSteps = 0;
    std::int64_t warmupSteps = 0;
    double peak = 0;

    /// Rate of the update that comes after `step` updates, 0 <= step < totalSteps. learningRate(0) is 0 under warm-up,
    /// learningRate(warmupSteps) is the peak, and the cosine would reach 0 at totalSteps.
    [[nodiscard]] double learningRate(std::int64_t step) const;
};

/// linear: rate·B/256; sqrt: rate·√B; none: rate.
[[nodiscard]] double peakLearningRate(const OptimizerSettings &settings, std::int64_t batchSize);

/// Precondition: trainImages >= settings.train.batchSize.
[[nodiscard]] Schedule makeSchedule(const Settings &settings, std::int64_t trainImages);

} // namespace tandem
