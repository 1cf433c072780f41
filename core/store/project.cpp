#include "core/store/project.h"

#include "core/base/files.h"
#include "core/store/queued_run.h"
#include "core/store/run_annotation.h"
#include "core/store/run_folders.h"
#include "core/store/run_index.h"
#include "core/store/run_reader.h"
#include "core/store/schema.h"

#include <algorithm>

namespace tandem {

namespace fs = std::filesystem;
using store::ambiguousRun;
using store::matchingIds;
using store::runIds;

namespace {

/// A project whose index was lost is known by its runs.
bool holdsRunFolders(const ProjectLayout &project)
{
    std::error_code ignored;
    for (const auto &entry : fs::directory_iterator(project.runs(), ignored))
        if (RunId::fromString(entry.path().filename().string()).isValid())
            return true;
    return false;
}

/// A project whose making was cut short, by a kill or a power failure: our folders, empty, and nothing else but what
/// the database may have left.
bool wasBegun(const ProjectLayout &project)
{
    std::error_code ignored;
    if (!fs::is_directory(project.runs(), ignored))
        return false;
    for (const auto &entry : fs::directory_iterator(project.root(), ignored)) {
        const bool ours = entry.path() == project.runs() || entry.path() == project.trash();
        const bool isDatabase = entry.path().filename().string().starts_with(project.database().filename().string());
        if (!isDatabase && (!ours || !fs::is_empty(entry.path(), ignored)))
            return false;
    }
    return true;
}

} // namespace

Result<ProjectLayout> createProject(const fs::path &folder)
{
    const ProjectLayout project(folder);
    std::error_code failure;
    const bool wasThere = fs::exists(folder, failure);
    if (wasThere && (!fs::is_directory(folder, failure) || !fs::is_empty(folder, failure)))
        return Error{ErrorCode::ProjectExists, {folder.string()}, {}};

    Result<void> made = makeFolder(project.runs());
    if (made)
        made = makeFolder(project.trash());
    if (made)
        made = store::createFile(project.database(), store::projectFileKind(), [](SQLite::Database &) {});
    if (made)
        return project;
    for (const fs::path &path : {project.runs(), project.trash()})
        fs::remove(path, failure);
    if (!wasThere)
        fs::remove(folder, failure);
    return made.error();
}

Result<ProjectLayout> openProject(const fs::path &folder)
{
    std::error_code ignored;
    if (!fs::exists(folder, ignored))
        return Error{ErrorCode::FileNotFound, {folder.string()}, {}};
    const ProjectLayout project(folder);
    const auto version = store::checkFile(project.database(), store::projectFileKind());
    if (version || (version.error().code == ErrorCode::FileNotFound && (holdsRunFolders(project) || wasBegun(project))))
        return project;
    if (version.error().code == ErrorCode::FileNotFound)
        return Error{ErrorCode::NotAProject, {folder.string()}, {}};
    return version.error();
}

Result<std::vector<RunSummary>> listRuns(const ProjectLayout &project)
{
    auto listing = RunIndex(project, nullptr).refresh();
    if (!listing)
        return listing.error();
    // Everything is new to a fresh index.
    std::vector<RunSummary> summaries;
    summaries.reserve(listing->changed.size());
    for (RunEntry &entry : listing->changed)
        summaries.push_back(std::move(entry.summary));
    std::sort(summaries.begin(), summaries.end(), [](const RunSummary &a, const RunSummary &b) { return b.id < a.id; });
    return summaries;
}

bool isAnyRunActive(const ProjectLayout &project)
{
    const auto ids = runIds(project);
    if (!ids)
        return false;
    for (const RunId &id : *ids) {
        // The side file is there while somebody has the run open for writing (or died at it).
        fs::path wal = project.runDatabase(id);
        wal += "-wal";
        std::error_code ignored;
        if (!fs::exists(wal, ignored))
            continue;
        const auto reader = RunReader::open(project, id);
        if (!reader)
            continue;
        const auto summary = (*reader)->summary();
        if (summary && isActive(summary->state))
            return true;
    }
    return false;
}

Result<std::vector<RunId>> listRunIds(const ProjectLayout &project)
{
    return runIds(project);
}

std::optional<RunSummary> listedRun(const ProjectLayout &project, const RunId &id, const RunQueue &queue)
{
    const QueueItem *item = queue.find(id);
    auto reader = RunReader::open(project, id);
    if (!reader && reader.error().code == ErrorCode::RunNotFound)
        return store::runWithoutFile(project, id, item);
    auto summary = reader ? (*reader)->summary() : reader.error();
    if (!summary) {
        RunSummary unreadable;
        unreadable.id = id;
        unreadable.name = id.toString();
        unreadable.state = RunState::Failed;
        unreadable.createdMs = id.timestampMs();
        unreadable.error = std::move(summary.error());
        return unreadable;
    }
    summary->id = id; // the folder's name counts, should a file have been copied into another one
    store::applyQueue(project, item, *summary);
    return std::move(*summary);
}

namespace {

Result<RunId> findAmong(const ProjectLayout &project, std::string_view text, bool refusesNamesakes)
{
    const auto ids = runIds(project);
    if (!ids)
        return ids.error();
    std::vector<RunId> matches = matchingIds(*ids, text);
    std::optional<std::string> waiting; // name of a run that fits and has no file yet
    std::erase_if(matches, [&](const RunId &id) {
        std::error_code ignored;
        if (fs::exists(project.runDatabase(id), ignored))
            return false;
        if (const auto note = readQueuedNote(project, id); note && *note)
            waiting = (*note)->name;
        return true;
    });
    if (matches.size() == 1 && matches.front().toString().size() == text.size())
        return matches.front();

    // A name that looks like the beginning of an id is still the name that somebody gave.
    auto runs = listRuns(project);
    if (!runs)
        return runs.error();
    const auto annotations = readAnnotations(project).value_or(RunAnnotations());
    std::vector<RunId> namesakes; // newest first, as they are listed
    for (const RunSummary &run : *runs) {
        const auto said = annotations.find(run.id);
        const bool isRenamed = said != annotations.end() && !said->second.name.empty();
        if ((isRenamed ? said->second.name : run.name) != text)
            continue;
        std::error_code ignored;
        if (fs::exists(project.runDatabase(run.id), ignored))
            namesakes.push_back(run.id);
        else
            waiting = run.name;
    }
    if (namesakes.size() > 1 && refusesNamesakes)
        return ambiguousRun(text, namesakes);
    if (!namesakes.empty())
        return namesakes.front();
    if (matches.size() == 1)
        return matches.front();
    if (!matches.empty())
        return ambiguousRun(text, matches);
    if (waiting)
        return Error{ErrorCode::RunQueued, {*waiting}, {}};
    return Error{ErrorCode::RunNotFound, {std::string(text)}, {}};
}

} // namespace

Result<RunId> findRun(const ProjectLayout &project, std::string_view text)
{
    return findAmong(project, text, false);
}

Result<RunId> findRunToChange(const ProjectLayout &project, std::string_view text)
{
    return findAmong(project, text, true);
}

} // namespace tandem
