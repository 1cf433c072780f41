#include "core/exchange/tar_file.h"

#include <archive.h>
#include <archive_entry.h>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <vector>

namespace tandem {

namespace {

using EntryPtr = std::unique_ptr<archive_entry, void (*)(archive_entry *)>;
constexpr std::size_t kPiece = 1 << 18;

} // namespace

struct TarWriter::Private {
    std::filesystem::path path;
    archive *out = nullptr;
};

TarWriter::TarWriter() : d(std::make_unique<Private>()) {}

TarWriter::~TarWriter()
{
    if (d->out != nullptr)
        archive_write_free(d->out);
}

Error TarWriter::failure() const
{
    const int number = archive_errno(d->out);
    if (number > 0)
        return fileError(ErrorCode::FileUnwritable, d->path.string(), number);
    const char *text = archive_error_string(d->out);
    return {ErrorCode::FileUnwritable, {d->path.string(), text != nullptr ? text : "it could not be written"}, {}};
}

Result<std::unique_ptr<TarWriter>> TarWriter::create(const std::filesystem::path &path)
{
    std::unique_ptr<TarWriter> writer(new TarWriter);
    writer->d->path = path;
    archive *out = writer->d->out = archive_write_new();
    archive_write_add_filter_gzip(out);
    // Weights hardly compress; a higher level would only take longer. No time stamp: equal contents, equal bytes.
    archive_write_set_filter_option(out, "gzip", "compression-level", "1");
    archive_write_set_filter_option(out, "gzip", "timestamp", nullptr);
    archive_write_set_format_pax_restricted(out);
    if (archive_write_open_filename(out, path.c_str()) != ARCHIVE_OK)
        return writer->failure();
    return writer;
}

Result<void> TarWriter::begin(const std::string &name, std::int64_t size)
{
    const EntryPtr entry(archive_entry_new(), archive_entry_free);
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), size);
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    if (archive_write_header(d->out, entry.get()) != ARCHIVE_OK)
        return failure();
    return {};
}

Result<void> TarWriter::add(const std::string &name, std::span<const std::byte> bytes)
{
    if (auto begun = begin(name, static_cast<std::int64_t>(bytes.size())); !begun)
        return begun;
    if (archive_write_data(d->out, bytes.data(), bytes.size()) != static_cast<la_ssize_t>(bytes.size()))
        return failure();
    return {};
}

Result<void> TarWriter::addFile(const std::string &name, const std::filesystem::path &file, std::int64_t size,
                                const std::function<bool(std::int64_t)> &told)
{
    const int source = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (source < 0)
        return fileError(ErrorCode::FileUnreadable, file.string(), errno);
    const std::unique_ptr<const int, void (*)(const int *)> closing(&source, [](const int *fd) { ::close(*fd); });
    if (auto begun = begin(name, size); !begun)
        return begun;
    std::vector<std::byte> piece(kPiece);
    for (std::int64_t left = size; left > 0;) {
        const ssize_t count =
            ::read(source, piece.data(), static_cast<std::size_t>(std::min<std::int64_t>(left, kPiece)));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return count < 0 ? fileError(ErrorCode::FileUnreadable, file.string(), errno)
                             : Error{ErrorCode::FileUnreadable, {file.string(), "it changed meanwhile"}, {}};
        if (archive_write_data(d->out, piece.data(), static_cast<std::size_t>(count)) != count)
            return failure();
        left -= count;
        if (!told(count))
            return givenUp();
    }
    return {};
}

Result<void> TarWriter::finish()
{
    if (archive_write_close(d->out) != ARCHIVE_OK)
        return failure();
    return {};
}

struct TarReader::Private {
    std::filesystem::path path;
    archive *in = nullptr;
};

TarReader::TarReader() : d(std::make_unique<Private>()) {}

TarReader::~TarReader()
{
    if (d->in != nullptr)
        archive_read_free(d->in);
}

Error TarReader::failure() const
{
    const char *text = archive_error_string(d->in);
    return {ErrorCode::FileCorrupt, {d->path.string(), text != nullptr ? text : "it is no archive"}, {}};
}

Result<std::unique_ptr<TarReader>> TarReader::open(const std::filesystem::path &path)
{
    if (::access(path.c_str(), R_OK) != 0)
        return errno == ENOENT || errno == ENOTDIR ? Error{ErrorCode::FileNotFound, {path.string()}, {}}
                                                   : fileError(ErrorCode::FileUnreadable, path.string(), errno);
    std::unique_ptr<TarReader> reader(new TarReader);
    reader->d->path = path;
    archive *in = reader->d->in = archive_read_new();
    archive_read_support_filter_gzip(in);
    archive_read_support_format_tar(in);
    if (archive_read_open_filename(in, path.c_str(), kPiece) != ARCHIVE_OK)
        return reader->failure();
    return reader;
}

Result<std::optional<TarReader::Entry>> TarReader::next()
{
    archive_entry *entry = nullptr;
    const int result = archive_read_next_header(d->in, &entry);
    if (result == ARCHIVE_EOF)
        return std::optional<Entry>();
    if (result != ARCHIVE_OK)
        return failure();
    const char *name = archive_entry_pathname(entry);
    const bool plain = archive_entry_hardlink(entry) == nullptr && archive_entry_symlink(entry) == nullptr;
    return std::optional(Entry{name != nullptr ? name : "", archive_entry_size(entry),
                               plain && archive_entry_filetype(entry) == AE_IFREG,
                               archive_entry_filetype(entry) == AE_IFDIR});
}

Result<void> TarReader::read(const std::function<Result<void>(std::span<const std::byte>)> &take)
{
    std::vector<std::byte> piece(kPiece);
    for (;;) {
        const la_ssize_t count = archive_read_data(d->in, piece.data(), piece.size());
        if (count < 0)
            return failure();
        if (count == 0)
            return {};
        if (auto taken = take(std::span(piece).first(static_cast<std::size_t>(count))); !taken)
            return taken;
    }
}

} // namespace tandem
