#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/config/settings.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {

// What a sweep is: settings, of which some vary along axes. Plain values; any thread.

/// A place on an axis: one setting, or several that change together (a pair of augmentations, a row of a table).
struct AxisPoint {
    std::string label;                    // unique on its axis; of a single setting, its value as text
    std::vector<std::string> assignments; // "section.key=value", in the order of application
    bool operator==(const AxisPoint &) const = default;
};

/// Numbers between two ends, both included.
struct AxisRange {
    double from = 0;
    double to = 0;
    bool logarithmic = false; // equal steps are equal factors; from > 0
    std::int64_t count = 5;   // points that a grid makes of it
    bool operator==(const AxisRange &) const = default;
};

/// What varies. A grid takes every point; random search and TPE draw from the range where there is one, else among the
/// points.
struct SweepAxis {
    std::string name;              // unique; with a range, and where every point sets only it: the key of a setting
    std::vector<AxisPoint> points; // empty with a range, but in a grid
    std::optional<AxisRange> range;
    bool operator==(const SweepAxis &) const = default;
};

enum class Planner { Grid, Random, Tpe };
enum class StoppingRule { None, Asha, Median };
/// What stands for a whole curve.
enum class Summary { Last, Best, AtBestKnn, Mean3 };

/// Which number is looked at: what TPE works toward, what early stopping compares and what the views show first.
struct SweepGoal {
    std::string series; // of the run file; empty: kNN accuracy
    Summary summary = Summary::Best;
    bool maximize = true; // also says what "best" is
    bool operator==(const SweepGoal &) const = default;
};

struct SweepPlanning {
    Planner planner = Planner::Grid;
    std::int64_t trials = 20;        // of random search and TPE, in [1, 10000]
    std::int64_t startupTrials = 10; // of TPE: drawn at random first
    bool multivariate = true;        // TPE models the axes together; else each by itself
    std::int64_t seed = 1;           // of the draws
    bool operator==(const SweepPlanning &) const = default;
};

/// Stops runs that promise little. Compared is kNN accuracy among the runs of the sweep at equal epochs.
struct EarlyStopping {
    StoppingRule rule = StoppingRule::None;
    std::int64_t firstEpoch = 1;  // ASHA: of its first rung; median: no run is stopped before it
    double factor = 3;            // ASHA: rungs lie at firstEpoch × factor^k, and one in `factor` goes on; in (1, 100]
    std::int64_t startupRuns = 4; // so many others must have come as far before anything is stopped
    bool operator==(const EarlyStopping &) const = default;
};

/// Where it ends, whatever is left to do; 0 = no limit.
struct SweepBudget {
    std::int64_t runs = 0; // begun, over all cells and seeds
    double hours = 0;      // of training, over all runs
    bool operator==(const SweepBudget &) const = default;
};

/// What random search or TPE has drawn: a cell.
struct SweepTrial {
    std::string key;               // "trial 7"
    std::vector<AxisPoint> points; // one for each axis
    bool operator==(const SweepTrial &) const = default;
};

/// A run that was stopped by the stopping rule, and why.
struct EarlyStop {
    RunId run;
    std::int64_t epoch = 0;
    double value = 0;     // its own at that epoch
    double threshold = 0; // what it would have needed
    bool operator==(const EarlyStop &) const = default;
};

/// All of sweeps/<ulid>/sweep.json. The first part is what a person writes, the second what happened since.
struct SweepSpec {
    std::string name;
    std::string preset; // the paper's table that it repeats (sweep_presets.h); empty: none
    Settings base;
    std::vector<SweepAxis> axes;
    SweepPlanning planning;
    std::int64_t seeds = 1; // runs for each cell: train.seed of the base, and those after it; in [1, 100]
    SweepGoal goal;
    EarlyStopping stopping;
    SweepBudget budget;

    std::int64_t createdMs = 0;
    bool paused = false;
    std::vector<std::string> filling; // keys of cells whose missing runs were asked for and may not be in the queue yet
    std::vector<std::string> removed; // keys of cells that are wanted no longer
    std::vector<SweepTrial> trials;   // of random search and TPE, in order
    std::vector<EarlyStop> stopped;
    bool operator==(const SweepSpec &) const = default;
};

[[nodiscard]] std::string_view plannerWord(Planner planner);        // "grid", "random", "tpe"; stored
[[nodiscard]] std::string_view stoppingRuleWord(StoppingRule rule); // "none", "asha", "median"; stored
[[nodiscard]] std::string_view summaryWord(Summary summary);        // "last", "best", "at-best-knn", "mean3"; stored
[[nodiscard]] std::optional<Planner> plannerFromWord(std::string_view word);
[[nodiscard]] std::optional<StoppingRule> stoppingRuleFromWord(std::string_view word);
[[nodiscard]] std::optional<Summary> summaryFromWord(std::string_view word);

/// The series of a goal, kNN accuracy where it names none.
[[nodiscard]] std::string goalSeries(const SweepGoal &goal);

/// One setting at one value. The label is the value as settings spell it.
[[nodiscard]] AxisPoint pointOf(std::string_view key, std::string_view value);
/// The numbers of a range, of which the inner ones are rounded to four digits; whole ones, without repeats, for a
/// setting that takes whole numbers. Precondition: count >= 1, from > 0 where logarithmic.
[[nodiscard]] std::vector<AxisPoint> pointsOf(std::string_view key, const AxisRange &range);
/// A grid takes points alone: gives them to the axes that have only a range.
void expandRanges(SweepSpec &spec);

/// Keys of settings that vary, in the order of the axes, each once.
[[nodiscard]] std::vector<std::string> variedKeys(const SweepSpec &spec);

/// Every violation. Keys name the place: "name", "axes[1]", "planner.trials", "seeds", "early_stopping",
/// "budget.hours", and "settings" where a cell's settings do not fit. Empty = valid.
[[nodiscard]] std::vector<Violation> validateSweep(const SweepSpec &spec);
/// All of them in one error.
[[nodiscard]] Error sweepViolationsAsError(const std::vector<Violation> &violations);

/// As JSON text, two spaces of indentation. `withState`: also what happened since.
[[nodiscard]] std::string sweepToJson(const SweepSpec &spec, bool withState = true);
/// Unknown keys are errors. Axes may be written short: {"key": K, "values": [...]}, {"key": K, "from": A, "to": B,
/// "scale": "log", "count": N}, {"name": T, "points": [{"label": L, "set": ["key=value", ...]}]}. Errors: BadJson,
/// UnknownKey, BadValue, NewerSchema.
[[nodiscard]] Result<SweepSpec> sweepFromJson(std::string_view json, std::string_view origin = "sweep");

} // namespace tandem
