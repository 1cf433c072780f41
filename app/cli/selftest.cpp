#include "app/cli/selftest.h"

#include "app/cli/rank_processes.h"
#include "app/cli/rank_run.h"
#include "core/data/shapes.h"
#include "core/engine/trainer.h"

#include <spdlog/fmt/fmt.h>

#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace tandem {

namespace {

constexpr std::int64_t kEpochs = 5;
constexpr std::int64_t kBatchSize = 64;

/// A folder of its own for as long as the object lives.
class TemporaryFolder {
public:
    TemporaryFolder()
    {
        std::error_code failure;
        m_path = (std::filesystem::temp_directory_path(failure) / "tandem-selftest-XXXXXX").string();
        m_made = ::mkdtemp(m_path.data()) != nullptr;
        m_errno = errno;
    }
    ~TemporaryFolder()
    {
        std::error_code failure;
        if (m_made)
            std::filesystem::remove_all(m_path, failure);
    }
    TemporaryFolder(const TemporaryFolder &) = delete;
    TemporaryFolder &operator=(const TemporaryFolder &) = delete;

    [[nodiscard]] Result<std::filesystem::path> path() const
    {
        if (!m_made)
            return fileError(ErrorCode::FileUnwritable, m_path, m_errno);
        return std::filesystem::path(m_path);
    }

private:
    std::string m_path;
    bool m_made = false;
    int m_errno = 0;
};

/// Keeps what the checks need of a run; can end it after its first epoch.
class Watcher final : public SilentObserver {
public:
    explicit Watcher(bool stopEarly) : m_stopEarly(stopEarly) {}

    Result<void> onPlan(const RunPlan &plan) override
    {
        chanceLoss = plan.chanceLoss;
        return {};
    }
    Result<void> onStep(const StepRecord &record) override
    {
        if (!firstLoss)
            firstLoss = record.loss;
        return {};
    }
    Result<void> onEpoch(const EpochRecord &record) override
    {
        lastLoss = record.meanLoss;
        return {};
    }
    Result<void> onEvaluation(const EvaluationRecord &record) override
    {
        knn = record.knnAccuracy;
        return {};
    }
    Result<void> onCheckpoint(const CheckpointRecord &record) override
    {
        checkpoint = record.bytes;
        return {};
    }
    bool stopAfterEpoch() override { return m_stopEarly; }

    double chanceLoss = 0;
    std::optional<double> firstLoss;
    double lastLoss = 0;
    std::optional<double> knn;
    std::vector<std::byte> checkpoint;

private:
    bool m_stopEarly;
};

Settings tinySettings(const std::string &data, const std::string &device)
{
    Settings settings;
    settings.data.path = data;
    settings.augment.preset = "shapes";
    settings.encoder.width = 0.25;
    settings.head.output = 32;
    settings.optimizer.name = "sgd";
    settings.optimizer.learningRate = 0.2;
    settings.objective.temperature = 0.2;
    settings.optimizer.scaling = "none";
    settings.train.epochs = kEpochs;
    settings.train.batchSize = kBatchSize;
    settings.train.warmupEpochs = 1;
    settings.train.device = device;
    settings.evaluate.every = 0;
    settings.evaluate.knnNeighbors = 20;
    return settings;
}

SelfCheck checked(std::string name, std::string claim, std::string seen, bool passed)
{
    return {std::move(name), std::move(claim), std::move(seen),
            passed ? SelfCheck::Outcome::Passed : SelfCheck::Outcome::Failed};
}

/// On processors, runs are equal to the last bit. GPUs may sum in any order: there, what was learned must agree.
bool areAlike(const std::string &device, const TrainOutcome &a, const Watcher &ofA, const TrainOutcome &b,
              const Watcher &ofB)
{
    constexpr double kSlack = 0.05;
    if (a.weightsSha256.empty())
        return false;
    return a.weightsSha256 == b.weightsSha256 ||
           (device != "cpu" && std::abs(ofA.lastLoss - ofB.lastLoss) < kSlack * ofA.lastLoss);
}

Result<bool> trainAndCheck(const std::string &device, const std::function<void(const SelfCheck &)> &report,
                           std::stop_token stop)
{
    const TemporaryFolder temporary;
    const auto folder = temporary.path();
    if (!folder)
        return folder.error();
    const auto made = makeShapes(*folder / "shapes", {.size = 32, .imagesPerClass = 80, .seed = 1}, {}, stop);
    if (!made || !*made)
        return made;
    OpenImagesOptions options;
    options.cacheFolder = *folder / "cache";
    const auto train = openImages(*folder / "shapes" / "train", options, stop);
    const auto test = openImages(*folder / "shapes" / "test", options, stop);
    if (!train || !test)
        return train ? test.error() : train.error();
    if (!*train || !*test)
        return false;

    TrainRequest request{tinySettings((*train)->source().string(), device), *train, *test, "test", {}};
    Watcher whole(false), again(false), begun(true), resumed(false);
    const auto first = tandem::train(request, whole, stop);
    const auto second = tandem::train(request, again, stop);
    const auto early = tandem::train(request, begun, stop);
    request.checkpoint = begun.checkpoint;
    const auto rest = tandem::train(request, resumed, stop);
    if (stop.stop_requested())
        return false;
    for (const auto *outcome : {&first, &second, &early, &rest})
        if (!*outcome)
            return outcome->error();

    const double expected = std::log(2.0 * kBatchSize - 1);
    report(checked("chance-loss", "The loss of collapsed embeddings is ln(2N−1).",
                   fmt::format("{:.7f}, expected {:.7f}", whole.chanceLoss, expected),
                   std::abs(whole.chanceLoss - expected) < 1e-6));
    report(checked(
        "loss-falls", "Training brings the loss below that of collapsed embeddings.",
        fmt::format("first {:.4f}, mean of the last epoch {:.4f}", whole.firstLoss.value_or(NAN), whole.lastLoss),
        whole.lastLoss < whole.chanceLoss && whole.lastLoss < whole.firstLoss.value_or(NAN)));
    report(checked("knn-above-chance", "The features tell the ten classes apart better than guessing.",
                   fmt::format("kNN accuracy {:.1f} %, guessing gives 10 %", 100 * whole.knn.value_or(0)),
                   whole.knn.value_or(0) > 0.15));
    const char *const precisely = device == "cpu" ? "to the last bit" : "to what a GPU's order of sums leaves";
    report(checked("same-seed-same-weights",
                   fmt::format("Two runs with the same seed give the same weights, {}.", precisely),
                   fmt::format("{:.12}… and {:.12}…, last losses {:.6f} and {:.6f}", first->weightsSha256,
                               second->weightsSha256, whole.lastLoss, again.lastLoss),
                   areAlike(device, *first, whole, *second, again)));
    report(checked("resume-same-weights",
                   fmt::format("A stopped and resumed run gives the weights of an unbroken one, {}.", precisely),
                   fmt::format("stopped after epoch {}, then {:.12}…, last loss {:.6f}", early->epoch,
                               rest->weightsSha256, resumed.lastLoss),
                   early->end == TrainEnd::Stopped && areAlike(device, *rest, resumed, *first, whole)));
    return true;
}

using Checks = Result<std::vector<SelfCheck>>;

/// The checks of ranks with this program as the second one. Empty: stopped.
Checks checkTwoProcesses(const std::string &device, std::stop_token stop)
{
    RankProcesses processes;
    const MeetingWatch watch(processes, std::move(stop));
    const auto startSecond = [&](const RankEnvironment &environment) {
        return processes.start(environment, {"selftest", kSecondRankOption, "--device", device});
    };
    auto checks = checkRanks(device, startSecond, watch.token());
    if (checks && checks->empty())
        if (const auto reason = watch.reason(); !reason)
            return reason.error();
    return checks;
}

/// A rank that cannot be started or is lost is one of the things that are looked for: the other checks go on.
Checks checkProcesses(const std::string &device, std::stop_token stop)
{
    auto checks = checkTwoProcesses(device, std::move(stop));
    if (checks || (checks.error().code != ErrorCode::RankLost && checks.error().code != ErrorCode::ProcessFailed))
        return checks;
    const Error &error = checks.error();
    const std::string seen = error.code == ErrorCode::RankLost
                                 ? fmt::format("rank {} was lost: {}", error.arguments[0], error.arguments[1])
                                 : describe(error);
    return std::vector{checked("ranks", "Two processes of this program can train together.", seen, false)};
}

} // namespace

Result<bool> runSelftest(const std::string &device, const std::function<void(const SelfCheck &)> &report,
                         std::stop_token stop)
{
    setEngineThreads(0);
    const auto checkRanksToo = [&stop](const std::string &where) { return checkProcesses(where, stop); };
    const std::function<Checks(const std::string &)> all[] = {checkDeviceRenderer, checkRanksToo, checkNccl,
                                                              checkPrecisions};
    for (const auto &check : all) {
        const auto checks = check(device);
        if (!checks)
            return checks.error();
        for (const SelfCheck &one : *checks)
            report(one);
        if (stop.stop_requested())
            return false;
    }
    return trainAndCheck(device, report, std::move(stop));
}

Result<void> followSelftest(const std::string &device)
{
    const auto environment = ranksFromEnvironment();
    if (!environment)
        return environment.error();
    if (environment->size != 2 || environment->rank != 1)
        return Error{ErrorCode::BadUsage,
                     {fmt::format("{} is for the process that tandem-cli selftest starts itself.", kSecondRankOption)},
                     {}};
    setEngineThreads(0);
    return checkRanksAsSecond(device, *environment);
}

} // namespace tandem
