#include "core/data/cache_builder.h"

#include "core/base/process.h"
#include "core/data/cache_file.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <mutex>
#include <new>
#include <optional>
#include <thread>

namespace tandem {

namespace {

/// Calls at most some 20 times a second, one at a time, with numbers that only grow.
class ThinnedProgress {
public:
    ThinnedProgress(const DecodeProgress &progress, std::uint32_t total) : m_progress(progress), m_total(total) {}

    void add()
    {
        ++m_done;
        const std::unique_lock lock(m_mutex, std::try_to_lock);
        const auto now = std::chrono::steady_clock::now();
        if (!m_progress || !lock.owns_lock() || now - m_last < std::chrono::milliseconds(50))
            return;
        m_last = now;
        m_progress(m_done, m_total);
    }
    void finish()
    {
        if (m_progress)
            m_progress(m_total, m_total);
    }

private:
    const DecodeProgress &m_progress;
    std::uint32_t m_total;
    std::atomic<std::uint32_t> m_done{0};
    std::mutex m_mutex;
    std::chrono::steady_clock::time_point m_last = std::chrono::steady_clock::now();
};

class Builder {
public:
    Builder(const Source &source, CacheWriter &writer, const DecodeProgress &progress, std::stop_token stop)
        : m_source(source), m_writer(writer), m_stop(std::move(stop)), m_progress(progress, source.count()),
          m_records(source.count()), m_digests(source.count()), m_leftOut(source.count())
    {
    }

    /// Success without reading everything means stopped.
    Result<void> run(int threads)
    {
        const std::uint32_t count = m_source.count();
        const auto workers = static_cast<std::uint32_t>(threads > 0 ? threads : usableCores());
        m_chunk = std::clamp<std::uint32_t>(count / (workers * 16), 1, 64);
        {
            std::vector<std::jthread> pool;
            for (std::uint32_t i = 0; i < std::min(workers, count); ++i)
                pool.emplace_back([this] { work(); });
        }
        if (m_error)
            return *m_error;
        if (!m_stop.stop_requested())
            m_progress.finish();
        return {};
    }

    CacheTables tables()
    {
        CacheTables tables;
        tables.fingerprint = m_source.fingerprint;
        tables.kind = m_source.kind;
        tables.classNames = m_source.classNames;
        tables.skipped = m_source.skipped;
        ContentIdentity identity;
        for (std::uint32_t i = 0; i < m_source.count(); ++i) {
            const std::string name = m_source.name(i);
            if (m_leftOut[i]) {
                tables.skipped.push_back({name, m_leftOut[i]->reason});
                if (m_leftOut[i]->mayReturn)
                    tables.mayReturn.push_back(name);
                continue;
            }
            m_records[i].nameOffset = tables.names.size();
            m_records[i].nameBytes = static_cast<std::uint32_t>(name.size());
            tables.names += name;
            tables.records.push_back(m_records[i]);
            const auto label = static_cast<std::size_t>(m_records[i].label);
            identity.add(name, m_records[i].label == kNoLabel ? std::string_view() : tables.classNames[label],
                         m_digests[i]);
        }
        tables.identity = identity.finish();
        return tables;
    }

private:
    /// A thread's share: chunks of neighbouring images, gathered to writes of a few MiB.
    void work()
    try {
        Source::Read read;
        Batch batch;
        while (!mustEnd()) {
            const std::uint32_t begin = m_next.fetch_add(m_chunk);
            if (begin >= m_source.count())
                break;
            const std::uint32_t end = std::min(begin + m_chunk, m_source.count());
            for (std::uint32_t i = begin; i < end && !mustEnd(); ++i) {
                if (Result<void> taken = take(i, read, batch); !taken)
                    return fail(taken.error());
                m_progress.add();
            }
        }
        if (Result<void> flushed = flush(batch); !flushed)
            fail(flushed.error());
    } catch (const std::bad_alloc &) {
        fail({ErrorCode::OutOfMemory, {"decoding images"}, {}});
    } catch (const std::exception &failure) {
        fail({ErrorCode::EngineFailed, {failure.what()}, "while decoding images"});
    }

    struct Batch {
        std::vector<std::uint8_t> pixels;
        std::vector<std::uint32_t> images;
    };

    Result<void> take(std::uint32_t i, Source::Read &read, Batch &batch)
    {
        constexpr std::size_t kBatchBytes = std::size_t{4} << 20;
        Result<std::variant<std::monostate, LeftOut>> outcome = m_source.read(i, read, m_stop);
        if (!outcome)
            return outcome.error();
        if (auto *leftOut = std::get_if<LeftOut>(&*outcome)) {
            m_leftOut[i] = std::move(*leftOut);
            return {};
        }
        CacheRecord &record = m_records[i];
        record.offset = batch.pixels.size(); // within the batch until it is written
        record.width = static_cast<std::uint32_t>(read.image.width);
        record.height = static_cast<std::uint32_t>(read.image.height);
        record.label = read.label;
        m_digests[i] = std::move(read.digest);
        batch.images.push_back(i);
        batch.pixels.insert(batch.pixels.end(), read.image.pixels.begin(), read.image.pixels.end());
        batch.pixels.resize((batch.pixels.size() + kCacheAlignment - 1) / kCacheAlignment * kCacheAlignment);
        return batch.pixels.size() < kBatchBytes ? Result<void>() : flush(batch);
    }

    Result<void> flush(Batch &batch)
    {
        if (batch.images.empty() || mustEnd())
            return {};
        const Result<std::uint64_t> offset = m_writer.append(batch.pixels);
        if (!offset)
            return offset.error();
        for (const std::uint32_t i : batch.images)
            m_records[i].offset += *offset;
        batch.pixels.clear();
        batch.images.clear();
        return {};
    }

    [[nodiscard]] bool mustEnd() const { return m_failed || m_stop.stop_requested(); }

    void fail(Error error)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_failed.exchange(true))
            m_error = std::move(error);
    }

    const Source &m_source;
    CacheWriter &m_writer;
    std::stop_token m_stop;
    ThinnedProgress m_progress;
    std::uint32_t m_chunk = 1;
    std::atomic<std::uint32_t> m_next{0};
    // Each entry is written by the one thread that took the image, and read after all have ended.
    std::vector<CacheRecord> m_records;
    std::vector<std::string> m_digests;
    std::vector<std::optional<LeftOut>> m_leftOut;
    std::atomic<bool> m_failed{false};
    std::mutex m_mutex;
    std::optional<Error> m_error;
};

} // namespace

Result<ImageSetPtr> buildCache(const Source &source, const std::filesystem::path &file, int threads,
                               const DecodeProgress &progress, const std::stop_token &stop)
{
    Result<std::unique_ptr<CacheWriter>> writer = CacheWriter::create(file);
    if (!writer)
        return writer.error();
    Builder builder(source, **writer, progress, stop);
    if (Result<void> built = builder.run(threads); !built)
        return built.error();
    if (stop.stop_requested())
        return ImageSetPtr();
    const CacheTables tables = builder.tables();
    if (tables.records.empty())
        return Error{ErrorCode::NoReadableImage,
                     {source.root.string(), std::to_string(source.count()), tables.skipped.front().name,
                      tables.skipped.front().reason},
                     {}};
    const Result<int> fd = (*writer)->finish(tables);
    if (!fd)
        return fd.error();
    return mapCache(*fd, file, source.fingerprint, source.root);
}

} // namespace tandem
