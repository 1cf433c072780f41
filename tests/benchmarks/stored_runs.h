#pragma once

#include "core/store/project.h"

#include <cstddef>

namespace tandem::test {

/// Fills a project with real run files, quickly: a few are written by RunWriter, the others are copies of these with
/// their rows changed (names, settings, numbers). Their times lie in the past. Aborts the program on failure.
void makeStoredRuns(const ProjectLayout &project, std::size_t count);

} // namespace tandem::test
