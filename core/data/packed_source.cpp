#include "core/data/source.h"

#include "core/base/files.h"
#include "core/data/packed_names.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>

namespace tandem {

namespace fs = std::filesystem;

namespace {

/// How one image lies in a binary file: `head` bytes with the label among them, then three planes.
struct Layout {
    const char *kind;
    std::size_t head;
    std::size_t labelAt; // within the head; unused where labels have a file of their own
    int side;
    bool columnsFirst;   // planes run down the columns
    bool separateLabels; // train_y.bin beside train_X.bin
    int classes;
    const char *namesFile; // one class a line, where the copy came with it
    const std::vector<std::string> &(*standardNames)();

    [[nodiscard]] std::size_t planeBytes() const
    {
        return static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
    }
    [[nodiscard]] std::size_t recordBytes() const { return head + 3 * planeBytes(); }
};

constexpr Layout kCifar10{"CIFAR-10", 1, 0, 32, false, false, 10, "batches.meta.txt", cifar10ClassNames};
// A byte for the coarse label, one for the fine label.
constexpr Layout kCifar100{"CIFAR-100", 2, 1, 32, false, false, 100, "fine_label_names.txt", cifar100ClassNames};
constexpr Layout kStl10{"STL-10", 0, 0, 96, true, true, 10, "class_names.txt", stl10ClassNames};

const Layout *layoutOf(const std::string &name)
{
    const bool isBin = name.ends_with(".bin");
    if (isBin && (name.starts_with("data_batch") || name.starts_with("test_batch")))
        return &kCifar10;
    if (name == "train.bin" || name == "test.bin")
        return &kCifar100;
    if (name == "train_X.bin" || name == "test_X.bin" || name == "unlabeled_X.bin")
        return &kStl10;
    return nullptr;
}

/// A file of records that is open for reading.
struct PackedFile {
    ListedFile listed;
    std::uint32_t first = 0; // number of its first image in the dataset
    std::uint32_t records = 0;
    int fd = -1;

    PackedFile() = default;
    PackedFile(PackedFile &&other) noexcept
        : listed(std::move(other.listed)), first(other.first), records(other.records), fd(std::exchange(other.fd, -1))
    {
    }
    PackedFile &operator=(PackedFile &&) = delete;
    ~PackedFile()
    {
        if (fd >= 0)
            ::close(fd);
    }
};

/// Reads exactly `bytes` at an offset; 0 or errno.
int readExactly(int fd, std::span<std::uint8_t> bytes, std::uint64_t offset)
{
    while (!bytes.empty()) {
        const ssize_t got = ::pread(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0 ? EIO : errno; // the file has shrunk since it was listed
        offset += static_cast<std::uint64_t>(got);
        bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
    return 0;
}

/// Three planes to packed RGB.
void interleave(const Layout &layout, const std::uint8_t *planes, RgbImage &image)
{
    image.resize(layout.side, layout.side);
    const std::size_t side = static_cast<std::size_t>(layout.side);
    std::uint8_t *target = image.pixels.data();
    for (std::size_t y = 0; y < side; ++y)
        for (std::size_t x = 0; x < side; ++x, target += 3) {
            const std::uint8_t *at = planes + (layout.columnsFirst ? x * side + y : y * side + x);
            for (std::size_t c = 0; c < 3; ++c)
                target[c] = at[c * layout.planeBytes()];
        }
}

class PackedSource : public Source {
public:
    explicit PackedSource(const Layout &layout) : m_layout(layout) { kind = layout.kind; }

    [[nodiscard]] std::uint32_t count() const override
    {
        return files.empty() ? 0 : files.back().first + files.back().records;
    }
    [[nodiscard]] std::string name(std::uint32_t i) const override
    {
        const PackedFile &file = fileOf(i);
        return file.listed.name + "#" + std::to_string(i - file.first);
    }

    [[nodiscard]] Result<std::variant<std::monostate, LeftOut>> read(std::uint32_t i, Read &read,
                                                                     std::stop_token) const override
    {
        const PackedFile &file = fileOf(i);
        std::vector<std::uint8_t> record(m_layout.recordBytes());
        const std::uint32_t number = i - file.first;
        if (const int failure = readExactly(file.fd, record, std::uint64_t{number} * record.size()); failure != 0)
            return fileError(ErrorCode::FileUnreadable, (folder / file.listed.name).string(), failure);
        read.label = kNoLabel;
        if (m_layout.head > 0) {
            read.label = record[m_layout.labelAt];
            if (read.label >= m_layout.classes)
                return corrupt(file, number, read.label);
        } else if (!labels.empty()) {
            read.label = static_cast<std::int32_t>(labels[i]) - 1; // STL-10 counts from 1
            if (read.label < 0 || read.label >= m_layout.classes)
                return corrupt(file, number, labels[i]);
        }
        Sha256 digest; // the label is no part of it: it enters by its class
        digest.add(std::as_bytes(std::span(record)).subspan(m_layout.head));
        read.digest = digest.finish();
        interleave(m_layout, record.data() + m_layout.head, read.image);
        return std::variant<std::monostate, LeftOut>();
    }

    /// Errors: FileNotFound, FileUnreadable, FileCorrupt.
    Result<void> add(const std::string &name)
    {
        const fs::path path = folder / name;
        Result<ListedFile> listed = listFile(path);
        if (!listed)
            return listed.error();
        const std::uint64_t records = listed->size / m_layout.recordBytes();
        if (records == 0 || listed->size % m_layout.recordBytes() != 0)
            return Error{ErrorCode::FileCorrupt,
                         {path.string(), "its " + std::to_string(listed->size) + " bytes are no whole number of " +
                                             kind + " images of " + std::to_string(m_layout.recordBytes()) + " bytes"},
                         {}};
        if (records > std::numeric_limits<std::uint32_t>::max() - count())
            return Error{ErrorCode::FileCorrupt, {path.string(), "it holds too many images"}, {}};
        PackedFile file;
        file.first = count();
        file.records = static_cast<std::uint32_t>(records);
        file.fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file.fd < 0)
            return fileError(ErrorCode::FileUnreadable, path.string(), errno);
        file.listed = std::move(*listed);
        files.push_back(std::move(file));
        return {};
    }

    fs::path folder; // of the files; the root may be one file in it
    std::vector<PackedFile> files;
    std::string labels; // STL-10: one byte an image

private:
    [[nodiscard]] const PackedFile &fileOf(std::uint32_t i) const
    {
        return *std::prev(std::upper_bound(files.begin(), files.end(), i,
                                           [](std::uint32_t n, const PackedFile &file) { return n < file.first; }));
    }
    [[nodiscard]] Error corrupt(const PackedFile &file, std::uint32_t number, int label) const
    {
        return {ErrorCode::FileCorrupt,
                {(folder / file.listed.name).string(),
                 "image " + std::to_string(number) + " has the label " + std::to_string(label)},
                {}};
    }

    const Layout &m_layout;
};

/// The lines of a file of class names, or nothing if it is not there or holds another number of names.
std::optional<std::vector<std::string>> readNames(const fs::path &path, int count)
{
    const Result<std::string> text = readFile(path);
    if (!text)
        return std::nullopt;
    std::vector<std::string> names;
    std::string line;
    for (const char c : *text + "\n") {
        if (c != '\n') {
            line += c;
            continue;
        }
        while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
            line.pop_back();
        if (!line.empty())
            names.push_back(std::exchange(line, {}));
    }
    if (names.size() != static_cast<std::size_t>(count))
        return std::nullopt;
    return names;
}

void readClassNames(PackedSource &source, const Layout &layout, std::vector<ListedFile> &identity)
{
    const fs::path path = source.folder / layout.namesFile;
    std::optional<std::vector<std::string>> names = readNames(path, layout.classes);
    source.classNames = names ? std::move(*names) : layout.standardNames();
    if (Result<ListedFile> listed = listFile(path); names && listed)
        identity.push_back(std::move(*listed));
}

/// STL-10 keeps the labels of train_X.bin in train_y.bin.
Result<void> readStlLabels(PackedSource &source, std::vector<ListedFile> &identity)
{
    std::string name = source.files.front().listed.name;
    name.replace(name.find("_X"), 2, "_y");
    const fs::path path = source.folder / name;
    Result<std::string> labels = readFile(path);
    Result<ListedFile> listed = listFile(path);
    if (!labels || !listed)
        return labels ? listed.error() : labels.error();
    if (labels->size() != source.count())
        return Error{ErrorCode::FileCorrupt,
                     {path.string(), "it holds " + std::to_string(labels->size()) + " labels for " +
                                         std::to_string(source.count()) + " images"},
                     {}};
    source.labels = std::move(*labels);
    identity.push_back(std::move(*listed));
    return {};
}

Result<std::unique_ptr<Source>> openPacked(const fs::path &root, const fs::path &folder, const Layout &layout,
                                           const std::vector<std::string> &names)
{
    auto source = std::make_unique<PackedSource>(layout);
    source->root = root;
    source->folder = folder;
    std::vector<ListedFile> identity;
    for (const std::string &name : names) {
        if (Result<void> added = source->add(name); !added)
            return added.error();
        identity.push_back(source->files.back().listed);
    }
    const bool labelled = names.front() != "unlabeled_X.bin";
    if (labelled)
        readClassNames(*source, layout, identity);
    if (labelled && layout.separateLabels)
        if (Result<void> read = readStlLabels(*source, identity); !read)
            return read.error();
    source->fingerprint = fingerprint(source->kind, identity);
    return std::unique_ptr<Source>(std::move(source));
}

} // namespace

Result<std::unique_ptr<Source>> findPackedSource(const fs::path &root, const FolderListing &listing)
{
    const Layout *layout = nullptr;
    std::vector<std::string> training;
    std::string other;
    for (const ListedFile &file : listing.files) {
        const Layout *found = layoutOf(file.name);
        if (found == nullptr)
            continue;
        layout = layout == nullptr ? found : layout;
        if (found != layout)
            return Error{ErrorCode::BadUsage,
                         {root.string() + " holds files of several datasets (" + layout->kind + ", " + found->kind +
                          "). Choose one of the .bin files."},
                         {}};
        if (file.name.starts_with("data_batch") || file.name.starts_with("train"))
            training.push_back(file.name);
        else
            other = file.name;
    }
    if (layout == nullptr)
        return std::unique_ptr<Source>();
    if (training.empty())
        return Error{ErrorCode::BadUsage,
                     {root.string() + " lacks the training images of " + layout->kind + ". Choose the file " +
                      (root / other).string() + " to open what is there."},
                     {}};
    return openPacked(root, root, *layout, training);
}

Result<std::unique_ptr<Source>> findPackedFile(const fs::path &file)
{
    const std::string name = file.filename().string();
    const Layout *layout = layoutOf(name);
    if (layout == nullptr)
        return Error{ErrorCode::UnknownDataset, {file.string()}, {}};
    return openPacked(file, file.parent_path(), *layout, {name});
}

} // namespace tandem
