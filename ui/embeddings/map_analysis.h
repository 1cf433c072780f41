#pragma once

#include "core/analysis/close_pairs.h"
#include "core/analysis/effective_negatives.h"
#include "core/analysis/feature_measures.h"
#include "core/analysis/knn_measures.h"
#include "core/analysis/layout_quality.h"
#include "core/analysis/silhouette.h"
#include "ui/embeddings/embedding_moment.h"
#include "ui/embeddings/pair_model.h"
#include "ui/embeddings/similarity_matrix.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace tandem {

class Workers;

/// What there is to say of one space of a moment, whatever its map looks like. Immutable; any thread.
struct SpaceAnalysis {
    EmbeddingMomentPtr moment;
    EmbeddingSpace space = EmbeddingSpace::Features;
    std::shared_ptr<const Neighbors> neighbors; // kNeighbors, or all others
    KnnVote vote;
    NeighborPurity purity;
    Uniformity uniformity;
    double rankMe = 0, effectiveRank = 0;
    std::int64_t rows = 0, dimension = 0;
    FeatureStd spread;
    std::optional<SilhouetteScores> silhouette; // none without labels
    double positiveCosine = 0;                  // mean over `positives` images; of z
    std::int64_t positives = 0;                 // 0: not measured

    static constexpr std::int64_t kNeighbors = 200;
    static constexpr double kTemperature = 0.1;
    static constexpr std::int64_t kPurityNeighbors = 10;
};
using SpaceAnalysisPtr = std::shared_ptr<const SpaceAnalysis>;

/// Null once `stop` was requested.
[[nodiscard]] SpaceAnalysisPtr analyseSpace(const EmbeddingMomentPtr &moment, EmbeddingSpace space, Workers &workers,
                                            const std::stop_token &stop);

/// What there is to say of a map of such a space.
struct MapAnalysis {
    MapQuality quality;
    NeighborPurity purity;   // of neighbors on the map
    NeighborOverlap overlap; // of neighbors on the map and in the space
};
using MapAnalysisPtr = std::shared_ptr<const MapAnalysis>;
[[nodiscard]] MapAnalysisPtr analyseMap(const SpaceAnalysis &space, const std::vector<float> &positions,
                                        Workers &workers, const std::stop_token &stop);

/// The moment's table with all that the analyses know of each point as columns; `map` may be null.
[[nodiscard]] PointTablePtr withAnalysis(const SpaceAnalysis &space, const MapAnalysis *map);
/// The table with those columns of withAnalysis() that `before` has and it lacks, their values not known yet: so that
/// views of the same images keep what they color and sort by. `before` may be null, or of other images: the table.
[[nodiscard]] PointTablePtr withColumnsAwaited(const PointTablePtr &table, const PointTablePtr &before);

/// Where training has trouble: of the projections, which the loss acts on.
struct TroubleAnalysis {
    EmbeddingMomentPtr moment;
    EmbeddingSpace space = EmbeddingSpace::Projections; // of pairs and matrix; features where there are no projections
    std::vector<SamplePair> pairs;
    std::int64_t violations = 0; // negatives that lie closer than the positive, all of them
    bool isThreshold = false;    // no positive was measured: pairs above kThreshold
    SimilarityMatrixPtr matrix;
    std::vector<EffectiveNegatives> negatives;
    double temperature = 0.5;

    static constexpr double kThreshold = 0.95;
    static constexpr std::int64_t kMatrixRows = 256;
};
using TroubleAnalysisPtr = std::shared_ptr<const TroubleAnalysis>;
[[nodiscard]] TroubleAnalysisPtr findTrouble(const EmbeddingMomentPtr &moment, double temperature, Workers &workers,
                                             const std::stop_token &stop);

} // namespace tandem
