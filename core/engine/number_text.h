#pragma once

#include <string>

namespace tandem::engine {

/// printf's, for one number: at most 63 characters.
[[nodiscard]] std::string formatted(const char *format, double value);

} // namespace tandem::engine
