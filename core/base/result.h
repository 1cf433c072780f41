#pragma once

#include "core/base/error.h"

#include <cassert>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace tandem {

/// What a function that can fail for outside reasons returns: a T or an Error.
/// Member names follow std::expected (C++23), which this is to become an alias of.
template <class T> class [[nodiscard]] Result {
public:
    using value_type = T;

    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    template <class U>
    requires(!std::is_same_v<U, T> && std::is_convertible_v<U, T>) Result(Result<U> other)
        : m_state(std::in_place_index<1>, Error{})
    {
        if (other)
            m_state.template emplace<0>(std::move(*other));
        else
            m_state.template emplace<1>(std::move(other.error()));
    }

    [[nodiscard]] bool has_value() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    T &value() &
    {
        assert(has_value());
        return *std::get_if<0>(&m_state);
    }
    const T &value() const &
    {
        assert(has_value());
        return *std::get_if<0>(&m_state);
    }
    T &&value() && { return std::move(value()); }

    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(value()); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }

    Error &error() &
    {
        assert(!has_value());
        return *std::get_if<1>(&m_state);
    }
    const Error &error() const &
    {
        assert(!has_value());
        return *std::get_if<1>(&m_state);
    }
    Error &&error() && { return std::move(error()); }

    template <class U> [[nodiscard]] T value_or(U &&fallback) const &
    {
        return has_value() ? value() : static_cast<T>(std::forward<U>(fallback));
    }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value, or an Error.
template <> class [[nodiscard]] Result<void> {
public:
    using value_type = void;

    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    [[nodiscard]] bool has_value() const noexcept { return !m_error.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }

    Error &error() &
    {
        assert(m_error);
        return *m_error;
    }
    const Error &error() const &
    {
        assert(m_error);
        return *m_error;
    }

private:
    std::optional<Error> m_error;
};

} // namespace tandem
