#pragma once

#include "ui/charts/smoothing.h"
#include "ui/charts/x_axis.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {

/// One chart of the grid: curves of some series, or one kind of vector.
struct ChartSpec {
    std::vector<std::string> series; // empty for a chart of vectors
    std::string vector;              // empty for a chart of curves
    int width = 1;                   // columns of the grid, 1 or more
    int height = 1;                  // rows, 1 to 3
    bool logY = false;
    bool clip = false; // the range shows the middle 90 % of the values; the badge counts the rest

    bool operator==(const ChartSpec &) const = default;
};

/// What the person arranged: which charts, and how all of them look. Kept as a text in the project.
struct ChartLayout {
    std::vector<ChartSpec> charts;
    int columns = 0; // 0: as many as fit
    XKind x = XKind::Step;
    bool logX = false;
    Smoothing smoothing;
    bool bands = true; // mean and spread over runs that differ in their seed alone
    bool table = false;

    bool operator==(const ChartLayout &) const = default;

    /// Loss, kNN accuracy, learning rate and contrastive accuracy.
    [[nodiscard]] static ChartLayout standard();
    /// None for a text that is no layout. Numbers out of range are brought into it.
    [[nodiscard]] static std::optional<ChartLayout> fromText(std::string_view text);
    [[nodiscard]] std::string toText() const;
};

} // namespace tandem
