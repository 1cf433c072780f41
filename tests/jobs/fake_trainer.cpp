#include "core/base/files.h"
#include "core/config/settings_table.h"
#include "core/store/run_reader.h"
#include "core/store/run_writer.h"

#include <unistd.h>

#include <chrono>
#include <iostream>
#include <map>
#include <string>
#include <thread>

// What tandem-cli train does with its arguments, its run file and its control file, with made-up losses. The name of
// the run says how it behaves.

using namespace tandem;

namespace {

constexpr std::int64_t kStepsPerEpoch = 20;

int say(const std::string &sentence)
{
    std::cout << R"({"epoch":0,"step":0})"
              << "\n"
              << R"({"error":{"code":"unknown-dataset","sentence":")" << sentence << "\"}}\n";
    std::cerr << "terminate handlers may add a line\n";
    return 1;
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

int resume(const ProjectLayout &project, const RunId &id)
{
    auto reader = RunReader::open(project, id);
    const auto summary = reader ? (*reader)->summary() : reader.error();
    if (!summary || summary->name == "cannot resume")
        return say("The images at /gone are gone.");
    const auto checkpoint = (*reader)->loadNewestCheckpoint();
    const std::int64_t step = checkpoint && *checkpoint ? (*checkpoint)->info.step : 0;
    auto writer = RunWriter::resume(project, id, step);
    return writer ? train(project, **writer, step) : say(describe(writer.error()));
}

} // namespace

int main(int argc, char **argv)
{
    std::map<std::string, std::string> options;
    bool isJson = false;
    for (int i = 2; i < argc; ++i) {
        const std::string argument = argv[i];
        const auto equals = argument.find('=');
        if (argument == "--json")
            isJson = true;
        else if (equals != std::string::npos)
            options[argument.substr(0, equals)] = argument.substr(equals + 1);
        else if (i + 1 < argc)
            options[argument] = argv[++i];
    }
    if (argc < 2 || std::string(argv[1]) != "train" || !isJson)
        return 2;
    const ProjectLayout project(options["--project"]);
    if (options.contains("--resume"))
        return resume(project, RunId::fromString(options["--resume"]));

    const std::string &name = options["--name"];
    const auto json = readFile(options["--config"]);
    const auto settings = json ? settingsFromJson(*json) : json.error();
    if (!settings)
        return say(describe(settings.error()));
    if (name == "fails in json")
        return say("There is no dataset at /nowhere.");
    if (name == "fails plainly") {
        std::cerr << "fake_trainer: libtorch.so: cannot open shared object file\n\n";
        return 127;
    }
    if (name == "fails silently")
        ::_exit(1);
    auto writer = RunWriter::create(project, {RunId::fromString(options["--run-id"]), name, settingsToJson(*settings)});
    if (!writer)
        return say(describe(writer.error()));
    return train(project, **writer, 0);
}
