#include "app/cli/console.h"
#include "app/cli/runs_verbs.h"
#include "core/store/project_index.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <iostream>
#include <iterator>
#include <memory>

namespace tandem {

namespace {

struct AnnotateOptions {
    std::filesystem::path project;
    std::vector<std::string> runs;
    std::string run;
    std::string text;
    std::vector<std::string> add, remove;
    bool off = false;
    bool clear = false;
};

using Edit = std::function<void(RunAnnotation &)>;

/// All runs are found before the first is changed.
ExitStatus annotate(const std::filesystem::path &folder, const std::vector<std::string> &names, const Edit &edit,
                    Console &console)
{
    const auto project = openProject(folder);
    if (!project)
        return console.fail(project.error());
    std::vector<RunId> runs;
    for (const std::string &name : names) {
        const auto id = findRunToChange(*project, name);
        if (!id)
            return console.fail(id.error());
        runs.push_back(*id);
    }
    const auto index = ProjectIndex::open(*project);
    if (!index)
        return console.fail(index.error());
    auto all = (*index)->annotations();
    if (!all)
        return console.fail(all.error());
    for (const RunId &id : runs) {
        RunAnnotation &annotation = (*all)[id];
        edit(annotation);
        if (auto stored = (*index)->setAnnotation(id, annotation); !stored)
            return console.fail(stored.error());
        console.object(
            {{"run", id.toString()},
             {"name", annotation.name.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(annotation.name)},
             {"starred", annotation.isStarred},
             {"tags", annotation.tags},
             {"note", annotation.note}});
    }
    return ExitStatus::Done;
}

ExitStatus showNote(const AnnotateOptions &options, Console &console)
{
    const auto project = openProject(options.project);
    if (!project)
        return console.fail(project.error());
    const auto id = findRun(*project, options.run);
    if (!id)
        return console.fail(id.error());
    const auto all = readAnnotations(*project);
    if (!all)
        return console.fail(all.error());
    const auto said = all->find(*id);
    const std::string note = said != all->end() ? said->second.note : std::string();
    console.object({{"run", id->toString()}, {"note", note}});
    console.text(note.empty() ? note : note + "\n");
    return ExitStatus::Done;
}

ExitStatus setNote(const AnnotateOptions &options, Console &console)
{
    if (options.text.empty() && !options.clear)
        return showNote(options, console);
    std::string note = options.text;
    if (note == "-") {
        note.assign(std::istreambuf_iterator<char>(std::cin), {});
        while (!note.empty() && note.back() == '\n')
            note.pop_back();
    }
    return annotate(
        options.project, {options.run}, [&](RunAnnotation &said) { said.note = options.clear ? "" : note; }, console);
}

ExitStatus setTags(const AnnotateOptions &options, Console &console)
{
    if (options.add.empty() && options.remove.empty())
        return console.fail({ErrorCode::BadUsage, {"Say what to do: --add TAG or --remove TAG."}, {}});
    return annotate(
        options.project, options.runs,
        [&](RunAnnotation &said) {
            for (const std::string &tag : options.add)
                said.tags = withTag(std::move(said.tags), tag);
            for (const std::string &tag : options.remove)
                said.tags = withoutTag(std::move(said.tags), tag);
        },
        console);
}

CLI::App *addVerb(CLI::App &runs, const char *name, const char *help, AnnotateOptions &options, CommonOptions &common)
{
    CLI::App *verb = runs.add_subcommand(name, help);
    verb->add_option("--project", options.project, "Project folder")->type_name("DIR")->required();
    addCommonOptions(*verb, common);
    return verb;
}

} // namespace

void addRunsAnnotating(CLI::App &runs, CommonOptions &common, Action &action)
{
    constexpr const char *kRun = "Id of a run, the beginning of it, or its name";
    const auto options = std::make_shared<AnnotateOptions>();

    CLI::App *rename =
        addVerb(runs, "rename", "Give a run another name; \"\" gives it back the first", *options, common);
    rename->add_option("RUN", options->run, kRun)->required();
    rename->add_option("NAME", options->text, "The new name")->required();
    rename->callback([options, &action] {
        action = [options](Console &console) {
            return annotate(
                options->project, {options->run}, [&](RunAnnotation &said) { said.name = options->text; }, console);
        };
    });

    CLI::App *note = addVerb(runs, "note", "Write a note on a run, or print it", *options, common);
    note->add_option("RUN", options->run, kRun)->required();
    note->add_option("TEXT", options->text, "Markdown; - reads it from standard input");
    note->add_flag("--clear", options->clear, "Take the note away");
    note->callback([options, &action] { action = [options](Console &console) { return setNote(*options, console); }; });

    CLI::App *tag = addVerb(runs, "tag", "Add tags to runs, or take them away", *options, common);
    tag->add_option("RUN", options->runs, kRun)->required();
    tag->add_option("--add", options->add, "A tag to add")
        ->type_name("TAG")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
    tag->add_option("--remove", options->remove, "A tag to take away")
        ->type_name("TAG")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
    tag->callback([options, &action] { action = [options](Console &console) { return setTags(*options, console); }; });

    CLI::App *star = addVerb(runs, "star", "Mark runs with a star", *options, common);
    star->add_option("RUN", options->runs, kRun)->required();
    star->add_flag("--off", options->off, "Take the star away");
    star->callback([options, &action] {
        action = [options](Console &console) {
            return annotate(
                options->project, options->runs, [&](RunAnnotation &said) { said.isStarred = !options->off; }, console);
        };
    });
}

} // namespace tandem
