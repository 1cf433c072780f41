#pragma once

#include "core/report/records.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tandem {

/// TensorBoard's smoothing: an exponential moving average divided by 1 − w^n, so that it starts at the data and not at
/// zero. Non-finite values pass through and leave the average alone. Weights carry over from there.
class DebiasedAverage {
public:
    explicit DebiasedAverage(double weight = 0) : m_weight(weight) {}
    double next(double value);

private:
    double m_weight;
    double m_sum = 0;
    double m_debias = 1; // w^n
};

/// The points of one charted series, in order of step.
class ChartData {
public:
    void clear() { m_points.clear(); }
    /// Precondition: steps ascend and follow those already there.
    void append(std::span<const SeriesPoint> points);

    [[nodiscard]] const std::vector<SeriesPoint> &points() const { return m_points; }
    [[nodiscard]] bool isEmpty() const { return m_points.empty(); }
    /// Index of the point nearest to a step. Precondition: not empty.
    [[nodiscard]] std::size_t nearest(double step) const;
    struct Extent {
        double low, high;
    };
    /// Least and greatest finite value with a step in [from, to]; none if there is none.
    [[nodiscard]] std::optional<Extent> extent(double from, double to) const;
    [[nodiscard]] std::size_t nonFinite() const;

private:
    std::vector<SeriesPoint> m_points;
};

} // namespace tandem
