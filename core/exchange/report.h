#pragma once

#include "core/store/run_annotation.h"
#include "core/store/run_reader.h"

#include <string>

namespace tandem {

/// One self-contained HTML page about a run: what it was, its health, its curves, its evaluations with all that they
/// depend on, the two views of a few samples, its settings, log and versions; and what a person said of it. In English,
/// without scripts or anything from elsewhere; prints well, and is light or dark as its reader is. Errors: those of the
/// reader.
[[nodiscard]] Result<std::string> reportHtml(RunReader &run, const RunAnnotation &said = {});

} // namespace tandem
