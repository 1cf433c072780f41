#pragma once

#include "core/data/cache_file.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace tandem {

// A cache file: header, padding to kCacheAlignment, pixels, and at header.tailOffset the tail: records, names, text
// block. The header is written last, so that an unfinished file has none.
struct CacheHeader {
    std::array<char, 8> magic{};
    std::uint32_t version = 0;
    std::uint32_t byteOrder = 0; // kByteOrder as this machine stores it
    std::uint64_t fileBytes = 0;
    std::uint64_t tailOffset = 0;
    std::uint64_t recordCount = 0;
    std::uint64_t namesBytes = 0;
    std::uint64_t textBytes = 0;
    std::array<char, 64> checksum{}; // SHA-256 over the header up to here and the tail, in hexadecimal digits
    std::uint64_t reserved = 0;
};
static_assert(sizeof(CacheHeader) == 128);

constexpr std::array<char, 8> kCacheMagic{'T', 'A', 'N', 'D', 'E', 'M', 'I', 'M'};
constexpr std::uint32_t kCacheVersion = 2; // 2: with the identity of the content
constexpr std::uint32_t kByteOrder = 0x01020304;

/// The checksum that belongs into the header.
[[nodiscard]] std::array<char, 64> cacheChecksum(const CacheHeader &header, std::span<const std::byte> tail);

/// Strings of the tables, each with its length before it.
[[nodiscard]] std::string packText(const CacheTables &tables);

/// Reads packText's block into the tables; false if it is no such block.
[[nodiscard]] bool unpackText(std::string_view text, CacheTables &tables);

} // namespace tandem
