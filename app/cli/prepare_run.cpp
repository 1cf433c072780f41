#include "app/cli/prepare_run.h"

#include "app/cli/console.h"
#include "core/augment/pipeline.h"
#include "core/config/settings_table.h"
#include "core/store/run_reader.h"

#include <spdlog/fmt/fmt.h>

namespace tandem {

namespace {

constexpr std::size_t kSkippedNames = 20;

bool isMissingOrEmpty(const std::filesystem::path &folder)
{
    std::error_code failure;
    const auto status = std::filesystem::status(folder, failure);
    return !std::filesystem::exists(status) ||
           (std::filesystem::is_directory(status) && std::filesystem::is_empty(folder, failure));
}

/// "shapes resnet18": the dataset's folder, or its parent where the folder is called train.
std::string defaultName(const Settings &settings)
{
    std::filesystem::path path = std::filesystem::path(settings.data.path).lexically_normal();
    if (path.filename().empty())
        path = path.parent_path();
    if (path.filename() == "train" && path.parent_path().has_filename())
        path = path.parent_path();
    return path.stem().string() + " " + settings.encoder.name;
}

Result<RunId> chosenId(const std::string &text)
{
    if (text.empty())
        return RunId::make();
    RunId id = RunId::fromString(text);
    if (!id.isValid())
        return Error{ErrorCode::BadUsage, {"--run-id takes a ULID of 26 characters; this was: " + text}, {}};
    return id;
}

/// Names every file that was left out: on the console, and in the run for whoever looks at it later.
Result<void> reportSkipped(const TrainingData &data, RunWriter &writer, Console &console, std::int64_t step)
{
    if (data.skipped.empty())
        return {};
    const std::string text = skippedText(data.skipped, kSkippedNames);
    console.note(text);
    return writer.addEvent({step, wallClockMs(), "warning", text});
}

/// The run is bound to its images: with others it would not be the same run.
Result<void> checkSameImages(RunReader &reader, const RunSummary &summary, const TrainingData &data)
{
    const auto plan = reader.plan();
    if (!plan || plan->trainImages == 0 || plan->trainImages == data.train->size())
        return {};
    return Error{ErrorCode::RunNotResumable,
                 {summary.name, fmt::format("it began with {} training images, and there are {} now", plan->trainImages,
                                            data.train->size())},
                 {}};
}

Result<void> checkResumable(const RunSummary &summary)
{
    if (isActive(summary.state))
        return Error{ErrorCode::RunActive, {summary.name}, {}};
    if (summary.state == RunState::Done)
        return Error{ErrorCode::RunNotResumable, {summary.name, "it is done"}, {}};
    return {};
}

Result<std::optional<TrainingData>> reopenTrainingData(const Settings &settings, Console &console, std::stop_token stop)
{
    // The packed cache may outlive the images, but a run that silently goes on without its source would hide the loss.
    for (const std::string &path : {settings.data.path, settings.data.testPath}) {
        std::error_code failure;
        if (!path.empty() && !std::filesystem::exists(path, failure))
            return Error{ErrorCode::DatasetVanished, {path}, failure.message()};
    }
    return openTrainingData(settings, console, std::move(stop));
}

} // namespace

Result<std::optional<PreparedRun>> prepareNewRun(const NewRunOptions &options, Console &console, std::stop_token stop)
{
    const auto settings = resolveSettings(options.settings);
    if (!settings)
        return settings.error();
    // Whether a pipeline is sound does not depend on the images, so any size will do here.
    if (auto pipeline = resolvePipeline(settings->augment, 1); !pipeline)
        return pipeline.error();
    const auto id = chosenId(options.runId);
    if (!id)
        return id.error();
    const bool isNew = isMissingOrEmpty(options.project);
    if (!isNew)
        if (auto opened = openProject(options.project); !opened)
            return opened.error();

    auto data = openTrainingData(*settings, console, std::move(stop));
    if (!data)
        return data.error();
    if (!*data)
        return std::optional<PreparedRun>();

    auto project = isNew ? createProject(options.project) : openProject(options.project);
    if (!project)
        return project.error();
    const std::string name = options.name.empty() ? defaultName(*settings) : options.name;
    auto writer = RunWriter::create(*project, {*id, name, settingsToJson(*settings)});
    if (!writer)
        return writer.error();
    if (auto reported = reportSkipped(**data, **writer, console, 0); !reported)
        return reported.error();
    return std::optional<PreparedRun>(
        PreparedRun{std::move(*project), *settings, std::move(**data), std::move(*writer), name, {}});
}

Result<std::optional<PreparedRun>> prepareResume(const std::filesystem::path &folder, const std::string &run,
                                                 Console &console, std::stop_token stop)
{
    auto project = openProject(folder);
    if (!project)
        return project.error();
    const auto id = findRun(*project, run);
    if (!id)
        return id.error();
    auto reader = RunReader::open(*project, *id);
    if (!reader)
        return reader.error();
    const auto summary = (*reader)->summary();
    if (!summary)
        return summary.error();
    if (auto resumable = checkResumable(*summary); !resumable)
        return resumable.error();
    auto settings = settingsFromJson(summary->settingsJson, {}, "the settings of " + summary->name);
    if (!settings)
        return settings.error();

    auto data = reopenTrainingData(*settings, console, std::move(stop));
    if (!data)
        return data.error();
    if (!*data)
        return std::optional<PreparedRun>();
    if (auto same = checkSameImages(**reader, *summary, **data); !same)
        return same.error();
    auto checkpoint = (*reader)->loadNewestCheckpoint();
    if (!checkpoint)
        return checkpoint.error();
    const std::int64_t fromStep = *checkpoint ? (*checkpoint)->info.step : 0;
    auto writer = RunWriter::resume(*project, *id, fromStep, RunWriter::Trim::WithPlan);
    if (!writer)
        return writer.error();
    PreparedRun prepared{std::move(*project), *settings, std::move(**data), std::move(*writer), summary->name, {}};
    if (*checkpoint) {
        prepared.checkpoint = std::move((*checkpoint)->bytes);
        for (const std::string &damaged : (*checkpoint)->damaged)
            console.note(describe({ErrorCode::CheckpointDamaged, {damaged}, {}}));
    } else {
        console.note("No checkpoint was written before the run ended: it starts again from the beginning.");
    }
    return std::optional<PreparedRun>(std::move(prepared));
}

} // namespace tandem
