#pragma once

#include "ui/background.h"
#include "ui/compare/comparison_data.h"

#include <QWidget>

class QStackedWidget;
class QTabWidget;

namespace tandem {

class ChangesView;
class EmptyState;
class NumbersView;
class PipelinesView;

/// Two to eight runs side by side. Reads in the background, and only while it can be seen.
class ComparePanel : public QWidget {
    Q_OBJECT
public:
    explicit ComparePanel(QWidget *parent = nullptr);

    /// The runs to compare, the current one first; fewer than two: an invitation to select more.
    void setRuns(const std::optional<ComparisonRequest> &request);

    [[nodiscard]] ChangesView *changes() const { return m_changes; }
    [[nodiscard]] NumbersView *numbers() const { return m_numbers; }
    [[nodiscard]] PipelinesView *pipelines() const { return m_pipelines; }
    [[nodiscard]] QTabWidget *tabs() const { return m_tabs; }
    [[nodiscard]] const ComparisonDataPtr &comparison() const { return m_data; }

Q_SIGNALS:
    void ready();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void read();

    std::optional<ComparisonRequest> m_request;
    bool m_isDue = false;
    ComparisonDataPtr m_data;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QTabWidget *m_tabs;
    ChangesView *m_changes;
    NumbersView *m_numbers;
    PipelinesView *m_pipelines;
    BackgroundLane m_lane;
};

} // namespace tandem
