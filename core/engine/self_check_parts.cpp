#include "core/engine/self_check_parts.h"

#include "core/engine/engine_error.h"
#include "core/engine/number_text.h"

#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <cmath>

namespace tandem::engine {

SelfCheck bounded(std::string name, std::string claim, double value, double bound)
{
    return {std::move(name), std::move(claim),
            "largest relative difference " + formatted("%.1e", value) + ", at most " + formatted("%.0e", bound),
            value <= bound ? SelfCheck::Outcome::Passed : SelfCheck::Outcome::Failed};
}

torch::Tensor drawn(const std::vector<std::int64_t> &shape, std::uint64_t seed, const torch::TensorOptions &options)
{
    return torch::rand(shape, at::detail::createCPUGenerator(seed), torch::kDouble).to(options);
}

double relativeDistance(const std::vector<torch::Tensor> &a, const std::vector<torch::Tensor> &b)
{
    double difference = 0, length = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto wanted = b[i].to(torch::kCPU, torch::kDouble);
        difference += std::pow((a[i].to(torch::kCPU, torch::kDouble) - wanted).norm().item<double>(), 2);
        length += std::pow(wanted.norm().item<double>(), 2);
    }
    return std::sqrt(difference / std::max(1e-300, length));
}

Model smallNetwork(const torch::TensorOptions &options)
{
    Settings settings;
    settings.encoder.width = 0.25;
    settings.encoder.zeroInitResidual = false;
    settings.head.output = 16;
    settings.train.seed = 5;
    Model model = makeModel(settings, 16);
    model->to(options.device(), c10::typeMetaToScalarType(options.dtype()));
    return model;
}

Result<std::vector<SelfCheck>>
onDevice(const std::string &device, const char *doing,
         const std::function<Result<std::vector<SelfCheck>>(const torch::Device &)> &check)
{
    return caught(doing, [&]() -> Result<std::vector<SelfCheck>> {
        const auto chosen = chosenDevice(device);
        if (!chosen)
            return chosen.error();
        return check(*chosen);
    });
}

} // namespace tandem::engine
