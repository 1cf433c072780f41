#include "core/engine/optimizer.h"

#include <cmath>

namespace tandem::engine {

namespace {

constexpr double kTorchLarsEpsilon = 1e-8;
constexpr double kAdamEpsilon = 1e-8;

class Lars final : public Optimizer {
public:
    Lars(GroupedParameters parameters, const OptimizerSettings &settings, LarsVariant variant)
        : Optimizer(std::move(parameters), settings, 1), m_trustCoefficient(settings.trustCoefficient),
          m_variant(variant)
    {
    }

private:
    void update(const Update &u) override
    {
        const bool decays = u.adapt && m_weightDecay != 0;
        auto gradients = decays ? torch::_foreach_add(u.gradients, u.parameters, m_weightDecay) : u.gradients;
        if (u.adapt)
            gradients = torch::_foreach_mul(gradients, trust(u, gradients).unbind());
        // Official: the rate stands inside the velocity, as the paper's code has it; PyTorch keeps it outside.
        const bool inside = m_variant == LarsVariant::Official;
        if (inside)
            gradients = torch::_foreach_mul(gradients, u.learningRate);
        const double outer = inside ? 1 : u.learningRate;
        const auto &velocities = u.slots[0];
        torch::_foreach_mul_(velocities, m_momentum);
        torch::_foreach_add_(velocities, gradients);
        if (m_nesterov)
            torch::_foreach_add_(u.parameters, torch::_foreach_add(gradients, velocities, m_momentum), -outer);
        else
            torch::_foreach_add_(u.parameters, velocities, -outer);
    }

    /// What each gradient is multiplied by, [P]. Stays on the device: a host round trip per parameter would cost more
    /// than the update.
    torch::Tensor trust(const Update &u, const std::vector<torch::Tensor> &decayed)
    {
        const bool official = m_variant == LarsVariant::Official;
        const auto weights = torch::stack(torch::_foreach_norm(u.parameters));
        const auto gradients = torch::stack(torch::_foreach_norm(official ? decayed : u.gradients));
        const auto denominator = official ? gradients : gradients + m_weightDecay * weights + kTorchLarsEpsilon;
        const auto both = (weights > 0).logical_and(gradients > 0);
        auto ratio = torch::where(both, m_trustCoefficient * weights / denominator, torch::ones_like(weights));
        if (m_variant == LarsVariant::Clip) // at a rate of 0 the quotient is infinite, and clipped to 1
            ratio = torch::where(both, (ratio / u.learningRate).clamp_max(1), torch::ones_like(ratio));
        m_layerNorms = {weights, gradients, ratio};
        return ratio;
    }

    double m_trustCoefficient;
    LarsVariant m_variant;
};

class Sgd final : public Optimizer {
public:
    Sgd(GroupedParameters parameters, const OptimizerSettings &settings) : Optimizer(std::move(parameters), settings, 1)
    {
    }

private:
    void update(const Update &u) override
    {
        const bool decays = u.adapt && m_weightDecay != 0;
        const auto gradients = decays ? torch::_foreach_add(u.gradients, u.parameters, m_weightDecay) : u.gradients;
        const auto &velocities = u.slots[0];
        torch::_foreach_mul_(velocities, m_momentum);
        torch::_foreach_add_(velocities, gradients);
        torch::_foreach_add_(u.parameters,
                             m_nesterov ? torch::_foreach_add(gradients, velocities, m_momentum) : velocities,
                             -u.learningRate);
    }
};

class AdamW final : public Optimizer {
public:
    AdamW(GroupedParameters parameters, const OptimizerSettings &settings)
        : Optimizer(std::move(parameters), settings, 2), m_beta2(settings.beta2)
    {
    }

private:
    void update(const Update &u) override
    {
        if (u.adapt && m_weightDecay != 0)
            torch::_foreach_mul_(u.parameters, 1 - u.learningRate * m_weightDecay);
        const auto &means = u.slots[0];
        const auto &squares = u.slots[1];
        torch::_foreach_mul_(means, m_momentum);
        torch::_foreach_add_(means, u.gradients, 1 - m_momentum);
        torch::_foreach_mul_(squares, m_beta2);
        torch::_foreach_addcmul_(squares, u.gradients, u.gradients, 1 - m_beta2);
        const double step = stepsTaken();
        auto spread = torch::_foreach_sqrt(squares);
        torch::_foreach_div_(spread, std::sqrt(1 - std::pow(m_beta2, step)));
        torch::_foreach_add_(spread, kAdamEpsilon);
        torch::_foreach_addcdiv_(u.parameters, means, spread, -u.learningRate / (1 - std::pow(m_momentum, step)));
    }

    double m_beta2;
};

} // namespace

std::unique_ptr<Optimizer> makeLars(GroupedParameters parameters, const OptimizerSettings &settings,
                                    LarsVariant variant)
{
    return std::make_unique<Lars>(std::move(parameters), settings, variant);
}

std::unique_ptr<Optimizer> makeSgd(GroupedParameters parameters, const OptimizerSettings &settings)
{
    return std::make_unique<Sgd>(std::move(parameters), settings);
}

std::unique_ptr<Optimizer> makeAdamW(GroupedParameters parameters, const OptimizerSettings &settings)
{
    return std::make_unique<AdamW>(std::move(parameters), settings);
}

} // namespace tandem::engine
