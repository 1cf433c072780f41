#pragma once

#include <span>
#include <vector>

namespace tandem {

/// The losses whose gradient table 2 of Chen et al. 2020 (arXiv 2002.05709) compares.
enum class ContrastLoss { NtXent, NtLogistic, Margin };

/// How one anchor's gradient treats its negatives.
struct ContrastWeights {
    std::vector<double> negatives; // size of the factor before each negative: how strongly it is pushed away, >= 0
    double positive = 0;           // size of the factor before the positive
    std::vector<double> shares;    // negatives, divided by their sum; zeros where nothing is pushed
    double effectiveNegatives = 0; // exp of the entropy of shares: from 1 to their count; 0 where nothing is pushed
    double hardestShare = 0;       // of the most similar 1 % (at least one), in shares
};

/// Factors of d loss / d anchor, from cosine similarities s in [-1, 1]; each negative counts alone, and logistic and
/// margin take the mean over the negatives, so that their factors sum to the same order as NT-Xent's.
/// NtXent: -log(e^(s+/t) / (e^(s+/t) + sum_k e^(s_k/t))) has the factors p_k/t and (1 - p+)/t.
/// NtLogistic: -log sigma(s+/t) - mean_k log sigma(-s_k/t) has sigma(s_k/t)/(t n) and sigma(-s+/t)/t.
/// Margin: mean_k max(s_k - s+ + m, 0) has 1/n for each k inside the margin, and their sum before the positive.
/// Preconditions: temperature > 0; it does not matter to Margin, nor `margin` to the others.
[[nodiscard]] ContrastWeights contrastWeights(ContrastLoss loss, double positive, std::span<const double> negatives,
                                              double temperature, double margin);

} // namespace tandem
