#include "core/augment/cost.h"

#include "core/augment/renderer.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace tandem {

namespace {

constexpr std::uint32_t kViewsPerRound = 48;

/// Only the first `count` operations. The draws of these stay the same, as each operation has its own generator.
Pipeline firstOperations(Pipeline pipeline, std::size_t count)
{
    for (std::size_t i = count; i < pipeline.operations.size(); ++i)
        pipeline.operations[i].enabled = false;
    return pipeline;
}

double microsecondsPerView(const Pipeline &pipeline, std::span<const ImageView> images, ViewRenderer &renderer,
                           std::vector<std::uint8_t> &pixels)
{
    const auto begin = std::chrono::steady_clock::now();
    for (std::uint32_t i = 0; i < kViewsPerRound; ++i) {
        const std::size_t place = i % images.size(), round = i / images.size();
        const ImageView &image = images[place];
        const auto view = static_cast<std::uint32_t>((place + round) % 2); // of every image both
        renderer.render(image, drawTrainingView(pipeline, image.width, image.height, 1, 1, i, view), pixels);
    }
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count() / kViewsPerRound;
}

} // namespace

std::optional<PipelineCost> measureCost(const Pipeline &pipeline, std::span<const ImageView> images, int rounds,
                                        const std::stop_token &stop)
{
    const std::size_t count = pipeline.operations.size();
    std::vector<Pipeline> prefixes;
    for (std::size_t i = 0; i <= count; ++i)
        prefixes.push_back(firstOperations(pipeline, i));
    // Round by round over all prefixes, so that a busy moment of the machine meets all of them alike. The quickest
    // round counts, as only that was undisturbed; all make the same views.
    std::vector<double> times(count + 1);
    ViewRenderer renderer;
    std::vector<std::uint8_t> pixels(3 * static_cast<std::size_t>(pipeline.size) *
                                     static_cast<std::size_t>(pipeline.size));
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i <= count; ++i) {
            if (stop.stop_requested())
                return std::nullopt;
            const double time = microsecondsPerView(prefixes[i], images, renderer, pixels);
            times[i] = round == 0 ? time : std::min(times[i], time);
        }
    }
    PipelineCost cost;
    double before = times[0];
    cost.restMicroseconds = before;
    for (std::size_t i = 0; i < count; ++i) {
        // The same crops in place of the resized whole image: what is before the first crop falls away with it.
        const bool firstCrop = std::holds_alternative<RandomResizedCrop>(pipeline.operations[i].kind) &&
                               pipeline.operations[i].enabled && cost.restMicroseconds > 0;
        const double now = times[i + 1];
        if (firstCrop)
            before = std::max(0.0, before - std::exchange(cost.restMicroseconds, 0.0));
        cost.microsecondsPerOperation.push_back(std::max(0.0, now - before));
        before = now;
    }
    cost.microsecondsPerView = before;
    return cost;
}

} // namespace tandem
