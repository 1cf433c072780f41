#include "app/cli/stored_run.h"

#include "core/config/settings_table.h"

namespace tandem {

Result<StoredRun> openStoredRun(const std::filesystem::path &folder, const std::string &run, ActiveRuns active)
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
    auto summary = (*reader)->summary();
    if (!summary)
        return summary.error();
    if (active == ActiveRuns::Refused && isActive(summary->state))
        return Error{ErrorCode::RunActive, {summary->name}, {}};
    auto settings = settingsFromJson(summary->settingsJson, {}, "the settings of " + summary->name);
    if (!settings)
        return settings.error();
    return StoredRun{std::move(*project), std::move(*reader), std::move(*summary), std::move(*settings)};
}

Result<RunReader::LoadedCheckpoint> loadCheckpoint(const StoredRun &run, const std::string &which)
{
    auto loaded = which == "best" ? run.reader->loadBestCheckpoint() : run.reader->loadNewestCheckpoint();
    if (!loaded)
        return loaded.error();
    if (!*loaded) {
        const char *why = which == "best"               ? "none of its checkpoints has a kNN accuracy"
                          : isActive(run.summary.state) ? "it has not written a checkpoint yet"
                                                        : "it ended before a checkpoint was written";
        return Error{ErrorCode::RunNotEvaluable, {run.summary.name, why}, {}};
    }
    return std::move(**loaded);
}

Error named(Error error, const std::string &name, const std::filesystem::path &checkpoint)
{
    if (error.arguments.empty() || !error.arguments.front().empty())
        return error;
    if (error.code == ErrorCode::RunNotEvaluable)
        error.arguments.front() = name;
    if (error.code == ErrorCode::CheckpointDamaged)
        error.arguments.front() = checkpoint.string();
    return error;
}

} // namespace tandem
