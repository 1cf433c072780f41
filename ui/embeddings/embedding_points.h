#pragma once

#include "core/report/records.h"
#include "ui/embeddings/neighbors.h"
#include "ui/embeddings/point_table.h"

#include <memory>
#include <span>
#include <string>

namespace tandem {

class ImageSet;

/// What a run stored of its probe images as points: class, class by the vote of neighbors, and cosine of two views, as
/// far as they were stored. `training`: the images that the run trained on, numbered as its trainer numbers them (see
/// splitForTraining); the points then are images of the whole dataset, whatever was held out, and classes have names.
/// Without it (null: the images are gone), classes are numbers, and `identity` stands for a dataset that nobody else
/// shows. `classNames`: of the record's labels, where those are not the images' own. A pure function; any thread.
[[nodiscard]] PointTablePtr pointsOf(const EmbeddingRecord &record, const ImageSet *training,
                                     const std::string &identity = {}, std::span<const std::string> classNames = {});

/// Both spaces of a record, whose rows are the points of pointsOf(). Any thread.
[[nodiscard]] std::shared_ptr<const ArrayNeighbors> neighborsOf(const EmbeddingRecord &record);

} // namespace tandem
