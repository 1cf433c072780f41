#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Numbers as people read them, for tables and the progress bar. Always the C locale.

namespace tandem {

[[nodiscard]] std::string percentText(double share);          // 0.4213 -> "42.1 %"
[[nodiscard]] std::string bytesText(std::int64_t bytes);      // "512.0 MiB"
[[nodiscard]] std::string clockText(double seconds);          // "2:05", "1:00:07"
[[nodiscard]] std::string timeText(std::int64_t msSince1970); // "2024-05-31 14:02", local time; "" for 0
[[nodiscard]] std::string countText(std::int64_t count, std::string_view one, std::string_view many);

/// Characters that a terminal shows for UTF-8 text, one cell per code point.
[[nodiscard]] std::size_t columns(std::string_view utf8);
/// The first `count` code points.
[[nodiscard]] std::string cutToColumns(std::string_view utf8, std::size_t count);

/// Rows of cells as aligned columns, two spaces between them; the first row is the heading. Ends each line with \n.
[[nodiscard]] std::string tableText(const std::vector<std::vector<std::string>> &rows);

} // namespace tandem
