#pragma once

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/base/process.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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
// At each evaluation, over test images; h and z of the whole image but for alignment.
inline constexpr std::string_view kFeatureStdMin = "feature_std_min"; // over dims of std of unit h
inline constexpr std::string_view kFeatureStdMax = "feature_std_max";
inline constexpr std::string_view kProjectionStdMin = "projection_std_min"; // the same of unit z
inline constexpr std::string_view kProjectionStdMax = "projection_std_max";
inline constexpr std::string_view kEffectiveRank = "effective_rank"; // of h: exp of the entropy of its spectrum
inline constexpr std::string_view kProjectionEffectiveRank = "projection_effective_rank"; // of z
inline constexpr std::string_view kUniformity = "uniformity";      // ln E exp(-2|u-v|^2) of unit z; 0 collapsed
inline constexpr std::string_view kAlignment = "alignment";        // E|u-v|^2 of unit z of two views of an image
inline constexpr std::string_view kGradientNorm = "gradient_norm"; // of all parameters, at the evaluated step
inline constexpr std::string_view kOnlineLinearAccuracy =
    "online_linear_accuracy"; // test images, of a classifier trained along on detached h, [0, 1]
} // namespace series

/// Names of the vectors that go with an evaluation. Stored; never renamed.
namespace vectors {
inline constexpr std::string_view kFeatureStd = "feature_std_by_dimension";       // of unit h, [D]
inline constexpr std::string_view kProjectionStd = "projection_std_by_dimension"; // of unit z, [d]
// Shares of cosines of z in equal bins over [-1, 1]: of two views of an image, and of views of different images.
inline constexpr std::string_view kPositiveSimilarity = "positive_similarity_histogram";
inline constexpr std::string_view kNegativeSimilarity = "negative_similarity_histogram";
// By parameter, whose names are the labels; at the evaluated step, before its update.
inline constexpr std::string_view kLayerGradientNorm = "layer_gradient_norm";
inline constexpr std::string_view kLayerWeightNorm = "layer_weight_norm";
inline constexpr std::string_view kLayerTrustRatio = "layer_trust_ratio"; // of LARS; of adapted parameters alone
// By training sample, means over the run so far, of the latest evaluation alone; NaN: not seen yet.
inline constexpr std::string_view kSampleLoss = "sample_loss";                  // of both its views, as the objective's
inline constexpr std::string_view kSamplePositiveRank = "sample_positive_rank"; // 1: positive beats all negatives
} // namespace vectors

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

/// A vector that was measured at a step, such as a histogram or one number a layer.
struct VectorRecord {
    std::string name;
    std::int64_t step = 0;
    std::int64_t wallMs = 0;
    std::vector<std::string> labels; // of the values, or empty where their place says all
    std::vector<float> values;
    bool latestOnly = false; // replaces what is stored under the name
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
    std::vector<std::pair<std::string, double>> measures; // a point each in the series of that name
    std::vector<VectorRecord> vectors;                    // step and time are this record's
};

/// A number that was measured afterwards, on the weights of a checkpoint, with all that it depends on. Never mixed with
/// what the run itself measured while it trained (EvaluationRecord): these protocols may train a classifier, or even
/// the encoder, on labels.
struct OfflineEvaluationRecord {
    std::int64_t wallMs = 0;
    std::string protocol;         // "knn", "linear", "lbfgs", "finetune", "supervised"
    std::string checkpoint;       // "last" or "best" (by kNN), "none" where no pretrained weights were used
    std::int64_t epoch = 0;       // of the checkpoint
    std::int64_t step = 0;        // of the checkpoint
    std::string testSplit;        // "test" or "hold-out"
    std::int64_t trainImages = 0; // labelled ones that were used
    std::int64_t testImages = 0;  // labelled ones
    std::int64_t classes = 0;
    double accuracy = 0;                // top-1, [0, 1]
    std::optional<double> top5Accuracy; // where there are more than five classes
    std::string settingsJson;           // every setting that the number depends on
    std::string weightsSha256;          // of encoder and head as loaded; empty where no pretrained weights were used
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

/// What the encoder makes of a fixed set of training images (see probeSamples) at one moment: once before training, and
/// with each evaluation.
struct EmbeddingRecord {
    std::int64_t epoch = 0; // 0: before training, likewise step
    std::int64_t step = 0;
    std::int64_t wallMs = 0;
    std::int64_t ordinal = 0;             // 0: before training; evaluations count from 1. Long runs are thinned by it.
    std::vector<std::uint32_t> samples;   // [n] indices into the training set, ascending
    std::vector<std::int32_t> labels;     // [n], -1 where there is none
    std::int64_t featureDimension = 0;    // D
    std::int64_t projectionDimension = 0; // d
    std::vector<float> h;                 // [n, D] of the whole image, in eval mode
    std::vector<float> z;                 // [n, d]
    /// [n] class by weighted kNN on h among the bank's other images, -1 where there is none; empty: not measured.
    std::vector<std::int32_t> predicted;
    /// [n] cosine of z of two views of the image, the same views each time and none of training's; NaN: not measured,
    /// as in small sets a part of the images must do. Empty: no image was measured.
    std::vector<float> positives;
    bool operator==(const EmbeddingRecord &) const = default;
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
    std::string trainIdentity; // of the image sets that they belong to (ImageSet::identity); empty in runs of versions
    std::string testIdentity;  // that did not store it
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

/// The sweep that a run belongs to and its place there; or a group of runs that differ in their seed alone, which has
/// no cell. Stored with the run, so that the cells of a sweep can always be told from its runs.
struct RunOrigin {
    RunId sweep;             // of sweeps/<ulid>, or of the group
    std::string cell;        // the cell's key (core/sweep); empty in a group
    std::int64_t repeat = 1; // which of the cell's seeds, from 1
    bool operator==(const RunOrigin &) const = default;
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
    std::optional<RunOrigin> origin;
};

} // namespace tandem
