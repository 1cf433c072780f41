#include "core/engine/initialization.h"

#include "core/base/random.h"

#include <cmath>

namespace tandem::engine {

namespace {

double truncatedNormal(CounterRng &rng)
{
    for (;;)
        if (const double x = rng.normal(); std::abs(x) <= 2)
            return x;
}

template <class Draw> void fill(const torch::Tensor &tensor, Draw draw)
{
    const torch::NoGradGuard guard;
    auto values = torch::empty(tensor.sizes(), torch::kFloat32);
    float *data = values.data_ptr<float>();
    for (std::int64_t i = 0; i < values.numel(); ++i)
        data[i] = static_cast<float>(draw());
    tensor.copy_(values);
}

/// Standard deviation of a unit normal cut at two standard deviations.
constexpr double kTruncatedStd = 0.87962566103423978;

} // namespace

void initializeWeights(torch::nn::Module &module, std::uint64_t seed)
{
    std::uint32_t index = 0;
    for (const auto &child : module.modules()) {
        CounterRng rng(seed, RandomStream::WeightInit, 0, index++);
        if (const auto *convolution = child->as<torch::nn::Conv2d>()) {
            const auto &weight = convolution->weight;
            const double fanIn = static_cast<double>(weight.numel() / weight.size(0));
            const double std = std::sqrt(1.0 / fanIn) / kTruncatedStd;
            fill(weight, [&] { return std * truncatedNormal(rng); });
        } else if (const auto *linear = child->as<torch::nn::Linear>()) {
            fill(linear->weight, [&] { return 0.01 * rng.normal(); });
            if (linear->bias.defined())
                torch::nn::init::zeros_(linear->bias);
        }
    }
}

} // namespace tandem::engine
