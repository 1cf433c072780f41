#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tandem {

/// Where in a text its `byte`-th byte lies, counted from 1 as JSON's parser counts: "line 3, column 14".
[[nodiscard]] std::string textPlace(std::string_view text, std::size_t byte);

} // namespace tandem
