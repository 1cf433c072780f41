#include "core/base/files.h"
#include "core/base/process.h"
#include "core/data/shapes.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <optional>
#include <thread>

namespace tandem {

namespace fs = std::filesystem;

namespace {

// Test images have indices far from those of training, so that their number does not change them.
constexpr int kFirstTestIndex = 1 << 24;

std::vector<std::uint8_t> encodePng(const ShapesOptions &options, int label, int index)
{
    std::vector<std::uint8_t> pixels = renderShape(options, label, index);
    const cv::Mat rgb(options.size, options.size, CV_8UC3, pixels.data());
    cv::Mat bgr;
    cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
    std::vector<std::uint8_t> file;
    cv::imencode(".png", bgr, file);
    return file;
}

/// Writes a new file; 0 or errno.
int writeNew(const fs::path &path, const std::vector<std::uint8_t> &bytes)
{
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0)
        return errno;
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t written = ::write(fd, bytes.data() + done, bytes.size() - done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            const int failure = errno;
            ::close(fd);
            return failure;
        }
        done += static_cast<std::size_t>(written);
    }
    return ::close(fd) == 0 ? 0 : errno;
}

/// Generates all images below a folder with several threads.
class Generator {
public:
    Generator(fs::path folder, const ShapesOptions &options,
              const std::function<void(std::uint32_t, std::uint32_t)> &progress, std::stop_token stop)
        : m_folder(std::move(folder)), m_options(options), m_progress(progress), m_stop(std::move(stop))
    {
        for (int label = 0; label < static_cast<int>(shapesClassNames().size()); ++label) {
            for (int i = 0; i < options.imagesPerClass; ++i)
                m_jobs.push_back({label, i, false});
            for (int i = 0; i < std::max(1, options.imagesPerClass / 5); ++i)
                m_jobs.push_back({label, i, true});
        }
    }

    /// Success without having written everything means stopped.
    Result<void> run()
    {
        for (const char *part : {"train", "test"})
            for (const std::string &name : shapesClassNames())
                if (Result<void> made = makeFolder(m_folder / part / name); !made)
                    return made;
        {
            std::vector<std::jthread> pool;
            for (int i = 0; i < usableCores(); ++i)
                pool.emplace_back([this] { work(); });
        }
        if (m_error)
            return *m_error;
        if (m_progress && !m_stop.stop_requested())
            m_progress(static_cast<std::uint32_t>(m_jobs.size()), static_cast<std::uint32_t>(m_jobs.size()));
        return {};
    }

private:
    struct Job {
        int label;
        int number;
        bool test;
    };

    void work()
    try {
        for (std::size_t i = m_next++; i < m_jobs.size(); i = m_next++) {
            if (m_failed || m_stop.stop_requested())
                return;
            const Job &job = m_jobs[i];
            const fs::path path = pathOf(job);
            const int index = job.test ? kFirstTestIndex + job.number : job.number;
            if (const int failure = writeNew(path, encodePng(m_options, job.label, index)); failure != 0)
                return fail(fileError(ErrorCode::FileUnwritable, path.string(), failure));
            tell();
        }
    } catch (const std::bad_alloc &) {
        fail({ErrorCode::OutOfMemory, {"drawing Shapes"}, {}});
    } catch (const std::exception &failure) {
        fail({ErrorCode::EngineFailed, {failure.what()}, "while drawing Shapes"});
    }

    [[nodiscard]] fs::path pathOf(const Job &job) const
    {
        char name[24] = {};
        std::snprintf(name, sizeof name, "%04d.png", job.number);
        return m_folder / (job.test ? "test" : "train") / shapesClassNames()[static_cast<std::size_t>(job.label)] /
               name;
    }

    void tell()
    {
        ++m_done;
        const std::unique_lock lock(m_mutex, std::try_to_lock);
        const auto now = std::chrono::steady_clock::now();
        if (!m_progress || !lock.owns_lock() || now - m_last < std::chrono::milliseconds(50))
            return;
        m_last = now;
        m_progress(m_done, static_cast<std::uint32_t>(m_jobs.size()));
    }

    void fail(Error error)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_failed.exchange(true))
            m_error = std::move(error);
    }

    fs::path m_folder;
    const ShapesOptions &m_options;
    const std::function<void(std::uint32_t, std::uint32_t)> &m_progress;
    std::stop_token m_stop;
    std::vector<Job> m_jobs;
    std::atomic<std::size_t> m_next{0};
    std::atomic<std::uint32_t> m_done{0};
    std::atomic<bool> m_failed{false};
    std::mutex m_mutex;
    std::optional<Error> m_error;
    std::chrono::steady_clock::time_point m_last = std::chrono::steady_clock::now();
};

std::optional<Error> checkOptions(const ShapesOptions &options)
{
    constexpr int kMostImages = 100'000;
    if (options.size < 32 || options.size > 128)
        return Error{ErrorCode::BadValue, {"size", std::to_string(options.size), "32 to 128 pixels"}, {}};
    if (options.imagesPerClass < 1 || options.imagesPerClass > kMostImages)
        return Error{
            ErrorCode::BadValue, {"images per class", std::to_string(options.imagesPerClass), "1 to 100000"}, {}};
    return std::nullopt;
}

/// Moves what was made to its place. Errors: FileUnwritable, DiskFull.
Result<void> moveIntoPlace(const fs::path &made, const fs::path &folder)
{
    for (const char *part : {"train", "test"}) {
        std::error_code failure;
        fs::rename(made / part, folder / part, failure);
        if (failure)
            return fileError(ErrorCode::FileUnwritable, (folder / part).string(), failure.value());
    }
    return {};
}

} // namespace

Result<bool> makeShapes(const fs::path &folder, const ShapesOptions &options,
                        const std::function<void(std::uint32_t done, std::uint32_t total)> &progress,
                        std::stop_token stop)
{
    if (std::optional<Error> bad = checkOptions(options))
        return *bad;
    std::error_code ignored;
    for (const char *part : {"train", "test"})
        if (fs::exists(folder / part, ignored))
            return fileError(ErrorCode::FileUnwritable, (folder / part).string(), EEXIST);
    const bool existed = fs::exists(folder, ignored);
    const fs::path beside = folder / (".making-shapes-" + std::to_string(::getpid()));
    if (Result<void> made = makeFolder(beside); !made)
        return made.error();

    Generator generator(beside, options, progress, stop);
    Result<void> done = generator.run();
    const bool stopped = stop.stop_requested();
    if (done && !stopped)
        done = moveIntoPlace(beside, folder);
    fs::remove_all(beside, ignored);
    if ((!done || stopped) && !existed)
        fs::remove(folder, ignored); // only if it is empty
    if (!done)
        return done.error();
    return !stopped;
}

} // namespace tandem
