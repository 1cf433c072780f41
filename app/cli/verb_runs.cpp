#include "app/cli/console.h"
#include "app/cli/run_json.h"
#include "app/cli/text.h"
#include "app/cli/verb.h"
#include "core/store/run_reader.h"

#include <CLI/CLI.hpp>
#include <spdlog/fmt/fmt.h>

namespace tandem {

namespace {

struct RunsOptions {
    std::filesystem::path project;
    std::vector<std::string> runs;
};

std::string numberText(const std::optional<double> &value, const char *pattern)
{
    return value ? fmt::format(fmt::runtime(pattern), *value) : "–";
}

std::vector<std::string> rowOf(const RunSummary &summary)
{
    return {summary.id.toString(),
            summary.name,
            std::string(runStateWord(summary.state)),
            summary.totalEpochs > 0 ? fmt::format("{}/{}", summary.epoch, summary.totalEpochs) : "–",
            numberText(summary.loss, "{:.4f}"),
            summary.knnAccuracy ? percentText(*summary.knnAccuracy) : "–",
            numberText(summary.imagesPerSecond, "{:.0f}"),
            clockText(summary.secondsTrained),
            timeText(summary.createdMs)};
}

ExitStatus listProject(const RunsOptions &options, Console &console)
{
    const auto project = openProject(options.project);
    if (!project)
        return console.fail(project.error());
    const auto runs = listRuns(*project);
    if (!runs)
        return console.fail(runs.error());
    std::vector<std::vector<std::string>> rows{
        {"run", "name", "state", "epoch", "loss", "kNN", "images/s", "time", "made"}};
    for (const RunSummary &summary : *runs) {
        console.object(summaryJson(summary));
        rows.push_back(rowOf(summary));
    }
    console.text(runs->empty() ? "No runs yet. Start one with tandem-cli train.\n" : tableText(rows));
    return ExitStatus::Done;
}

/// Numbers of the latest evaluation and the events, which only the run's own file has.
struct RunDetails {
    RunSummary summary;
    RunPlan plan;
    std::vector<EvaluationRecord> evaluations;
    std::vector<EventRecord> events;
    std::vector<StoredCheckpoint> checkpoints;
};

Result<RunDetails> readRun(const ProjectLayout &project, std::string_view text)
{
    const auto id = findRun(project, text);
    if (!id)
        return id.error();
    auto reader = RunReader::open(project, *id);
    if (!reader)
        return reader.error();
    auto summary = (*reader)->summary();
    if (!summary)
        return summary.error();
    auto plan = (*reader)->plan();
    if (!plan)
        return plan.error();
    auto evaluations = (*reader)->evaluations();
    if (!evaluations)
        return evaluations.error();
    auto events = (*reader)->events();
    if (!events)
        return events.error();
    auto checkpoints = (*reader)->checkpoints();
    if (!checkpoints)
        return checkpoints.error();
    return RunDetails{std::move(*summary), std::move(*plan), std::move(*evaluations), std::move(*events),
                      std::move(*checkpoints)};
}

nlohmann::ordered_json detailsJson(const RunDetails &details)
{
    nlohmann::ordered_json object = summaryJson(details.summary);
    object["ghost_batch"] = details.plan.ghostBatch;
    object["evaluations"] = nlohmann::ordered_json::array();
    for (const EvaluationRecord &record : details.evaluations)
        object["evaluations"].push_back(evaluationJson(record));
    object["events"] = nlohmann::ordered_json::array();
    for (const EventRecord &record : details.events)
        object["events"].push_back(
            {{"step", record.step}, {"wall_ms", record.wallMs}, {"kind", record.kind}, {"text", record.text}});
    object["checkpoints"] = nlohmann::ordered_json::array();
    for (const StoredCheckpoint &checkpoint : details.checkpoints)
        object["checkpoints"].push_back({{"epoch", checkpoint.epoch},
                                         {"step", checkpoint.step},
                                         {"wall_ms", checkpoint.wallMs},
                                         {"path", checkpoint.path.string()},
                                         {"bytes", checkpoint.bytes},
                                         {"sha256", checkpoint.sha256}});
    return object;
}

std::string detailsText(const RunDetails &details)
{
    const RunSummary &summary = details.summary;
    std::vector<std::vector<std::string>> rows{
        {"run", summary.id.toString()},
        {"name", summary.name},
        {"state", std::string(runStateWord(summary.state))},
        {"made", timeText(summary.createdMs)},
        {"epochs", fmt::format("{} of {}", summary.epoch, summary.totalEpochs)},
        {"steps", fmt::format("{} of {}", summary.step, summary.totalSteps)},
        {"loss", numberText(summary.loss, "{:.4f}")},
        {"kNN", details.evaluations.empty() ? "–" : knnText(details.evaluations.back())},
        {"images/s", numberText(summary.imagesPerSecond, "{:.0f}")},
        {"data wait", summary.dataWaitShare ? percentText(*summary.dataWaitShare) : "–"},
        {"memory", bytesText(summary.peakMemoryBytes) + " at most"},
        {"time", clockText(summary.secondsTrained)},
        {"weights", summary.weightsSha256.empty() ? "–" : "sha256 " + summary.weightsSha256},
        {"checkpoints", std::to_string(details.checkpoints.size())}};
    if (details.plan.ghostBatch > 0)
        rows.push_back({"batch-norm", fmt::format("ghost batch-norm of {} images", details.plan.ghostBatch)});
    if (summary.error)
        rows.push_back({"error", describe(*summary.error)});
    std::string text = tableText(rows);
    for (const EventRecord &event : details.events)
        text += fmt::format("{}  step {}  {}: {}\n", timeText(event.wallMs), event.step, event.kind, event.text);
    return text + "settings " + summary.settingsJson + "\n";
}

ExitStatus showRuns(const RunsOptions &options, Console &console)
{
    const auto project = openProject(options.project);
    if (!project)
        return console.fail(project.error());
    for (const std::string &run : options.runs) {
        const auto details = readRun(*project, run);
        if (!details)
            return console.fail(details.error());
        console.object(detailsJson(*details));
        console.text(detailsText(*details));
    }
    return ExitStatus::Done;
}

} // namespace

void addRunsVerb(CLI::App &app, CommonOptions &common, Action &action)
{
    const auto options = std::make_shared<RunsOptions>();
    CLI::App *verb = app.add_subcommand("runs", "List and show the runs of a project");
    verb->require_subcommand(1);

    CLI::App *list = verb->add_subcommand("list", "All runs, newest first");
    list->add_option("--project", options->project, "Project folder")->type_name("DIR")->required();
    addCommonOptions(*list, common);
    list->callback(
        [options, &action] { action = [options](Console &console) { return listProject(*options, console); }; });

    CLI::App *show = verb->add_subcommand("show", "All that is known of a run");
    show->add_option("--project", options->project, "Project folder")->type_name("DIR")->required();
    show->add_option("RUN", options->runs, "Id of a run, the beginning of it, or its name")->required();
    addCommonOptions(*show, common);
    show->callback(
        [options, &action] { action = [options](Console &console) { return showRuns(*options, console); }; });
}

} // namespace tandem
