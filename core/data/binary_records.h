#pragma once

#include "core/data/decode.h"
#include "core/data/source_listing.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace tandem {

// The binary distributions of CIFAR-10 (1 label byte, 3072 pixels), CIFAR-100 (coarse and fine label, 3072 pixels) and
// STL-10 (27648 pixels; labels 1 to 10 in a file of their own). Pixels are planar RGB; STL-10's planes run column by
// column.

/// The record files that a path means: the training part of a folder, or one file. Empty if it is no such dataset.
[[nodiscard]] std::vector<std::filesystem::path> binaryFilesAt(const std::filesystem::path &path);

/// Format of a file from binaryFilesAt.
[[nodiscard]] SourceFormat binaryFormat(const std::filesystem::path &file);

[[nodiscard]] std::int64_t binaryRecordBytes(SourceFormat format);

/// Names beside the file (batches.meta.txt, fine_label_names.txt, class_names.txt), else the published ones; empty for
/// STL-10's unlabelled part.
[[nodiscard]] std::vector<std::string> binaryClassNames(SourceFormat format, const std::filesystem::path &file);

struct LabelledImage {
    DecodedImage image;
    std::int32_t label = kNoLabel;
};

/// One record as packed RGB. `labels`: content of STL-10's label file, empty if there is none.
[[nodiscard]] LabelledImage decodeRecord(SourceFormat format, std::span<const std::uint8_t> record, std::size_t index,
                                         std::span<const std::uint8_t> labels);

/// STL-10's labels for an X file (train_y.bin for train_X.bin); empty for other formats or where there is none.
[[nodiscard]] std::vector<std::uint8_t> binaryLabels(SourceFormat format, const std::filesystem::path &file);

} // namespace tandem
