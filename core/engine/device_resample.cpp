#include "core/engine/device_resample.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tandem::engine {

namespace {

/// Output pixels that are made at a time: their intermediate rows take some hundred megabytes at most.
constexpr std::int64_t kMostBlended = 1 << 23;
/// blendRows() of core/augment sums so many rows before it adds them to the rest.
constexpr std::int64_t kRowsAtOnce = 4;

/// AxisWeights of every rectangle along one axis.
struct Weights {
    std::int64_t taps = 0;         // of the rectangle that has most; others have weights of zero there
    torch::Tensor first;           // [n, side], long
    std::vector<torch::Tensor> of; // by tap: [n, side], float

    Weights(const torch::Tensor &input, std::int64_t largest, std::int64_t side)
    {
        const auto scale = (input.to(torch::kDouble) / static_cast<double>(side)).unsqueeze(1);
        const auto support = scale.clamp_min(1);
        const auto ownTaps = torch::minimum(input, (2 * support).ceil().squeeze(1).to(torch::kLong));
        const auto center = (torch::arange(side, scale.options()) + 0.5).unsqueeze(0) * scale;
        const auto begin = (center - support + 0.5).floor().to(torch::kLong);
        first = torch::minimum(begin.clamp_min(0), (input - ownTaps).unsqueeze(1));
        const double largestScale = std::max(1.0, static_cast<double>(largest) / static_cast<double>(side));
        taps = std::min(largest, static_cast<std::int64_t>(std::ceil(2 * largestScale)));
        std::vector<torch::Tensor> exact;
        auto sum = torch::zeros_like(center);
        for (std::int64_t k = 0; k < taps; ++k) {
            const auto weight = (1 - ((first + k).to(torch::kDouble) + 0.5 - center).abs() / support).clamp_min(0);
            exact.push_back(weight * (ownTaps > k).unsqueeze(1));
            sum = sum + exact.back();
        }
        for (const auto &weight : exact)
            of.push_back((weight.to(torch::kFloat32).to(torch::kDouble) / sum).to(torch::kFloat32));
    }

    /// Place of tap k, kept inside where its weight is zero.
    [[nodiscard]] torch::Tensor at(std::int64_t k, const torch::Tensor &input) const
    {
        return torch::minimum(first + k, (input - 1).unsqueeze(1));
    }
};

/// The pass over rows: [n, side, largestWidth, 3] floats.
torch::Tensor blendRows(const torch::Tensor &pixels, const PixelRects &rects, const Weights &rows, std::int64_t side)
{
    const auto n = rects.first.size(0);
    const auto columns = torch::arange(rects.largestWidth, rects.first.options());
    const auto inside = torch::minimum(columns.unsqueeze(0), (rects.width - 1).unsqueeze(1)) + rects.x.unsqueeze(1);
    const auto row = [&](std::int64_t k) {
        const auto start = rects.first.unsqueeze(1) +
                           (rects.y.unsqueeze(1) + rows.at(k, rects.height)) * rects.stride.unsqueeze(1); // [n, side]
        const auto index = start.unsqueeze(2) + inside.unsqueeze(1); // [n, side, W]
        const auto values = pixels.index_select(0, index.flatten()).to(torch::kFloat32);
        return values.view({n, side, rects.largestWidth, 3}) *
               rows.of[static_cast<std::size_t>(k)].unsqueeze(2).unsqueeze(3);
    };
    torch::Tensor all;
    for (std::int64_t from = 0; from < rows.taps; from += kRowsAtOnce) {
        torch::Tensor some;
        for (std::int64_t k = from; k < std::min(from + kRowsAtOnce, rows.taps); ++k)
            some = k == from ? row(k) : some + row(k);
        all = from == 0 ? some : all + some;
    }
    return all;
}

torch::Tensor resizeSome(const torch::Tensor &pixels, const PixelRects &rects, std::int64_t side)
{
    const Weights rows(rects.height, rects.largestHeight, side);
    const Weights columns(rects.width, rects.largestWidth, side);
    const auto blended = blendRows(pixels, rects, rows, side);
    const auto n = rects.first.size(0);
    torch::Tensor sum;
    for (std::int64_t k = 0; k < columns.taps; ++k) {
        const auto index = columns.at(k, rects.width).view({n, 1, side, 1}).expand({n, side, side, 3});
        const auto part = blended.gather(2, index) * columns.of[static_cast<std::size_t>(k)].view({n, 1, side, 1});
        sum = k == 0 ? part + 0.5 : sum + part; // so that rounding down rounds
    }
    return sum.floor();
}

} // namespace

PixelRects PixelRects::slice(std::int64_t from, std::int64_t to) const
{
    PixelRects part = *this;
    for (auto *list : {&part.first, &part.stride, &part.x, &part.y, &part.width, &part.height})
        *list = list->slice(0, from, to);
    return part;
}

torch::Tensor resizeRects(const torch::Tensor &pixels, const PixelRects &rects, std::int64_t side)
{
    const std::int64_t n = rects.first.size(0);
    const std::int64_t atOnce = std::max<std::int64_t>(1, kMostBlended / (side * rects.largestWidth));
    if (n <= atOnce)
        return resizeSome(pixels, rects, side);
    std::vector<torch::Tensor> parts;
    for (std::int64_t from = 0; from < n; from += atOnce)
        parts.push_back(resizeSome(pixels, rects.slice(from, std::min(from + atOnce, n)), side));
    return torch::cat(parts);
}

} // namespace tandem::engine
