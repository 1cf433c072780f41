#pragma once

#include "core/base/result.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

// Internal to core/store: how connections are opened and how SQLite's exceptions become errors. Functions here throw
// SQLite::Exception where nothing else is said; guarded() is the wall behind which that stays.

namespace tandem::store {

enum class Purpose { Read, Write };

/// A failure with the errno behind it, which SQLite keeps for itself where a file hits a size limit or a quota.
class SystemFailure : public SQLite::Exception {
public:
    SystemFailure(const SQLite::Exception &failure, int systemErrno)
        : SQLite::Exception(failure), m_systemErrno(systemErrno)
    {
    }
    [[nodiscard]] int systemErrno() const { return m_systemErrno; }

private:
    int m_systemErrno;
};

[[nodiscard]] Error sqlError(const SQLite::Exception &failure, const std::string &path, Purpose purpose);

/// Calls work() and turns what it throws into an error.
template <class Work>
auto guarded(const std::filesystem::path &path, Purpose purpose, Work &&work) -> Result<std::invoke_result_t<Work>>
{
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
            work();
            return {};
        } else {
            return work();
        }
    } catch (const SQLite::Exception &failure) {
        return sqlError(failure, path.string(), purpose);
    } catch (const std::exception &failure) {
        return Error{ErrorCode::DatabaseFailed, {path.string(), failure.what()}, failure.what()};
    }
}

using Connection = std::unique_ptr<SQLite::Database>;

/// Opens for reading without ever writing: neither rows nor, on media that cannot be written, side files. A file that a
/// crash left in need of a rollback is rolled back first.
[[nodiscard]] Connection openForReading(const std::filesystem::path &path);

/// Opens an existing file for its one writer, in WAL mode.
[[nodiscard]] Connection openForWriting(const std::filesystem::path &path);

/// Merges the WAL into the file and removes it, so that the file stands alone. Where a reader is connected, the WAL
/// stays as an empty file; the database file is whole all the same.
void foldWal(SQLite::Database &connection);

/// Calls work() between BEGIN IMMEDIATE and COMMIT; rolls back and throws on if it throws. (A deferred transaction that
/// turns into a writing one fails at once when another writes, without waiting.)
void inTransaction(SQLite::Database &connection, const std::function<void()> &work);

/// One consistent view of the file over several queries.
class ReadTransaction {
public:
    explicit ReadTransaction(SQLite::Database &connection);
    ~ReadTransaction();
    ReadTransaction(const ReadTransaction &) = delete;
    ReadTransaction &operator=(const ReadTransaction &) = delete;

private:
    SQLite::Database &m_connection;
};

// SQLite knows no NaN: it stores NULL. Where NULL means "none" (optional columns), NaN is stored as the text 'NaN';
// where a value is always there (points), NULL is NaN.
void bindOptional(SQLite::Statement &statement, int index, const std::optional<double> &value);
[[nodiscard]] std::optional<double> optionalColumn(SQLite::Statement &statement, int index);
void bindValue(SQLite::Statement &statement, int index, double value);
[[nodiscard]] double valueColumn(SQLite::Statement &statement, int index);
/// Texts as they are: SQLiteCpp's own overload for std::string stops at nothing, but takes no string_view.
void bindText(SQLite::Statement &statement, int index, std::string_view text);
[[nodiscard]] std::string textColumn(SQLite::Statement &statement, int index);

/// Lists of texts in one column, as a JSON array.
[[nodiscard]] std::string packTexts(const std::vector<std::string> &texts);
[[nodiscard]] std::vector<std::string> unpackTexts(std::string_view packed);

} // namespace tandem::store
