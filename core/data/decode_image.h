#pragma once

#include "core/data/rgb_image.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

namespace tandem {

/// Larger images are refused rather than let one file take the memory: 2^27 pixels are 400 MB.
constexpr std::uint64_t kMaxPixels = 1ULL << 27;

/// Decodes an image file given whole to 8-bit RGB, upright. The kind is told by content, not by name.
/// - EXIF orientation is applied. Greyscale is repeated in the three channels, palettes are resolved.
/// - Alpha is dropped, not composed, as torchvision's loader does (PIL's convert("RGB")).
/// - 16-bit channels are divided by 257 and rounded.
/// - CMYK and YCCK JPEGs: ink is inverted if the file carries Adobe's marker, as Photoshop writes it, plain if not;
///   converted as (1 - ink) * (1 - black), without colour profiles.
/// - A JPEG with missing or damaged data is refused, not filled up with grey.
/// Returns why it could not be decoded, in words for a person, or nothing. If `stop` is requested the image may be
/// incomplete. Throws std::bad_alloc only. Any thread.
[[nodiscard]] std::optional<std::string> decodeImage(std::span<const std::uint8_t> file, RgbImage &image,
                                                     std::stop_token stop = {});

/// The parts of decodeImage: orientation is not applied.
[[nodiscard]] std::optional<std::string> decodeJpeg(std::span<const std::uint8_t> file, RgbImage &image,
                                                    std::stop_token stop);
[[nodiscard]] std::optional<std::string> decodePng(std::span<const std::uint8_t> file, RgbImage &image);

/// "more than 134 million pixels", or nothing.
[[nodiscard]] std::optional<std::string> refuseSize(std::uint64_t width, std::uint64_t height);

} // namespace tandem
