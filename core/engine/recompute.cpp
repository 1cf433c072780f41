#include "core/engine/recompute.h"

#include "core/engine/batch_norm.h"
#include "core/engine/precision.h"

namespace tandem::engine {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Carries the block through saved_data, which holds nothing but IValues.
struct Remembered : torch::CustomClassHolder {
    std::shared_ptr<const Block> block;
    Precision precision = Precision::Fp32;
};

struct Recompute : torch::autograd::Function<Recompute> {
    /// The parameters are arguments so that their gradients flow through the outer graph: whoever hooks into it (a
    /// reducer of gradients) sees them as ever.
    static torch::Tensor forward(AutogradContext *ctx, const std::shared_ptr<const Block> &block,
                                 const torch::Tensor &x, at::TensorList /*parameters*/)
    {
        auto remembered = c10::make_intrusive<Remembered>();
        remembered->block = block;
        remembered->precision = activePrecision(x.device().type());
        ctx->saved_data["remembered"] = c10::IValue::make_capsule(remembered);
        ctx->save_for_backward({x});
        return block->forward(x); // gradients are not recorded in here
    }

    static variable_list backward(AutogradContext *ctx, const variable_list &outputGradients)
    {
        const auto capsule = ctx->saved_data["remembered"].toCapsule();
        const auto &remembered = static_cast<const Remembered &>(*capsule);
        const auto x = ctx->get_saved_variables()[0].detach().requires_grad_();
        torch::Tensor y;
        {
            const torch::AutoGradMode recording(true);
            const AutocastGuard autocast(remembered.precision, x.device().type());
            const auto frozen = RunningStatistics::frozen();
            y = remembered.block->forward(x);
        }
        variable_list inputs{x};
        inputs.insert(inputs.end(), remembered.block->parameters.begin(), remembered.block->parameters.end());
        auto gradients = torch::autograd::grad({y}, inputs, {outputGradients[0]});
        gradients.insert(gradients.begin(), torch::Tensor()); // of the block itself
        return gradients;
    }
};

} // namespace

torch::Tensor recomputed(std::shared_ptr<const Block> block, const torch::Tensor &x)
{
    return Recompute::apply(block, x, at::TensorList(block->parameters));
}

} // namespace tandem::engine
