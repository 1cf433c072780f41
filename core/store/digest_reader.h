#pragma once

#include "core/store/run_digest.h"
#include "core/store/sql.h"

// Internal to core/store: what the table of runs wants to know, out of a run file. Everything may throw; several
// queries that must agree want a ReadTransaction around them.

namespace tandem::store {

[[nodiscard]] HealthHistory readHealthHistory(SQLite::Database &db, const RunSummary &summary);
[[nodiscard]] RunDigest readDigest(SQLite::Database &db, const RunSummary &summary, DigestPool &pool);

} // namespace tandem::store
