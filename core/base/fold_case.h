#pragma once

#include <string>
#include <string_view>

namespace tandem {

/// Lower case for finding: ASCII, and of the Latin-1, Greek and Cyrillic letters those whose small form is a fixed
/// distance away. Everything else stays, bytes that are no UTF-8 too. Never depends on the locale.
[[nodiscard]] std::string foldCase(std::string_view utf8);

} // namespace tandem
