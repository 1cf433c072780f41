#pragma once

#include <torch/torch.h>

#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace tandem::engine {

struct LogisticFit {
    torch::Tensor weight; // [C, D], double
    torch::Tensor bias;   // [C], double
    double loss = 0;      // the objective's value

    /// Features [N, D] of any type to scores [N, C].
    [[nodiscard]] torch::Tensor scores(const torch::Tensor &features) const;
};

/// Minimises mean cross-entropy + penalty/2 · ‖W‖² by L-BFGS with strong Wolfe conditions, in double; the bias is not
/// penalised. Features [N, D], labels [N] long, below `classes`. Starts from `start` or from zero; the minimum does not
/// depend on it for a positive penalty, as the objective is strictly convex in W.
[[nodiscard]] LogisticFit fitLogistic(const torch::Tensor &features, const torch::Tensor &labels, std::int64_t classes,
                                      double penalty, const std::optional<LogisticFit> &start = std::nullopt);

/// 45 penalties, log-spaced from 1e5 down to 1e-6 (Chen et al. 2020, appendix B.8; a penalty there has no stated
/// scale).
[[nodiscard]] std::vector<double> logisticPenalties();

/// The penalty of highest accuracy on the validation rows, the largest of equals, each fit starting from the one
/// before. `tell` hears of every fit. None if `stop` was requested.
[[nodiscard]] std::optional<double>
choosePenalty(const torch::Tensor &features, const torch::Tensor &labels, const torch::Tensor &validation,
              const torch::Tensor &validationLabels, std::int64_t classes, const std::vector<double> &penalties,
              const std::function<void(std::size_t, double)> &tell, const std::stop_token &stop);

} // namespace tandem::engine
