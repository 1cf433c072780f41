#pragma once

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/base/process.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The records that a run produces: plain structs that cross threads and boxes. Steps count from 1 over the whole run
// (step s is the state after s updates), epochs from 1; 0 means "before training".

namespace tandem {

/// Names of the measurement series that the trainer writes. Stored; never renamed.
namespace series {
inline constexpr std::string_view kLoss = "loss";                  // nats, paper's mean over 2N
inline constexpr std::string_view kLearningRate = "learning_rate"; // rate applied at this step
inline constexpr std::string_view kContrastiveAccuracy =
    "contrastive_accuracy"; // positive beats 2N-2 negatives, [0, 1]
inline constexpr std::string_view kContrastiveAccuracyN = "contrastive_accuracy_n"; // among the N other views (paper)
inline constexpr std::string_view kEntropy = "entropy";                             // of the softmax row, nats
inline constexpr std::string_view kPositiveSimilarity = "positive_similarity";      // mean cosine
inline constexpr std::string_view kNegativeSimilarity = "negative_similarity";      // mean cosine
inline constexpr std::string_view kImagesPerSecond = "images_per_second";           // source images, not views
inline constexpr std::string_view kDataWaitShare = "data_wait_share"; // of step time waiting for views, [0, 1]
inline constexpr std::string_view kKnnAccuracy = "knn_accuracy";      // test images, features h, [0, 1]
inline constexpr std::string_view kFeatureStd = "feature_std";        // mean over dims of std of unit h
inline constexpr std::string_view kProjectionStd = "projection_std";  // the same of unit z; healthy 1/sqrt(D)
inline constexpr std::string_view kEpochLoss = "epoch_loss";          // mean over the epoch's steps
} // namespace series

enum class RunState { Queued, Starting, Running, Stopping, Stopped, Done, Failed, Lost };
[[nodiscard]] std::string_view runStateWord(RunState state); // "running"; stored
[[nodiscard]] std::optional<RunState> runStateFromWord(std::string_view word);
/// True for states in which a process should be at work.
[[nodiscard]] bool isActive(RunState state);

/// One measured value. NaN and infinities are legal values and are kept.
struct SeriesPoint {
    std::int64_t step = 0;
    std::int64_t wallMs = 0; // since 1970 UTC
    double value = 0;
    bool operator==(const SeriesPoint &) const = default;
};

/// What one optimiser step measured.
struct StepRecord {
    std::int64_t step = 0;
    std::int64_t epoch = 0;
    std::int64_t wallMs = 0;
    double loss = 0;
    double learningRate = 0;
    double contrastiveAccuracy = 0;
    double contrastiveAccuracyN = 0;
    double entropy = 0;
    double positiveSimilarity = 0;
    double negativeSimilarity = 0;
    double imagesPerSecond = 0;
    double dataWaitShare = 0;
};

struct EpochRecord {
    std::int64_t epoch = 0;
    std::int64_t step = 0;
    std::int64_t wallMs = 0;
    double meanLoss = 0;
    double imagesPerSecond = 0; // training alone, evaluation not counted
    double dataWaitShare = 0;
    double seconds = 0;
};

/// An evaluation with all that its numbers depend on.
struct EvaluationRecord {
    std::int64_t epoch = 0;
    std::int64_t step = 0;
    std::int64_t wallMs = 0;
    std::optional<double> knnAccuracy; // none where test images or bank carry no labels
    std::int64_t knnNeighbors = 0;     // k really used (at most the bank's size)
    double knnTemperature = 0;
    std::string knnMetric = "cosine";
    std::string knnFeature = "h";
    std::int64_t bankSize = 0;
    std::int64_t testSize = 0;
    std::string testSplit; // "test" or "hold-out"
    double featureStd = 0;
    double projectionStd = 0;
    double seconds = 0;
};

/// Something worth a line in the run's log and perhaps a marker on its curves.
struct EventRecord {
    std::int64_t step = 0;
    std::int64_t wallMs = 0;
    std::string kind; // "started", "resumed", "stopped", "checkpoint", "warning", "failed", "done", "info"
    std::string text; // one English sentence
};

/// The two views of a few samples as the trainer saw them: `count` pairs of RGB squares.
struct PairsRecord {
    std::int64_t epoch = 0; // as in the random counter, from 1
    std::int64_t step = 0;
    std::int64_t wallMs = 0;
    int size = 0;                       // side in pixels
    std::vector<std::uint32_t> samples; // indices into the training set
    std::vector<std::uint8_t> pixels;   // [samples][2 views][size][size][3]
};

/// What is fixed when training begins (or goes on).
struct RunPlan {
    std::int64_t stepsPerEpoch = 0;
    std::int64_t totalSteps = 0;
    std::int64_t totalEpochs = 0;
    std::int64_t warmupSteps = 0;
    std::int64_t firstStep = 0; // steps done before: 0, or where the checkpoint left off
    std::int64_t trainImages = 0;
    std::int64_t testImages = 0;
    std::int64_t parameters = 0;
    std::int64_t featureDimension = 0;
    std::int64_t viewSize = 0;
    std::int64_t ghostBatch = 0; // images that batch-norm sees at a time where that is less than the batch, else 0
    double chanceLoss = 0;       // loss of collapsed embeddings: ln(2N-1) for NT-Xent
    double peakLearningRate = 0;
    std::string device;
    std::string settingsJson;                   // resolved: what "auto" and 0 became
    std::vector<std::string> excludedFromDecay; // parameter names without weight decay and layer adaptation
};

/// A snapshot from which training goes on. Bytes are opaque to all but the engine.
struct CheckpointRecord {
    std::int64_t epoch = 0; // epochs finished
    std::int64_t step = 0;
    std::vector<std::byte> bytes;
    std::optional<double> knnAccuracy; // of the latest evaluation
};

/// Last known numbers of a run: a row of the run list, and the object of `runs show --json`.
struct RunSummary {
    RunId id;
    std::string name;
    RunState state = RunState::Queued;
    ProcessIdentity process; // of rank 0
    std::int64_t createdMs = 0;
    std::int64_t startedMs = 0; // of the latest segment; 0 = never
    std::int64_t endedMs = 0;   // 0 = not yet
    std::int64_t heartbeatMs = 0;
    std::int64_t epoch = 0; // epochs finished
    std::int64_t step = 0;
    std::int64_t totalEpochs = 0;
    std::int64_t totalSteps = 0;
    std::optional<double> loss;
    std::optional<double> knnAccuracy;     // latest
    std::optional<double> bestKnnAccuracy; // best, on the same split; never shown in one column with the latest
    std::optional<double> imagesPerSecond;
    std::optional<double> dataWaitShare;
    double secondsTrained = 0; // over all segments, pauses not counted
    std::int64_t peakMemoryBytes = 0;
    std::string weightsSha256; // after the end or a stop; empty before
    std::string settingsJson;  // resolved once training began
    std::optional<Error> error;
    std::string programVersion;
};

} // namespace tandem
