#include "core/store/project.h"

#include "core/base/files.h"
#include "core/base/process.h"
#include "core/store/run_reader.h"
#include "core/store/schema.h"
#include "core/store/starter_file.h"

#include <algorithm>

namespace tandem {

namespace fs = std::filesystem;

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

Result<std::vector<RunId>> runIds(const ProjectLayout &project)
{
    std::vector<RunId> ids;
    std::error_code failure;
    fs::directory_iterator entry(project.runs(), failure);
    for (; !failure && entry != fs::directory_iterator(); entry.increment(failure))
        if (const RunId id = RunId::fromString(entry->path().filename().string()); id.isValid())
            ids.push_back(id);
    if (failure && failure != std::errc::no_such_file_or_directory)
        return fileError(ErrorCode::FileUnreadable, project.runs().string(), failure.value());
    std::sort(ids.begin(), ids.end(), std::greater<>());
    return ids;
}

RunSummary unreadableRun(const RunId &id, Error error)
{
    RunSummary summary;
    summary.id = id;
    summary.name = id.toString();
    summary.state = RunState::Failed;
    summary.createdMs = id.timestampMs();
    summary.error = std::move(error);
    return summary;
}

/// None for a folder in which there is no run (yet).
std::optional<RunSummary> summaryOf(const ProjectLayout &project, const RunId &id)
{
    auto reader = RunReader::open(project, id);
    if (!reader && reader.error().code == ErrorCode::RunNotFound)
        return store::runAboutToStart(project, id);
    if (!reader)
        return unreadableRun(id, std::move(reader.error()));
    auto summary = (*reader)->summary();
    if (!summary)
        return unreadableRun(id, std::move(summary.error()));
    summary->id = id; // the folder's name counts, should a file have been copied into another one
    return std::move(*summary);
}

bool isPrefix(std::string_view text, const RunId &id)
{
    constexpr std::size_t kLeast = 4;
    const std::string_view whole = id.toString();
    return text.size() >= kLeast && text.size() <= whole.size() &&
           std::equal(text.begin(), text.end(), whole.begin(),
                      [](unsigned char a, char b) { return std::toupper(a) == b; });
}

Error ambiguous(std::string_view text, const std::vector<RunId> &matches)
{
    constexpr std::size_t kShown = 5;
    std::string list;
    for (std::size_t i = 0; i < std::min(kShown, matches.size()); ++i)
        list += (list.empty() ? "" : ", ") + matches[i].toString();
    if (matches.size() > kShown)
        list += " and " + std::to_string(matches.size() - kShown) + " more";
    return {ErrorCode::RunAmbiguous, {std::string(text), list}, {}};
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
    const auto ids = runIds(project);
    if (!ids)
        return ids.error();
    std::vector<RunSummary> summaries;
    summaries.reserve(ids->size());
    for (const RunId &id : *ids)
        if (auto summary = summaryOf(project, id))
            summaries.push_back(std::move(*summary));
    return summaries;
}

Result<RunId> findRun(const ProjectLayout &project, std::string_view text)
{
    const auto ids = runIds(project);
    if (!ids)
        return ids.error();
    std::error_code ignored;
    std::vector<RunId> matches;
    for (const RunId &id : *ids)
        if (isPrefix(text, id) && fs::exists(project.runDatabase(id), ignored))
            matches.push_back(id);
    if (matches.size() == 1 && matches.front().toString().size() == text.size())
        return matches.front();

    // A name that looks like the beginning of an id is still the name that somebody gave.
    auto runs = listRuns(project);
    if (!runs)
        return runs.error();
    for (const RunSummary &run : *runs)
        if (run.name == text)
            return run.id;
    if (matches.size() == 1)
        return matches.front();
    if (!matches.empty())
        return ambiguous(text, matches);
    return Error{ErrorCode::RunNotFound, {std::string(text)}, {}};
}

} // namespace tandem
