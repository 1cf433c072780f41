#pragma once

#include "core/data/source.h"

namespace tandem {

/// Reads all images of a source with several threads into a cache file and maps it. Memory is bounded by a few images
/// and 4 MiB a thread, plus 40 bytes and the name of each image. Null if stopped; then, and after an error, no file is
/// left. Errors: NoReadableImage, FileCorrupt, FileUnreadable, DiskFull, FileUnwritable, OutOfMemory.
[[nodiscard]] Result<ImageSetPtr> buildCache(const Source &source, const std::filesystem::path &file, int threads,
                                             const DecodeProgress &progress, const std::stop_token &stop);

} // namespace tandem
