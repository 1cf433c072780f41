#pragma once

#include "core/base/result.h"

#include <torch/torch.h>

#include <string>

namespace tandem::engine {

/// Arithmetic of convolutions and matrix products. Weights, batch-norm statistics and the loss are fp32 under all.
enum class Precision { Fp32, Bf16, Fp16 };

/// The precision that the word of train.precision means. Error: BadValue for fp16 elsewhere than on CUDA, as
/// processors have no fp16 convolutions.
[[nodiscard]] Result<Precision> chosenPrecision(const std::string &word, const torch::Device &device);

/// Casts convolutions and matrix products of this thread down while it lives (LibTorch's autocast); fp32 switches the
/// casting off. Wrap the network's forward pass alone: the loss is no business of it. Nests.
class AutocastGuard {
public:
    AutocastGuard(Precision precision, torch::DeviceType device);
    ~AutocastGuard();
    AutocastGuard(const AutocastGuard &) = delete;
    AutocastGuard &operator=(const AutocastGuard &) = delete;

private:
    torch::DeviceType m_device;
    bool m_wasEnabled;
    torch::ScalarType m_oldType;
};

/// What this thread computes in at the moment.
[[nodiscard]] Precision activePrecision(torch::DeviceType device);

} // namespace tandem::engine
