#include "app/cli/console.h"
#include "app/cli/embed_input.h"
#include "app/cli/embed_measures.h"
#include "app/cli/embed_output.h"
#include "app/cli/interrupt.h"
#include "app/cli/text.h"
#include "app/cli/verb.h"
#include "core/analysis/layout_run.h"
#include "core/analysis/pca.h"
#include "core/analysis/workers.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <chrono>
#include <cmath>

namespace tandem {

namespace {

using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

struct EmbedOptions {
    EmbedSource source;
    std::string method = "tsne";
    std::string metric = "cosine";
    std::vector<std::string> assignments;
    int threads = 0;
    std::filesystem::path to;
    std::int64_t neighbors = 0;
    std::filesystem::path toNeighbors;
    bool measures = false;
    bool helpSettings = false;

    [[nodiscard]] Metric comparedBy() const { return metric == "cosine" ? Metric::Cosine : Metric::Euclidean; }
};

void printLayoutSettings(Console &console)
{
    const TsneSettings defaults;
    std::string text;
    for (const TsneSettingField &field : tsneSettingsTable()) {
        const std::string value = tsneSettingText(defaults, field), accepts = tsneSettingAccepts(field);
        console.object({{"key", field.key},
                        {"label", field.label},
                        {"help", field.help},
                        {"default", value},
                        {"accepts", accepts}});
        text += fmt::format("  {}={}\n      {} Accepts {}.\n", field.key, value, field.help, accepts);
    }
    console.text(text);
}

Result<TsneSettings> layoutSettings(const std::vector<std::string> &assignments)
{
    TsneSettings settings;
    for (const std::string &assignment : assignments) {
        const auto equals = assignment.find('=');
        if (equals == std::string::npos)
            return Error{ErrorCode::BadUsage, {"--set takes tsne.key=value: " + assignment}, {}};
        if (auto set = setTsneSetting(settings, assignment.substr(0, equals), assignment.substr(equals + 1)); !set)
            return set.error();
    }
    return settings;
}

Json settingsJson(const TsneSettings &settings)
{
    Json object = Json::object();
    for (const TsneSettingField &field : tsneSettingsTable()) {
        if (field.number != nullptr)
            object[field.key] = settings.*field.number;
        else if (field.integer != nullptr)
            object[field.key] = settings.*field.integer;
        else
            object[field.key] = std::string(repulsionWord(settings.repulsion));
    }
    return object;
}

Result<void> checkOptions(const EmbedOptions &options)
{
    const auto wrong = [](const char *what) { return Error{ErrorCode::BadUsage, {what}, {}}; };
    if (options.to.empty() && options.toNeighbors.empty() && !options.measures)
        return wrong("embed has nothing to do without --to, --to-neighbors or --measures");
    if (options.toNeighbors.empty() != (options.neighbors == 0))
        return wrong("--neighbors K and --to-neighbors FILE belong together");
    for (const auto &path : {options.to, options.toNeighbors})
        if (!path.empty())
            if (auto checked = checkEmbedTarget(path); !checked)
                return checked;
    return {};
}

const char *phaseText(LayoutPhase phase)
{
    switch (phase) {
    case LayoutPhase::Reducing:
        return "principal components";
    case LayoutPhase::Neighbors:
        return "neighbors";
    case LayoutPhase::Affinities:
        return "affinities";
    case LayoutPhase::Starting:
        return "start";
    case LayoutPhase::Optimizing:
    case LayoutPhase::Finished:
        break;
    }
    return "layout";
}

/// Tells how far a layout has come: a bar on a terminal, and with --json an object a quarter of a second.
std::function<void(const LayoutStatus &)> tellLayout(Console &console)
{
    return [&console, began = Clock::now(), next = Clock::time_point(),
            phase = LayoutPhase::Finished](const LayoutStatus &status) mutable {
        constexpr auto kInterval = std::chrono::milliseconds(250);
        const auto now = Clock::now();
        if (now < next && status.phase == phase)
            return;
        next = now + kInterval;
        phase = status.phase;
        const double seconds = std::chrono::duration<double>(now - began).count();
        const bool optimizing = status.phase == LayoutPhase::Optimizing;
        const std::string far =
            optimizing ? fmt::format(": iteration {} of {}", status.iteration, status.iterations) : "";
        console.bar(fmt::format("{}{}, {}", phaseText(status.phase), far, clockText(seconds)));
        Json object{{"event", "progress"}, {"phase", phaseText(status.phase)}};
        if (optimizing)
            object.update({{"iteration", status.iteration}, {"iterations", status.iterations}});
        object["seconds"] = seconds;
        console.object(object);
    };
}

/// A finished layout, and what is to be said of it.
struct Layout {
    std::vector<float> positions;
    Json facts = Json::object();
    std::vector<std::vector<std::string>> rows; // of the table for people
};

/// None once stopped.
std::optional<Layout> tsneLayout(const EmbedInput &input, const EmbedOptions &options, const TsneSettings &settings,
                                 Workers &workers, Console &console, const std::stop_token &stop)
{
    const auto result = computeLayout({.features = std::make_shared<const std::vector<float>>(input.values),
                                       .rows = input.rows,
                                       .dimension = input.dimension,
                                       .metric = options.comparedBy(),
                                       .settings = settings},
                                      workers, stop, tellLayout(console));
    console.bar({});
    if (!result)
        return std::nullopt;
    const LayoutStatus &status = result->status;
    Layout layout;
    layout.positions = result->frame->positions;
    layout.facts = {{"method", "tsne"},
                    {"metric", options.metric},
                    {"iterations", status.iteration},
                    {"kl", result->frame->divergence},
                    {"perplexity", status.perplexity},
                    {"learning_rate", status.learningRate},
                    {"reduced_to", status.reducedDimension},
                    {"settings", settingsJson(settings)}};
    layout.rows = {
        {"layout", fmt::format("t-SNE by {} distance, {} iterations", options.metric, status.iteration)},
        {"KL divergence", fmt::format("{:.4f} nats at perplexity {:g}", result->frame->divergence, status.perplexity)}};
    if (status.reducedDimension > 0)
        layout.rows.push_back({"reduced to", fmt::format("{} principal components first", status.reducedDimension)});
    if (status.perplexity < settings.perplexity)
        layout.rows.push_back(
            {"note", fmt::format("perplexity {:g} is too much for {} samples", settings.perplexity, input.rows)});
    return layout;
}

std::optional<Layout> pcaLayout(const EmbedInput &input, const EmbedOptions &options, Workers &workers,
                                const std::stop_token &stop)
{
    std::vector<float> unit;
    FeatureView view = input.view();
    if (options.comparedBy() == Metric::Cosine) {
        unit = unitRows(view);
        view.values = unit;
    }
    const auto basis = fitPca(view, 2, workers, stop);
    auto projected = basis ? projectPcaToPlane(*basis, view, workers, stop) : std::nullopt;
    if (!projected)
        return std::nullopt;
    Layout layout;
    layout.positions = std::move(*projected);
    Json shares = Json::array();
    std::string text;
    for (const double variance : basis->variances) {
        const double share = basis->totalVariance > 0 ? variance / basis->totalVariance : 0;
        shares.push_back(share);
        text += (text.empty() ? "" : " and ") + percentText(share);
    }
    layout.facts = {{"method", "pca"}, {"metric", options.metric}, {"explained_variance", shares}};
    layout.rows = {
        {"layout", options.metric == "cosine" ? "principal components of unit rows" : "principal components"},
        {"explained", text + " of the variance"}};
    return layout;
}

/// The settings of a measure as people read them: "k 10, metric cosine".
std::string settingsText(const Json &settings)
{
    std::string text;
    for (const auto &[key, value] : settings.items())
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", key,
                            value.is_string() ? value.get<std::string>() : value.dump());
    return text;
}

void printMeasures(const EmbedMeasures &measured, Console &console)
{
    std::vector<std::vector<std::string>> rows{{"measure", "value", "with"}};
    for (const EmbedMeasure &measure : measured.measures) {
        Json object{{"event", "measure"}, {"name", measure.name}};
        object["value"] = std::isfinite(measure.value) ? Json(measure.value) : Json(nullptr);
        object["settings"] = measure.settings;
        console.object(object);
        rows.push_back({measure.label, std::isfinite(measure.value) ? fmt::format("{:.4f}", measure.value) : "-",
                        settingsText(measure.settings)});
    }
    console.text(tableText(rows));
    if (const std::string warning = trustText(measured.trust); !warning.empty())
        console.note(warning);
}

ExitStatus stopped(Console &console)
{
    console.bar({});
    console.note("Stopped before all was done.");
    return ExitStatus::Stopped;
}

/// What was written so far, for the last object.
struct Written {
    Json files = Json::array();
    std::string text;

    void add(const std::filesystem::path &path)
    {
        files.push_back(path.string());
        text += path.string() + "\n";
    }
};

Json inputFacts(const EmbedInput &input)
{
    Json facts{{"rows", input.rows}, {"dimension", input.dimension}};
    if (!input.runId.empty())
        facts.update({{"run", input.runId}, {"epoch", *input.epoch}, {"step", *input.step}});
    return facts;
}

ExitStatus runEmbed(const EmbedOptions &options, Console &console)
{
    if (options.helpSettings) {
        printLayoutSettings(console);
        return ExitStatus::Done;
    }
    const auto began = Clock::now();
    const auto settings = layoutSettings(options.assignments);
    if (!settings)
        return console.fail(settings.error());
    if (const auto checked = checkOptions(options); !checked)
        return console.fail(checked.error());
    const InterruptListener interrupts;
    const std::stop_token stop = interrupts.token();
    const auto input = readEmbedInput(options.source);
    if (!input)
        return console.fail(input.error());
    Workers workers(options.threads);
    Json facts = inputFacts(*input);
    Written written;
    std::vector<std::vector<std::string>> rows{
        {"features", fmt::format("{}: {} of {} dimensions", input->title, countText(input->rows, "sample", "samples"),
                                 input->dimension)}};

    Layout layout;
    if (!options.to.empty()) {
        auto made = options.method == "pca" ? pcaLayout(*input, options, workers, stop)
                                            : tsneLayout(*input, options, *settings, workers, console, stop);
        if (!made)
            return stopped(console);
        layout = std::move(*made);
        facts.update(layout.facts);
        rows.insert(rows.end(), layout.rows.begin(), layout.rows.end());
        if (const auto done = writeLayout(options.to, *input, layout.positions, facts); !done)
            return console.fail(done.error());
        written.add(options.to);
    }
    if (!options.toNeighbors.empty()) {
        const auto found = nearestNeighbors(input->view(), {options.neighbors, options.comparedBy()}, workers, stop);
        if (!found)
            return stopped(console);
        Json about = inputFacts(*input);
        about.update({{"k", found->k}, {"metric", options.metric}});
        if (const auto done = writeNeighbors(options.toNeighbors, *input, *found, options.comparedBy(), about); !done)
            return console.fail(done.error());
        written.add(options.toNeighbors);
    }
    console.text(tableText(rows));
    if (options.measures) {
        console.bar("measures");
        const auto measured = measureEmbedding(*input, options.comparedBy(), layout.positions, workers, stop);
        console.bar({});
        if (!measured)
            return stopped(console);
        console.text("\n");
        printMeasures(*measured, console);
    }
    console.text(written.text);
    Json done{{"event", "done"}};
    done.update(facts);
    done["files"] = written.files;
    done["seconds"] = std::chrono::duration<double>(Clock::now() - began).count();
    console.object(done);
    return ExitStatus::Done;
}

} // namespace

void addEmbedVerb(CLI::App &app, CommonOptions &common, Action &action)
{
    const auto options = std::make_shared<EmbedOptions>();
    EmbedSource &source = options->source;
    CLI::App *verb = app.add_subcommand("embed", "Lay out features as a map, find neighbors, and measure both");
    verb->add_option("--project", source.project, "Project folder")->type_name("DIR");
    verb->add_option("RUN", source.run, "Id of a run, the beginning of it, or its name");
    verb->add_option("--epoch", source.epoch, "Embeddings of this epoch; the newest if not given")->type_name("N");
    verb->add_option("--step", source.step, "Embeddings of this step")->type_name("N");
    verb->add_option("--space", source.space, "Features h of the encoder, or z of the projection head")
        ->check(CLI::IsMember({"h", "z"}));
    verb->add_option("--features", source.features, "Features of your own instead: .npy or .csv, a row a sample")
        ->type_name("FILE");
    verb->add_option("--labels", source.labels, "Their labels: .npy, .csv or .txt, one a row")->type_name("FILE");
    verb->add_option("--metric", options->metric, "What is near: cosine or euclidean")
        ->check(CLI::IsMember({"cosine", "euclidean"}));
    verb->add_option("--method", options->method, "Of the layout: tsne, or pca for two principal components")
        ->check(CLI::IsMember({"tsne", "pca"}));
    verb->add_option("--set", options->assignments, "One layout setting, for example tsne.perplexity=50; repeatable")
        ->type_name("KEY=VALUE")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
    verb->add_option("--threads", options->threads, "Threads; 0 = all cores. The result is the same for any number")
        ->type_name("N")
        ->check(CLI::Range(0, 1024));
    verb->add_option("--to", options->to, "Make a layout and write it: .csv, .npy or .json")->type_name("FILE");
    verb->add_option("--neighbors", options->neighbors, "How many neighbors of each sample to write")
        ->type_name("K")
        ->check(CLI::Range(1, 100000));
    verb->add_option("--to-neighbors", options->toNeighbors, "Where to write them: .csv, .npy or .json")
        ->type_name("FILE");
    verb->add_flag("--measures", options->measures, "Measure the features, and the layout if one is made");
    verb->add_flag("--help-settings", options->helpSettings, "List the layout settings with defaults");
    addCommonOptions(*verb, common);
    verb->callback(
        [options, &action] { action = [options](Console &console) { return runEmbed(*options, console); }; });
}

} // namespace tandem
