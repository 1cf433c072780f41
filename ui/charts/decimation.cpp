#include "ui/charts/decimation.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tandem {

namespace {

/// First index >= from whose x is at `x` or right of it. Steps out from `from` in doubling strides, as the next border
/// is seldom far.
std::size_t gallop(const PlacedCurve &curve, std::size_t from, double x, std::size_t stride)
{
    const std::size_t size = curve.size();
    std::size_t low = from; // all before are left of x
    std::size_t step = std::max<std::size_t>(stride, 1);
    std::size_t high = from;
    while (high < size && curve.x(high) < x) {
        low = high + 1;
        high += step;
        step *= 2;
    }
    high = std::min(high, size);
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (curve.x(middle) < x)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/// One pixel column, [first, last) of the curve: its lowest and highest value, the nearer one to what was drawn before
/// first. All lie in one column, so where between its borders they stand does not show; the lines from column to column
/// stay between the values of both. At the ends of the curve the very first and last point are there as well.
void addColumn(const PlacedCurve &curve, std::size_t first, std::size_t last, std::vector<PlotPoint> &points)
{
    const ValueExtent extent = curve.extent(first, last);
    const double left = curve.x(first), right = curve.x(last - 1);
    if (extent.isEmpty()) {
        points.push_back({left, std::numeric_limits<double>::quiet_NaN()});
        return;
    }
    const auto addEnd = [&](std::size_t index, double x) {
        if (const double y = curve.y(index); std::isfinite(y))
            points.push_back({x, y});
    };
    if (first == 0)
        addEnd(first, left);
    const double before = points.empty() || std::isnan(points.back().y) ? extent.low : points.back().y;
    const bool upwards = std::abs(before - extent.low) <= std::abs(before - extent.high);
    const double third = (right - left) / 3;
    points.push_back({left + third, upwards ? extent.low : extent.high});
    if (extent.low < extent.high)
        points.push_back({left + 2 * third, upwards ? extent.high : extent.low});
    if (last == curve.size())
        addEnd(last - 1, right);
}

} // namespace

std::size_t PlacedCurve::lowerBound(double wanted) const
{
    return gallop(*this, 0, wanted, size() / 2 + 1);
}

std::size_t PlacedCurve::nearest(double wanted) const
{
    const std::size_t after = lowerBound(wanted);
    if (after == 0)
        return 0;
    if (after == size())
        return size() - 1;
    return wanted - x(after - 1) <= x(after) - wanted ? after - 1 : after;
}

std::vector<PlotPoint> decimate(const PlacedCurve &curve, std::span<const double> edges)
{
    std::vector<PlotPoint> points;
    if (edges.size() < 2 || curve.size() == 0)
        return points;
    std::size_t first = curve.lowerBound(edges.front());
    first -= first > 0 ? 1 : 0;
    const std::size_t last = std::min(gallop(curve, first, edges.back(), curve.size() / 4), curve.size() - 1) + 1;
    const std::size_t columns = edges.size() - 1;
    if (last - first <= 2 * columns) {
        points.reserve(last - first);
        for (std::size_t i = first; i < last; ++i)
            points.push_back({curve.x(i), curve.y(i)});
        return points;
    }
    points.reserve(2 * columns + 8);
    std::size_t index = first, stride = (last - first) / columns;
    for (std::size_t column = 0; column < columns && index < last; ++column) {
        const std::size_t end = std::min(gallop(curve, index, edges[column + 1], stride), last);
        if (end - index <= 2)
            for (; index < end; ++index)
                points.push_back({curve.x(index), curve.y(index)});
        else
            addColumn(curve, index, end, points);
        stride = std::max<std::size_t>(end - index, 1);
        index = end;
    }
    for (; index < last; ++index) // the one right of the last border
        points.push_back({curve.x(index), curve.y(index)});
    return points;
}

namespace {

void addSpread(double x, std::span<const double> values, std::vector<BandPoint> &band)
{
    if (values.size() < 2)
        return;
    double sum = 0, squares = 0;
    for (const double value : values)
        sum += value;
    const double mean = sum / static_cast<double>(values.size());
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    band.push_back({x, mean, std::sqrt(squares / static_cast<double>(values.size() - 1))});
}

/// Where each point has room of its own: by step.
void addByStep(std::span<const PlacedCurve> curves, std::size_t first, std::size_t last, std::vector<BandPoint> &band)
{
    std::vector<double> values;
    for (std::size_t i = first; i < last; ++i) {
        const std::int64_t step = (*curves[0].points)[i].step;
        values.clear();
        for (const PlacedCurve &curve : curves) {
            const std::size_t at = curve.points->lowerBound(step);
            if (at < curve.size() && (*curve.points)[at].step == step && std::isfinite(curve.y(at)))
                values.push_back(curve.y(at));
        }
        addSpread(curves[0].x(i), values, band);
    }
}

} // namespace

std::vector<BandPoint> seedBand(std::span<const PlacedCurve> curves, std::span<const double> edges)
{
    std::vector<BandPoint> band;
    if (edges.size() < 2 || curves.size() < 2)
        return band;
    const std::size_t columns = edges.size() - 1;
    const PlacedCurve &longest = *std::max_element(
        curves.begin(), curves.end(), [](const PlacedCurve &a, const PlacedCurve &b) { return a.size() < b.size(); });
    std::size_t first = longest.lowerBound(edges.front());
    first -= first > 0 ? 1 : 0;
    const std::size_t last = std::min(longest.lowerBound(edges.back()) + 1, longest.size());
    if (last - std::min(first, last) <= 2 * columns) {
        std::vector<PlacedCurve> ordered(curves.begin(), curves.end());
        std::swap(ordered.front(), ordered[static_cast<std::size_t>(&longest - curves.data())]);
        addByStep(ordered, first, last, band);
        return band;
    }
    std::vector<std::size_t> at(curves.size());
    for (std::size_t c = 0; c < curves.size(); ++c)
        at[c] = curves[c].lowerBound(edges.front());
    std::vector<double> values;
    for (std::size_t column = 0; column < columns; ++column) {
        values.clear();
        for (std::size_t c = 0; c < curves.size(); ++c) {
            const std::size_t end = gallop(curves[c], at[c], edges[column + 1], 64);
            if (const ValueExtent extent = curves[c].extent(at[c], end); !extent.isEmpty())
                values.push_back(extent.sum / static_cast<double>(extent.finite));
            at[c] = end;
        }
        addSpread(0.5 * (edges[column] + edges[column + 1]), values, band);
    }
    return band;
}

} // namespace tandem
