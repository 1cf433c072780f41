#include "core/data/exif.h"

#include <cstddef>
#include <cstring>
#include <string_view>

namespace tandem {

namespace {

using Bytes = std::span<const std::uint8_t>;

bool startsWith(Bytes bytes, std::string_view text)
{
    return bytes.size() >= text.size() && std::memcmp(bytes.data(), text.data(), text.size()) == 0;
}

/// An unsigned number of `count` bytes; the caller has checked the bounds.
std::uint32_t number(Bytes bytes, std::size_t at, int count, bool bigEndian)
{
    std::uint32_t value = 0;
    for (int i = 0; i < count; ++i)
        value |= static_cast<std::uint32_t>(bytes[at + static_cast<std::size_t>(i)])
                 << (8 * (bigEndian ? count - 1 - i : i));
    return value;
}

/// Reads tag 0x0112 of the first directory of a TIFF block, which is what an EXIF block is.
int orientationOfTiff(Bytes tiff)
{
    constexpr std::uint32_t kOrientationTag = 0x0112;
    constexpr std::uint32_t kShort = 3;
    constexpr std::size_t kEntryBytes = 12;
    const bool big = startsWith(tiff, "MM");
    if (tiff.size() < 8 || (!big && !startsWith(tiff, "II")) || number(tiff, 2, 2, big) != 42)
        return 1;
    const std::size_t directory = number(tiff, 4, 4, big);
    if (directory > tiff.size() - 2)
        return 1;
    const std::uint32_t entries = number(tiff, directory, 2, big);
    for (std::uint32_t i = 0; i < entries; ++i) {
        const std::size_t at = directory + 2 + i * kEntryBytes;
        if (at + kEntryBytes > tiff.size())
            return 1;
        if (number(tiff, at, 2, big) != kOrientationTag || number(tiff, at + 2, 2, big) != kShort)
            continue;
        const std::uint32_t value = number(tiff, at + 8, 2, big);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

/// Walks the marker segments up to the first scan.
int orientationOfJpeg(Bytes file)
{
    std::size_t at = 2;
    while (at + 4 <= file.size() && file[at] == 0xFF) {
        const std::uint8_t marker = file[at + 1];
        if (marker == 0xFF) { // fill byte
            ++at;
            continue;
        }
        const bool standsAlone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
        if (standsAlone) {
            at += 2;
            continue;
        }
        constexpr std::uint8_t kStartOfScan = 0xDA;
        constexpr std::uint8_t kApp1 = 0xE1;
        const std::size_t length = number(file, at + 2, 2, true);
        if (marker == kStartOfScan || length < 2 || at + 2 + length > file.size())
            return 1;
        const Bytes segment = file.subspan(at + 4, length - 2);
        if (marker == kApp1 && startsWith(segment, std::string_view("Exif\0\0", 6)))
            return orientationOfTiff(segment.subspan(6));
        at += 2 + length;
    }
    return 1;
}

int orientationOfPng(Bytes file)
{
    std::size_t at = 8;
    while (at + 12 <= file.size()) {
        const std::size_t length = number(file, at, 4, true);
        if (length > file.size() - at - 12)
            return 1;
        if (startsWith(file.subspan(at + 4), "eXIf"))
            return orientationOfTiff(file.subspan(at + 8, length));
        at += 12 + length;
    }
    return 1;
}

int orientationOfWebp(Bytes file)
{
    std::size_t at = 12;
    while (at + 8 <= file.size()) {
        const std::size_t length = number(file, at + 4, 4, false);
        if (length > file.size() - at - 8)
            return 1;
        if (startsWith(file.subspan(at), "EXIF")) {
            const Bytes chunk = file.subspan(at + 8, length);
            const std::string_view jpegPrefix("Exif\0\0", 6); // some writers keep it
            return orientationOfTiff(startsWith(chunk, jpegPrefix) ? chunk.subspan(jpegPrefix.size()) : chunk);
        }
        at += 8 + length + length % 2;
    }
    return 1;
}

} // namespace

int exifOrientation(Bytes file)
{
    if (startsWith(file, "\xFF\xD8"))
        return orientationOfJpeg(file);
    if (startsWith(file, "\x89PNG\r\n\x1A\n"))
        return orientationOfPng(file);
    if (startsWith(file, "RIFF") && file.size() >= 12 && startsWith(file.subspan(8), "WEBP"))
        return orientationOfWebp(file);
    return 1;
}

} // namespace tandem
