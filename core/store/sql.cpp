#include "core/store/sql.h"

#include <SQLiteCpp/Column.h>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstring>
#include <limits>

namespace tandem::store {

namespace fs = std::filesystem;

namespace {

constexpr int kBusyTimeoutMs = 5000;
constexpr std::string_view kNaN = "NaN";

bool isDiskFull(int code, int systemErrno)
{
    // SQLite itself maps ENOSPC alone: an exhausted quota or a file size limit arrives as an I/O error.
    return code == SQLITE_FULL ||
           (code == SQLITE_IOERR && (systemErrno == ENOSPC || systemErrno == EDQUOT || systemErrno == EFBIG));
}

fs::path besides(const fs::path &path, const char *suffix)
{
    fs::path beside = path;
    beside += suffix;
    return beside;
}

bool isThere(const fs::path &path)
{
    std::error_code ignored;
    return fs::exists(path, ignored);
}

std::string immutableUri(const fs::path &path)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string uri = "file:";
    for (const char c : fs::absolute(path).string()) {
        if (c == '%' || c == '?' || c == '#') {
            const auto byte = static_cast<unsigned char>(c);
            uri += '%';
            uri += kDigits[byte >> 4];
            uri += kDigits[byte & 15];
        } else {
            uri += c;
        }
    }
    return uri + "?immutable=1";
}

Connection tryOpenForReading(const fs::path &path)
{
    // In WAL mode SQLite must make -wal and -shm, even to read. Where the folder cannot be written and no WAL waits to
    // be read, nobody can be writing either, and the file may be taken as it lies.
    const bool immutable = ::access(path.parent_path().c_str(), W_OK) != 0 && !isThere(besides(path, "-wal")) &&
                           !isThere(besides(path, "-journal"));
    auto connection =
        immutable ? std::make_unique<SQLite::Database>(immutableUri(path), SQLite::OPEN_READONLY | SQLite::OPEN_URI)
                  : std::make_unique<SQLite::Database>(path.string(), SQLite::OPEN_READONLY, kBusyTimeoutMs);
    connection->exec("PRAGMA query_only=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; "
                     "PRAGMA temp_store=MEMORY; PRAGMA schema_version;");
    return connection;
}

} // namespace

Error sqlError(const SQLite::Exception &failure, const std::string &path, Purpose purpose)
{
    const int code = failure.getErrorCode() & 0xFF;
    const auto *known = dynamic_cast<const SystemFailure *>(&failure);
    const int systemErrno = known != nullptr ? known->systemErrno() : 0;
    std::string reason = failure.what();
    if (systemErrno != 0 && (code == SQLITE_IOERR || code == SQLITE_CANTOPEN))
        reason += std::string(" (") + std::strerror(systemErrno) + ")";
    const std::string detail = reason + ", SQLite code " + std::to_string(failure.getExtendedErrorCode());

    if (isDiskFull(code, systemErrno))
        return {ErrorCode::DiskFull, {path}, detail};
    if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
        return {ErrorCode::FileCorrupt, {path, reason}, detail};
    if (code == SQLITE_READONLY || code == SQLITE_CANTOPEN || code == SQLITE_PERM)
        return {
            purpose == Purpose::Write ? ErrorCode::FileUnwritable : ErrorCode::FileUnreadable, {path, reason}, detail};
    return {ErrorCode::DatabaseFailed, {path, reason}, detail};
}

Connection openForReading(const fs::path &path)
{
    try {
        return tryOpenForReading(path);
    } catch (const SQLite::Exception &failure) {
        if (failure.getExtendedErrorCode() != SQLITE_READONLY_ROLLBACK)
            throw;
    }
    // A writer died in the middle of a rollback-journal transaction (creation, migration, folding of the WAL). Undoing
    // it takes a connection that may write; SQLite's locks see to it that no living writer is disturbed.
    SQLite::Database(path.string(), SQLite::OPEN_READWRITE, kBusyTimeoutMs).exec("PRAGMA schema_version;");
    return tryOpenForReading(path);
}

Connection openForWriting(const fs::path &path)
{
    auto connection = std::make_unique<SQLite::Database>(path.string(), SQLite::OPEN_READWRITE, kBusyTimeoutMs);
    connection->exec("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY; "
                     "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                     "PRAGMA journal_size_limit=67108864;");
    return connection;
}

void foldWal(SQLite::Database &connection)
{
    connection.exec("PRAGMA wal_checkpoint(TRUNCATE);");
    // Leaving WAL mode needs the file alone. A connected reader is no reason to wait: nothing is at stake but two side
    // files.
    connection.setBusyTimeout(0);
    const int left = connection.tryExec("PRAGMA journal_mode=DELETE;");
    connection.setBusyTimeout(kBusyTimeoutMs);
    if (left != SQLITE_OK && left != SQLITE_BUSY && left != SQLITE_LOCKED)
        throw SQLite::Exception(connection.getHandle(), left);
}

void inTransaction(SQLite::Database &connection, const std::function<void()> &work)
{
    errno = 0;
    try {
        connection.exec("BEGIN IMMEDIATE");
        work();
        connection.exec("COMMIT");
    } catch (const SQLite::Exception &failure) {
        const int systemErrno = errno; // before the rollback has its own
        connection.tryExec("ROLLBACK");
        throw SystemFailure(failure, systemErrno);
    } catch (...) {
        connection.tryExec("ROLLBACK");
        throw;
    }
}

ReadTransaction::ReadTransaction(SQLite::Database &connection) : m_connection(connection)
{
    m_connection.exec("BEGIN");
}

ReadTransaction::~ReadTransaction()
{
    m_connection.tryExec("COMMIT");
}

void bindOptional(SQLite::Statement &statement, int index, const std::optional<double> &value)
{
    if (!value)
        statement.bind(index);
    else if (std::isnan(*value))
        bindText(statement, index, kNaN);
    else
        statement.bind(index, *value);
}

std::optional<double> optionalColumn(SQLite::Statement &statement, int index)
{
    const SQLite::Column column = statement.getColumn(index);
    if (column.isNull())
        return std::nullopt;
    return column.isText() ? std::numeric_limits<double>::quiet_NaN() : column.getDouble();
}

void bindValue(SQLite::Statement &statement, int index, double value)
{
    statement.bind(index, value); // NaN becomes NULL
}

double valueColumn(SQLite::Statement &statement, int index)
{
    const SQLite::Column column = statement.getColumn(index);
    return column.isNull() ? std::numeric_limits<double>::quiet_NaN() : column.getDouble();
}

void bindText(SQLite::Statement &statement, int index, std::string_view text)
{
    statement.bind(index, std::string(text));
}

std::string textColumn(SQLite::Statement &statement, int index)
{
    return statement.getColumn(index).getString();
}

std::string packTexts(const std::vector<std::string> &texts)
{
    // Paths may hold bytes that are no UTF-8; they are for reading, so a replacement character will do.
    return nlohmann::json(texts).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<std::string> unpackTexts(std::string_view packed)
{
    std::vector<std::string> texts;
    const auto json = nlohmann::json::parse(packed, nullptr, false);
    for (const auto &entry : json.is_array() ? json : nlohmann::json::array())
        if (entry.is_string())
            texts.push_back(entry.get<std::string>());
    return texts;
}

} // namespace tandem::store
