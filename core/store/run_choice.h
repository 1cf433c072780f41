#pragma once

#include "core/store/project.h"

#include <string_view>

namespace tandem {

/// As findRun(), but a name that several runs have is refused: for who changes or removes a run. Errors: RunNotFound,
/// RunAmbiguous, RunQueued.
[[nodiscard]] Result<RunId> findRunToChange(const ProjectLayout &project, std::string_view text);

} // namespace tandem
