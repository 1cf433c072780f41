#pragma once

#include "ui/charts/point_columns.h"

#include <memory>
#include <string_view>
#include <vector>

namespace tandem {

/// Stored by its word in layouts; never renamed.
enum class SmoothingKind { None, Average, Mean, Median };
[[nodiscard]] std::string_view smoothingWord(SmoothingKind kind);
[[nodiscard]] SmoothingKind smoothingFromWord(std::string_view word); // None for an unknown one

struct Smoothing {
    SmoothingKind kind = SmoothingKind::None;
    double weight = 0.9; // of the average, in [0, 1)
    int window = 25;     // points of mean and median, odd

    [[nodiscard]] bool isOn() const { return kind != SmoothingKind::None; }
    bool operator==(const Smoothing &) const = default;
};

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

/// A curve smoothed, one value a point. Mean and median take the points around each one, fewer at the ends (as many on
/// either side), and only those that are numbers; where the point itself is none, neither is the result. A series whose
/// values are all equal stays as it is. Grows with its source: what the newest points change is made again.
class SmoothCurve {
public:
    SmoothCurve() = default;
    explicit SmoothCurve(const Smoothing &smoothing) : m_smoothing(smoothing), m_average(smoothing.weight) {}

    /// Brings the result up to a source that has grown since. Precondition: it begins as the one before.
    void extendTo(const PointColumns &source);

    [[nodiscard]] const Smoothing &smoothing() const { return m_smoothing; }
    [[nodiscard]] std::size_t size() const { return m_values.size(); }
    [[nodiscard]] double value(std::size_t index) const { return m_values[index]; }
    [[nodiscard]] ValueExtent extent(std::size_t first, std::size_t last) const;

private:
    static constexpr std::size_t kBucket = 64;
    [[nodiscard]] double centred(const PointColumns &source, std::size_t index) const;
    void renewBuckets(std::size_t from);

    Smoothing m_smoothing;
    DebiasedAverage m_average;
    std::vector<float> m_values;
    std::vector<ValueExtent> m_buckets;
};

} // namespace tandem
