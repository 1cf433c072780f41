#include "core/engine/logistic_regression.h"

#include "core/engine/evaluation.h"

#include <cmath>

namespace tandem::engine {

namespace {

namespace F = torch::nn::functional;

constexpr int kIterations = 1000;
constexpr double kGradientTolerance = 1e-7; // largest element; the loss is then exact to about its square
constexpr double kChangeTolerance = 1e-12;

} // namespace

torch::Tensor LogisticFit::scores(const torch::Tensor &features) const
{
    const torch::NoGradGuard guard;
    return torch::addmm(bias, features.to(torch::kDouble), weight.t());
}

LogisticFit fitLogistic(const torch::Tensor &features, const torch::Tensor &labels, std::int64_t classes,
                        double penalty, const std::optional<LogisticFit> &start)
{
    const torch::AutoGradMode gradients(true);
    const auto x = features.detach().to(torch::kDouble);
    const auto options = torch::TensorOptions(torch::kDouble);
    auto weight = (start ? start->weight.clone() : torch::zeros({classes, x.size(1)}, options)).requires_grad_();
    auto bias = (start ? start->bias.clone() : torch::zeros({classes}, options)).requires_grad_();
    torch::optim::LBFGS optimizer({weight, bias}, torch::optim::LBFGSOptions(1)
                                                      .max_iter(kIterations)
                                                      .max_eval(2 * kIterations)
                                                      .tolerance_grad(kGradientTolerance)
                                                      .tolerance_change(kChangeTolerance)
                                                      .history_size(10)
                                                      .line_search_fn("strong_wolfe"));
    const auto objective = [&] {
        return F::cross_entropy(torch::addmm(bias, x, weight.t()), labels) + penalty / 2 * weight.square().sum();
    };
    optimizer.step([&] {
        optimizer.zero_grad();
        const auto loss = objective();
        loss.backward();
        return loss;
    });
    const torch::NoGradGuard guard;
    return {weight.detach(), bias.detach(), objective().item<double>()};
}

std::vector<double> logisticPenalties()
{
    constexpr int kCount = 45;
    std::vector<double> penalties;
    for (int i = 0; i < kCount; ++i)
        penalties.push_back(std::pow(10.0, 5 - 11.0 * i / (kCount - 1)));
    return penalties;
}

std::optional<double> choosePenalty(const torch::Tensor &features, const torch::Tensor &labels,
                                    const torch::Tensor &validation, const torch::Tensor &validationLabels,
                                    std::int64_t classes, const std::vector<double> &penalties,
                                    const std::function<void(std::size_t, double)> &tell, const std::stop_token &stop)
{
    std::optional<LogisticFit> fit;
    std::optional<double> chosen;
    double best = -1;
    for (std::size_t i = 0; i < penalties.size(); ++i) {
        if (stop.stop_requested())
            return std::nullopt;
        fit = fitLogistic(features, labels, classes, penalties[i], fit);
        const double accuracy = accuracyOf(fit->scores(validation), validationLabels).top1;
        if (accuracy > best) {
            best = accuracy;
            chosen = penalties[i];
        }
        if (tell)
            tell(i + 1, fit->loss);
    }
    return chosen;
}

} // namespace tandem::engine
