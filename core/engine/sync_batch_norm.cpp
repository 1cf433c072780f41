#include "core/engine/sync_batch_norm.h"

#include <vector>

namespace tandem::engine {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// All dimensions but the channels.
std::vector<std::int64_t> rowDimensions(const torch::Tensor &x)
{
    return x.dim() == 2 ? std::vector<std::int64_t>{0} : std::vector<std::int64_t>{0, 2, 3};
}

/// [C] so that it broadcasts over x.
torch::Tensor alongChannels(const torch::Tensor &v, const torch::Tensor &x)
{
    return x.dim() == 2 ? v : v.view({1, -1, 1, 1});
}

/// Type of the arithmetic on x: half precision serves for storing only.
torch::Dtype working(const torch::Tensor &x)
{
    return x.scalar_type() == torch::kDouble ? torch::kDouble : torch::kFloat32;
}

struct Moments {
    torch::Tensor mean, inverse; // [C]: µ and 1/√(σ²+ε) over all ranks
    double count = 0;            // rows of all ranks
};

/// µ = Σ n_r µ_r / n;  σ² = Σ n_r (σ_r² + (µ_r − µ)²) / n: no difference of large sums is taken.
Moments jointMoments(const torch::Tensor &x, const RunningMoments &running, double epsilon, Ranks &ranks)
{
    const std::int64_t channels = x.size(1);
    const double own = static_cast<double>(x.numel()) / static_cast<double>(channels);
    const auto [ownVariance, ownMean] = torch::var_mean(x, rowDimensions(x), /*unbiased=*/false);
    const auto variance = ownVariance.to(torch::kDouble); // few numbers, which decide over all others
    const auto mean = ownMean.to(torch::kDouble);
    // One row per rank, zero elsewhere, so that the sum gathers them: count, means, variances.
    auto table = torch::zeros({ranks.size(), 1 + 2 * channels}, mean.options());
    table[ranks.rank()] = torch::cat({torch::full({1}, own, mean.options()), mean, variance});
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

class SyncBatchNormCpu : public torch::autograd::Function<SyncBatchNormCpu> {
public:
    static torch::Tensor forward(AutogradContext *context, const torch::Tensor &x, const torch::Tensor &gamma,
                                 const torch::Tensor &beta, const RunningMoments *running, double epsilon, Ranks *ranks)
    {
        const auto type = working(x);
        const auto wide = x.to(type);
        const Moments moments = jointMoments(wide, *running, epsilon, *ranks);
        const auto mean = moments.mean.to(type);
        const auto inverse = moments.inverse.to(type);
        context->save_for_backward({x, gamma, mean, inverse});
        context->saved_data["count"] = moments.count;
        context->saved_data["ranks"] = reinterpret_cast<std::int64_t>(ranks);
        auto y = (wide - alongChannels(mean, x)).mul_(alongChannels(inverse * gamma.to(type), x));
        return y.add_(alongChannels(beta.to(type), x)).to(x.scalar_type());
    }

    static variable_list backward(AutogradContext *context, const variable_list &gradients)
    {
        const auto saved = context->get_saved_variables();
        const auto &x = saved[0];
        const auto &gamma = saved[1];
        const auto &inverse = saved[3];
        const auto type = working(x);
        const auto dimensions = rowDimensions(x);
        const auto dy = gradients[0].to(type);
        const auto centred = x.to(type) - alongChannels(saved[2], x);
        const auto sumDy = dy.sum(dimensions, /*keepdim=*/false, torch::kDouble);
        const auto sumDyX = (dy * centred).sum(dimensions, false, torch::kDouble); // Σ dy·(x−µ)
        const auto gammaGradient = (sumDyX * inverse).to(gamma.scalar_type());
        const auto betaGradient = sumDy.to(gamma.scalar_type());
        // The parameters' gradients above are the own parts: they are summed with all others.
        auto sums = torch::stack({sumDy, sumDyX});
        reinterpret_cast<Ranks *>(context->saved_data["ranks"].toInt())->sum(sums);
        sums /= context->saved_data["count"].toDouble();
        const auto meanDy = sums[0].to(type);
        const auto slope = (sums[1] * inverse.to(torch::kDouble).square()).to(type);
        auto dx = (dy - alongChannels(meanDy, x)).sub_(centred * alongChannels(slope, x));
        dx.mul_(alongChannels(inverse * gamma.to(type), x));
        return {dx.to(x.scalar_type()), gammaGradient, betaGradient, {}, {}, {}};
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
