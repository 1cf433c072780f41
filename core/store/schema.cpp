#include "core/store/schema.h"

#include "core/base/files.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace tandem::store {

namespace fs = std::filesystem;

namespace {

// run.db. Times are milliseconds since 1970 UTC. Points: value NULL is NaN. Optional numbers: NULL is none, 'NaN' is
// NaN. `progress` is apart from `run` as it is rewritten with every commit, and the settings are long.
constexpr const char *kRunVersion1 = R"(
CREATE TABLE run(
  id INTEGER PRIMARY KEY CHECK (id = 1), ulid TEXT NOT NULL, name TEXT NOT NULL, created INTEGER NOT NULL,
  program_version TEXT NOT NULL, settings TEXT NOT NULL);
CREATE TABLE progress(
  id INTEGER PRIMARY KEY CHECK (id = 1), state TEXT NOT NULL, pid INTEGER NOT NULL, pid_start INTEGER NOT NULL,
  started INTEGER NOT NULL, ended INTEGER NOT NULL, heartbeat INTEGER NOT NULL,
  epoch INTEGER NOT NULL, step INTEGER NOT NULL, loss REAL, knn REAL, best_knn REAL,
  images_per_second REAL, data_wait_share REAL, seconds REAL NOT NULL, peak_memory INTEGER NOT NULL,
  weights_sha256 TEXT NOT NULL, error TEXT, error_arguments TEXT, error_detail TEXT, program_version TEXT NOT NULL);
CREATE TABLE plan(
  id INTEGER PRIMARY KEY CHECK (id = 1), steps_per_epoch INTEGER NOT NULL, total_steps INTEGER NOT NULL,
  total_epochs INTEGER NOT NULL, warmup_steps INTEGER NOT NULL, first_step INTEGER NOT NULL,
  train_images INTEGER NOT NULL, test_images INTEGER NOT NULL, parameters INTEGER NOT NULL,
  feature_dimension INTEGER NOT NULL, view_size INTEGER NOT NULL, chance_loss REAL, peak_learning_rate REAL,
  device TEXT NOT NULL, settings TEXT NOT NULL, excluded_from_decay TEXT NOT NULL, ghost_batch INTEGER NOT NULL);
CREATE TABLE segment(
  id INTEGER PRIMARY KEY, first_step INTEGER NOT NULL, started INTEGER NOT NULL, ended INTEGER NOT NULL DEFAULT 0,
  last_step INTEGER, seconds REAL, ending TEXT, pid INTEGER NOT NULL, pid_start INTEGER NOT NULL,
  program_version TEXT NOT NULL);
CREATE TABLE series(
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, count INTEGER NOT NULL DEFAULT 0,
  non_finite INTEGER NOT NULL DEFAULT 0,
  first_step INTEGER, first_wall INTEGER, first_value REAL, last_step INTEGER, last_wall INTEGER, last_value REAL,
  min_step INTEGER, min_wall INTEGER, min_value REAL, max_step INTEGER, max_wall INTEGER, max_value REAL);
CREATE TABLE point(
  series INTEGER NOT NULL REFERENCES series(id), step INTEGER NOT NULL, wall INTEGER NOT NULL, value REAL,
  PRIMARY KEY (series, step)) WITHOUT ROWID;
CREATE TABLE chunk(
  id INTEGER PRIMARY KEY, series INTEGER NOT NULL REFERENCES series(id), first_step INTEGER NOT NULL,
  last_step INTEGER NOT NULL, count INTEGER NOT NULL, pyramid BLOB NOT NULL, data BLOB NOT NULL);
CREATE UNIQUE INDEX chunk_by_step ON chunk(series, first_step, last_step, count);
CREATE TABLE epoch(
  epoch INTEGER PRIMARY KEY, step INTEGER NOT NULL, wall INTEGER NOT NULL, mean_loss REAL, images_per_second REAL,
  data_wait_share REAL, seconds REAL);
CREATE TABLE evaluation(
  id INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, step INTEGER NOT NULL, wall INTEGER NOT NULL, knn_accuracy REAL,
  knn_neighbors INTEGER NOT NULL, knn_temperature REAL, knn_metric TEXT NOT NULL, knn_feature TEXT NOT NULL,
  bank_size INTEGER NOT NULL, test_size INTEGER NOT NULL, test_split TEXT NOT NULL, feature_std REAL,
  projection_std REAL, seconds REAL);
CREATE TABLE event(
  id INTEGER PRIMARY KEY, step INTEGER NOT NULL, wall INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE pairs(
  id INTEGER PRIMARY KEY CHECK (id = 1), epoch INTEGER NOT NULL, step INTEGER NOT NULL, wall INTEGER NOT NULL,
  size INTEGER NOT NULL, samples BLOB NOT NULL, pixels BLOB NOT NULL);
CREATE TABLE checkpoint(
  id INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, step INTEGER NOT NULL, wall INTEGER NOT NULL,
  file TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, knn REAL);
)";
// Evaluations made afterwards, and vectors that go with an evaluation: 32-bit floats, `labels` a JSON array of texts.
constexpr const char *kRunVersion2 = R"(
CREATE TABLE offline_evaluation(
  id INTEGER PRIMARY KEY, wall INTEGER NOT NULL, protocol TEXT NOT NULL, checkpoint TEXT NOT NULL,
  epoch INTEGER NOT NULL, step INTEGER NOT NULL, test_split TEXT NOT NULL, train_images INTEGER NOT NULL,
  test_images INTEGER NOT NULL, classes INTEGER NOT NULL, accuracy REAL, top5_accuracy REAL, settings TEXT NOT NULL,
  weights_sha256 TEXT NOT NULL, seconds REAL);
CREATE TABLE vector(
  name TEXT NOT NULL, step INTEGER NOT NULL, wall INTEGER NOT NULL, labels TEXT NOT NULL, data BLOB NOT NULL,
  PRIMARY KEY (name, step));
)";
// What the images of a run are by their content: the role is 'train' or 'test', the identity that of ImageSet.
constexpr const char *kRunVersion3 = R"(
CREATE TABLE images(role TEXT PRIMARY KEY, identity TEXT NOT NULL) WITHOUT ROWID;
)";
// Where a run comes from: a sweep's cell, or a group of seeds. No row: started by itself.
constexpr const char *kRunVersion4 = R"(
CREATE TABLE origin(
  id INTEGER PRIMARY KEY CHECK (id = 1), sweep TEXT NOT NULL, cell TEXT NOT NULL, repeat INTEGER NOT NULL);
)";
constexpr const char *kRunSteps[] = {kRunVersion1, kRunVersion2, kRunVersion3, kRunVersion4};

// project.db
constexpr const char *kProjectVersion1 = R"(
CREATE TABLE text(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
)";
// What a person says of runs; and what the run files say, so that listing need not open them: `cached_run` can be
// emptied at any time. Sizes and times (ns) are those of run.db and its WAL when it was read, -1 where there was none.
// `words` are the values of all settings in the table's order, `series` is packed (run_cache.cpp).
constexpr const char *kProjectVersion2 = R"(
CREATE TABLE annotation(
  run TEXT PRIMARY KEY, name TEXT NOT NULL, note TEXT NOT NULL, tags TEXT NOT NULL,
  starred INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE cached_run(
  run TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, wal_size INTEGER NOT NULL,
  wal_modified INTEGER NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL, pid INTEGER NOT NULL,
  pid_start INTEGER NOT NULL, created INTEGER NOT NULL, started INTEGER NOT NULL, ended INTEGER NOT NULL,
  heartbeat INTEGER NOT NULL, epoch INTEGER NOT NULL, step INTEGER NOT NULL, total_epochs INTEGER NOT NULL,
  total_steps INTEGER NOT NULL, loss REAL, knn REAL, best_knn REAL, images_per_second REAL, data_wait_share REAL,
  seconds REAL, peak_memory INTEGER NOT NULL, weights_sha256 TEXT NOT NULL, error TEXT NOT NULL,
  error_arguments TEXT NOT NULL, error_detail TEXT NOT NULL, program_version TEXT NOT NULL, health TEXT NOT NULL,
  health_since INTEGER NOT NULL, series BLOB NOT NULL, words TEXT NOT NULL, settings TEXT NOT NULL);
)";
// Of runs of a sweep: its id, the cell and the repeat, as packTexts writes them; empty for others.
constexpr const char *kProjectVersion3 = R"(
ALTER TABLE cached_run ADD COLUMN origin TEXT NOT NULL DEFAULT '';
)";
constexpr const char *kProjectSteps[] = {kProjectVersion1, kProjectVersion2, kProjectVersion3};

void applySteps(SQLite::Database &connection, const FileKind &kind, int from)
{
    for (int version = from; version < kind.version(); ++version) {
        inTransaction(connection, [&] {
            connection.exec(kind.steps[static_cast<std::size_t>(version)]);
            connection.exec("PRAGMA user_version=" + std::to_string(version + 1));
        });
    }
}

/// Gives a file its name unless the name is taken; 0 or errno.
int renameWithoutReplacing(const fs::path &from, const fs::path &to)
{
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    // File systems that lack the flag: the window between look and rename is theirs.
    if (::access(to.c_str(), F_OK) == 0)
        return EEXIST;
    return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

/// Tells why nothing can be written here before SQLite says only that it cannot; 0 or errno.
int touch(const fs::path &path)
{
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0)
        return errno;
    return ::close(file) == 0 ? 0 : errno;
}

Result<void> fillFile(const fs::path &path, const FileKind &kind, const std::function<void(SQLite::Database &)> &fill)
{
    Connection connection;
    const auto opened = guarded(path, Purpose::Write, [&] {
        connection = std::make_unique<SQLite::Database>(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    });
    if (!opened)
        return opened.error();
    return guarded(path, Purpose::Write, [&] {
        // No journal: until it is renamed, the file is nobody's.
        connection->exec("PRAGMA journal_mode=OFF; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF; "
                         "PRAGMA foreign_keys=ON; PRAGMA application_id=" +
                         std::to_string(kind.applicationId) + ";");
        applySteps(*connection, kind, 0);
        inTransaction(*connection, [&] { fill(*connection); });
    });
}

Result<void> backUp(SQLite::Database &connection, const fs::path &path, int version)
{
    fs::path backup = path;
    backup += std::string(".v").append(std::to_string(version)).append("-backup");
    fs::path part = backup;
    part += ".part";
    ::unlink(part.c_str());
    return guarded(backup, Purpose::Write, [&] {
        SQLite::Statement copy(connection, "VACUUM INTO ?");
        bindText(copy, 1, part.string());
        copy.exec();
        fs::rename(part, backup);
    });
}

} // namespace

const FileKind &runFileKind()
{
    static constexpr FileKind kKind{0x546E6452 /* "TndR" */, "run file", kRunSteps};
    return kKind;
}

const FileKind &projectFileKind()
{
    static constexpr FileKind kKind{0x546E6450 /* "TndP" */, "project file", kProjectSteps};
    return kKind;
}

Result<int> checkFile(const fs::path &path, const FileKind &kind)
{
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0)
        return errno == ENOENT || errno == ENOTDIR ? Error{ErrorCode::FileNotFound, {path.string()}, {}}
                                                   : fileError(ErrorCode::FileUnreadable, path.string(), errno);
    // Through SQLite, never by opening the file ourselves: closing any descriptor of a file drops all POSIX locks that
    // this process holds on it, those of connected readers too, and a writer elsewhere would take the WAL from under
    // them.
    const auto numbers = guarded(path, Purpose::Read, [&] {
        const Connection connection = openForReading(path);
        return std::pair(static_cast<std::uint32_t>(connection->execAndGet("PRAGMA application_id").getInt64()),
                         connection->execAndGet("PRAGMA user_version").getInt());
    });
    if (!numbers)
        return numbers.error();
    const auto [applicationId, version] = *numbers;
    if (applicationId != kind.applicationId)
        return Error{ErrorCode::FileCorrupt, {path.string(), std::string("it is no ") + kind.what + " of Tandem"}, {}};
    if (version > kind.version())
        return Error{
            ErrorCode::NewerSchema, {path.string(), std::to_string(version), std::to_string(kind.version())}, {}};
    if (version < 1)
        return Error{ErrorCode::FileCorrupt, {path.string(), "its version number is missing"}, {}};
    return version;
}

Result<void> createFile(const fs::path &path, const FileKind &kind, const std::function<void(SQLite::Database &)> &fill)
{
    fs::path part = path;
    part += std::string(".").append(std::to_string(::getpid())).append(".part");
    int failure = touch(part);
    if (failure != 0)
        return fileError(ErrorCode::FileUnwritable, path.string(), failure);
    if (auto filled = fillFile(part, kind, fill); !filled) {
        ::unlink(part.c_str());
        filled.error().arguments.front() = path.string();
        return filled;
    }
    failure = renameWithoutReplacing(part, path);
    if (failure != 0) {
        ::unlink(part.c_str());
        return fileError(ErrorCode::FileUnwritable, path.string(), failure);
    }
    const int folder = ::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(folder);
        ::close(folder);
    }
    return {};
}

Result<void> migrateFile(const fs::path &path, const FileKind &kind)
{
    const auto version = checkFile(path, kind);
    if (!version)
        return version.error();
    if (*version == kind.version())
        return {};
    Connection connection;
    auto done = guarded(path, Purpose::Write, [&] {
        connection = std::make_unique<SQLite::Database>(path.string(), SQLite::OPEN_READWRITE, 5000);
        // Out of WAL mode first: the version then stands in the file itself, where checkFile looks.
        connection->exec("PRAGMA trusted_schema=OFF; PRAGMA journal_mode=DELETE;");
    });
    if (!done)
        return done;
    if (auto backedUp = backUp(*connection, path, *version); !backedUp)
        return backedUp;
    return guarded(path, Purpose::Write, [&] { applySteps(*connection, kind, *version); });
}

} // namespace tandem::store
