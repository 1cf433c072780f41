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
    int counts[3] = {}; // by outcome
    const auto report = [&](const SelfCheck &check) {
        static constexpr const char *kWords[] = {"passed", "failed", "skipped"};
        static constexpr const char *kShown[] = {"passed ", "FAILED ", "skipped"};
        const auto outcome = static_cast<std::size_t>(check.outcome);
        ++counts[outcome];
        console.object({{"check", check.name},
                        {"claim", check.claim},
                        {"seen", check.seen},
                        {"outcome", kWords[outcome]},
                        {"passed", check.outcome == SelfCheck::Outcome::Passed}});
        console.text(fmt::format("{}  {}\n         {}\n", kShown[outcome], check.claim, check.seen));
        console.bar("checking …");
    };
    console.bar("checking …");
    const auto completed = runSelftest(device, report, interrupts.token());
    console.bar({});
    if (!completed)
        return console.fail(completed.error());
    if (!*completed) {
        console.note("Stopped before the checks were done.");
        return ExitStatus::Stopped;
    }
    const auto [passed, failed, skipped] = counts;
    console.object({{"event", "done"}, {"passed", passed}, {"failed", failed}, {"skipped", skipped}});
    console.text(fmt::format("{} passed, {} failed, {} skipped\n", passed, failed, skipped));
    if (failed == 0)
        return ExitStatus::Done;
    console.note("This installation does not compute as it should: see what tandem-cli doctor says, and report it.");
    return ExitStatus::Failed;
}

/// Rank 0 tells what the ranks meet together; said by both it would be noise.
ExitStatus takePart(const std::string &device, Console &console)
{
    const auto done = followSelftest(device);
    if (done)
        return ExitStatus::Done;
    return done.error().code == ErrorCode::RankLost ? ExitStatus::Failed : console.fail(done.error());
}

} // namespace

void addSelftestVerb(CLI::App &app, CommonOptions &common, Action &action)
{
    const auto device = std::make_shared<std::string>("cpu");
    CLI::App *verb = app.add_subcommand("selftest", "Check that this installation computes as it should");
    verb->add_option("--device", *device, "cpu or cuda")->capture_default_str()->check(CLI::IsMember({"cpu", "cuda"}));
    const auto second = std::make_shared<bool>(false);
    verb->add_flag(kSecondRankOption, *second)->group(""); // given by selftest itself, not by people
    addCommonOptions(*verb, common);
    verb->callback([device, second, &action] {
        action = [device, second](Console &console) {
            return *second ? takePart(*device, console) : runAll(*device, console);
        };
    });
}

} // namespace tandem
