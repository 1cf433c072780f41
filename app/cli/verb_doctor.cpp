#include "app/cli/console.h"
#include "app/cli/doctor.h"
#include "app/cli/text.h"
#include "app/cli/verb.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

namespace tandem {

namespace {

ExitStatus runDoctor(Console &console)
{
    const DoctorReport report = diagnose();
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    std::vector<std::vector<std::string>> rows;
    for (const auto &fact : report.facts) {
        object[fact.key] = fact.value;
        rows.push_back({fact.label, fact.value});
    }
    object["warnings"] = report.warnings;
    console.object(object);
    console.text(tableText(rows));
    for (const std::string &warning : report.warnings)
        console.text("! " + warning + "\n");
    if (report.warnings.empty())
        console.text("Nothing is missing.\n");
    return ExitStatus::Done;
}

} // namespace

void addDoctorVerb(CLI::App &app, CommonOptions &common, Action &action)
{
    CLI::App *verb = app.add_subcommand("doctor", "Versions, devices, threads, memory, and what is missing");
    addCommonOptions(*verb, common);
    verb->callback([&action] { action = runDoctor; });
}

} // namespace tandem
