#include "core/data/cache_format.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <cstring>
#include <utility>

namespace tandem {

namespace fs = std::filesystem;

namespace {

/// A file mapped for reading.
class Mapping {
public:
    Mapping() = default;
    Mapping(int fd, std::size_t bytes) : m_address(::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, fd, 0)), m_bytes(bytes)
    {
        if (m_address == MAP_FAILED)
            m_address = nullptr;
    }
    ~Mapping()
    {
        if (m_address != nullptr)
            ::munmap(m_address, m_bytes);
    }
    Mapping(Mapping &&other) noexcept
        : m_address(std::exchange(other.m_address, nullptr)), m_bytes(std::exchange(other.m_bytes, 0))
    {
    }
    Mapping &operator=(Mapping &&) = delete;

    [[nodiscard]] bool isValid() const { return m_address != nullptr; }
    [[nodiscard]] std::span<const std::byte> bytes() const
    {
        return {static_cast<const std::byte *>(m_address), m_bytes};
    }

private:
    void *m_address = nullptr;
    std::size_t m_bytes = 0;
};

class CachedImages : public ImageSet {
public:
    CachedImages(Mapping mapping, CacheTables tables, std::span<const CacheRecord> records, std::string_view names,
                 fs::path source, fs::path file)
        : m_mapping(std::move(mapping)), m_tables(std::move(tables)), m_records(records), m_names(names),
          m_source(std::move(source)), m_file(std::move(file))
    {
    }

    [[nodiscard]] std::uint32_t size() const override { return static_cast<std::uint32_t>(m_records.size()); }
    [[nodiscard]] ImageView image(std::uint32_t i) const override
    {
        const CacheRecord &record = at(i);
        return {reinterpret_cast<const std::uint8_t *>(m_mapping.bytes().data() + record.offset),
                static_cast<int>(record.width), static_cast<int>(record.height)};
    }
    [[nodiscard]] std::int32_t label(std::uint32_t i) const override { return at(i).label; }
    [[nodiscard]] std::string name(std::uint32_t i) const override
    {
        return std::string(m_names.substr(at(i).nameOffset, at(i).nameBytes));
    }
    [[nodiscard]] const std::vector<std::string> &classNames() const override { return m_tables.classNames; }
    [[nodiscard]] const std::vector<SkippedFile> &skipped() const override { return m_tables.skipped; }
    [[nodiscard]] const std::string &fingerprint() const override { return m_tables.fingerprint; }
    [[nodiscard]] const std::string &identity() const override { return m_tables.identity; }
    [[nodiscard]] const std::string &kind() const override { return m_tables.kind; }
    [[nodiscard]] const fs::path &source() const override { return m_source; }
    [[nodiscard]] const fs::path &cacheFile() const override { return m_file; }

    [[nodiscard]] const std::vector<std::string> &mayReturn() const { return m_tables.mayReturn; }

private:
    [[nodiscard]] const CacheRecord &at(std::uint32_t i) const
    {
        assert(i < m_records.size());
        return m_records[i];
    }

    Mapping m_mapping;
    CacheTables m_tables; // without records and names, which stay in the mapping
    std::span<const CacheRecord> m_records;
    std::string_view m_names;
    fs::path m_source;
    fs::path m_file;
};

/// What is wrong with the header, or an empty text.
std::string headerFault(const CacheHeader &header, std::uint64_t fileBytes)
{
    if (header.magic != kCacheMagic || header.byteOrder != kByteOrder)
        return "it is no cache file";
    if (header.version != kCacheVersion)
        return "it has another version";
    if (header.fileBytes != fileBytes)
        return "its length is wrong";
    if (header.tailOffset < sizeof(CacheHeader) || header.tailOffset > fileBytes ||
        header.tailOffset % kCacheAlignment != 0)
        return "its tables lie outside of it";
    const std::uint64_t tail = fileBytes - header.tailOffset;
    if (header.recordCount == 0 || header.recordCount > tail / sizeof(CacheRecord))
        return "its tables are cut short";
    const std::uint64_t rest = tail - header.recordCount * sizeof(CacheRecord);
    if (header.namesBytes > rest || header.textBytes != rest - header.namesBytes)
        return "its tables are cut short";
    return {};
}

bool recordsFit(std::span<const CacheRecord> records, const CacheHeader &header, std::size_t classes)
{
    for (const CacheRecord &record : records) {
        const std::uint64_t bytes = std::uint64_t{3} * record.width * record.height;
        const bool pixelsFit = record.width > 0 && record.height > 0 && record.width < 1U << 27 &&
                               record.height < 1U << 27 && record.offset % kCacheAlignment == 0 &&
                               record.offset <= header.tailOffset && bytes <= header.tailOffset - record.offset;
        const bool nameFits =
            record.nameOffset <= header.namesBytes && record.nameBytes <= header.namesBytes - record.nameOffset;
        const bool labelFits =
            record.label == kNoLabel || (record.label >= 0 && static_cast<std::size_t>(record.label) < classes);
        if (!pixelsFit || !nameFits || !labelFits)
            return false;
    }
    return true;
}

Error corrupt(const fs::path &path, std::string what)
{
    return {ErrorCode::FileCorrupt, {path.string(), std::move(what)}, {}};
}

} // namespace

Result<ImageSetPtr> mapCache(int fd, const fs::path &path, const std::string &fingerprint, const fs::path &source)
{
    struct stat status = {};
    const bool whole = ::fstat(fd, &status) == 0 && status.st_size >= static_cast<off_t>(sizeof(CacheHeader));
    Mapping mapping = whole ? Mapping(fd, static_cast<std::size_t>(status.st_size)) : Mapping();
    const int failure = errno;
    ::close(fd);
    if (!whole)
        return corrupt(path, "it is cut short");
    if (!mapping.isValid())
        return fileError(ErrorCode::FileUnreadable, path.string(), failure);

    const std::span<const std::byte> bytes = mapping.bytes();
    CacheHeader header;
    std::memcpy(&header, bytes.data(), sizeof header);
    if (std::string fault = headerFault(header, bytes.size()); !fault.empty())
        return corrupt(path, std::move(fault));
    const std::span<const std::byte> tail = bytes.subspan(header.tailOffset);
    if (cacheChecksum(header, tail) != header.checksum)
        return corrupt(path, "its checksum is wrong");

    // The tail is aligned to 64 bytes within a mapping that is aligned to pages.
    const std::span records(reinterpret_cast<const CacheRecord *>(tail.data()), header.recordCount);
    const char *text = reinterpret_cast<const char *>(tail.data() + records.size_bytes());
    CacheTables tables;
    if (!unpackText({text + header.namesBytes, header.textBytes}, tables) ||
        !recordsFit(records, header, tables.classNames.size()))
        return corrupt(path, "its tables make no sense");
    if (tables.fingerprint != fingerprint)
        return corrupt(path, "it belongs to other images");
    return ImageSetPtr(std::make_shared<CachedImages>(std::move(mapping), std::move(tables), records,
                                                      std::string_view(text, header.namesBytes), source, path));
}

Result<ImageSetPtr> openCache(const fs::path &path, const std::string &fingerprint, const fs::path &source)
{
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fileError(errno == ENOENT ? ErrorCode::FileNotFound : ErrorCode::FileUnreadable, path.string(), errno);
    return mapCache(fd, path, fingerprint, source);
}

const std::vector<std::string> &filesThatMayReturn(const ImageSet &cached)
{
    const auto *images = dynamic_cast<const CachedImages *>(&cached);
    assert(images != nullptr);
    return images->mayReturn();
}

} // namespace tandem
