#include "app/cli/npy.h"

#include <spdlog/fmt/fmt.h>

#include <bit>

namespace tandem {

namespace {

static_assert(std::endian::native == std::endian::little, "values are written as they lie in memory");

std::string npy(const char *type, std::span<const std::byte> values, const std::vector<std::int64_t> &shape)
{
    constexpr std::size_t kAlignment = 64, kPrefix = 10; // magic, version, length of the header
    std::string sides;
    for (const std::int64_t side : shape)
        sides += fmt::format("{},", side);
    std::string header = fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': ({}), }}", type, sides);
    header.append((kAlignment - (kPrefix + header.size() + 1) % kAlignment) % kAlignment, ' ');
    header += '\n';
    std::string bytes("\x93NUMPY\x01\x00", 8);
    bytes.push_back(static_cast<char>(header.size() & 0xFF));
    bytes.push_back(static_cast<char>(header.size() >> 8));
    bytes += header;
    bytes.append(reinterpret_cast<const char *>(values.data()), values.size());
    return bytes;
}

} // namespace

std::string npyBytes(std::span<const float> values, const std::vector<std::int64_t> &shape)
{
    return npy("<f4", std::as_bytes(values), shape);
}

std::string npyBytes(std::span<const std::int32_t> values, const std::vector<std::int64_t> &shape)
{
    return npy("<i4", std::as_bytes(values), shape);
}

} // namespace tandem
