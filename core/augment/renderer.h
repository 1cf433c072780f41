#pragma once

#include "core/augment/pipeline.h"
#include "core/base/image_view.h"

#include <cstdint>
#include <memory>
#include <span>

namespace tandem {

/// Carries out drawn views on the CPU. Keeps scratch buffers: one object per thread. Never uses threads of its own.
class ViewRenderer {
public:
    ViewRenderer();
    ~ViewRenderer();
    ViewRenderer(ViewRenderer &&) noexcept;
    ViewRenderer &operator=(ViewRenderer &&) noexcept;

    /// Renders a view into size*size*3 bytes of packed RGB. Same input, same bytes, whatever was rendered before and
    /// whichever vector instructions the processor has. Each operation computes in float (or exactly in integers) and
    /// rounds to nearest and clamps once, at its end; the four parts of a jitter are one operation. Preconditions: the
    /// view was drawn for an image of this size, the image is at least 1x1, out holds the bytes.
    void render(const ImageView &image, const DrawnView &view, std::span<std::uint8_t> out);

private:
    struct Scratch;
    std::unique_ptr<Scratch> m_scratch;
};

/// The whole image without augmentation as evaluation sees it: resized so that the shorter side is size (mean over the
/// covered area when shrinking, bilinear when enlarging), then the centre square. Any thread.
void renderForEvaluation(const ImageView &image, int size, std::span<std::uint8_t> out);

} // namespace tandem
