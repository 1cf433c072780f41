#include "core/data/source.h"

#include "core/data/decode_image.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

namespace tandem {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 9> kImageExtensions{"jpg", "jpeg", "png",  "bmp", "webp",
                                                           "tif", "tiff", "jfif", "gif"};
// GIF is listed so that such files are named as skipped where OpenCV cannot read them, not passed over.

constexpr std::array<std::string_view, 2> kTrainingNames{"train", "training"};
constexpr std::array<std::string_view, 10> kOtherPartNames{"test", "testing", "val",       "valid",      "validation",
                                                           "eval", "dev",     "unlabeled", "unlabelled", "extra"};

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    for (char &c : lower)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
}

bool isImageName(std::string_view name)
{
    const std::size_t dot = name.rfind('.');
    return dot != std::string_view::npos && std::find(kImageExtensions.begin(), kImageExtensions.end(),
                                                      lowerCase(name.substr(dot + 1))) != kImageExtensions.end();
}

bool isTrainingName(std::string_view name)
{
    return std::find(kTrainingNames.begin(), kTrainingNames.end(), lowerCase(name)) != kTrainingNames.end();
}

bool isOtherPartName(std::string_view name)
{
    return std::find(kOtherPartNames.begin(), kOtherPartNames.end(), lowerCase(name)) != kOtherPartNames.end();
}

class FileDescriptor {
public:
    explicit FileDescriptor(const fs::path &path) : m_fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~FileDescriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    FileDescriptor(const FileDescriptor &) = delete;
    FileDescriptor &operator=(const FileDescriptor &) = delete;
    [[nodiscard]] int get() const { return m_fd; }

private:
    int m_fd;
};

/// The whole file; 0 or errno.
int readBytes(const fs::path &path, std::vector<std::uint8_t> &bytes)
{
    const FileDescriptor file(path);
    struct stat status = {};
    if (file.get() < 0 || ::fstat(file.get(), &status) != 0)
        return errno;
    bytes.resize(static_cast<std::size_t>(status.st_size));
    std::size_t have = 0;
    while (have < bytes.size()) {
        const ssize_t got = ::read(file.get(), bytes.data() + have, bytes.size() - have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errno;
        if (got == 0)
            break;
        have += static_cast<std::size_t>(got);
    }
    bytes.resize(have);
    return 0;
}

std::string digestOf(std::span<const std::uint8_t> bytes)
{
    Sha256 digest;
    digest.add(std::as_bytes(bytes));
    return digest.finish();
}

class FolderSource : public Source {
public:
    [[nodiscard]] std::uint32_t count() const override { return static_cast<std::uint32_t>(files.size()); }
    [[nodiscard]] std::string name(std::uint32_t i) const override { return files[i].name; }

    [[nodiscard]] Result<std::variant<std::monostate, LeftOut>> read(std::uint32_t i, Read &read,
                                                                     std::stop_token stop) const override
    {
        std::vector<std::uint8_t> bytes;
        if (const int failure = readBytes(root / files[i].name, bytes); failure != 0)
            return std::variant<std::monostate, LeftOut>(LeftOut{std::strerror(failure), true});
        read.label = labels.empty() ? kNoLabel : labels[i];
        read.digest = digestOf(bytes);
        if (stop.stop_requested())
            return std::variant<std::monostate, LeftOut>();
        if (std::optional<std::string> reason = decodeImage(bytes, read.image, stop))
            return std::variant<std::monostate, LeftOut>(LeftOut{std::move(*reason), false});
        return std::variant<std::monostate, LeftOut>();
    }

    std::vector<ListedFile> files; // names relative to the root
    std::vector<std::int32_t> labels;
};

/// Gathers the image files of a folder tree. Links are followed, but not back to a folder that is being walked. A
/// folder that cannot be read is left out: it concerns its own images alone.
class TreeWalk {
public:
    TreeWalk(fs::path root, std::stop_token stop) : m_root(std::move(root)), m_stop(std::move(stop))
    {
        struct stat status = {};
        if (::stat(m_root.c_str(), &status) == 0)
            m_open.emplace_back(status.st_dev, status.st_ino); // a link back to it would bring in all classes
    }

    void walk(const std::string &folder)
    {
        struct stat status = {};
        if (::stat((m_root / folder).c_str(), &status) != 0)
            return leaveOut(folder, fileError(ErrorCode::FileUnreadable, (m_root / folder).string(), errno));
        const std::pair identity{status.st_dev, status.st_ino};
        if (std::find(m_open.begin(), m_open.end(), identity) != m_open.end())
            return;
        Result<FolderListing> listing = listFolder(m_root / folder);
        if (!listing)
            return leaveOut(folder, listing.error());
        m_open.push_back(identity);
        for (ListedFile &file : listing->files) {
            if (!isImageName(file.name))
                continue;
            file.name = folder + "/" + file.name;
            images.push_back(std::move(file));
        }
        for (const std::string &inner : listing->folders) {
            if (m_stop.stop_requested())
                break;
            walk(folder + "/" + inner);
        }
        m_open.pop_back();
    }

    std::vector<ListedFile> images;
    std::vector<SkippedFile> skipped; // folders
    std::optional<Error> failure;     // of the first of them

private:
    void leaveOut(const std::string &folder, const Error &error)
    {
        const bool hasReason = error.arguments.size() > 1;
        skipped.push_back(
            {folder + "/", "the folder cannot be read" + (hasReason ? " (" + error.arguments[1] + ")" : "")});
        if (!failure)
            failure = error;
    }

    fs::path m_root;
    std::stop_token m_stop;
    std::vector<std::pair<dev_t, ino_t>> m_open;
};

/// A folder whose sub-folders are the parts of a dataset would train on "train" and "test" as if they were classes. A
/// class may well be called "train" (CIFAR-100 has one), so one such name among others says nothing.
Result<void> refuseParts(const fs::path &root, const std::vector<std::string> &classNames)
{
    const auto training = std::find_if(classNames.begin(), classNames.end(), isTrainingName);
    const auto other = std::find_if(classNames.begin(), classNames.end(), isOtherPartName);
    const bool both = training != classNames.end() && other != classNames.end();
    const bool nothingElse = std::all_of(classNames.begin(), classNames.end(), [](const std::string &name) {
        return isTrainingName(name) || isOtherPartName(name);
    });
    if (classNames.empty() || (!both && !nothingElse))
        return {};
    std::string parts;
    for (const std::string &name : classNames)
        if (isTrainingName(name) || isOtherPartName(name))
            parts += (parts.empty() ? "" : ", ") + name;
    const std::string &choice = training != classNames.end() ? *training : classNames.front();
    return Error{ErrorCode::BadUsage,
                 {root.string() + " holds the parts of a dataset (" + parts + "), not its classes. Choose " +
                  (root / choice).string() + "."},
                 {}};
}

/// One sub-folder per class. Returns what was wrong with the first folder that could not be read.
Result<std::optional<Error>> addClasses(FolderSource &source, const FolderListing &listing, const std::stop_token &stop)
{
    std::optional<Error> failure;
    for (const std::string &folder : listing.folders) {
        if (stop.stop_requested() || folder == "__MACOSX") // what the Finder adds to archives
            continue;
        TreeWalk tree(source.root, stop);
        tree.walk(folder);
        std::move(tree.skipped.begin(), tree.skipped.end(), std::back_inserter(source.skipped));
        failure = failure ? failure : tree.failure;
        if (tree.images.empty()) {
            if (!tree.failure)
                source.skipped.push_back({folder + "/", "the folder holds no images"});
            continue;
        }
        source.labels.insert(source.labels.end(), tree.images.size(),
                             static_cast<std::int32_t>(source.classNames.size()));
        source.classNames.push_back(folder);
        std::move(tree.images.begin(), tree.images.end(), std::back_inserter(source.files));
    }
    if (Result<void> accepted = refuseParts(source.root, source.classNames); !accepted)
        return accepted.error();
    return failure;
}

} // namespace

Result<std::unique_ptr<Source>> findFolderSource(const fs::path &root, FolderListing listing, std::stop_token stop)
{
    auto source = std::make_unique<FolderSource>();
    source->kind = "image folder";
    source->root = root;
    const Result<std::optional<Error>> added = addClasses(*source, listing, stop);
    if (!added)
        return added.error();
    const bool flat = source->classNames.empty();
    for (ListedFile &file : listing.files) {
        if (!isImageName(file.name))
            continue;
        if (flat)
            source->files.push_back(std::move(file));
        else
            source->skipped.push_back({file.name, "it lies beside the folders of the classes"});
    }
    if (stop.stop_requested())
        return std::unique_ptr<Source>();
    if (source->files.empty())
        return *added ? **added : Error{ErrorCode::FolderEmpty, {root.string()}, {}};
    source->fingerprint = fingerprint(source->kind, source->files);
    return std::unique_ptr<Source>(std::move(source));
}

} // namespace tandem
