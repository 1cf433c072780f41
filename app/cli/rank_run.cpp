#include "app/cli/rank_run.h"

#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/cli/prepare_run.h"
#include "core/base/process.h"
#include "core/config/settings_table.h"
#include "core/engine/trainer.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>

namespace tandem {

namespace {

/// A rank may decode the images for the first time before training begins: the others wait for it so long.
constexpr auto kMeetingLimit = std::chrono::seconds(600);

/// Tells whether all ranks have the same images.
std::string identityOf(const TrainingData &data)
{
    return data.train->identity() + " " + data.test->identity();
}

/// What rank 0 hands to the others.
struct Handout {
    std::string settings, identity, checkpoint;
};

/// Takes part in handing out, on every rank; `handout` counts on rank 0. None: stopped.
Result<std::optional<Handout>> handOut(engine::Ranks &ranks, Handout handout)
{
    for (std::string *text : {&handout.settings, &handout.identity, &handout.checkpoint}) {
        auto shared = shareFromRankZero(ranks, *text);
        if (!shared)
            return shared.error();
        if (!*shared)
            return std::optional<Handout>();
        *text = std::move(**shared);
    }
    return std::optional(std::move(handout));
}

/// Until the ranks have met, a signal ends this process as it ends others: it has nothing to save.
Result<TrainOutcome> trainAlong(const RankEnvironment &environment, Console &console)
{
    const auto ranks = joinRanks(environment, kMeetingLimit);
    if (!ranks)
        return ranks.error();
    const auto told = handOut(**ranks, {});
    if (!told)
        return told.error();
    const auto settings = settingsFromJson((*told)->settings, {}, "the settings of rank 0");
    if (!settings)
        return settings.error();
    setEngineThreads(engineThreadsOf(*settings, environment));
    auto data = openTrainingData(*settings, console, {});
    if (!data) {
        leaveRanks(**ranks, data.error());
        return data.error();
    }
    if (identityOf(**data) != (*told)->identity) {
        const Error reason{ErrorCode::BadUsage,
                           {"The images at " + settings->data.path +
                            " are others on this rank's machine than on rank 0's: copy them there."},
                           {}};
        leaveRanks(**ranks, reason);
        return reason;
    }
    SilentObserver observer;
    const TrainRequest request{*settings,
                               (*data)->train,
                               (*data)->test,
                               (*data)->testSplit,
                               std::as_bytes(std::span((*told)->checkpoint)),
                               *ranks,
                               environment.localSize,
                               environment.localRank};
    if (const auto met = meetRanks(**ranks, std::chrono::seconds(settings->train.rankTimeout)); !met)
        return met.error();
    const InterruptListener interrupts;
    return train(request, observer, interrupts.token());
}

} // namespace

Result<RankEnvironment> ranksFromEnvironment()
{
    return rankEnvironment([](const char *name) -> const char * { return std::getenv(name); });
}

int engineThreadsOf(const Settings &settings, const RankEnvironment &environment)
{
    const int all = settings.train.threads > 0 ? static_cast<int>(settings.train.threads) : usableCores();
    return std::max(1, all / environment.localSize);
}

Result<bool> leadRanks(RankedRun &run, int count, const PreparedRun &prepared, std::stop_token stop)
{
    const Settings &settings = prepared.settings;
    const auto environment = ranksFromEnvironment();
    if (!environment)
        return environment.error();
    run.environment = *environment;
    const bool isGiven = environment->size > 1;
    if (!isGiven && count <= 1)
        return true;
    if (!isGiven)
        run.environment.size = run.environment.localSize = count;
    const auto listening = [&](std::uint16_t port) -> Result<void> {
        run.environment.port = port;
        return isGiven ? Result<void>() : run.processes.start(run.environment);
    };
    const MeetingWatch watch(run.processes, std::move(stop));
    auto ranks = joinRanks(run.environment, kMeetingLimit, {settings.train.device, listening, watch.token()});
    if (!ranks)
        return ranks.error();
    if (!*ranks)
        return watch.reason();
    run.ranks = std::move(*ranks);
    const std::vector<std::byte> &checkpoint = prepared.checkpoint;
    const std::string bytes(reinterpret_cast<const char *>(checkpoint.data()), checkpoint.size());
    const auto told = handOut(*run.ranks, {settingsToJson(settings), identityOf(prepared.data), bytes});
    if (!told)
        return told.error();
    const auto met = *told ? meetRanks(*run.ranks, std::chrono::seconds(settings.train.rankTimeout)) : false;
    if (!met || *met)
        return met;
    leaveRanks(*run.ranks, {ErrorCode::EngineFailed, {"stopped before all ranks had met"}, {}});
    return watch.reason();
}

ExitStatus followRankZero(Console &console)
{
    const auto environment = ranksFromEnvironment();
    if (!environment)
        return console.fail(environment.error());
    if (environment->size == 1)
        return console.fail({ErrorCode::BadUsage, {"tandem-cli rank is started by tandem-cli train --ranks."}, {}});
    const auto outcome = trainAlong(*environment, console);
    if (outcome)
        return outcome->end == TrainEnd::Stopped ? ExitStatus::Stopped : ExitStatus::Done;
    // Rank 0 tells what all ranks meet together, and rank 1 that rank 0 is lost; said by each it would be noise.
    const Error &error = outcome.error();
    const bool isToTell = error.code != ErrorCode::RankLost || (environment->rank == 1 && error.arguments[0] == "0");
    if (!isToTell)
        return ExitStatus::Failed;
    return console.fail(outcome.error());
}

} // namespace tandem
