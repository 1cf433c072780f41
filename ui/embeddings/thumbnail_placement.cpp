#include "ui/embeddings/thumbnail_placement.h"

#include <cmath>
#include <cstdint>
#include <unordered_map>

namespace tandem {

namespace {

using Cell = std::int64_t;

Cell cellOf(std::int32_t column, std::int32_t row)
{
    return static_cast<Cell>(column) << 32 | static_cast<std::uint32_t>(row);
}

} // namespace

std::vector<std::size_t> placeThumbnails(std::span<const QPointF> points, double side, const QRectF &view)
{
    // Cells of the size of a picture hold at most one center each: two in one cell would overlap.
    std::unordered_map<Cell, QPointF> taken;
    std::vector<std::size_t> placed;
    const QRectF near = view.adjusted(-side / 2, -side / 2, side / 2, side / 2);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const QPointF &at = points[i];
        if (!near.contains(at))
            continue;
        const auto column = static_cast<std::int32_t>(std::floor(at.x() / side));
        const auto row = static_cast<std::int32_t>(std::floor(at.y() / side));
        bool isFree = true;
        for (std::int32_t dy = -1; dy <= 1 && isFree; ++dy)
            for (std::int32_t dx = -1; dx <= 1 && isFree; ++dx)
                if (const auto other = taken.find(cellOf(column + dx, row + dy)); other != taken.end())
                    isFree =
                        std::abs(other->second.x() - at.x()) >= side || std::abs(other->second.y() - at.y()) >= side;
        if (!isFree)
            continue;
        taken.emplace(cellOf(column, row), at);
        placed.push_back(i);
    }
    return placed;
}

} // namespace tandem
