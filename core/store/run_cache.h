#pragma once

#include "core/store/run_index.h"
#include "core/store/sql.h"

#include <functional>
#include <string>

// Internal to core/store: the table cached_run of project.db. Everything may throw.

namespace tandem::store {

/// What the cache depends on beside its schema: settings table, packing, rules of health, byte order. A cache of
/// another format is nothing.
[[nodiscard]] const std::string &cacheFormat();

/// Calls take() with every row of a cache of this format.
void readCache(SQLite::Database &db, DigestPool &pool, const std::shared_ptr<const DigestPool> &keeper,
               const std::function<void(const RunStamp &, RunEntry)> &take);

// Within a transaction:
/// Empties a cache of another format.
void prepareCache(SQLite::Database &db);
void writeCached(SQLite::Database &db, const RunStamp &stamp, const RunEntry &entry);
void dropCached(SQLite::Database &db, const RunId &run);

} // namespace tandem::store
