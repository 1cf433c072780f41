#include "app/cli/train_run.h"

#include "app/cli/console.h"
#include "app/cli/rank_run.h"
#include "app/cli/run_json.h"
#include "app/cli/run_recorder.h"
#include "app/cli/text.h"
#include "app/cli/train_progress.h"
#include "core/store/run_reader.h"
#include "core/sweep/queue_runner.h"

#include <spdlog/fmt/fmt.h>

#include <condition_variable>
#include <thread>

namespace tandem {

namespace {

constexpr auto kPollInterval = std::chrono::milliseconds(50);

/// Runs the trainer on a thread and waits for it, looking after `control` meanwhile.
Result<TrainOutcome> trainAside(const TrainRequest &request, RunRecorder &recorder, RunControl &control,
                                RunWriter &writer)
{
    std::mutex mutex;
    std::condition_variable ended;
    std::optional<Result<TrainOutcome>> outcome;
    std::jthread trainer([&] {
        Result<TrainOutcome> result = train(request, recorder, control.stop());
        const std::lock_guard lock(mutex);
        outcome = std::move(result);
        ended.notify_all();
    });
    bool stopping = false;
    std::unique_lock lock(mutex);
    while (!ended.wait_for(lock, kPollInterval, [&] { return outcome.has_value(); })) {
        control.poll();
        if (stopping || !control.stop().stop_requested())
            continue;
        // The writer keeps a failure to record this and reports it at the next record.
        static_cast<void>(writer.setState(RunState::Stopping));
        stopping = true;
    }
    return std::move(*outcome);
}

/// As the queue names it.
std::string deviceOf(const Settings &settings)
{
    const auto devices = trainingDevices();
    return settings.train.device == "cpu" || devices.size() == 1 ? devices.front() : devices[1];
}

/// The engine does not know what its run is called: gaps that it leaves in a sentence are filled here.
Error named(Error error, const PreparedRun &run)
{
    if (error.arguments.empty() || !error.arguments.front().empty())
        return error;
    if (error.code == ErrorCode::RunNotResumable)
        error.arguments.front() = run.name;
    if (error.code == ErrorCode::CheckpointDamaged)
        error.arguments.front() = run.project.checkpoints(run.writer->id()).string();
    return error;
}

RunWriter::Ending endingOf(const Result<TrainOutcome> &outcome, double seconds)
{
    if (!outcome)
        return {RunState::Failed, {}, outcome.error(), seconds};
    const bool finished = outcome->end == TrainEnd::Finished;
    return {finished ? RunState::Done : RunState::Stopped, outcome->weightsSha256, std::nullopt, outcome->seconds};
}

std::vector<std::filesystem::path> imagePlaces(const Settings &settings)
{
    std::vector<std::filesystem::path> places{settings.data.path};
    if (!settings.data.testPath.empty())
        places.emplace_back(settings.data.testPath);
    return places;
}

/// What the run's file says, or, if it cannot be read, what this process saw; how it ended is known here best.
RunSummary summaryAtEnd(const PreparedRun &run, const TrainProgress &progress, const RunWriter::Ending &ending)
{
    RunSummary summary;
    summary.id = run.writer->id();
    summary.name = run.name;
    summary.programVersion = TANDEM_VERSION;
    summary.secondsTrained = ending.secondsTrained;
    progress.fillIn(summary);
    if (auto reader = RunReader::open(run.project, run.writer->id()))
        if (auto stored = (*reader)->summary())
            summary = std::move(*stored);
    summary.state = ending.state;
    summary.error = ending.error;
    summary.weightsSha256 = ending.weightsSha256;
    summary.peakMemoryBytes = std::max(summary.peakMemoryBytes, peakMemoryBytes());
    return summary;
}

std::string summaryText(const RunSummary &summary, const TrainProgress &progress, const PreparedRun &run)
{
    std::vector<std::vector<std::string>> rows;
    rows.push_back(
        {"run", fmt::format("{} \"{}\" in {}", summary.id.toString(), summary.name, run.project.root().string())});
    rows.push_back({"state", fmt::format("{} after {} and {}, {}", runStateWord(summary.state),
                                         countText(summary.epoch, "epoch", "epochs"),
                                         countText(summary.step, "step", "steps"), clockText(summary.secondsTrained))});
    if (const auto plan = progress.plan(); plan && summary.loss && progress.firstLoss())
        rows.push_back({"loss", fmt::format("{:.4f} (first {:.4f}, collapsed {})", *summary.loss, *progress.firstLoss(),
                                            chanceText(*plan))});
    if (const auto evaluation = progress.evaluation())
        rows.push_back({"kNN", knnText(*evaluation)});
    if (summary.imagesPerSecond)
        rows.push_back({"images/s", fmt::format("{:.0f} (waiting for data {} of the time)", *summary.imagesPerSecond,
                                                percentText(summary.dataWaitShare.value_or(0)))});
    rows.push_back({"memory", bytesText(summary.peakMemoryBytes) + " at most"});
    if (!summary.weightsSha256.empty())
        rows.push_back({"weights", "sha256 " + summary.weightsSha256});
    std::string text = tableText(rows);
    if (summary.state == RunState::Stopped)
        text += fmt::format("Go on with: tandem-cli train --project {} --resume {}\n", run.project.root().string(),
                            summary.id.toString());
    return text;
}

nlohmann::ordered_json doneJson(const RunSummary &summary, const TrainProgress &progress)
{
    nlohmann::ordered_json object{{"event", "done"}};
    object.update(summaryJson(summary));
    if (const auto plan = progress.plan())
        object["chance_loss"] = plan->chanceLoss;
    if (const auto first = progress.firstLoss())
        object["first_loss"] = *first;
    if (const auto evaluation = progress.evaluation())
        object["evaluation"] = evaluationJson(*evaluation);
    return object;
}

} // namespace

ExitStatus trainRun(PreparedRun run, int ranks, Console &console, std::stop_token interrupted)
{
    console.progressNote(
        fmt::format("run {} \"{}\" in {}", run.writer->id().toString(), run.name, run.project.root().string()));
    const DirectRun inQueue(run.project, run.writer->id(), deviceOf(run.settings));
    TrainProgress progress(console);
    RunControl control(run.project, run.writer->id(), interrupted);
    RunRecorder recorder(*run.writer, progress, control, imagePlaces(run.settings));
    const auto began = std::chrono::steady_clock::now();
    RankedRun ranked;
    const auto led = leadRanks(ranked, ranks, run, std::move(interrupted));
    setEngineThreads(engineThreadsOf(run.settings, ranked.environment));
    const TrainRequest request{run.settings,
                               run.data.train,
                               run.data.test,
                               run.data.testSplit,
                               run.checkpoint,
                               ranked.ranks,
                               ranked.environment.localSize,
                               ranked.environment.localRank};
    TrainOutcome stopped; // while ranks met
    stopped.end = TrainEnd::Stopped;
    Result<TrainOutcome> outcome = stopped;
    if (!led)
        outcome = led.error();
    else if (*led)
        outcome = trainAside(request, recorder, control, *run.writer);
    if (!outcome)
        outcome = named(outcome.error(), run);
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - began;
    progress.finish();

    auto ending = endingOf(outcome, spent.count());
    if (ending.error) // on a full disk nothing takes it; the state below says it again
        static_cast<void>(
            run.writer->addEvent({progress.lastStep(), wallClockMs(), "failed", describe(*ending.error)}));
    if (auto finished = run.writer->finish(ending); !finished && !ending.error) {
        ending.state = RunState::Failed;
        ending.error = finished.error();
    }
    const RunSummary summary = summaryAtEnd(run, progress, ending);
    console.text(summaryText(summary, progress, run));
    const auto last = doneJson(summary, progress);
    if (ending.error) {
        const ExitStatus status = console.fail(*ending.error);
        console.object(last);
        return status;
    }
    console.object(last);
    return ending.state == RunState::Stopped ? ExitStatus::Stopped : ExitStatus::Done;
}

} // namespace tandem
