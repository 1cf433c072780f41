#include "core/engine/device_operations.h"

namespace tandem::engine::device {

namespace {

constexpr double kHoleValue = 127;

torch::Tensor perImage(const torch::Tensor &values)
{
    return values.view({-1, 1, 1});
}

} // namespace

torch::Tensor rotate(const torch::Tensor &images, const torch::Tensor &cosine, const torch::Tensor &sine)
{
    const std::int64_t n = images.size(0), height = images.size(1), width = images.size(2);
    const double centerX = static_cast<double>(width - 1) / 2, centerY = static_cast<double>(height - 1) / 2;
    const auto options = torch::TensorOptions(torch::kDouble).device(images.device());
    const auto dx = (torch::arange(width, options) - centerX).view({1, 1, width});
    const auto dy = (torch::arange(height, options) - centerY).view({1, height, 1});
    // Where a pixel comes from: turned back, with y pointing down.
    const auto fromX = perImage(cosine) * dx + centerX - perImage(sine) * dy;
    const auto fromY = perImage(sine) * dx + centerY + perImage(cosine) * dy;
    const auto left = fromX.floor(), top = fromY.floor();
    const auto shareX = (fromX - left).to(torch::kFloat32).unsqueeze(3);
    const auto shareY = (fromY - top).to(torch::kFloat32).unsqueeze(3);
    const auto flat = images.reshape({n, height * width, 3});
    const auto at = [&](std::int64_t right, std::int64_t down) {
        const auto column = left.to(torch::kLong) + right, row = top.to(torch::kLong) + down;
        const auto inside = (column >= 0) & (column < width) & (row >= 0) & (row < height);
        const auto index = row.clamp(0, height - 1) * width + column.clamp(0, width - 1);
        const auto values = flat.gather(1, index.view({n, -1, 1}).expand({n, height * width, 3}));
        return values.view(images.sizes()) * inside.unsqueeze(3); // black outside
    };
    const auto a = at(0, 0), c = at(0, 1);
    const auto upper = a + shareX * (at(1, 0) - a);
    const auto lower = c + shareX * (at(1, 1) - c);
    return (upper + shareY * (lower - upper) + 0.5).floor();
}

torch::Tensor rotateQuarters(const torch::Tensor &images, int quarters)
{
    return torch::rot90(images, quarters, {1, 2});
}

torch::Tensor cutout(const torch::Tensor &images, const torch::Tensor &x, const torch::Tensor &y,
                     const torch::Tensor &width, const torch::Tensor &height)
{
    const auto columns = torch::arange(images.size(2), x.options()).view({1, 1, -1});
    const auto rows = torch::arange(images.size(1), x.options()).view({1, -1, 1});
    const auto hole = (columns >= perImage(x)) & (columns < perImage(x + width)) & (rows >= perImage(y)) &
                      (rows < perImage(y + height));
    return images.masked_fill(hole.unsqueeze(3), kHoleValue);
}

} // namespace tandem::engine::device
