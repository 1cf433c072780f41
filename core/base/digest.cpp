#include "core/base/digest.h"

#include <openssl/evp.h>

#include <array>

namespace tandem {

struct Sha256::Context {
    EVP_MD_CTX *evp = EVP_MD_CTX_new();
    ~Context() { EVP_MD_CTX_free(evp); }
};

Sha256::Sha256() : m_context(std::make_unique<Context>())
{
    EVP_DigestInit_ex(m_context->evp, EVP_sha256(), nullptr);
}

Sha256::~Sha256() = default;

void Sha256::add(std::span<const std::byte> bytes)
{
    EVP_DigestUpdate(m_context->evp, bytes.data(), bytes.size());
}

void Sha256::add(std::string_view text)
{
    EVP_DigestUpdate(m_context->evp, text.data(), text.size());
}

std::string Sha256::finish()
{
    std::array<unsigned char, 32> digest{};
    unsigned length = 0;
    EVP_DigestFinal_ex(m_context->evp, digest.data(), &length);
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : digest) {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

std::string sha256(std::string_view text)
{
    Sha256 hash;
    hash.add(text);
    return hash.finish();
}

} // namespace tandem
