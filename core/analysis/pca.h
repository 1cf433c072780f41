#pragma once

#include "core/analysis/feature_view.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace tandem {

class Workers;

/// Principal components of some features. Kept and applied to other features of the same dimension it makes views that
/// can be compared directly, epoch by epoch.
struct PcaBasis {
    std::vector<double> mean;       // [dimension]
    std::vector<double> components; // [count, dimension], orthonormal, largest variance first
    std::vector<double> variances;  // [count], along the components (divided by N − 1)
    double totalVariance = 0;       // over all dimensions

    [[nodiscard]] std::int64_t count() const { return static_cast<std::int64_t>(variances.size()); }
};

/// The first `count` components, fewer if the features have fewer dimensions. The sign of a component makes its largest
/// loading positive. None once `stop` was requested.
[[nodiscard]] std::optional<PcaBasis> fitPca(const FeatureView &features, std::int64_t count, Workers &workers,
                                             const std::stop_token &stop = {});

/// Coordinates [rows, count] along the components. None once `stop` was requested.
[[nodiscard]] std::optional<std::vector<float>> projectPca(const PcaBasis &basis, const FeatureView &features,
                                                           Workers &workers, const std::stop_token &stop = {});

/// The same on the first two components, [rows, 2]; where there are fewer, other coordinates are 0.
[[nodiscard]] std::optional<std::vector<float>> projectPcaToPlane(const PcaBasis &basis, const FeatureView &features,
                                                                  Workers &workers, const std::stop_token &stop = {});

} // namespace tandem
