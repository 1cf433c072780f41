#pragma once

#include "core/store/project.h"

#include <cstdint>
#include <string_view>
#include <vector>

// Internal to core/store and core/sweep: what stands in the folders of runs, trash and sweeps.

namespace tandem::store {

/// The folders whose names are ids, newest first; none where `folder` is not there. Errors: FileUnreadable.
[[nodiscard]] Result<std::vector<RunId>> runIdsIn(const std::filesystem::path &folder);
[[nodiscard]] inline Result<std::vector<RunId>> runIds(const ProjectLayout &project)
{
    return runIdsIn(project.runs());
}
/// When something was last put into a folder or taken out, in ns; 0 where it is not there.
[[nodiscard]] std::int64_t folderTime(const std::filesystem::path &folder);

/// The ids that begin with a text of 4 characters or more, in any case of letters.
[[nodiscard]] std::vector<RunId> matchingIds(const std::vector<RunId> &ids, std::string_view beginning);
/// RunAmbiguous, with the first of them.
[[nodiscard]] Error ambiguousRun(std::string_view text, const std::vector<RunId> &matches);

} // namespace tandem::store
