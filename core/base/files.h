#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace tandem {

/// Replaces a file so that a reader or a crash sees the old bytes or the new ones, never a mixture:
/// written beside, fsynced, renamed, folder fsynced. Errors: DiskFull, FileUnwritable; the old file then stays.
[[nodiscard]] Result<void> writeFileAtomically(const std::filesystem::path &path, std::span<const std::byte> bytes);

[[nodiscard]] Result<void> writeFileAtomically(const std::filesystem::path &path, std::string_view text);

/// The whole file. Errors: FileNotFound, FileUnreadable.
[[nodiscard]] Result<std::string> readFile(const std::filesystem::path &path);

/// Makes a folder and its parents. Errors: DiskFull, FileUnwritable.
[[nodiscard]] Result<void> makeFolder(const std::filesystem::path &path);

/// The folder for data that can be made again: $XDG_CACHE_HOME/tandem, else ~/.cache/tandem.
[[nodiscard]] std::filesystem::path cacheFolder();

} // namespace tandem
