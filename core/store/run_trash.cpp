#include "core/store/run_trash.h"

#include "core/base/files.h"
#include "core/base/process.h"
#include "core/store/queue_file.h"
#include "core/store/run_annotation.h"
#include "core/store/run_folders.h"
#include "core/store/run_reader.h"
#include "core/store/run_records.h"
#include "core/store/schema.h"
#include "core/store/writer_lock.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>

namespace tandem {

using namespace store;
namespace fs = std::filesystem;

namespace {

fs::path trashed(const ProjectLayout &project, const RunId &id)
{
    return project.trash() / id.toString();
}

bool isFolder(const fs::path &path)
{
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

std::int64_t bytesIn(const fs::path &folder)
{
    std::int64_t bytes = 0;
    std::error_code failure;
    for (fs::recursive_directory_iterator entry(folder, failure); !failure && entry != fs::end(entry);
         entry.increment(failure)) {
        std::error_code ignored;
        if (entry->is_regular_file(ignored))
            bytes += static_cast<std::int64_t>(entry->file_size(ignored));
    }
    return bytes;
}

Result<void> move(const fs::path &from, const fs::path &to)
{
    if (auto made = makeFolder(to.parent_path()); !made)
        return made;
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
        return {};
    // File systems that lack the flag; an empty folder may be replaced, which loses nothing.
    if ((errno == EINVAL || errno == ENOSYS) && !isFolder(to) && ::rename(from.c_str(), to.c_str()) == 0)
        return {};
    return fileError(ErrorCode::FileUnwritable, to.string(), errno);
}

/// The run's own numbers, where its file can be read.
void describeRun(const fs::path &file, TrashedRun &run)
{
    if (!checkFile(file, runFileKind()))
        return;
    const auto summary = guarded(file, Purpose::Read, [&] { return readSummary(*openForReading(file)); });
    if (!summary)
        return;
    run.name = summary->name.empty() ? run.name : summary->name;
    run.createdMs = summary->createdMs;
}

TrashedRun nameOf(const ProjectLayout &project, const RunId &id)
{
    TrashedRun run{id, id.toString(), id.timestampMs(), 0, 0};
    // One that failed before it had a file is named by what was to start it.
    std::error_code ignored;
    if (!fs::exists(trashed(project, id) / "run.db", ignored))
        if (const auto note = readQueuedNoteFile(trashed(project, id) / "queued"); note && *note)
            run.name = (*note)->name;
    describeRun(trashed(project, id) / "run.db", run);
    return run;
}

} // namespace

Result<void> trashRun(const ProjectLayout &project, const RunId &id)
{
    const fs::path folder = project.run(id);
    if (!id.isValid() || !isFolder(folder))
        return Error{ErrorCode::RunNotFound, {id.toString()}, {}};
    // A file that cannot be read may be thrown away, too.
    std::string name = id.toString();
    if (const auto note = readQueuedNote(project, id); note && *note)
        name = (*note)->name;
    if (isProcessAlive(project, id))
        return Error{ErrorCode::RunActive, {name}, {}};
    const auto queue = readQueue(project);
    const QueueItem *item = queue ? queue->find(id) : nullptr;
    if (item != nullptr && !begunProcess(project, *item))
        return Error{ErrorCode::RunQueued, {name}, {}};
    if (auto reader = RunReader::open(project, id)) {
        if (const auto summary = (*reader)->summary()) {
            name = summary->name;
            if (isActive(summary->state))
                return Error{ErrorCode::RunActive, {name}, {}};
        }
    }
    // Nobody may begin to write meanwhile, as they would do so in the trash.
    const auto lock = WriterLock::take(folder);
    if (!lock)
        return Error{ErrorCode::RunActive, {name}, {}};
    if (auto moved = move(folder, trashed(project, id)); !moved)
        return moved;
    // When it was thrown away; a folder that keeps its old time only stands further down.
    std::error_code ignored;
    fs::last_write_time(trashed(project, id), fs::file_time_type::clock::now(), ignored);
    return {};
}

Result<void> restoreRun(const ProjectLayout &project, const RunId &id)
{
    if (!id.isValid() || !isFolder(trashed(project, id)))
        return Error{ErrorCode::RunNotTrashed, {id.toString()}, {}};
    return move(trashed(project, id), project.run(id));
}

Result<std::int64_t> purgeRun(const ProjectLayout &project, const RunId &id)
{
    const fs::path folder = trashed(project, id);
    if (!id.isValid() || !isFolder(folder))
        return Error{ErrorCode::RunNotTrashed, {id.toString()}, {}};
    const std::int64_t bytes = bytesIn(folder);
    std::error_code failure;
    fs::remove_all(folder, failure);
    if (failure)
        return fileError(ErrorCode::FileUnwritable, folder.string(), failure.value());
    return bytes;
}

Result<std::vector<TrashedRun>> listTrash(const ProjectLayout &project)
{
    const auto ids = runIdsIn(project.trash());
    if (!ids)
        return ids.error();
    std::vector<TrashedRun> runs;
    for (const RunId &id : *ids) {
        // Before the file is opened, as side files of a killed run move the folder's time.
        std::error_code ignored;
        const auto time = fs::last_write_time(trashed(project, id), ignored);
        const std::int64_t timeNs = folderTime(trashed(project, id));
        TrashedRun run = nameOf(project, id);
        if (!ignored && folderTime(trashed(project, id)) != timeNs)
            fs::last_write_time(trashed(project, id), time, ignored);
        run.trashedMs = timeNs / 1'000'000;
        run.bytes = bytesIn(trashed(project, id));
        runs.push_back(std::move(run));
    }
    std::stable_sort(runs.begin(), runs.end(),
                     [](const TrashedRun &a, const TrashedRun &b) { return a.trashedMs > b.trashedMs; });
    return runs;
}

Result<RunId> findTrashed(const ProjectLayout &project, std::string_view text)
{
    const auto ids = runIdsIn(project.trash());
    if (!ids)
        return ids.error();
    const auto annotations = readAnnotations(project).value_or(RunAnnotations());
    const auto matches = matchingIds(*ids, text);
    if (matches.size() == 1 && matches.front().toString().size() == text.size())
        return matches.front();
    for (const RunId &id : *ids) {
        const auto said = annotations.find(id);
        const bool isRenamed = said != annotations.end() && !said->second.name.empty();
        if ((isRenamed ? said->second.name : nameOf(project, id).name) == text)
            return id;
    }
    if (matches.size() == 1)
        return matches.front();
    if (!matches.empty())
        return ambiguousRun(text, matches);
    return Error{ErrorCode::RunNotTrashed, {std::string(text)}, {}};
}

} // namespace tandem
