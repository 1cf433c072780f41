#pragma once

#include "ui/sweeps/sweep_view.h"

#include <QString>

#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace tandem {

/// One axis of parallel coordinates. Places are in [0, 1], from the bottom.
struct ParallelAxis {
    enum class Kind { Linear, Logarithmic, Categories };
    QString title;
    Kind kind = Kind::Linear;
    std::vector<std::pair<double, QString>> ticks;
    double from = 0, to = 1; // of numbers
    bool hasMissing = false; // some run has no value: those stand at kMissingPlace
    bool isGoal = false;     // the number that is looked at
};

/// Runs that have no value on an axis do not vanish: they have a place of their own, below the axis.
inline constexpr double kMissingPlace = -0.12;

struct ParallelLine {
    RunId run;
    QString name;
    std::vector<double> places;  // one for each axis; kMissingPlace without a value
    std::optional<double> shade; // in [0, 1], 1 = best; none without the goal's number
};

struct ParallelData {
    std::vector<ParallelAxis> axes; // those of the sweep, then the goal
    std::vector<ParallelLine> lines;
};

/// The runs of a sweep as lines over its axes.
[[nodiscard]] ParallelData makeParallel(const SweepView &view, const SweepGoal &goal);

/// Stretches that lines must pass, by axis; an axis without one lets all pass.
struct ParallelBrush {
    struct Stretch {
        double low = 0, high = 0; // places
    };
    std::vector<std::optional<Stretch>> stretches;

    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] bool passes(const ParallelLine &line) const;
};
[[nodiscard]] std::set<RunId> brushedRuns(const ParallelData &data, const ParallelBrush &brush);

} // namespace tandem
