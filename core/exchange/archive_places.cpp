#include "core/exchange/archive_places.h"

#include "core/base/files.h"
#include "core/base/process.h"
#include "core/exchange/archive_sweep.h"
#include "core/store/run_copies.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>

namespace tandem {

namespace fs = std::filesystem;

namespace {

bool isThere(const fs::path &path)
{
    std::error_code ignored;
    return fs::exists(fs::symlink_status(path, ignored));
}

/// Renaming a folder fails where the target exists and is not empty: nothing is overwritten.
Result<void> moveFolder(const fs::path &from, const fs::path &to)
{
    if (auto made = makeFolder(to.parent_path()); !made)
        return made;
    return ::rename(from.c_str(), to.c_str()) == 0 ? Result<void>()
                                                   : fileError(ErrorCode::FileUnwritable, to.string(), errno);
}

bool isIn(std::string_view folder, std::string_view path)
{
    return path.starts_with(folder) && path.substr(folder.size()).starts_with('/');
}

} // namespace

RunId idOfPath(std::string_view folder, std::string_view path)
{
    if (!isIn(folder, path))
        return {};
    const std::string_view rest = path.substr(folder.size() + 1);
    const std::size_t end = rest.find('/');
    const RunId id = RunId::fromString(std::string(rest.substr(0, end)));
    // As it is written: a lower-case id would be another folder than the one that is checked for.
    return end != std::string_view::npos && id.isValid() && rest.substr(0, end) == id.toString() ? id : RunId();
}

std::string misplacedFile(const ArchiveList &list)
{
    for (const auto &[path, file] : list.files) {
        const RunId run = idOfPath(kRunsFolder, path), unbegun = idOfPath(kUnbegunFolder, path);
        if (run.isValid() && !list.files.contains("runs/" + run.toString() + "/run.db"))
            return "a run in it lacks its run.db";
        if (run.isValid())
            continue;
        if (!list.isProject || isIn(kRunsFolder, path) || isIn("trash", path) || path == "project.lock" ||
            (isIn(kUnbegunFolder, path) && !unbegun.isValid()))
            return "it holds " + path + ", which belongs to no run";
        const std::string folder = std::string(kUnbegunFolder) + "/" + unbegun.toString();
        const auto has = [&list](const std::string &name) { return list.files.contains(name); };
        if (unbegun.isValid() && !(has(folder + "/settings.json") && has(folder + "/queued") &&
                                   !has(folder + "/run.db") && !has("runs/" + unbegun.toString() + "/run.db")))
            return "a run in it that was never begun is not whole";
    }
    return {};
}

std::set<RunId> ArchivePlaces::idsIn(std::string_view folder) const
{
    std::set<RunId> ids;
    for (const auto &[path, file] : m_list.files)
        if (const RunId id = idOfPath(folder, path); id.isValid())
            ids.insert(id);
    return ids;
}

Result<void> ArchivePlaces::prepare()
{
    m_report = {};
    m_waiting.clear();
    for (const auto step : {&ArchivePlaces::prepareSweeps, &ArchivePlaces::prepareRuns, &ArchivePlaces::prepareUnbegun})
        if (auto done = (this->*step)(); !done)
            return done;
    return {};
}

Result<void> ArchivePlaces::place() const
{
    if (m_waiting.empty())
        return placeFolders();
    // Within the change, as the queue may be damaged or another's for long: then nothing may have moved.
    return changeQueue(m_project, [this](RunQueue &queue) -> Result<bool> {
        if (auto placed = placeFolders(); !placed)
            return placed.error();
        queue.items.insert(queue.items.end(), m_waiting.begin(), m_waiting.end());
        return true;
    });
}

ArchiveReport::Entry ArchivePlaces::entryFor(const RunId &original) const
{
    ArchiveReport::Entry entry;
    entry.originalId = original;
    entry.id = isThere(m_project.run(original)) ? RunId::make() : original;
    if (const auto said = m_list.annotations.find(original); said != m_list.annotations.end())
        entry.said = said->second;
    return entry;
}

Result<void> ArchivePlaces::prepareRuns()
{
    for (const RunId &original : idsIn(kRunsFolder)) {
        ArchiveReport::Entry entry = entryFor(original);
        auto summary = adoptRunDatabase(unpacked(kRunsFolder, original) / "run.db", entry.id);
        if (!summary)
            return summary.error();
        if (auto made = makeFolder(unpacked(kRunsFolder, original) / "checkpoints"); !made)
            return made;
        entry.name = std::move(summary->name);
        m_report.runs.push_back(std::move(entry));
    }
    return {};
}

Result<void> ArchivePlaces::prepareUnbegun()
{
    for (const RunId &original : idsIn(kUnbegunFolder)) {
        const fs::path folder = unpacked(kUnbegunFolder, original);
        auto note = readQueuedNoteFile(folder / m_project.queuedNote(original).filename());
        if (!note)
            return note.error();
        ArchiveReport::Entry entry = entryFor(original);
        entry.name = std::move((*note)->name);
        entry.waits = !(*note)->error; // else it failed before it had a file, and reads so without the queue
        if (entry.waits) {
            const auto isItsSweep = [&note](const auto &sweep) { return (*note)->origin->sweep == sweep.id; };
            const bool isHeldBySweep =
                (*note)->origin && std::any_of(m_report.sweeps.begin(), m_report.sweeps.end(), isItsSweep);
            m_waiting.push_back({entry.id, RunId::make().toString(), wallClockMs(), !isHeldBySweep});
        }
        m_report.runs.push_back(std::move(entry));
    }
    return {};
}

Result<void> ArchivePlaces::prepareSweeps()
{
    for (const RunId &id : idsIn(kSweepsFolder)) {
        const fs::path file = unpacked(kSweepsFolder, id) / m_project.sweepFile(id).filename();
        const auto text = readFile(file);
        const auto sweep = text ? archivedSweep(*text) : std::nullopt;
        if (!sweep)
            m_report.leftOut.push_back({id.toString(), ArchiveReport::Reason::Unreadable});
        else if (isThere(m_project.sweep(id)))
            m_report.leftOut.push_back({sweep->name, ArchiveReport::Reason::SweepTaken});
        else if (isThere(m_project.trashedSweep(id)))
            m_report.leftOut.push_back({sweep->name, ArchiveReport::Reason::SweepTrashed});
        else if (auto written = writeFileAtomically(file, sweep->paused); !written)
            return written;
        else
            m_report.sweeps.push_back({id, sweep->name});
    }
    return {};
}

Result<void> ArchivePlaces::placeFolders() const
{
    for (const ArchiveReport::Sweep &sweep : m_report.sweeps)
        if (auto moved = moveFolder(unpacked(kSweepsFolder, sweep.id), m_project.sweep(sweep.id)); !moved)
            return moved;
    for (const ArchiveReport::Entry &run : m_report.runs) {
        const fs::path begun = unpacked(kRunsFolder, run.originalId);
        const fs::path from = isThere(begun) ? begun : unpacked(kUnbegunFolder, run.originalId);
        if (auto moved = moveFolder(from, m_project.run(run.id)); !moved)
            return moved;
    }
    return {};
}

} // namespace tandem
