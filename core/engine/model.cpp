#include "core/engine/model.h"

#include "core/base/digest.h"
#include "core/engine/initialization.h"

#include <sstream>

namespace tandem::engine {

namespace {

HeadNorm headNorm(const std::string &word)
{
    if (word == "none")
        return HeadNorm::None;
    return word == "hidden" ? HeadNorm::Hidden : HeadNorm::Paper;
}

EncoderOptions encoderOptions(const Settings &settings, std::int64_t viewSize)
{
    constexpr std::string_view kFamily = "resnet"; // the depth follows
    return {.depth = std::stoi(settings.encoder.name.substr(kFamily.size())),
            .width = settings.encoder.width,
            .stem = chosenStem(settings.encoder, viewSize),
            .zeroInitResidual = settings.encoder.zeroInitResidual,
            .recomputeBlocks = settings.train.recompute == "blocks"};
}

} // namespace

ModelImpl::ModelImpl(const EncoderOptions &encoderOptions, const HeadOptions &headOptions)
    : encoder(register_module("encoder", Encoder(encoderOptions)))
{
    HeadOptions fitted = headOptions;
    fitted.input = encoder->featureDimension();
    if (fitted.hidden == 0)
        fitted.hidden = fitted.input;
    head = register_module("head", ProjectionHead(fitted));
}

ModelImpl::Output ModelImpl::forward(const torch::Tensor &images)
{
    auto h = encoder(images);
    auto z = head(h);
    return {h, z};
}

Model makeModel(const Settings &settings, std::int64_t viewSize)
{
    const HeadOptions head{.hidden = settings.head.hidden,
                           .output = settings.head.output,
                           .layers = static_cast<int>(settings.head.layers),
                           .norm = headNorm(settings.head.batchNorm)};
    Model model(encoderOptions(settings, viewSize), head);
    initializeWeights(*model, static_cast<std::uint64_t>(settings.train.seed));
    const torch::NoGradGuard guard;
    for (auto &parameter : model->parameters())
        if (parameter.dim() == 4)
            parameter.set_data(parameter.contiguous(torch::MemoryFormat::ChannelsLast));
    return model;
}

Stem chosenStem(const EncoderSettings &settings, std::int64_t viewSize)
{
    constexpr std::int64_t kLargestForCifarStem = 64;
    if (settings.stem == "cifar")
        return Stem::Cifar;
    if (settings.stem == "imagenet")
        return Stem::ImageNet;
    return viewSize <= kLargestForCifarStem ? Stem::Cifar : Stem::ImageNet;
}

torch::Tensor imagesToTensor(const std::uint8_t *pixels, std::int64_t count, std::int64_t side,
                             const torch::Device &device)
{
    // A packed image is channels-last already: permuting only names the dimensions.
    auto bytes = torch::from_blob(const_cast<std::uint8_t *>(pixels), {count, side, side, 3}, torch::kUInt8);
    return bytes.to(device).to(torch::kFloat32).div_(255).permute({0, 3, 1, 2});
}

Result<torch::Device> chosenDevice(const std::string &name)
{
    const bool hasCuda = torch::cuda::is_available();
    if (name == "cuda" && !hasCuda)
        return Error{ErrorCode::DeviceUnavailable, {name}, {}};
    const bool wantsCuda = name == "cuda" || (name == "auto" && hasCuda);
    return torch::Device(wantsCuda ? torch::kCUDA : torch::kCPU);
}

std::vector<std::pair<std::string, torch::Tensor>> namedState(const ModelImpl &model)
{
    std::vector<std::pair<std::string, torch::Tensor>> state;
    for (const auto &entry : model.named_parameters())
        state.emplace_back(entry.key(), entry.value());
    for (const auto &entry : model.named_buffers())
        state.emplace_back(entry.key(), entry.value());
    return state;
}

std::string weightsSha256(const ModelImpl &model)
{
    Sha256 hash;
    for (const auto &[name, tensor] : namedState(model)) {
        std::ostringstream header;
        header << name << ' ' << tensor.sizes() << ' ' << tensor.scalar_type() << '\n';
        hash.add(header.str());
        const auto plain = tensor.detach().to(torch::kCPU).contiguous();
        hash.add(std::span(static_cast<const std::byte *>(plain.data_ptr()), plain.nbytes()));
    }
    return hash.finish();
}

} // namespace tandem::engine
