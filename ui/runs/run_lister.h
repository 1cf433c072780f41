#pragma once

#include "ui/runs/run_follower.h"
#include "ui/runs/run_row.h"

#include <chrono>
#include <map>
#include <memory>

namespace tandem {

/// Makes the rows of the run list: all runs now and then, the active ones at every call, with their time left. One
/// thread.
class RunLister {
public:
    explicit RunLister(ProjectLayout project) : m_project(std::move(project)) {}

    /// Rows as of now. Lists the project's runs afresh when `force` is set or enough time went by since the last
    /// listing
    /// (`pause`, and nine times what that listing took); else looks at active runs alone. Errors as listRuns, and
    /// FileNotFound if the project is gone.
    [[nodiscard]] Result<RunRows> rows(bool force, std::chrono::milliseconds pause);
    /// True if a run was active at the last call.
    [[nodiscard]] bool hasActive() const { return !m_active.empty(); }

private:
    struct Active {
        explicit Active(const ProjectLayout &project, const RunId &id);
        void update(RunRow &row);

        RunFollower follower;
        std::vector<SeriesPoint> recent; // of the loss, this segment's latest
        std::vector<EvaluationRecord> evaluations;
        std::int64_t evaluateEvery = 1;
    };
    void updateActive();

    ProjectLayout m_project;
    RunRows m_rows;
    std::map<RunId, std::unique_ptr<Active>> m_active;
    std::chrono::steady_clock::time_point m_nextListing;
};

} // namespace tandem
