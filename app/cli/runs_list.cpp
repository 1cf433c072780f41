#include "app/cli/console.h"
#include "app/cli/run_json.h"
#include "app/cli/runs_verbs.h"
#include "app/cli/text.h"
#include "core/catalog/query.h"
#include "core/store/run_trash.h"

#include <CLI/CLI.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

namespace tandem {

namespace {

struct ListOptions {
    std::filesystem::path project;
    std::vector<std::string> query;
    std::vector<std::string> columns;
    std::string sort;
    bool reverse = false;
    bool trash = false;
    std::size_t limit = std::numeric_limits<std::size_t>::max();
};

constexpr const char *kDefaultColumns[] = {
    "run",    "name",     "state",   "progress", "loss:last", "knn_accuracy:last", "images_per_second:last",
    "health", "duration", "created", "tags"};

std::string heading(const RunColumn &column)
{
    switch (column.kind) {
    case RunColumn::Kind::Progress:
        return "epoch";
    case RunColumn::Kind::Duration:
        return "time";
    case RunColumn::Kind::Created:
        return "made";
    default:
        break;
    }
    const std::string key = columnKey(column);
    if (key == "loss:last")
        return "loss";
    if (key == "knn_accuracy:last")
        return "kNN";
    return key == "images_per_second:last" ? "images/s" : key;
}

Result<std::vector<RunColumn>> columnsOf(const ListOptions &options)
{
    std::vector<RunColumn> columns;
    if (options.columns.empty())
        for (const char *key : kDefaultColumns)
            columns.push_back(*columnFromKey(key));
    for (const std::string &key : options.columns) {
        const auto column = columnFromKey(key);
        if (!column)
            return unknownColumn(key);
        columns.push_back(*column);
    }
    return columns;
}

/// Words in one argument belong together, as the shell has taken their quotes away.
Result<RunQuery> queryOf(const std::vector<std::string> &arguments)
{
    RunQuery query;
    for (const std::string &argument : arguments) {
        auto part = parseQuery(argument, UnknownKey::IsError);
        if (!part)
            return part.error();
        const bool isOneCondition = part->conditions.size() == 1 && !part->words.empty();
        if (isOneCondition) { // name=two words
            auto whole = parseQuery(argument.substr(0, argument.find_first_of("=~") + 1) + "\"" +
                                        argument.substr(argument.find_first_of("=~") + 1) + "\"",
                                    UnknownKey::IsError);
            if (whole)
                part = std::move(whole);
        }
        query.conditions.insert(query.conditions.end(), part->conditions.begin(), part->conditions.end());
        if (part->conditions.empty() && !part->words.empty())
            query.words.push_back(argument);
        else
            query.words.insert(query.words.end(), part->words.begin(), part->words.end());
    }
    return query;
}

/// Runs without a value come last, whichever way; equal ones newest first.
void sortBy(std::vector<const RunEntry *> &entries, const ListedRuns &runs, const RunColumn &column, bool reverse)
{
    const ColumnReader read(column);
    std::vector<std::pair<CellValue, const RunEntry *>> keyed;
    keyed.reserve(entries.size());
    for (const RunEntry *entry : entries)
        keyed.emplace_back(read(runs.facts(*entry)), entry);
    const auto isNone = [](const CellValue &value) {
        const auto number = numberOf(value);
        return std::holds_alternative<std::monostate>(value) || (number && std::isnan(*number));
    };
    std::stable_sort(keyed.begin(), keyed.end(), [&](const auto &a, const auto &b) {
        if (isNone(a.first) || isNone(b.first))
            return !isNone(a.first) && isNone(b.first);
        return reverse ? b.first < a.first : a.first < b.first;
    });
    for (std::size_t i = 0; i < keyed.size(); ++i)
        entries[i] = keyed[i].second;
}

ExitStatus listTrashed(const ListOptions &options, Console &console)
{
    const auto project = openProject(options.project);
    if (!project)
        return console.fail(project.error());
    const auto trash = listTrash(*project);
    if (!trash)
        return console.fail(trash.error());
    std::vector<std::vector<std::string>> rows{{"run", "name", "made", "trashed", "size"}};
    for (const TrashedRun &run : *trash) {
        console.object({{"run", run.id.toString()},
                        {"name", run.name},
                        {"created_ms", run.createdMs},
                        {"trashed_ms", run.trashedMs},
                        {"bytes", run.bytes}});
        rows.push_back(
            {run.id.toString(), run.name, timeText(run.createdMs), timeText(run.trashedMs), bytesText(run.bytes)});
    }
    console.text(trash->empty() ? "The trash is empty.\n" : tableText(rows));
    return ExitStatus::Done;
}

std::string progressText(const RunSummary &summary)
{
    return summary.totalEpochs > 0 ? fmt::format("{}/{}", summary.epoch, summary.totalEpochs) : "–";
}

ExitStatus listProject(const ListOptions &options, Console &console)
{
    if (options.trash)
        return listTrashed(options, console);
    const auto columns = columnsOf(options);
    if (!columns)
        return console.fail(columns.error());
    auto query = queryOf(options.query);
    if (!query)
        return console.fail(query.error());
    const auto sort = columnFromKey(options.sort);
    if (!options.sort.empty() && !sort)
        return console.fail(unknownColumn(options.sort));
    const auto runs = listWithDigests(options.project);
    if (!runs)
        return console.fail(runs.error());

    RunMatcher matcher(std::move(*query));
    std::vector<const RunEntry *> shown;
    for (const RunEntry &entry : runs->entries)
        if (matcher.matches(runs->facts(entry), runText(runs->facts(entry))))
            shown.push_back(&entry);
    if (sort)
        sortBy(shown, *runs, *sort, options.reverse);
    else if (options.reverse)
        std::reverse(shown.begin(), shown.end());
    shown.resize(std::min(shown.size(), options.limit));

    std::vector<std::vector<std::string>> rows(1);
    for (const RunColumn &column : *columns)
        rows.front().push_back(heading(column));
    for (const RunEntry *entry : shown) {
        const RunFacts facts = runs->facts(*entry);
        auto object = listedJson(facts);
        auto &row = rows.emplace_back();
        for (const RunColumn &column : *columns) {
            const CellValue value = cellValue(column, facts);
            if (!options.columns.empty())
                object["columns"][columnKey(column)] = cellJson(value);
            row.push_back(column.kind == RunColumn::Kind::Progress ? progressText(entry->summary)
                                                                   : cellText(column, value));
        }
        console.object(object);
    }
    console.text(runs->entries.empty() ? "No runs yet. Start one with tandem-cli train.\n"
                 : shown.empty()       ? "No run matches.\n"
                                       : tableText(rows));
    return ExitStatus::Done;
}

} // namespace

RunFacts ListedRuns::facts(const RunEntry &entry) const
{
    static const RunAnnotation nothing;
    const auto said = annotations.find(entry.summary.id);
    return {entry.summary, *entry.digest, said != annotations.end() ? said->second : nothing};
}

Result<ListedRuns> listWithDigests(const std::filesystem::path &folder)
{
    auto project = openProject(folder);
    if (!project)
        return project.error();
    auto listing = RunIndex(*project, nullptr).refresh();
    if (!listing)
        return listing.error();
    auto annotations = readAnnotations(*project);
    if (!annotations)
        return annotations.error();
    std::sort(listing->changed.begin(), listing->changed.end(),
              [](const RunEntry &a, const RunEntry &b) { return b.summary.id < a.summary.id; });
    return ListedRuns{std::move(*project), std::move(listing->changed), std::move(*annotations)};
}

nlohmann::ordered_json listedJson(const RunFacts &run)
{
    auto object = summaryJson(run.summary);
    object["name"] = runName(run);
    object["started_as"] = run.summary.name;
    object["starred"] = run.said.isStarred;
    object["tags"] = run.said.tags;
    object["note"] = run.said.note;
    object["health"] = {{"verdict", std::string(healthWord(run.digest.health))},
                        {"since_step", run.digest.healthSince}};
    return object;
}

nlohmann::ordered_json cellJson(const CellValue &value)
{
    if (const auto *text = std::get_if<std::string>(&value))
        return *text;
    const auto number = numberOf(value);
    return number && std::isfinite(*number) ? nlohmann::ordered_json(*number) : nlohmann::ordered_json();
}

std::string cellText(const RunColumn &column, const CellValue &value)
{
    if (const auto *text = std::get_if<std::string>(&value)) {
        const std::string line = text->substr(0, text->find('\n'));
        return columns(line) > 60 ? cutToColumns(line, 59) + "…" : line;
    }
    const auto number = numberOf(value);
    if (!number)
        return "–";
    switch (formatOf(column)) {
    case ColumnFormat::Share:
        return std::isfinite(*number) ? percentText(*number) : fmt::format("{}", *number);
    case ColumnFormat::Count:
        return column.kind == RunColumn::Kind::Starred ? "★" : fmt::format("{:.0f}", *number);
    case ColumnFormat::Seconds:
        return clockText(*number);
    case ColumnFormat::Moment:
        return timeText(static_cast<std::int64_t>(*number));
    case ColumnFormat::Bytes:
        return bytesText(static_cast<std::int64_t>(*number));
    default:
        return fmt::format("{:.4g}", *number);
    }
}

void addRunsList(CLI::App &runs, CommonOptions &common, Action &action)
{
    const auto options = std::make_shared<ListOptions>();
    CLI::App *list = runs.add_subcommand("list", "The runs of a project, newest first");
    list->add_option("--project", options->project, "Project folder")->type_name("DIR")->required();
    list->add_option("QUERY", options->query,
                     "Show only runs that fit: words, or conditions such as state=done, knn>=45%, tag=paper, "
                     "objective.temperature<0.2");
    list->add_option("--columns", options->columns,
                     "What to show, for example name,objective.temperature,knn_accuracy:best")
        ->delimiter(',')
        ->type_name("KEY,...");
    list->add_option("--sort", options->sort, "Column to sort by, lowest first")->type_name("KEY");
    list->add_flag("--reverse", options->reverse, "The other way round");
    list->add_option("--limit", options->limit, "At most so many runs")->type_name("N");
    list->add_flag("--trash", options->trash, "What lies in the trash instead");
    addCommonOptions(*list, common);
    list->callback(
        [options, &action] { action = [options](Console &console) { return listProject(*options, console); }; });
}

} // namespace tandem
