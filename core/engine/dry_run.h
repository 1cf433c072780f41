#pragma once

#include "core/base/result.h"
#include "core/config/settings.h"
#include "core/data/image_set.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {

/// Steps of the real training that were made to predict from.
struct MeasuredSteps {
    std::int64_t batchSize = 0;
    double seconds = 0;           // of a step, waiting for views not counted; the median
    std::int64_t memoryBytes = 0; // at most: of the process, or of the GPU
};

/// A point of the learning rate's curve.
struct RatePoint {
    std::int64_t step = 0;
    double epoch = 0;
    double rate = 0;
    std::string_view what; // "first step", "end of warm-up", "halfway", "last step"
};

/// What a run would take, before it is begun. Made from steps that were really trained; what was not measured is said
/// with each number.
struct DryRunReport {
    std::string settingsJson; // resolved, as the run would store them
    std::string device;       // "cpu", "cuda"
    std::int64_t trainImages = 0;
    std::int64_t testImages = 0;
    std::int64_t parameters = 0;
    std::int64_t stepsPerEpoch = 0;
    std::int64_t totalSteps = 0;

    /// Of the process on a processor, of the GPU on one; at most, evaluation included. Decoded images, which are mapped
    /// from the cache and can be dropped at need, are not counted.
    std::int64_t memoryBytes = 0;
    std::int64_t availableMemoryBytes = 0; // that the process, or the GPU, could have in all; 0: not known
    std::int64_t mappedBytes = 0;          // decoded images
    /// The largest batch, a multiple of 8, that takes no more than nine tenths of the available memory; at most the
    /// training images. 0: not even the smallest fits, or the memory is not known.
    std::int64_t largestBatch = 0;
    bool isMeasured = true; // at the batch that is asked for; else extrapolated along a line from smaller ones

    double imagesPerSecond = 0;
    double loaderImagesPerSecond = 0; // that the loader makes when nothing else runs
    double secondsPerEpoch = 0;       // of training, without evaluation
    double evaluationSeconds = 0;     // of one
    std::int64_t evaluations = 0;
    double totalSeconds = 0;

    std::int64_t checkpointBytes = 0; // of one
    std::int64_t diskBytes = 0;       // checkpoints that are kept, measurements, embeddings

    std::vector<MeasuredSteps> measured; // by batch size, ascending
    std::vector<RatePoint> learningRate;
};

struct DryRunRequest {
    Settings settings; // valid
    ImageSetPtr train;
    ImageSetPtr test;
    std::string testSplit = "test";
    double stepSeconds = 1.5;         // that a measured step may take, about
    std::int64_t availableMemory = 0; // bytes that may be used at most; 0 = what there is
};

/// Told about what is being measured: "training with a batch of 64".
using DryRunProgress = std::function<void(const std::string &what)>;

/// Predicts what a run would take, in one process, by some seconds of real training and evaluation. Writes nothing.
/// Blocks: call it on a thread of its own, as training is. None if `stop` was requested. Errors: those of train().
[[nodiscard]] Result<std::optional<DryRunReport>> dryRun(const DryRunRequest &request, const DryRunProgress &progress,
                                                         std::stop_token stop);

} // namespace tandem
