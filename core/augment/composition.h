#pragma once

#include "core/augment/pipeline.h"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The composition study of Chen et al. 2020 (section 3.1, figure 5): which pairs of augmentations make good
// representations. Each cell of a matrix is a short run whose views are cropped, and then changed by the operation of
// the row and that of the column, in this order; on the diagonal by the one alone.

namespace tandem {

enum class StudyTransform { Crop, Cutout, Color, Sobel, Noise, Blur, Rotate };
constexpr std::array kStudyTransforms = {StudyTransform::Crop,  StudyTransform::Cutout, StudyTransform::Color,
                                         StudyTransform::Sobel, StudyTransform::Noise,  StudyTransform::Blur,
                                         StudyTransform::Rotate};

[[nodiscard]] std::string_view studyWord(StudyTransform transform); // "color"; enters keys of cells, never renamed
[[nodiscard]] const char *studyLabel(StudyTransform transform);     // English, translated in context "Augment"

struct CompositionChoice {
    std::vector<StudyTransform> transforms{kStudyTransforms.begin(), kStudyTransforms.end()}; // rows and columns
    bool asymmetric = true; // as in the paper: one view is changed, the other only cropped
    /// Gives side and, where it has operations of these kinds, their parameters; SimCLR's ImageNet recipe and the
    /// defaults give the rest. Probabilities do not count: a study's transform always happens.
    Pipeline like;
    bool operator==(const CompositionChoice &) const = default;
};

struct CompositionCell {
    std::size_t row = 0, column = 0; // into transforms: row first, then column
    std::string key;                 // "color+blur", "color" on the diagonal
    Pipeline pipeline;
    /// What the cell sets: "augment.pipeline=…" as JSON, and "augment.size=0", as the pipeline has its own.
    std::vector<std::string> assignments;
};

/// Row by row. A pure function of the choice.
[[nodiscard]] std::vector<CompositionCell> compositionCells(const CompositionChoice &choice);

/// "color+blur": the point's label of a sweep, by which its cell is found again.
[[nodiscard]] std::string compositionKey(StudyTransform first, StudyTransform second);

} // namespace tandem
