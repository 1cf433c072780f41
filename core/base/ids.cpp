#include "core/base/ids.h"

#include <array>
#include <chrono>
#include <mutex>
#include <random>

namespace tandem {

namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int kTimeDigits = 10;
constexpr int kRandomDigits = 16;

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

/// Adds one to base-32 digits, most significant first.
void increment(std::array<std::uint8_t, kRandomDigits> &digits)
{
    for (int i = kRandomDigits - 1; i >= 0; --i) {
        if (++digits[static_cast<std::size_t>(i)] < 32)
            return;
        digits[static_cast<std::size_t>(i)] = 0;
    }
}

} // namespace

RunId RunId::make()
{
    static std::mutex mutex;
    static std::int64_t lastMs = 0;
    static std::array<std::uint8_t, kRandomDigits> random{};

    const std::lock_guard lock(mutex);
    using namespace std::chrono;
    const std::int64_t nowMs = duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    if (nowMs > lastMs) {
        lastMs = nowMs;
        std::random_device device;
        for (auto &digit : random)
            digit = static_cast<std::uint8_t>(device() & 31U);
    } else {
        increment(random);
    }

    RunId id;
    for (int i = kTimeDigits - 1; i >= 0; --i)
        id.m_text += kAlphabet[static_cast<std::size_t>((lastMs >> (5 * i)) & 31)];
    for (const auto digit : random)
        id.m_text += kAlphabet[digit];
    return id;
}

RunId RunId::fromString(std::string_view text)
{
    RunId id;
    if (text.size() != kTimeDigits + kRandomDigits)
        return id;
    for (const char c : text)
        if (kAlphabet.find(upper(c)) == std::string_view::npos)
            return id;
    for (const char c : text)
        id.m_text += upper(c);
    return id;
}

std::int64_t RunId::timestampMs() const
{
    std::int64_t ms = 0;
    for (int i = 0; i < kTimeDigits && isValid(); ++i)
        ms = ms * 32 + static_cast<std::int64_t>(kAlphabet.find(m_text[static_cast<std::size_t>(i)]));
    return ms;
}

} // namespace tandem
