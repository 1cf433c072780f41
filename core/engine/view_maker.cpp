#include "core/engine/view_maker.h"

#include "core/engine/device_memory.h"
#include "core/engine/device_parcel.h"
#include "core/engine/model.h"

namespace tandem::engine {

namespace {

/// Where the free memory of a GPU cannot be asked.
constexpr std::int64_t kModestBytes = std::int64_t{4} << 30;

std::optional<DevicePixels> heldIfFitting(const ImageSet &images, const torch::Device &device)
{
    if (!device.is_cuda())
        return std::nullopt; // the loader's pixels are as near
    const auto free = freeDeviceMemory(device);
    if (pixelBytes(images) > (free ? *free / 2 : kModestBytes))
        return std::nullopt;
    try {
        return holdOnDevice(images, device);
    } catch (const c10::Error &) {
        return std::nullopt; // somebody else was faster
    }
}

/// Pieces of pixels, one after the other, on a device.
torch::Tensor joined(const std::vector<std::vector<std::uint8_t>> &pieces, const torch::Device &device)
{
    std::int64_t bytes = 0;
    for (const auto &piece : pieces)
        bytes += static_cast<std::int64_t>(piece.size());
    auto host = torch::empty({bytes / 3, 3}, torch::TensorOptions(torch::kUInt8).pinned_memory(device.is_cuda()));
    auto *next = host.data_ptr<std::uint8_t>();
    for (const auto &piece : pieces)
        next = std::copy(piece.begin(), piece.end(), next);
    return host.to(device, /*non_blocking=*/true);
}

} // namespace

ViewMaker::ViewMaker(const std::string &renderer, const Pipeline &pipeline, ImageSetPtr images,
                     const torch::Device &device)
    : m_size(pipeline.size), m_device(device)
{
    if (renderer != "device")
        return;
    m_renderer.emplace(pipeline, device);
    m_held = heldIfFitting(*images, device);
    if (m_held)
        m_firstPixels = std::make_shared<const std::vector<std::int64_t>>(std::move(m_held->first));
}

void ViewMaker::configure(LoaderOptions &options) const
{
    if (!m_renderer)
        options.output = LoaderOutput::Rendered;
    else
        options.output = m_held ? LoaderOutput::Drawn : LoaderOutput::Staged;
    options.firstPixels = m_firstPixels;
}

torch::Tensor ViewMaker::viewsOf(const Batch &batch) const
{
    if (!m_renderer)
        return imagesToTensor(batch.views.data(), 2 * static_cast<std::int64_t>(batch.samples.size()), m_size,
                              m_device);
    return m_renderer->render(m_held ? m_held->pixels : joined(batch.staged, m_device), batch.jobs);
}

std::string ViewMaker::description() const
{
    if (!m_renderer)
        return {};
    constexpr std::int64_t kMiB = 1 << 20;
    return m_held ? "Views are rendered on the device, from images that are held there (" +
                        std::to_string((m_held->pixels.numel() + kMiB - 1) / kMiB) + " MiB)."
                  : "Views are rendered on the device, from pixels that are sent with each batch.";
}

std::string chosenRenderer(const std::string &word, const torch::Device &device)
{
    if (word != "auto")
        return word;
    return device.is_cuda() ? "device" : "cpu";
}

} // namespace tandem::engine
