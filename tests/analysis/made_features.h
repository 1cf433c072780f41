#pragma once

#include "core/analysis/feature_view.h"
#include "core/analysis/kernels/kernels.h"

#include <cstdint>
#include <vector>

namespace tandem::test {

/// Features with labels, from a fixed seed.
struct MadeFeatures {
    std::vector<float> values;
    std::vector<std::int32_t> labels;
    std::int64_t rows = 0;
    std::int64_t dimension = 0;

    [[nodiscard]] FeatureView view() const { return {values, rows, dimension}; }
};

struct MadeOptions {
    std::int64_t rows = 500;
    std::int64_t dimension = 32;
    std::int64_t classes = 10;
    double separation = 1; // deviation of the class centres
    double noise = 0.3;    // deviation around them
    std::uint64_t seed = 1;
};
/// Gaussian classes, one after another by turns.
[[nodiscard]] MadeFeatures madeFeatures(const MadeOptions &options = {});

/// Every instruction set that this machine can run.
[[nodiscard]] std::vector<const Kernels *> runnableKernels();

} // namespace tandem::test
