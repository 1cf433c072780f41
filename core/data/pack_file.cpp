#include "core/data/pack_file.h"

#include "core/base/digest.h"
#include "core/base/files.h"
#include "core/base/ids.h"
#include "core/base/process.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include <array>
#include <cerrno>
#include <cstring>

namespace tandem {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

constexpr std::array<char, 8> kMagic = {'T', 'A', 'N', 'D', 'E', 'M', 'P', 'K'};
constexpr std::uint64_t kAlignment = 64;

struct Header {
    std::array<char, 8> magic = kMagic;
    std::uint32_t version = kPackVersion;
    std::uint32_t count = 0;
    std::uint64_t indexOffset = 0;
    std::uint64_t namesBytes = 0;
    std::uint64_t textBytes = 0;
    std::array<char, 24> digest{}; // first 24 of the 64 digits
};
static_assert(sizeof(Header) == 64 && sizeof(PackEntry) == 24);

std::span<const std::byte> bytesOf(const void *data, std::size_t count)
{
    return {static_cast<const std::byte *>(data), count};
}

std::array<char, 24> digestOf(const void *tables, std::size_t count)
{
    Sha256 hash;
    hash.add(bytesOf(tables, count));
    const std::string digits = hash.finish();
    std::array<char, 24> digest{};
    std::copy_n(digits.begin(), digest.size(), digest.begin());
    return digest;
}

std::string toText(const PackDescription &description)
{
    Json json{{"kind", description.kind}, {"classes", description.classNames}, {"skipped", Json::array()}};
    for (const SkippedFile &file : description.skipped)
        json["skipped"].push_back({file.name, file.reason});
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool fromText(std::string_view text, PackDescription &description)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("skipped"))
        return false;
    description.kind = json.value("kind", std::string());
    description.classNames = json.value("classes", std::vector<std::string>());
    for (const Json &file : json["skipped"])
        description.skipped.push_back({file.at(0), file.at(1)});
    return true;
}

/// Half-written files of programs that were killed; the name ends in the writer's process id.
void removeAbandoned(const fs::path &place)
{
    std::error_code failure;
    const std::string prefix = place.filename().string() + ".";
    for (fs::directory_iterator entries(place.parent_path(), failure); !failure && entries != fs::directory_iterator();
         entries.increment(failure)) {
        const std::string name = entries->path().filename().string();
        if (!name.starts_with(prefix) || !name.ends_with(".part"))
            continue;
        const auto pid = std::strtoll(name.c_str() + prefix.size(), nullptr, 10);
        if (!isAlive(processWithId(pid)))
            fs::remove(entries->path(), failure);
    }
}

} // namespace

PackWriter::PackWriter(fs::path place) : m_place(std::move(place)), m_part(m_place)
{
    m_part += "." + std::to_string(::getpid()) + "." + RunId::make().toString() + ".part";
}

PackWriter::~PackWriter()
{
    if (m_file == nullptr)
        return;
    std::fclose(m_file);
    ::unlink(m_part.c_str());
}

Result<std::unique_ptr<PackWriter>> PackWriter::create(const fs::path &place)
{
    if (auto made = makeFolder(place.parent_path()); !made)
        return made.error();
    removeAbandoned(place);
    std::unique_ptr<PackWriter> writer(new PackWriter(place));
    writer->m_file = std::fopen(writer->m_part.c_str(), "wbe");
    if (writer->m_file == nullptr)
        return writer->failure();
    if (auto put = writer->put(std::array<char, sizeof(Header)>{}.data(), sizeof(Header)); !put)
        return put.error();
    return writer;
}

Error PackWriter::failure() const
{
    return fileError(ErrorCode::FileUnwritable, m_place.string(), errno);
}

Result<void> PackWriter::put(const void *bytes, std::size_t count)
{
    if (std::fwrite(bytes, 1, count, m_file) != count)
        return failure();
    m_offset += count;
    return {};
}

Result<void> PackWriter::add(const ImageView &image, std::int32_t label, std::string_view name)
{
    m_names += name;
    m_entries.push_back({m_offset, static_cast<std::uint32_t>(image.width), static_cast<std::uint32_t>(image.height),
                         label, static_cast<std::uint32_t>(m_names.size())});
    if (auto written = put(image.pixels, image.bytes()); !written)
        return written;
    constexpr std::array<char, kAlignment> kPadding{};
    return put(kPadding.data(), (kAlignment - m_offset % kAlignment) % kAlignment);
}

Result<void> PackWriter::finish(const PackDescription &description)
{
    Header header;
    header.count = static_cast<std::uint32_t>(m_entries.size());
    header.indexOffset = m_offset;
    const std::string text = toText(description);
    header.namesBytes = m_names.size();
    header.textBytes = text.size();
    std::string tables(reinterpret_cast<const char *>(m_entries.data()), m_entries.size() * sizeof(PackEntry));
    tables += m_names;
    tables += text;
    header.digest = digestOf(tables.data(), tables.size());
    if (auto written = put(tables.data(), tables.size()); !written)
        return written;
    const bool complete = std::fseek(m_file, 0, SEEK_SET) == 0 && std::fwrite(&header, sizeof header, 1, m_file) == 1 &&
                          std::fflush(m_file) == 0 && ::fsync(::fileno(m_file)) == 0 &&
                          ::rename(m_part.c_str(), m_place.c_str()) == 0;
    if (!complete)
        return failure();
    std::fclose(m_file);
    m_file = nullptr;
    return {};
}

Result<std::shared_ptr<const PackReader>> PackReader::open(const fs::path &path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return errno == ENOENT ? Error{ErrorCode::FileNotFound, {path.string()}, {}}
                               : fileError(ErrorCode::FileUnreadable, path.string(), errno);
    struct stat status {};
    void *data = MAP_FAILED;
    if (::fstat(file, &status) == 0 && static_cast<std::size_t>(status.st_size) >= sizeof(Header))
        data = ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_SHARED, file, 0);
    ::close(file);
    const Error corrupt{ErrorCode::FileCorrupt, {path.string(), "it is no complete image cache"}, {}};
    if (data == MAP_FAILED)
        return corrupt;
    std::shared_ptr<PackReader> reader(new PackReader);
    reader->m_data = static_cast<const std::uint8_t *>(data);
    reader->m_size = static_cast<std::size_t>(status.st_size);
    if (!reader->read())
        return corrupt;
    return std::shared_ptr<const PackReader>(std::move(reader));
}

PackReader::~PackReader()
{
    if (m_data != nullptr)
        ::munmap(const_cast<std::uint8_t *>(m_data), m_size);
}

bool PackReader::read()
{
    Header header;
    std::memcpy(&header, m_data, sizeof header);
    if (header.magic != kMagic || header.version != kPackVersion)
        return false;
    const std::uint64_t indexBytes = std::uint64_t{header.count} * sizeof(PackEntry);
    // Each part is checked by itself first: their sum may overflow in a damaged file.
    if (header.indexOffset > m_size || indexBytes > m_size || header.namesBytes > m_size || header.textBytes > m_size ||
        header.indexOffset % kAlignment != 0 ||
        header.indexOffset + indexBytes + header.namesBytes + header.textBytes != m_size)
        return false;
    const std::uint8_t *tables = m_data + header.indexOffset;
    if (digestOf(tables, m_size - header.indexOffset) != header.digest)
        return false;
    m_count = header.count;
    m_index = reinterpret_cast<const PackEntry *>(tables);
    m_names = reinterpret_cast<const char *>(tables + indexBytes);
    for (std::uint32_t i = 0; i < m_count; ++i) {
        const std::uint64_t pixelBytes = std::uint64_t{3} * m_index[i].width * m_index[i].height;
        if (m_index[i].offset > header.indexOffset || pixelBytes > header.indexOffset - m_index[i].offset)
            return false;
    }
    return fromText({m_names + header.namesBytes, header.textBytes}, m_description);
}

ImageView PackReader::image(std::uint32_t i) const
{
    return {m_data + m_index[i].offset, static_cast<int>(m_index[i].width), static_cast<int>(m_index[i].height)};
}

std::string PackReader::name(std::uint32_t i) const
{
    const std::uint32_t begin = i == 0 ? 0 : m_index[i - 1].nameEnd;
    return {m_names + begin, m_index[i].nameEnd - begin};
}

} // namespace tandem
