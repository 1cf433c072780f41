#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/cli/rank_run.h"
#include "app/cli/train_run.h"
#include "app/cli/verb.h"

#include <CLI/CLI.hpp>

namespace tandem {

namespace {

struct TrainOptions {
    NewRunOptions run;
    std::string resume;
    int ranks = 1;
    bool helpSettings = false;
};

bool isAboutNewRun(const NewRunOptions &options)
{
    const SettingsOptions &settings = options.settings;
    return !settings.data.empty() || !settings.testData.empty() || !settings.config.empty() ||
           !settings.assignments.empty() || !options.name.empty() || !options.runId.empty();
}

ExitStatus runTrain(const TrainOptions &options, Console &console)
{
    if (options.helpSettings) {
        printSettingsHelp(console);
        return ExitStatus::Done;
    }
    if (options.run.project.empty())
        return console.fail({ErrorCode::BadUsage, {"--project is required; see tandem-cli train --help."}, {}});

    if (!options.resume.empty() && isAboutNewRun(options.run))
        return console.fail({ErrorCode::BadUsage,
                             {"--resume goes on with the settings that the run began with; leave out --data, "
                              "--test-data, --config, --set, --name and --run-id."},
                             {}});

    const InterruptListener interrupts;
    const auto environment = ranksFromEnvironment();
    if (!environment)
        return console.fail(environment.error());
    if (environment->rank > 0) // started by torchrun or srun beside rank 0, which has the run
        return followRankZero(console, interrupts.token());
    auto prepared = options.resume.empty()
                        ? prepareNewRun(options.run, console, interrupts.token())
                        : prepareResume(options.run.project, options.resume, console, interrupts.token());
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
    verb->add_option("--data", settings.data, "Training images (data.path)")->type_name("PATH");
    verb->add_option("--test-data", settings.testData,
                     "Images to measure kNN accuracy on (data.test_path); else some are held out")
        ->type_name("PATH");
    verb->add_option("--config", settings.config, "Settings as JSON")->type_name("FILE");
    verb->add_option("--set", settings.assignments, "One setting, for example train.epochs=3; repeatable")
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
    verb->add_flag("--help-settings", options->helpSettings, "List every setting with its default and what it accepts");
    addCommonOptions(*verb, common);
    verb->callback(
        [options, &action] { action = [options](Console &console) { return runTrain(*options, console); }; });
}

} // namespace tandem
