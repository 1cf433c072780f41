#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace tandem {

/// Pixels of one image: 8-bit RGB, rows packed.
struct DecodedImage {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;
};

/// Decodes an image file to 8-bit RGB, upright by its EXIF orientation. Grey, palette and CMYK files become RGB, 16-bit
/// values are divided by 257 and rounded, alpha is dropped (as torchvision's loader does). The string says why it
/// failed: unreadable, unknown format, damaged, cut short. Never throws; any thread.
[[nodiscard]] std::variant<DecodedImage, std::string> decodeImageFile(const std::filesystem::path &path);

} // namespace tandem
