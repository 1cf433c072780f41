#pragma once

#include "core/sweep/sweep_spec.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tandem {

/// An axis whose points are pairs, "color+blur", or one thing alone, "color": a composition study. A heat map shows it
/// as a matrix: the first down, the second across, what stands alone on the diagonal.
struct PairAxis {
    std::vector<std::string> words; // in order of appearance

    /// Places of a point's words among them: row, column. Precondition: a point of the axis.
    [[nodiscard]] std::pair<int, int> placeOf(const AxisPoint &point) const;
};

/// None for other axes: values of a setting, or points without any pair among them.
[[nodiscard]] std::optional<PairAxis> pairAxis(const SweepAxis &axis);

} // namespace tandem
