#pragma once

#include "core/store/project.h"
#include "core/store/run_digest.h"

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace tandem {

class ProjectIndex;

/// Sizes and times of a run's files: while they stay, so does what was read.
struct RunStamp {
    std::int64_t size = -1, modifiedNs = -1;       // of run.db; -1 where it is not there
    std::int64_t walSize = -1, walModifiedNs = -1; // of its WAL
    bool operator==(const RunStamp &) const = default;
};

/// One run as the list knows it.
struct RunEntry {
    RunSummary summary;
    std::shared_ptr<const RunDigest> digest; // never null; empty for a run whose file is not there or cannot be read
};

struct RunListing {
    std::vector<RunId> runs;       // all that are known, newest first
    std::vector<RunEntry> changed; // those that are new or may have changed since the last call, in no order
    std::size_t pending = 0;       // runs that there was no time to read
};

/// Lists the runs of a project without opening files that have not changed: looks at sizes and times, and remembers,
/// also in the cache of project.db. What the cache says is used only while it agrees with the files. One thread.
class RunIndex {
public:
    /// `writer`: where the cache is kept up to date; null (somebody else holds the project lock): it is only read.
    /// Outlives this object.
    RunIndex(ProjectLayout project, ProjectIndex *writer);
    ~RunIndex();

    /// Reads at least one file that has changed; stops once `budget` is spent, newest runs first. States are reconciled
    /// with the processes, as RunReader::summary does. Errors: FileUnreadable (the folder of runs).
    [[nodiscard]] Result<RunListing> refresh(std::optional<std::chrono::milliseconds> budget = {});
    /// True if runs came or went since the last refresh, as far as the folder's time tells.
    [[nodiscard]] bool runsCameOrWent() const;

private:
    struct Known;
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tandem
