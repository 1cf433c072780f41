#pragma once

#include "core/augment/pipeline.h"
#include "core/data/image_set.h"

#include <torch/torch.h>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tandem::engine {

/// A view to be rendered, and where the pixels of its image lie in a row of RGB pixels.
struct ViewJob {
    DrawnView drawn;
    std::int64_t first = 0; // number of the image's first pixel
    int width = 0, height = 0;
};

/// Carries out drawn views on a device, many at a time: what ViewRenderer does one by one. The numbers are the same, as
/// each operation computes in the same order and rounds at the same places; what is promised is that no value differs
/// by more than 2 of 255. One thread.
class DeviceRenderer {
public:
    /// The pipeline that the views are drawn from: it tells in which order operations can be shared. Views of other
    /// origin come out as well, only slower.
    DeviceRenderer(const Pipeline &pipeline, const torch::Device &device);

    /// pixels [P, 3], bytes on the device. Views as floats [n, 3, S, S] in [0, 1], channels last, the same as
    /// imagesToTensor() of their bytes. On a GPU the host does not wait. Preconditions: all views have the pipeline's
    /// size; each was drawn for an image of its job's size, and its pixels are there.
    [[nodiscard]] torch::Tensor render(const torch::Tensor &pixels, std::span<const ViewJob> jobs) const;

private:
    std::vector<std::size_t> m_kinds; // of operations, in the pipeline's order
    std::int64_t m_size;
    torch::Device m_device;
};

/// All images of a set as one row of RGB pixels on a device.
struct DevicePixels {
    torch::Tensor pixels;            // [P, 3], bytes
    std::vector<std::int64_t> first; // number of the first pixel, by image
};

/// Bytes that the images take on a device.
[[nodiscard]] std::int64_t pixelBytes(const ImageSet &images);

/// Copies the images there. Errors as exceptions of LibTorch: out of memory.
[[nodiscard]] DevicePixels holdOnDevice(const ImageSet &images, const torch::Device &device);

/// Adds to `pixels` what a view needs of its image: the rectangle that it crops first, or the whole image; the job's
/// view then speaks of that.
[[nodiscard]] ViewJob stagedJob(const ImageView &image, DrawnView drawn, std::vector<std::uint8_t> &pixels);

} // namespace tandem::engine
