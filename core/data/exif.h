#pragma once

#include <cstdint>
#include <span>

namespace tandem {

/// The EXIF orientation (1 to 8) of a JPEG, PNG or WebP file given whole; 1 if it has none or one that makes no sense.
[[nodiscard]] int exifOrientation(std::span<const std::uint8_t> file);

} // namespace tandem
