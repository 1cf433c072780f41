#include "app/cli/training_data.h"

#include "app/cli/console.h"
#include "app/cli/text.h"

#include <spdlog/fmt/fmt.h>
#include <spdlog/fmt/ranges.h>

#include <algorithm>
#include <iterator>

namespace tandem {

Result<ImageSetPtr> openWithProgress(const std::filesystem::path &path, Console &console, std::stop_token stop)
{
    OpenImagesOptions options;
    options.progress = [&console, name = path.filename().string()](std::uint32_t done, std::uint32_t total) {
        console.bar(fmt::format("decoding {}: {} of {} images, {:.0f} %", name, done, total,
                                total == 0 ? 100.0 : 100.0 * done / total));
    };
    auto images = openImages(path, options, std::move(stop));
    console.bar({});
    return images;
}

namespace {

/// Gives the test images the training classes, and says which of theirs are none of these.
Result<void> matchClasses(TrainingData &data)
{
    constexpr std::size_t kNamed = 5;
    const auto &known = data.train->classNames();
    const auto &own = data.test->classNames();
    if (known.empty() || own.empty() || known == own)
        return {};
    std::vector<std::string> others;
    std::copy_if(own.begin(), own.end(), std::back_inserter(others), [&known](const std::string &name) {
        return std::find(known.begin(), known.end(), name) == known.end();
    });
    if (others.size() == own.size())
        return Error{ErrorCode::BadUsage,
                     {fmt::format("No class of the test images in {} is one of the training images in {}: choose "
                                  "others, or none with data.test_path= so that some are held out.",
                                  data.test->source().string(), data.train->source().string())},
                     {}};
    data.test = withClasses(data.test, known);
    if (others.empty())
        return {};
    const std::size_t named = std::min(kNamed, others.size());
    data.warning = fmt::format(
        "{} of the test images {} none of the training images and will not be counted: {}{}.",
        countText(static_cast<std::int64_t>(others.size()), "class", "classes"), others.size() == 1 ? "is" : "are",
        fmt::join(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(named), ", "),
        named < others.size() ? fmt::format(" and {} more", others.size() - named) : std::string());
    return {};
}

} // namespace

Result<std::optional<TrainingData>> openTrainingData(const Settings &settings, Console &console, std::stop_token stop)
{
    const auto seed = static_cast<std::uint64_t>(settings.train.seed);
    auto images = openWithProgress(settings.data.path, console, stop);
    if (!images)
        return images.error();
    if (!*images)
        return std::optional<TrainingData>();

    TrainingData data;
    data.skipped = (*images)->skipped();
    auto split = splitForTraining(*images, settings.data, seed);
    data.train = std::move(split.train);
    if (settings.data.testPath.empty()) {
        data.test = std::move(split.test);
        data.testSplit = "hold-out";
    } else {
        auto test = openWithProgress(settings.data.testPath, console, stop);
        if (!test)
            return test.error();
        if (!*test)
            return std::optional<TrainingData>();
        data.test = std::move(*test);
        data.testSplit = "test";
        data.skipped.insert(data.skipped.end(), data.test->skipped().begin(), data.test->skipped().end());
        if (auto matched = matchClasses(data); !matched)
            return matched.error();
    }
    if (data.train->size() < settings.train.batchSize)
        return Error{ErrorCode::DatasetTooSmall,
                     {std::to_string(data.train->size()), std::to_string(settings.train.batchSize)},
                     {}};
    return std::optional<TrainingData>(std::move(data));
}

std::string skippedText(const std::vector<SkippedFile> &skipped, std::size_t limit)
{
    std::string text = countText(static_cast<std::int64_t>(skipped.size()), "entry is", "entries are") + " left out: ";
    const std::size_t shown = std::min(limit, skipped.size());
    for (std::size_t i = 0; i < shown; ++i)
        text += fmt::format("{}{} ({})", i == 0 ? "" : ", ", skipped[i].name, skipped[i].reason);
    if (shown < skipped.size())
        text += fmt::format(" and {} more, which tandem-cli dataset info lists", skipped.size() - shown);
    return text + ".";
}

} // namespace tandem
