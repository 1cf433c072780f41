#include "app/cli/command_line.h"

#include "app/cli/console.h"
#include "app/cli/doctor.h"
#include "app/cli/log_sink.h"
#include "app/cli/run_images.h"
#include "app/cli/verb.h"

#include <CLI/CLI.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <csignal>
#include <span>

namespace tandem {

namespace {

std::string verbNames(const CLI::App &app)
{
    std::string names;
    for (const CLI::App *verb : app.get_subcommands({}))
        if (!verb->get_group().empty()) // without a group, a verb is not for people
            names += (names.empty() ? "" : ", ") + verb->get_name();
    return names;
}

/// The innermost verb that was named, so that the hint at --help fits.
const CLI::App &innermost(const CLI::App &app)
{
    const auto parsed = app.get_subcommands();
    return parsed.empty() ? app : innermost(*parsed.front());
}

std::string fullName(const CLI::App &app)
{
    return app.get_parent() == nullptr ? app.get_name() : fullName(*app.get_parent()) + " " + app.get_name();
}

/// CLI11 speaks of arguments and subcommands; this says what is wrong and what to do, in one sentence.
Error usageError(const CLI::App &app, const CLI::ParseError &problem)
{
    const CLI::App &verb = innermost(app);
    const auto extras = verb.remaining();
    const bool takesVerb = !verb.get_subcommands({}).empty();
    std::string what = problem.what();
    if (takesVerb && !extras.empty() && extras.front().rfind('-', 0) != 0)
        what = fmt::format("{} does not know \"{}\": it takes {}", fullName(verb), extras.front(), verbNames(verb));
    else if (takesVerb && extras.empty())
        what = fmt::format("{} takes one of {}", fullName(verb), verbNames(verb));
    else if (!extras.empty())
        what = fmt::format("{} does not take {}", fullName(verb), extras.front());
    return {ErrorCode::BadUsage, {fmt::format("{}; see {} --help.", what, fullName(verb))}, {}};
}

} // namespace

void addMovedOptions(CLI::App &verb, MovedImages &moved)
{
    verb.add_option("--data", moved.data, "Where the run's training images lie now, if not where they were")
        ->type_name("PATH");
    verb.add_option("--test-data", moved.testData, "Where the run's test images lie now, if not where they were")
        ->type_name("PATH");
}

void addCommonOptions(CLI::App &verb, CommonOptions &common)
{
    verb.add_flag("--json", common.json, "Print one JSON object per line on standard output and nothing else there");
    verb.add_flag("--verbose", common.verbose, "Say more on standard error");
}

ExitStatus runCommandLine(int argc, const char *const *argv)
{
    CommonOptions common;
    Action action;
    CLI::App app("Contrastive representation learning: trains SimCLR encoders on your images.", "tandem-cli");
    app.require_subcommand(1);
    app.set_version_flag("--version", versionText());
    app.get_formatter()->column_width(34);
    addTrainVerb(app, common, action);
    addRankVerb(app, common, action);
    addEvaluateVerb(app, common, action);
    addEmbedVerb(app, common, action);
    addExportVerb(app, common, action);
    addEncodeVerb(app, common, action);
    addQueueVerb(app, common, action);
    addSweepVerb(app, common, action);
    addRunsVerb(app, common, action);
    addDatasetVerb(app, common, action);
    addDoctorVerb(app, common, action);
    addSelftestVerb(app, common, action);

    try {
        app.parse(argc, argv);
    } catch (const CLI::Success &success) { // --help and --version
        return static_cast<ExitStatus>(app.exit(success));
    } catch (const CLI::ParseError &problem) {
        // The flags may not have been parsed yet.
        const std::span arguments(argv, static_cast<std::size_t>(argc));
        const bool json = std::find(arguments.begin(), arguments.end(), std::string_view("--json")) != arguments.end();
        Console console(json);
        return console.fail(usageError(app, problem));
    }

    // A reader of our output that goes away must not take a run along.
    std::signal(SIGPIPE, SIG_IGN);
    // Beyond a file-size limit, writing fails as on a full disk instead of killing the process.
    std::signal(SIGXFSZ, SIG_IGN);
    Console console(common.json);
    installLogSink(console, common.verbose);
    const ExitStatus status = console.finish(action(console));
    removeLogSink();
    return status;
}

} // namespace tandem
