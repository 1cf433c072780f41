#pragma once

#include "app/cli/embed_input.h"
#include "core/analysis/layout_quality.h"
#include "core/analysis/neighbors.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace tandem {

class Workers;

/// A measure with all that its number depends on.
struct EmbedMeasure {
    std::string name; // "knn_accuracy"
    std::string label;
    double value = 0; // NaN where it means nothing
    nlohmann::ordered_json settings;
};

/// The measures of a space, and of its layout where there is one. None once `stop` was requested.
struct EmbedMeasures {
    std::vector<EmbedMeasure> measures;
    MapTrust trust = MapTrust::Unknown;
};
[[nodiscard]] std::optional<EmbedMeasures> measureEmbedding(const EmbedInput &input, Metric metric,
                                                            std::span<const float> positions, Workers &workers,
                                                            const std::stop_token &stop);

/// What to say of the map, or nothing.
[[nodiscard]] std::string trustText(MapTrust trust);

} // namespace tandem
