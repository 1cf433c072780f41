#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {

/// A file as a folder lists it. Size and time are 0 if it vanished meanwhile (a dangling link).
struct ListedFile {
    std::string name;
    std::uint64_t size = 0;
    std::int64_t modifiedNs = 0;
};

/// One level of a folder in natural order, hidden entries left out, links followed.
struct FolderListing {
    std::vector<ListedFile> files;
    std::vector<std::string> folders;
};

/// Errors: FileNotFound, FileUnreadable.
[[nodiscard]] Result<FolderListing> listFolder(const std::filesystem::path &folder);

/// Errors: FileNotFound, FileUnreadable. The name is the path's last component.
[[nodiscard]] Result<ListedFile> listFile(const std::filesystem::path &file);

/// As people count: runs of digits by value ("2" before "10"), letters without regard to ASCII case, "/" before
/// everything. A total order: names that are equal so far are told apart byte by byte.
[[nodiscard]] bool naturalLess(std::string_view a, std::string_view b);

} // namespace tandem
