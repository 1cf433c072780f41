#pragma once

#include "core/base/image_view.h"
#include "core/base/result.h"
#include "core/config/settings.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

// A trained encoder that stays loaded, for images one has in hand. Without LibTorch's headers.

namespace tandem {

struct ImageFeatures {
    std::vector<float> h; // [N, D]
    std::vector<float> z; // [N, d]
};

/// Encodes in eval mode, on the run's device where it is there, else on the CPU. One thread.
class ImageEncoder {
public:
    /// `settings` are the run's, as resolved; `checkpoint` is the run's. Errors: CheckpointDamaged (with its path left
    /// empty), OutOfMemory, EngineFailed.
    [[nodiscard]] static Result<std::unique_ptr<ImageEncoder>> create(const Settings &settings,
                                                                      std::span<const std::byte> checkpoint);
    ~ImageEncoder();

    [[nodiscard]] std::int64_t viewSize() const;
    [[nodiscard]] std::int64_t featureDimension() const;    // D
    [[nodiscard]] std::int64_t projectionDimension() const; // d
    [[nodiscard]] const std::string &weights() const;       // SHA-256

    /// Images of any size, resized and centre-cropped as evaluation does (renderForEvaluation). Errors: OutOfMemory,
    /// EngineFailed.
    [[nodiscard]] Result<ImageFeatures> encodeImages(std::span<const ImageView> images);
    /// Squares of viewSize(), as they are. Precondition: they are. Errors: as above.
    [[nodiscard]] Result<ImageFeatures> encodeViews(std::span<const ImageView> views);

private:
    ImageEncoder();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tandem
