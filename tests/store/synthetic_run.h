#pragma once

#include "core/base/random.h"
#include "core/store/run_writer.h"

#include <cmath>
#include <limits>

// Records whose every number follows from the step, so that a reader can tell whether it got what was written.
// Without Qt: shared by the tests and the program that they kill.

namespace tandem::test {

/// Mostly plain numbers; now and then NaN or an infinity, which must be kept.
inline double syntheticValue(std::int64_t step, std::uint32_t column)
{
    CounterRng rng(7, RandomStream::Test, column, static_cast<std::uint32_t>(step));
    switch (rng.below(50)) {
    case 0:
        return std::numeric_limits<double>::quiet_NaN();
    case 1:
        return std::numeric_limits<double>::infinity();
    case 2:
        return -std::numeric_limits<double>::infinity();
    default:
        return rng.normal() * 10;
    }
}

inline std::int64_t syntheticWall(std::int64_t step)
{
    CounterRng rng(7, RandomStream::Test, 100, static_cast<std::uint32_t>(step));
    return 1'700'000'000'000 + step * 40 + rng.below(30);
}

inline StepRecord syntheticStep(std::int64_t step)
{
    StepRecord record;
    record.step = step;
    record.epoch = 1 + step / 100;
    record.wallMs = syntheticWall(step);
    std::uint32_t column = 0;
    for (double StepRecord::*field :
         {&StepRecord::loss, &StepRecord::learningRate, &StepRecord::contrastiveAccuracy,
          &StepRecord::contrastiveAccuracyN, &StepRecord::entropy, &StepRecord::positiveSimilarity,
          &StepRecord::negativeSimilarity, &StepRecord::imagesPerSecond, &StepRecord::dataWaitShare})
        record.*field = syntheticValue(step, column++);
    return record;
}

/// The series of syntheticStep's columns, in order.
inline constexpr std::string_view kStepSeries[] = {
    series::kLoss,         series::kLearningRate,       series::kContrastiveAccuracy, series::kContrastiveAccuracyN,
    series::kEntropy,      series::kPositiveSimilarity, series::kNegativeSimilarity,  series::kImagesPerSecond,
    series::kDataWaitShare};

inline bool isSameValue(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

/// 0 if these are the points of all steps from `first` to `last`, else the first step that is wrong or missing.
inline std::int64_t firstWrongStep(const std::vector<SeriesPoint> &points, std::uint32_t column, std::int64_t first,
                                   std::int64_t last)
{
    std::int64_t step = first;
    for (const SeriesPoint &point : points) {
        if (point.step != step || point.wallMs != syntheticWall(step) ||
            !isSameValue(point.value, syntheticValue(step, column)))
            return step;
        ++step;
    }
    return step == last + 1 ? 0 : step;
}

inline std::vector<std::byte> syntheticCheckpoint(std::int64_t step, std::size_t size = 5000)
{
    std::vector<std::byte> bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<std::byte>((static_cast<std::size_t>(step) * 31 + i * 7) & 0xFF);
    return bytes;
}

} // namespace tandem::test
