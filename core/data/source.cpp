#include "core/data/source.h"

#include <array>
#include <bit>
#include <span>

namespace tandem {

namespace fs = std::filesystem;

namespace {

// Part of every fingerprint: raise it when images decode to other pixels, so that no old cache is taken for new.
constexpr std::string_view kDecodingVersion = "tandem-images-1";

// Part of every identity. Decoding is none of it: another version of a JPEG library makes no other dataset.
constexpr std::string_view kIdentityVersion = "tandem-content-1";

void addNumber(Sha256 &digest, std::uint64_t number)
{
    std::array<std::byte, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::byte>(number >> (8 * i));
    digest.add(bytes);
}

} // namespace

ContentIdentity::ContentIdentity()
{
    m_digest.add(kIdentityVersion);
}

void ContentIdentity::add(std::string_view name, std::string_view className, std::string_view digest)
{
    for (const std::string_view text : {name, className, digest}) {
        addNumber(m_digest, text.size());
        m_digest.add(text);
    }
}

std::string fingerprint(std::string_view kind, const std::vector<ListedFile> &files)
{
    Sha256 digest;
    digest.add(kDecodingVersion);
    addNumber(digest, kind.size());
    digest.add(kind);
    for (const ListedFile &file : files) {
        addNumber(digest, file.name.size());
        digest.add(file.name);
        addNumber(digest, file.size);
        addNumber(digest, std::bit_cast<std::uint64_t>(file.modifiedNs));
    }
    return digest.finish();
}

Result<std::unique_ptr<Source>> findSource(const fs::path &path, std::stop_token stop)
{
    std::error_code failure;
    const fs::path root = fs::canonical(path, failure);
    if (failure == std::errc::no_such_file_or_directory || failure == std::errc::not_a_directory)
        return Error{ErrorCode::FileNotFound, {path.string()}, {}};
    if (failure)
        return fileError(ErrorCode::FileUnreadable, path.string(), failure.value());
    if (!fs::is_directory(root, failure))
        return findPackedFile(root);

    Result<FolderListing> listing = listFolder(root);
    if (!listing)
        return listing.error();
    Result<std::unique_ptr<Source>> packed = findPackedSource(root, *listing);
    if (!packed || *packed != nullptr)
        return packed;
    return findFolderSource(root, std::move(*listing), stop);
}

} // namespace tandem
