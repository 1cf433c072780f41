#include "core/engine/optimizer.h"

#include "core/engine/batch_norm.h"

namespace tandem::engine {

namespace {

bool isExcluded(const torch::nn::Module &owner, const std::string &name)
{
    return owner.as<BatchNormImpl>() != nullptr || name == "bias";
}

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

Optimizer::Optimizer(GroupedParameters parameters, const OptimizerSettings &settings, std::size_t slots)
    : m_momentum(settings.momentum), m_weightDecay(settings.weightDecay), m_nesterov(settings.nesterov),
      m_parameters(std::move(parameters)), m_slots(slots)
{
    const torch::NoGradGuard guard;
    for (std::size_t slot = 0; slot < slots; ++slot)
        for (const ParameterGroup *group : {&m_parameters.adapted, &m_parameters.excluded})
            for (const auto &parameter : group->parameters)
                m_state.push_back(torch::zeros_like(parameter));
    m_state.push_back(torch::zeros({}, torch::kDouble));
}

double Optimizer::stepsTaken() const
{
    return m_state.back().item<double>(); // lives on the CPU: no device is waited for
}

Optimizer::Update Optimizer::gather(const ParameterGroup &group, std::size_t offset) const
{
    const std::size_t all = m_parameters.adapted.parameters.size() + m_parameters.excluded.parameters.size();
    Update update;
    update.slots.resize(m_slots);
    for (std::size_t i = 0; i < group.parameters.size(); ++i) {
        if (!group.parameters[i].grad().defined())
            continue;
        update.parameters.push_back(group.parameters[i]);
        update.gradients.push_back(group.parameters[i].grad());
        for (std::size_t slot = 0; slot < m_slots; ++slot)
            update.slots[slot].push_back(m_state[slot * all + offset + i]);
    }
    return update;
}

void Optimizer::step(double learningRate)
{
    const torch::NoGradGuard guard;
    m_state.back() += 1;
    std::size_t offset = 0;
    for (const ParameterGroup *group : {&m_parameters.adapted, &m_parameters.excluded}) {
        Update present = gather(*group, offset);
        present.adapt = group == &m_parameters.adapted;
        present.learningRate = learningRate;
        offset += group->parameters.size();
        if (!present.parameters.empty())
            update(present);
    }
}

void Optimizer::zeroGradients()
{
    for (const ParameterGroup *group : {&m_parameters.adapted, &m_parameters.excluded})
        for (const auto &parameter : group->parameters)
            parameter.mutable_grad().reset();
}

std::unique_ptr<Optimizer> makeOptimizer(GroupedParameters parameters, const OptimizerSettings &settings)
{
    if (settings.name == "sgd")
        return makeSgd(std::move(parameters), settings);
    if (settings.name == "adamw")
        return makeAdamW(std::move(parameters), settings);
    const auto variant = settings.name == "lars-torch"  ? LarsVariant::Torch
                         : settings.name == "lars-clip" ? LarsVariant::Clip
                                                        : LarsVariant::Official;
    return makeLars(std::move(parameters), settings, variant);
}

} // namespace tandem::engine
