#include "core/sweep/sweep_file.h"

#include "core/base/file_lock.h"
#include "core/base/files.h"
#include "core/base/process.h"
#include "core/store/run_folders.h"

#include <algorithm>
#include <chrono>

namespace tandem {

namespace fs = std::filesystem;

namespace {

constexpr auto kPatience = std::chrono::seconds(20); // others hold the lock for a moment

} // namespace

Result<std::vector<StoredSweep>> listSweeps(const ProjectLayout &project)
{
    const auto ids = store::runIdsIn(project.sweeps());
    if (!ids)
        return ids.error();
    std::vector<StoredSweep> sweeps;
    for (const RunId &id : *ids) {
        auto spec = readSweep(project, id);
        if (spec)
            sweeps.push_back({id, std::move(*spec), {}});
        else if (spec.error().code != ErrorCode::SweepNotFound) // a folder whose making was cut short
            sweeps.push_back({id, {}, std::move(spec.error())});
    }
    return sweeps;
}

Result<SweepSpec> readSweep(const ProjectLayout &project, const RunId &id)
{
    const auto text = id.isValid() ? readFile(project.sweepFile(id)) : Error{ErrorCode::FileNotFound, {}, {}};
    if (!text && text.error().code == ErrorCode::FileNotFound)
        return Error{ErrorCode::SweepNotFound, {id.toString()}, {}};
    if (!text)
        return text.error();
    return sweepFromJson(*text, project.sweepFile(id).string());
}

Result<RunId> findSweep(const ProjectLayout &project, std::string_view text)
{
    const auto sweeps = listSweeps(project);
    if (!sweeps)
        return sweeps.error();
    for (const StoredSweep &sweep : *sweeps)
        if (!text.empty() && sweep.spec.name == text)
            return sweep.id;
    std::vector<RunId> ids;
    for (const StoredSweep &sweep : *sweeps)
        ids.push_back(sweep.id);
    const std::vector<RunId> matches = store::matchingIds(ids, text);
    if (matches.size() == 1)
        return matches.front();
    if (matches.empty())
        return Error{ErrorCode::SweepNotFound, {std::string(text)}, {}};
    std::string list;
    for (const RunId &id : matches)
        list += (list.empty() ? "" : ", ") + id.toString();
    return Error{ErrorCode::RunAmbiguous, {std::string(text), list}, {}};
}

Result<void> changeSweep(const ProjectLayout &project, const RunId &id,
                         const std::function<Result<bool>(SweepSpec &spec)> &change)
{
    if (const auto exists = readSweep(project, id); !exists)
        return exists.error();
    const auto lock = FileLock::take(project.sweepLock(id), kPatience);
    if (!lock)
        return lock.error();
    auto spec = readSweep(project, id);
    if (!spec)
        return spec.error();
    const auto changed = change(*spec);
    if (!changed)
        return changed.error();
    return *changed ? writeFileAtomically(project.sweepFile(id), sweepToJson(*spec)) : Result<void>();
}

Result<RunId> storeSweep(const ProjectLayout &project, SweepSpec spec)
{
    expandRanges(spec);
    if (const auto violations = validateSweep(spec); !violations.empty())
        return sweepViolationsAsError(violations);
    const RunId id = RunId::make();
    spec.createdMs = wallClockMs();
    if (auto made = makeFolder(project.sweep(id)); !made)
        return made.error();
    if (auto written = writeFileAtomically(project.sweepFile(id), sweepToJson(spec)); !written) {
        std::error_code ignored;
        fs::remove(project.sweep(id), ignored);
        return written.error();
    }
    return id;
}

SweepRunFinder::SweepRunFinder(const ProjectLayout &project) : m_index(project, nullptr) {}

SweepRunFinder::~SweepRunFinder() = default;

Result<void> SweepRunFinder::refresh()
{
    auto listing = m_index.refresh();
    if (!listing)
        return listing.error();
    for (RunEntry &entry : listing->changed) {
        const RunId id = entry.summary.id;
        if (entry.summary.origin)
            m_runs.insert_or_assign(id, std::move(entry.summary));
        else
            m_runs.erase(id);
    }
    std::erase_if(m_runs, [&listing](const auto &run) {
        return !std::binary_search(listing->runs.begin(), listing->runs.end(), run.first, std::greater<>());
    });
    return {};
}

std::vector<RunSummary> SweepRunFinder::runsOf(const RunId &sweep) const
{
    std::vector<RunSummary> runs;
    for (const auto &[id, run] : m_runs)
        if (run.origin->sweep == sweep)
            runs.push_back(run);
    return runs;
}

} // namespace tandem
