#include "core/engine/batch_norm.h"

namespace tandem::engine {

BatchNormImpl::BatchNormImpl(const BatchNormOptions &options) : m_options(options)
{
    weight = register_parameter("weight", torch::ones({options.channels}));
    if (options.hasOffset)
        bias = register_parameter("bias", torch::zeros({options.channels}));
    runningMean = register_buffer("running_mean", torch::zeros({options.channels}));
    runningVar = register_buffer("running_var", torch::ones({options.channels}));
    batchesTracked = register_buffer("num_batches_tracked", torch::zeros({}, torch::kLong));
}

torch::Tensor BatchNormImpl::forward(const torch::Tensor &x)
{
    if (is_training())
        batchesTracked.add_(1);
    return torch::batch_norm(x, weight, bias, runningMean, runningVar, is_training(), m_options.momentum,
                             m_options.epsilon, /*cudnn_enabled=*/true);
}

} // namespace tandem::engine
