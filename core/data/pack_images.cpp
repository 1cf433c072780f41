#include "core/data/pack_images.h"

#include "core/base/process.h"
#include "core/data/binary_records.h"
#include "core/data/pack_file.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <map>
#include <mutex>
#include <thread>

namespace tandem {

namespace {

using Decoded = std::variant<DecodedImage, std::string>;

/// Decodes image files on threads and hands them out in order. At most a few per thread wait, so that memory is bounded
/// whatever the size of the dataset.
class OrderedDecoder {
public:
    OrderedDecoder(const SourceListing &listing, int threads) : m_listing(listing)
    {
        m_window = static_cast<std::size_t>(threads) * 8;
        for (int i = 0; i < threads; ++i)
            m_threads.emplace_back([this](const std::stop_token &stop) { work(stop); });
    }
    ~OrderedDecoder()
    {
        for (auto &thread : m_threads)
            thread.request_stop();
    }
    OrderedDecoder(const OrderedDecoder &) = delete;
    OrderedDecoder &operator=(const OrderedDecoder &) = delete;

    /// The next image, or nothing when stopped.
    std::optional<Decoded> next(const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        if (!m_done.wait(lock, stop, [this] { return m_results.contains(m_given); }) || stop.stop_requested())
            return std::nullopt;
        auto node = m_results.extract(m_given++);
        m_room.notify_all();
        return std::move(node.mapped());
    }

private:
    void work(const std::stop_token &stop)
    {
        for (;;) {
            std::size_t index = 0;
            {
                std::unique_lock lock(m_mutex);
                if (!m_room.wait(lock, stop, [this] { return m_taken < m_given + m_window; }) ||
                    m_taken == m_listing.files.size())
                    return;
                index = m_taken++;
            }
            Decoded decoded = decodeImageFile(m_listing.root / m_listing.files[index].name);
            const std::lock_guard lock(m_mutex);
            m_results.emplace(index, std::move(decoded));
            m_done.notify_all();
        }
    }

    const SourceListing &m_listing;
    std::mutex m_mutex; // guards all below
    std::condition_variable_any m_done, m_room;
    std::map<std::size_t, Decoded> m_results;
    std::size_t m_window = 0;
    std::size_t m_taken = 0; // files that a thread has begun
    std::size_t m_given = 0; // files handed out
    std::vector<std::jthread> m_threads;
};

/// Passes progress on some 20 times a second.
class ThinnedProgress {
public:
    ThinnedProgress(const DecodeProgress &progress, std::uint32_t total) : m_progress(progress), m_total(total) {}
    void tell(std::uint32_t done)
    {
        const auto now = std::chrono::steady_clock::now();
        if (!m_progress || (done < m_total && now - m_last < std::chrono::milliseconds(50)))
            return;
        m_last = now;
        m_progress(done, m_total);
    }

private:
    const DecodeProgress &m_progress;
    std::uint32_t m_total;
    std::chrono::steady_clock::time_point m_last{};
};

struct Packing {
    const SourceListing &listing;
    const OpenImagesOptions &options;
    const std::stop_token &stop;
    PackWriter &writer;
    PackDescription description;
};

Result<PackEnd> packFiles(Packing &packing)
{
    const auto &files = packing.listing.files;
    const auto total = static_cast<std::uint32_t>(files.size());
    ThinnedProgress progress(packing.options.progress, total);
    OrderedDecoder decoder(packing.listing, packing.options.threads > 0 ? packing.options.threads : usableCores());
    for (std::uint32_t i = 0; i < total; ++i) {
        auto decoded = decoder.next(packing.stop);
        if (!decoded)
            return PackEnd::Stopped;
        if (const auto *reason = std::get_if<std::string>(&*decoded)) {
            packing.description.skipped.push_back({files[i].name, *reason});
        } else {
            const auto &image = std::get<DecodedImage>(*decoded);
            const ImageView view{image.pixels.data(), image.width, image.height};
            if (auto added = packing.writer.add(view, files[i].label, files[i].name); !added)
                return added.error();
        }
        progress.tell(i + 1);
    }
    return PackEnd::Packed;
}

Result<PackEnd> packRecords(Packing &packing)
{
    const SourceFormat format = packing.listing.format;
    const auto recordBytes = static_cast<std::size_t>(binaryRecordBytes(format));
    std::uint32_t total = 0;
    for (const SourceFile &file : packing.listing.files)
        total += static_cast<std::uint32_t>(static_cast<std::size_t>(file.bytes) / recordBytes);
    ThinnedProgress progress(packing.options.progress, total);
    std::uint32_t done = 0;
    std::vector<std::uint8_t> record(recordBytes);
    for (const SourceFile &file : packing.listing.files) {
        const auto path = packing.listing.root / file.name;
        const auto labels = binaryLabels(format, path);
        std::ifstream stream(path, std::ios::binary);
        const std::size_t count = static_cast<std::size_t>(file.bytes) / recordBytes;
        for (std::size_t i = 0; i < count; ++i) {
            if (packing.stop.stop_requested())
                return PackEnd::Stopped;
            if (!stream.read(reinterpret_cast<char *>(record.data()), static_cast<std::streamsize>(recordBytes)))
                return fileError(ErrorCode::FileUnreadable, path.string(), errno);
            const LabelledImage image = decodeRecord(format, record, i, labels);
            const ImageView view{image.image.pixels.data(), image.image.width, image.image.height};
            if (auto added = packing.writer.add(view, image.label, file.name + "#" + std::to_string(i)); !added)
                return added.error();
            progress.tell(++done);
        }
    }
    return PackEnd::Packed;
}

} // namespace

Result<PackEnd> packImages(const SourceListing &listing, const std::filesystem::path &place,
                           const OpenImagesOptions &options, const std::stop_token &stop)
{
    auto writer = PackWriter::create(place);
    if (!writer)
        return writer.error();
    Packing packing{
        listing, options, stop, **writer, {formatTitle(listing.format), listing.classNames, listing.skipped}};
    auto end = listing.format == SourceFormat::ImageFiles ? packFiles(packing) : packRecords(packing);
    if (!end || *end == PackEnd::Stopped)
        return end;
    const std::size_t broken = packing.description.skipped.size() - listing.skipped.size();
    if (listing.format == SourceFormat::ImageFiles && broken == listing.files.size())
        return Error{ErrorCode::NoReadableImage, {listing.root.string(), std::to_string(broken)}, {}};
    if (auto finished = (*writer)->finish(packing.description); !finished)
        return finished.error();
    return PackEnd::Packed;
}

} // namespace tandem
