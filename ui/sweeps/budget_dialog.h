#pragma once

#include "core/sweep/sweep_spec.h"

#include <QDialog>

class QDoubleSpinBox;
class QSpinBox;

namespace tandem {

/// How many runs and hours a sweep may take.
class BudgetDialog : public QDialog {
    Q_OBJECT
public:
    explicit BudgetDialog(const SweepBudget &budget, QWidget *parent = nullptr);

    [[nodiscard]] SweepBudget budget() const;
    [[nodiscard]] QSpinBox *runs() const { return m_runs; }
    [[nodiscard]] QDoubleSpinBox *hours() const { return m_hours; }

private:
    QSpinBox *m_runs;
    QDoubleSpinBox *m_hours;
};

} // namespace tandem
