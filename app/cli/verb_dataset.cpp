#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/cli/text.h"
#include "app/cli/training_data.h"
#include "app/cli/verb.h"
#include "core/data/shapes.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <climits>

namespace tandem {

namespace {

using Json = nlohmann::ordered_json;

ExitStatus stopped(Console &console)
{
    console.note("Stopped; what was begun is not complete.");
    return ExitStatus::Stopped;
}

// ---- dataset info ------------------------------------------------------------------------------------------------

struct SizeRange {
    int smallest = INT_MAX; // shorter side
    int largest = 0;        // longer side
};

SizeRange sizesOf(const ImageSet &images)
{
    SizeRange range;
    for (std::uint32_t i = 0; i < images.size(); ++i) {
        const ImageView image = images.image(i);
        range.smallest = std::min({range.smallest, image.width, image.height});
        range.largest = std::max({range.largest, image.width, image.height});
    }
    return range;
}

std::vector<std::int64_t> countsOf(const ImageSet &images)
{
    std::vector<std::int64_t> counts(images.classNames().size());
    for (std::uint32_t i = 0; i < images.size(); ++i)
        if (const std::int32_t label = images.label(i); label != kNoLabel)
            ++counts[static_cast<std::size_t>(label)];
    return counts;
}

std::int64_t bytesOf(const std::filesystem::path &file)
{
    std::error_code failure;
    const auto bytes = std::filesystem::file_size(file, failure);
    return failure ? 0 : static_cast<std::int64_t>(bytes);
}

Json infoJson(const ImageSet &images)
{
    const SizeRange sizes = sizesOf(images);
    Json object{{"path", images.source().string()},
                {"kind", images.kind()},
                {"images", images.size()},
                {"labelled", !images.classNames().empty()},
                {"smallest_side", sizes.smallest},
                {"largest_side", sizes.largest},
                {"classes", Json::array()},
                {"skipped", Json::array()},
                {"fingerprint", images.fingerprint()},
                {"identity", images.identity()},
                {"identity", images.identity()},
                {"cache_file", images.cacheFile().string()},
                {"cache_bytes", bytesOf(images.cacheFile())}};
    const auto counts = countsOf(images);
    for (std::size_t i = 0; i < counts.size(); ++i)
        object["classes"].push_back({{"name", images.classNames()[i]}, {"images", counts[i]}});
    for (const SkippedFile &file : images.skipped())
        object["skipped"].push_back({{"name", file.name}, {"reason", file.reason}});
    return object;
}

std::string infoText(const ImageSet &images)
{
    const SizeRange sizes = sizesOf(images);
    std::string text = tableText(
        {{"dataset", images.source().string()},
         {"kind", images.kind()},
         {"images", std::to_string(images.size())},
         {"sides", sizes.smallest == sizes.largest ? fmt::format("{} pixels", sizes.smallest)
                                                   : fmt::format("{} to {} pixels", sizes.smallest, sizes.largest)},
         {"classes", images.classNames().empty() ? "none: without labels there is no kNN accuracy"
                                                 : std::to_string(images.classNames().size())},
         {"left out", countText(static_cast<std::int64_t>(images.skipped().size()), "file", "files")},
         {"fingerprint", images.fingerprint()},
         {"identity", images.identity()},
         {"cache", fmt::format("{} ({})", images.cacheFile().string(), bytesText(bytesOf(images.cacheFile())))}});
    std::vector<std::vector<std::string>> classes;
    const auto counts = countsOf(images);
    for (std::size_t i = 0; i < counts.size(); ++i)
        classes.push_back({"  " + images.classNames()[i], std::to_string(counts[i])});
    text += tableText(classes);
    if (!images.skipped().empty())
        text += "Left out:\n";
    for (const SkippedFile &file : images.skipped())
        text += fmt::format("  {}: {}\n", file.name, file.reason);
    return text;
}

ExitStatus showInfo(const std::filesystem::path &path, Console &console)
{
    const InterruptListener interrupts;
    const auto images = openWithProgress(path, console, interrupts.token());
    if (!images)
        return console.fail(images.error());
    if (!*images)
        return stopped(console);
    console.object(infoJson(**images));
    console.text(infoText(**images));
    return ExitStatus::Done;
}

// ---- dataset make-shapes -----------------------------------------------------------------------------------------

struct ShapesRequest {
    std::filesystem::path folder;
    ShapesOptions shapes;
};

ExitStatus writeShapes(const ShapesRequest &request, Console &console)
{
    const InterruptListener interrupts;
    const auto made = makeShapes(
        request.folder, request.shapes,
        [&console](std::uint32_t done, std::uint32_t total) {
            console.bar(fmt::format("drawing shapes: {} of {} images", done, total));
        },
        interrupts.token());
    console.bar({});
    if (!made)
        return console.fail(made.error());
    if (!*made)
        return stopped(console);
    const auto train = request.folder / "train", test = request.folder / "test";
    console.object({{"train", train.string()},
                    {"test", test.string()},
                    {"classes", shapesClassNames().size()},
                    {"images_per_class", request.shapes.imagesPerClass},
                    {"size", request.shapes.size},
                    {"seed", request.shapes.seed}});
    console.text(fmt::format("{} images of each of {} classes, {} pixels wide:\n  {}\n  {}\n",
                             request.shapes.imagesPerClass, shapesClassNames().size(), request.shapes.size,
                             train.string(), test.string()));
    return ExitStatus::Done;
}

} // namespace

void addDatasetVerb(CLI::App &app, CommonOptions &common, Action &action)
{
    CLI::App *verb = app.add_subcommand("dataset", "Look at a dataset, or make the sample one");
    verb->require_subcommand(1);

    const auto path = std::make_shared<std::filesystem::path>();
    CLI::App *info = verb->add_subcommand("info", "Kind, classes, sizes, and the files that cannot be decoded");
    info->add_option("PATH", *path, "Image folder, or binary files of CIFAR-10, CIFAR-100 or STL-10")->required();
    addCommonOptions(*info, common);
    info->callback([path, &action] { action = [path](Console &console) { return showInfo(*path, console); }; });

    const auto request = std::make_shared<ShapesRequest>();
    ShapesOptions &shapes = request->shapes;
    CLI::App *make = verb->add_subcommand("make-shapes", "Draw the labelled sample set: DIR/train and DIR/test");
    make->add_option("DIR", request->folder, "Folder to make")->required();
    make->add_option("--size", shapes.size, "Side of an image in pixels, 32 to 128")
        ->capture_default_str()
        ->type_name("N");
    make->add_option("--per-class", shapes.imagesPerClass, "Training images of each of the 10 classes")
        ->capture_default_str()
        ->type_name("N");
    make->add_option("--seed", shapes.seed, "Other seeds draw other images")->capture_default_str()->type_name("N");
    addCommonOptions(*make, common);
    make->callback(
        [request, &action] { action = [request](Console &console) { return writeShapes(*request, console); }; });
}

} // namespace tandem
