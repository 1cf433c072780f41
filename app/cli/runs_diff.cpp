#include "app/cli/console.h"
#include "app/cli/runs_verbs.h"
#include "app/cli/text.h"
#include "core/catalog/comparison.h"
#include "core/store/run_reader.h"

#include <CLI/CLI.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <memory>

namespace tandem {

namespace {

struct DiffOptions {
    std::filesystem::path project;
    std::vector<std::string> runs;
    bool all = false;
};

constexpr const char *kNumbers[] = {
    "state",  "progress", "loss:last", "knn_accuracy:last", "knn_accuracy:best", "online_linear_accuracy:last",
    "health", "duration", "version"};

/// What stands beside the settings: how many images there really were.
struct DataIdentity {
    std::int64_t trainImages = 0, testImages = 0;
    std::string train, test; // identities; empty in runs of versions that did not store them
};

/// Enough of an identity to tell two apart.
std::string shortIdentity(const std::string &identity)
{
    return identity.empty() ? "–" : identity.substr(0, 12);
}

DataIdentity identityOf(const ProjectLayout &project, const RunId &id)
{
    auto reader = RunReader::open(project, id);
    if (!reader)
        return {};
    const auto plan = (*reader)->plan();
    return plan ? DataIdentity{plan->trainImages, plan->testImages, plan->trainIdentity, plan->testIdentity}
                : DataIdentity{};
}

std::string shortened(const std::string &text)
{
    if (text.empty())
        return "–";
    return columns(text) > 40 ? "…" + text.substr(text.size() - 39) : text;
}

void printSettings(const std::vector<SettingComparison> &settings, const std::vector<std::string> &names, bool all,
                   Console &console)
{
    std::vector<std::vector<std::string>> rows{{"what", "setting"}};
    rows.front().insert(rows.front().end(), names.begin(), names.end());
    for (const SettingComparison &setting : settings) {
        if (!setting.differs && !all)
            continue;
        auto &row = rows.emplace_back(
            std::vector<std::string>{setting.differs ? effectTitle(setting.effect) : "", setting.key});
        for (const std::string &value : setting.values)
            row.push_back(shortened(value));
    }
    console.text(rows.size() == 1 ? "The settings are the same.\n" : tableText(rows));
}

ExitStatus diff(const DiffOptions &options, Console &console)
{
    const auto listed = listWithDigests(options.project);
    if (!listed)
        return console.fail(listed.error());
    std::vector<RunFacts> runs;
    std::vector<std::string> names;
    for (const std::string &text : options.runs) {
        const auto id = findRun(listed->project, text);
        if (!id)
            return console.fail(id.error());
        const auto entry = std::find_if(listed->entries.begin(), listed->entries.end(),
                                        [&](const RunEntry &candidate) { return candidate.summary.id == *id; });
        if (entry == listed->entries.end())
            return console.fail({ErrorCode::RunNotFound, {text}, {}});
        runs.push_back(listed->facts(*entry));
        names.push_back(runName(runs.back()));
    }
    const auto settings = compareSettings(runs);

    nlohmann::ordered_json object;
    for (const RunFacts &run : runs)
        object["runs"].push_back(listedJson(run));
    object["differences"] = nlohmann::ordered_json::array();
    for (const SettingComparison &setting : settings)
        if (setting.differs || options.all)
            object["differences"].push_back({{"setting", setting.key},
                                             {"effect", effectTitle(setting.effect)},
                                             {"differs", setting.differs},
                                             {"values", setting.values}});
    std::vector<std::vector<std::string>> numbers{{"number"}};
    numbers.front().insert(numbers.front().end(), names.begin(), names.end());
    for (const char *key : kNumbers) {
        const RunColumn column = *columnFromKey(key);
        auto &row = numbers.emplace_back(std::vector<std::string>{key});
        for (const RunFacts &run : runs)
            row.push_back(cellText(column, cellValue(column, run)));
    }
    std::vector<std::string> images{"images, train + test"}, trained{"training set"}, tested{"test set"};
    for (const RunFacts &run : runs) {
        const DataIdentity data = identityOf(listed->project, run.summary.id);
        images.push_back(fmt::format("{} + {}", data.trainImages, data.testImages));
        trained.push_back(shortIdentity(data.train));
        tested.push_back(shortIdentity(data.test));
        object["images"].push_back({{"train", data.trainImages},
                                    {"test", data.testImages},
                                    {"train_identity", data.train},
                                    {"test_identity", data.test}});
    }
    numbers.insert(numbers.end(), {std::move(images), std::move(trained), std::move(tested)});
    console.object(object);
    printSettings(settings, names, options.all, console);
    console.text("\n" + tableText(numbers));
    return ExitStatus::Done;
}

} // namespace

void addRunsDiff(CLI::App &runs, CommonOptions &common, Action &action)
{
    const auto options = std::make_shared<DiffOptions>();
    CLI::App *verb = runs.add_subcommand("diff", "What sets runs apart, the likeliest cause first");
    verb->add_option("--project", options->project, "Project folder")->type_name("DIR")->required();
    verb->add_option("RUN", options->runs, "Two runs or more")->required()->expected(2, 64);
    verb->add_flag("--all", options->all, "Also settings that are the same");
    addCommonOptions(*verb, common);
    verb->callback([options, &action] { action = [options](Console &console) { return diff(*options, console); }; });
}

} // namespace tandem
