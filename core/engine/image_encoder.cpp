#include "core/engine/image_encoder.h"

#include "core/augment/renderer.h"
#include "core/engine/engine_error.h"
#include "core/engine/evaluation.h"
#include "core/engine/loaded_model.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cassert>
#include <functional>

namespace tandem {

using namespace engine;

namespace {

void append(const torch::Tensor &rows, std::vector<float> &values)
{
    const auto plain = rows.to(torch::kCPU, torch::kFloat32).contiguous();
    const float *data = plain.data_ptr<float>();
    values.insert(values.end(), data, data + plain.numel());
}

} // namespace

struct ImageEncoder::Private {
    LoadedModel loaded;
    torch::Device device = torch::kCPU;
    std::string weights;

    /// `fill` puts the pixels of image i into its place.
    ImageFeatures encode(std::int64_t total, const std::function<void(std::int64_t, std::span<std::uint8_t>)> &fill);
};

ImageFeatures ImageEncoder::Private::encode(std::int64_t total,
                                            const std::function<void(std::int64_t, std::span<std::uint8_t>)> &fill)
{
    const torch::NoGradGuard guard;
    ImageFeatures features;
    const auto bytes = static_cast<std::size_t>(3 * loaded.viewSize * loaded.viewSize);
    std::vector<std::uint8_t> pixels;
    for (std::int64_t first = 0; first < total; first += kImagesPerForward) {
        const std::int64_t count = std::min(kImagesPerForward, total - first);
        pixels.resize(static_cast<std::size_t>(count) * bytes);
        at::parallel_for(0, count, 16, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i)
                fill(first + i, std::span(pixels).subspan(static_cast<std::size_t>(i) * bytes, bytes));
        });
        const auto output = loaded.model->forward(imagesToTensor(pixels.data(), count, loaded.viewSize, device));
        append(output.h, features.h);
        append(output.z, features.z);
    }
    return features;
}

ImageEncoder::ImageEncoder() = default;
ImageEncoder::~ImageEncoder() = default;

Result<std::unique_ptr<ImageEncoder>> ImageEncoder::create(const Settings &settings,
                                                           std::span<const std::byte> checkpoint)
{
    return caught("loading the encoder", [&]() -> Result<std::unique_ptr<ImageEncoder>> {
        auto loaded = loadModel(settings, checkpoint);
        if (!loaded)
            return loaded.error();
        std::unique_ptr<ImageEncoder> encoder(new ImageEncoder);
        std::string weights = weightsSha256(*loaded->model);
        const auto device = chosenDevice(settings.train.device); // a run of a GPU machine can be looked at elsewhere
        encoder->d = std::make_unique<Private>(
            Private{std::move(*loaded), device ? *device : torch::Device(torch::kCPU), std::move(weights)});
        encoder->d->loaded.model->to(encoder->d->device);
        return encoder;
    });
}

std::int64_t ImageEncoder::viewSize() const
{
    return d->loaded.viewSize;
}

std::int64_t ImageEncoder::featureDimension() const
{
    return d->loaded.model->encoder->featureDimension();
}

std::int64_t ImageEncoder::projectionDimension() const
{
    return d->loaded.model->head->outputDimension();
}

const std::string &ImageEncoder::weights() const
{
    return d->weights;
}

Result<ImageFeatures> ImageEncoder::encodeImages(std::span<const ImageView> images)
{
    return caught("encoding the images", [&]() -> Result<ImageFeatures> {
        return d->encode(static_cast<std::int64_t>(images.size()), [&](std::int64_t i, std::span<std::uint8_t> out) {
            renderForEvaluation(images[static_cast<std::size_t>(i)], static_cast<int>(viewSize()), out);
        });
    });
}

Result<ImageFeatures> ImageEncoder::encodeViews(std::span<const ImageView> views)
{
    return caught("encoding the views", [&]() -> Result<ImageFeatures> {
        return d->encode(static_cast<std::int64_t>(views.size()), [&](std::int64_t i, std::span<std::uint8_t> out) {
            const ImageView &view = views[static_cast<std::size_t>(i)];
            assert(view.width == viewSize() && view.height == viewSize());
            std::copy_n(view.pixels, out.size(), out.data());
        });
    });
}

} // namespace tandem
