#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tandem {

/// What an archive must know of a sweep's file, which belongs to core/sweep otherwise. Internal to core/exchange.
struct ArchivedSweep {
    std::string name;
    std::string paused; // the file again, for a sweep of which nothing begins by itself
};
/// None for a file that is no sweep.
[[nodiscard]] std::optional<ArchivedSweep> archivedSweep(std::string_view json);

} // namespace tandem
