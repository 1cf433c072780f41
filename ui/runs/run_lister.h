#pragma once

#include "core/store/run_index.h"
#include "ui/runs/run_follower.h"
#include "ui/runs/run_row.h"

#include <chrono>
#include <map>
#include <memory>

namespace tandem {

/// Makes the rows of the table: all runs now and then, the active ones at every call, with their time left. One thread.
class RunLister {
public:
    /// `index`: where what run files say is cached; null: it is read there, if at all. Outlives this object.
    explicit RunLister(const ProjectLayout &project, ProjectIndex *index = nullptr)
        : m_project(project), m_index(project, index)
    {
    }

    /// Rows as of now. Lists the project's runs afresh when `force` is set, runs came or went, some could not be read
    /// for want of time, or enough time went by since the last listing (`pause`, and 40 times what that listing took);
    /// else looks at active runs alone. Errors as RunIndex::refresh, and FileNotFound if the project is gone.
    [[nodiscard]] Result<RunRows> rows(bool force, std::chrono::milliseconds pause);
    /// Runs that were not read yet: call again soon.
    [[nodiscard]] std::size_t pending() const { return m_pending; }
    /// True if a run was active at the last call.
    [[nodiscard]] bool hasActive() const { return !m_active.empty(); }

private:
    struct Active {
        explicit Active(const ProjectLayout &project, const RunId &id);
        [[nodiscard]] RunRow updated(RunRow row);

        RunFollower follower;
        std::vector<SeriesPoint> recent; // of the loss, this segment's latest
        std::vector<EvaluationRecord> evaluations;
        std::int64_t evaluateEvery = 1;
    };
    void takeListing(RunListing listing);
    void updateActive();

    ProjectLayout m_project;
    RunIndex m_index;
    RunRows m_rows;
    std::size_t m_pending = 0;
    std::map<RunId, std::unique_ptr<Active>> m_active;
    std::chrono::steady_clock::time_point m_nextListing;
};

} // namespace tandem
