#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// The wire format of protocol buffers, as far as event files need it.

namespace tandem::wire {

/// Builds one message. Fields may come in any order.
class Message {
public:
    Message &varint(int field, std::uint64_t value);
    Message &fixed64(int field, double value);
    Message &fixed32(int field, float value);
    Message &bytes(int field, std::string_view value);
    Message &message(int field, const Message &value) { return bytes(field, value.m_bytes); }
    [[nodiscard]] const std::string &data() const { return m_bytes; }

private:
    void key(int field, int type);
    std::string m_bytes;
};

struct Field {
    int number = 0;
    int type = 0;               // 0 varint, 1 64 bits, 2 bytes, 5 32 bits
    std::uint64_t number64 = 0; // of types 0, 1 and 5
    std::string_view bytes;     // of type 2

    [[nodiscard]] double asDouble() const;
    [[nodiscard]] float asFloat() const;
};

/// Walks the fields of a message. Ends early at bytes that are no field; isSound() tells.
class Fields {
public:
    explicit Fields(std::string_view bytes) : m_rest(bytes) {}
    [[nodiscard]] std::optional<Field> next();
    [[nodiscard]] bool isSound() const { return m_sound; }

private:
    [[nodiscard]] std::optional<std::uint64_t> varint();
    [[nodiscard]] std::optional<std::uint64_t> little(std::size_t bytes);
    std::string_view m_rest;
    bool m_sound = true;
};

/// Appends a number's bytes, least first.
void appendLittle(std::string &bytes, std::uint64_t value, int count);
[[nodiscard]] std::uint64_t readLittle(std::string_view bytes);

} // namespace tandem::wire
