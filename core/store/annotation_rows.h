#pragma once

#include "core/store/run_annotation.h"
#include "core/store/sql.h"

// Internal to core/store: the table annotation of project.db. Everything may throw.

namespace tandem::store {

/// None from a file of version 1.
[[nodiscard]] RunAnnotations readAnnotationRows(SQLite::Database &db);
/// Within a transaction. One that is empty removes the row.
void writeAnnotationRow(SQLite::Database &db, const RunId &run, const RunAnnotation &annotation);

} // namespace tandem::store
