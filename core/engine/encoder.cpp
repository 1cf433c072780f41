#include "core/engine/encoder.h"

#include "core/engine/recompute.h"

#include <array>
#include <cmath>

namespace tandem::engine {

namespace {

torch::nn::Conv2d convolution(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride)
{
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, kernel).stride(stride).padding(kernel / 2).bias(false));
}

BatchNorm norm(std::int64_t channels)
{
    return BatchNorm(BatchNormOptions{.channels = channels});
}

/// 1x1 projection where a block changes the shape; undefined elsewhere.
torch::nn::Sequential shortcut(std::int64_t in, std::int64_t out, std::int64_t stride)
{
    if (stride == 1 && in == out)
        return nullptr;
    return torch::nn::Sequential(convolution(in, out, 1, stride), norm(out));
}

class BasicBlockImpl : public torch::nn::Module {
public:
    static constexpr std::int64_t kExpansion = 1;

    BasicBlockImpl(std::int64_t in, std::int64_t planes, std::int64_t stride, bool zeroInit)
        : m_conv1(register_module("conv1", convolution(in, planes, 3, stride))),
          m_bn1(register_module("bn1", norm(planes))),
          m_conv2(register_module("conv2", convolution(planes, planes, 3, 1))),
          m_bn2(register_module("bn2", norm(planes))), m_downsample(shortcut(in, planes, stride))
    {
        if (m_downsample)
            register_module("downsample", m_downsample);
        if (zeroInit)
            torch::nn::init::zeros_(m_bn2->weight);
    }

    torch::Tensor forward(const torch::Tensor &x)
    {
        auto y = m_bn1(m_conv1(x)).relu_();
        y = m_bn2(m_conv2(y));
        y += m_downsample ? m_downsample->forward(x) : x;
        return y.relu_();
    }

private:
    torch::nn::Conv2d m_conv1;
    BatchNorm m_bn1;
    torch::nn::Conv2d m_conv2;
    BatchNorm m_bn2;
    torch::nn::Sequential m_downsample;
};
TORCH_MODULE(BasicBlock);

class BottleneckImpl : public torch::nn::Module {
public:
    static constexpr std::int64_t kExpansion = 4;

    BottleneckImpl(std::int64_t in, std::int64_t planes, std::int64_t stride, bool zeroInit)
        : m_conv1(register_module("conv1", convolution(in, planes, 1, 1))), m_bn1(register_module("bn1", norm(planes))),
          m_conv2(register_module("conv2", convolution(planes, planes, 3, stride))),
          m_bn2(register_module("bn2", norm(planes))),
          m_conv3(register_module("conv3", convolution(planes, planes * kExpansion, 1, 1))),
          m_bn3(register_module("bn3", norm(planes * kExpansion))),
          m_downsample(shortcut(in, planes * kExpansion, stride))
    {
        if (m_downsample)
            register_module("downsample", m_downsample);
        if (zeroInit)
            torch::nn::init::zeros_(m_bn3->weight);
    }

    torch::Tensor forward(const torch::Tensor &x)
    {
        auto y = m_bn1(m_conv1(x)).relu_();
        y = m_bn2(m_conv2(y)).relu_();
        y = m_bn3(m_conv3(y));
        y += m_downsample ? m_downsample->forward(x) : x;
        return y.relu_();
    }

private:
    torch::nn::Conv2d m_conv1;
    BatchNorm m_bn1;
    torch::nn::Conv2d m_conv2;
    BatchNorm m_bn2;
    torch::nn::Conv2d m_conv3;
    BatchNorm m_bn3;
    torch::nn::Sequential m_downsample;
};
TORCH_MODULE(Bottleneck);

std::array<int, 4> blocksOf(int depth)
{
    switch (depth) {
    case 18:
        return {2, 2, 2, 2};
    case 101:
        return {3, 4, 23, 3};
    case 152:
        return {3, 8, 36, 3};
    default: // 34 and 50 differ in their blocks only
        return {3, 4, 6, 3};
    }
}

/// Multiples of 8 keep convolutions on the vector kernels.
std::int64_t scaled(std::int64_t channels, double width)
{
    return std::max<std::int64_t>(8, std::llround(static_cast<double>(channels) * width / 8) * 8);
}

} // namespace

EncoderImpl::EncoderImpl(const EncoderOptions &options) : m_options(options)
{
    m_inPlanes = scaled(64, options.width);
    const bool small = options.stem == Stem::Cifar;
    m_conv1 = register_module("conv1", convolution(3, m_inPlanes, small ? 3 : 7, small ? 1 : 2));
    m_bn1 = register_module("bn1", norm(m_inPlanes));
    const auto blocks = blocksOf(options.depth);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const std::int64_t planes = scaled(std::int64_t{64} << i, options.width);
        m_layers[i] = register_module("layer" + std::to_string(i + 1), makeLayer(blocks[i], planes, i == 0 ? 1 : 2));
    }
    m_featureDimension = m_inPlanes;
}

torch::nn::Sequential EncoderImpl::makeLayer(int blocks, std::int64_t planes, std::int64_t stride)
{
    torch::nn::Sequential layer;
    for (int i = 0; i < blocks; ++i) {
        const std::int64_t blockStride = i == 0 ? stride : 1;
        if (m_options.depth >= 50) {
            layer->push_back(Bottleneck(m_inPlanes, planes, blockStride, m_options.zeroInitResidual));
            m_inPlanes = planes * BottleneckImpl::kExpansion;
        } else {
            layer->push_back(BasicBlock(m_inPlanes, planes, blockStride, m_options.zeroInitResidual));
            m_inPlanes = planes * BasicBlockImpl::kExpansion;
        }
    }
    return layer;
}

torch::Tensor EncoderImpl::recomputedLayer(torch::nn::Sequential &layer, torch::Tensor x)
{
    for (auto &member : *layer) {
        auto block = std::make_shared<Block>();
        for (const auto &parameter : member.ptr()->parameters())
            if (parameter.requires_grad())
                block->parameters.push_back(parameter);
        block->forward = [&member](const torch::Tensor &input) { return member.forward(input); };
        x = recomputed(std::move(block), x);
    }
    return x;
}

torch::Tensor EncoderImpl::forward(torch::Tensor x)
{
    const bool recomputes = m_options.recomputeBlocks && is_training() && torch::GradMode::is_enabled();
    x = m_bn1(m_conv1(x)).relu_();
    if (m_options.stem == Stem::ImageNet)
        x = torch::max_pool2d(x, 3, 2, 1);
    for (auto &layer : m_layers)
        x = recomputes ? recomputedLayer(layer, x) : layer->forward(x);
    return x.mean({2, 3}); // global average pool: h
}

} // namespace tandem::engine
