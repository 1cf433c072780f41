#pragma once

#include "core/base/result.h"

#include <type_traits>

namespace tandem::engine {

/// The exception being handled as an error: a lost rank, no memory while `doing` ("training"), or what the library
/// said. Call it in a catch block alone.
[[nodiscard]] Error currentEngineError(const char *doing);

/// The wall behind which LibTorch's exceptions stay. `work` returns a Result.
template <class Work> auto caught(const char *doing, Work &&work) -> std::invoke_result_t<Work>
{
    try {
        return work();
    } catch (...) {
        return currentEngineError(doing);
    }
}

} // namespace tandem::engine
