#include "ui/sweeps/budget_dialog.h"

#include "ui/theme.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>

namespace tandem {

BudgetDialog::BudgetDialog(const SweepBudget &budget, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Budget of the sweep"));
    auto *layout = new QFormLayout(this);
    layout->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    layout->setSpacing(space::kSmall);
    m_runs = new QSpinBox(this);
    m_runs->setRange(0, 100'000);
    m_runs->setSpecialValueText(tr("no limit"));
    m_runs->setValue(static_cast<int>(budget.runs));
    m_hours = new QDoubleSpinBox(this);
    m_hours->setRange(0, 100'000);
    m_hours->setDecimals(1);
    m_hours->setSpecialValueText(tr("no limit"));
    m_hours->setSuffix(tr(" h"));
    m_hours->setValue(budget.hours);
    auto *note =
        new QLabel(tr("What is at work when a limit is reached goes on to its end; nothing further begins."), this);
    note->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    layout->addRow(tr("&Runs"), m_runs);
    layout->addRow(tr("&Hours of training"), m_hours);
    layout->addRow(note);
    layout->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    setMinimumWidth(360);
}

SweepBudget BudgetDialog::budget() const
{
    return {m_runs->value(), m_hours->value()};
}

} // namespace tandem
