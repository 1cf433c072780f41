#pragma once

#include "core/analysis/feature_view.h"
#include "core/report/records.h"
#include "ui/embeddings/neighbors.h"
#include "ui/embeddings/point_table.h"

#include <memory>

namespace tandem {

/// What an encoder made of some images at one moment of its training, or what a file says. Immutable; any thread.
struct EmbeddingMoment {
    EmbeddingRecord record;
    PointTablePtr table; // of the record's rows
    std::shared_ptr<const ArrayNeighbors> neighbors;

    [[nodiscard]] bool has(EmbeddingSpace space) const { return rowsOf(space).dimension > 0; }
    /// The rows as they were stored, not scaled.
    [[nodiscard]] FeatureView rowsOf(EmbeddingSpace space) const
    {
        const bool isFeatures = space == EmbeddingSpace::Features;
        const auto &values = isFeatures ? record.h : record.z;
        const std::int64_t dimension = isFeatures ? record.featureDimension : record.projectionDimension;
        return {values, static_cast<std::int64_t>(record.samples.size()), values.empty() ? 0 : dimension};
    }
};
using EmbeddingMomentPtr = std::shared_ptr<const EmbeddingMoment>;

} // namespace tandem
