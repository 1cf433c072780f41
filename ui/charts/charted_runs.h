#pragma once

#include "ui/charts/point_columns.h"
#include "ui/charts/x_axis.h"
#include "ui/runs/run_follower.h"

#include <QObject>
#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tandem {

struct ChartedSeries {
    PointColumns points;
    int generation = 0; // moves when points were taken back (a resume), not when more came
};

/// A run that charts show, with what was read of it.
struct ChartedRun {
    RunId id;
    QString name;
    bool live = false; // points may still come
    std::size_t color = 0;
    int dash = 0;  // 0 solid; tells runs of one colour apart
    int group = 0; // runs that differ in their seed alone share it
    std::string settingsJson;

    std::optional<RunPlan> plan;
    RunClock clock;
    std::vector<EvaluationRecord> evaluations;
    std::vector<EventRecord> events;
    std::vector<StoredCheckpoint> checkpoints;
    std::vector<std::string> seriesNames, vectorNames; // all that its file has
    std::map<std::string, ChartedSeries, std::less<>> series;
    std::map<std::string, std::vector<VectorRecord>, std::less<>> vectors;

    /// Null while there is no point.
    [[nodiscard]] const ChartedSeries *measured(std::string_view name) const;
    [[nodiscard]] std::int64_t lastStep() const;
};

/// The runs whose curves are shown and everything known of them: takes in what the watcher tells. GUI thread.
class ChartedRuns : public QObject {
    Q_OBJECT
public:
    struct Entry {
        RunId id;
        QString name;
        std::string settingsJson;
        bool live = false;
        bool operator==(const Entry &) const = default;
    };
    static constexpr std::size_t kMost = 20;
    /// Shows these, the current one first. What is known of runs that stay is kept, and so is their colour.
    void setRuns(const std::vector<Entry> &entries);
    void apply(const RunChange &change);
    /// Forgets what was measured, not which runs are shown.
    void forget();

    [[nodiscard]] const std::vector<std::unique_ptr<ChartedRun>> &runs() const { return m_runs; }
    [[nodiscard]] const ChartedRun *find(const RunId &id) const;
    /// True if two runs or more differ in their seed alone.
    [[nodiscard]] bool hasSeedGroups() const;
    /// Names of the series that any of the runs has.
    [[nodiscard]] std::vector<std::string> seriesNames() const;
    [[nodiscard]] std::vector<std::string> vectorNames() const;

Q_SIGNALS:
    /// Other runs, names, colours or groups.
    void runsChanged();
    /// More is known of a run, or it began anew.
    void dataChanged();

private:
    void assignGroups();
    void assignLooks();
    void takeIn(ChartedRun &run, const RunChange &change);

    std::vector<Entry> m_entries;
    std::vector<std::unique_ptr<ChartedRun>> m_runs;
};

} // namespace tandem
