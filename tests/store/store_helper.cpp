#include "core/store/project_index.h"
#include "core/store/run_reader.h"
#include "core/store/run_writer.h"
#include "synthetic_run.h"

#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>

// store_helper VERB PROJECT [RUN] [NUMBER]: does what a test cannot do to itself. Says one line for each thing that is
// promised to survive.

using namespace tandem;
using namespace tandem::test;

namespace {

void say(const std::string &line)
{
    std::cout << line << std::endl; // flushed: the next moment may be the last
}

int fail(const Error &error)
{
    say("error " + std::string(errorWord(error.code)) + " " + describe(error));
    return 1;
}

void sayWord(const std::string &what, const std::optional<Error> &error)
{
    say(what + " " + (error ? std::string(errorWord(error->code)) : std::string("ok")));
}

template <class T> std::optional<Error> errorOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error());
}

Result<std::unique_ptr<RunWriter>> createOrResume(const ProjectLayout &project, const RunId &id, std::int64_t &step)
{
    auto reader = RunReader::open(project, id);
    if (!reader)
        return RunWriter::create(project, {id, "victim", "{}"});
    const auto loaded = (*reader)->loadNewestCheckpoint();
    if (!loaded)
        return loaded.error();
    step = *loaded ? (*loaded)->info.step : 0;
    return RunWriter::resume(project, id, step);
}

/// Writes until it is killed: steps, now and then a checkpoint; with a number, ends and resumes after so many steps.
int writeForever(const ProjectLayout &project, const RunId &id, std::int64_t stepsPerSegment)
{
    std::int64_t step = 0;
    for (;;) {
        auto opened = createOrResume(project, id, step);
        if (!opened)
            return fail(opened.error());
        RunWriter &writer = **opened;
        RunPlan plan;
        plan.totalSteps = 1'000'000;
        auto state = writer.setPlan(plan);
        for (std::int64_t inSegment = 1; state && (stepsPerSegment == 0 || inSegment <= stepsPerSegment); ++inSegment) {
            ++step;
            state = writer.addStep(syntheticStep(step));
            if (state && step % 500 == 0) {
                state = writer.saveCheckpoint({step / 100, step, syntheticCheckpoint(step), {}});
                say("committed " + std::to_string(step));
            }
        }
        if (state)
            state = writer.saveCheckpoint({step / 100, step, syntheticCheckpoint(step), {}});
        if (state)
            state = writer.finish({RunState::Stopped, "sum", {}, 1});
        if (!state)
            return fail(state.error());
        say("committed " + std::to_string(step));
    }
}

/// Writes under a limit on the size of files, which acts as a full disk does.
int writeUntilFull(const ProjectLayout &project, const RunId &id, std::int64_t bytes)
{
    auto writer = RunWriter::create(project, {id, "starved", "{}"});
    if (!writer)
        return fail(writer.error());
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{static_cast<rlim_t>(bytes), static_cast<rlim_t>(bytes)};
    ::setrlimit(RLIMIT_FSIZE, &limit);

    const auto checkpoint =
        (*writer)->saveCheckpoint({0, 0, syntheticCheckpoint(1, static_cast<std::size_t>(bytes) * 2), {}});
    sayWord("checkpoint", errorOf(checkpoint));
    std::int64_t step = 0;
    Result<void> state;
    while (state && step < 1'000'000) {
        state = (*writer)->addStep(syntheticStep(++step));
        if (step % 100 == 0)
            state = (*writer)->saveCheckpoint({1, step, syntheticCheckpoint(step, 10), {}});
    }
    sayWord("steps", errorOf(state));
    sayWord("again", errorOf((*writer)->addEvent({step, 0, "info", "after the failure"})));
    sayWord("failure", (*writer)->failure());
    sayWord("finish", errorOf((*writer)->finish({RunState::Failed, "", state.error(), 1})));
    return 0;
}

int readOnly(const ProjectLayout &project, const RunId &id)
{
    // Root may write anywhere: be nobody, as most are.
    if (::geteuid() == 0 && (::setresgid(65534, 65534, 65534) != 0 || ::setresuid(65534, 65534, 65534) != 0))
        return 1;
    sayWord("open", errorOf(openProject(project.root())));
    const auto runs = listRuns(project);
    say("runs " + std::to_string(runs ? runs->size() : 0));
    for (const RunSummary &run : *runs)
        sayWord("run", run.error);
    auto reader = RunReader::open(project, id);
    if (!reader)
        return fail(reader.error());
    const auto points = (*reader)->points(series::kLoss);
    say("points " + std::to_string(points ? points->size() : 0));
    sayWord("create", errorOf(RunWriter::create(project, {RunId::make(), "new", "{}"})));
    sayWord("resume", errorOf(RunWriter::resume(project, id, 0)));
    sayWord("index", errorOf(ProjectIndex::open(project)));
    sayWord("control", errorOf(writeControl(project, id, ControlWord::Stop)));
    sayWord("new", errorOf(createProject(project.root() / "inner")));
    return 0;
}

int holdLock(const ProjectLayout &project)
{
    const auto index = ProjectIndex::open(project);
    if (!index)
        return fail(index.error());
    say("locked");
    std::cin.get(); // until the test closes the pipe, or kills
    return 0;
}

int dieActive(const ProjectLayout &project, const RunId &id)
{
    auto writer = RunWriter::create(project, {id, "lost", "{}"});
    if (!writer || !(*writer)->setPlan({}) || !(*writer)->saveCheckpoint({0, 0, {}, {}}))
        return 1;
    say("committed 0");
    std::cin.get();
    ::_exit(3); // no destructor: as a crash does it
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    const std::string verb = argv[1];
    const ProjectLayout project(argv[2]);
    const RunId id = RunId::fromString(argc > 3 ? argv[3] : "");
    const std::int64_t number = argc > 4 ? std::atoll(argv[4]) : 0;
    if (verb == "write")
        return writeForever(project, id, number);
    if (verb == "full")
        return writeUntilFull(project, id, number);
    if (verb == "read-only")
        return readOnly(project, id);
    if (verb == "lock")
        return holdLock(project);
    if (verb == "die")
        return dieActive(project, id);
    return 2;
}
