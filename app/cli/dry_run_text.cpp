#include "app/cli/dry_run_text.h"

#include "app/cli/text.h"
#include "core/config/settings_table.h"

#include <spdlog/fmt/fmt.h>

namespace tandem {

namespace {

using Json = nlohmann::ordered_json;

std::string memoryText(const DryRunReport &report)
{
    const bool isGpu = report.device == "cuda";
    std::string text = bytesText(report.memoryBytes);
    if (report.availableMemoryBytes > 0)
        text += fmt::format(" of {} that {} could have", bytesText(report.availableMemoryBytes),
                            isGpu ? "the GPU" : "the program");
    if (!isGpu)
        text += fmt::format("; and {} of decoded images, which are mapped and can be dropped at need",
                            bytesText(report.mappedBytes));
    return text;
}

std::string largestText(const DryRunReport &report)
{
    if (report.availableMemoryBytes == 0)
        return "not known: this build cannot ask the GPU for its memory";
    if (report.largestBatch == 0)
        return "none: not even the smallest batch fits";
    return fmt::format("{} images{}", report.largestBatch,
                       report.largestBatch / 8 == report.trainImages / 8 ? ", all there are" : "");
}

std::string howText(const DryRunReport &report)
{
    std::string batches;
    for (const MeasuredSteps &steps : report.measured)
        batches += fmt::format("{}{} ({:.3f} s a step, {})", batches.empty() ? "" : ", ", steps.batchSize,
                               steps.seconds, bytesText(steps.memoryBytes));
    return fmt::format("steps with batches of {}{}", batches,
                       report.isMeasured ? "" : "; the rest along a line through the last two");
}

} // namespace

Json dryRunJson(const DryRunReport &report)
{
    Json object{{"event", "dry_run"},
                {"memory_bytes", report.memoryBytes},
                {"available_memory_bytes", report.availableMemoryBytes},
                {"mapped_bytes", report.mappedBytes},
                {"largest_batch", report.largestBatch},
                {"images_per_second", report.imagesPerSecond},
                {"loader_images_per_second", report.loaderImagesPerSecond},
                {"seconds_per_epoch", report.secondsPerEpoch},
                {"evaluation_seconds", report.evaluationSeconds},
                {"evaluations", report.evaluations},
                {"total_seconds", report.totalSeconds},
                {"disk_bytes", report.diskBytes},
                {"checkpoint_bytes", report.checkpointBytes},
                {"device", report.device},
                {"train_images", report.trainImages},
                {"test_images", report.testImages},
                {"parameters", report.parameters},
                {"steps_per_epoch", report.stepsPerEpoch},
                {"steps", report.totalSteps},
                {"measured", report.isMeasured},
                {"measurements", Json::array()},
                {"learning_rate", Json::array()},
                {"settings", Json::parse(report.settingsJson)}};
    for (const MeasuredSteps &steps : report.measured)
        object["measurements"].push_back({{"batch_size", steps.batchSize},
                                          {"seconds_per_step", steps.seconds},
                                          {"memory_bytes", steps.memoryBytes}});
    for (const RatePoint &point : report.learningRate)
        object["learning_rate"].push_back(
            {{"step", point.step}, {"epoch", point.epoch}, {"rate", point.rate}, {"what", point.what}});
    return object;
}

std::string dryRunText(const DryRunReport &report)
{
    const auto settings = settingsFromJson(report.settingsJson).value_or(Settings());
    std::vector<std::vector<std::string>> rows{
        {"network", fmt::format("{} parameters, {} pixels a side, {} on {}", report.parameters, settings.augment.size,
                                settings.train.precision, report.device)},
        {"images", fmt::format("{} to train on, {} to test on", report.trainImages, report.testImages)},
        {"steps", fmt::format("{} of {} images an epoch, {} in all", report.stepsPerEpoch, settings.train.batchSize,
                              report.totalSteps)},
        {"memory", memoryText(report)},
        {"largest batch", largestText(report)},
        {"speed", fmt::format("{:.0f} images/s; the loader alone makes {:.0f}", report.imagesPerSecond,
                              report.loaderImagesPerSecond)},
        {"an epoch", clockText(report.secondsPerEpoch)},
        {"an evaluation",
         fmt::format("{}, {}", clockText(report.evaluationSeconds), countText(report.evaluations, "time", "times"))},
        {"in all", clockText(report.totalSeconds)},
        {"disk",
         fmt::format("{}; a checkpoint takes {}", bytesText(report.diskBytes), bytesText(report.checkpointBytes))},
    };
    for (const RatePoint &point : report.learningRate)
        rows.push_back(
            {point.step == 0 ? "learning rate" : "",
             fmt::format("{:<10.4g} step {}, epoch {:.1f}: {}", point.rate, point.step, point.epoch, point.what)});
    rows.push_back({"from", howText(report)});
    return tableText(rows);
}

} // namespace tandem
