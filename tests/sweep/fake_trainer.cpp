#include "core/base/files.h"
#include "core/config/settings_table.h"
#include "core/store/run_reader.h"
#include "core/store/run_writer.h"
#include "core/sweep/queue_runner.h"

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <thread>

// What tandem-cli does with `train` and `queue run`: its arguments, its run file and its control file, with made-up
// losses. The name of a run says how it behaves; with TANDEM_FAKE=quick all runs train their epochs in moments and end
// well, with a kNN accuracy that follows from the temperature and the batch size. Every start is written down in
// starts.log of the project.

using namespace tandem;

namespace {

constexpr std::int64_t kStepsPerEpoch = 20;

int say(ErrorCode code, const std::vector<std::string> &arguments)
{
    std::string list;
    for (const std::string &argument : arguments)
        list += (list.empty() ? "\"" : ",\"") + argument + "\"";
    std::cout << R"({"event":"step","epoch":0,"step":0})"
              << "\n"
              << R"({"event":"error","error":{"code":")" << errorWord(code) << R"(","message":")"
              << describe({code, arguments, {}}) << R"(","arguments":[)" << list << "]}}\n";
    std::cerr << describe({code, arguments, {}}) << "\nterminate handlers may add a line\n";
    return 1;
}

/// Atomic: one write with O_APPEND.
void writeDown(const ProjectLayout &project, const std::string &what)
{
    const int file = ::open((project.root() / "starts.log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    const std::string line = what + "\n";
    [[maybe_unused]] const auto written = ::write(file, line.data(), line.size());
    ::close(file);
}

/// Best at a temperature of 0.2, better with larger batches; differs a little by seed.
double accuracyOf(const Settings &settings, std::int64_t epoch)
{
    const double distance = std::log(settings.objective.temperature / 0.2);
    const double batch = std::log2(static_cast<double>(settings.train.batchSize)) / 100;
    const double seed = static_cast<double>(settings.train.seed % 7) / 1000;
    const double end = 0.6 * std::exp(-distance * distance) + batch + seed;
    return end * (1 - std::exp(-static_cast<double>(epoch) / 2));
}

int trainQuickly(const ProjectLayout &project, RunWriter &writer, const Settings &settings, std::int64_t step)
{
    const char *pace = std::getenv("TANDEM_FAKE_EPOCH_MS");
    const auto epochTime = std::chrono::milliseconds(pace == nullptr ? 5 : std::atoi(pace));
    RunPlan plan;
    plan.stepsPerEpoch = kStepsPerEpoch;
    plan.totalEpochs = settings.train.epochs;
    plan.totalSteps = kStepsPerEpoch * settings.train.epochs;
    plan.firstStep = step;
    plan.device = "cpu";
    plan.settingsJson = settingsToJson(settings);
    Result<void> state = writer.setPlan(plan);
    while (state && step < plan.totalSteps) {
        std::this_thread::sleep_for(epochTime);
        step += kStepsPerEpoch;
        const std::int64_t epoch = step / kStepsPerEpoch;
        StepRecord record;
        record.step = step;
        record.epoch = epoch;
        record.wallMs = wallClockMs();
        record.loss = 5.0 / static_cast<double>(epoch);
        state = writer.addStep(record);
        EvaluationRecord evaluation;
        evaluation.epoch = epoch;
        evaluation.step = step;
        evaluation.wallMs = record.wallMs;
        evaluation.knnAccuracy = accuracyOf(settings, epoch);
        evaluation.measures = {{std::string(series::kOnlineLinearAccuracy), 0.9 * accuracyOf(settings, epoch)}};
        if (state)
            state = writer.addEpoch({epoch, step, record.wallMs, record.loss, 100, 0, 0.1});
        if (state)
            state = writer.addEvaluation(evaluation);
        if (state)
            state = writer.saveCheckpoint({epoch, step, std::vector<std::byte>(100), evaluation.knnAccuracy});
        if (takeControl(project, writer.id()) == ControlWord::Stop)
            return state && writer.finish({RunState::Stopped, "sum", {}, 1}) ? 130 : 1;
    }
    return state && writer.finish({RunState::Done, "sum", {}, 1}) ? 0 : 1;
}

int train(const ProjectLayout &project, RunWriter &writer, std::int64_t step)
{
    RunPlan plan;
    plan.stepsPerEpoch = kStepsPerEpoch;
    plan.totalSteps = 1'000'000;
    plan.firstStep = step;
    Result<void> state = writer.setPlan(plan);
    ControlWord word = ControlWord::None;
    bool stopAfterEpoch = false;
    while (state && word != ControlWord::Stop && !(stopAfterEpoch && step % kStepsPerEpoch == 0)) {
        std::this_thread::sleep_for(std::chrono::milliseconds(2)); // the work of a step
        StepRecord record;
        record.step = ++step;
        record.wallMs = wallClockMs();
        record.loss = 5.0 / static_cast<double>(step);
        state = writer.addStep(record);
        word = takeControl(project, writer.id());
        stopAfterEpoch = stopAfterEpoch || word == ControlWord::StopAfterEpoch;
    }
    if (state)
        state = writer.setState(RunState::Stopping);
    if (state)
        state = writer.saveCheckpoint({step / kStepsPerEpoch, step, std::vector<std::byte>(100), {}});
    if (state)
        state = writer.finish({RunState::Stopped, "sum", {}, 1});
    return state ? 130 : 1;
}

bool isQuick()
{
    const char *mode = std::getenv("TANDEM_FAKE");
    return mode != nullptr && std::string(mode) == "quick";
}

int resume(const ProjectLayout &project, const RunId &id)
{
    auto reader = RunReader::open(project, id);
    const auto summary = reader ? (*reader)->summary() : reader.error();
    if (!summary || summary->name == "cannot resume")
        return say(ErrorCode::DatasetVanished, {"/gone"});
    const auto checkpoint = (*reader)->loadNewestCheckpoint();
    const std::int64_t step = checkpoint && *checkpoint ? (*checkpoint)->info.step : 0;
    const auto settings = settingsFromJson(summary->settingsJson);
    reader->reset();
    auto writer = RunWriter::resume(project, id, step);
    if (!writer)
        return say(writer.error().code, writer.error().arguments);
    return isQuick() && settings ? trainQuickly(project, **writer, *settings, step) : train(project, **writer, step);
}

int begin(const ProjectLayout &project, std::map<std::string, std::string> &options)
{
    const std::string &name = options["--name"];
    const auto json = readFile(options["--config"]);
    const auto settings = json ? settingsFromJson(*json) : json.error();
    if (!settings)
        return say(settings.error().code, settings.error().arguments);
    if (name == "fails in json")
        return say(ErrorCode::FileNotFound, {"/nowhere"});
    if (name == "fails plainly") {
        std::cerr << "fake_trainer: libtorch.so: cannot open shared object file\n\n";
        return 127;
    }
    if (name == "fails silently")
        ::_exit(1);
    RunWriter::NewRun run{RunId::fromString(options["--run-id"]), name, settingsToJson(*settings)};
    if (options.contains("--sweep"))
        run.origin = RunOrigin{RunId::fromString(options["--sweep"]), options["--cell"],
                               std::atoll(options["--repeat"].c_str())};
    auto writer = RunWriter::create(project, run);
    if (!writer)
        return say(writer.error().code, writer.error().arguments);
    return isQuick() ? trainQuickly(project, **writer, *settings, 0) : train(project, **writer, 0);
}

int runQueue(const ProjectLayout &project)
{
    QueueRunner::Options options{std::filesystem::read_symlink("/proc/self/exe")};
    options.pause = std::chrono::milliseconds(20);
    options.sweepPause = std::chrono::milliseconds(50);
    if (const char *devices = std::getenv("TANDEM_FAKE_DEVICES"); devices != nullptr && std::atoi(devices) > 0) {
        options.devices.clear();
        for (int i = 0; i < std::atoi(devices); ++i)
            options.devices.push_back("cuda:" + std::to_string(i));
        options.devices.emplace_back("cpu");
    }
    const auto ended = QueueRunner(project, options).run({});
    if (!ended)
        std::cerr << describe(ended.error()) << "\n";
    return ended ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const std::string verb = argc > 1 ? argv[1] : "";
    std::map<std::string, std::string> options;
    bool isJson = false;
    for (int i = verb == "queue" ? 3 : 2; i < argc; ++i) {
        const std::string argument = argv[i];
        const auto equals = argument.find('=');
        if (argument == "--json")
            isJson = true;
        else if (equals != std::string::npos)
            options[argument.substr(0, equals)] = argument.substr(equals + 1);
        else if (i + 1 < argc)
            options[argument] = argv[++i];
    }
    const ProjectLayout project(options["--project"]);
    if (verb == "queue" && argc > 2 && std::string(argv[2]) == "run")
        return runQueue(project);
    if (verb != "train" || !isJson)
        return 2;
    const char *device = std::getenv("CUDA_VISIBLE_DEVICES");
    const std::string on = device == nullptr ? "" : std::string(" on ") + device;
    if (options.contains("--resume")) {
        writeDown(project, "resume " + options["--resume"] + on);
        return resume(project, RunId::fromString(options["--resume"]));
    }
    writeDown(project, "begin " + options["--run-id"] + on);
    return begin(project, options);
}
