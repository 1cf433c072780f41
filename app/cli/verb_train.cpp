#include "app/cli/console.h"
#include "app/cli/dry_run.h"
#include "app/cli/interrupt.h"
#include "app/cli/rank_run.h"
#include "app/cli/train_run.h"
#include "app/cli/verb.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <optional>

namespace tandem {

namespace {

struct TrainOptions {
    NewRunOptions run;
    std::optional<std::string> resume;
    int ranks = 1;
    bool helpSettings = false;
    bool dryRun = false;
};

/// What only a new run takes.
bool isAboutNewRun(const NewRunOptions &options)
{
    return !options.settings.config.empty() || !options.name.empty() || !options.runId.empty() ||
           !options.sweep.empty();
}

Error badUsage(std::string sentence)
{
    return {ErrorCode::BadUsage, {std::move(sentence)}, {}};
}

/// What is wrong with the words, before anything is looked at.
std::optional<Error> checkOptions(const TrainOptions &options, const RankEnvironment &environment)
{
    if (options.dryRun && options.resume)
        return badUsage("--dry-run predicts a new run: leave out --resume.");
    if (options.dryRun && (options.ranks > 1 || environment.size > 1))
        return badUsage("--dry-run measures one process; leave out --ranks.");
    if (options.run.project.empty() && !options.dryRun)
        return badUsage("--project is required; see tandem-cli train --help.");
    if (options.resume && options.resume->empty())
        return badUsage("--resume takes the id of a run, the beginning of it, or its name; this was empty.");
    if (options.resume && isAboutNewRun(options.run))
        return badUsage("--resume goes on with the settings that the run began with; leave out --config, --name and "
                        "--run-id.");
    if (environment.size > 1 && options.ranks > 1 && options.ranks != environment.size)
        return badUsage("--ranks " + std::to_string(options.ranks) + " does not fit the " +
                        std::to_string(environment.size) + " ranks that the environment names; leave it out.");
    return std::nullopt;
}

ExitStatus runTrain(const TrainOptions &options, Console &console)
{
    if (options.helpSettings) {
        printSettingsHelp(console);
        return ExitStatus::Done;
    }
    const auto environment = ranksFromEnvironment();
    if (!environment)
        return console.fail(environment.error());
    if (const auto wrong = checkOptions(options, *environment))
        return console.fail(*wrong);
    if (environment->rank > 0) // started by torchrun or srun beside rank 0, which has the run
        return followRankZero(console);
    const InterruptListener interrupts;
    if (options.dryRun)
        return dryRunOf(options.run.settings, console, interrupts.token());
    const int ranks = std::max(options.ranks, environment->size);
    const SettingsOptions &settings = options.run.settings;
    auto prepared =
        options.resume
            ? prepareResume(
                  {options.run.project, *options.resume, {settings.data, settings.testData}, settings.assignments},
                  ranks, console, interrupts.token())
            : prepareNewRun(options.run, ranks, console, interrupts.token());
    if (!prepared)
        return console.fail(prepared.error());
    if (!*prepared) {
        console.note("Stopped before training began.");
        return ExitStatus::Stopped;
    }
    return trainRun(std::move(**prepared), options.ranks, console, interrupts.token());
}

} // namespace

void addTrainVerb(CLI::App &app, CommonOptions &common, Action &action)
{
    const auto options = std::make_shared<TrainOptions>();
    SettingsOptions &settings = options->run.settings;
    CLI::App *verb = app.add_subcommand("train", "Train a run, or go on with one");
    verb->add_option("--project", options->run.project, "Project folder; a new run makes it if it does not exist")
        ->type_name("DIR");
    verb->add_option("--resume", options->resume, "Go on with this run: its id, the beginning of it, or its name")
        ->type_name("RUN");
    verb->add_option("--data", settings.data,
                     "Training images (data.path); with --resume, where the run's images lie now")
        ->type_name("PATH");
    verb->add_option("--test-data", settings.testData,
                     "Images to measure kNN accuracy on (data.test_path); else some are held out")
        ->type_name("PATH");
    verb->add_option("--config", settings.config, "Settings as JSON")->type_name("FILE");
    verb->add_option("--set", settings.assignments,
                     "One setting, for example train.epochs=3; repeatable. With --resume, only what does not change "
                     "what is learned, for example train.device=cpu")
        ->type_name("KEY=VALUE")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
    verb->add_option("--ranks", options->ranks,
                     "Train in so many processes of this machine, which share each batch; torchrun and srun start "
                     "them on several")
        ->type_name("N")
        ->check(CLI::Range(1, 1024));
    verb->add_option("--name", options->run.name, "Name of the run")->type_name("NAME");
    verb->add_option("--run-id", options->run.runId, "Identifier to give the new run")->type_name("ULID");
    verb->add_flag(
        "--dry-run", options->dryRun,
        "Measure for some seconds and say what the run would take: memory, time, disk, the largest batch that "
        "fits; makes no run");
    // What the queue says of a run of a sweep.
    verb->add_option("--sweep", options->run.sweep)->group("");
    verb->add_option("--cell", options->run.cell)->group("");
    verb->add_option("--repeat", options->run.repeat)->group("");
    verb->add_flag("--help-settings", options->helpSettings, "List every setting with its default and what it accepts");
    addCommonOptions(*verb, common);
    verb->callback(
        [options, &action] { action = [options](Console &console) { return runTrain(*options, console); }; });
}

} // namespace tandem
