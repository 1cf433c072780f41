#include "core/engine/optimizer.h"

#include "core/engine/batch_norm.h"

namespace tandem::engine {

namespace {

bool isExcluded(const torch::nn::Module &owner, const std::string &name)
{
    return owner.as<BatchNormImpl>() != nullptr || name == "bias";
}

class Lars final : public Optimizer {
public:
    Lars(GroupedParameters parameters, const OptimizerSettings &settings)
        : Optimizer(std::move(parameters), settings), m_trustCoefficient(settings.trustCoefficient)
    {
    }

private:
    void update(const ParameterGroup &group, bool adapt, torch::TensorList gradients, torch::TensorList velocities,
                double learningRate) override
    {
        std::vector<torch::Tensor> scaled;
        if (adapt) {
            const auto decayed =
                m_weightDecay == 0 ? gradients.vec() : torch::_foreach_add(gradients, group.parameters, m_weightDecay);
            // The ratios stay on the device: a host round trip per parameter would cost more than the update.
            const auto weightNorms = torch::stack(torch::_foreach_norm(group.parameters));
            const auto gradientNorms = torch::stack(torch::_foreach_norm(decayed));
            const auto both = (weightNorms > 0).logical_and(gradientNorms > 0);
            const auto trust =
                torch::where(both, m_trustCoefficient * weightNorms / gradientNorms, torch::ones_like(weightNorms));
            scaled = torch::_foreach_mul(decayed, (trust * learningRate).unbind());
        } else {
            scaled = torch::_foreach_mul(gradients, learningRate);
        }
        torch::_foreach_mul_(velocities, m_momentum);
        torch::_foreach_add_(velocities, scaled);
        torch::_foreach_sub_(group.parameters, velocities);
        if (m_nesterov) { // w − (m·v + s) is w − v − (m·v + s − v)
            const auto ahead = torch::_foreach_add(scaled, velocities, m_momentum - 1);
            torch::_foreach_sub_(group.parameters, ahead);
        }
    }

    double m_trustCoefficient;
};

class Sgd final : public Optimizer {
public:
    using Optimizer::Optimizer;
    Sgd(GroupedParameters parameters, const OptimizerSettings &settings) : Optimizer(std::move(parameters), settings) {}

private:
    void update(const ParameterGroup &group, bool adapt, torch::TensorList gradients, torch::TensorList velocities,
                double learningRate) override
    {
        const bool decays = adapt && m_weightDecay != 0;
        const auto decayed = decays ? torch::_foreach_add(gradients, group.parameters, m_weightDecay) : gradients.vec();
        torch::_foreach_mul_(velocities, m_momentum);
        torch::_foreach_add_(velocities, decayed);
        if (m_nesterov)
            torch::_foreach_add_(group.parameters, torch::_foreach_add(decayed, velocities, m_momentum), -learningRate);
        else
            torch::_foreach_add_(group.parameters, velocities, -learningRate);
    }
};

} // namespace

GroupedParameters groupParameters(const torch::nn::Module &module)
{
    GroupedParameters groups;
    for (const auto &owner : module.named_modules("", /*include_self=*/true)) {
        for (const auto &parameter : owner.value()->named_parameters(/*recurse=*/false)) {
            auto &group = isExcluded(*owner.value(), parameter.key()) ? groups.excluded : groups.adapted;
            group.names.push_back(owner.key().empty() ? parameter.key() : owner.key() + "." + parameter.key());
            group.parameters.push_back(parameter.value());
        }
    }
    return groups;
}

Optimizer::Optimizer(GroupedParameters parameters, const OptimizerSettings &settings)
    : m_momentum(settings.momentum), m_weightDecay(settings.weightDecay), m_nesterov(settings.nesterov),
      m_parameters(std::move(parameters))
{
    const torch::NoGradGuard guard;
    for (const ParameterGroup *group : {&m_parameters.adapted, &m_parameters.excluded})
        for (const auto &parameter : group->parameters)
            m_velocities.push_back(torch::zeros_like(parameter));
}

void Optimizer::step(double learningRate)
{
    const torch::NoGradGuard guard;
    std::size_t offset = 0;
    for (const ParameterGroup *group : {&m_parameters.adapted, &m_parameters.excluded}) {
        ParameterGroup present;
        std::vector<torch::Tensor> gradients;
        std::vector<torch::Tensor> velocities;
        for (std::size_t i = 0; i < group->parameters.size(); ++i) {
            if (!group->parameters[i].grad().defined())
                continue;
            present.names.push_back(group->names[i]);
            present.parameters.push_back(group->parameters[i]);
            gradients.push_back(group->parameters[i].grad());
            velocities.push_back(m_velocities[offset + i]);
        }
        offset += group->parameters.size();
        if (!gradients.empty())
            update(present, group == &m_parameters.adapted, gradients, velocities, learningRate);
    }
}

void Optimizer::zeroGradients()
{
    for (const ParameterGroup *group : {&m_parameters.adapted, &m_parameters.excluded})
        for (const auto &parameter : group->parameters)
            parameter.mutable_grad().reset();
}

std::unique_ptr<Optimizer> makeLars(GroupedParameters parameters, const OptimizerSettings &settings)
{
    return std::make_unique<Lars>(std::move(parameters), settings);
}

std::unique_ptr<Optimizer> makeSgd(GroupedParameters parameters, const OptimizerSettings &settings)
{
    return std::make_unique<Sgd>(std::move(parameters), settings);
}

std::unique_ptr<Optimizer> makeOptimizer(GroupedParameters parameters, const OptimizerSettings &settings)
{
    return settings.name == "sgd" ? makeSgd(std::move(parameters), settings)
                                  : makeLars(std::move(parameters), settings);
}

} // namespace tandem::engine
