#include "core/base/digest.h"
#include "core/base/files.h"
#include "core/exchange/archive.h"
#include "core/exchange/archive_list.h"
#include "core/exchange/archive_places.h"
#include "core/exchange/tar_file.h"
#include "core/store/run_copies.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>

namespace tandem {

namespace fs = std::filesystem;

namespace {

Error damaged(const fs::path &archive, const std::string &what)
{
    return {ErrorCode::FileCorrupt, {archive.string(), what}, {}};
}

/// An archive unpacked into a folder of its own, every file verified; the folder goes with this object.
class Unpacked {
public:
    Unpacked(fs::path archive, fs::path folder) : m_archive(std::move(archive)), m_folder(std::move(folder)) {}
    ~Unpacked()
    {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }
    Unpacked(const Unpacked &) = delete;
    Unpacked &operator=(const Unpacked &) = delete;

    [[nodiscard]] Result<void> unpack(const ArchiveProgress &progress, const std::stop_token &stop);
    [[nodiscard]] const ArchiveList &list() const { return m_list; }
    [[nodiscard]] const fs::path &folder() const { return m_folder; }

private:
    [[nodiscard]] Result<void> readList(TarReader &reader);
    [[nodiscard]] Result<void> checkList() const;
    [[nodiscard]] Result<void> writeEntry(TarReader &reader, const std::string &name, const ArchiveList::File &file,
                                          const std::function<bool(std::int64_t)> &told);

    fs::path m_archive, m_folder;
    ArchiveList m_list;
};

Result<void> Unpacked::readList(TarReader &reader)
{
    const auto first = reader.next();
    if (!first)
        return first.error();
    constexpr std::size_t kMost = 64U << 20;
    if (!*first || (*first)->name != ArchiveList::kName || !(*first)->isRegular ||
        (*first)->size > static_cast<std::int64_t>(kMost))
        return damaged(m_archive, "it is no archive of Tandem");
    std::string text;
    const auto taken = reader.read([&](std::span<const std::byte> bytes) -> Result<void> {
        text.append(reinterpret_cast<const char *>(bytes.data()), bytes.size());
        return {};
    });
    if (!taken)
        return taken;
    auto list = ArchiveList::fromJson(text, m_archive.string());
    if (!list)
        return list.error();
    m_list = std::move(*list);
    return checkList();
}

Result<void> Unpacked::checkList() const
{
    if (const std::string wrong = misplacedFile(m_list); !wrong.empty())
        return damaged(m_archive, wrong);
    std::error_code ignored;
    const auto space = fs::space(m_folder.parent_path(), ignored);
    if (!ignored && static_cast<std::uintmax_t>(m_list.bytes()) > space.available)
        return Error{ErrorCode::DiskFull, {m_folder.string()}, {}};
    return {};
}

Result<void> Unpacked::writeEntry(TarReader &reader, const std::string &name, const ArchiveList::File &file,
                                  const std::function<bool(std::int64_t)> &told)
{
    const fs::path path = m_folder / name;
    if (auto made = makeFolder(path.parent_path()); !made)
        return made;
    const int out = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (out < 0)
        return fileError(ErrorCode::FileUnwritable, path.string(), errno);
    Sha256 hash;
    std::int64_t size = 0;
    Result<void> written = reader.read([&](std::span<const std::byte> bytes) -> Result<void> {
        size += static_cast<std::int64_t>(bytes.size());
        if (size > file.size)
            return damaged(m_archive, name + " is longer than its list says");
        hash.add(bytes);
        for (std::span<const std::byte> rest = bytes; !rest.empty();) {
            const ssize_t count = ::write(out, rest.data(), rest.size());
            if (count < 0 && errno != EINTR)
                return fileError(ErrorCode::FileUnwritable, path.string(), errno);
            rest = rest.subspan(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        }
        return told(static_cast<std::int64_t>(bytes.size())) ? Result<void>() : givenUp();
    });
    if (written && ::fsync(out) != 0)
        written = fileError(ErrorCode::FileUnwritable, path.string(), errno);
    if (::close(out) != 0 && written)
        written = fileError(ErrorCode::FileUnwritable, path.string(), errno);
    if (written && (size != file.size || hash.finish() != file.sha256))
        return damaged(m_archive, "the checksum of " + name + " does not hold");
    return written;
}

Result<void> Unpacked::unpack(const ArchiveProgress &progress, const std::stop_token &stop)
{
    auto reader = TarReader::open(m_archive);
    if (!reader)
        return reader.error();
    if (auto made = makeFolder(m_folder); !made)
        return made;
    if (auto read = readList(**reader); !read)
        return read;
    std::int64_t done = 0;
    const std::int64_t total = m_list.bytes();
    const auto told = [&](std::int64_t bytes) {
        done += bytes;
        if (progress)
            progress(done, total);
        return !stop.stop_requested();
    };
    std::set<std::string> seen;
    for (;;) {
        const auto entry = (*reader)->next();
        if (!entry)
            return entry.error();
        if (!*entry)
            break;
        const std::string &name = (*entry)->name;
        const auto known = m_list.files.find(name);
        if (!(*entry)->isRegular || known == m_list.files.end() || !seen.insert(name).second)
            return damaged(m_archive, "it holds something that its list does not name, " + name);
        if (auto written = writeEntry(**reader, name, known->second, told); !written)
            return written;
    }
    if (seen.size() != m_list.files.size())
        return damaged(m_archive, "files that its list names are missing");
    return {};
}

/// A folder of a project that holds no run: its name is no id.
fs::path importFolder(const ProjectLayout &project)
{
    return project.runs() / (".import-" + RunId::make().toString());
}

/// Folders that ArchivePlaces takes care of.
bool isPlaced(const fs::path &unpacked)
{
    const std::string name = unpacked.filename().string();
    return name == kRunsFolder || name == kSweepsFolder || name == kUnbegunFolder;
}

} // namespace

Result<std::optional<ArchiveReport>> importArchive(const ProjectLayout &project, const fs::path &archive,
                                                   const ArchiveProgress &progress, std::stop_token stop)
{
    Unpacked unpacked(archive, importFolder(project));
    if (auto done = unpacked.unpack(progress, stop); !done) {
        if (stop.stop_requested())
            return std::optional<ArchiveReport>();
        return done.error();
    }
    ArchivePlaces places(project, unpacked.folder(), unpacked.list());
    if (auto prepared = places.prepare(); !prepared)
        return prepared.error();
    if (auto placed = places.place(); !placed)
        return placed.error();
    ArchiveReport report = places.report();
    std::error_code ignored;
    report.bytes = static_cast<std::int64_t>(fs::file_size(archive, ignored));
    return std::optional(std::move(report));
}

Result<std::optional<ArchiveReport>> importProject(const fs::path &folder, const fs::path &archive,
                                                   const ArchiveProgress &progress, std::stop_token stop)
{
    std::error_code ignored;
    const bool wasThere = fs::exists(folder, ignored);
    if (wasThere && (!fs::is_directory(folder, ignored) || !fs::is_empty(folder, ignored)))
        return Error{ErrorCode::ProjectExists, {folder.string()}, {}};
    const ProjectLayout project(folder);
    const auto giveUp = [&](const Error &error) {
        for (const fs::directory_entry &entry : fs::directory_iterator(folder, ignored))
            fs::remove_all(entry.path(), ignored);
        if (!wasThere)
            fs::remove(folder, ignored);
        return error;
    };
    Unpacked unpacked(archive, importFolder(project));
    if (auto done = unpacked.unpack(progress, stop); !done) {
        const Error error = giveUp(done.error());
        if (stop.stop_requested())
            return std::optional<ArchiveReport>();
        return error;
    }
    if (unpacked.list().files.contains("project.db"))
        if (auto sound = checkProjectDatabase(unpacked.folder() / "project.db"); !sound)
            return giveUp(sound.error());
    ArchivePlaces places(project, unpacked.folder(), unpacked.list());
    if (auto prepared = places.prepare(); !prepared)
        return giveUp(prepared.error());
    if (auto placed = places.place(); !placed)
        return giveUp(placed.error());
    for (const fs::directory_entry &entry : fs::directory_iterator(unpacked.folder(), ignored))
        if (!isPlaced(entry.path()))
            fs::rename(entry.path(), folder / entry.path().filename(), ignored);
    if (auto made = makeFolder(project.trash()); !made)
        return made.error();
    ArchiveReport report = places.report();
    report.bytes = static_cast<std::int64_t>(fs::file_size(archive, ignored));
    return std::optional(std::move(report));
}

} // namespace tandem
