#include "core/store/writer_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

namespace tandem::store {

std::optional<WriterLock> WriterLock::take(const std::filesystem::path &runFolder)
{
    const int folder = ::open(runFolder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0 && ::flock(folder, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        ::close(folder);
        return std::nullopt;
    }
    return WriterLock(folder);
}

WriterLock::~WriterLock()
{
    if (m_folder >= 0)
        ::close(m_folder);
}

} // namespace tandem::store
