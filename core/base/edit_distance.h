#pragma once

#include <cstddef>
#include <string_view>

namespace tandem {

/// How many bytes must be put in, taken out or replaced to make one text of the other (Levenshtein): what a mistyped
/// key was meant to be lies nearest.
[[nodiscard]] std::size_t editDistance(std::string_view a, std::string_view b);

} // namespace tandem
