#include "core/engine/projection_head.h"

namespace tandem::engine {

ProjectionHeadImpl::ProjectionHeadImpl(const HeadOptions &options)
    : m_outputDimension(options.layers == 0 ? options.input : options.output)
{
    std::int64_t width = options.input;
    for (int layer = 1; layer <= options.layers; ++layer) {
        const bool last = layer == options.layers;
        const std::int64_t out = last ? options.output : options.hidden;
        const bool hasNorm = options.norm == HeadNorm::Paper || (options.norm == HeadNorm::Hidden && !last);
        // Under batch-norm a bias would be subtracted again: its place is beta.
        m_layers->push_back(torch::nn::Linear(torch::nn::LinearOptions(width, out).bias(!hasNorm)));
        if (hasNorm)
            m_layers->push_back(BatchNorm(BatchNormOptions{.channels = out, .hasOffset = !last}));
        if (!last)
            m_layers->push_back(torch::nn::ReLU(torch::nn::ReLUOptions(true)));
        width = out;
    }
    register_module("layers", m_layers);
}

torch::Tensor ProjectionHeadImpl::forward(torch::Tensor h)
{
    return m_layers->is_empty() ? h : m_layers->forward(h);
}

} // namespace tandem::engine
