#pragma once

#include "ui/charts/smoothing.h"
#include "ui/charts/x_axis.h"

#include <span>
#include <vector>

namespace tandem {

struct PlotPoint {
    double x = 0, y = 0; // y NaN: the line is interrupted here
};

/// A curve as a chart places it: points, where they lie, and what is drawn of them (measured or smoothed values).
/// Does not own: the columns must outlive it.
struct PlacedCurve {
    const PointColumns *points = nullptr;
    const SmoothCurve *smooth = nullptr; // null: the measured values
    const XMapping *mapping = nullptr;

    [[nodiscard]] std::size_t size() const { return smooth != nullptr ? smooth->size() : points->size(); }
    [[nodiscard]] double x(std::size_t index) const { return mapping->at((*points)[index]); }
    [[nodiscard]] double y(std::size_t index) const
    {
        return smooth != nullptr ? smooth->value(index) : points->value(index);
    }
    [[nodiscard]] ValueExtent extent(std::size_t first, std::size_t last) const
    {
        return smooth != nullptr ? smooth->extent(first, last) : points->extent(first, last);
    }
    /// Index of the first point at `x` or right of it.
    [[nodiscard]] std::size_t lowerBound(double x) const;
    /// Index of the point nearest to `x`. Precondition: not empty.
    [[nodiscard]] std::size_t nearest(double x) const;
};

/// The curve between the first and the last of `edges` (ascending x of the borders of the pixel columns), with the
/// point before and the one after. Where a column holds more than two points, its lowest and highest one stand for all:
/// every pixel column reaches as far as that of all points does. Few points come as they are.
[[nodiscard]] std::vector<PlotPoint> decimate(const PlacedCurve &curve, std::span<const double> edges);

struct BandPoint {
    double x = 0, mean = 0, deviation = 0; // sample standard deviation over the curves
};

/// Mean and spread over curves of runs that differ in their seed alone: by step where the columns are wide enough to
/// tell steps apart, else by pixel column, from each curve's mean there. Places with fewer than two curves are left
/// out.
[[nodiscard]] std::vector<BandPoint> seedBand(std::span<const PlacedCurve> curves, std::span<const double> edges);

} // namespace tandem
