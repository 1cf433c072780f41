#pragma once

#include <torch/torch.h>

namespace tandem::engine {

struct BatchNormOptions {
    std::int64_t channels = 0;
    bool hasOffset = true; // beta; the paper's last head layer has none
    double momentum = 0.1; // share of the new batch in the running statistics (TensorFlow's decay 0.9)
    double epsilon = 1e-5;
};

/// Batch normalisation over all dimensions but the second, of [N, C] or [N, C, H, W]. Parameter and buffer names are
/// torchvision's. The running variance is the unbiased one (n/(n-1)), as in PyTorch.
class BatchNormImpl : public torch::nn::Module {
public:
    explicit BatchNormImpl(const BatchNormOptions &options);
    torch::Tensor forward(const torch::Tensor &x);

    torch::Tensor weight, bias; // gamma, beta (undefined without offset)
    torch::Tensor runningMean, runningVar, batchesTracked;

private:
    BatchNormOptions m_options;
};
TORCH_MODULE(BatchNorm);

/// Says how the batch-norm layers of this thread move their running statistics in training mode while it lives: not at
/// all, where a pass is only a repetition, or by a part of a step, where a batch comes in chunks. Without one, every
/// pass is a step. The innermost counts.
class RunningStatistics {
public:
    [[nodiscard]] static RunningStatistics frozen() { return {0, 1}; }
    /// A chunk that is the share `share` of a batch of which `done` will have passed with it, both in (0, 1]. After all
    /// chunks the statistics have moved once, by the momentum, towards the mean of the chunks' moments.
    [[nodiscard]] static RunningStatistics chunk(double share, double done) { return {share, done}; }
    ~RunningStatistics();
    RunningStatistics(const RunningStatistics &) = delete;
    RunningStatistics &operator=(const RunningStatistics &) = delete;

private:
    RunningStatistics(double share, double done);

    double m_outerShare, m_outerDone;
};

} // namespace tandem::engine
