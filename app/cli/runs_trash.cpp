#include "app/cli/console.h"
#include "app/cli/runs_verbs.h"
#include "app/cli/text.h"
#include "core/store/project_index.h"
#include "core/store/run_trash.h"

#include <CLI/CLI.hpp>
#include <spdlog/fmt/fmt.h>

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>

namespace tandem {

namespace {

struct TrashOptions {
    std::filesystem::path project;
    std::vector<std::string> runs;
    bool all = false;
    bool yes = false;
};

ExitStatus trash(const TrashOptions &options, Console &console)
{
    const auto project = openProject(options.project);
    if (!project)
        return console.fail(project.error());
    std::vector<RunId> ids;
    for (const std::string &run : options.runs) {
        const auto id = findRunToChange(*project, run);
        if (!id)
            return console.fail(id.error());
        ids.push_back(*id);
    }
    for (const RunId &id : ids) {
        if (auto moved = trashRun(*project, id); !moved)
            return console.fail(moved.error());
        console.object({{"run", id.toString()}, {"trashed", true}});
        console.note(fmt::format("{} is in the trash; runs restore brings it back.", id.toString()));
    }
    return ExitStatus::Done;
}

ExitStatus restore(const TrashOptions &options, Console &console)
{
    const auto project = openProject(options.project);
    if (!project)
        return console.fail(project.error());
    for (const std::string &run : options.runs) {
        const auto id = findTrashed(*project, run);
        if (!id)
            return console.fail(id.error());
        if (auto moved = restoreRun(*project, *id); !moved)
            return console.fail(moved.error());
        console.object({{"run", id->toString()}, {"trashed", false}});
    }
    return ExitStatus::Done;
}

/// Asks on a terminal; elsewhere --yes must say it.
bool mayPurge(const TrashOptions &options, std::size_t count, std::int64_t bytes, Console &console)
{
    if (options.yes)
        return true;
    if (!console.isTerminal() || ::isatty(STDIN_FILENO) == 0)
        return false;
    console.note(fmt::format("Remove {} ({}) for good? [y/N]",
                             countText(static_cast<std::int64_t>(count), "run", "runs"), bytesText(bytes)));
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "yes";
}

/// What a person said of the run goes as well, unless somebody else holds the project: then it stays, in a few bytes.
void forget(const ProjectLayout &project, const std::vector<RunId> &ids)
{
    const auto index = ProjectIndex::open(project);
    for (const RunId &id : ids)
        if (index && !(*index)->setAnnotation(id, {}))
            return;
}

ExitStatus purge(const TrashOptions &options, Console &console)
{
    if (options.all == !options.runs.empty())
        return console.fail({ErrorCode::BadUsage, {"Name the runs to purge, or give --all."}, {}});
    const auto project = openProject(options.project);
    if (!project)
        return console.fail(project.error());
    std::vector<RunId> wanted;
    for (const std::string &run : options.runs) {
        const auto id = findTrashed(*project, run);
        if (!id)
            return console.fail(id.error());
        wanted.push_back(*id);
    }
    auto listed = listTrash(*project);
    if (!listed)
        return console.fail(listed.error());
    if (!options.all)
        std::erase_if(*listed, [&](const TrashedRun &run) {
            return std::find(wanted.begin(), wanted.end(), run.id) == wanted.end();
        });
    if (listed->empty()) {
        console.note("The trash is empty.");
        return ExitStatus::Done;
    }
    std::int64_t bytes = 0;
    for (const TrashedRun &run : *listed)
        bytes += run.bytes;
    if (!mayPurge(options, listed->size(), bytes, console))
        return console.fail(
            {ErrorCode::BadUsage,
             {fmt::format("Nothing was removed. Purging {} frees {} and cannot be undone; say --yes.",
                          countText(static_cast<std::int64_t>(listed->size()), "run", "runs"), bytesText(bytes))},
             {}});
    std::vector<RunId> gone;
    std::int64_t freed = 0;
    for (const TrashedRun &run : *listed) {
        const auto size = purgeRun(*project, run.id);
        if (!size)
            return console.fail(size.error());
        gone.push_back(run.id);
        freed += *size;
        console.object({{"run", run.id.toString()}, {"purged", true}, {"bytes", *size}});
    }
    forget(*project, gone);
    console.note(fmt::format("{} purged, {} freed.", countText(static_cast<std::int64_t>(gone.size()), "run", "runs"),
                             bytesText(freed)));
    return ExitStatus::Done;
}

} // namespace

void addRunsTrash(CLI::App &runs, CommonOptions &common, Action &action)
{
    const auto options = std::make_shared<TrashOptions>();
    const auto add = [&](const char *name, const char *help, ExitStatus (*work)(const TrashOptions &, Console &)) {
        CLI::App *verb = runs.add_subcommand(name, help);
        verb->add_option("--project", options->project, "Project folder")->type_name("DIR")->required();
        verb->add_option("RUN", options->runs, "Id of a run, the beginning of it, or its name");
        addCommonOptions(*verb, common);
        verb->callback([options, work, &action] {
            action = [options, work](Console &console) { return work(*options, console); };
        });
        return verb;
    };
    add("trash", "Move runs into the project's trash", trash)->get_option("RUN")->required();
    add("restore", "Bring runs back from the trash", restore)->get_option("RUN")->required();
    CLI::App *verb = add("purge", "Remove runs in the trash for good", purge);
    verb->add_flag("--all", options->all, "All that lie there");
    verb->add_flag("--yes", options->yes, "Do not ask");
}

} // namespace tandem
