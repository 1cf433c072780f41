#include "app/cli/console.h"
#include "app/cli/exchange_export.h"
#include "app/cli/verb.h"
#include "core/base/result.h"

#include <CLI/CLI.hpp>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tandem {

namespace {

/// "train/loss=loss" as tag and series.
Result<std::map<std::string, std::string>> renames(const std::vector<std::string> &words)
{
    std::map<std::string, std::string> found;
    for (const std::string &word : words) {
        const auto equals = word.rfind('=');
        if (equals == 0 || equals == std::string::npos || equals + 1 == word.size())
            return Error{
                ErrorCode::BadUsage, {"--rename takes TAG=SERIES, such as train/loss=loss; this was: " + word}, {}};
        found[word.substr(0, equals)] = word.substr(equals + 1);
    }
    return found;
}

} // namespace

void addRunsExchangeVerbs(CLI::App &runs, CommonOptions &common, Action &action)
{
    const auto request = std::make_shared<ExchangeRequest>();
    const auto words = std::make_shared<std::vector<std::string>>();

    CLI::App *out = runs.add_subcommand("export", "Write runs, or the whole project, into one archive (.tar.gz)");
    out->add_option("--project", request->project, "Project folder")->type_name("DIR")->required();
    out->add_option("RUN", request->runs, "Ids of runs, beginnings of them, or names; none: the whole project");
    out->add_option("--to", request->to, "Archive to write")->type_name("FILE")->required();
    addCommonOptions(*out, common);
    out->callback(
        [request, &action] { action = [request](Console &console) { return exportRuns(*request, console); }; });

    CLI::App *in = runs.add_subcommand("import", "Take in the runs of an archive, or a TensorBoard log as runs");
    in->add_option("--project", request->project, "Project folder; made if an archive of a whole project is taken in")
        ->type_name("DIR")
        ->required();
    in->add_option("FROM", request->to, "Archive, event file, or folder with event files")
        ->type_name("PATH")
        ->required();
    in->add_option("--rename", *words, "Name of the series that a tag of TensorBoard becomes, such as train/loss=loss")
        ->type_name("TAG=SERIES");
    addCommonOptions(*in, common);
    in->callback([request, words, &action] {
        action = [request, words](Console &console) {
            const auto rename = renames(*words);
            return rename ? importRuns(*request, *rename, console) : console.fail(rename.error());
        };
    });
}

} // namespace tandem
