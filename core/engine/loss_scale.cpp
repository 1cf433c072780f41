#include "core/engine/loss_scale.h"

namespace tandem::engine {

namespace {
constexpr std::int64_t kStepsToGrow = 2000;
} // namespace

LossScale LossScale::dynamic(double first)
{
    LossScale scale;
    scale.m_dynamic = true;
    scale.m_state.factor = first;
    return scale;
}

bool LossScale::unscale(const std::vector<torch::Tensor> &parameters)
{
    if (!m_dynamic)
        return true;
    const torch::NoGradGuard guard;
    std::vector<torch::Tensor> gradients;
    for (const auto &parameter : parameters)
        if (parameter.grad().defined())
            gradients.push_back(parameter.grad());
    if (gradients.empty())
        return true;
    // Powers of two: dividing loses nothing, and what was infinite stays so, in the norms too.
    torch::_foreach_mul_(gradients, 1 / m_state.factor);
    const auto norms = torch::stack(torch::_foreach_norm(gradients));
    if (!norms.isfinite().all().item<bool>()) {
        m_state = {m_state.factor / 2, 0};
        return false;
    }
    if (++m_state.goodSteps == kStepsToGrow)
        m_state = {m_state.factor * 2, 0};
    return true;
}

} // namespace tandem::engine
