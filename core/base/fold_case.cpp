#include "core/base/fold_case.h"

#include <cstdint>

namespace tandem {

namespace {

/// Of letters that UTF-8 writes in two bytes.
std::uint32_t smallLetter(std::uint32_t letter)
{
    if (letter >= 0xC0 && letter <= 0xDE && letter != 0xD7) // À to Þ, but for ×
        return letter + 0x20;
    if (letter >= 0x391 && letter <= 0x3A9 && letter != 0x3A2) // Α to Ω
        return letter + 0x20;
    if (letter >= 0x410 && letter <= 0x42F) // А to Я
        return letter + 0x20;
    if (letter >= 0x400 && letter <= 0x40F) // Ѐ to Џ
        return letter + 0x50;
    return letter;
}

} // namespace

std::string foldCase(std::string_view utf8)
{
    std::string folded(utf8);
    for (std::size_t i = 0; i < folded.size(); ++i) {
        const auto byte = static_cast<unsigned char>(folded[i]);
        if (byte >= 'A' && byte <= 'Z') {
            folded[i] = static_cast<char>(byte + ('a' - 'A'));
            continue;
        }
        const bool isPair = byte >= 0xC2 && byte <= 0xDF && i + 1 < folded.size();
        if (!isPair || (static_cast<unsigned char>(folded[i + 1]) & 0xC0U) != 0x80)
            continue;
        const std::uint32_t letter =
            smallLetter((byte & 0x1FU) << 6U | (static_cast<unsigned char>(folded[i + 1]) & 0x3FU));
        folded[i] = static_cast<char>(0xC0U | letter >> 6U);
        folded[++i] = static_cast<char>(0x80U | (letter & 0x3FU));
    }
    return folded;
}

} // namespace tandem
