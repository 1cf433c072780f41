#include "core/data/source_listing.h"

#include "core/base/digest.h"
#include "core/data/binary_records.h"
#include "core/data/pack_file.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <set>

namespace tandem {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 10> kImageSuffixes = {".jpg", ".jpeg", ".png", ".bmp", ".webp",
                                                             ".tif", ".tiff", ".ppm", ".pgm", ".jp2"};
constexpr std::array<std::string_view, 7> kPartNames = {"train",      "test",      "val",       "valid",
                                                        "validation", "unlabeled", "unlabelled"};

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool isHidden(const fs::path &path)
{
    return path.filename().string().starts_with('.');
}

bool isImageName(const fs::path &path)
{
    const std::string suffix = lowered(path.extension().string());
    return std::find(kImageSuffixes.begin(), kImageSuffixes.end(), suffix) != kImageSuffixes.end();
}

Result<SourceFile> describeFile(const fs::path &root, const fs::path &path)
{
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0)
        return fileError(ErrorCode::FileUnreadable, path.string(), errno);
    return SourceFile{path.lexically_relative(root).generic_string(), status.st_size,
                      status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec, kNoLabel};
}

struct FolderContent {
    std::vector<fs::path> folders;
    std::vector<fs::path> images;
};

Result<FolderContent> readFolder(const fs::path &folder)
{
    std::error_code failure;
    FolderContent content;
    fs::directory_iterator entries(folder, failure);
    for (; !failure && entries != fs::directory_iterator(); entries.increment(failure)) {
        if (isHidden(entries->path()))
            continue;
        std::error_code ignored;
        if (entries->is_directory(ignored))
            content.folders.push_back(entries->path());
        else if (isImageName(entries->path()))
            content.images.push_back(entries->path());
    }
    if (failure)
        return fileError(ErrorCode::FileUnreadable, folder.string(), failure.value());
    const auto byName = [](const fs::path &a, const fs::path &b) {
        return naturalLess(a.filename().string(), b.filename().string());
    };
    std::sort(content.folders.begin(), content.folders.end(), byName);
    std::sort(content.images.begin(), content.images.end(), byName);
    return content;
}

/// All images below a class folder, depth first. `depth` ends loops of symbolic links.
Result<void> collectImages(const fs::path &root, const fs::path &folder, std::int32_t label, int depth,
                           std::vector<SourceFile> &files)
{
    constexpr int kDeepest = 16;
    auto content = readFolder(folder);
    if (!content)
        return content.error();
    for (const fs::path &image : content->images) {
        auto file = describeFile(root, image);
        if (!file)
            return file.error();
        file->label = label;
        files.push_back(std::move(*file));
    }
    for (const fs::path &child : content->folders)
        if (depth < kDeepest)
            if (auto collected = collectImages(root, child, label, depth + 1, files); !collected)
                return collected;
    return {};
}

/// A folder whose sub-folders are train, test …: its classes would be called so, which nobody wants.
bool holdsParts(const FolderContent &content)
{
    const auto isPart = [](const fs::path &folder) {
        const std::string name = lowered(folder.filename().string());
        return std::find(kPartNames.begin(), kPartNames.end(), name) != kPartNames.end();
    };
    return !content.folders.empty() && content.images.empty() &&
           std::all_of(content.folders.begin(), content.folders.end(), isPart);
}

Result<SourceListing> listImageFolder(const fs::path &root)
{
    auto content = readFolder(root);
    if (!content)
        return content.error();
    if (holdsParts(*content))
        return Error{ErrorCode::BadUsage,
                     {root.string() + " holds the parts of a dataset. Choose one of them, for example " +
                      content->folders.front().string() + "."},
                     {}};
    SourceListing listing;
    listing.root = root;
    for (const fs::path &folder : content->folders) {
        const std::size_t before = listing.files.size();
        const auto label = static_cast<std::int32_t>(listing.classNames.size());
        if (auto collected = collectImages(root, folder, label, 0, listing.files); !collected)
            return collected.error();
        if (listing.files.size() > before)
            listing.classNames.push_back(folder.filename().string());
    }
    const bool isFlat = listing.classNames.empty();
    for (const fs::path &image : content->images) {
        auto file = describeFile(root, image);
        if (!file)
            return file.error();
        if (isFlat)
            listing.files.push_back(std::move(*file));
        else
            listing.skipped.push_back({file->name, "is in no class folder"});
    }
    if (listing.files.empty())
        return Error{ErrorCode::FolderEmpty, {root.string()}, {}};
    return listing;
}

} // namespace

Result<SourceListing> listSource(const fs::path &path)
{
    std::error_code failure;
    const auto status = fs::status(path, failure);
    if (!fs::exists(status))
        return Error{ErrorCode::FileNotFound, {path.string()}, {}};
    std::vector<fs::path> records = binaryFilesAt(path);
    if (records.empty())
        return fs::is_directory(status) ? listImageFolder(path.lexically_normal())
                                        : Result<SourceListing>(Error{ErrorCode::UnknownDataset, {path.string()}, {}});
    SourceListing listing;
    listing.root = records.front().parent_path();
    listing.format = binaryFormat(records.front());
    for (const fs::path &record : records) {
        auto file = describeFile(listing.root, record);
        if (!file)
            return file.error();
        if (file->bytes == 0 || file->bytes % binaryRecordBytes(listing.format) != 0)
            return Error{ErrorCode::FileCorrupt,
                         {record.string(),
                          std::string("its size fits no whole number of ") + formatTitle(listing.format) + " images"},
                         {}};
        listing.files.push_back(std::move(*file));
    }
    listing.classNames = binaryClassNames(listing.format, records.front());
    return listing;
}

std::string listingFingerprint(const SourceListing &listing)
{
    Sha256 hash;
    hash.add("tandem pack " + std::to_string(kPackVersion) + "\n" + formatTitle(listing.format) + "\n");
    for (const SourceFile &file : listing.files)
        hash.add(file.name + '\n' + std::to_string(file.bytes) + ' ' + std::to_string(file.modifiedNs) + '\n');
    for (const std::string &name : listing.classNames)
        hash.add("class " + name + '\n');
    for (const SkippedFile &file : listing.skipped)
        hash.add("skipped " + file.name + '\n');
    return hash.finish();
}

const char *formatTitle(SourceFormat format)
{
    switch (format) {
    case SourceFormat::ImageFiles:
        return "image folder";
    case SourceFormat::Cifar10:
        return "CIFAR-10";
    case SourceFormat::Cifar100:
        return "CIFAR-100";
    case SourceFormat::Stl10:
        return "STL-10";
    }
    return "";
}

bool naturalLess(std::string_view a, std::string_view b)
{
    std::size_t i = 0;
    std::size_t j = 0;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const auto numberAt = [&](std::string_view text, std::size_t from) {
        std::size_t end = from;
        while (end < text.size() && isDigit(text[end]))
            ++end;
        while (from + 1 < end && text[from] == '0')
            ++from;
        return std::pair(text.substr(from, end - from), end);
    };
    while (i < a.size() && j < b.size()) {
        if (isDigit(a[i]) && isDigit(b[j])) {
            const auto [left, leftEnd] = numberAt(a, i);
            const auto [right, rightEnd] = numberAt(b, j);
            if (left.size() != right.size())
                return left.size() < right.size();
            if (left != right)
                return left < right;
            i = leftEnd;
            j = rightEnd;
        } else if (a[i] != b[j]) {
            return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
        } else {
            ++i;
            ++j;
        }
    }
    if (a.size() - i != b.size() - j)
        return a.size() - i < b.size() - j;
    return a < b; // "01" and "1" need an order too
}

} // namespace tandem
