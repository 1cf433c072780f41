#pragma once

#include "core/data/image_set.h"

#include "ui/sample_set.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <vector>

namespace tandem {

/// Numbers of a dataset that the Data page shows. A pure function of the set.
struct DatasetSummary {
    std::vector<std::uint32_t> countPerClass; // in order of label
    std::uint32_t unlabelled = 0;
    int minimumWidth = 0, maximumWidth = 0;
    int minimumHeight = 0, maximumHeight = 0;
};

[[nodiscard]] DatasetSummary summarise(const ImageSet &images, const std::stop_token &stop = {});

/// An open dataset with its numbers; immutable, any thread.
struct OpenDataset {
    ImageSetPtr images;
    DatasetSummary summary;
};
using OpenDatasetPtr = std::shared_ptr<const OpenDataset>;

/// What the picture grid is asked to show.
struct ImageFilter {
    std::set<std::int32_t> labels; // empty: all
    QString search;                // part of the file name, whatever the case; empty: all
    std::optional<SampleSet> only; // these of the source's images; none: all
    bool operator==(const ImageFilter &) const = default;
};

/// Indices of the images that pass, in order.
[[nodiscard]] std::vector<std::uint32_t> filterImages(const ImageSet &images, const ImageFilter &filter,
                                                      const std::stop_token &stop = {});

/// ImageSet::kind() in the user's language.
[[nodiscard]] QString kindText(const ImageSet &images);
/// "32 × 32 pixels", or the ranges of both sides.
[[nodiscard]] QString sizeText(const DatasetSummary &summary);
/// How even the classes are: "5,000 in each class", "from 12 to 980 in a class"; empty without labels.
[[nodiscard]] QString balanceText(const DatasetSummary &summary);

} // namespace tandem
