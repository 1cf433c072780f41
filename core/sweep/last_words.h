#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

namespace tandem {

/// The error of a line {"error":{"code":…, "message":…, "arguments":…}}; LaunchFailed with the message where the code
/// is of a newer program; none for any other line.
[[nodiscard]] std::optional<Error> errorInLine(std::string_view line);

/// What a process that ended too early said last, from its log: the error of a JSON line {"error":{"code":…,
/// "arguments":…}} wherever it stands, else LaunchFailed with the last line that is not empty, cut to a readable
/// length, or with words that say that it said nothing. Bytes before `from` belong to earlier processes.
[[nodiscard]] Error lastWords(const std::filesystem::path &log, std::int64_t from = 0);

} // namespace tandem
