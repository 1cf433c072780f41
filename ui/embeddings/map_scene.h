#pragma once

#include "ui/embeddings/map_layout.h"
#include "ui/embeddings/point_style.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tandem {

/// The order in which points are drawn. Who is drawn last covers the others, so the order must not follow the data,
/// which often come class by class: a stride of about the golden section spreads every stretch of the data evenly over
/// the whole order. So what one sees of a class where points overlap is its share.
[[nodiscard]] std::vector<std::uint32_t> drawOrder(std::size_t count);

/// What is drawn, in the order of drawing. The parts are immutable and shared: a new selection does not copy positions.
/// Any thread.
struct MapScene {
    std::shared_ptr<const std::vector<std::uint32_t>> order; // the point of each place
    std::shared_ptr<const std::vector<float>> x, y;
    std::shared_ptr<const std::vector<PackedStyle>> styles;
    std::shared_ptr<const std::vector<std::uint8_t>> selected; // null: there is no selection, nothing is dimmed

    [[nodiscard]] std::size_t size() const { return x ? x->size() : 0; }

    // Each by point; sizes equal that of the layout.
    void setLayout(const MapLayout &layout);
    void setStyles(std::span<const PackedStyle> byPoint);
    void setSelected(std::span<const std::uint8_t> byPoint); // empty: no selection
};

} // namespace tandem
