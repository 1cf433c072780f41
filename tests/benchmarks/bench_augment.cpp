// Microseconds of one view on one core: bench_augment 32 (preset cifar, images of 32x32) or 224 (preset imagenet,
// decoded photographs of 500x375). Prints one number: the median of seven rounds.

#include "core/augment/renderer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string_view>
#include <vector>

using namespace tandem;

namespace {

constexpr int kImages = 8, kRounds = 7;

/// Smooth waves: what is in an image does not change what it costs.
std::vector<std::uint8_t> waves(int width, int height, int phase)
{
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (int channel = 0; channel < 3; ++channel)
                pixels.push_back(
                    static_cast<std::uint8_t>(127 + 120 * std::sin(0.05 * x + 0.07 * y * (channel + 1) + phase)));
    return pixels;
}

double microsecondsPerView(const Pipeline &pipeline, const std::vector<std::vector<std::uint8_t>> &images, int width,
                           int height, int views, std::uint32_t epoch)
{
    ViewRenderer renderer;
    std::vector<std::uint8_t> out(3U * static_cast<std::size_t>(pipeline.size) *
                                  static_cast<std::size_t>(pipeline.size));
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < views; ++i) {
        const ImageView image{images[static_cast<std::size_t>(i % kImages)].data(), width, height};
        renderer.render(image, drawTrainingView(pipeline, width, height, 1, epoch, static_cast<std::uint32_t>(i), 0),
                        out);
    }
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count() / views;
}

} // namespace

int main(int argc, char **argv)
{
    const bool large = argc == 2 && std::string_view(argv[1]) == "224";
    if (argc != 2 || (!large && std::string_view(argv[1]) != "32")) {
        std::fprintf(stderr, "usage: bench_augment 32|224\n");
        return 2;
    }
    const int width = large ? 500 : 32, height = large ? 375 : 32;
    std::vector<std::vector<std::uint8_t>> images;
    for (int i = 0; i < kImages; ++i)
        images.push_back(waves(width, height, i));
    const Pipeline pipeline = presetPipeline(large ? "imagenet" : "cifar");
    std::vector<double> rounds;
    for (int round = 0; round <= kRounds; ++round) { // the first one warms up
        const double time = microsecondsPerView(pipeline, images, width, height, large ? 200 : 4000,
                                                static_cast<std::uint32_t>(round + 1));
        if (round > 0)
            rounds.push_back(time);
    }
    std::nth_element(rounds.begin(), rounds.begin() + kRounds / 2, rounds.end());
    std::printf("%.3f\n", rounds[kRounds / 2]);
    return 0;
}
