#include "core/engine/view_batch.h"

#include "core/augment/renderer.h"

#include <ATen/Parallel.h>

namespace tandem::engine {

void renderViews(const ImageSet &images, std::span<const std::uint32_t> samples, const Pipeline &pipeline,
                 std::uint64_t seed, std::uint32_t epoch, std::uint32_t view, std::vector<std::uint8_t> &pixels)
{
    constexpr std::int64_t kImagesPerTask = 16;
    const auto bytes = static_cast<std::size_t>(pipeline.size * pipeline.size * 3);
    pixels.resize(samples.size() * bytes);
    at::parallel_for(
        0, static_cast<std::int64_t>(samples.size()), kImagesPerTask, [&](std::int64_t first, std::int64_t last) {
            ViewRenderer renderer;
            for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(last); ++i) {
                const ImageView image = images.image(samples[i]);
                const auto drawn = drawTrainingView(pipeline, image.width, image.height, seed, epoch, samples[i], view);
                renderer.render(image, drawn, std::span(pixels).subspan(i * bytes, bytes));
            }
        });
}

} // namespace tandem::engine
