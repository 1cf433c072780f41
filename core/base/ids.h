#pragma once

#include <cstdint>
#include <string> // brings <compare>, which moc 6.4 cannot parse as the first header
#include <string_view>

namespace tandem {

/// A ULID: 26 characters of Crockford base 32, 48 bits of milliseconds and 80 random bits. Sorts by time of making.
class RunId {
public:
    RunId() = default;

    /// A fresh id, later than every id made before by this process (same-millisecond ids count up).
    [[nodiscard]] static RunId make();
    /// An id from its text; invalid (see isValid) if the text is no ULID. Lower case is accepted.
    [[nodiscard]] static RunId fromString(std::string_view text);

    [[nodiscard]] bool isValid() const { return !m_text.empty(); }
    [[nodiscard]] const std::string &toString() const { return m_text; }
    /// Milliseconds since 1970 UTC at which the id was made.
    [[nodiscard]] std::int64_t timestampMs() const;

    auto operator<=>(const RunId &) const = default;

private:
    std::string m_text;
};

} // namespace tandem
