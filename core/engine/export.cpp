#include "core/engine/export.h"

#include "core/config/settings_table.h"
#include "core/engine/engine_error.h"
#include "core/engine/evaluation.h"
#include "core/engine/loaded_model.h"
#include "core/engine/safetensors.h"
#include "core/engine/script_encoder.h"

namespace tandem {

namespace {

using namespace engine;

/// Other programs expect rows of memory in the order of the shape.
void makeContiguous(Model &model)
{
    for (auto &parameter : model->parameters())
        parameter.set_data(parameter.contiguous());
}

std::vector<float> floats(const torch::Tensor &tensor)
{
    const auto plain = tensor.to(torch::kCPU, torch::kFloat32).contiguous();
    const float *data = plain.data_ptr<float>();
    return {data, data + plain.numel()};
}

} // namespace

Result<std::string> exportEncoder(const Settings &settings, std::span<const std::byte> checkpoint, EncoderFormat format)
{
    return caught("exporting the encoder", [&]() -> Result<std::string> {
        auto loaded = loadModel(settings, checkpoint);
        if (!loaded)
            return loaded.error();
        makeContiguous(loaded->model);
        const std::string json = settingsToJson(settings);
        if (format == EncoderFormat::TorchScript)
            return scriptEncoder(loaded->model, loaded->viewSize, json);
        return safetensors(namedState(*loaded->model),
                           {{"format", "pt"}, {"settings", json}, {"view_size", std::to_string(loaded->viewSize)}});
    });
}

Result<std::optional<FeatureArrays>> exportFeatures(const Settings &settings, std::span<const std::byte> checkpoint,
                                                    const ImageSet &images, const std::stop_token &stop)
{
    return caught("encoding the images", [&]() -> Result<std::optional<FeatureArrays>> {
        auto loaded = loadModel(settings, checkpoint);
        if (!loaded)
            return loaded.error();
        const auto chosen = chosenDevice(settings.train.device); // a run of a GPU machine can be exported elsewhere
        const torch::Device device = chosen ? *chosen : torch::Device(torch::kCPU);
        loaded->model->to(device);
        const auto features = extractFeatures(loaded->model, images, loaded->viewSize, device, stop);
        if (!features)
            return std::optional<FeatureArrays>();
        return std::optional(FeatureArrays{floats(features->h), floats(features->z), features->h.size(1),
                                           features->z.size(1), features->labels});
    });
}

} // namespace tandem
