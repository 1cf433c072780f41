#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <vector>

// Operations of core/augment on batches: images [n, H, W, 3] as floats that are whole numbers from 0 to 255, and so are
// the results. Each computes what its kernel in core/augment does, in float and in the same order, operation by
// operation (a tensor operation contracts nothing), so that both round alike. Reals come as doubles, as they are drawn.

namespace tandem::engine::device {

[[nodiscard]] torch::Tensor grayscale(const torch::Tensor &images);
/// threshold [n].
[[nodiscard]] torch::Tensor solarize(const torch::Tensor &images, const torch::Tensor &threshold);

/// One part of a jitter, for some of the images.
struct JitterPart {
    enum class Kind { Brightness, Contrast, Saturation, Hue };
    /// How contrast takes its mean: from the bytes if it is the first part, else from floats in partial sums.
    enum class Mean { OfBytes, OfFloats };

    Kind kind = Kind::Brightness;
    Mean mean = Mean::OfBytes;
    torch::Tensor rows;    // [m], long: of which images
    torch::Tensor amounts; // [m]: factor, or of a turn
};
/// The parts in the order in which they act; each rounds nothing.
[[nodiscard]] torch::Tensor jitter(const torch::Tensor &images, const std::vector<JitterPart> &parts);

/// Value i of an image gets noise number i of its seed. sigma [n]; seed as two words, low and high, [n], long.
[[nodiscard]] torch::Tensor addNoise(const torch::Tensor &images, const torch::Tensor &sigma,
                                     const torch::Tensor &seedLow, const torch::Tensor &seedHigh);

/// weights [n, R+1]: of the pixels at distance 0 … R, zero beyond an image's own radius.
[[nodiscard]] torch::Tensor blur(const torch::Tensor &images, const torch::Tensor &weights);
[[nodiscard]] torch::Tensor sobel(const torch::Tensor &images);

/// Turns about the centre, counter-clockwise; cosine and sine [n] of each angle.
[[nodiscard]] torch::Tensor rotate(const torch::Tensor &images, const torch::Tensor &cosine, const torch::Tensor &sine);
/// The same by whole quarters: of a square, or a half turn.
[[nodiscard]] torch::Tensor rotateQuarters(const torch::Tensor &images, int quarters);
/// Rectangles of 127: [n] each, long.
[[nodiscard]] torch::Tensor cutout(const torch::Tensor &images, const torch::Tensor &x, const torch::Tensor &y,
                                   const torch::Tensor &width, const torch::Tensor &height);

} // namespace tandem::engine::device
