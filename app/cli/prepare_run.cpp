#include "app/cli/prepare_run.h"

#include "app/cli/console.h"
#include "core/augment/pipeline.h"
#include "core/config/settings_table.h"
#include "core/engine/trainer.h"
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

Result<RunId> chosenId(const std::string &text)
{
    if (text.empty())
        return RunId::make();
    RunId id = RunId::fromString(text);
    if (!id.isValid())
        return Error{ErrorCode::BadUsage, {"--run-id takes a ULID of 26 characters; this was: " + text}, {}};
    return id;
}

Result<std::optional<RunOrigin>> originOf(const NewRunOptions &options)
{
    if (options.sweep.empty())
        return std::optional<RunOrigin>();
    const RunId sweep = RunId::fromString(options.sweep);
    if (!sweep.isValid())
        return Error{ErrorCode::BadUsage, {"--sweep takes a ULID of 26 characters; this was: " + options.sweep}, {}};
    return std::optional(RunOrigin{sweep, options.cell, options.repeat});
}

/// Names what was left out of the images: on the console, and in the run for whoever looks at it later.
Result<void> reportSkipped(const TrainingData &data, RunWriter &writer, Console &console, std::int64_t step)
{
    std::vector<std::string> sentences;
    if (!data.skipped.empty())
        sentences.push_back(skippedText(data.skipped, kSkippedNames));
    if (!data.warning.empty())
        sentences.push_back(data.warning);
    for (const std::string &sentence : sentences) {
        console.note(sentence);
        if (auto added = writer.addEvent({step, wallClockMs(), "warning", sentence}); !added)
            return added;
    }
    return {};
}

Result<void> checkResumable(const RunSummary &summary)
{
    if (isActive(summary.state))
        return Error{ErrorCode::RunActive, {summary.name}, {}};
    if (summary.state == RunState::Done)
        return Error{ErrorCode::RunNotResumable, {summary.name, "it is done"}, {}};
    return {};
}

/// Wrong use, whatever the run is.
Result<void> checkAssignments(const std::vector<std::string> &assignments)
{
    Settings any;
    for (const std::string &assignment : assignments) {
        if (auto applied = applyAssignment(any, assignment); !applied)
            return applied;
        if (!mayChangeOnResume(std::string_view(assignment).substr(0, assignment.find('='))))
            return Error{ErrorCode::BadUsage,
                         {"--resume goes on with the settings that the run began with, and " + assignment +
                          " would make it another run. What may change: device, threads, recomputing, how often "
                          "something is stored or evaluated, and how kNN is measured."},
                         {}};
    }
    return {};
}

/// The settings that a run goes on with: its own, but for what may change.
Result<Settings> resumedSettings(const RunSummary &summary, const ResumeOptions &options)
{
    auto settings = settingsFromJson(summary.settingsJson, {}, "the settings of " + summary.name);
    if (!settings)
        return settings;
    applyMoved(options.moved, *settings);
    for (const std::string &assignment : options.assignments)
        if (auto applied = applyAssignment(*settings, assignment); !applied)
            return applied.error();
    settings->data.path = absolutePath(settings->data.path);
    settings->data.testPath = absolutePath(settings->data.testPath);
    if (const auto violations = validate(*settings); !violations.empty())
        return violationsAsError(violations);
    return settings;
}

} // namespace

std::string defaultRunName(const Settings &settings)
{
    std::filesystem::path path = std::filesystem::path(settings.data.path).lexically_normal();
    if (path.filename().empty())
        path = path.parent_path();
    if (path.filename() == "train" && path.parent_path().has_filename())
        path = path.parent_path();
    return path.stem().string() + " " + settings.encoder.name;
}

Result<std::optional<PreparedRun>> prepareNewRun(const NewRunOptions &options, int ranks, Console &console,
                                                 std::stop_token stop)
{
    const auto settings = resolveSettings(options.settings);
    if (!settings)
        return settings.error();
    // Whether a pipeline is sound does not depend on the images, so any size will do here.
    if (auto pipeline = resolvePipeline(settings->augment, 1); !pipeline)
        return pipeline.error();
    if (auto trainable = checkTrainable(*settings, ranks); !trainable)
        return trainable.error();
    const auto id = chosenId(options.runId);
    if (!id)
        return id.error();
    const auto origin = originOf(options);
    if (!origin)
        return origin.error();
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
    const std::string name = options.name.empty() ? defaultRunName(*settings) : options.name;
    auto writer = RunWriter::create(*project, {*id, name, settingsToJson(*settings), *origin});
    if (!writer)
        return writer.error();
    if (auto reported = reportSkipped(**data, **writer, console, 0); !reported)
        return reported.error();
    return std::optional<PreparedRun>(
        PreparedRun{std::move(*project), *settings, std::move(**data), std::move(*writer), name, {}});
}

Result<std::optional<PreparedRun>> prepareResume(const ResumeOptions &options, int ranks, Console &console,
                                                 std::stop_token stop)
{
    if (auto usable = checkAssignments(options.assignments); !usable)
        return usable.error();
    auto project = openProject(options.project);
    if (!project)
        return project.error();
    const auto id = findRunToChange(*project, options.run);
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
    const auto settings = resumedSettings(*summary, options);
    if (!settings)
        return settings.error();
    if (auto trainable = checkTrainable(*settings, ranks); !trainable)
        return trainable.error();

    auto data = openRunImages(**reader, *summary, *settings, ErrorCode::RunNotResumable, console, std::move(stop));
    if (!data)
        return data.error();
    if (!*data)
        return std::optional<PreparedRun>();
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
