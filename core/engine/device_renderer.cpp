#include "core/engine/device_renderer.h"

#include "core/engine/device_resample.h"
#include "core/engine/device_steps.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <utility>

namespace tandem::engine {

namespace {

using Handle = Parcel::Handle;
using Views = std::vector<std::int64_t>;

bool isCrop(const DrawnOperation &operation)
{
    return std::holds_alternative<DrawnCrop>(operation);
}

/// A view's operations: what acts on the image at its own size, the rectangle of it, and what acts on the view.
struct Parts {
    std::span<const DrawnOperation> before, after;
    DrawnCrop crop;
};

Parts partsOf(const ViewJob &job)
{
    const std::span operations(job.drawn.operations);
    const auto crop = std::find_if(operations.begin(), operations.end(), isCrop);
    if (crop == operations.end())
        return {{}, operations, {0, 0, job.width, job.height}};
    const auto at = static_cast<std::size_t>(crop - operations.begin());
    return {operations.first(at), operations.subspan(at + 1), std::get<DrawnCrop>(*crop)};
}

/// Rectangles of some views, for one call.
class RectList {
public:
    explicit RectList(Parcel &parcel) : m_parcel(parcel) {}

    void add(std::int64_t view, std::int64_t first, int stride, const DrawnCrop &crop)
    {
        const std::int64_t values[] = {view, first, stride, crop.x, crop.y, crop.width, crop.height};
        for (std::size_t i = 0; i < m_values.size(); ++i)
            m_values[i].push_back(values[i]);
    }
    void pack()
    {
        for (std::size_t i = 0; i < m_values.size(); ++i)
            m_handles[i] = m_parcel.add(m_values[i]);
    }
    [[nodiscard]] bool isEmpty() const { return m_values[0].empty(); }
    [[nodiscard]] torch::Tensor resized(const torch::Tensor &pixels, std::int64_t side) const
    {
        const auto whole = [this](std::size_t i) { return m_parcel.wholes(m_handles[i]); };
        const auto largest = [this](std::size_t i) {
            return *std::max_element(m_values[i].begin(), m_values[i].end());
        };
        return resizeRects(pixels, {whole(1), whole(2), whole(3), whole(4), whole(5), whole(6), largest(5), largest(6)},
                           side);
    }
    void resizeInto(torch::Tensor &views, const torch::Tensor &pixels, std::int64_t side) const
    {
        views.index_copy_(0, m_parcel.wholes(m_handles[0]), resized(pixels, side));
    }

private:
    Parcel &m_parcel;
    std::array<std::vector<std::int64_t>, 7> m_values; // view, first pixel, stride, x, y, width, height
    std::array<Handle, 7> m_handles;
};

/// Views with operations before their crop, by the size of their images: only equal images can share a step.
struct EarlyGroup {
    Views views;
    OperationLists lists;
    std::vector<DrawnCrop> crops;
    std::vector<std::int64_t> starts; // first pixel, by view
    Handle first;
    std::unique_ptr<StepMaker> maker;
    std::vector<BatchStep> steps;

    /// The images as these operations leave them, as a row of pixels.
    [[nodiscard]] torch::Tensor madeFrom(const torch::Tensor &pixels, std::int64_t width, std::int64_t height,
                                         const Parcel &parcel) const
    {
        const auto starting = parcel.wholes(first);
        const auto index = starting.unsqueeze(1) + torch::arange(width * height, starting.options());
        auto images = pixels.index_select(0, index.flatten()).to(torch::kFloat32).view({-1, height, width, 3});
        for (const BatchStep &step : steps)
            images = step(images);
        return images.reshape({-1, 3});
    }
};

} // namespace

DeviceRenderer::DeviceRenderer(const Pipeline &pipeline, const torch::Device &device)
    : m_size(pipeline.size), m_device(device)
{
    for (const Operation &operation : pipeline.operations)
        m_kinds.push_back(operation.kind.index()); // kinds and what is drawn of them stand in the same order
}

torch::Tensor DeviceRenderer::render(const torch::Tensor &pixels, std::span<const ViewJob> jobs) const
{
    static_assert(std::variant_size_v<OperationKind> == std::variant_size_v<DrawnOperation>);
    const torch::NoGradGuard guard;
    Parcel parcel;
    // On the host: who needs what.
    std::map<std::pair<int, int>, EarlyGroup> early;
    RectList direct(parcel), made(parcel);
    OperationLists late;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const ViewJob &job = jobs[i];
        assert(job.drawn.size == m_size);
        const Parts parts = partsOf(job);
        late.push_back(parts.after);
        const auto view = static_cast<std::int64_t>(i);
        if (parts.before.empty()) {
            direct.add(view, job.first, job.width, parts.crop);
            continue;
        }
        EarlyGroup &group = early[{job.width, job.height}];
        group.views.push_back(view);
        group.crops.push_back(parts.crop);
        group.lists.push_back(parts.before);
        group.starts.push_back(job.first);
    }
    std::int64_t next = 0;
    for (auto &[size, group] : early) {
        group.first = parcel.add(group.starts);
        group.maker = std::make_unique<StepMaker>(parcel, size.first, size.second, m_size);
        group.steps = group.maker->plan(group.lists, m_kinds);
        for (std::size_t i = 0; i < group.views.size(); ++i, next += std::int64_t{size.first} * size.second)
            made.add(group.views[i], next, size.first, group.crops[i]);
    }
    direct.pack();
    made.pack();
    const auto side = static_cast<int>(m_size);
    StepMaker maker(parcel, side, side, m_size);
    const std::vector<BatchStep> steps = maker.plan(late, m_kinds);

    // On the device.
    parcel.send(m_device);
    auto views = made.isEmpty() ? direct.resized(pixels, m_size) : torch::Tensor();
    if (!made.isEmpty()) {
        std::vector<torch::Tensor> rows;
        for (const auto &[size, group] : early)
            rows.push_back(group.madeFrom(pixels, size.first, size.second, parcel));
        views = torch::empty({static_cast<std::int64_t>(jobs.size()), m_size, m_size, 3},
                             torch::TensorOptions().device(m_device));
        made.resizeInto(views, torch::cat(rows), m_size);
        if (!direct.isEmpty())
            direct.resizeInto(views, pixels, m_size);
    }
    for (const BatchStep &step : steps)
        views = step(views);
    return views.contiguous().div_(255).permute({0, 3, 1, 2});
}

std::int64_t pixelBytes(const ImageSet &images)
{
    std::int64_t bytes = 0;
    for (std::uint32_t i = 0; i < images.size(); ++i)
        bytes += static_cast<std::int64_t>(images.image(i).bytes());
    return bytes;
}

DevicePixels holdOnDevice(const ImageSet &images, const torch::Device &device)
{
    constexpr std::int64_t kPiece = std::int64_t{64} << 20; // host memory that is taken meanwhile
    DevicePixels held;
    held.pixels = torch::empty({pixelBytes(images) / 3, 3}, torch::TensorOptions(torch::kUInt8).device(device));
    std::vector<std::uint8_t> piece;
    std::int64_t done = 0, next = 0;
    const auto flush = [&] {
        const auto count = static_cast<std::int64_t>(piece.size()) / 3;
        held.pixels.slice(0, done, done + count).copy_(torch::from_blob(piece.data(), {count, 3}, torch::kUInt8));
        done += count;
        piece.clear();
    };
    for (std::uint32_t i = 0; i < images.size(); ++i) {
        const ImageView image = images.image(i);
        held.first.push_back(next);
        next += static_cast<std::int64_t>(image.bytes()) / 3;
        piece.insert(piece.end(), image.pixels, image.pixels + image.bytes());
        if (static_cast<std::int64_t>(piece.size()) >= kPiece)
            flush();
    }
    flush();
    return held;
}

ViewJob stagedJob(const ImageView &image, DrawnView drawn, std::vector<std::uint8_t> &pixels)
{
    ViewJob job{std::move(drawn), static_cast<std::int64_t>(pixels.size()) / 3, image.width, image.height};
    auto *crop = job.drawn.operations.empty() ? nullptr : std::get_if<DrawnCrop>(&job.drawn.operations.front());
    if (crop == nullptr) {
        pixels.insert(pixels.end(), image.pixels, image.pixels + image.bytes());
        return job;
    }
    const std::size_t row = ImageView{nullptr, crop->width, 1}.bytes();
    const std::size_t stride = ImageView{nullptr, image.width, 1}.bytes();
    const std::uint8_t *from =
        image.pixels + static_cast<std::size_t>(crop->y) * stride + ImageView{nullptr, crop->x, 1}.bytes();
    for (int y = 0; y < crop->height; ++y, from += stride)
        pixels.insert(pixels.end(), from, from + row);
    job.width = crop->width;
    job.height = crop->height;
    crop->x = crop->y = 0;
    return job;
}

} // namespace tandem::engine
