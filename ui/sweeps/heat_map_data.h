#pragma once

#include "ui/sweeps/sweep_view.h"

#include <QString>

#include <optional>
#include <vector>

namespace tandem {

/// One field of a heat map: a cell of the sweep, or several that differ along axes that are not shown.
struct HeatField {
    std::vector<std::string> cells; // keys; empty where the sweep has no cell there
    CellState state = CellState::Missing;
    std::optional<SeedSummary> value; // over all seeds of its cells
    double shade = 0;                 // in [0, 1], 1 = best; means nothing without a value
    std::vector<RunId> runs;
    std::int64_t done = 0, wanted = 0; // runs
};

/// Of a row of a matrix of pairs, over the fields that have a value.
struct RowMean {
    std::optional<double> mean;
    int measured = 0, fields = 0; // fields with a value, and all that are not removed

    [[nodiscard]] bool isWhole() const { return measured == fields; }
    bool operator==(const RowMean &) const = default;
};

/// A sweep of which two axes are shown. Fields run row by row.
struct HeatMapData {
    QString columnTitle, rowTitle; // rowTitle is empty where there is one axis alone
    std::vector<QString> columns, rows;
    std::vector<HeatField> fields;
    /// Of a matrix of pairs: one for each row, as in figure 5 of the SimCLR paper. Else empty.
    std::vector<RowMean> rowMeans;
    double lowest = 0, highest = 0; // of the means shown; equal where there is at most one
    bool higherIsBetter = true;

    [[nodiscard]] const HeatField *at(int row, int column) const;
    [[nodiscard]] bool isEmpty() const { return fields.empty(); }
};

/// What is shown of axes beside rows and columns: the place of a point, or all points together.
inline constexpr int kAllPoints = -1;

/// `rowAxis` < 0: one row, or the matrix of an axis of pairs (pair_axis.h). `slice`: for each axis of the sweep a point
/// or kAllPoints; those of the shown axes are not looked at. Empty where a shown axis is drawn from a range: there is
/// no raster then.
[[nodiscard]] HeatMapData makeHeatMap(const SweepView &view, int columnAxis, int rowAxis, const std::vector<int> &slice,
                                      const SweepGoal &goal);

/// Whether an axis has points that a heat map can show.
[[nodiscard]] bool canShow(const SweepAxis &axis);

} // namespace tandem
