#pragma once

#include "core/catalog/columns.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Runs that belong together, and what is told of them as one.

namespace tandem {

/// What a table is grouped by: a column, or "seeds": runs that differ in nothing but their seed.
struct RunGrouping {
    bool bySeeds = false;
    RunColumn column; // where not by seeds
    bool operator==(const RunGrouping &) const = default;
};
[[nodiscard]] std::string groupingKey(const RunGrouping &grouping); // "seeds", or the column's key
[[nodiscard]] std::optional<RunGrouping> groupingFromKey(std::string_view key);

/// Whether a setting is left out where runs are told to be equal but for their seed: the seed itself, and those that
/// say how a run is carried out and never what it learns (threads, the patience with ranks).
[[nodiscard]] bool isBesidesTheExperiment(std::string_view settingKey);

/// Texts that are equal for runs of one group and different else; empty for runs without a value there, or without
/// readable settings.
class GroupReader {
public:
    explicit GroupReader(RunGrouping grouping);
    [[nodiscard]] std::string operator()(const RunFacts &run) const;

private:
    RunGrouping m_grouping;
    ColumnReader m_reader;
    std::vector<bool> m_isBesides; // by setting
};

/// Of the finite values: how many, their mean, and the standard deviation of a sample; none of fewer than two.
struct Spread {
    std::size_t count = 0;
    double mean = 0;
    std::optional<double> deviation;
};
[[nodiscard]] Spread spreadOf(const std::vector<double> &values);

} // namespace tandem
