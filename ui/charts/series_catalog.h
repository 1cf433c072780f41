#pragma once

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace tandem {

/// How a series is charted.
struct SeriesStyle {
    std::string name; // of records.h
    QString title;    // "Loss"
    QString unit;     // "nats"; empty where there is none
    enum class Scale { Plain, FromZero, Percent } scale = Scale::Plain;
    bool sparse = false;  // few points (evaluations): each gets a dot
    bool smooths = false; // measured with noise at every step; others are never smoothed
};

/// The series that the trainer is known to write, in the order in which they are offered.
[[nodiscard]] const std::vector<SeriesStyle> &knownSeries();
/// The style of a series by name; an unknown one goes by its own name.
[[nodiscard]] SeriesStyle seriesStyle(std::string_view name);

/// How the vectors of evaluations are shown.
struct VectorStyle {
    std::string name;
    QString title;
    QString unit;
    enum class Shape { Histogram, Layers, Sorted } shape = Shape::Sorted; // Histogram: over cosines in [-1, 1]
    bool logarithmic = false;
};
[[nodiscard]] const std::vector<VectorStyle> &knownVectors();
[[nodiscard]] VectorStyle vectorStyle(std::string_view name);
/// False for vectors of single samples, of which the latest alone is kept.
[[nodiscard]] bool isCharted(std::string_view vector);

/// "0.4213" as "42.1 %", others with four digits.
[[nodiscard]] QString seriesValueText(const SeriesStyle &style, double value);

} // namespace tandem
