#pragma once

#include <cstdint>
#include <string_view>

namespace tandem {

/// CRC-32C (Castagnoli) of some bytes.
[[nodiscard]] std::uint32_t crc32c(std::string_view bytes);
/// As TensorFlow's record files store it: rotated and shifted, so that a checksum of checksums does not vanish.
[[nodiscard]] std::uint32_t maskedCrc32c(std::string_view bytes);

} // namespace tandem
