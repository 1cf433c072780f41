#pragma once

#include "core/config/settings.h"

#include <torch/torch.h>

#include <memory>
#include <string>
#include <vector>

namespace tandem::engine {

/// Parameters that share a rule. Names are those of the module that was grouped.
struct ParameterGroup {
    std::vector<std::string> names;
    std::vector<torch::Tensor> parameters;
};

/// Weights, which get weight decay and layer adaptation, apart from batch-norm parameters and biases, which get
/// neither. Told by kind of module, not by name: every parameter of a BatchNorm and everything called "bias" is
/// excluded.
struct GroupedParameters {
    ParameterGroup adapted;
    ParameterGroup excluded;
};
[[nodiscard]] GroupedParameters groupParameters(const torch::nn::Module &module);

/// One update rule over all parameters; velocities live beside it. One thread.
class Optimizer {
public:
    virtual ~Optimizer() = default;
    /// Applies the gradients with this rate. Parameters without gradient keep their value.
    void step(double learningRate);
    void zeroGradients();
    /// One velocity per parameter, adapted ones first, in the order of the groups. Shares storage.
    [[nodiscard]] const std::vector<torch::Tensor> &velocities() const { return m_velocities; }
    [[nodiscard]] const GroupedParameters &parameters() const { return m_parameters; }

protected:
    Optimizer(GroupedParameters parameters, const OptimizerSettings &settings);

    /// Updates one group; velocities in its order. Called without gradient recording.
    virtual void update(const ParameterGroup &group, bool adapt, torch::TensorList gradients,
                        torch::TensorList velocities, double learningRate) = 0;

    double m_momentum;
    double m_weightDecay;
    bool m_nesterov;

private:
    GroupedParameters m_parameters;
    std::vector<torch::Tensor> m_velocities;
};

/// LARS as in google-research/simclr lars_optimizer.py, classic momentum:
///   g ← g + λw;  t = η‖w‖/‖g‖ (1 if either norm is 0);  v ← m·v + lr·t·g;  w ← w − v   (nesterov: w ← w − (m·v +
///   lr·t·g))
/// The norm of g is taken after weight decay; no epsilon, no clipping; the rate stands inside the velocity. Excluded
/// parameters take λ = 0 and t = 1.
[[nodiscard]] std::unique_ptr<Optimizer> makeLars(GroupedParameters parameters, const OptimizerSettings &settings);

/// SGD as in PyTorch: g ← g + λw;  v ← m·v + g;  w ← w − lr·v   (nesterov: w ← w − lr·(g + m·v)).
[[nodiscard]] std::unique_ptr<Optimizer> makeSgd(GroupedParameters parameters, const OptimizerSettings &settings);

/// The rule that the settings name.
[[nodiscard]] std::unique_ptr<Optimizer> makeOptimizer(GroupedParameters parameters, const OptimizerSettings &settings);

} // namespace tandem::engine
