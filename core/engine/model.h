#pragma once

#include "core/base/result.h"
#include "core/config/settings.h"
#include "core/engine/encoder.h"
#include "core/engine/projection_head.h"

#include <torch/torch.h>

#include <string>

namespace tandem::engine {

/// Encoder and projection head under the names "encoder" and "head".
class ModelImpl : public torch::nn::Module {
public:
    ModelImpl(const EncoderOptions &encoderOptions, const HeadOptions &headOptions);

    struct Output {
        torch::Tensor h; // [N, featureDimension]
        torch::Tensor z; // [N, output]
    };
    /// Images [N, 3, S, S] in [0, 1].
    Output forward(const torch::Tensor &images);

    Encoder encoder{nullptr};
    ProjectionHead head{nullptr};
};
TORCH_MODULE(Model);

/// The network that the settings describe for views of the given side, weights drawn from the seed, channels last.
[[nodiscard]] Model makeModel(const Settings &settings, std::int64_t viewSize);

/// cifar up to 64 pixels, imagenet above, unless the settings say which.
[[nodiscard]] Stem chosenStem(const EncoderSettings &settings, std::int64_t viewSize);

/// [N, S, S, 3] bytes to [N, 3, S, S] floats in [0, 1] on the device, channels last. Copies.
[[nodiscard]] torch::Tensor imagesToTensor(const std::uint8_t *pixels, std::int64_t count, std::int64_t side,
                                           const torch::Device &device);

/// auto: a GPU where there is one, counted around from `index`. Error: DeviceUnavailable.
[[nodiscard]] Result<torch::Device> chosenDevice(const std::string &name, int index = 0);

/// SHA-256 over parameters, then buffers, of encoder and head: name, shape, type and little-endian values, in order of
/// registration.
[[nodiscard]] std::string weightsSha256(const ModelImpl &model);

/// Parameters and buffers by full name, in order of registration. Share storage with the model.
[[nodiscard]] std::vector<std::pair<std::string, torch::Tensor>> namedState(const ModelImpl &model);

} // namespace tandem::engine
