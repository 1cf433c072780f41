#include "core/engine/sync_batch_norm.h"

#include "core/engine/row_moments.h"

#include <algorithm>

namespace tandem::engine {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct Moments {
    torch::Tensor mean, inverse; // [C], double: µ and 1/√(σ²+ε) over all ranks
    double count = 0;            // rows of all ranks
};

/// µ = Σ n_r µ_r / n;  σ² = Σ n_r (σ_r² + (µ_r − µ)²) / n: no difference of large sums is taken.
Moments jointMoments(const torch::Tensor &rows, const RunningMoments &running, double epsilon, Ranks &ranks)
{
    const std::int64_t channels = rows.size(1);
    const double own = static_cast<double>(rows.numel()) / static_cast<double>(channels);
    // One row per rank, zero elsewhere, so that the sum gathers them: count, means, variances.
    auto table = torch::zeros({ranks.size(), 1 + 2 * channels}, torch::kDouble);
    table[ranks.rank()] = torch::cat({torch::full({1}, own, table.options()), rowMoments(rows).flatten()});
    ranks.sum(table);
    const auto counts = table.slice(1, 0, 1); // [R, 1]
    const auto means = table.slice(1, 1, 1 + channels);
    const auto variances = table.slice(1, 1 + channels);
    const auto total = counts.sum();
    const auto jointMean = (counts * means).sum(0) / total;
    const auto jointVariance = (counts * (variances + (means - jointMean).square())).sum(0) / total;
    Moments moments{jointMean, (jointVariance + epsilon).rsqrt(), total.item<double>()};
    if (running.mean.defined()) {
        const double unbiased = moments.count / std::max(1.0, moments.count - 1);
        running.mean.lerp_(jointMean.to(running.mean.scalar_type()), running.momentum);
        running.variance.lerp_((jointVariance * unbiased).to(running.variance.scalar_type()), running.momentum);
    }
    return moments;
}

/// In two passes over memory forward and two back.
class SyncBatchNormCpu : public torch::autograd::Function<SyncBatchNormCpu> {
public:
    static torch::Tensor forward(AutogradContext *context, const torch::Tensor &x, const torch::Tensor &gamma,
                                 const torch::Tensor &beta, const RunningMoments *running, double epsilon, Ranks *ranks)
    {
        const auto rows = asRows(x);
        const Moments moments = jointMoments(rows, *running, epsilon, *ranks);
        const auto scale = moments.inverse * gamma.to(torch::kDouble);
        context->save_for_backward({rows, gamma, moments.mean, moments.inverse});
        context->saved_data["count"] = moments.count;
        context->saved_data["ranks"] = reinterpret_cast<std::int64_t>(ranks);
        return normalizedRows(rows, moments.mean, scale, beta);
    }

    static variable_list backward(AutogradContext *context, const variable_list &gradients)
    {
        const auto saved = context->get_saved_variables();
        const auto &rows = saved[0];
        const auto &gamma = saved[1];
        const auto &mean = saved[2];
        const auto &inverse = saved[3];
        const auto dy = asRows(gradients[0].to(rows.scalar_type()));
        auto sums = rowGradientSums(dy, rows, mean); // Σ dy, Σ dy·(x−µ)
        const auto gammaGradient = (sums[1] * inverse).to(gamma.scalar_type());
        const auto betaGradient = sums[0].to(gamma.scalar_type(), /*non_blocking=*/false, /*copy=*/true);
        // The parameters' gradients above are the own parts: they are summed with all others.
        reinterpret_cast<Ranks *>(context->saved_data["ranks"].toInt())->sum(sums);
        sums /= context->saved_data["count"].toDouble();
        const auto dx =
            rowGradient(dy, rows, mean, sums[0], sums[1] * inverse.square(), inverse * gamma.to(torch::kDouble));
        return {dx, gammaGradient, betaGradient, {}, {}, {}};
    }
};

/// The same by the kernels that PyTorch's SyncBatchNorm uses.
class SyncBatchNormCuda : public torch::autograd::Function<SyncBatchNormCuda> {
public:
    static torch::Tensor forward(AutogradContext *context, const torch::Tensor &x, const torch::Tensor &gamma,
                                 const torch::Tensor &beta, const RunningMoments *running, double epsilon, Ranks *ranks)
    {
        const std::int64_t channels = x.size(1);
        const double own = static_cast<double>(x.numel()) / static_cast<double>(channels);
        const auto [mean, inverse] = torch::batch_norm_stats(x, epsilon);
        auto table = torch::zeros({ranks->size(), 1 + 2 * channels}, mean.options());
        table[ranks->rank()] = torch::cat({torch::full({1}, own, mean.options()), mean, inverse});
        ranks->sum(table);
        const auto counts = table.select(1, 0).contiguous();
        const auto [jointMean, jointInverse] = torch::batch_norm_gather_stats_with_counts(
            x, table.slice(1, 1, 1 + channels).contiguous(), table.slice(1, 1 + channels).contiguous(), running->mean,
            running->variance, running->momentum, epsilon, counts);
        context->save_for_backward({x, gamma, jointMean, jointInverse, counts.to(torch::kInt)});
        context->saved_data["ranks"] = reinterpret_cast<std::int64_t>(ranks);
        return torch::batch_norm_elemt(x, gamma, beta, jointMean, jointInverse, epsilon);
    }

    static variable_list backward(AutogradContext *context, const variable_list &gradients)
    {
        const auto saved = context->get_saved_variables();
        const auto dy = gradients[0].contiguous(saved[0].suggest_memory_format());
        const auto [sumDy, sumDyX, gammaGradient, betaGradient] =
            torch::batch_norm_backward_reduce(dy, saved[0], saved[2], saved[3], saved[1], true, true, true);
        auto sums = torch::stack({sumDy, sumDyX});
        reinterpret_cast<Ranks *>(context->saved_data["ranks"].toInt())->sum(sums);
        const auto dx =
            torch::batch_norm_backward_elemt(dy, saved[0], saved[2], saved[3], saved[1], sums[0], sums[1], saved[4]);
        return {dx, gammaGradient, betaGradient, {}, {}, {}};
    }
};

} // namespace

torch::Tensor syncBatchNorm(const torch::Tensor &x, const torch::Tensor &gamma, const torch::Tensor &beta,
                            const RunningMoments &running, double epsilon, const std::shared_ptr<Ranks> &ranks)
{
    const auto offset = beta.defined() ? beta : torch::zeros_like(gamma); // a function takes no undefined tensors
    // The ranks outlive every graph of the step: the network holds them.
    return x.is_cuda() ? SyncBatchNormCuda::apply(x, gamma, offset, &running, epsilon, ranks.get())
                       : SyncBatchNormCpu::apply(x, gamma, offset, &running, epsilon, ranks.get());
}

} // namespace tandem::engine
