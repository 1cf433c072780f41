#pragma once

#include "core/base/digest.h"
#include "core/base/result.h"
#include "core/data/image_set.h"
#include "core/data/listing.h"
#include "core/data/rgb_image.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tandem {

/// An image that is left out of the dataset.
struct LeftOut {
    std::string reason;
    bool mayReturn = false; // the file could not be read, as opposed to decoded: permissions do not change its times
};

/// What a dataset on disk consists of, and how to get at its images. Immutable after it was found; read from any
/// thread.
class Source {
public:
    virtual ~Source() = default;

    /// Images to read, before any is left out.
    [[nodiscard]] virtual std::uint32_t count() const = 0;
    [[nodiscard]] virtual std::string name(std::uint32_t i) const = 0;
    struct Read {
        RgbImage image;
        std::int32_t label = kNoLabel;
        std::string digest; // SHA-256 of the image's bytes as stored, in hexadecimal digits
    };
    /// Reads image i < count() into `read`. A LeftOut concerns this image, an Error the whole dataset. If `stop` is
    /// requested in the middle the image is incomplete; the caller is to throw it away.
    [[nodiscard]] virtual Result<std::variant<std::monostate, LeftOut>> read(std::uint32_t i, Read &read,
                                                                             std::stop_token stop) const = 0;

    std::string kind;
    std::filesystem::path root; // canonical
    std::vector<std::string> classNames;
    std::vector<SkippedFile> skipped; // known before reading
    std::string fingerprint;
};

/// Recognises the dataset at a path. Null if stopped. Errors as openImages.
[[nodiscard]] Result<std::unique_ptr<Source>> findSource(const std::filesystem::path &path, std::stop_token stop);

/// The parts of findSource. `root` is canonical; a null pointer means stopped.
[[nodiscard]] Result<std::unique_ptr<Source>> findFolderSource(const std::filesystem::path &root, FolderListing listing,
                                                               std::stop_token stop);
/// Binary files named in a folder's listing; a null pointer means that there are none.
[[nodiscard]] Result<std::unique_ptr<Source>> findPackedSource(const std::filesystem::path &root,
                                                               const FolderListing &listing);
/// One binary file; UnknownDataset if its name is not known.
[[nodiscard]] Result<std::unique_ptr<Source>> findPackedFile(const std::filesystem::path &file);

/// What a dataset is by its content, image by image; see ImageSet::identity.
class ContentIdentity {
public:
    ContentIdentity();
    /// `className`: empty for an image without label.
    void add(std::string_view name, std::string_view className, std::string_view digest);
    /// The object is spent afterwards.
    [[nodiscard]] std::string finish() { return m_digest.finish(); }

private:
    Sha256 m_digest;
};

/// Fingerprint over kind, names, sizes and times.
[[nodiscard]] std::string fingerprint(std::string_view kind, const std::vector<ListedFile> &files);

} // namespace tandem
