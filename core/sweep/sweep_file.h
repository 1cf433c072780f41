#pragma once

#include "core/store/project.h"
#include "core/store/run_index.h"
#include "core/sweep/sweep_cells.h"
#include "core/sweep/sweep_spec.h"

#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace tandem {

// Sweeps of a project: a folder sweeps/<ulid> with sweep.json each. Any process, without the project's lock.

struct StoredSweep {
    RunId id;
    SweepSpec spec;
    std::optional<Error> error; // why its file cannot be read; the spec is empty then
};
/// Newest first. Errors: FileUnreadable (the folder of sweeps).
[[nodiscard]] Result<std::vector<StoredSweep>> listSweeps(const ProjectLayout &project);
/// Errors: SweepNotFound, FileUnreadable, BadJson, UnknownKey, BadValue, NewerSchema.
[[nodiscard]] Result<SweepSpec> readSweep(const ProjectLayout &project, const RunId &id);
/// A sweep by id, beginning of an id (4 characters or more) or exact name (newest of that name). Errors: SweepNotFound,
/// RunAmbiguous.
[[nodiscard]] Result<RunId> findSweep(const ProjectLayout &project, std::string_view text);

/// Reads the file, lets `change` work on it and writes it back if that returns true, with all other writers kept away
/// meanwhile (sweep.lock). `change` may work on the queue; nobody who holds the queue's lock may come here. Errors:
/// those of readSweep, FileUnwritable, DiskFull, and what `change` returns.
[[nodiscard]] Result<void> changeSweep(const ProjectLayout &project, const RunId &id,
                                       const std::function<Result<bool>(SweepSpec &spec)> &change);
/// Makes the folder and the file of a new sweep. Errors: SweepInvalid, FileUnwritable, DiskFull.
[[nodiscard]] Result<RunId> storeSweep(const ProjectLayout &project, SweepSpec spec);

/// Finds the runs of sweeps again and again without opening files that have not changed. One thread.
class SweepRunFinder {
public:
    explicit SweepRunFinder(const ProjectLayout &project);
    ~SweepRunFinder();

    /// Looks at all runs of the project. Errors: FileUnreadable.
    [[nodiscard]] Result<void> refresh();
    /// The runs that carry the sweep's id, newest first, as listRuns showed them at the last refresh.
    [[nodiscard]] std::vector<RunSummary> runsOf(const RunId &sweep) const;

private:
    RunIndex m_index;
    std::map<RunId, RunSummary, std::greater<>> m_runs; // of sweeps
};

} // namespace tandem
