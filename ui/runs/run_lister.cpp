#include "ui/runs/run_lister.h"

#include "core/base/process.h"
#include "core/config/settings_table.h"
#include "ui/runs/time_left.h"

#include <algorithm>

namespace tandem {

namespace {

constexpr std::size_t kRecentSteps = 200;

} // namespace

RunLister::Active::Active(const ProjectLayout &project, const RunId &id) : follower(project, id) {}

void RunLister::Active::update(RunRow &row)
{
    auto change = follower.poll();
    auto summary = follower.summary();
    if (summary)
        row.summary = std::move(*summary);
    if (!change)
        return; // the listing tells of unreadable files
    if (change->restart) {
        recent.clear();
        evaluations.clear();
    }
    if (change->plan)
        if (auto settings = settingsFromJson(change->plan->settingsJson))
            evaluateEvery = settings->evaluate.every;
    if (change->evaluations)
        evaluations = std::move(*change->evaluations);
    for (SeriesChange &part : change->series) {
        if (part.name != series::kLoss)
            continue;
        if (part.replace)
            recent.clear();
        recent.insert(recent.end(), part.points.begin(), part.points.end());
    }
    if (recent.size() > kRecentSteps)
        recent.erase(recent.begin(), recent.end() - static_cast<std::ptrdiff_t>(kRecentSteps));
    row.secondsLeft.reset();
    const RunPlan *plan = follower.plan();
    if (plan == nullptr || row.summary.state != RunState::Running)
        return;
    // Steps of an earlier segment tell the pace of another machine load; the pause before this one tells nothing.
    const auto begin = std::find_if(recent.begin(), recent.end(),
                                    [plan](const SeriesPoint &point) { return point.step > plan->firstStep; });
    row.secondsLeft = tandem::secondsLeft({plan, {begin, recent.end()}, evaluations, evaluateEvery, wallClockMs()});
}

void RunLister::updateActive()
{
    std::map<RunId, std::unique_ptr<Active>> active;
    for (RunRow &row : m_rows) {
        if (!isActive(row.summary.state))
            continue;
        auto known = m_active.extract(row.summary.id);
        auto entry = known.empty() ? std::make_unique<Active>(m_project, row.summary.id) : std::move(known.mapped());
        entry->update(row);
        if (isActive(row.summary.state))
            active.emplace(row.summary.id, std::move(entry));
        else
            row.secondsLeft.reset();
    }
    m_active = std::move(active);
}

Result<RunRows> RunLister::rows(bool force, std::chrono::milliseconds pause)
{
    const auto now = std::chrono::steady_clock::now();
    if (force || now >= m_nextListing) {
        // A project that is gone (a drive was unplugged) must not look like one without runs.
        std::error_code ignored;
        if (!std::filesystem::exists(m_project.database(), ignored))
            return Error{ErrorCode::FileNotFound, {m_project.root().string()}, {}};
        auto runs = listRuns(m_project);
        const auto took = std::chrono::steady_clock::now() - now;
        m_nextListing = now + std::max<std::chrono::steady_clock::duration>(pause, 10 * took);
        if (!runs)
            return runs.error();
        RunRows rows;
        rows.reserve(runs->size());
        for (RunSummary &summary : *runs)
            rows.push_back({std::move(summary), {}, false});
        std::sort(rows.begin(), rows.end(),
                  [](const RunRow &a, const RunRow &b) { return b.summary.id < a.summary.id; });
        m_rows = std::move(rows);
    }
    updateActive();
    return m_rows;
}

} // namespace tandem
