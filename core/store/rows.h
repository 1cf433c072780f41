#pragma once

#include "core/store/sql.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Internal to core/store: a row of a table as a chain of << or >>. Everything may throw.

namespace tandem::store {

/// Binds values one after the other.
class Binder {
public:
    Binder(SQLite::Database &db, const char *sql) : m_statement(db, sql) {}

    Binder &operator<<(std::int64_t value)
    {
        m_statement.bind(m_index++, value);
        return *this;
    }
    Binder &operator<<(double value)
    {
        bindValue(m_statement, m_index++, value);
        return *this;
    }
    Binder &operator<<(const std::optional<double> &value)
    {
        bindOptional(m_statement, m_index++, value);
        return *this;
    }
    Binder &operator<<(std::string_view text)
    {
        bindText(m_statement, m_index++, text);
        return *this;
    }
    Binder &operator<<(std::span<const std::byte> bytes)
    {
        // Without an address, no bytes would be NULL.
        m_statement.bindNoCopy(m_index++, bytes.empty() ? "" : static_cast<const void *>(bytes.data()),
                               static_cast<int>(bytes.size()));
        return *this;
    }
    void null() { m_statement.bind(m_index++); }
    int exec() { return m_statement.exec(); }

private:
    SQLite::Statement m_statement;
    int m_index = 1;
};

/// Reads columns one after the other.
class Row {
public:
    Row(SQLite::Database &db, const char *sql) : m_statement(db, sql) {}

    [[nodiscard]] SQLite::Statement &statement() { return m_statement; }
    [[nodiscard]] bool next()
    {
        m_column = 0;
        return m_statement.executeStep();
    }
    Row &operator>>(std::int64_t &value)
    {
        value = m_statement.getColumn(m_column++).getInt64();
        return *this;
    }
    Row &operator>>(double &value)
    {
        value = valueColumn(m_statement, m_column++);
        return *this;
    }
    Row &operator>>(std::optional<double> &value)
    {
        value = optionalColumn(m_statement, m_column++);
        return *this;
    }
    Row &operator>>(std::string &text)
    {
        text = textColumn(m_statement, m_column++);
        return *this;
    }
    template <class T> Row &operator>>(std::vector<T> &items)
    {
        const SQLite::Column column = m_statement.getColumn(m_column++);
        items.resize(static_cast<std::size_t>(column.getBytes()) / sizeof(T));
        if (!items.empty())
            std::memcpy(items.data(), column.getBlob(), items.size() * sizeof(T));
        return *this;
    }

private:
    SQLite::Statement m_statement;
    int m_column = 0;
};

} // namespace tandem::store
