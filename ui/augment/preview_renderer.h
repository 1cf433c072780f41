#pragma once

#include "core/augment/pipeline.h"
#include "core/data/image_set.h"

#include <QImage>

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace tandem {

/// Which views to make: for every sample and draw, both views under each pipeline, on equal seeds. Draw d is what
/// training makes of the sample in epoch firstEpoch + d under this seed.
struct PreviewRequest {
    ImageSetPtr images;                 // the training images: a sample's number is its place there
    std::vector<std::uint32_t> samples; // rows of the grid
    std::vector<Pipeline> pipelines;    // one, or two to compare
    std::uint64_t seed = 1;
    std::uint32_t firstEpoch = 1;
    int draws = 4;
};

struct PreviewView {
    QImage image; // RGB888, as the trainer gets it
    DrawnView drawn;
};

/// Views by place: ((sample * pipelines + pipeline) * draws + draw) * 2 + view.
struct PreviewResult {
    PreviewRequest request;
    std::vector<PreviewView> views;

    [[nodiscard]] std::size_t place(std::size_t sample, std::size_t pipeline, int draw, int view) const
    {
        return 2 * ((sample * request.pipelines.size() + pipeline) * static_cast<std::size_t>(request.draws) +
                    static_cast<std::size_t>(draw)) +
               static_cast<std::size_t>(view);
    }
};

/// The very view that training makes, by the code that training uses.
[[nodiscard]] PreviewView renderTrainingView(const ImageView &image, const Pipeline &pipeline, std::uint64_t seed,
                                             std::uint32_t epoch, std::uint32_t sample, std::uint32_t view);

/// A view that was drawn, of some of its operations.
[[nodiscard]] QImage renderDrawn(const ImageView &image, const DrawnView &drawn);

/// What the views of a preview take at most, in bytes: past that neither memory nor patience suffices.
constexpr std::size_t kMostPreviewBytes = 96U << 20;

/// How many draws keep to kMostPreviewBytes, at most those the request has, and one at least.
[[nodiscard]] int fittingDraws(const PreviewRequest &request);

/// Makes all views, on all processors but at most four. None if `stop` was requested. Any thread.
[[nodiscard]] std::optional<PreviewResult> renderPreview(const PreviewRequest &request,
                                                         const std::stop_token &stop = {});

} // namespace tandem
