#include "ui/augment/preview_renderer.h"

#include "core/augment/renderer.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace tandem {

namespace {

constexpr unsigned kMostThreads = 4; // training may run beside

QImage renderWith(ViewRenderer &renderer, const ImageView &image, const DrawnView &drawn)
{
    // QImage pads its rows to four bytes, the renderer does not.
    const auto side = static_cast<std::size_t>(drawn.size);
    std::vector<std::uint8_t> pixels(3 * side * side);
    renderer.render(image, drawn, pixels);
    QImage picture(drawn.size, drawn.size, QImage::Format_RGB888);
    for (int y = 0; y < drawn.size; ++y)
        std::copy_n(pixels.data() + 3 * side * static_cast<std::size_t>(y), 3 * side, picture.scanLine(y));
    return picture;
}

PreviewView renderOne(ViewRenderer &renderer, const PreviewRequest &request, std::size_t place)
{
    const std::size_t view = place % 2, draws = static_cast<std::size_t>(request.draws);
    const std::size_t draw = place / 2 % draws;
    const std::size_t pipeline = place / 2 / draws % request.pipelines.size();
    const std::uint32_t sample = request.samples[place / 2 / draws / request.pipelines.size()];
    const ImageView image = request.images->image(sample);
    PreviewView made;
    made.drawn = drawTrainingView(request.pipelines[pipeline], image.width, image.height, request.seed,
                                  request.firstEpoch + static_cast<std::uint32_t>(draw), sample,
                                  static_cast<std::uint32_t>(view));
    made.image = renderWith(renderer, image, made.drawn);
    return made;
}

} // namespace

PreviewView renderTrainingView(const ImageView &image, const Pipeline &pipeline, std::uint64_t seed,
                               std::uint32_t epoch, std::uint32_t sample, std::uint32_t view)
{
    PreviewView made;
    made.drawn = drawTrainingView(pipeline, image.width, image.height, seed, epoch, sample, view);
    made.image = renderDrawn(image, made.drawn);
    return made;
}

QImage renderDrawn(const ImageView &image, const DrawnView &drawn)
{
    ViewRenderer renderer;
    return renderWith(renderer, image, drawn);
}

int fittingDraws(const PreviewRequest &request)
{
    std::size_t bytes = 0; // of one draw
    for (const Pipeline &pipeline : request.pipelines) {
        const auto side = static_cast<std::size_t>(pipeline.size);
        bytes += 2 * request.samples.size() * 3 * side * side;
    }
    const std::size_t fitting = bytes > 0 ? kMostPreviewBytes / bytes : kMostPreviewBytes;
    return std::min(request.draws, static_cast<int>(std::max<std::size_t>(1, fitting)));
}

std::optional<PreviewResult> renderPreview(const PreviewRequest &request, const std::stop_token &stop)
{
    PreviewResult result{request, {}};
    result.views.resize(request.samples.size() * request.pipelines.size() * static_cast<std::size_t>(request.draws) *
                        2);
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        ViewRenderer renderer;
        for (std::size_t place = next++; place < result.views.size() && !stop.stop_requested(); place = next++)
            result.views[place] = renderOne(renderer, request, place);
    };
    {
        std::vector<std::jthread> helpers;
        for (unsigned i = 1; i < std::min(kMostThreads, std::thread::hardware_concurrency()); ++i)
            helpers.emplace_back(work);
        work();
    }
    if (stop.stop_requested())
        return std::nullopt;
    return result;
}

} // namespace tandem
