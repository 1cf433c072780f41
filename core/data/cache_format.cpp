#include "core/data/cache_format.h"

#include "core/base/digest.h"

#include <cstring>

namespace tandem {

namespace {

void put(std::string &block, std::string_view text)
{
    const std::uint64_t bytes = text.size();
    block.append(reinterpret_cast<const char *>(&bytes), sizeof bytes);
    block.append(text);
}

void putCount(std::string &block, std::size_t count)
{
    const std::uint64_t number = count;
    block.append(reinterpret_cast<const char *>(&number), sizeof number);
}

/// Takes values off the front of a block; `good` turns false when it runs out.
struct TextReader {
    std::string_view rest;
    bool good = true;

    std::uint64_t count()
    {
        std::uint64_t number = 0;
        if (rest.size() < sizeof number) {
            good = false;
            return 0;
        }
        std::memcpy(&number, rest.data(), sizeof number);
        rest.remove_prefix(sizeof number);
        return number;
    }
    std::string text()
    {
        const std::uint64_t bytes = count();
        if (bytes > rest.size()) {
            good = false;
            return {};
        }
        std::string value(rest.substr(0, bytes));
        rest.remove_prefix(bytes);
        return value;
    }
};

} // namespace

std::array<char, 64> cacheChecksum(const CacheHeader &header, std::span<const std::byte> tail)
{
    Sha256 digest;
    digest.add(std::as_bytes(std::span(&header, 1)).first(offsetof(CacheHeader, checksum)));
    digest.add(tail);
    const std::string digits = digest.finish();
    std::array<char, 64> checksum{};
    std::memcpy(checksum.data(), digits.data(), checksum.size());
    return checksum;
}

std::string packText(const CacheTables &tables)
{
    std::string block;
    put(block, tables.fingerprint);
    put(block, tables.identity);
    put(block, tables.kind);
    putCount(block, tables.classNames.size());
    for (const std::string &name : tables.classNames)
        put(block, name);
    putCount(block, tables.skipped.size());
    for (const SkippedFile &file : tables.skipped) {
        put(block, file.name);
        put(block, file.reason);
    }
    putCount(block, tables.mayReturn.size());
    for (const std::string &name : tables.mayReturn)
        put(block, name);
    return block;
}

bool unpackText(std::string_view text, CacheTables &tables)
{
    TextReader reader{text};
    tables.fingerprint = reader.text();
    tables.identity = reader.text();
    tables.kind = reader.text();
    for (std::uint64_t left = reader.count(); left > 0 && reader.good; --left)
        tables.classNames.push_back(reader.text());
    for (std::uint64_t left = reader.count(); left > 0 && reader.good; --left) {
        std::string name = reader.text();
        tables.skipped.push_back({std::move(name), reader.text()});
    }
    for (std::uint64_t left = reader.count(); left > 0 && reader.good; --left)
        tables.mayReturn.push_back(reader.text());
    return reader.good && reader.rest.empty();
}

} // namespace tandem
