#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/cli/prepare_run.h"
#include "app/cli/queue_text.h"
#include "app/cli/verb.h"
#include "core/augment/pipeline.h"
#include "core/engine/trainer.h"
#include "core/sweep/queue_runner.h"
#include "core/sweep/run_queue.h"

#include <CLI/CLI.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <functional>

namespace tandem {

namespace {

struct QueueOptions {
    std::filesystem::path project;
    std::vector<std::string> runs;
    std::string before;
    bool last = false;
    SettingsOptions settings;
    std::string name;
    std::int64_t seeds = 1;
};

/// A run by id, beginning of an id, or name, among all that are listed, newest of a name first.
Result<RunSummary> findListed(const std::vector<RunSummary> &runs, const std::string &text)
{
    std::vector<const RunSummary *> matches;
    constexpr std::size_t kLeast = 4;
    for (const RunSummary &run : runs) {
        if (run.name == text)
            return run;
        const std::string &id = run.id.toString();
        if (text.size() >= kLeast && text.size() <= id.size() &&
            std::equal(text.begin(), text.end(), id.begin(),
                       [](unsigned char a, char b) { return std::toupper(a) == b; }))
            matches.push_back(&run);
    }
    if (matches.size() == 1)
        return *matches.front();
    if (matches.empty())
        return Error{ErrorCode::RunNotFound, {text}, {}};
    std::string list;
    for (const RunSummary *match : matches)
        list += (list.empty() ? "" : ", ") + match->id.toString();
    return Error{ErrorCode::RunAmbiguous, {text, list}, {}};
}

Result<std::vector<RunSummary>> findAll(const ProjectLayout &project, const std::vector<std::string> &texts)
{
    const auto listed = listRuns(project);
    if (!listed)
        return listed.error();
    std::vector<RunSummary> found;
    for (const std::string &text : texts) {
        auto run = findListed(*listed, text);
        if (!run)
            return run.error();
        found.push_back(std::move(*run));
    }
    return found;
}

std::vector<RunId> idsOf(const std::vector<RunSummary> &runs)
{
    std::vector<RunId> ids;
    for (const RunSummary &run : runs)
        ids.push_back(run.id);
    return ids;
}

/// Says how the queue stands after a change that may have given it something to do.
ExitStatus conclude(const ProjectLayout &project, Console &console)
{
    if (const auto started = ensureRunner(project, "/proc/self/exe"); !started)
        return console.fail(started.error());
    return printQueue(project, console);
}

ExitStatus listQueue(const QueueOptions &options, Console &console)
{
    const auto project = openProject(options.project);
    if (!project)
        return console.fail(project.error());
    return conclude(*project, console);
}

Result<std::vector<NewQueuedRun>> newRuns(const QueueOptions &options)
{
    auto settings = resolveSettings(options.settings);
    if (!settings)
        return settings.error();
    if (auto pipeline = resolvePipeline(settings->augment, 1); !pipeline)
        return pipeline.error();
    std::vector<NewQueuedRun> runs;
    const RunId group = RunId::make();
    for (std::int64_t seed = 0; seed < options.seeds; ++seed) {
        NewQueuedRun run;
        run.name = options.name.empty() ? defaultRunName(*settings) : options.name;
        run.settings = *settings;
        run.settings.train.seed += seed;
        if (options.seeds > 1) {
            run.name += fmt::format(" · seed {}", run.settings.train.seed);
            run.origin = RunOrigin{group, {}, seed + 1};
        }
        runs.push_back(std::move(run));
    }
    return runs;
}

ExitStatus addRuns(const QueueOptions &options, Console &console)
{
    const bool isNew = options.runs.empty();
    const SettingsOptions &given = options.settings;
    if (!isNew && (!given.data.empty() || !given.testData.empty() || !given.config.empty() ||
                   !given.assignments.empty() || !options.name.empty()))
        return console.fail({ErrorCode::BadUsage,
                             {"A run that is added again goes on with its own settings; leave out --data, --test-data, "
                              "--config, --set and --name."},
                             {}});
    auto project = openProject(options.project);
    if (!project && isNew && project.error().code == ErrorCode::FileNotFound)
        project = createProject(options.project);
    if (!project)
        return console.fail(project.error());
    if (isNew) {
        const auto runs = newRuns(options);
        if (!runs)
            return console.fail(runs.error());
        if (auto queued = enqueueNew(*project, *runs); !queued)
            return console.fail(queued.error());
        return conclude(*project, console);
    }
    const auto runs = findAll(*project, options.runs);
    if (!runs)
        return console.fail(runs.error());
    if (auto queued = enqueueAgain(*project, idsOf(*runs)); !queued)
        return console.fail(queued.error());
    return conclude(*project, console);
}

/// Verbs on runs that wait.
ExitStatus change(const QueueOptions &options, Console &console,
                  const std::function<Result<void>(const ProjectLayout &, const std::vector<RunId> &)> &work)
{
    const auto project = openProject(options.project);
    if (!project)
        return console.fail(project.error());
    const auto runs = findAll(*project, options.runs);
    if (!runs)
        return console.fail(runs.error());
    if (auto done = work(*project, idsOf(*runs)); !done) {
        Error error = done.error(); // people gave names
        for (const RunSummary &run : *runs)
            if (!error.arguments.empty() && error.arguments.front() == run.id.toString())
                error.arguments.front() = run.name;
        return console.fail(error);
    }
    return conclude(*project, console);
}

ExitStatus removeRuns(const QueueOptions &options, Console &console)
{
    return change(options, console, [](const ProjectLayout &project, const std::vector<RunId> &ids) -> Result<void> {
        const auto removed = removeFromQueue(project, ids);
        return removed ? Result<void>() : Result<void>(removed.error());
    });
}

ExitStatus moveRuns(const QueueOptions &options, Console &console)
{
    return change(options, console, [&](const ProjectLayout &project, const std::vector<RunId> &ids) -> Result<void> {
        if (!options.before.empty()) {
            const auto before = findAll(project, {options.before});
            return before ? moveInQueue(project, ids, before->front().id) : Result<void>(before.error());
        }
        const auto queue = readQueue(project);
        if (!queue)
            return queue.error();
        const bool toFront = !options.last && !queue->items.empty();
        return moveInQueue(project, ids, toFront ? queue->items.front().run : RunId());
    });
}

ExitStatus setPaused(const QueueOptions &options, Console &console, bool paused)
{
    return change(options, console, [&](const ProjectLayout &project, const std::vector<RunId> &ids) {
        return ids.empty() ? setQueuePaused(project, paused) : setItemsPaused(project, ids, paused);
    });
}

/// What every start of a run asks for: works on the queue until nothing is left.
ExitStatus runQueue(const QueueOptions &options, Console &console)
{
    const auto project = openProject(options.project);
    if (!project)
        return console.fail(project.error());
    const InterruptListener interrupts;
    std::error_code failure;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", failure);
    QueueRunner runner(*project, {program, trainingDevices()});
    const auto ended = runner.run(interrupts.token());
    if (!ended)
        return console.fail(ended.error());
    return *ended == QueueRunner::End::Stopped ? ExitStatus::Stopped : ExitStatus::Done;
}

void addNewRunOptions(CLI::App &verb, QueueOptions &options)
{
    SettingsOptions &settings = options.settings;
    verb.add_option("--data", settings.data, "Training images (data.path)")->type_name("PATH");
    verb.add_option("--test-data", settings.testData, "Images to measure kNN accuracy on (data.test_path)")
        ->type_name("PATH");
    verb.add_option("--config", settings.config, "Settings as JSON")->type_name("FILE");
    verb.add_option("--set", settings.assignments, "One setting, for example train.epochs=3; repeatable")
        ->type_name("KEY=VALUE")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
    verb.add_option("--name", options.name, "Name of the run")->type_name("NAME");
    verb.add_option("--seeds", options.seeds, "So many runs that differ in their seed alone")
        ->type_name("N")
        ->check(CLI::Range(1, 100));
}

} // namespace

void addQueueVerb(CLI::App &app, CommonOptions &common, Action &action)
{
    const auto options = std::make_shared<QueueOptions>();
    CLI::App *verb = app.add_subcommand("queue", "Runs that wait for a device, and those that hold one");
    verb->require_subcommand(1);
    const auto add = [&](const char *name, const char *help, ExitStatus (*work)(const QueueOptions &, Console &)) {
        CLI::App *child = verb->add_subcommand(name, help);
        child->add_option("--project", options->project, "Project folder")->type_name("DIR")->required();
        addCommonOptions(*child, common);
        child->callback([options, work, &action] {
            action = [options, work](Console &console) { return work(*options, console); };
        });
        return child;
    };
    constexpr const char *kRun = "Id of a run, the beginning of it, or its name";
    add("list", "What runs and what waits, in order", listQueue);
    CLI::App *adding = add("add", "Queue a new run, or go on with runs that were stopped", addRuns);
    adding->add_option("RUN", options->runs, kRun);
    addNewRunOptions(*adding, *options);
    add("remove", "Take waiting runs out", removeRuns)->add_option("RUN", options->runs, kRun)->required();
    CLI::App *move = add("move", "Move waiting runs to the front, or elsewhere", moveRuns);
    move->add_option("RUN", options->runs, kRun)->required();
    CLI::Option *before = move->add_option("--before", options->before, "Stand before this run")->type_name("RUN");
    move->add_flag("--last", options->last, "Stand at the end")->excludes(before);
    add("pause", "Begin nothing further, or not these runs", [](const QueueOptions &o, Console &c) {
        return setPaused(o, c, true);
    })->add_option("RUN", options->runs, kRun);
    add("resume", "Let the queue go on, or these runs", [](const QueueOptions &o, Console &c) {
        return setPaused(o, c, false);
    })->add_option("RUN", options->runs, kRun);
    add("run", "Work on the queue until nothing is left", runQueue)->group(""); // started by others, not by people
}

} // namespace tandem
