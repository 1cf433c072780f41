#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace tandem {

// A gzipped tar file through libarchive, entry by entry. Internal to core/exchange.

/// What ends a piece of work that was asked to stop. Stays within core/exchange: whoever asked gets no error.
[[nodiscard]] inline Error givenUp()
{
    return {ErrorCode::BadUsage, {"stopped"}, {}};
}

class TarWriter {
public:
    /// Errors: FileUnwritable, DiskFull, as of all below.
    [[nodiscard]] static Result<std::unique_ptr<TarWriter>> create(const std::filesystem::path &path);
    ~TarWriter();
    [[nodiscard]] Result<void> add(const std::string &name, std::span<const std::byte> bytes);
    /// Copies a file of exactly `size` bytes; `told` is called with the bytes of each piece and may end it (givenUp).
    /// Errors: FileUnreadable too.
    [[nodiscard]] Result<void> addFile(const std::string &name, const std::filesystem::path &file, std::int64_t size,
                                       const std::function<bool(std::int64_t)> &told);
    [[nodiscard]] Result<void> finish();

private:
    TarWriter();
    [[nodiscard]] Result<void> begin(const std::string &name, std::int64_t size);
    [[nodiscard]] Error failure() const;
    struct Private;
    std::unique_ptr<Private> d;
};

class TarReader {
public:
    /// Errors: FileNotFound, FileUnreadable, FileCorrupt, as of all below.
    [[nodiscard]] static Result<std::unique_ptr<TarReader>> open(const std::filesystem::path &path);
    ~TarReader();

    struct Entry {
        std::string name;
        std::int64_t size = 0;
        bool isRegular = false; // a plain file: no folder, link or device
        bool isFolder = false;
    };
    /// None at the end.
    [[nodiscard]] Result<std::optional<Entry>> next();
    /// Reads the entry's bytes piece by piece; `take` returns an error to give up.
    [[nodiscard]] Result<void> read(const std::function<Result<void>(std::span<const std::byte>)> &take);

private:
    TarReader();
    [[nodiscard]] Error failure() const;
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tandem
