#pragma once

#include "core/sweep/importance.h"
#include "ui/background.h"
#include "ui/sweeps/sweep_view.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace tandem {

class ImportanceBars;

/// Which of a sweep's axes matters for the result: shares as bars, with the number of runs that they were learned from,
/// and a refusal where those are too few. Computed beside the window's thread.
class ImportancePanel : public QWidget {
    Q_OBJECT
public:
    explicit ImportancePanel(QWidget *parent = nullptr);

    void setView(const SweepViewPtr &view, const SweepGoal &goal);
    [[nodiscard]] const std::optional<ImportanceReport> &report() const { return m_report; }
    /// The sentence above the bars.
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] bool isBusy() const { return m_lane.isBusy(); }

private:
    void show(std::optional<ImportanceReport> report, std::int64_t runs);

    std::optional<ImportanceReport> m_report;
    std::int64_t m_runs = 0;
    QLabel *m_sentence;
    ImportanceBars *m_bars;
    BackgroundLane m_lane;
};

/// The axes of a sweep as columns over the runs that have the goal's number, and these numbers.
struct ImportanceInput {
    std::vector<ImportanceColumn> columns;
    std::vector<double> results;
};
[[nodiscard]] ImportanceInput importanceInput(const SweepView &view, const SweepGoal &goal);

} // namespace tandem
