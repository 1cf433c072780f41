#include "core/augment/renderer.h"

#include "core/augment/color_kernels.h"
#include "core/augment/filter_kernels.h"
#include "core/augment/geometry_kernels.h"
#include "core/augment/resample.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace tandem {

struct ViewRenderer::Scratch {
    Resampler resampler;
    kernels::FilterScratch filter;
    std::vector<float> planes;
    std::vector<std::uint8_t> copy;
    std::vector<std::uint8_t> early; // the image as operations before the crop leave it
};

namespace {

std::size_t bytesOf(int width, int height)
{
    return ImageView{nullptr, width, height}.bytes();
}

/// Carries out everything but crops, in place.
template <class Scratch> struct PixelOperations {
    Scratch &scratch;
    std::span<std::uint8_t> pixels;
    int width, height;

    void operator()(const DrawnCrop &) const {}
    void operator()(const DrawnFlip &) const { kernels::flip(pixels, width, height); }
    void operator()(const DrawnJitter &drawn) const { kernels::jitter(pixels, drawn, scratch.planes); }
    void operator()(const DrawnGrayscale &) const { kernels::grayscale(pixels); }
    void operator()(const DrawnBlur &drawn) const
    {
        kernels::gaussianBlur(pixels, width, height, drawn.sigma, drawn.taps, scratch.filter);
    }
    void operator()(const DrawnSolarize &drawn) const { kernels::solarize(pixels, drawn.threshold); }
    void operator()(const DrawnRotation &drawn) const
    {
        kernels::rotate(pixels, width, height, drawn.degrees, scratch.copy);
    }
    void operator()(const DrawnCutout &drawn) const { kernels::cutout(pixels, width, drawn); }
    void operator()(const DrawnNoise &drawn) const { kernels::addNoise(pixels, drawn.sigma, drawn.seed); }
    void operator()(const DrawnSobel &) const { kernels::sobel(pixels, width, height, scratch.filter); }
};

} // namespace

ViewRenderer::ViewRenderer() : m_scratch(std::make_unique<Scratch>()) {}
ViewRenderer::~ViewRenderer() = default;
ViewRenderer::ViewRenderer(ViewRenderer &&) noexcept = default;
ViewRenderer &ViewRenderer::operator=(ViewRenderer &&) noexcept = default;

void ViewRenderer::render(const ImageView &image, const DrawnView &view, std::span<std::uint8_t> out)
{
    assert(out.size() >= bytesOf(view.size, view.size));
    const std::span<std::uint8_t> square = out.first(bytesOf(view.size, view.size));
    const auto isCrop = [](const DrawnOperation &operation) { return std::holds_alternative<DrawnCrop>(operation); };
    const auto begin = view.operations.begin(), end = view.operations.end();
    auto next = begin;
    ImageView current = image;

    // Operations before the first crop act on a copy of the image at its own size.
    const auto firstCrop = std::find_if(begin, end, isCrop);
    if (firstCrop != end && firstCrop != begin) {
        m_scratch->early.assign(image.pixels, image.pixels + image.bytes());
        const PixelOperations<Scratch> apply{*m_scratch, m_scratch->early, image.width, image.height};
        for (; next != firstCrop; ++next)
            std::visit(apply, *next);
        current.pixels = m_scratch->early.data();
    }

    // A crop, or the whole image, into the view; a flip that follows costs nothing here.
    const auto resize = [&](const ImageView &from, const SourceRect &rect) {
        const bool mirrored = next != end && std::holds_alternative<DrawnFlip>(*next);
        const SourceRect whole{0, 0, view.size, view.size};
        m_scratch->resampler.resize(from, {rect, view.size, view.size, whole, ResampleFilter::Triangle, mirrored},
                                    square);
        if (mirrored)
            ++next;
    };
    const auto rectOf = [](const DrawnCrop &crop) { return SourceRect{crop.x, crop.y, crop.width, crop.height}; };
    if (firstCrop == end) {
        resize(current, {0, 0, image.width, image.height});
    } else {
        ++next;
        resize(current, rectOf(std::get<DrawnCrop>(*firstCrop)));
    }

    const PixelOperations<Scratch> apply{*m_scratch, square, view.size, view.size};
    while (next != end) {
        const DrawnOperation &operation = *next++;
        if (const auto *crop = std::get_if<DrawnCrop>(&operation)) { // a crop of the crop
            m_scratch->early.assign(square.begin(), square.end());
            resize({m_scratch->early.data(), view.size, view.size}, rectOf(*crop));
        } else {
            std::visit(apply, operation);
        }
    }
}

void renderForEvaluation(const ImageView &image, int size, std::span<std::uint8_t> out)
{
    assert(out.size() >= bytesOf(size, size));
    // The side that is not the shorter one rounds down, the shorter one is exact.
    const auto scaled = [size, shorter = std::min(image.width, image.height)](int side) {
        const std::int64_t exact = static_cast<std::int64_t>(side) * size / shorter;
        return static_cast<int>(std::clamp<std::int64_t>(exact, size, std::numeric_limits<int>::max()));
    };
    Resampler::Task task;
    task.rect = {0, 0, image.width, image.height};
    task.width = scaled(image.width);
    task.height = scaled(image.height);
    task.window = {(task.width - size) / 2, (task.height - size) / 2, size, size};
    task.filter = ResampleFilter::Area;
    Resampler().resize(image, task, out);
}

} // namespace tandem
