#pragma once

#include "core/report/records.h"

#include <nlohmann/json.hpp>

namespace tandem {

// Records as the objects that --json prints. Numbers that are not finite become null, as JSON has none.

/// null, or {"code", "message", "arguments"}.
[[nodiscard]] nlohmann::ordered_json errorJson(const std::optional<Error> &error);
/// The object of `runs show` and of the last line of `train`.
[[nodiscard]] nlohmann::ordered_json summaryJson(const RunSummary &summary);
[[nodiscard]] nlohmann::ordered_json planJson(const RunPlan &plan);
[[nodiscard]] nlohmann::ordered_json stepJson(const StepRecord &record);
[[nodiscard]] nlohmann::ordered_json epochJson(const EpochRecord &record);
[[nodiscard]] nlohmann::ordered_json evaluationJson(const EvaluationRecord &record);
[[nodiscard]] nlohmann::ordered_json offlineEvaluationJson(const OfflineEvaluationRecord &record);

/// "41.2 % (k = 200, τ = 0.1, cosine on h, test split of 5000 images, bank of 50000)": an accuracy with all that it
/// depends on; "none, as there are no labels" without one.
[[nodiscard]] std::string knnText(const EvaluationRecord &record);

/// "epochs = 90, batch_size = 256, …".
[[nodiscard]] std::string offlineSettingsText(const OfflineEvaluationRecord &record);

} // namespace tandem
