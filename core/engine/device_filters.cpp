#include "core/engine/device_operations.h"

#include "core/augment/filter_kernels.h"

namespace tandem::engine::device {

namespace {

constexpr std::int64_t kRowAxis = 1, kColumnAxis = 2;

/// The images moved by `offset` pixels along an axis, mirrored at the border.
torch::Tensor neighbor(const torch::Tensor &images, std::int64_t axis, std::int64_t offset)
{
    const auto size = static_cast<int>(images.size(axis));
    auto index = torch::arange(offset, offset + size, torch::TensorOptions(torch::kLong).device(images.device())).abs();
    if (size == 1)
        return images.index_select(axis, torch::zeros_like(index));
    const std::int64_t period = 2 * (static_cast<std::int64_t>(size) - 1);
    index = index.remainder(period); // kernels::mirrored()
    index = torch::minimum(index, period - index);
    return images.index_select(axis, index);
}

} // namespace

torch::Tensor blur(const torch::Tensor &images, const torch::Tensor &weights)
{
    const std::int64_t radius = weights.size(1) - 1;
    const auto weight = [&](std::int64_t k) { return weights.select(1, k).to(torch::kFloat32).view({-1, 1, 1, 1}); };
    auto result = images;
    for (const std::int64_t axis : {kRowAxis, kColumnAxis}) {
        const auto pair = [&](std::int64_t k) {
            return (neighbor(result, axis, -k) + neighbor(result, axis, k)) * weight(k);
        };
        auto sum = result * weight(0);
        if (axis == kColumnAxis)
            sum = sum + 0.5; // so that rounding down rounds
        for (std::int64_t k = 1; k <= radius; k += 2)
            sum = sum + (k == radius ? pair(k) : pair(k) + pair(k + 1));
        result = sum;
    }
    return result.floor();
}

torch::Tensor sobel(const torch::Tensor &images)
{
    const auto above = neighbor(images, kRowAxis, -1), below = neighbor(images, kRowAxis, 1);
    const auto slope = [](const torch::Tensor &from, const torch::Tensor &middle, const torch::Tensor &to) {
        return from + 2 * middle + to;
    };
    const auto columns = slope(above, images, below); // across: right less left
    const auto across = neighbor(columns, kColumnAxis, 1) - neighbor(columns, kColumnAxis, -1);
    const auto difference = below - above; // down: below less above
    const auto down = slope(neighbor(difference, kColumnAxis, -1), difference, neighbor(difference, kColumnAxis, 1));
    const auto magnitude = (across * across + down * down).sqrt() * 0.25; // sums are whole and exact
    return (magnitude.clamp_max(255) + 0.5).floor();
}

} // namespace tandem::engine::device
