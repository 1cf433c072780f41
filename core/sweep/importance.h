#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tandem {

/// One thing that varied, over all runs.
struct ImportanceColumn {
    std::string name;
    bool categorical = false;   // values are numbers of categories
    std::vector<double> values; // one for each run
};

struct Importance {
    std::string name;
    double share = 0; // of the explained spread, in [0, 1]; all sum to 1 where anything is explained
    std::optional<double> rankCorrelation; // Spearman's with the result; none for categories
};

struct ImportanceReport {
    std::int64_t runs = 0;
    double explained = 0; // R² on runs that a tree did not see (out of bag); near or below 0: nothing was found
    std::vector<Importance> parameters; // most important first
};

/// Fewer runs say nothing: two of them always lie on a line.
inline constexpr std::int64_t kLeastRunsForImportance = 10;

/// How much each parameter matters for the result: a random forest (Breiman 2001) predicts the result from the
/// parameters, and a parameter matters as much as the prediction for unseen runs gets worse when its values are
/// shuffled among them. Unlike a linear correlation this sees optima in the middle and parameters that matter together.
/// A pure function: the forest's draws are keyed by a fixed seed. None with fewer than kLeastRunsForImportance runs, or
/// where the results are all the same. Precondition: every column is as long as `results`, which are finite.
[[nodiscard]] std::optional<ImportanceReport> parameterImportance(std::span<const ImportanceColumn> columns,
                                                                  std::span<const double> results);

/// Spearman's rank correlation; ties share their mean rank. 0 where one side is constant.
[[nodiscard]] double rankCorrelation(std::span<const double> a, std::span<const double> b);

} // namespace tandem
