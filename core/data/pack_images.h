#pragma once

#include "core/data/source_listing.h"

namespace tandem {

enum class PackEnd { Packed, Stopped };

/// Decodes a source into a pack at `place`, on several threads, in the order of the listing, holding only a few images
/// in memory. Errors: NoReadableImage, FileUnreadable, DiskFull, FileUnwritable.
[[nodiscard]] Result<PackEnd> packImages(const SourceListing &listing, const std::filesystem::path &place,
                                         const OpenImagesOptions &options, const std::stop_token &stop);

} // namespace tandem
