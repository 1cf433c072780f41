#pragma once

#include "core/engine/batch_norm.h"

#include <torch/torch.h>

#include <cstdint>
#include <string>

namespace tandem::engine {

/// Where batch-norm stands in the head. Paper: after every layer, the last one without beta (google-research/simclr
/// model_util.py, first release); Hidden: after hidden layers only; None: biases instead.
enum class HeadNorm { Paper, Hidden, None };

struct HeadOptions {
    std::int64_t input = 512;
    std::int64_t hidden = 512;
    std::int64_t output = 128;
    int layers = 2; // 0 = identity
    HeadNorm norm = HeadNorm::Paper;
};

/// g: h [N, input] to z [N, outputDimension()], before any normalisation to unit length.
class ProjectionHeadImpl : public torch::nn::Module {
public:
    explicit ProjectionHeadImpl(const HeadOptions &options);
    torch::Tensor forward(torch::Tensor h);
    [[nodiscard]] std::int64_t outputDimension() const { return m_outputDimension; }

private:
    torch::nn::Sequential m_layers;
    std::int64_t m_outputDimension = 0;
};
TORCH_MODULE(ProjectionHead);

} // namespace tandem::engine
