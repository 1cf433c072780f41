#pragma once

#include "core/engine/batch_norm.h"

#include <torch/torch.h>

#include <cstdint>
#include <string>

namespace tandem::engine {

enum class Stem { Cifar, ImageNet };

struct EncoderOptions {
    int depth = 18; // 18, 34 (basic blocks), 50, 101, 152 (bottlenecks, stride on the 3x3: "v1.5")
    double width = 1;
    Stem stem = Stem::Cifar;
    bool zeroInitResidual = true;
    bool recomputeBlocks = false; // keep only what enters a block and compute the block again in the backward pass
};

/// ResNet (He et al. 2015) without classifier: [N, 3, S, S] in [0, 1] to h [N, featureDimension()].
/// Module and parameter names are torchvision's (conv1, bn1, layer1.0.conv1, … downsample.0), so that state dicts
/// can be exchanged. The width multiplies every channel count, the stem's too, rounded to a multiple of 8.
class EncoderImpl : public torch::nn::Module {
public:
    explicit EncoderImpl(const EncoderOptions &options);
    torch::Tensor forward(torch::Tensor x);
    [[nodiscard]] std::int64_t featureDimension() const { return m_featureDimension; }

private:
    torch::nn::Sequential makeLayer(int blocks, std::int64_t planes, std::int64_t stride);
    torch::Tensor recomputedLayer(torch::nn::Sequential &layer, torch::Tensor x);

    EncoderOptions m_options;
    std::int64_t m_inPlanes = 0; // of the next block while building
    std::int64_t m_featureDimension = 0;
    torch::nn::Conv2d m_conv1{nullptr};
    BatchNorm m_bn1{nullptr};
    torch::nn::Sequential m_layers[4]{nullptr, nullptr, nullptr, nullptr};
};
TORCH_MODULE(Encoder);

} // namespace tandem::engine
