// What the live map waits for, 2000 probe images of 512 features on two threads: bench_live_map refresh, seconds of a
// refresh from the layout before (350 iterations); bench_live_map first-frame, milliseconds to the first frame that
// shows a layout on its way. Prints one number: the median of nine rounds.

#include "core/analysis/layout_job.h"
#include "core/base/random.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <numeric>
#include <string_view>
#include <thread>

using namespace tandem;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kRows = 2000, kDimension = 512, kClasses = 10;
constexpr int kRounds = 9;

/// Classes that drift apart from epoch to epoch.
std::shared_ptr<const std::vector<float>> featuresOf(std::uint32_t epoch)
{
    auto values = std::make_shared<std::vector<float>>();
    for (std::uint32_t i = 0; i < kRows; ++i) {
        CounterRng centre(1, RandomStream::Test, 1, i % kClasses), own(1, RandomStream::Test, 2, i),
            drift(1, RandomStream::Test, 3 + epoch, i);
        for (std::int64_t j = 0; j < kDimension; ++j)
            values->push_back(
                static_cast<float>(0.05 * (epoch + 1) * centre.normal() + own.normal() + 0.2 * drift.normal()));
    }
    return values;
}

LayoutRequest requestFor(std::uint32_t epoch)
{
    return {.features = featuresOf(epoch), .rows = kRows, .dimension = kDimension, .settings = {}};
}

double refreshSeconds(std::uint32_t epoch, std::shared_ptr<PlacedPoints> &placed)
{
    LayoutRequest request = requestFor(epoch);
    request.previous = placed;
    const auto begin = Clock::now();
    LayoutJob job(std::move(request), {2, 0});
    job.wait();
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    placed = std::make_shared<PlacedPoints>(*placed);
    placed->positions = job.frame()->positions;
    return seconds;
}

double firstFrameMs()
{
    LayoutRequest request = requestFor(1);
    const auto begin = Clock::now();
    LayoutJob job(std::move(request), {2, 0});
    for (auto frame = job.frame(); frame == nullptr || frame->iteration == 0; frame = job.frame())
        std::this_thread::sleep_for(std::chrono::microseconds(200));
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

} // namespace

int main(int argc, char **argv)
{
    const bool refresh = argc == 2 && std::string_view(argv[1]) == "refresh";
    if (argc != 2 || (!refresh && std::string_view(argv[1]) != "first-frame")) {
        std::fprintf(stderr, "usage: bench_live_map refresh|first-frame\n");
        return 2;
    }
    std::vector<double> rounds;
    auto placed = std::make_shared<PlacedPoints>();
    if (refresh) {
        LayoutJob cold(requestFor(0), {2, 0});
        cold.wait();
        placed->ids.resize(kRows);
        std::iota(placed->ids.begin(), placed->ids.end(), 0U);
        placed->positions = cold.frame()->positions;
    }
    for (std::uint32_t round = 1; round <= kRounds; ++round)
        rounds.push_back(refresh ? refreshSeconds(round, placed) : firstFrameMs());
    std::nth_element(rounds.begin(), rounds.begin() + kRounds / 2, rounds.end());
    std::printf("%.4f\n", rounds[kRounds / 2]);
    return 0;
}
