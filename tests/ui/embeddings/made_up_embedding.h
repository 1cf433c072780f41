#pragma once

#include "ui/data/dataset_summary.h"
#include "ui/embeddings/map_layout.h"
#include "ui/embeddings/neighbors.h"
#include "ui/embeddings/point_table.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tandem::testing {

/// An embedding that nobody trained: classes as blobs in a space of 32 dimensions, and a layout of them on a plane. The
/// same for the same arguments.
struct MadeUpEmbedding {
    PointTablePtr table; // columns class, loss, margin (diverging), purity (with gaps)
    MapLayoutPtr layout;
    std::vector<double> xy;
    std::shared_ptr<const ArrayNeighbors> neighbors; // of no space where there are more than 200,000 points
};
[[nodiscard]] MadeUpEmbedding madeUpEmbedding(std::uint32_t count, int classes, std::uint32_t seed = 1,
                                              const DatasetIdentity &dataset = {});

/// The layout at some time between 0 (no classes to be seen) and 1.
[[nodiscard]] MapLayoutPtr madeUpLayout(std::uint32_t count, int classes, double progress, std::uint32_t seed = 1);

/// Images that exist in no file: `side` x `side` pixels, the class told by the hue.
[[nodiscard]] OpenDatasetPtr madeUpImages(std::uint32_t count, int classes, int side = 32);

} // namespace tandem::testing
