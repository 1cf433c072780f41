#include "core/engine/batch_norm.h"

namespace tandem::engine {

namespace {

/// The part of a step that a pass is on this thread; see RunningStatistics.
struct PartOfStep {
    double share = 1, done = 1;
};
thread_local PartOfStep t_part; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

/// Momentum of one chunk: with r ← (1−a)·r + a·s chunk by chunk, the chunk of share w ends with weight m·w, and what
/// was there before with 1−m, if a = m·w / (1 − m·(1 − done)). The whole batch at once has a = m.
double momentumOf(const PartOfStep &part, double momentum)
{
    return momentum * part.share / (1 - momentum * (1 - part.done));
}

} // namespace

RunningStatistics::RunningStatistics(double share, double done) : m_outerShare(t_part.share), m_outerDone(t_part.done)
{
    t_part = {share, done};
}

RunningStatistics::~RunningStatistics()
{
    t_part = {m_outerShare, m_outerDone};
}

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
    const PartOfStep part = t_part;
    if (is_training() && part.share == 0)
        return torch::batch_norm(x, weight, bias, {}, {}, /*training=*/true, 0, m_options.epsilon,
                                 /*cudnn_enabled=*/true);
    if (is_training() && part.done >= 1)
        batchesTracked.add_(1);
    return torch::batch_norm(x, weight, bias, runningMean, runningVar, is_training(),
                             momentumOf(part, m_options.momentum), m_options.epsilon, /*cudnn_enabled=*/true);
}

} // namespace tandem::engine
