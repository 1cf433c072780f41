#pragma once

#include "core/report/records.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The collapse doctor: what the measurements of a run say about how it is doing. Pure functions; any thread.

namespace tandem {

/// Stored as words; never renamed.
enum class Health {
    Unknown, // not enough was measured yet
    Healthy,
    Diverged,            // the loss is no number any more
    RateTooHigh,         // the loss fell and went up again, or lies above that of a collapsed encoder
    FullCollapse,        // all images get the same z
    DimensionalCollapse, // z uses a few of its dimensions, and fewer and fewer
    AtChance,            // the loss is still that of an encoder that tells nothing apart
    NotLearning,         // the loss has not fallen since the first steps
    Shortcut,            // the loss falls and the features do not get better
    DataStarved,         // the trainer waits for views
};
[[nodiscard]] std::string_view healthWord(Health verdict); // "full-collapse"
[[nodiscard]] std::optional<Health> healthFromWord(std::string_view word);
/// Whether a person should look at the run: neither Unknown nor Healthy.
[[nodiscard]] bool isAilment(Health verdict);

/// What a verdict is drawn from. Series are in order of steps, and may be empty.
struct HealthHistory {
    std::int64_t step = 0; // done
    std::int64_t totalSteps = 0;
    std::int64_t stepsPerEpoch = 0;
    std::int64_t warmupSteps = 0;
    double chanceLoss = 0;                // of collapsed embeddings; 0 = the objective has none
    std::optional<double> floorLoss;      // of perfect positives and negatives at right angles
    std::int64_t projectionDimension = 0; // of z; 0 = unknown
    std::int64_t testImages = 0;          // that the evaluations look at; bounds what a rank can be
    bool hasFailedOnLoss = false;         // the trainer ended itself as the loss was no number

    std::vector<SeriesPoint> firstLoss;  // of the first steps
    std::vector<SeriesPoint> recentLoss; // of the latest steps
    std::vector<SeriesPoint> epochLoss;  // means of epochs
    std::vector<SeriesPoint> knnAccuracy;
    std::vector<SeriesPoint> projectionStd;
    std::vector<SeriesPoint> projectionRank;
    std::vector<SeriesPoint> uniformity;
    std::vector<SeriesPoint> alignment;
    std::vector<SeriesPoint> recentDataWait; // shares of the latest steps
    std::optional<SeriesPoint> weightNorm;   // the largest of all layers, at the latest evaluation
};

/// One measurement that speaks for (or against) a verdict, with the bound it is held against. Sentences have the
/// places %1 value, %2 bound, %3 step.
enum class EvidenceCode {
    LossNotFinite,   // %3 step at which the loss was no number
    LossAboveChance, // %1 loss, %2 chance
    LossAtChance,    // %1 loss, %2 chance
    LossBelowChance, // %1 loss, %2 chance
    LossRose,        // %1 loss, %2 lowest before, %3 its step
    LossFell,        // %1 loss, %2 loss at step %3
    LossStands,      // %1 loss, %2 that of the first steps
    WeightsGrew,     // %1 largest norm of a layer, %2 bound
    StdSmall,        // %1 std·√D, %2 bound
    StdFine,         // %1 std·√D, %2 bound
    UniformityLost,  // %1 uniformity, %2 bound
    RankSmall,       // %1 effective rank of z, %2 bound
    RankFalls,       // %1 effective rank of z, %2 largest before, %3 its step
    RankFine,        // %1 effective rank of z, %2 bound
    KnnFlat,         // %1 best kNN accuracy since step %3, %2 best before
    KnnGained,       // %1 kNN accuracy, %2 the first
    DataWait,        // %1 share, %2 bound
    TooFewSteps,     // %1 steps done, %2 steps that are wanted
    NotEvaluated,    // no evaluation yet
    InWarmup,        // %1 step, %2 last step of the warm-up
};
enum class EvidenceUnit { Number, Share, Count };

struct Evidence {
    EvidenceCode code = EvidenceCode::TooFewSteps;
    double value = 0;
    double bound = 0;
    std::int64_t step = 0;
    bool operator==(const Evidence &) const = default;
};
/// English sentence with places, key for translation in context "Health".
[[nodiscard]] const char *evidenceTemplate(EvidenceCode code);
[[nodiscard]] EvidenceUnit evidenceUnit(EvidenceCode code);
/// The English sentence, numbers filled in.
[[nodiscard]] std::string describe(const Evidence &evidence);

struct Diagnosis {
    Health verdict = Health::Unknown;
    std::int64_t sinceStep = 0; // from which on what speaks for it was measured; 0 where that means nothing
    std::vector<Evidence> evidence;
};

/// Counts up when the same run gets another verdict: verdicts kept elsewhere are then nothing.
inline constexpr int kHealthRules = 3;

/// The verdict, strongest finding first. The bounds stand in health.cpp, each with its reason.
[[nodiscard]] Diagnosis diagnose(const HealthHistory &history);

/// "Full collapse": a few English words; "", nothing is known. Key for translation, as the next.
[[nodiscard]] const char *healthTitle(Health verdict);
/// What it means and the usual remedy, in two or three English sentences.
[[nodiscard]] const char *healthRemedy(Health verdict);

} // namespace tandem
