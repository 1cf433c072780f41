#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace tandem {

class Workers;

/// Eigenvalues of a symmetric matrix [n, n], largest first. O(n³): a second or so for n = 2048. None once `stop` was
/// requested.
[[nodiscard]] std::optional<std::vector<double>>
symmetricEigenvalues(std::vector<double> matrix, std::int64_t n, Workers &workers, const std::stop_token &stop = {});

struct EigenPairs {
    std::vector<double> values;  // largest first
    std::vector<double> vectors; // [count, n], of unit length and orthogonal
};

/// The `count` <= n largest eigenvalues of a symmetric matrix with their eigenvectors: all of them by Householder's and
/// QL's method up to n = 128, above from a block Krylov space, to a residual of 1e-9 of the largest eigenvalue (or as
/// near as a space of some hundreds of vectors comes). The sign of a vector makes its largest component positive.
[[nodiscard]] std::optional<EigenPairs> largestEigenpairs(const std::vector<double> &matrix, std::int64_t n,
                                                          std::int64_t count, Workers &workers,
                                                          const std::stop_token &stop = {});

} // namespace tandem
