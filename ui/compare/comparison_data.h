#pragma once

#include "core/augment/pipeline.h"
#include "core/catalog/comparison.h"
#include "core/catalog/groups.h"
#include "core/store/project.h"
#include "ui/runs/run_row.h"

#include <QMetaType>
#include <QString>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace tandem {

constexpr std::size_t kMostCompared = 8;

/// One of the runs that are compared.
struct ComparedRun {
    RunRowPtr row;
    QString name; // that it goes by
    RunAnnotation said;
    RunPlan plan;
    std::vector<OfflineEvaluationRecord> offline;
    std::optional<Settings> settings; // none where this version cannot read them
    std::optional<Pipeline> pipeline; // with the size of view that the run used
    std::string experiment;           // equal for runs that differ in their seed alone

    [[nodiscard]] RunFacts facts() const { return {row->summary, *row->digest, said}; }
};

struct ComparisonData {
    std::vector<ComparedRun> runs; // in the order they were selected
};
using ComparisonDataPtr = std::shared_ptr<const ComparisonData>;

/// What is asked for: rows and names of the runs, as the table has them.
struct ComparisonRequest {
    ProjectLayout project;
    std::vector<RunRowPtr> rows;
    std::vector<QString> names;
    std::vector<RunAnnotation> said;
};

/// Reads what the table does not know. A run that cannot be read is compared by what it does know. Not for the GUI
/// thread. Null if `stop` was requested.
[[nodiscard]] ComparisonDataPtr readComparison(const ComparisonRequest &request, const std::stop_token &stop = {});

/// A kind of number that some run has, in a column of its own: online ones by what was measured when, offline ones by
/// protocol, checkpoint and settings. They are different claims and never share a column.
struct NumberColumn {
    QString title;
    QString help;
    bool isOffline = false;
    std::vector<std::optional<double>> values; // by run; shares
};
[[nodiscard]] std::vector<NumberColumn> numberColumns(const ComparisonData &data);

/// Runs of one experiment, by their place in the data; in the order of their first.
struct ExperimentGroup {
    std::vector<std::size_t> runs;
};
[[nodiscard]] std::vector<ExperimentGroup> experimentsOf(const ComparisonData &data);

/// One operation of a pipeline as a line: "p 0.8, brightness ± 40 %, …".
struct OperationLine {
    QString label;
    QString text;
};
[[nodiscard]] std::vector<OperationLine> operationLines(const Pipeline &pipeline);

} // namespace tandem

Q_DECLARE_METATYPE(tandem::ComparisonDataPtr)
