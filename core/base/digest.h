#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace tandem {

/// SHA-256 over data fed in pieces.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256 &) = delete;
    Sha256 &operator=(const Sha256 &) = delete;

    void add(std::span<const std::byte> bytes);
    void add(std::string_view text);
    /// 64 lower-case hexadecimal digits. The object is spent afterwards.
    [[nodiscard]] std::string finish();

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

[[nodiscard]] std::string sha256(std::string_view text);

} // namespace tandem
