#pragma once

#include "core/base/result.h"
#include "core/data/image_set.h"

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace tandem {

// A pack: one file with the decoded pixels of a dataset, made to be mapped. Layout, little-endian: a header of 64
// bytes; pixels, each image at a multiple of 64; then the index (one PackEntry an image), the names, and a JSON text
// with kind, class names and skipped files. The header holds the SHA-256 of index, names and text.

constexpr std::uint32_t kPackVersion = 1; // part of every fingerprint

struct PackEntry {
    std::uint64_t offset = 0;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::int32_t label = kNoLabel;
    std::uint32_t nameEnd = 0; // end of this image's name in the names; it begins where the one before ends
};

struct PackDescription {
    std::string kind;
    std::vector<std::string> classNames;
    std::vector<SkippedFile> skipped;
};

/// Writes a pack beside its place and renames it there, so that a half-written one is never seen and two writers do not
/// meet. The destructor removes what was not finished. One thread.
class PackWriter {
public:
    /// Errors of all calls: DiskFull, FileUnwritable.
    [[nodiscard]] static Result<std::unique_ptr<PackWriter>> create(const std::filesystem::path &place);
    ~PackWriter();

    [[nodiscard]] Result<void> add(const ImageView &image, std::int32_t label, std::string_view name);
    [[nodiscard]] Result<void> finish(const PackDescription &description);

private:
    explicit PackWriter(std::filesystem::path place);
    [[nodiscard]] Result<void> put(const void *bytes, std::size_t count);
    [[nodiscard]] Error failure() const;

    std::filesystem::path m_place;
    std::filesystem::path m_part;
    std::FILE *m_file = nullptr;
    std::uint64_t m_offset = 0;
    std::vector<PackEntry> m_entries;
    std::string m_names;
};

/// A mapped pack. Immutable; any thread.
class PackReader {
public:
    /// Errors: FileNotFound, FileCorrupt (make it again), FileUnreadable.
    [[nodiscard]] static Result<std::shared_ptr<const PackReader>> open(const std::filesystem::path &path);
    ~PackReader();
    PackReader(const PackReader &) = delete;
    PackReader &operator=(const PackReader &) = delete;

    [[nodiscard]] std::uint32_t count() const { return m_count; }
    [[nodiscard]] ImageView image(std::uint32_t i) const;
    [[nodiscard]] const PackEntry &entry(std::uint32_t i) const { return m_index[i]; }
    [[nodiscard]] std::string name(std::uint32_t i) const;
    [[nodiscard]] const PackDescription &description() const { return m_description; }

private:
    PackReader() = default;
    [[nodiscard]] bool read(); // false if damaged

    const std::uint8_t *m_data = nullptr;
    std::size_t m_size = 0;
    std::uint32_t m_count = 0;
    const PackEntry *m_index = nullptr;
    const char *m_names = nullptr;
    PackDescription m_description;
};

} // namespace tandem
