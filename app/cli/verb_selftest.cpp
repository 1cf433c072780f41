#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/cli/selftest.h"
#include "app/cli/verb.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

namespace tandem {

namespace {

ExitStatus runAll(const std::string &device, Console &console)
{
    const InterruptListener interrupts;
    int passed = 0, failed = 0;
    const auto report = [&](const SelftestCheck &check) {
        ++(check.passed ? passed : failed);
        console.object({{"check", check.name}, {"claim", check.claim}, {"seen", check.seen}, {"passed", check.passed}});
        console.text(fmt::format("{}  {}\n        {}\n", check.passed ? "passed" : "FAILED", check.claim, check.seen));
    };
    console.bar("training on generated images …");
    const auto completed = runSelftest(device, report, interrupts.token());
    console.bar({});
    if (!completed)
        return console.fail(completed.error());
    if (!*completed) {
        console.note("Stopped before the checks were done.");
        return ExitStatus::Stopped;
    }
    console.object({{"event", "done"}, {"passed", passed}, {"failed", failed}});
    console.text(fmt::format("{} passed, {} failed\n", passed, failed));
    if (failed == 0)
        return ExitStatus::Done;
    console.note("This installation does not compute as it should: see what tandem-cli doctor says, and report it.");
    return ExitStatus::Failed;
}

} // namespace

void addSelftestVerb(CLI::App &app, CommonOptions &common, Action &action)
{
    const auto device = std::make_shared<std::string>("cpu");
    CLI::App *verb = app.add_subcommand("selftest", "Train on a few generated images and check the outcome");
    verb->add_option("--device", *device, "cpu or cuda")->capture_default_str()->check(CLI::IsMember({"cpu", "cuda"}));
    addCommonOptions(*verb, common);
    verb->callback([device, &action] { action = [device](Console &console) { return runAll(*device, console); }; });
}

} // namespace tandem
