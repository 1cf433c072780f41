#pragma once

#include "core/engine/device_renderer.h"
#include "core/engine/loader.h"

#include <torch/torch.h>

#include <memory>
#include <optional>
#include <string>

namespace tandem::engine {

/// Makes the views of a run's batches as its setting augment.renderer says: the loader renders them ("cpu"), or it
/// draws them only and the device renders ("device"), from images that lie there if they take no more than half of its
/// free memory, else from the pixels that the loader sends along. One thread.
class ViewMaker {
public:
    /// `renderer`: cpu or device.
    ViewMaker(const std::string &renderer, const Pipeline &pipeline, ImageSetPtr images, const torch::Device &device);

    /// What the loader has to do for it.
    void configure(LoaderOptions &options) const;
    /// [2N, 3, S, S] in [0, 1] on the device, channels last: the first views, then the second ones.
    [[nodiscard]] torch::Tensor viewsOf(const Batch &batch) const;
    /// One sentence for the run's log; empty if the processor renders.
    [[nodiscard]] std::string description() const;

private:
    std::int64_t m_size;
    torch::Device m_device;
    std::optional<DeviceRenderer> m_renderer; // none: the loader renders
    std::optional<DevicePixels> m_held;       // none: pixels come with each batch
    std::shared_ptr<const std::vector<std::int64_t>> m_firstPixels;
};

/// "auto" resolved: the device where it is a GPU, else the processor.
[[nodiscard]] std::string chosenRenderer(const std::string &word, const torch::Device &device);

} // namespace tandem::engine
