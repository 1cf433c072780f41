#include "core/base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <utility>

namespace tandem {

namespace fs = std::filesystem;

namespace {

class FileDescriptor {
public:
    explicit FileDescriptor(int fd) : m_fd(fd) {}
    ~FileDescriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    FileDescriptor(const FileDescriptor &) = delete;
    FileDescriptor &operator=(const FileDescriptor &) = delete;

    [[nodiscard]] int get() const { return m_fd; }
    /// Closes now; 0 or errno. Network file systems report a full disk only here.
    [[nodiscard]] int close()
    {
        const int result = ::close(std::exchange(m_fd, -1));
        return result == 0 ? 0 : errno;
    }

private:
    int m_fd;
};

/// Writes everything; 0 or errno.
int writeAll(int fd, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return 0;
}

int writeAndSync(const fs::path &path, std::span<const std::byte> bytes)
{
    FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (file.get() < 0)
        return errno;
    if (const int failure = writeAll(file.get(), bytes); failure != 0)
        return failure;
    if (::fsync(file.get()) != 0)
        return errno;
    return file.close();
}

} // namespace

Result<void> writeFileAtomically(const fs::path &path, std::span<const std::byte> bytes)
{
    fs::path beside = path;
    beside += ".part";
    if (const int failure = writeAndSync(beside, bytes); failure != 0) {
        ::unlink(beside.c_str());
        return fileError(ErrorCode::FileUnwritable, path.string(), failure);
    }
    if (::rename(beside.c_str(), path.c_str()) != 0) {
        const int failure = errno;
        ::unlink(beside.c_str());
        return fileError(ErrorCode::FileUnwritable, path.string(), failure);
    }
    const FileDescriptor folder(::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.get() >= 0)
        ::fsync(folder.get());
    return {};
}

Result<void> writeFileAtomically(const fs::path &path, std::string_view text)
{
    return writeFileAtomically(path, std::as_bytes(std::span(text)));
}

Result<std::string> readFile(const fs::path &path)
{
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0 && (errno == ENOENT || errno == ENOTDIR))
        return Error{ErrorCode::FileNotFound, {path.string()}, {}};
    if (file.get() < 0)
        return fileError(ErrorCode::FileUnreadable, path.string(), errno);
    // The size is a hint alone: files of /proc have none, and others may grow meanwhile.
    struct stat info {};
    const bool hasSize = ::fstat(file.get(), &info) == 0 && S_ISREG(info.st_mode);
    std::string text;
    std::size_t used = 0;
    for (;;) {
        constexpr std::size_t kLeast = 4096;
        const std::size_t hint = hasSize ? static_cast<std::size_t>(info.st_size) + 1 : 0;
        if (used == text.size())
            text.resize(std::max({hint, used + kLeast, used + used / 2}));
        const ssize_t count = ::read(file.get(), text.data() + used, text.size() - used);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) // a folder, among others
            return fileError(ErrorCode::FileUnreadable, path.string(), errno);
        if (count == 0)
            break;
        used += static_cast<std::size_t>(count);
    }
    text.resize(used);
    return text;
}

Result<void> makeFolder(const fs::path &path)
{
    std::error_code failure;
    fs::create_directories(path, failure);
    if (failure)
        return fileError(ErrorCode::FileUnwritable, path.string(), failure.value());
    return {};
}

fs::path cacheFolder()
{
    if (const char *xdg = std::getenv("XDG_CACHE_HOME"); xdg != nullptr && *xdg == '/')
        return fs::path(xdg) / "tandem";
    if (const char *home = std::getenv("HOME"); home != nullptr && *home != '\0')
        return fs::path(home) / ".cache" / "tandem";
    return fs::temp_directory_path() / "tandem-cache";
}

} // namespace tandem
