#include "core/store/project_index.h"
#include "core/store/run_index.h"
#include "stored_runs.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

// bench_run_index PROJECT COUNT: makes the project with so many stored runs if it is not there, and prints what listing
// them takes, in ms: without a cache, from the cache, again.

using namespace tandem;
using Clock = std::chrono::steady_clock;

namespace {

double millisecondsOf(RunIndex &index)
{
    const auto begin = Clock::now();
    if (!index.refresh())
        std::abort();
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

} // namespace

int main(int count, char **words)
{
    if (count != 3)
        return 2;
    const ProjectLayout project{std::filesystem::path(words[1])};
    if (!std::filesystem::exists(project.root())) {
        if (!createProject(project.root()))
            return 1;
        test::makeStoredRuns(project, std::stoul(words[2]));
    }
    const auto writer = ProjectIndex::open(project);
    if (!writer)
        return 1;
    RunIndex first(project, writer->get());
    const double files = millisecondsOf(first);
    RunIndex second(project, writer->get());
    const double cache = millisecondsOf(second);
    double again = 1e9;
    for (int i = 0; i < 5; ++i)
        again = std::min(again, millisecondsOf(second));
    std::printf("%.1f %.1f %.1f\n", files, cache, again);
    return 0;
}
