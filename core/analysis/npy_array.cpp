#include "core/analysis/npy_array.h"

#include "core/base/half.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <optional>
#include <string_view>

namespace tandem {

namespace {

static_assert(std::endian::native == std::endian::little, "values are read as they lie in the file");

constexpr std::string_view kMagic = "\x93NUMPY";

Error unusable(const std::filesystem::path &path, std::string what)
{
    return {ErrorCode::UnusableArray, {path.string(), std::move(what)}, {}};
}

/// What the header's dictionary says.
struct Header {
    std::string type; // "<f4"
    bool isFortran = false;
    std::vector<std::int64_t> shape;
    std::size_t dataStart = 0;
};

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\n");
    return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

/// The text of a value up to the comma or brace that ends it; parentheses hold together.
std::optional<std::string_view> valueOf(std::string_view dictionary, std::string_view key)
{
    for (const char quote : {'\'', '"'}) {
        const std::string quoted = std::string(1, quote).append(key) + quote;
        const auto place = dictionary.find(quoted);
        if (place == dictionary.npos)
            continue;
        const auto colon = dictionary.find(':', place + quoted.size());
        if (colon == dictionary.npos)
            return std::nullopt;
        int depth = 0;
        for (auto end = colon + 1; end < dictionary.size(); ++end) {
            const char c = dictionary[end];
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (depth <= 0 && (c == ',' || c == '}'))
                return trimmed(dictionary.substr(colon + 1, end - colon - 1));
        }
    }
    return std::nullopt;
}

bool parseShape(std::string_view text, std::vector<std::int64_t> &shape)
{
    if (text.size() < 2 || text.front() != '(' || text.back() != ')')
        return false;
    text = text.substr(1, text.size() - 2);
    while (!trimmed(text).empty()) {
        const auto comma = text.find(',');
        const auto side = trimmed(text.substr(0, comma));
        std::int64_t value = 0;
        const auto result = std::from_chars(side.data(), side.data() + side.size(), value);
        if (result.ec != std::errc() || result.ptr != side.data() + side.size() || value < 0)
            return false;
        shape.push_back(value);
        text = comma == text.npos ? std::string_view() : text.substr(comma + 1);
    }
    return true;
}

std::optional<Header> parseHeader(const std::string &bytes)
{
    constexpr std::size_t kVersion = kMagic.size(), kLength = kVersion + 2;
    if (bytes.size() < kLength + 4 || bytes.compare(0, kMagic.size(), kMagic) != 0)
        return std::nullopt;
    // Version 1 has two bytes for the length, later ones four.
    const std::size_t width = bytes[kVersion] == 1 ? 2 : 4;
    std::size_t length = 0;
    for (std::size_t i = 0; i < width; ++i)
        length |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[kLength + i])) << (8 * i);
    Header header;
    header.dataStart = kLength + width + length;
    if (header.dataStart > bytes.size())
        return std::nullopt;
    const auto dictionary = std::string_view(bytes).substr(kLength + width, length);
    const auto type = valueOf(dictionary, "descr"), order = valueOf(dictionary, "fortran_order"),
               shape = valueOf(dictionary, "shape");
    if (!type || !order || !shape || !parseShape(*shape, header.shape))
        return std::nullopt;
    header.type = *type;
    std::erase_if(header.type, [](char c) { return c == '\'' || c == '"'; });
    header.isFortran = *order == "True";
    return header;
}

template <class T> double numberAt(const char *from)
{
    T value;
    std::memcpy(&value, from, sizeof value);
    return static_cast<double>(value);
}

double halfAt(const char *from)
{
    std::uint16_t bits = 0;
    std::memcpy(&bits, from, sizeof bits);
    return static_cast<double>(floatFromHalf(bits));
}

struct Type {
    std::string_view code; // without the byte order
    std::size_t size;
    bool isInteger;
    double (*read)(const char *from);
};
constexpr Type kTypes[] = {
    {"f2", 2, false, halfAt},
    {"f4", 4, false, numberAt<float>},
    {"f8", 8, false, numberAt<double>},
    {"i1", 1, true, numberAt<std::int8_t>},
    {"i2", 2, true, numberAt<std::int16_t>},
    {"i4", 4, true, numberAt<std::int32_t>},
    {"i8", 8, true, numberAt<std::int64_t>},
    {"u1", 1, true, numberAt<std::uint8_t>},
    {"u2", 2, true, numberAt<std::uint16_t>},
    {"u4", 4, true, numberAt<std::uint32_t>},
    {"u8", 8, true, numberAt<std::uint64_t>},
    {"b1", 1, true, numberAt<std::uint8_t>},
};

/// Where the value at a place in C order lies in the file.
std::size_t placeInFile(std::size_t place, const Header &header)
{
    if (!header.isFortran)
        return place;
    std::size_t inFile = 0, stride = 1;
    std::vector<std::size_t> indices(header.shape.size());
    for (std::size_t axis = header.shape.size(); axis-- > 0;) {
        const auto side = static_cast<std::size_t>(header.shape[axis]);
        indices[axis] = place % side;
        place /= side;
    }
    for (std::size_t axis = 0; axis < header.shape.size(); ++axis) {
        inFile += indices[axis] * stride;
        stride *= static_cast<std::size_t>(header.shape[axis]);
    }
    return inFile;
}

} // namespace

Result<NpyArray> parseNpy(const std::string &bytes, const std::filesystem::path &path)
{
    const auto header = parseHeader(bytes);
    if (!header)
        return unusable(path, "it is no NumPy file (.npy), or its beginning is damaged");
    const std::string_view code = std::string_view(header->type).substr(std::min<std::size_t>(1, header->type.size()));
    const auto *type = std::find_if(std::begin(kTypes), std::end(kTypes),
                                    [code](const Type &candidate) { return candidate.code == code; });
    if (type == std::end(kTypes) || (header->type.front() == '>' && type->size > 1))
        return unusable(path, "its values are of type " + header->type +
                                  "; save it as little-endian floats or integers, for example with "
                                  "numpy.save(file, array.astype('<f4'))");
    std::size_t count = 1;
    for (const std::int64_t side : header->shape) {
        if (side > 0 && count > bytes.size() / static_cast<std::size_t>(side))
            return unusable(path, "it ends before all values that its shape promises");
        count *= static_cast<std::size_t>(side);
    }
    if ((bytes.size() - header->dataStart) / type->size < count)
        return unusable(path, "it ends before all values that its shape promises");
    NpyArray array{header->shape, std::vector<double>(count), type->isInteger};
    for (std::size_t i = 0; i < count; ++i)
        array.values[i] = type->read(bytes.data() + header->dataStart + placeInFile(i, *header) * type->size);
    return array;
}

} // namespace tandem
