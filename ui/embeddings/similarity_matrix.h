#pragma once

#include "ui/embeddings/color_ramps.h"
#include "ui/sample_selection.h"

#include <QImage>
#include <QStringList>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <vector>

namespace tandem {

/// The cosines between views of a batch, or between images. Immutable once shared; any thread.
struct SimilarityMatrix {
    struct Row {
        std::uint32_t sample = 0;  // index into the dataset
        std::int32_t label = -1;   // index into classNames; -1: not known
        std::int8_t view = -1;     // 0 or 1 of a pair; -1: the image itself
        std::int32_t partner = -1; // the row of the other view; -1: none
    };
    DatasetIdentity dataset;
    std::vector<Row> rows;
    QStringList classNames;
    std::vector<float> cosines; // rows x rows; NaN: not known

    [[nodiscard]] std::size_t size() const { return rows.size(); }
    [[nodiscard]] float cosine(std::size_t a, std::size_t b) const { return cosines[a * rows.size() + b]; }
};
using SimilarityMatrixPtr = std::shared_ptr<const SimilarityMatrix>;

/// The rows as given, or class by class with the views of an image side by side; those without a class last.
[[nodiscard]] std::vector<std::uint32_t> rowOrder(const SimilarityMatrix &matrix, bool byClass);

/// A pixel a pair, in that order; the ramp goes from cosine -1 to 1. Null if stopped.
[[nodiscard]] QImage matrixImage(const SimilarityMatrix &matrix, const std::vector<std::uint32_t> &order,
                                 const ColorRamp &ramp, QRgb unknown, const std::stop_token &stop = {});

} // namespace tandem
