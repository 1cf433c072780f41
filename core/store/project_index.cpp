#include "core/store/project_index.h"

#include "core/base/files.h"
#include "core/base/process.h"
#include "core/store/annotation_rows.h"
#include "core/store/schema.h"

#include <SQLiteCpp/Column.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <mutex>
#include <sstream>
#include <thread>

namespace tandem {

using namespace store;

namespace {

/// The project's lock: flock on a file that names the holder. The kernel drops it with its process, so a lock is never
/// stale; the file itself stays.
class ProjectLock {
public:
    ProjectLock() = default;
    ~ProjectLock()
    {
        if (m_file >= 0)
            ::close(m_file);
    }
    ProjectLock(const ProjectLock &) = delete;
    ProjectLock &operator=(const ProjectLock &) = delete;

    [[nodiscard]] Result<void> take(const ProjectLayout &project)
    {
        const auto path = project.lockFile();
        m_file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (m_file < 0)
            return fileError(ErrorCode::FileUnwritable, project.root().string(), errno);
        if (::flock(m_file, LOCK_EX | LOCK_NB) != 0) {
            if (errno == EWOULDBLOCK)
                return Error{ErrorCode::ProjectLocked, {project.root().string(), holder()}, {}};
            return fileError(ErrorCode::FileUnwritable, path.string(), errno);
        }
        const ProcessIdentity self = currentProcess();
        const std::string text = std::to_string(self.pid) + " " + std::to_string(self.startTicks) + "\n";
        if (::ftruncate(m_file, 0) != 0 || ::pwrite(m_file, text.data(), text.size(), 0) < 0)
            return fileError(ErrorCode::FileUnwritable, path.string(), errno);
        return {};
    }

private:
    /// The holder writes its name just after locking: what an earlier holder left may stand there for that moment.
    [[nodiscard]] std::string holder() const
    {
        ProcessIdentity process;
        for (int attempt = 0; attempt < 20; ++attempt) {
            char text[64] = {};
            if (::pread(m_file, text, sizeof text - 1, 0) > 0) {
                std::istringstream(text) >> process.pid >> process.startTicks;
                if (isAlive(process))
                    break;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        return std::to_string(process.pid);
    }

    int m_file = -1;
};

} // namespace

struct ProjectIndex::Private {
    std::filesystem::path path;
    ProjectLock lock; // outlives the connection
    mutable std::mutex mutex;
    Connection connection; // guarded: the one writer of project.db
};

ProjectIndex::ProjectIndex() : d(std::make_unique<Private>()) {}

ProjectIndex::~ProjectIndex()
{
    if (d->connection)
        // Fails at worst in leaving the WAL beside the file, where the next opening finds it.
        static_cast<void>(guarded(d->path, Purpose::Write, [&] { foldWal(*d->connection); }));
}

Result<std::unique_ptr<ProjectIndex>> ProjectIndex::open(const ProjectLayout &project)
{
    std::unique_ptr<ProjectIndex> index(new ProjectIndex);
    index->d->path = project.database();
    if (auto locked = index->d->lock.take(project); !locked)
        return locked.error();

    // The index can be made again: what runs there are is read from their own files.
    std::error_code ignored;
    if (!std::filesystem::exists(project.database(), ignored))
        if (auto made = createFile(project.database(), projectFileKind(), [](SQLite::Database &) {}); !made)
            return made.error();
    if (auto migrated = migrateFile(project.database(), projectFileKind()); !migrated)
        return migrated.error();
    const auto opened =
        guarded(project.database(), Purpose::Write, [&] { index->d->connection = openForWriting(project.database()); });
    if (!opened)
        return opened.error();
    return index;
}

std::optional<std::string> ProjectIndex::text(std::string_view key) const
{
    const std::lock_guard lock(d->mutex);
    auto found = guarded(d->path, Purpose::Read, [&]() -> std::optional<std::string> {
        SQLite::Statement find(*d->connection, "SELECT value FROM text WHERE key = ?");
        bindText(find, 1, key);
        if (!find.executeStep())
            return std::nullopt;
        return textColumn(find, 0);
    });
    return found ? std::move(*found) : std::nullopt;
}

Result<void> ProjectIndex::setText(std::string_view key, std::string_view value)
{
    return write([&](SQLite::Database &db) {
        SQLite::Statement insert(db, "INSERT OR REPLACE INTO text VALUES (?, ?)");
        bindText(insert, 1, key);
        bindText(insert, 2, value);
        insert.exec();
    });
}

Result<RunAnnotations> ProjectIndex::annotations() const
{
    const std::lock_guard lock(d->mutex);
    return guarded(d->path, Purpose::Read, [&] { return readAnnotationRows(*d->connection); });
}

Result<void> ProjectIndex::setAnnotation(const RunId &run, const RunAnnotation &annotation)
{
    return write([&](SQLite::Database &db) { writeAnnotationRow(db, run, annotation); });
}

Result<void> ProjectIndex::write(const std::function<void(SQLite::Database &)> &work)
{
    const std::lock_guard lock(d->mutex);
    return guarded(d->path, Purpose::Write, [&] { inTransaction(*d->connection, [&] { work(*d->connection); }); });
}

} // namespace tandem
