// Seconds of a layout or of a neighbor search, features in memory to result in memory:
//   bench_layout tsne FEATURES.npy START.npy ITERATIONS THREADS LAYOUT.npy   (perplexity 30, Euclidean, start as given)
//   bench_layout knn FEATURES.npy K THREADS NEIGHBORS.npy                    (Euclidean, each row left out)
// Prints one number and writes the result as raw little-endian float32 (tsne) or int32 (knn).

#include "core/analysis/feature_files.h"
#include "core/analysis/layout_run.h"
#include "core/analysis/workers.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string_view>

using namespace tandem;

namespace {

using Clock = std::chrono::steady_clock;

FeatureTable read(const char *path)
{
    auto table = readFeatures(path);
    if (!table) {
        std::fprintf(stderr, "%s\n", describe(table.error()).c_str());
        std::exit(1);
    }
    return std::move(*table);
}

template <class T> void write(const char *path, const std::vector<T> &values)
{
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char *>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
}

double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

void layOut(char **arguments)
{
    FeatureTable features = read(arguments[0]);
    LayoutRequest request{.features = std::make_shared<const std::vector<float>>(std::move(features.values)),
                          .rows = features.rows,
                          .dimension = features.dimension,
                          .metric = Metric::Euclidean,
                          .settings = {.iterations = std::atoll(arguments[2])}};
    request.start = read(arguments[1]).values;
    Workers workers(std::atoi(arguments[3]));
    const auto begin = Clock::now();
    const auto result = computeLayout(std::move(request), workers);
    std::printf("%.4f\n", secondsSince(begin));
    write(arguments[4], result->frame->positions);
}

void findNeighbors(char **arguments)
{
    const FeatureTable features = read(arguments[0]);
    Workers workers(std::atoi(arguments[2]));
    const auto begin = Clock::now();
    const auto found = nearestNeighbors({features.values, features.rows, features.dimension},
                                        {std::atoll(arguments[1]), Metric::Euclidean}, workers);
    std::printf("%.4f\n", secondsSince(begin));
    write(arguments[3], found->indices);
}

} // namespace

int main(int argc, char **argv)
{
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (what == "tsne" && argc == 7) {
        layOut(argv + 2);
    } else if (what == "knn" && argc == 6) {
        findNeighbors(argv + 2);
    } else {
        std::fprintf(stderr, "usage: bench_layout tsne FEATURES START ITERATIONS THREADS LAYOUT\n"
                             "       bench_layout knn FEATURES K THREADS NEIGHBORS\n");
        return 2;
    }
    return 0;
}
