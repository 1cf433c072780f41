#include "app/cli/run_images.h"

#include "app/cli/console.h"
#include "app/cli/settings_options.h"
#include "core/config/settings_table.h"
#include "core/report/images_difference.h"

#include <spdlog/fmt/fmt.h>

namespace tandem {

namespace {

/// The packed cache may outlive the images, but a run that silently goes on without its source would hide the loss.
Result<void> checkPresent(const Settings &settings)
{
    for (const std::string &path : {settings.data.path, settings.data.testPath}) {
        std::error_code failure;
        if (!path.empty() && !std::filesystem::exists(path, failure))
            return Error{ErrorCode::DatasetVanished, {path}, failure.message()};
    }
    return {};
}

/// Why these are not the images of the run; empty if they are.
std::string difference(const RunPlan &plan, const TrainingData &data)
{
    switch (imagesDifference(plan, {data.train->size(), data.train->identity(), data.test->identity()})) {
    case ImagesDifference::None:
        break;
    case ImagesDifference::Number:
        return fmt::format("it began with {} training images, and there are {} now", plan.trainImages,
                           data.train->size());
    case ImagesDifference::TrainContent:
        return fmt::format("the images at {} are not those that it began with", data.train->source().string());
    case ImagesDifference::TestContent:
        return fmt::format("the test images at {} are not those that it began with", data.test->source().string());
    }
    return {};
}

/// Without an identity, only the place vouches for the images.
std::string unknownMove(const RunPlan &plan, const RunSummary &summary, const Settings &settings)
{
    const auto stored = settingsFromJson(summary.settingsJson);
    if (!plan.trainIdentity.empty() || !stored ||
        (stored->data.path == settings.data.path && stored->data.testPath == settings.data.testPath))
        return {};
    return "it comes from a version that did not store what its images are, so they must lie where they were, at " +
           stored->data.path;
}

} // namespace

void applyMoved(const MovedImages &moved, Settings &settings)
{
    if (!moved.data.empty())
        settings.data.path = absolutePath(moved.data);
    if (!moved.testData.empty())
        settings.data.testPath = absolutePath(moved.testData);
}

Result<std::optional<TrainingData>> openRunImages(RunReader &reader, const RunSummary &summary,
                                                  const Settings &settings, ErrorCode otherwise, Console &console,
                                                  std::stop_token stop)
{
    const auto plan = reader.plan();
    if (!plan)
        return plan.error();
    const bool began = plan->trainImages > 0;
    if (const std::string why = began ? unknownMove(*plan, summary, settings) : std::string(); !why.empty())
        return Error{otherwise, {summary.name, why}, {}};
    if (auto present = checkPresent(settings); !present)
        return present.error();
    auto data = openTrainingData(settings, console, std::move(stop));
    if (!data || !*data || !began)
        return data;
    if (const std::string why = difference(*plan, **data); !why.empty())
        return Error{otherwise, {summary.name, why}, {}};
    return data;
}

} // namespace tandem
