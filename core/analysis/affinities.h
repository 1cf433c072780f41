#pragma once

#include "core/analysis/neighbors.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace tandem {

class Workers;

/// How strongly t-SNE's points hold together: the symmetric matrix p_ij of van der Maaten & Hinton 2008, whose sum
/// is 1.
struct Affinities {
    std::vector<std::int64_t> rowStart; // [N + 1]
    std::vector<std::int32_t> columns;  // ascending within a row
    std::vector<float> p;
    double perplexity = 0; // as used: at most a third of the neighbours that there were
    double sumPLogP = 0;   // constant part of the divergence, nats

    [[nodiscard]] std::int64_t rows() const { return static_cast<std::int64_t>(rowStart.size()) - 1; }
};

/// How many neighbours a perplexity takes: three times as many, but at most the others that there are.
[[nodiscard]] std::int64_t neighborsForPerplexity(double perplexity, std::int64_t rows);

/// The perplexity that so many rows allow, and perplexityAffinities() uses: at most a third of the neighbours.
[[nodiscard]] double usablePerplexity(double perplexity, std::int64_t rows);

/// The conditional distribution over one point's neighbours: p_j proportional to exp(−beta d_j²), whose entropy is
/// ln(perplexity) to 1e-5. Where distances cannot give it (all equal, or perplexity above the count) it is as near as
/// they allow. Squared distances ascend.
[[nodiscard]] std::vector<double> conditionalAffinities(std::span<const float> squaredDistances, double perplexity);

/// Symmetric affinities of points from their neighbours. The perplexity is cut to a third of the neighbours. None once
/// `stop` was requested.
[[nodiscard]] std::optional<Affinities> perplexityAffinities(const Neighbors &neighbors, double perplexity,
                                                             Workers &workers, const std::stop_token &stop = {});

} // namespace tandem
