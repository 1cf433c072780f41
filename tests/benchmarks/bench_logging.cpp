// Processor time that recording takes of a training step: bench_logging STEP_MS writes steps at that pace for some
// seconds, as a trainer does, and counts all of the process's processor time, the writing thread's too. Prints percent
// of a step, and microseconds a step.

#include "core/base/process.h"
#include "core/store/run_writer.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <thread>

using namespace tandem;

namespace {

double processorSeconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

} // namespace

int main(int argc, char **argv)
{
    const double stepMs = argc == 2 ? std::atof(argv[1]) : 0;
    if (stepMs <= 0) {
        std::fprintf(stderr, "usage: bench_logging STEP_MS\n");
        return 2;
    }
    const auto folder = std::filesystem::temp_directory_path() / ("bench_logging." + RunId::make().toString());
    const auto project = createProject(folder);
    if (!project)
        return 1;
    auto writer = RunWriter::create(*project, {});
    if (!writer || !(*writer)->setPlan({}))
        return 1;
    constexpr double kSeconds = 12;
    const auto steps = static_cast<std::int64_t>(kSeconds * 1000 / stepMs) + 1;
    const auto begin = std::chrono::steady_clock::now();
    const double before = processorSeconds();
    for (std::int64_t step = 1; step <= steps; ++step) {
        StepRecord record;
        record.step = step;
        record.wallMs = wallClockMs();
        record.loss = 1.0 / static_cast<double>(step);
        if (!(*writer)->addStep(record))
            return 1;
        std::this_thread::sleep_until(begin +
                                      std::chrono::duration<double, std::milli>(stepMs * static_cast<double>(step)));
    }
    const double used = processorSeconds() - before;
    const bool finished = (*writer)->finish({}).has_value();
    writer->reset();
    std::filesystem::remove_all(folder);
    if (!finished)
        return 1;
    const double perStep = used / static_cast<double>(steps);
    std::printf("%.4f %.1f\n", 100 * perStep / (stepMs / 1000), perStep * 1e6);
    return 0;
}
