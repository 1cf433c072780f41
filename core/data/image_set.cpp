#include "core/data/image_set.h"

#include "core/base/files.h"
#include "core/base/log.h"
#include "core/data/pack_file.h"
#include "core/data/pack_images.h"
#include "core/data/source_listing.h"

#include <exception>

namespace tandem {

namespace fs = std::filesystem;

namespace {

class PackedImages final : public ImageSet {
public:
    PackedImages(std::shared_ptr<const PackReader> pack, std::string fingerprint, fs::path source, fs::path cacheFile)
        : m_pack(std::move(pack)), m_fingerprint(std::move(fingerprint)), m_source(std::move(source)),
          m_cacheFile(std::move(cacheFile))
    {
    }

    std::uint32_t size() const override { return m_pack->count(); }
    ImageView image(std::uint32_t i) const override { return m_pack->image(i); }
    std::int32_t label(std::uint32_t i) const override { return m_pack->entry(i).label; }
    std::string name(std::uint32_t i) const override { return m_pack->name(i); }
    const std::vector<std::string> &classNames() const override { return m_pack->description().classNames; }
    const std::vector<SkippedFile> &skipped() const override { return m_pack->description().skipped; }
    const std::string &fingerprint() const override { return m_fingerprint; }
    const std::string &kind() const override { return m_pack->description().kind; }
    const fs::path &source() const override { return m_source; }
    const fs::path &cacheFile() const override { return m_cacheFile; }

private:
    std::shared_ptr<const PackReader> m_pack;
    std::string m_fingerprint;
    fs::path m_source;
    fs::path m_cacheFile;
};

Result<std::shared_ptr<const PackReader>> openOrPack(const SourceListing &listing, const fs::path &place,
                                                     const OpenImagesOptions &options, const std::stop_token &stop)
{
    auto pack = PackReader::open(place);
    if (pack || pack.error().code == ErrorCode::FileUnreadable)
        return pack;
    if (pack.error().code == ErrorCode::FileCorrupt)
        log(LogLevel::Warning, "The image cache " + place.string() + " is damaged and is made again.");
    const auto packed = packImages(listing, place, options, stop);
    if (!packed)
        return packed.error();
    if (*packed == PackEnd::Stopped)
        return std::shared_ptr<const PackReader>();
    return PackReader::open(place);
}

} // namespace

Result<ImageSetPtr> openImages(const fs::path &path, const OpenImagesOptions &options, std::stop_token stop)
{
    try {
        const auto listing = listSource(path);
        if (!listing)
            return listing.error();
        const std::string fingerprint = listingFingerprint(*listing);
        const fs::path folder = options.cacheFolder.empty() ? cacheFolder() / "images" : options.cacheFolder;
        const fs::path place = folder / (fingerprint + ".pack");
        auto pack = openOrPack(*listing, place, options, stop);
        if (!pack)
            return pack.error();
        if (!*pack)
            return ImageSetPtr();
        return ImageSetPtr(std::make_shared<PackedImages>(std::move(*pack), fingerprint, path, place));
    } catch (const std::bad_alloc &) {
        return Error{ErrorCode::OutOfMemory, {"decoding images"}, {}};
    } catch (
        const std::exception &failure) { // of the file system library: a name that is no path, a folder that vanished
        return Error{ErrorCode::FileUnreadable, {path.string(), failure.what()}, failure.what()};
    }
}

Result<std::string> fingerprintOf(const fs::path &path)
{
    const auto listing = listSource(path);
    if (!listing)
        return listing.error();
    return listingFingerprint(*listing);
}

} // namespace tandem
