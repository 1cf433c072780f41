#include "core/data/listing.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <memory>

namespace tandem {

namespace fs = std::filesystem;

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The rank of a character: folders end before names go on, ASCII letters without case.
int rank(char c)
{
    if (c == '/')
        return -1;
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 'a';
    return static_cast<unsigned char>(c);
}

/// Takes the run of digits at `at`, without its leading zeros.
std::string_view takeNumber(std::string_view text, std::size_t &at)
{
    while (at < text.size() && text[at] == '0')
        ++at;
    const std::size_t begin = at;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    return text.substr(begin, at - begin);
}

ListedFile listed(std::string name, const struct stat &status)
{
    return {std::move(name), static_cast<std::uint64_t>(status.st_size),
            static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec};
}

Error unreadable(const fs::path &path, int errnoValue)
{
    const bool missing = errnoValue == ENOENT || errnoValue == ENOTDIR;
    return fileError(missing ? ErrorCode::FileNotFound : ErrorCode::FileUnreadable, path.string(), errnoValue);
}

} // namespace

bool naturalLess(std::string_view a, std::string_view b)
{
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (isDigit(a[i]) && isDigit(b[j])) {
            const std::string_view left = takeNumber(a, i);
            const std::string_view right = takeNumber(b, j);
            if (left.size() != right.size())
                return left.size() < right.size();
            if (left != right)
                return left < right;
            continue;
        }
        if (rank(a[i]) != rank(b[j]))
            return rank(a[i]) < rank(b[j]);
        ++i;
        ++j;
    }
    if ((i < a.size()) != (j < b.size()))
        return j < b.size();
    return a < b;
}

Result<FolderListing> listFolder(const fs::path &folder)
{
    const std::unique_ptr<DIR, int (*)(DIR *)> handle(::opendir(folder.c_str()), ::closedir);
    if (!handle)
        return unreadable(folder, errno);
    FolderListing listing;
    for (;;) {
        errno = 0;
        const dirent *entry = ::readdir(handle.get());
        if (entry == nullptr && errno != 0)
            return unreadable(folder, errno);
        if (entry == nullptr)
            break;
        if (entry->d_name[0] == '.')
            continue;
        struct stat status = {};
        if (::fstatat(::dirfd(handle.get()), entry->d_name, &status, 0) != 0)
            listing.files.push_back({entry->d_name, 0, 0});
        else if (S_ISDIR(status.st_mode))
            listing.folders.emplace_back(entry->d_name);
        else if (S_ISREG(status.st_mode))
            listing.files.push_back(listed(entry->d_name, status));
    }
    std::sort(listing.files.begin(), listing.files.end(),
              [](const ListedFile &a, const ListedFile &b) { return naturalLess(a.name, b.name); });
    std::sort(listing.folders.begin(), listing.folders.end(), naturalLess);
    return listing;
}

Result<ListedFile> listFile(const fs::path &file)
{
    struct stat status = {};
    if (::stat(file.c_str(), &status) != 0)
        return unreadable(file, errno);
    return listed(file.filename().string(), status);
}

} // namespace tandem
