#include "app/cli/console.h"
#include "app/cli/run_json.h"
#include "app/cli/runs_verbs.h"
#include "app/cli/text.h"
#include "core/store/disk_use.h"
#include "core/store/embedding_files.h"
#include "core/store/run_reader.h"

#include <CLI/CLI.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>

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

/// Numbers of the latest evaluation and the events, which only the run's own file has.
struct RunDetails {
    RunSummary summary;
    RunPlan plan;
    std::vector<EvaluationRecord> evaluations;
    std::vector<OfflineEvaluationRecord> offline;
    std::vector<EventRecord> events;
    std::vector<StoredCheckpoint> checkpoints;
    std::vector<EmbeddingInfo> embeddings;
    DiskUse disk;
    RunAnnotation said;
    Diagnosis diagnosis;
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
    auto offline = (*reader)->offlineEvaluations();
    if (!offline)
        return offline.error();
    auto events = (*reader)->events();
    if (!events)
        return events.error();
    auto checkpoints = (*reader)->checkpoints();
    if (!checkpoints)
        return checkpoints.error();
    auto annotations = readAnnotations(project);
    if (!annotations)
        return annotations.error();
    const auto history = (*reader)->healthHistory();
    if (!history)
        return history.error();
    auto embeddings = listEmbeddings(project, *id);
    if (!embeddings)
        return embeddings.error();
    return RunDetails{std::move(*summary), std::move(*plan),        std::move(*evaluations), std::move(*offline),
                      std::move(*events),  std::move(*checkpoints), std::move(*embeddings),  diskUse(project, *id),
                      (*annotations)[*id], diagnose(*history)};
}

nlohmann::ordered_json healthJson(const Diagnosis &diagnosis)
{
    nlohmann::ordered_json object{{"verdict", std::string(healthWord(diagnosis.verdict))},
                                  {"since_step", diagnosis.sinceStep},
                                  {"evidence", nlohmann::ordered_json::array()},
                                  {"remedy", healthRemedy(diagnosis.verdict)}};
    for (const Evidence &evidence : diagnosis.evidence)
        object["evidence"].push_back({{"text", describe(evidence)},
                                      {"value", evidence.value},
                                      {"bound", evidence.bound},
                                      {"step", evidence.step}});
    return object;
}

std::string healthText(const Diagnosis &diagnosis)
{
    std::string text = fmt::format("health: {}", healthTitle(diagnosis.verdict));
    text += diagnosis.sinceStep > 0 ? fmt::format(", since step {}\n", diagnosis.sinceStep) : "\n";
    for (const Evidence &evidence : diagnosis.evidence)
        text += "  " + describe(evidence) + "\n";
    return isAilment(diagnosis.verdict) ? text + "  " + healthRemedy(diagnosis.verdict) + "\n" : text;
}

nlohmann::ordered_json detailsJson(const RunDetails &details)
{
    RunDigest digest;
    digest.health = details.diagnosis.verdict;
    nlohmann::ordered_json object = listedJson({details.summary, digest, details.said});
    object["health"] = healthJson(details.diagnosis);
    object["ghost_batch"] = details.plan.ghostBatch;
    object["evaluations"] = nlohmann::ordered_json::array();
    for (const EvaluationRecord &record : details.evaluations)
        object["evaluations"].push_back(evaluationJson(record));
    for (const OfflineEvaluationRecord &record : details.offline)
        object["evaluations"].push_back(offlineEvaluationJson(record));
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
    object["embeddings"] = nlohmann::ordered_json::array();
    for (const EmbeddingInfo &embedding : details.embeddings)
        object["embeddings"].push_back({{"epoch", embedding.epoch},
                                        {"step", embedding.step},
                                        {"wall_ms", embedding.wallMs},
                                        {"images", embedding.samples},
                                        {"feature_dimension", embedding.featureDimension},
                                        {"projection_dimension", embedding.projectionDimension},
                                        {"bytes", embedding.bytes}});
    object["disk_bytes"] = {{"measurements", details.disk.measurements},
                            {"checkpoints", details.disk.checkpoints},
                            {"embeddings", details.disk.embeddings},
                            {"other", details.disk.other}};
    return object;
}

/// What was measured while training, on the last or the best weights, and what was measured afterwards never stand in
/// one column: they are different claims.
std::string evaluationsText(const RunDetails &details)
{
    std::vector<std::vector<std::string>> rows{
        {"protocol", "online, last", "online, best", "offline, last", "offline, best", "epoch", "made with"}};
    if (details.summary.knnAccuracy && !details.evaluations.empty())
        rows.push_back({"knn", percentText(*details.summary.knnAccuracy), "–", "–", "–",
                        std::to_string(details.evaluations.back().epoch), knnText(details.evaluations.back())});
    if (details.summary.bestKnnAccuracy && !details.evaluations.empty()) {
        const auto best = std::max_element(
            details.evaluations.rbegin(), details.evaluations.rend(), // the newest of equals, as with checkpoints
            [](const auto &x, const auto &y) { return x.knnAccuracy.value_or(-1) < y.knnAccuracy.value_or(-1); });
        rows.push_back({"knn", "–", percentText(*details.summary.bestKnnAccuracy), "–", "–",
                        std::to_string(best->epoch), knnText(*best)});
    }
    for (const OfflineEvaluationRecord &record : details.offline) {
        const std::string value =
            percentText(record.accuracy) +
            (record.top5Accuracy ? fmt::format(" (top 5 {})", percentText(*record.top5Accuracy)) : "");
        const bool best = record.checkpoint == "best";
        rows.push_back({record.protocol, "–", "–", best ? "–" : value, best ? value : "–",
                        record.checkpoint == "none" ? "–" : std::to_string(record.epoch), offlineSettingsText(record)});
    }
    return rows.size() == 1 ? "" : tableText(rows);
}

std::string embeddingsText(const std::vector<EmbeddingInfo> &embeddings)
{
    if (embeddings.empty())
        return "none";
    const EmbeddingInfo &last = embeddings.back();
    return fmt::format("{} of {}, epochs {} to {}", embeddings.size(), countText(last.samples, "image", "images"),
                       embeddings.front().epoch, last.epoch);
}

std::string diskText(const DiskUse &disk)
{
    return fmt::format("{}: checkpoints {}, embeddings {}, measurements {}", bytesText(disk.total()),
                       bytesText(disk.checkpoints), bytesText(disk.embeddings), bytesText(disk.measurements));
}

std::string detailsText(const RunDetails &details)
{
    const RunSummary &summary = details.summary;
    std::vector<std::vector<std::string>> rows{
        {"run", summary.id.toString()},
        {"name", runName({summary, RunDigest(), details.said})},
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
        {"checkpoints", std::to_string(details.checkpoints.size())},
        {"embeddings", embeddingsText(details.embeddings)},
        {"disk", diskText(details.disk)}};
    if (details.plan.ghostBatch > 0)
        rows.push_back({"batch-norm", fmt::format("ghost batch-norm of {} images", details.plan.ghostBatch)});
    if (summary.error)
        rows.push_back({"error", describe(*summary.error)});
    if (details.said.isStarred)
        rows.push_back({"starred", "★"});
    if (!details.said.tags.empty())
        rows.push_back({"tags", tagsText(details.said.tags)});
    std::string text = tableText(rows) + healthText(details.diagnosis);
    if (!details.said.note.empty())
        text += details.said.note + "\n";
    text += evaluationsText(details);
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
    CLI::App *verb =
        app.add_subcommand("runs", "List, show, compare, name, export, import and throw away the runs of a project");
    verb->require_subcommand(1);

    addRunsList(*verb, common, action);
    CLI::App *show = verb->add_subcommand("show", "All that is known of a run");
    show->add_option("--project", options->project, "Project folder")->type_name("DIR")->required();
    show->add_option("RUN", options->runs, "Id of a run, the beginning of it, or its name")->required();
    addCommonOptions(*show, common);
    show->callback(
        [options, &action] { action = [options](Console &console) { return showRuns(*options, console); }; });
    addRunsDiff(*verb, common, action);
    addRunsAnnotating(*verb, common, action);
    addRunsTrash(*verb, common, action);
    addRunsExchangeVerbs(*verb, common, action);
}

} // namespace tandem
