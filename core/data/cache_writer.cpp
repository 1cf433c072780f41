#include "core/data/cache_format.h"

#include "core/base/process.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <utility>

namespace tandem {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kUnfinished = ".part-";

std::uint64_t aligned(std::uint64_t bytes)
{
    return (bytes + kCacheAlignment - 1) / kCacheAlignment * kCacheAlignment;
}

/// Writes all bytes at an offset; 0 or errno.
int writeExactly(int fd, std::span<const std::byte> bytes, std::uint64_t offset)
{
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        offset += static_cast<std::uint64_t>(written);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return 0;
}

void syncFolder(const fs::path &folder)
{
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    ::fsync(fd);
    ::close(fd);
}

/// A name that no other writer uses: process, its start, and a count.
fs::path besideName(const fs::path &path)
{
    static std::atomic<unsigned> counter{0};
    const ProcessIdentity self = currentProcess();
    fs::path beside = path;
    beside += std::string(kUnfinished) + std::to_string(self.pid) + "-" + std::to_string(self.startTicks) + "-" +
              std::to_string(counter++);
    return beside;
}

} // namespace

Result<std::unique_ptr<CacheWriter>> CacheWriter::create(const fs::path &path)
{
    fs::path beside = besideName(path);
    const int fd = ::open(beside.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0)
        return fileError(ErrorCode::FileUnwritable, path.string(), errno);
    // The lock tells removeUnfinishedCaches that somebody is at work; it goes with the process.
    ::flock(fd, LOCK_EX | LOCK_NB);
    return std::unique_ptr<CacheWriter>(new CacheWriter(path, std::move(beside), fd));
}

CacheWriter::CacheWriter(fs::path path, fs::path beside, int fd)
    : m_path(std::move(path)), m_beside(std::move(beside)), m_fd(fd), m_end(aligned(sizeof(CacheHeader)))
{
}

CacheWriter::~CacheWriter()
{
    if (m_fd < 0)
        return;
    ::unlink(m_beside.c_str());
    ::close(m_fd);
}

Result<std::uint64_t> CacheWriter::append(std::span<const std::uint8_t> pixels)
{
    const std::uint64_t offset = m_end.fetch_add(aligned(pixels.size()));
    if (const int failure = writeExactly(m_fd, std::as_bytes(pixels), offset); failure != 0)
        return fileError(ErrorCode::FileUnwritable, m_path.string(), failure);
    return offset;
}

Result<int> CacheWriter::finish(const CacheTables &tables)
{
    const std::string text = packText(tables);
    std::string tail(reinterpret_cast<const char *>(tables.records.data()),
                     tables.records.size() * sizeof(CacheRecord));
    tail += tables.names;
    tail += text;

    CacheHeader header;
    header.magic = kCacheMagic;
    header.version = kCacheVersion;
    header.byteOrder = kByteOrder;
    header.tailOffset = m_end;
    header.fileBytes = header.tailOffset + tail.size();
    header.recordCount = tables.records.size();
    header.namesBytes = tables.names.size();
    header.textBytes = text.size();
    const std::span<const std::byte> tailBytes = std::as_bytes(std::span(tail));
    header.checksum = cacheChecksum(header, tailBytes);

    int failure = writeExactly(m_fd, tailBytes, header.tailOffset);
    if (failure == 0)
        failure = writeExactly(m_fd, std::as_bytes(std::span(&header, 1)), 0);
    if (failure == 0 && ::fsync(m_fd) != 0)
        failure = errno;
    if (failure == 0 && ::rename(m_beside.c_str(), m_path.c_str()) != 0)
        failure = errno;
    if (failure != 0)
        return fileError(ErrorCode::FileUnwritable, m_path.string(), failure);
    syncFolder(m_path.parent_path());
    return std::exchange(m_fd, -1);
}

void removeUnfinishedCaches(const fs::path &folder)
{
    // A writer locks its file right after making it; a minute keeps clear of that moment.
    constexpr std::time_t kMinAgeSeconds = 60;
    std::error_code ignored;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder, ignored)) {
        if (entry.path().filename().string().find(kUnfinished) == std::string::npos)
            continue;
        const int fd = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
        if (fd < 0)
            continue;
        struct stat status = {};
        const bool old = ::fstat(fd, &status) == 0 && std::time(nullptr) - status.st_mtime > kMinAgeSeconds;
        if (old && ::flock(fd, LOCK_EX | LOCK_NB) == 0)
            ::unlink(entry.path().c_str());
        ::close(fd);
    }
}

} // namespace tandem
