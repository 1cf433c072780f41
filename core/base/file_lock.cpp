#include "core/base/file_lock.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <thread>

namespace tandem {

namespace fs = std::filesystem;

namespace {

struct flock wholeFile()
{
    struct flock region {};
    region.l_type = F_WRLCK;
    region.l_whence = SEEK_SET;
    return region;
}

} // namespace

Result<std::optional<FileLock>> FileLock::tryTake(const fs::path &path)
{
    FileLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
    if (lock.m_file < 0)
        return fileError(ErrorCode::FileUnwritable, path.string(), errno);
    struct flock region = wholeFile();
    if (::fcntl(lock.m_file, F_OFD_SETLK, &region) == 0)
        return std::optional(std::move(lock));
    if (errno == EAGAIN || errno == EACCES)
        return std::optional<FileLock>();
    return fileError(ErrorCode::FileUnwritable, path.string(), errno);
}

Result<FileLock> FileLock::take(const fs::path &path, std::chrono::milliseconds atMost)
{
    const auto deadline = std::chrono::steady_clock::now() + atMost;
    for (;;) {
        auto lock = tryTake(path);
        if (!lock)
            return lock.error();
        if (*lock)
            return std::move(**lock);
        if (std::chrono::steady_clock::now() >= deadline)
            return Error{ErrorCode::FileUnwritable, {path.string(), "it is locked"}, {}};
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
}

bool FileLock::isHeld(const fs::path &path)
{
    const FileLock asking(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct flock region = wholeFile();
    return asking.m_file >= 0 && ::fcntl(asking.m_file, F_OFD_GETLK, &region) == 0 && region.l_type != F_UNLCK;
}

int FileLock::write(std::string_view text) const
{
    const bool done = ::ftruncate(m_file, 0) == 0 &&
                      ::pwrite(m_file, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
    return done ? 0 : errno;
}

FileLock::~FileLock()
{
    if (m_file >= 0)
        ::close(m_file);
}

} // namespace tandem
