#include "core/base/files.h"
#include "core/config/settings_table.h"
#include "core/store/run_reader.h"
#include "core/sweep/queue_runner.h"
#include "made_up_run.h"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <thread>

// Takes the words of tandem-cli train and writes a made-up run in real time, in a process of its own: it obeys the
// control file and can be killed. RUN_MAKER_MS is the time of a step. A run named "fails" does not begin. As queue run
// it works on the queue and starts itself.

using namespace tandem;
using namespace tandem::test;

namespace {

std::map<std::string, std::string> parse(int count, char **words)
{
    std::map<std::string, std::string> options;
    for (int i = 1; i < count; ++i) {
        const std::string word = words[i];
        const auto equals = word.find('=');
        if (word.rfind("--", 0) != 0)
            continue;
        if (equals != std::string::npos)
            options[word.substr(0, equals)] = word.substr(equals + 1);
        else if (i + 1 < count && words[i + 1][0] != '-')
            options[word] = words[++i];
        else
            options[word] = {};
    }
    return options;
}

int train(MadeUpTrainer &trainer, const ProjectLayout &project, const RunId &id, std::int64_t total)
{
    const char *setting = std::getenv("RUN_MAKER_MS");
    const std::chrono::milliseconds pace(setting != nullptr ? std::stoll(setting) : 10);
    bool stopAfterEpoch = false;
    while (trainer.step() < total) {
        const ControlWord word = takeControl(project, id);
        stopAfterEpoch = stopAfterEpoch || word == ControlWord::StopAfterEpoch;
        if (word == ControlWord::Stop || (stopAfterEpoch && trainer.step() % 50 == 0)) {
            trainer.checkpoint();
            trainer.finish(RunState::Stopped);
            return 130;
        }
        trainer.train(1, pace.count());
        std::this_thread::sleep_for(pace);
    }
    trainer.finish(RunState::Done);
    return 0;
}

int runQueue(const ProjectLayout &project)
{
    QueueRunner runner(project,
                       {std::filesystem::read_symlink("/proc/self/exe"), {"cpu"}, std::chrono::milliseconds(30)});
    const auto ended = runner.run({});
    if (!ended)
        std::cerr << describe(ended.error()) << "\n";
    return ended ? 0 : 1;
}

} // namespace

int main(int count, char **words)
{
    auto options = parse(count, words);
    const ProjectLayout project{options["--project"]};
    if (count > 2 && std::string(words[1]) == "queue" && std::string(words[2]) == "run")
        return runQueue(project);
    MadeUpRun run;
    if (const auto resumed = options.find("--resume"); resumed != options.end()) {
        run.id = RunId::fromString(resumed->second);
        auto reader = RunReader::open(project, run.id);
        if (!reader)
            return 1;
        const auto summary = (*reader)->summary();
        const auto checkpoint = (*reader)->loadNewestCheckpoint();
        if (!summary || !checkpoint || !*checkpoint)
            return 1;
        run.name = summary->name;
        run.settings = settingsFromJson(summary->settingsJson).value_or(run.settings);
        const std::int64_t from = (*checkpoint)->info.step;
        reader->reset();
        MadeUpTrainer trainer(project, run, from);
        return train(trainer, project, run.id, run.settings.train.epochs * run.stepsPerEpoch);
    }
    run.id = options.count("--run-id") > 0 ? RunId::fromString(options["--run-id"]) : RunId::make();
    run.name = options["--name"];
    if (run.name == "fails") {
        std::cout << R"({"error":{"code":"folder-empty","arguments":["/data"]}})" << std::endl;
        return 1;
    }
    if (options.count("--config") > 0)
        if (const auto text = readFile(options["--config"]))
            run.settings = settingsFromJson(*text).value_or(run.settings);
    MadeUpTrainer trainer(project, run);
    return train(trainer, project, run.id, run.settings.train.epochs * run.stepsPerEpoch);
}
