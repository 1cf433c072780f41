#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tandem {

/// RGB pixels, row by row, as the bytes of a PNG file.
[[nodiscard]] std::string pngBytes(std::span<const std::uint8_t> pixels, int width, int height);
[[nodiscard]] std::string base64(std::string_view bytes);

} // namespace tandem
