#pragma once

#include "core/analysis/feature_view.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tandem {

/// Where the features of embed come from: a run's stored embeddings, or a file.
struct EmbedSource {
    std::filesystem::path project;
    std::string run;
    std::optional<std::int64_t> epoch, step; // the newest where neither is given
    std::string space = "h";                 // or "z"
    std::filesystem::path features;
    std::filesystem::path labels;
};

struct EmbedInput {
    std::vector<float> values; // [rows, dimension], finite
    std::int64_t rows = 0;
    std::int64_t dimension = 0;
    std::vector<std::uint32_t> samples;  // of the training set, or row numbers
    std::vector<std::int32_t> labels;    // −1 = none; empty without labels
    std::vector<std::string> classNames; // by label; empty where unknown
    std::vector<float> positives;        // cosine with the positive, z of a run only; may be NaN; empty = unknown
    std::string title;                   // "the run tau-0.1, epoch 12, h", "features.npy"
    // Of a run:
    std::string runId;
    std::optional<std::int64_t> epoch, step;

    [[nodiscard]] FeatureView view() const { return {values, rows, dimension}; }
};

/// Errors: BadUsage (a source is missing or there are two), those of projects and runs, RunNotEvaluable (nothing stored
/// at that place), and those of feature files.
[[nodiscard]] Result<EmbedInput> readEmbedInput(const EmbedSource &source);

} // namespace tandem
