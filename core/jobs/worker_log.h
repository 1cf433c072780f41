#pragma once

#include <QString>

#include <cstdint>
#include <filesystem>

namespace tandem {

/// What a process said last, from its log: the sentence of a JSON line {"error":{"sentence":…}}, else the last line
/// that is not empty, cut to a readable length. Bytes before `from` belong to earlier processes. Empty if it said
/// nothing.
[[nodiscard]] QString lastWords(const std::filesystem::path &log, std::int64_t from = 0);

} // namespace tandem
