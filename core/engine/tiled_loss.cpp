#include "core/engine/row_losses.h"

#include <algorithm>

namespace tandem::engine {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Gives fn(first, last) the tiles of `rows` anchors.
template <class Fn> void forEachTile(std::int64_t rows, std::int64_t tileRows, Fn &&fn)
{
    for (std::int64_t first = 0; first < rows; first += tileRows)
        fn(first, std::min(first + tileRows, rows));
}

/// Σ of the row losses as a function of anchors, candidates and weight scale, which keeps none of the similarities:
/// the backward pass computes each tile again, with its gradient.
class TiledRowLosses : public torch::autograd::Function<TiledRowLosses> {
public:
    static torch::Tensor forward(AutogradContext *context, const torch::Tensor &anchors,
                                 const torch::Tensor &candidates, const torch::Tensor &weightScale,
                                 const torch::Tensor &rows, std::int64_t tileRows, const ObjectiveOptions *options)
    {
        context->save_for_backward({anchors, candidates, weightScale, rows});
        context->saved_data["tile_rows"] = tileRows;
        context->saved_data["kind"] = static_cast<std::int64_t>(options->kind);
        context->saved_data["temperature"] = options->temperature;
        context->saved_data["semi_hard"] = options->semiHard;
        context->saved_data["margin"] = options->margin;
        context->saved_data["sigma"] = options->dclwSigma;
        auto total = torch::zeros({}, anchors.options().dtype(torch::kDouble));
        forEachTile(anchors.size(0), tileRows, [&](std::int64_t first, std::int64_t last) {
            const auto similarity = torch::mm(anchors.slice(0, first, last), candidates.t());
            total += rowLosses(similarity, rows.slice(0, first, last), weightScale, *options).to(torch::kDouble).sum();
        });
        return total;
    }

    static variable_list backward(AutogradContext *context, const variable_list &gradients)
    {
        const auto saved = context->get_saved_variables();
        const auto &anchors = saved[0];
        const auto &candidates = saved[1];
        const auto &rows = saved[3];
        const ObjectiveOptions options = storedOptions(*context);
        auto anchorGradient = torch::empty_like(anchors);
        auto candidateGradient = torch::zeros_like(candidates);
        auto scaleGradient = torch::zeros_like(saved[2]);
        forEachTile(anchors.size(0), context->saved_data["tile_rows"].toInt(),
                    [&](std::int64_t first, std::int64_t last) {
                        const auto tile = anchors.slice(0, first, last);
                        const torch::AutoGradMode recording(true);
                        const auto similarity = torch::mm(tile, candidates.t()).detach().requires_grad_();
                        const auto scale = saved[2].detach().requires_grad_();
                        const auto sum =
                            rowLosses(similarity, rows.slice(0, first, last), scale, options).to(torch::kDouble).sum();
                        const auto parts = torch::autograd::grad({sum}, {similarity, scale}, {gradients[0]},
                                                                 /*retain_graph=*/false, /*create_graph=*/false,
                                                                 /*allow_unused=*/true);
                        const torch::AutoGradMode plain(false);
                        anchorGradient.slice(0, first, last).copy_(torch::mm(parts[0], candidates));
                        candidateGradient.addmm_(parts[0].t(), tile);
                        if (parts[1].defined())
                            scaleGradient += parts[1];
                    });
        return {anchorGradient, candidateGradient, scaleGradient, {}, {}, {}};
    }

private:
    static ObjectiveOptions storedOptions(AutogradContext &context)
    {
        ObjectiveOptions options;
        options.kind = static_cast<ObjectiveKind>(context.saved_data["kind"].toInt());
        options.temperature = context.saved_data["temperature"].toDouble();
        options.semiHard = context.saved_data["semi_hard"].toBool();
        options.margin = context.saved_data["margin"].toDouble();
        options.dclwSigma = context.saved_data["sigma"].toDouble();
        return options;
    }
};

} // namespace

torch::Tensor tiledContrastiveLoss(const ContrastBatch &batch, const ObjectiveOptions &options, std::int64_t tileRows)
{
    auto scale = pairWeightScale(batch.candidates, options);
    if (!scale.defined())
        scale = torch::ones({}, batch.candidates.options());
    const auto sum = TiledRowLosses::apply(batch.anchors, batch.candidates, scale, batch.rows, tileRows, &options);
    return sum / static_cast<double>(batch.candidates.size(0));
}

} // namespace tandem::engine
