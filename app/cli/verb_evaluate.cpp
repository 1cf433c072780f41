#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/cli/run_images.h"
#include "app/cli/run_json.h"
#include "app/cli/stored_run.h"
#include "app/cli/text.h"
#include "app/cli/verb.h"
#include "core/base/process.h"
#include "core/config/settings_table.h"
#include "core/engine/protocol.h"
#include "core/engine/trainer.h"
#include "core/store/run_writer.h"

#include <CLI/CLI.hpp>
#include <spdlog/fmt/fmt.h>

#include <chrono>

namespace tandem {

namespace {

using Clock = std::chrono::steady_clock;

struct EvaluateOptions {
    std::filesystem::path project;
    std::string run;
    std::string protocol;
    std::string checkpoint = "last";
    std::vector<std::string> assignments;
    MovedImages moved;
};

/// Anything else would describe another run, and not the one that the number is stored with.
bool mayBeSet(std::string_view assignment)
{
    const std::string_view key = assignment.substr(0, assignment.find('='));
    return key.starts_with("probe.") || key.starts_with("evaluate.") || key == "train.device" || key == "train.threads";
}

Result<Settings> evaluationSettings(const Settings &ofRun, const std::vector<std::string> &assignments)
{
    Settings settings = ofRun;
    for (const std::string &assignment : assignments) {
        if (auto applied = applyAssignment(settings, assignment); !applied)
            return applied.error();
        if (!mayBeSet(assignment))
            return Error{ErrorCode::BadUsage,
                         {"evaluate takes settings of the sections probe and evaluate, train.device and train.threads; "
                          "the rest is the run's: " +
                          assignment},
                         {}};
    }
    return settings;
}

/// Tells how far it has come: a bar on a terminal, and with --json an object a quarter of a second.
ProtocolProgress tellSteps(Console &console)
{
    return [&console, began = Clock::now(), next = Clock::time_point()](const ProtocolStep &step) mutable {
        constexpr auto kInterval = std::chrono::milliseconds(250);
        const auto now = Clock::now();
        if (now < next && step.done < step.total)
            return;
        next = now + kInterval;
        const double seconds = std::chrono::duration<double>(now - began).count();
        const std::string loss = step.done > 0 ? fmt::format(", loss {:.4f}", step.loss) : "";
        console.bar(fmt::format("{}: {} of {}{}, {}", step.phase, step.done, step.total, loss, clockText(seconds)));
        nlohmann::ordered_json object{
            {"event", "progress"}, {"phase", step.phase}, {"done", step.done}, {"total", step.total}};
        if (step.done > 0)
            object["loss"] = step.loss;
        object["seconds"] = seconds;
        console.object(object);
    };
}

std::string recordText(const OfflineEvaluationRecord &record)
{
    std::vector<std::vector<std::string>> rows{
        {"protocol", record.protocol},
        {"accuracy", percentText(record.accuracy) + " (offline)"},
        {"weights", record.checkpoint == "none" ? "fresh, trained on labels alone"
                                                : fmt::format("{} checkpoint, after epoch {}, step {}",
                                                              record.checkpoint, record.epoch, record.step)},
        {"images", fmt::format("{} labeled to learn from, {} of the {} split to test on, {}", record.trainImages,
                               record.testImages, record.testSplit, countText(record.classes, "class", "classes"))},
        {"settings", offlineSettingsText(record)},
        {"time", clockText(record.seconds)}};
    if (record.top5Accuracy)
        rows.insert(rows.begin() + 2, {"top 5", percentText(*record.top5Accuracy)});
    return tableText(rows);
}

ExitStatus runEvaluate(const EvaluateOptions &options, Console &console)
{
    const auto protocol = protocolFromWord(options.protocol);
    const InterruptListener interrupts;
    auto stored = openStoredRun(options.project, options.run);
    if (!stored)
        return console.fail(stored.error());
    auto settings = evaluationSettings(stored->settings, options.assignments);
    if (!settings)
        return console.fail(settings.error());
    applyMoved(options.moved, *settings);
    const bool fresh = protocol == Protocol::Supervised;
    auto checkpoint = fresh ? Result(RunReader::LoadedCheckpoint()) : loadCheckpoint(*stored, options.checkpoint);
    if (!checkpoint)
        return console.fail(checkpoint.error());
    const auto data = openRunImages(*stored->reader, stored->summary, *settings, ErrorCode::RunNotEvaluable, console,
                                    interrupts.token());
    if (!data)
        return console.fail(data.error());
    stored->reader.reset(); // training may take a while, and the file may change meanwhile
    if (!*data) {
        console.note("Stopped before the evaluation began.");
        return ExitStatus::Stopped;
    }
    setEngineThreads(static_cast<int>(settings->train.threads));
    const ProtocolRequest request{*protocol,          *settings,         (*data)->train,    (*data)->test,
                                  (*data)->testSplit, checkpoint->bytes, tellSteps(console)};
    auto outcome = evaluateProtocol(request, interrupts.token());
    console.bar({});
    if (!outcome)
        return console.fail(named(outcome.error(), stored->summary.name, checkpoint->info.path));
    if (!*outcome) {
        console.note("Stopped. Nothing was stored.");
        return ExitStatus::Stopped;
    }
    OfflineEvaluationRecord record = std::move(**outcome);
    record.wallMs = wallClockMs();
    record.checkpoint = fresh ? "none" : options.checkpoint;
    record.epoch = checkpoint->info.epoch;
    record.step = checkpoint->info.step;
    console.text(recordText(record));
    const auto kept = addOfflineEvaluation(stored->project, stored->summary.id, record);
    const ExitStatus status = kept ? ExitStatus::Done : console.fail(kept.error());
    nlohmann::ordered_json object{{"event", "done"}, {"run", stored->summary.id.toString()}, {"stored", bool(kept)}};
    object.update(offlineEvaluationJson(record));
    console.object(object);
    return status;
}

} // namespace

void addEvaluateVerb(CLI::App &app, CommonOptions &common, Action &action)
{
    const auto options = std::make_shared<EvaluateOptions>();
    CLI::App *verb = app.add_subcommand("evaluate", "Measure what the encoder of a trained run has learned");
    verb->add_option("--project", options->project, "Project folder")->type_name("DIR")->required();
    verb->add_option("RUN", options->run, "Id of a run, the beginning of it, or its name")->required();
    verb->add_option("--protocol", options->protocol,
                     "knn: weighted nearest neighbors; linear: a classifier on the frozen encoder; lbfgs: logistic "
                     "regression on its features; finetune: encoder and classifier together; supervised: the same from "
                     "fresh weights")
        ->check(CLI::IsMember({"knn", "linear", "lbfgs", "finetune", "supervised"}))
        ->required();
    verb->add_option("--checkpoint", options->checkpoint, "Which weights: the last ones, or those of the best kNN")
        ->check(CLI::IsMember({"last", "best"}));
    verb->add_option("--set", options->assignments, "One setting, for example probe.label_share=0.1; repeatable")
        ->type_name("KEY=VALUE")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
    addMovedOptions(*verb, options->moved);
    addCommonOptions(*verb, common);
    verb->callback(
        [options, &action] { action = [options](Console &console) { return runEvaluate(*options, console); }; });
}

} // namespace tandem
