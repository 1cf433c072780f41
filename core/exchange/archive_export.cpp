#include "core/base/digest.h"
#include "core/base/files.h"
#include "core/exchange/archive.h"
#include "core/exchange/archive_list.h"
#include "core/exchange/archive_places.h"
#include "core/exchange/archive_sweep.h"
#include "core/exchange/tar_file.h"
#include "core/store/queue_file.h"
#include "core/store/run_copies.h"
#include "core/store/run_reader.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>

namespace tandem {

namespace fs = std::filesystem;

namespace {

/// A folder beside the archive for copies of databases; goes with this object.
class ScratchFolder {
public:
    explicit ScratchFolder(const fs::path &beside) : m_path(beside.string() + ".copies." + std::to_string(::getpid()))
    {
    }
    ~ScratchFolder()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    ScratchFolder(const ScratchFolder &) = delete;
    ScratchFolder &operator=(const ScratchFolder &) = delete;
    [[nodiscard]] const fs::path &path() const { return m_path; }

private:
    fs::path m_path;
};

/// A file to be archived: where it lies, and its path in the archive.
struct Source {
    std::string name;
    fs::path path;
};

/// Side files of databases, notes to living processes, and what is half written.
bool isPassing(const std::string &file)
{
    static const std::set<std::string> kNames{"control",    "starting",   "process",      "project.lock",
                                              "queue.json", "queue.lock", "queue.runner", "queue.log"};
    const auto endsWith = [&file](std::string_view end) { return file.ends_with(end); };
    return kNames.contains(file) || endsWith("-wal") || endsWith("-shm") || endsWith("-journal") || endsWith(".part") ||
           endsWith("-backup");
}

class Collector {
public:
    Collector(const ProjectLayout &project, const fs::path &scratch) : m_project(project), m_scratch(scratch) {}

    [[nodiscard]] Result<void> addRun(const RunId &id)
    {
        const fs::path copy = m_scratch / (id.toString() + ".db");
        if (auto copied = copyRunDatabase(m_project, id, copy); !copied)
            return copied;
        const std::string prefix = "runs/" + id.toString() + "/";
        m_sources.push_back({prefix + "run.db", copy});
        return addFolder(m_project.run(id), prefix, {"run.db"});
    }

    /// What the queue begins a run from.
    [[nodiscard]] Result<void> addUnbegun(const RunId &id)
    {
        const std::string prefix = std::string(kUnbegunFolder) + "/" + id.toString() + "/";
        for (const fs::path &file : {m_project.frozenSettings(id), m_project.queuedNote(id)})
            if (auto added = addCopy(prefix + file.filename().string(), file); !added)
                return added;
        std::error_code ignored;
        return fs::exists(m_project.workerLog(id), ignored)
                   ? addCopy(prefix + m_project.workerLog(id).filename().string(), m_project.workerLog(id))
                   : Result<void>();
    }

    [[nodiscard]] Result<void> addSweep(const RunId &id)
    {
        const fs::path file = m_project.sweepFile(id);
        return addCopy(std::string(kSweepsFolder) + "/" + id.toString() + "/" + file.filename().string(), file);
    }

    /// What lies in the project beside its runs and sweeps.
    [[nodiscard]] Result<void> addProject()
    {
        std::error_code ignored;
        if (fs::exists(m_project.database(), ignored)) {
            const fs::path copy = m_scratch / "project.db";
            if (auto copied = copyProjectDatabase(m_project, copy); !copied)
                return copied;
            m_sources.push_back({"project.db", copy});
        }
        return addFolder(
            m_project.root(), "",
            {"project.db", "trash", std::string(kRunsFolder), std::string(kSweepsFolder), std::string(kUnbegunFolder)});
    }

    [[nodiscard]] const std::vector<Source> &sources() const { return m_sources; }

private:
    /// Of a small file that may be replaced or go while the archive is written.
    [[nodiscard]] Result<void> addCopy(const std::string &name, const fs::path &file)
    {
        const fs::path copy = m_scratch / name;
        if (auto made = makeFolder(copy.parent_path()); !made)
            return made;
        std::error_code failure;
        fs::copy_file(file, copy, failure);
        if (failure)
            return fileError(ErrorCode::FileUnreadable, file.string(), failure.value());
        m_sources.push_back({name, copy});
        return {};
    }

    [[nodiscard]] Result<void> addFolder(const fs::path &folder, const std::string &prefix,
                                         const std::set<std::string> &except)
    {
        std::error_code failure;
        std::vector<fs::directory_entry> entries;
        for (fs::directory_iterator entry(folder, failure); !failure && entry != fs::directory_iterator();
             entry.increment(failure))
            entries.push_back(*entry);
        if (failure)
            return fileError(ErrorCode::FileUnreadable, folder.string(), failure.value());
        std::sort(entries.begin(), entries.end());
        for (const fs::directory_entry &entry : entries) {
            const std::string name = entry.path().filename().string();
            if (except.contains(name) || isPassing(name) || entry.is_symlink(failure))
                continue;
            if (entry.is_directory(failure)) {
                if (auto added = addFolder(entry.path(), prefix + name + "/", {}); !added)
                    return added;
            } else if (entry.is_regular_file(failure)) {
                m_sources.push_back({prefix + name, entry.path()});
            }
        }
        return {};
    }

    const ProjectLayout &m_project;
    fs::path m_scratch;
    std::vector<Source> m_sources;
};

Result<ArchiveList::File> describeFile(const fs::path &path, const std::function<bool(std::int64_t)> &told)
{
    const int source = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (source < 0)
        return fileError(ErrorCode::FileUnreadable, path.string(), errno);
    ArchiveList::File file;
    Sha256 hash;
    std::vector<std::byte> piece(1 << 18);
    ssize_t count = 0;
    bool goesOn = true;
    while (goesOn && (count = ::read(source, piece.data(), piece.size())) > 0) {
        hash.add(std::span(piece).first(static_cast<std::size_t>(count)));
        file.size += count;
        goesOn = told(count);
    }
    const int failure = errno;
    ::close(source);
    if (!goesOn)
        return givenUp();
    if (count < 0)
        return fileError(ErrorCode::FileUnreadable, path.string(), failure);
    file.sha256 = hash.finish();
    return file;
}

Result<void> writeTar(const fs::path &to, const ArchiveList &list, const std::vector<Source> &sources,
                      const std::function<bool(std::int64_t)> &told)
{
    auto writer = TarWriter::create(to);
    if (!writer)
        return writer.error();
    const std::string json = list.toJson();
    if (auto added = (*writer)->add(std::string(ArchiveList::kName), std::as_bytes(std::span(json))); !added)
        return added;
    for (const Source &source : sources)
        if (auto added = (*writer)->addFile(source.name, source.path, list.files.at(source.name).size, told); !added)
            return added;
    return (*writer)->finish();
}

bool hasFile(const ProjectLayout &project, const RunId &run)
{
    std::error_code ignored;
    return fs::exists(project.runDatabase(run), ignored);
}

/// Whether what the queue needs for it is there.
bool canBeBegun(const ProjectLayout &project, const RunId &run)
{
    std::error_code ignored;
    const auto note = readQueuedNote(project, run);
    return note && *note && fs::exists(project.frozenSettings(run), ignored);
}

/// All runs but those that are being trained.
void chooseAll(const ProjectLayout &project, const std::vector<RunSummary> &runs, ArchiveReport &report)
{
    for (const RunSummary &run : runs) {
        if (isActive(run.state)) {
            report.leftOut.push_back({run.name, ArchiveReport::Reason::Training});
            continue;
        }
        const bool isUnbegun = !hasFile(project, run.id);
        if (isUnbegun && !canBeBegun(project, run.id))
            report.leftOut.push_back({run.name, ArchiveReport::Reason::Unreadable});
        else
            report.runs.push_back({run.id, run.id, run.name, {}, isUnbegun && run.state == RunState::Queued});
    }
}

Result<void> chooseAsked(const ProjectLayout &project, const std::vector<RunSummary> &runs,
                         const std::vector<RunId> &asked, ArchiveReport &report)
{
    for (const RunId &id : asked) {
        const auto run =
            std::find_if(runs.begin(), runs.end(), [&id](const RunSummary &known) { return known.id == id; });
        if (run == runs.end())
            return Error{ErrorCode::RunNotFound, {id.toString()}, {}};
        if (isActive(run->state))
            return Error{ErrorCode::RunActive, {run->name}, {}};
        if (!hasFile(project, id))
            return run->state == RunState::Queued ? Error{ErrorCode::RunQueued, {run->name}, {}}
                                                  : Error{ErrorCode::RunNotFound, {id.toString()}, {}};
        report.runs.push_back({id, id, run->name});
    }
    return {};
}

/// Which runs to take, and their names.
Result<ArchiveReport> chooseRuns(const ProjectLayout &project, const ArchiveRequest &request)
{
    ArchiveReport report;
    auto runs = listRuns(project);
    if (!runs)
        return runs.error();
    std::sort(runs->begin(), runs->end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    if (request.wholeProject)
        chooseAll(project, *runs, report);
    else if (auto chosen = chooseAsked(project, *runs, request.runs, report); !chosen)
        return chosen.error();
    return report;
}

/// The sweeps of the project, and their names.
void chooseSweeps(const ProjectLayout &project, ArchiveReport &report)
{
    std::error_code failure;
    for (fs::directory_iterator entry(project.sweeps(), failure); !failure && entry != fs::directory_iterator();
         entry.increment(failure)) {
        const RunId id = RunId::fromString(entry->path().filename().string());
        const auto text = id.isValid() ? readFile(project.sweepFile(id)) : Error{ErrorCode::FileNotFound, {}, {}};
        if (!text && text.error().code == ErrorCode::FileNotFound)
            continue; // a folder whose making was cut short
        const auto sweep = text ? archivedSweep(*text) : std::nullopt;
        if (sweep)
            report.sweeps.push_back({id, sweep->name});
        else
            report.leftOut.push_back({id.toString(), ArchiveReport::Reason::Unreadable});
    }
    std::sort(report.sweeps.begin(), report.sweeps.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
}

/// The files of all that the report names.
Result<void> collect(const ProjectLayout &project, const ArchiveReport &report, bool wholeProject, Collector &collector)
{
    for (const ArchiveReport::Entry &run : report.runs)
        if (auto added = hasFile(project, run.id) ? collector.addRun(run.id) : collector.addUnbegun(run.id); !added)
            return added;
    for (const ArchiveReport::Sweep &sweep : report.sweeps)
        if (auto added = collector.addSweep(sweep.id); !added)
            return added;
    return wholeProject ? collector.addProject() : Result<void>();
}

} // namespace

Result<std::optional<ArchiveReport>> exportArchive(const ProjectLayout &project, const ArchiveRequest &request,
                                                   const ArchiveProgress &progress, std::stop_token stop)
{
    auto report = chooseRuns(project, request);
    if (!report)
        return report.error();
    if (request.wholeProject)
        chooseSweeps(project, *report);
    std::error_code missing;
    if (!fs::is_directory(fs::absolute(request.to).parent_path(), missing)) // not made: it may be a slip of the pen
        return fileError(ErrorCode::FileUnwritable, request.to.string(), ENOENT);
    const ScratchFolder scratch(request.to);
    if (auto made = makeFolder(scratch.path()); !made)
        return made.error();
    Collector collector(project, scratch.path());
    if (auto collected = collect(project, *report, request.wholeProject, collector); !collected)
        return collected.error();

    std::int64_t total = 0, done = 0;
    std::error_code ignored;
    for (const Source &source : collector.sources())
        total += 2 * static_cast<std::int64_t>(fs::file_size(source.path, ignored)); // summed up, then packed
    const auto told = [&](std::int64_t bytes) {
        done += bytes;
        if (progress)
            progress(std::min(done, total), total);
        return !stop.stop_requested();
    };
    ArchiveList list;
    list.isProject = request.wholeProject;
    auto annotations = readAnnotations(project);
    if (!annotations)
        return annotations.error();
    for (const ArchiveReport::Entry &run : report->runs)
        if (const auto said = annotations->find(run.id); said != annotations->end() && !said->second.isEmpty())
            list.annotations.insert(*said);
    for (const Source &source : collector.sources()) {
        auto file = describeFile(source.path, told);
        if (!file && stop.stop_requested())
            return std::optional<ArchiveReport>();
        if (!file)
            return file.error();
        list.files.emplace(source.name, std::move(*file));
    }
    const fs::path part = request.to.string() + ".part";
    Result<void> written = writeTar(part, list, collector.sources(), told);
    if (written && ::rename(part.c_str(), request.to.c_str()) != 0)
        written = fileError(ErrorCode::FileUnwritable, request.to.string(), errno);
    if (!written) {
        ::unlink(part.c_str());
        if (stop.stop_requested())
            return std::optional<ArchiveReport>();
        return written.error();
    }
    report->bytes = static_cast<std::int64_t>(fs::file_size(request.to, ignored));
    return std::optional(std::move(*report));
}

} // namespace tandem
