#pragma once

#include "core/augment/pipeline.h"
#include "core/base/image_view.h"

#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace tandem {

/// What a view costs on the processor that measured it.
struct PipelineCost {
    double microsecondsPerView = 0; // drawing and rendering, one thread
    /// By operation of the pipeline, of the same mean view: an operation with p = 0.5, or for one of the views, costs
    /// half. What it adds to those
    /// before it, so the resizing is in the crop (or, without one, in restMicroseconds). Never negative.
    std::vector<double> microsecondsPerOperation;
    double restMicroseconds = 0; // drawing, and resizing where there is no crop
};

/// Times some views of these images, `rounds` times each (at least once), and takes the quickest round. One thread;
/// some ten milliseconds for small views. None if `stop` was requested. Preconditions: at least one image; as drawView.
[[nodiscard]] std::optional<PipelineCost> measureCost(const Pipeline &pipeline, std::span<const ImageView> images,
                                                      int rounds = 5, const std::stop_token &stop = {});

} // namespace tandem
