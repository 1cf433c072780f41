#include "core/engine/number_text.h"

#include <array>
#include <cstdio>

namespace tandem::engine {

std::string formatted(const char *format, double value)
{
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), format, value);
    return buffer.data();
}

} // namespace tandem::engine
