#pragma once

#include "core/base/result.h"
#include "core/data/image_set.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace tandem {

/// Where an image lies in a cache file. Part of the file: 40 bytes, little endian.
struct CacheRecord {
    std::uint64_t offset = 0; // of the pixels, a multiple of kCacheAlignment
    std::uint64_t nameOffset = 0;
    std::uint32_t nameBytes = 0;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::int32_t label = kNoLabel;
    std::uint64_t reserved = 0;
};
static_assert(sizeof(CacheRecord) == 40);

constexpr std::uint64_t kCacheAlignment = 64;

/// Everything of a cache file but the pixels.
struct CacheTables {
    std::string fingerprint;
    std::string identity;
    std::string kind;
    std::vector<std::string> classNames;
    std::vector<SkippedFile> skipped;
    std::vector<std::string> mayReturn; // names of skipped files that could not be read, as opposed to decoded
    std::vector<CacheRecord> records;
    std::string names; // all names, which the records point into
};

/// Writes a cache file beside its place and moves it there when it is whole. Any number of processes may write the same
/// file at once: the last one wins, all are right. Leaves nothing behind if it is destroyed before finish().
class CacheWriter {
public:
    /// Errors: DiskFull, FileUnwritable.
    [[nodiscard]] static Result<std::unique_ptr<CacheWriter>> create(const std::filesystem::path &path);
    ~CacheWriter();
    CacheWriter(const CacheWriter &) = delete;
    CacheWriter &operator=(const CacheWriter &) = delete;

    /// Appends pixels of one or several images, padded to whole multiples of kCacheAlignment; returns their offset.
    /// Any thread. Errors: DiskFull, FileUnwritable.
    [[nodiscard]] Result<std::uint64_t> append(std::span<const std::uint8_t> pixels);

    /// Writes the tables, waits until all is on the disk, and moves the file to its place. Returns a descriptor of the
    /// file, which the caller is to close. Errors: DiskFull, FileUnwritable.
    [[nodiscard]] Result<int> finish(const CacheTables &tables);

private:
    CacheWriter(std::filesystem::path path, std::filesystem::path beside, int fd);

    std::filesystem::path m_path;
    std::filesystem::path m_beside;
    int m_fd;
    std::atomic<std::uint64_t> m_end;
};

/// Removes what killed processes left of cache files in a folder: unfinished files that nobody holds.
void removeUnfinishedCaches(const std::filesystem::path &folder);

/// Maps a cache file. FileNotFound if there is none; FileCorrupt if it is no whole cache file of this version with this
/// fingerprint. `source` is what the image set says of itself.
[[nodiscard]] Result<ImageSetPtr> openCache(const std::filesystem::path &path, const std::string &fingerprint,
                                            const std::filesystem::path &source);

/// The same from an open descriptor, which is closed.
[[nodiscard]] Result<ImageSetPtr> mapCache(int fd, const std::filesystem::path &path, const std::string &fingerprint,
                                           const std::filesystem::path &source);

/// Names of skipped files in a cache that could not be read when it was made.
[[nodiscard]] const std::vector<std::string> &filesThatMayReturn(const ImageSet &cached);

} // namespace tandem
