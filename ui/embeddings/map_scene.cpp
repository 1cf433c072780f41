#include "ui/embeddings/map_scene.h"

#include <cmath>
#include <numeric>

namespace tandem {

namespace {

template <class Value>
std::shared_ptr<const std::vector<Value>> reordered(std::span<const Value> byPoint,
                                                    const std::vector<std::uint32_t> &order)
{
    auto values = std::make_shared<std::vector<Value>>(order.size());
    for (std::size_t place = 0; place < order.size(); ++place)
        (*values)[place] = byPoint[order[place]];
    return values;
}

} // namespace

std::vector<std::uint32_t> drawOrder(std::size_t count)
{
    constexpr double kGoldenSection = 0.6180339887498949;
    std::vector<std::uint32_t> order(count);
    auto stride = static_cast<std::size_t>(static_cast<double>(count) * kGoldenSection);
    while (stride < count && std::gcd(stride, count) != 1)
        ++stride;
    std::size_t point = 0;
    for (std::uint32_t &place : order) {
        place = static_cast<std::uint32_t>(point);
        point = (point + stride) % count;
    }
    return order;
}

void MapScene::setLayout(const MapLayout &layout)
{
    if (!order || order->size() != layout.size()) {
        order = std::make_shared<const std::vector<std::uint32_t>>(drawOrder(layout.size()));
        styles.reset();
        selected.reset();
    }
    x = reordered<float>(layout.x, *order);
    y = reordered<float>(layout.y, *order);
}

void MapScene::setStyles(std::span<const PackedStyle> byPoint)
{
    styles = reordered(byPoint, *order);
}

void MapScene::setSelected(std::span<const std::uint8_t> byPoint)
{
    selected = byPoint.empty() ? nullptr : reordered(byPoint, *order);
}

} // namespace tandem
