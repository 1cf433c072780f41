#pragma once

#include "app/cli/exit_status.h"

#include <functional>

namespace CLI {
class App;
}

namespace tandem {

class Console;

/// What a parsed command line asks for; set by the callback of the verb that was named.
using Action = std::function<ExitStatus(Console &)>;

/// Options that every verb has.
struct CommonOptions {
    bool json = false;
    bool verbose = false;
};

struct MovedImages;

/// Adds --data and --test-data to a verb that looks at the images of a stored run.
void addMovedOptions(CLI::App &verb, MovedImages &moved);

/// Adds --json and --verbose to a verb.
void addCommonOptions(CLI::App &verb, CommonOptions &common);

// Each adds one verb with its options; `action` and `common` must outlive the parsing and the action.
void addTrainVerb(CLI::App &app, CommonOptions &common, Action &action);
void addRankVerb(CLI::App &app, CommonOptions &common, Action &action);
void addEvaluateVerb(CLI::App &app, CommonOptions &common, Action &action);
void addEmbedVerb(CLI::App &app, CommonOptions &common, Action &action);
void addExportVerb(CLI::App &app, CommonOptions &common, Action &action);
void addEncodeVerb(CLI::App &app, CommonOptions &common, Action &action);
void addQueueVerb(CLI::App &app, CommonOptions &common, Action &action);
void addRunsVerb(CLI::App &app, CommonOptions &common, Action &action);
/// Adds export and import to the verb runs.
void addRunsExchangeVerbs(CLI::App &runs, CommonOptions &common, Action &action);
void addDatasetVerb(CLI::App &app, CommonOptions &common, Action &action);
void addDoctorVerb(CLI::App &app, CommonOptions &common, Action &action);
void addSweepVerb(CLI::App &app, CommonOptions &common, Action &action);
void addSelftestVerb(CLI::App &app, CommonOptions &common, Action &action);

} // namespace tandem
