#include "made_up_run.h"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>

// run_maker PROJECT NAME EPOCHS MS_PER_STEP: a trainer in a process of its own that writes a made-up run in real time,
// obeys the control file, and can be killed.

using namespace tandem;
using namespace tandem::test;

int main(int count, char **words)
{
    if (count != 5)
        return 2;
    const ProjectLayout project{words[1]};
    FakeRun run;
    run.name = words[2];
    run.settings.train.epochs = std::stoll(words[3]);
    const auto pace = std::chrono::milliseconds(std::stoll(words[4]));
    const std::int64_t total = run.settings.train.epochs * run.stepsPerEpoch;
    FakeTrainer trainer(project, run);
    std::cout << run.id.toString() << std::endl;
    while (trainer.step() < total) {
        const ControlWord word = takeControl(project, run.id);
        if (word == ControlWord::Stop) {
            trainer.finish(RunState::Stopped);
            return 0;
        }
        trainer.train(1, pace.count());
        std::this_thread::sleep_for(pace);
    }
    trainer.finish(RunState::Done);
    return 0;
}
