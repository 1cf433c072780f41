#include "core/store/embedding_format.h"

#include "core/base/digest.h"
#include "core/base/half.h"

#include <bit>
#include <cassert>
#include <cstring>

namespace tandem::store {

static_assert(std::endian::native == std::endian::little, "embedding files are little-endian");

namespace {

constexpr std::string_view kMagic = "TANDMEMB";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kDigestAt = 96, kDigestBytes = 32;
constexpr std::uint32_t kHasPredicted = 1, kHasPositives = 2; // flags

struct Header {
    char magic[8] = {};
    std::uint32_t version = 0, flags = 0;
    std::int64_t epoch = 0, step = 0, wallMs = 0, ordinal = 0;
    std::uint32_t samples = 0, featureDimension = 0, projectionDimension = 0;
    std::int32_t hExponent = 0, zExponent = 0;
    std::uint8_t reserved[28] = {};
    std::uint8_t digest[kDigestBytes] = {};
};
static_assert(sizeof(Header) == kEmbeddingHeaderBytes && offsetof(Header, digest) == kDigestAt);

template <class T> std::span<const std::byte> bytesOf(const std::vector<T> &values)
{
    return std::as_bytes(std::span(values));
}

/// Takes arrays off the front of what follows the header.
class Taker {
public:
    explicit Taker(std::string_view bytes) : m_bytes(bytes) {}
    template <class T> std::vector<T> take(std::size_t count)
    {
        std::vector<T> values(count);
        if (count > 0)
            std::memcpy(values.data(), m_bytes.data(), count * sizeof(T));
        m_bytes.remove_prefix(count * sizeof(T));
        return values;
    }

private:
    std::string_view m_bytes;
};

void digestInto(std::string_view bytes, std::uint8_t *digest)
{
    Sha256 hash;
    hash.add(bytes.substr(0, kDigestAt));
    hash.add(bytes.substr(kEmbeddingHeaderBytes));
    const std::string text = hash.finish();
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    for (std::size_t i = 0; i < kDigestBytes; ++i)
        digest[i] = static_cast<std::uint8_t>(digit(text[2 * i]) * 16 + digit(text[2 * i + 1]));
}

std::optional<Header> headerOf(std::string_view bytes)
{
    Header header;
    if (bytes.size() < sizeof header)
        return std::nullopt;
    std::memcpy(&header, bytes.data(), sizeof header);
    if (std::string_view(header.magic, sizeof header.magic) != kMagic)
        return std::nullopt;
    return header;
}

/// Of the whole file, or what no file has where the numbers make no sense.
std::uint64_t bytesNeeded(const Header &header)
{
    const std::uint64_t n = header.samples;
    const std::uint64_t width = std::uint64_t{header.featureDimension} + header.projectionDimension;
    std::uint64_t each = 8 + 2 * width;
    each += (header.flags & kHasPredicted) != 0 ? 4 : 0;
    each += (header.flags & kHasPositives) != 0 ? 4 : 0;
    return n > 0 && each > (std::uint64_t{1} << 40) / n ? ~std::uint64_t{0} : sizeof(Header) + n * each;
}

} // namespace

std::vector<std::byte> packEmbedding(const EmbeddingRecord &record)
{
    const std::size_t n = record.samples.size();
    assert(record.labels.size() == n && record.h.size() == n * static_cast<std::size_t>(record.featureDimension) &&
           record.z.size() == n * static_cast<std::size_t>(record.projectionDimension) &&
           (record.predicted.empty() || record.predicted.size() == n) &&
           (record.positives.empty() || record.positives.size() == n));
    const HalfArray h = packHalf(record.h);
    const HalfArray z = packHalf(record.z);
    Header header;
    kMagic.copy(header.magic, sizeof header.magic);
    header.version = kVersion;
    header.flags = (record.predicted.empty() ? 0 : kHasPredicted) | (record.positives.empty() ? 0 : kHasPositives);
    header.epoch = record.epoch;
    header.step = record.step;
    header.wallMs = record.wallMs;
    header.ordinal = record.ordinal;
    header.samples = static_cast<std::uint32_t>(n);
    header.featureDimension = static_cast<std::uint32_t>(record.featureDimension);
    header.projectionDimension = static_cast<std::uint32_t>(record.projectionDimension);
    header.hExponent = h.exponent;
    header.zExponent = z.exponent;

    std::vector<std::byte> bytes(sizeof header);
    std::memcpy(bytes.data(), &header, sizeof header);
    for (const auto &part : {bytesOf(record.samples), bytesOf(record.labels), bytesOf(h.values), bytesOf(z.values),
                             bytesOf(record.predicted), bytesOf(record.positives)})
        bytes.insert(bytes.end(), part.begin(), part.end());
    digestInto({reinterpret_cast<const char *>(bytes.data()), bytes.size()}, header.digest);
    std::memcpy(bytes.data() + kDigestAt, header.digest, kDigestBytes);
    return bytes;
}

std::optional<EmbeddingInfo> embeddingHeader(std::string_view bytes)
{
    const auto header = headerOf(bytes);
    if (!header || header->version != kVersion)
        return std::nullopt;
    return EmbeddingInfo{header->epoch,
                         header->step,
                         header->wallMs,
                         header->ordinal,
                         header->samples,
                         header->featureDimension,
                         header->projectionDimension,
                         static_cast<std::int64_t>(bytes.size())};
}

Result<EmbeddingRecord> unpackEmbedding(std::string_view bytes, const std::string &path)
{
    const auto header = headerOf(bytes);
    if (!header)
        return Error{ErrorCode::FileCorrupt, {path, "it is no stored embedding"}, {}};
    if (header->version > kVersion)
        return Error{ErrorCode::NewerSchema, {path, std::to_string(header->version), std::to_string(kVersion)}, {}};
    std::uint8_t digest[kDigestBytes];
    digestInto(bytes, digest);
    if (bytes.size() != bytesNeeded(*header) || std::memcmp(digest, header->digest, kDigestBytes) != 0)
        return Error{ErrorCode::FileCorrupt, {path, "its checksum does not fit"}, {}};
    const std::size_t n = header->samples;
    Taker taker(bytes.substr(sizeof *header));
    EmbeddingRecord record;
    record.epoch = header->epoch;
    record.step = header->step;
    record.wallMs = header->wallMs;
    record.ordinal = header->ordinal;
    record.featureDimension = header->featureDimension;
    record.projectionDimension = header->projectionDimension;
    record.samples = taker.take<std::uint32_t>(n);
    record.labels = taker.take<std::int32_t>(n);
    record.h = unpackHalf(taker.take<std::uint16_t>(n * header->featureDimension), header->hExponent);
    record.z = unpackHalf(taker.take<std::uint16_t>(n * header->projectionDimension), header->zExponent);
    if ((header->flags & kHasPredicted) != 0)
        record.predicted = taker.take<std::int32_t>(n);
    if ((header->flags & kHasPositives) != 0)
        record.positives = taker.take<float>(n);
    return record;
}

} // namespace tandem::store
