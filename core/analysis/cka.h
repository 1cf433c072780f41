#pragma once

#include "core/analysis/feature_view.h"

#include <cstdint>
#include <optional>
#include <stop_token>

namespace tandem {

class Workers;

/// Similarity of two representations of the same samples by linear CKA (Kornblith et al. 2019): 1 = the same up to
/// rotation and scale.
struct Cka {
    double plain = 0;    // biased upward where samples are not many more than dimensions: 1 for two noises of N <= D
    double debiased = 0; // from the unbiased estimator of HSIC (Song et al. 2012): about 0 for independent ones; the
                         // one to show. NaN for fewer than 4 rows
    std::int64_t rows = 0;
};

/// Rows of both belong together. NaN where either is constant. None once `stop` was requested.
[[nodiscard]] std::optional<Cka> linearCka(const FeatureView &first, const FeatureView &second, Workers &workers,
                                           const std::stop_token &stop = {});

} // namespace tandem
