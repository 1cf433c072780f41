#include "core/exchange/wire.h"

#include <bit>

namespace tandem::wire {

void appendLittle(std::string &bytes, std::uint64_t value, int count)
{
    for (int i = 0; i < count; ++i)
        bytes += static_cast<char>((value >> (8 * i)) & 0xFF);
}

std::uint64_t readLittle(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    return value;
}

namespace {

void appendVarint(std::string &bytes, std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        bytes += static_cast<char>((value & 0x7F) | 0x80);
    bytes += static_cast<char>(value);
}

} // namespace

void Message::key(int field, int type)
{
    appendVarint(m_bytes, static_cast<std::uint64_t>(field) << 3 | static_cast<std::uint64_t>(type));
}

Message &Message::varint(int field, std::uint64_t value)
{
    key(field, 0);
    appendVarint(m_bytes, value);
    return *this;
}

Message &Message::fixed64(int field, double value)
{
    key(field, 1);
    appendLittle(m_bytes, std::bit_cast<std::uint64_t>(value), 8);
    return *this;
}

Message &Message::fixed32(int field, float value)
{
    key(field, 5);
    appendLittle(m_bytes, std::bit_cast<std::uint32_t>(value), 4);
    return *this;
}

Message &Message::bytes(int field, std::string_view value)
{
    key(field, 2);
    appendVarint(m_bytes, value.size());
    m_bytes += value;
    return *this;
}

double Field::asDouble() const
{
    return std::bit_cast<double>(number64);
}

float Field::asFloat() const
{
    return std::bit_cast<float>(static_cast<std::uint32_t>(number64));
}

std::optional<std::uint64_t> Fields::varint()
{
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64 && !m_rest.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(m_rest.front());
        m_rest.remove_prefix(1);
        value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
        if ((byte & 0x80) == 0)
            return value;
    }
    return std::nullopt;
}

std::optional<std::uint64_t> Fields::little(std::size_t bytes)
{
    if (m_rest.size() < bytes)
        return std::nullopt;
    const std::uint64_t value = readLittle(m_rest.substr(0, bytes));
    m_rest.remove_prefix(bytes);
    return value;
}

std::optional<Field> Fields::next()
{
    if (m_rest.empty())
        return std::nullopt;
    const auto key = varint();
    Field field;
    std::optional<std::uint64_t> value;
    if (key) {
        field.number = static_cast<int>(*key >> 3);
        field.type = static_cast<int>(*key & 7);
        if (field.type == 0 || field.type == 2)
            value = varint();
        else if (field.type == 1 || field.type == 5)
            value = little(field.type == 1 ? 8 : 4);
    }
    if (!value || (field.type == 2 && *value > m_rest.size())) {
        m_sound = false;
        m_rest = {};
        return std::nullopt;
    }
    field.number64 = *value;
    if (field.type == 2) {
        field.bytes = m_rest.substr(0, *value);
        m_rest.remove_prefix(*value);
    }
    return field;
}

} // namespace tandem::wire
