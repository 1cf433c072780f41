#pragma once

#include "core/base/image_view.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tandem {

/// How pixels are weighted when an image is resized. Both keep the half-pixel convention: pixel i covers [i, i+1).
enum class ResampleFilter {
    Triangle, // bilinear; when shrinking, the support grows by the factor (antialiasing, as PIL and torchvision)
    Area,     // when shrinking, the mean over the covered area; when enlarging, bilinear
};

/// For each output pixel of one axis: the first input pixel and `taps` weights that sum to one.
/// taps <= input size, and first + taps <= input size for every output pixel.
struct AxisWeights {
    int taps = 0;
    std::vector<int> first;
    std::vector<float> weights; // output pixels x taps

    /// For the `count` output pixels from `from` on, of `outputSize` in all; mirrored ones in reverse order.
    void compute(int inputSize, int outputSize, int from, int count, ResampleFilter filter, bool mirrored);
};

/// A rectangle of an image, in its pixels.
struct SourceRect {
    int x = 0, y = 0, width = 0, height = 0;
};

/// Resizes rectangles of images. Keeps its buffers: one object per thread.
class Resampler {
public:
    struct Task {
        SourceRect rect;           // what is resized; pixels outside have no influence
        int width = 0, height = 0; // to this size
        SourceRect window;         // and this part of the result is made
        ResampleFilter filter = ResampleFilter::Triangle;
        bool mirrored = false; // left and right of the window change places
    };
    /// Writes the window as packed RGB. Sums are kept in float and rounded once. Preconditions: rect lies in the image,
    /// window in the result, neither is empty; out holds 3 * window.width * window.height bytes.
    void resize(const ImageView &image, const Task &task, std::span<std::uint8_t> out);

private:
    AxisWeights m_columns, m_rows;
    std::vector<float> m_blended;    // one row of the rectangle, blended over rows
    std::vector<std::uint8_t> m_row; // one output row and a byte to spare
};

} // namespace tandem
