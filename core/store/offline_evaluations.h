#pragma once

#include "core/report/records.h"
#include "core/store/sql.h"

#include <vector>

// Internal to core/store: evaluations made after training. Functions throw.

namespace tandem::store {

void insertOfflineEvaluation(SQLite::Database &db, const OfflineEvaluationRecord &record);
/// Oldest first; none from a file of version 1.
[[nodiscard]] std::vector<OfflineEvaluationRecord> readOfflineEvaluations(SQLite::Database &db);

} // namespace tandem::store
