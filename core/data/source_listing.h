#pragma once

#include "core/base/result.h"
#include "core/data/image_set.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tandem {

/// How the pixels of a source are stored.
enum class SourceFormat { ImageFiles, Cifar10, Cifar100, Stl10 };

struct SourceFile {
    std::string name; // relative to the root, '/' between parts
    std::int64_t bytes = 0;
    std::int64_t modifiedNs = 0;
    std::int32_t label = kNoLabel; // of image files
};

/// What stands at a path, found by listing alone: nothing is decoded.
struct SourceListing {
    SourceFormat format = SourceFormat::ImageFiles;
    std::filesystem::path root;    // folder that names are relative to
    std::vector<SourceFile> files; // in the order of their images
    std::vector<std::string> classNames;
    std::vector<SkippedFile> skipped; // seen and left out
};

/// Errors: FileNotFound, FileUnreadable, FolderEmpty, UnknownDataset, BadUsage (a folder that holds the parts of a
/// dataset).
[[nodiscard]] Result<SourceListing> listSource(const std::filesystem::path &path);

/// 64 hexadecimal digits over pack format, kind, names, sizes and times: another value whenever a file changed.
[[nodiscard]] std::string listingFingerprint(const SourceListing &listing);

/// "image folder", "CIFAR-10", …
[[nodiscard]] const char *formatTitle(SourceFormat format);

/// True if a comes before b as a person counts: "2" before "10".
[[nodiscard]] bool naturalLess(std::string_view a, std::string_view b);

} // namespace tandem
