#include "core/data/shapes.h"

#include "core/base/files.h"
#include "core/base/random.h"
#include "core/data/shape_painter.h"
#include "core/data/shape_scene.h"
#include "core/data/shape_silhouettes.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <exception>
#include <mutex>
#include <new>
#include <optional>
#include <span>
#include <string_view>
#include <system_error>
#include <thread>

namespace tandem {

namespace fs = std::filesystem;

namespace {

constexpr const char *kMark = ".tandem-shapes"; // lies in a folder whose images were made here
constexpr int kSmallestSize = 32;
constexpr int kLargestSize = 128;
constexpr int kMostImages = 100'000;
constexpr int kFirstTestIndex =
    1 << 30; // beyond any training index, whatever the count: the parts never share an image
constexpr int kTrainImagesPerTestImage = 5;

std::optional<Error> violation(const ShapesOptions &options)
{
    const auto check = [](const char *key, int value, int low, int high) -> std::optional<Error> {
        if (value >= low && value <= high)
            return std::nullopt;
        return Error{
            ErrorCode::BadValue, {key, std::to_string(value), std::to_string(low) + " to " + std::to_string(high)}, {}};
    };
    if (auto error = check("size", options.size, kSmallestSize, kLargestSize))
        return error;
    if (auto error = check("the number of images per class", options.imagesPerClass, 1, kMostImages))
        return error;
    return check("threads", options.threads, 0, 1024);
}

/// One image of a set.
struct Item {
    bool isTest = false;
    int label = 0;
    int number = 0; // in its class folder
};

/// The images of a set, numbered as they are made: class by class, the training part first.
class Plan {
public:
    explicit Plan(const ShapesOptions &options)
        : m_train(options.imagesPerClass), m_test(std::max(1, options.imagesPerClass / kTrainImagesPerTestImage))
    {
    }

    [[nodiscard]] std::uint32_t total() const { return static_cast<std::uint32_t>(classes() * (m_train + m_test)); }
    [[nodiscard]] int perClass(bool isTest) const { return isTest ? m_test : m_train; }
    [[nodiscard]] Item item(std::uint32_t position) const
    {
        int rest = static_cast<int>(position);
        const bool isTest = rest >= classes() * m_train;
        if (isTest)
            rest -= classes() * m_train;
        return {isTest, rest / perClass(isTest), rest % perClass(isTest)};
    }

private:
    static int classes() { return static_cast<int>(silhouettes().size()); }

    int m_train;
    int m_test;
};

fs::path classFolder(const fs::path &folder, bool isTest, int label)
{
    return folder / (isTest ? "test" : "train") / silhouettes()[static_cast<std::size_t>(label)].name;
}

std::string fileName(int number)
{
    char name[24];
    std::snprintf(name, sizeof name, "%04d.png", number);
    return name;
}

/// The number of a file that a larger set could have left, none for any other name.
std::optional<int> numberOf(const std::string &name)
{
    constexpr std::string_view kSuffix = ".png";
    if (name.size() < 4 + kSuffix.size() || name.size() > 6 + kSuffix.size() || !name.ends_with(kSuffix))
        return std::nullopt;
    int number = 0;
    for (std::size_t i = 0; i < name.size() - kSuffix.size(); ++i) {
        if (name[i] < '0' || name[i] > '9')
            return std::nullopt;
        number = 10 * number + (name[i] - '0');
    }
    return number;
}

/// Takes the folder for a set: one that is new or empty, or that holds such a set, whose images are replaced. A
/// person's own files could have the same names.
Result<void> claimFolder(const fs::path &folder)
{
    const fs::path mark = folder / kMark;
    std::error_code ignored;
    if (fs::exists(mark, ignored))
        return {};
    if (fs::is_directory(folder, ignored) && !fs::is_empty(folder, ignored))
        return Error{
            ErrorCode::BadUsage,
            {folder.string() + " holds other files: give a folder that is new or empty, or that holds Shapes."},
            {}};
    if (auto made = makeFolder(folder); !made)
        return made;
    constexpr std::string_view kText = "Images of Tandem's Shapes; another set takes their place.\n";
    return writeFileAtomically(mark, std::as_bytes(std::span(kText)));
}

/// Makes the class folder and clears it of images beyond the new set, which would be read as part of it.
Result<void> prepareFolder(const fs::path &folder, int count)
{
    if (auto made = makeFolder(folder); !made)
        return made;
    std::error_code failure;
    std::vector<fs::path> leftovers;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure))
        if (const auto number = numberOf(entry->path().filename().string()); number && *number >= count)
            leftovers.push_back(entry->path());
    for (const fs::path &leftover : leftovers)
        if (!failure)
            fs::remove(leftover, failure);
    if (failure)
        return fileError(ErrorCode::FileUnwritable, folder.string(), failure.value());
    return {};
}

/// Beside, then renamed: whole or not at all. Unlike writeFileAtomically without a wait for the disk, which would take
/// longer than drawing the image; an image lost in a power failure is drawn again.
Result<void> writeImage(const fs::path &path, const std::vector<std::uint8_t> &bytes)
{
    fs::path beside = path;
    beside += ".part";
    const auto failed = [&] {
        const int reason = errno;
        std::remove(beside.c_str());
        return fileError(ErrorCode::FileUnwritable, path.string(), reason);
    };
    std::FILE *file = std::fopen(beside.c_str(), "wbe");
    if (file == nullptr)
        return fileError(ErrorCode::FileUnwritable, path.string(), errno);
    if (std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size()) {
        const int reason = errno;
        std::fclose(file);
        errno = reason;
        return failed();
    }
    if (std::fclose(file) != 0 || std::rename(beside.c_str(), path.c_str()) != 0)
        return failed();
    return {};
}

Result<void> makeImage(const fs::path &folder, const ShapesOptions &options, const Item &item)
{
    std::vector<std::uint8_t> rgb = renderShape(options, item.label, item.number + (item.isTest ? kFirstTestIndex : 0));
    const cv::Mat image(options.size, options.size, CV_8UC3, rgb.data());
    cv::cvtColor(image, image, cv::COLOR_RGB2BGR);
    std::vector<std::uint8_t> png;
    if (!cv::imencode(".png", image, png))
        return Error{ErrorCode::EngineFailed, {"an image could not be encoded as PNG"}, {}};
    return writeImage(classFolder(folder, item.isTest, item.label) / fileName(item.number), png);
}

Result<void> makeImageWithoutThrowing(const fs::path &folder, const ShapesOptions &options, const Item &item)
{
    try {
        return makeImage(folder, options, item);
    } catch (const std::bad_alloc &) {
        return Error{ErrorCode::OutOfMemory, {"drawing images"}, {}};
    } catch (const std::exception &exception) {
        return Error{ErrorCode::EngineFailed, {exception.what()}, {}};
    }
}

/// The threads that make a set, and what they share. Threads take the next image; the first error ends all.
class Workshop {
public:
    Workshop(const fs::path &folder, const ShapesOptions &options, const Plan &plan)
        : m_folder(folder), m_options(options), m_plan(plan)
    {
        const int wanted =
            options.threads > 0 ? options.threads : static_cast<int>(std::thread::hardware_concurrency());
        const int count = std::clamp(wanted, 1, static_cast<int>(std::min(plan.total(), 64U)));
        try {
            while (m_threads.size() < static_cast<std::size_t>(count)) {
                m_threads.emplace_back([this] { work(); });
                const std::scoped_lock lock(m_mutex);
                ++m_started;
            }
        } catch (const std::system_error &refused) { // a limit on threads: fewer do, too
            if (m_threads.empty())
                m_error = Error{ErrorCode::EngineFailed, {refused.what()}, {}};
        }
    }
    ~Workshop() { stop(); } // the threads, declared last, join first
    Workshop(const Workshop &) = delete;
    Workshop &operator=(const Workshop &) = delete;

    void stop() { m_isStopping = true; }
    [[nodiscard]] std::uint32_t done() const { return m_done; }

    /// Waits for the end, at most a moment; true at the end.
    [[nodiscard]] bool waitBriefly()
    {
        std::unique_lock lock(m_mutex);
        return m_end.wait_for(lock, std::chrono::milliseconds(50), [this] { return m_ended == m_started; });
    }
    [[nodiscard]] std::optional<Error> error()
    {
        const std::scoped_lock lock(m_mutex);
        return m_error;
    }

private:
    void work()
    {
        while (!m_isStopping) {
            const std::uint32_t position = m_next++;
            if (position >= m_plan.total())
                break;
            if (auto made = makeImageWithoutThrowing(m_folder, m_options, m_plan.item(position)); !made) {
                const std::scoped_lock lock(m_mutex);
                if (!m_error)
                    m_error = made.error();
                m_isStopping = true;
                break;
            }
            ++m_done;
        }
        const std::scoped_lock lock(m_mutex);
        ++m_ended;
        m_end.notify_all();
    }

    const fs::path &m_folder;
    const ShapesOptions &m_options;
    const Plan &m_plan;
    std::atomic<bool> m_isStopping = false;
    std::atomic<std::uint32_t> m_next = 0;
    std::atomic<std::uint32_t> m_done = 0;
    std::mutex m_mutex;
    std::condition_variable m_end;
    int m_started = 0;
    int m_ended = 0;
    std::optional<Error> m_error;
    std::vector<std::jthread> m_threads;
};

} // namespace

std::span<const std::string> shapesClassNames()
{
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const Silhouette &silhouette : silhouettes())
            all.push_back(silhouette.name);
        return all;
    }();
    return names;
}

std::vector<std::uint8_t> renderShape(const ShapesOptions &options, int label, int index)
{
    assert(options.size >= kSmallestSize && options.size <= kLargestSize);
    assert(label >= 0 && static_cast<std::size_t>(label) < silhouettes().size());
    assert(index >= 0);
    CounterRng rng(options.seed, RandomStream::Shapes, static_cast<std::uint32_t>(options.size),
                   static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(label));
    const Scene scene = drawScene(rng);
    return paint(scene, silhouettes()[static_cast<std::size_t>(label)], options.size, rng);
}

Result<bool> makeShapes(const fs::path &folder, const ShapesOptions &options,
                        const std::function<void(std::uint32_t, std::uint32_t)> &progress, std::stop_token stop)
{
    if (const auto error = violation(options))
        return *error;
    if (stop.stop_requested())
        return false;
    if (auto claimed = claimFolder(folder); !claimed)
        return claimed.error();
    const Plan plan(options);
    for (const bool isTest : {false, true})
        for (std::size_t label = 0; label < silhouettes().size(); ++label)
            if (auto ready = prepareFolder(classFolder(folder, isTest, static_cast<int>(label)), plan.perClass(isTest));
                !ready)
                return ready.error();

    Workshop workshop(folder, options, plan);
    for (bool hasEnded = false; !hasEnded;) {
        hasEnded = workshop.waitBriefly();
        if (stop.stop_requested())
            workshop.stop();
        if (progress)
            progress(workshop.done(), plan.total());
    }
    if (const auto error = workshop.error())
        return *error;
    return workshop.done() == plan.total();
}

} // namespace tandem
