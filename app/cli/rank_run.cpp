#include "app/cli/rank_run.h"

#include "app/cli/console.h"
#include "app/cli/training_data.h"
#include "core/base/process.h"
#include "core/config/settings_table.h"
#include "core/engine/trainer.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace tandem {

namespace {

/// Rank 0 may decode the images for the first time before it calls: the others wait for it so long.
constexpr auto kMeetingLimit = std::chrono::seconds(600);

class SilentObserver final : public TrainObserver {
public:
    Result<void> onPlan(const RunPlan &) override { return {}; }
    Result<void> onStep(const StepRecord &) override { return {}; }
    Result<void> onEpoch(const EpochRecord &) override { return {}; }
    Result<void> onEvaluation(const EvaluationRecord &) override { return {}; }
    Result<void> onPairs(const PairsRecord &) override { return {}; }
    Result<void> onEvent(const EventRecord &) override { return {}; }
    Result<void> onCheckpoint(const CheckpointRecord &) override { return {}; }
};

Result<TrainOutcome> trainAlong(const RankEnvironment &environment, Console &console, const std::stop_token &stop)
{
    // The limit of the run is not known yet; that of the meeting holds until rank 0 has told it.
    const char *told = std::getenv("TANDEM_RANK_TIMEOUT");
    const auto limit = told != nullptr ? std::chrono::seconds(std::max(1, std::atoi(told))) : kMeetingLimit;
    const char *device = std::getenv("TANDEM_RANK_DEVICE");
    auto ranks = joinRanks(environment, limit, device != nullptr ? device : "auto");
    if (!ranks)
        return ranks.error();
    const auto json = shareFromRankZero(**ranks, {});
    const auto checkpoint = json ? shareFromRankZero(**ranks, {}) : json;
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
    SilentObserver observer;
    const TrainRequest request{
        *settings, (*data)->train,       (*data)->test, (*data)->testSplit, std::as_bytes(std::span(*checkpoint)),
        *ranks,    environment.localRank};
    return train(request, observer, stop);
}

} // namespace

Result<RankEnvironment> ranksFromEnvironment()
{
    return rankEnvironment([](const char *name) -> const char * { return std::getenv(name); });
}

int engineThreadsOf(const Settings &settings, const RankEnvironment &environment)
{
    if (settings.train.threads > 0)
        return static_cast<int>(settings.train.threads);
    return std::max(1, usableCores() / environment.localSize);
}

Result<void> leadRanks(RankedRun &run, int count, const Settings &settings, std::span<const std::byte> checkpoint)
{
    const auto environment = ranksFromEnvironment();
    if (!environment)
        return environment.error();
    run.environment = *environment;
    const bool isGiven = environment->size > 1;
    if (isGiven && count > 1 && count != environment->size)
        return Error{ErrorCode::BadUsage,
                     {"--ranks " + std::to_string(count) + " does not fit the " + std::to_string(environment->size) +
                      " ranks that the environment names; leave it out."},
                     {}};
    if (!isGiven && count <= 1)
        return {};
    if (!isGiven) {
        run.environment.size = run.environment.localSize = count;
        ::setenv("TANDEM_RANK_TIMEOUT", std::to_string(settings.train.rankTimeout).c_str(), 1);
        ::setenv("TANDEM_RANK_DEVICE", settings.train.device.c_str(), 1);
    }
    auto ranks = joinRanks(run.environment, std::chrono::seconds(settings.train.rankTimeout), settings.train.device,
                           [&](std::uint16_t port) -> Result<void> {
                               run.environment.port = port;
                               return isGiven ? Result<void>() : run.processes.start(run.environment);
                           });
    if (!ranks)
        return ranks.error();
    run.ranks = std::move(*ranks);
    if (const auto told = shareFromRankZero(*run.ranks, settingsToJson(settings)); !told)
        return told.error();
    const std::string bytes(reinterpret_cast<const char *>(checkpoint.data()), checkpoint.size());
    if (const auto told = shareFromRankZero(*run.ranks, bytes); !told)
        return told.error();
    return {};
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
