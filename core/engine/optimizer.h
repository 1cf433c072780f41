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

/// What LARS measured of the adapted parameters in its latest step, on their device: [P] each, in the group's order.
struct LayerNorms {
    torch::Tensor weight;   // ‖w‖ before the step
    torch::Tensor gradient; // ‖g‖ as it enters the ratio
    torch::Tensor trust;    // what the rate was multiplied by
};

/// One update rule over all parameters, fused over them; its state lives beside it. One thread.
class Optimizer {
public:
    virtual ~Optimizer() = default;
    /// Applies the gradients with this rate. Parameters without gradient keep their value.
    void step(double learningRate);
    void zeroGradients();
    /// All that the next step depends on besides parameters and gradients, in a fixed order. Shares storage.
    [[nodiscard]] const std::vector<torch::Tensor> &state() const { return m_state; }
    [[nodiscard]] const GroupedParameters &parameters() const { return m_parameters; }
    /// Undefined tensors where the rule measures none, or before the first step.
    [[nodiscard]] const LayerNorms &layerNorms() const { return m_layerNorms; }

protected:
    /// Keeps `slots` zero tensors shaped like each parameter, and a count of steps.
    Optimizer(GroupedParameters parameters, const OptimizerSettings &settings, std::size_t slots);

    /// What one call of update() works on: parameters with a gradient, of one group.
    struct Update {
        std::vector<torch::Tensor> parameters;
        std::vector<torch::Tensor> gradients;
        std::vector<std::vector<torch::Tensor>> slots; // [slot][parameter]
        bool adapt = false;                            // weight decay and layer adaptation apply
        double learningRate = 0;
    };
    /// Called without gradient recording.
    virtual void update(const Update &update) = 0;

    [[nodiscard]] double stepsTaken() const; // the one under way included

    double m_momentum;
    double m_weightDecay;
    bool m_nesterov;
    LayerNorms m_layerNorms;

private:
    [[nodiscard]] Update gather(const ParameterGroup &group, std::size_t offset) const;

    GroupedParameters m_parameters;
    std::size_t m_slots;
    std::vector<torch::Tensor> m_state; // slot by slot over all parameters, adapted ones first; then the step count
};

/// Three rules go by the name of LARS; with g' the gradient without weight decay, m the momentum:
///   Official  google-research/simclr lars_optimizer.py, classic momentum:
///             g ← g' + λw;  t = η‖w‖/‖g‖ (1 if either norm is 0);  v ← m·v + lr·t·g;  w ← w − v
///             (nesterov: w ← w − (m·v + lr·t·g)). The norm of g is taken after weight decay; no epsilon, no clipping;
///             the rate stands inside the velocity.
///   Torch     lightly and mmpretrain: t = η‖w‖/(‖g'‖ + λ‖w‖ + 1e-8) (1 if either norm is 0);  v ← m·v + t·(g' + λw);
///             w ← w − lr·v  (nesterov: w ← w − lr·(t·g + m·v))
///   Clip      solo-learn: as Torch with min(t/lr, 1) in the place of t, so that the rate is a ceiling.
/// Excluded parameters take λ = 0 and t = 1. Unlike lightly, a weight decay of 0 leaves adaptation on.
enum class LarsVariant { Official, Torch, Clip };
[[nodiscard]] std::unique_ptr<Optimizer> makeLars(GroupedParameters parameters, const OptimizerSettings &settings,
                                                  LarsVariant variant = LarsVariant::Official);

/// SGD as in PyTorch: g ← g + λw;  v ← m·v + g;  w ← w − lr·v   (nesterov: w ← w − lr·(g + m·v)).
[[nodiscard]] std::unique_ptr<Optimizer> makeSgd(GroupedParameters parameters, const OptimizerSettings &settings);

/// AdamW (Loshchilov & Hutter 2019) as in PyTorch: w ← w − lr·λ·w;  m ← β₁m + (1−β₁)g;  s ← β₂s + (1−β₂)g²;
/// w ← w − lr·(m/(1−β₁ᵗ)) / (√(s/(1−β₂ᵗ)) + 1e-8). β₁ is the settings' momentum.
[[nodiscard]] std::unique_ptr<Optimizer> makeAdamW(GroupedParameters parameters, const OptimizerSettings &settings);

/// The rule that the settings name.
[[nodiscard]] std::unique_ptr<Optimizer> makeOptimizer(GroupedParameters parameters, const OptimizerSettings &settings);

} // namespace tandem::engine
