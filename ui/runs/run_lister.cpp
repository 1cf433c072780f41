#include "ui/runs/run_lister.h"

#include "core/base/process.h"
#include "core/config/settings_table.h"
#include "ui/runs/time_left.h"

#include <algorithm>

namespace tandem {

namespace {

constexpr std::size_t kRecentSteps = 200;
constexpr std::chrono::milliseconds kReadingTime(250); // in one go, of files that changed: the rest comes after

} // namespace

RunLister::Active::Active(const ProjectLayout &project, const RunId &id)
    : follower(project, id, {{std::string(series::kLoss)}, {}, false})
{
}

RunRow RunLister::Active::updated(RunRow row)
{
    auto change = follower.poll();
    auto summary = follower.summary();
    if (summary)
        row.summary = std::move(*summary);
    if (!change)
        return row; // the listing tells of unreadable files
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
        return row;
    // Steps of an earlier segment tell the pace of another machine load; the pause before this one tells nothing.
    const auto begin = std::find_if(recent.begin(), recent.end(),
                                    [plan](const SeriesPoint &point) { return point.step > plan->firstStep; });
    row.secondsLeft = tandem::secondsLeft({plan, {begin, recent.end()}, evaluations, evaluateEvery, wallClockMs()});
    return row;
}

void RunLister::updateActive()
{
    std::map<RunId, std::unique_ptr<Active>> active;
    for (RunRowPtr &shared : m_rows) {
        if (!isActive(shared->summary.state))
            continue;
        const RunId id = shared->summary.id;
        auto known = m_active.extract(id);
        auto entry = known.empty() ? std::make_unique<Active>(m_project, id) : std::move(known.mapped());
        RunRow row = entry->updated(*shared);
        if (isActive(row.summary.state))
            active.emplace(id, std::move(entry));
        else
            row.secondsLeft.reset();
        if (!looksSame(row, *shared))
            shared = std::make_shared<const RunRow>(std::move(row));
    }
    m_active = std::move(active);
}

void RunLister::takeListing(RunListing listing)
{
    m_pending = listing.pending;
    std::map<RunId, RunEntry> changed;
    for (RunEntry &entry : listing.changed) {
        const RunId id = entry.summary.id;
        changed.insert_or_assign(id, std::move(entry));
    }
    RunRows rows;
    rows.reserve(listing.runs.size());
    auto before = m_rows.begin(); // both descend by id
    for (const RunId &id : listing.runs) {
        while (before != m_rows.end() && (*before)->summary.id > id)
            ++before;
        const bool wasThere = before != m_rows.end() && (*before)->summary.id == id;
        const auto entry = changed.find(id);
        if (entry == changed.end()) {
            if (wasThere)
                rows.push_back(*before);
            continue;
        }
        RunRow row{std::move(entry->second.summary), std::move(entry->second.digest), {}, false};
        if (wasThere && isActive(row.summary.state))
            row.secondsLeft = (*before)->secondsLeft; // until it is estimated again
        rows.push_back(wasThere && looksSame(row, **before) ? *before : std::make_shared<const RunRow>(std::move(row)));
    }
    m_rows = std::move(rows);
}

Result<RunRows> RunLister::rows(bool force, std::chrono::milliseconds pause)
{
    const auto now = std::chrono::steady_clock::now();
    if (force || m_pending > 0 || now >= m_nextListing || m_index.runsCameOrWent()) {
        // A project that is gone (a drive was unplugged) must not look like one without runs.
        std::error_code ignored;
        if (!std::filesystem::exists(m_project.database(), ignored))
            return Error{ErrorCode::FileNotFound, {m_project.root().string()}, {}};
        auto listing = m_index.refresh(kReadingTime);
        const auto took = std::chrono::steady_clock::now() - now;
        m_nextListing = now + std::max<std::chrono::steady_clock::duration>(pause, 40 * took);
        if (!listing)
            return listing.error();
        takeListing(std::move(*listing));
    }
    updateActive();
    return m_rows;
}

} // namespace tandem
