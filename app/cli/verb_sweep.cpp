#include "app/cli/console.h"
#include "app/cli/prepare_run.h"
#include "app/cli/sweep_text.h"
#include "app/cli/sweep_watch.h"
#include "app/cli/text.h"
#include "app/cli/verb.h"
#include "core/augment/pipeline.h"
#include "core/base/files.h"
#include "core/config/settings_table.h"
#include "core/sweep/queue_runner.h"
#include "core/sweep/sweep_edit.h"
#include "core/sweep/sweep_presets.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <functional>

namespace tandem {

namespace {

struct SweepOptions {
    std::filesystem::path project;
    std::filesystem::path spec;
    std::string preset;            // instead of a file
    SettingsOptions settings;      // over the spec's own; config is not used
    std::vector<std::string> axes; // "section.key=value,value", over the spec's own
    std::int64_t seeds = 0;        // 0: the spec's own
    std::string name;
    bool fillHoles = false;
    bool detach = false;
    bool anew = false;
    bool stopRuns = false;
    bool withSpec = false;
    std::string sweep;
    std::string axis;
    std::vector<std::string> items; // cells, or values
    std::int64_t more = 1;
};

std::string presetNames()
{
    std::string names;
    for (const SweepPreset &preset : sweepPresets())
        names += (names.empty() ? "" : ", ") + std::string(preset.id);
    return names;
}

/// The spec before the command line says anything over it.
Result<SweepSpec> startingSpec(const SweepOptions &options)
{
    if (!options.preset.empty()) {
        const auto presets = sweepPresets();
        const bool isKnown = std::any_of(presets.begin(), presets.end(),
                                         [&options](const SweepPreset &known) { return known.id == options.preset; });
        if (!isKnown)
            return Error{ErrorCode::BadValue, {"--preset", options.preset, "one of " + presetNames()}, {}};
        return sweepFromPreset(options.preset, {});
    }
    const auto text = readFile(options.spec);
    if (!text)
        return text.error();
    auto spec = sweepFromJson(*text, options.spec.string());
    if (spec && spec->name.empty())
        spec->name = options.spec.stem().string();
    return spec;
}

/// "train.batch_size=64,128": these values instead of those the axis has, or on an axis of its own.
Result<void> setAxis(SweepSpec &spec, const std::string &words)
{
    const auto equals = words.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == words.size())
        return Error{ErrorCode::BadUsage,
                     {"--axis takes KEY=VALUE,VALUE,…, such as objective.temperature=0.1,0.5; this was: " + words},
                     {}};
    SweepAxis axis{words.substr(0, equals), {}, {}};
    for (std::size_t begin = equals + 1; begin <= words.size();) {
        const std::size_t end = std::min(words.find(',', begin), words.size());
        axis.points.push_back(pointOf(axis.name, words.substr(begin, end - begin)));
        begin = end + 1;
    }
    const auto known = std::find_if(spec.axes.begin(), spec.axes.end(),
                                    [&axis](const SweepAxis &other) { return other.name == axis.name; });
    if (known == spec.axes.end())
        spec.axes.push_back(std::move(axis));
    else
        *known = std::move(axis);
    return {};
}

/// The spec with what the command line says over it.
Result<SweepSpec> resolveSpec(const SweepOptions &options)
{
    auto spec = startingSpec(options);
    if (!spec)
        return spec;
    if (!options.name.empty())
        spec->name = options.name;
    if (options.seeds > 0)
        spec->seeds = options.seeds;
    for (const std::string &words : options.axes)
        if (auto set = setAxis(*spec, words); !set)
            return set.error();
    if (auto overlaid = overlaySettings(spec->base, options.settings); !overlaid)
        return overlaid.error();
    if (auto pipeline = resolvePipeline(spec->base.augment, 1); !pipeline)
        return pipeline.error();
    expandRanges(*spec);
    return spec;
}

ExitStatus attach(const ProjectLayout &project, const RunId &id, bool detach, Console &console)
{
    if (!detach)
        return watchSweep(project, id, console);
    if (const auto started = ensureRunner(project, "/proc/self/exe"); !started)
        return console.fail(started.error());
    SweepRunFinder finder(project);
    const auto view = viewSweep(project, id, finder);
    if (!view)
        return console.fail(view.error());
    console.object(sweepJson(*view));
    console.text(fmt::format("Sweep {} \"{}\": {}.\n", id.toString(), view->spec.name, progressText(view->progress)));
    return ExitStatus::Done;
}

/// A sweep of the spec's name that is there already, where its holes are to be filled.
std::optional<RunId> existingSweep(const ProjectLayout &project, const std::string &name)
{
    const auto sweeps = listSweeps(project);
    if (!sweeps)
        return std::nullopt;
    for (const StoredSweep &sweep : *sweeps)
        if (sweep.spec.name == name)
            return sweep.id;
    return std::nullopt;
}

ExitStatus startSweep(const SweepOptions &options, Console &console)
{
    if (options.project.empty() || options.spec.empty() == options.preset.empty())
        return console.fail({ErrorCode::BadUsage,
                             {"A new sweep takes --project and one of --spec and --preset; see tandem-cli sweep "
                              "--help."},
                             {}});
    const auto spec = resolveSpec(options);
    if (!spec)
        return console.fail(spec.error());
    if (const auto violations = validateSweep(*spec); !violations.empty())
        return console.fail(sweepViolationsAsError(violations));
    auto project = openProject(options.project);
    if (!project && project.error().code == ErrorCode::FileNotFound)
        project = createProject(options.project);
    if (!project)
        return console.fail(project.error());
    std::optional<RunId> id;
    if (options.fillHoles)
        id = existingSweep(*project, spec->name);
    if (id) {
        const auto filled = fillHoles(*project, *id);
        if (!filled)
            return console.fail(filled.error());
        console.progressNote(fmt::format("{} queued again.", countText(*filled, "run", "runs")));
    } else {
        const auto made = createSweep(*project, *spec);
        if (!made)
            return console.fail(made.error());
        id = *made;
        console.progressNote(fmt::format("Sweep {} \"{}\": learning-rate scaling is {}.", id->toString(), spec->name,
                                         spec->base.optimizer.scaling));
    }
    return attach(*project, *id, options.detach, console);
}

ExitStatus listProject(const SweepOptions &options, Console &console)
{
    const auto project = openProject(options.project);
    if (!project)
        return console.fail(project.error());
    const auto sweeps = listSweeps(*project);
    if (!sweeps)
        return console.fail(sweeps.error());
    std::vector<std::vector<std::string>> rows{{"sweep", "name", "state", "runs", "planner", "made"}};
    SweepRunFinder finder(*project);
    for (const StoredSweep &sweep : *sweeps) {
        const auto view = sweep.error ? Result<SweepView>(*sweep.error) : viewSweep(*project, sweep.id, finder);
        if (!view) {
            console.note(describe(view.error()));
            continue;
        }
        console.object(sweepJson(*view));
        rows.push_back({sweep.id.toString(), view->spec.name, std::string(sweepStateWord(view->state)),
                        fmt::format("{}/{}", view->progress.done, view->progress.total),
                        std::string(plannerWord(view->spec.planning.planner)), timeText(view->spec.createdMs)});
    }
    console.text(rows.size() == 1 ? "No sweeps yet. Start one with tandem-cli sweep --spec FILE or --preset NAME.\n"
                                  : tableText(rows));
    return ExitStatus::Done;
}

/// Opens the project, finds the sweep, works on it.
ExitStatus onSweep(const SweepOptions &options, Console &console,
                   const std::function<ExitStatus(const ProjectLayout &, const RunId &)> &work)
{
    const auto project = openProject(options.project);
    if (!project)
        return console.fail(project.error());
    const auto id = findSweep(*project, options.sweep);
    if (!id)
        return console.fail(id.error());
    return work(*project, *id);
}

ExitStatus showSweep(const SweepOptions &options, Console &console)
{
    return onSweep(options, console, [&](const ProjectLayout &project, const RunId &id) {
        SweepRunFinder finder(project);
        MeasuresCache measures(project);
        const auto view = viewSweep(project, id, finder);
        if (!view)
            return console.fail(view.error());
        for (const SweepCell &cell : view->cells)
            console.object(cellJson(*view, cell, measures));
        auto summary = sweepJson(*view);
        if (options.withSpec)
            summary["spec"] = nlohmann::ordered_json::parse(sweepToJson(view->spec, false));
        console.object(summary);
        console.text(options.withSpec ? sweepToJson(view->spec, false) : sweepText(*view, measures));
        return ExitStatus::Done;
    });
}

/// Verbs that change a sweep and then show how it stands.
ExitStatus change(const SweepOptions &options, Console &console,
                  const std::function<Result<std::int64_t>(const ProjectLayout &, const RunId &)> &work)
{
    return onSweep(options, console, [&](const ProjectLayout &project, const RunId &id) {
        const auto count = work(project, id);
        if (!count)
            return console.fail(count.error());
        if (*count > 0)
            console.progressNote(fmt::format("{} queued.", countText(*count, "run", "runs")));
        return attach(project, id, true, console);
    });
}

Result<std::int64_t> counted(const Result<void> &done)
{
    return done ? Result<std::int64_t>(std::int64_t{0}) : Result<std::int64_t>(done.error());
}

ExitStatus retry(const SweepOptions &options, Console &console)
{
    return change(options, console, [&](const ProjectLayout &project, const RunId &id) {
        return options.items.empty() && !options.anew ? fillHoles(project, id)
                                                      : retryCells(project, id, options.items, options.anew);
    });
}

ExitStatus addToAxis(const SweepOptions &options, Console &console)
{
    return change(options, console, [&](const ProjectLayout &project, const RunId &id) -> Result<std::int64_t> {
        std::vector<AxisPoint> points;
        for (const std::string &value : options.items)
            points.push_back(pointOf(options.axis, value));
        return addValues(project, id, options.axis, points);
    });
}

CLI::App *addChild(CLI::App &verb, const char *name, const char *help, const std::shared_ptr<SweepOptions> &options,
                   CommonOptions &common, Action &action, ExitStatus (*work)(const SweepOptions &, Console &),
                   bool takesSweep = true)
{
    CLI::App *child = verb.add_subcommand(name, help);
    child->add_option("--project", options->project, "Project folder")->type_name("DIR")->required();
    if (takesSweep)
        child->add_option("SWEEP", options->sweep, "Id of a sweep, the beginning of it, or its name")->required();
    addCommonOptions(*child, common);
    child->callback(
        [options, work, &action] { action = [options, work](Console &console) { return work(*options, console); }; });
    return child;
}

void addEditVerbs(CLI::App &verb, const std::shared_ptr<SweepOptions> &options, CommonOptions &common, Action &action)
{
    const auto add = [&](const char *name, const char *help, ExitStatus (*work)(const SweepOptions &, Console &)) {
        return addChild(verb, name, help, options, common, action, work);
    };
    add("pause", "Begin no further run of it", [](const SweepOptions &o, Console &c) {
        return change(o, c,
                      [&](const ProjectLayout &p, const RunId &id) { return counted(pauseSweep(p, id, o.stopRuns)); });
    })->add_flag("--stop", options->stopRuns, "Have its running runs stop with a checkpoint, too");
    add("resume", "Let it go on, also with runs that were stopped", [](const SweepOptions &o, Console &c) {
        return change(o, c, [](const ProjectLayout &p, const RunId &id) { return counted(resumeSweep(p, id)); });
    });
    CLI::App *again =
        add("retry", "Fill the holes: missing, failed, lost and stopped runs; of all cells or some", retry);
    again->add_option("CELL", options->items, "Keys of cells, as sweep show --json prints them");
    again->add_flag("--anew", options->anew, "Begin the cells again, also where they are done");
    CLI::App *values = add("add-values", "More values on an axis", addToAxis);
    values->add_option("KEY", options->axis, "Key of the setting")->required();
    values->add_option("VALUE", options->items, "Values")->required();
    const auto addNumber = [&](const char *name, const char *help,
                               ExitStatus (*work)(const SweepOptions &, Console &)) {
        add(name, help, work)->add_option("N", options->more, "How many more")->check(CLI::Range(1, 10000))->required();
    };
    addNumber("add-seeds", "More seeds for every cell", [](const SweepOptions &o, Console &c) {
        return change(o, c, [&](const ProjectLayout &p, const RunId &id) { return addSeeds(p, id, o.more); });
    });
    addNumber("add-trials", "More trials of random search or TPE", [](const SweepOptions &o, Console &c) {
        return change(o, c, [&](const ProjectLayout &p, const RunId &id) { return counted(addTrials(p, id, o.more)); });
    });
    add("remove-cell", "Take cells out; their runs stay",
        [](const SweepOptions &o, Console &c) {
            return change(o, c, [&](const ProjectLayout &p, const RunId &id) -> Result<std::int64_t> {
                for (const std::string &cell : o.items)
                    if (auto removed = removeCell(p, id, cell); !removed)
                        return removed.error();
                return std::int64_t{0};
            });
        })
        ->add_option("CELL", options->items, "Keys of cells")
        ->required();
    add("restore-cell", "Bring removed cells back",
        [](const SweepOptions &o, Console &c) {
            return change(o, c, [&](const ProjectLayout &p, const RunId &id) -> Result<std::int64_t> {
                for (const std::string &cell : o.items)
                    if (auto restored = restoreCell(p, id, cell); !restored)
                        return restored.error();
                return std::int64_t{0};
            });
        })
        ->add_option("CELL", options->items, "Keys of cells")
        ->required();
    add("remove", "Take the sweep away (to the project's trash); its runs stay", [](const SweepOptions &o, Console &c) {
        return onSweep(o, c, [&](const ProjectLayout &p, const RunId &id) {
            const auto removed = trashSweep(p, id);
            return removed ? ExitStatus::Done : c.fail(removed.error());
        });
    });
    add("restore", "Bring a sweep back from the trash, and into the queue what waited",
        [](const SweepOptions &o, Console &c) {
            const auto project = openProject(o.project);
            const auto id = project ? findTrashedSweep(*project, o.sweep) : Result<RunId>(project.error());
            if (!id)
                return c.fail(id.error());
            const auto restored = restoreSweep(*project, *id);
            return restored ? attach(*project, *id, true, c) : c.fail(restored.error());
        });
}

} // namespace

void addSweepVerb(CLI::App &app, CommonOptions &common, Action &action)
{
    const auto options = std::make_shared<SweepOptions>();
    CLI::App *verb = app.add_subcommand("sweep", "Many runs of which some settings vary");
    verb->require_subcommand(0, 1);
    verb->add_option("--project", options->project, "Project folder; made if it does not exist")->type_name("DIR");
    verb->add_option("--spec", options->spec, "The sweep as JSON")->type_name("FILE");
    verb->add_option("--preset", options->preset, "Instead of a file, one of " + presetNames())->type_name("NAME");
    verb->add_option("--axis", options->axes, "Values of a setting, instead of those that it has there; repeatable")
        ->type_name("KEY=VALUE,...")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
    verb->add_option("--seeds", options->seeds, "Runs for each cell, which differ in train.seed")
        ->check(CLI::Range(1, 100));
    verb->add_option("--name", options->name, "Name of the sweep")->type_name("NAME");
    verb->add_option("--data", options->settings.data, "Training images (data.path)")->type_name("PATH");
    verb->add_option("--test-data", options->settings.testData, "Images to measure kNN accuracy on (data.test_path)")
        ->type_name("PATH");
    verb->add_option("--set", options->settings.assignments, "One setting of all runs; repeatable")
        ->type_name("KEY=VALUE")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
    verb->add_flag("--fill-holes", options->fillHoles,
                   "Where the project has a sweep of this name, run what it lacks instead of beginning another");
    verb->add_flag("--detach", options->detach, "Do not wait for the runs");
    addCommonOptions(*verb, common);
    verb->callback([options, verb, &action] {
        if (verb->get_subcommands().empty())
            action = [options](Console &console) { return startSweep(*options, console); };
    });
    addChild(*verb, "list", "All sweeps, newest first", options, common, action, listProject, false);
    addChild(*verb, "show", "The cells of a sweep", options, common, action, showSweep)
        ->add_flag("--spec", options->withSpec, "Print the sweep as --spec takes it");
    addChild(*verb, "watch", "Follow a sweep until its end", options, common, action,
             [](const SweepOptions &o, Console &c) {
                 return onSweep(o, c, [&](const ProjectLayout &p, const RunId &id) { return watchSweep(p, id, c); });
             });
    addEditVerbs(*verb, options, common, action);
}

} // namespace tandem
