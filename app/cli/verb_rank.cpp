#include "app/cli/rank_run.h"
#include "app/cli/verb.h"

#include <CLI/CLI.hpp>

namespace tandem {

void addRankVerb(CLI::App &app, CommonOptions &common, Action &action)
{
    CLI::App *verb = app.add_subcommand("rank", "Take part in a run that rank 0 leads");
    verb->group(""); // started by train, not by people
    addCommonOptions(*verb, common);
    verb->callback([&action] { action = followRankZero; });
}

} // namespace tandem
