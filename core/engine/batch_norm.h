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

} // namespace tandem::engine
