#pragma once

#include "core/analysis/feature_view.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace tandem {

class Workers;

// How far a map may be believed.

struct MapQualityOptions {
    std::int64_t k = 12;             // neighbours that are compared; below half the rows
    Metric metric = Metric::Cosine;  // of the features
    std::int64_t maximumRows = 5000; // above, a subset by a fixed seed is compared: ranks take N² time
    std::int64_t seed = 1;
};

/// What to say of a map.
enum class MapTrust {
    Good,
    FalseNeighbors,    // trustworthiness below kTrustLimit: clusters that are none
    TornNeighborhoods, // continuity below kTrustLimit: neighbours that lie apart
    Unreliable,        // both
    Unknown,           // too few rows to say
};
inline constexpr double kTrustLimit = 0.9;

/// Trustworthiness and continuity (Venna & Kaski 2001), as scikit-learn computes the former: 1 − 2/(n k (2n − 3k − 1))
/// times the sum, over the k neighbours in one space that are none in the other, of their rank there minus k.
struct MapQuality {
    std::int64_t k = 0;
    std::int64_t rows = 0;            // compared
    double trustworthiness = 0;       // ranks among the features of those near in the layout; NaN if unknown
    double continuity = 0;            // ranks in the layout of those near among the features
    std::vector<float> trustPerPoint; // the same sums for each row; NaN where it was not compared
    std::vector<float> continuityPerPoint;
    MapTrust trust = MapTrust::Unknown;
};

/// positions: [rows, 2]. None once `stop` was requested.
[[nodiscard]] std::optional<MapQuality> mapQuality(const FeatureView &features, std::span<const float> positions,
                                                   const MapQualityOptions &options, Workers &workers,
                                                   const std::stop_token &stop = {});

/// How far points moved between two layouts of the same points, after Procrustes, relative to the RMS radius of the
/// second.
struct LayoutStability {
    double medianJump = 0;
    double largestJump = 0;
};
[[nodiscard]] LayoutStability layoutStability(std::span<const float> before, std::span<const float> after);

} // namespace tandem
