#include "app/cli/rank_run.h"

#include "app/cli/console.h"
#include "app/cli/prepare_run.h"
#include "core/base/process.h"
#include "core/config/settings_table.h"
#include "core/engine/trainer.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace tandem {

namespace {

/// A rank may decode the images for the first time before training begins: the others wait for it so long.
constexpr auto kMeetingLimit = std::chrono::seconds(600);

/// Tells whether all ranks have the same images.
std::string identityOf(const TrainingData &data)
{
    return data.train->identity() + " " + data.test->identity();
}

Result<TrainOutcome> trainAlong(const RankEnvironment &environment, Console &console, const std::stop_token &stop)
{
    const char *device = std::getenv("TANDEM_RANK_DEVICE");
    auto ranks = joinRanks(environment, kMeetingLimit, device != nullptr ? device : "auto");
    if (!ranks)
        return ranks.error();
    const auto json = shareFromRankZero(**ranks, {});
    const auto identity = json ? shareFromRankZero(**ranks, {}) : json;
    const auto checkpoint = identity ? shareFromRankZero(**ranks, {}) : identity;
    if (!checkpoint)
        return checkpoint.error();
    const auto settings = settingsFromJson(*json, {}, "the settings of rank 0");
    if (!settings)
        return settings.error();
    setEngineThreads(engineThreadsOf(*settings, environment));
    auto data = openTrainingData(*settings, console, stop);
    if (!data || !*data) {
        const Error reason =
            data ? Error{ErrorCode::EngineFailed, {"stopped before the images were open"}, {}} : data.error();
        leaveRanks(**ranks, reason);
        return reason;
    }
    if (identityOf(**data) != *identity) {
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
                               std::as_bytes(std::span(*checkpoint)),
                               *ranks,
                               environment.localSize,
                               environment.localRank};
    if (const auto met = meetRanks(**ranks, std::chrono::seconds(settings->train.rankTimeout)); !met)
        return met.error();
    return train(request, observer, stop);
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

Result<void> leadRanks(RankedRun &run, int count, const PreparedRun &prepared)
{
    const Settings &settings = prepared.settings;
    const auto environment = ranksFromEnvironment();
    if (!environment)
        return environment.error();
    run.environment = *environment;
    const bool isGiven = environment->size > 1;
    if (!isGiven && count <= 1)
        return {};
    if (!isGiven) {
        run.environment.size = run.environment.localSize = count;
        ::setenv("TANDEM_RANK_DEVICE", settings.train.device.c_str(), 1);
    }
    auto ranks =
        joinRanks(run.environment, kMeetingLimit, settings.train.device, [&](std::uint16_t port) -> Result<void> {
            run.environment.port = port;
            return isGiven ? Result<void>() : run.processes.start(run.environment);
        });
    if (!ranks)
        return ranks.error();
    run.ranks = std::move(*ranks);
    const std::vector<std::byte> &checkpoint = prepared.checkpoint;
    const std::string bytes(reinterpret_cast<const char *>(checkpoint.data()), checkpoint.size());
    for (const std::string &text : {settingsToJson(settings), identityOf(prepared.data), bytes})
        if (const auto told = shareFromRankZero(*run.ranks, text); !told)
            return told.error();
    return meetRanks(*run.ranks, std::chrono::seconds(settings.train.rankTimeout));
}

ExitStatus followRankZero(Console &console, std::stop_token stop)
{
    const auto environment = ranksFromEnvironment();
    if (!environment)
        return console.fail(environment.error());
    if (environment->size == 1)
        return console.fail({ErrorCode::BadUsage, {"tandem-cli rank is started by tandem-cli train --ranks."}, {}});
    const auto outcome = trainAlong(*environment, console, stop);
    if (outcome)
        return outcome->end == TrainEnd::Stopped ? ExitStatus::Stopped : ExitStatus::Done;
    // Rank 0 tells what all ranks meet together; said by each it would be noise.
    if (outcome.error().code == ErrorCode::RankLost)
        return ExitStatus::Failed;
    return console.fail(outcome.error());
}

} // namespace tandem
