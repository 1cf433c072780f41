#include "ui/sweeps/paper_panel.h"

#include "ui/runs/run_text.h"
#include "ui/sweeps/sweep_text.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>

namespace tandem {

std::optional<PaperAgreement> paperAgreement(const SweepView &view, const SweepGoal &goal)
{
    const auto table = paperTable(view.spec);
    if (!table)
        return std::nullopt;
    std::vector<double> ours;
    std::vector<double> papers;
    for (const SweepCell &cell : view.cells) {
        const PaperNumber *number = table->find(cell.points);
        const auto value = summarize(view.values(cell, goal));
        if (number == nullptr || !value)
            continue;
        ours.push_back(value->mean);
        papers.push_back(number->accuracy);
    }
    return paperAgreement(ours, papers, goal.maximize);
}

PaperPanel::PaperPanel(QWidget *parent) : QWidget(parent), m_sentence(new QLabel(this)), m_table(new QTableWidget(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, space::kSmall, 0, 0);
    layout->setSpacing(space::kSmall);
    m_sentence->setWordWrap(true);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setAccessibleName(tr("The paper's numbers and ours"));
    m_table->verticalHeader()->hide();
    m_table->setTabKeyNavigation(false);
    layout->addWidget(m_sentence);
    layout->addWidget(m_table, 1);
}

QString PaperPanel::sentence() const
{
    return m_sentence->text();
}

void PaperPanel::setView(const SweepViewPtr &view, const SweepGoal &goal)
{
    const auto table = view ? paperTable(view->spec) : std::nullopt;
    m_table->setVisible(table.has_value());
    if (!table) {
        m_sentence->setText({});
        m_table->setRowCount(0);
        return;
    }
    const bool hasMore = !table->numbers.empty() && table->numbers.front().entropy.has_value();
    QString text =
        tr("%1: %2", "source of a table, what was measured there")
            .arg(QString::fromUtf8(table->source), QCoreApplication::translate("SweepPresets", table->setting));
    text += QLatin1Char(' ') +
            tr("Ours: %1, on these images. Compare the order of the cells, not the numbers.").arg(goalText(goal));
    if (const auto agreement = paperAgreement(*view, goal))
        text += QLatin1Char(' ') + tr("The orders agree by a rank correlation of %1 over %Ln cell(s).", nullptr,
                                      static_cast<int>(agreement->cells))
                                       .arg(QLocale().toString(agreement->rankCorrelation, 'f', 2));
    m_sentence->setText(text);

    QStringList titles;
    for (const SweepAxis &axis : view->spec.axes)
        titles << axisText(axis);
    titles << tr("Paper, top-1") << tr("Ours, %1").arg(goalText(goal));
    if (hasMore)
        titles << tr("Paper, entropy") << tr("Ours, entropy") << tr("Paper, contrastive") << tr("Ours, contrastive");
    m_table->setColumnCount(static_cast<int>(titles.size()));
    m_table->setHorizontalHeaderLabels(titles);
    m_table->setRowCount(static_cast<int>(view->cells.size()));
    const auto axes = static_cast<int>(view->spec.axes.size());
    for (int row = 0; row < static_cast<int>(view->cells.size()); ++row) {
        const SweepCell &cell = view->cells[static_cast<std::size_t>(row)];
        const PaperNumber *number = table->find(cell.points);
        const auto put = [&](int column, const QString &words, bool right) {
            auto *item = new QTableWidgetItem(words);
            item->setTextAlignment((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
            m_table->setItem(row, column, item);
        };
        const auto ours = [&](std::string_view series) {
            const SweepGoal last{std::string(series), Summary::Last, true};
            const auto value = summarize(view->values(cell, last));
            return value ? std::optional(value->mean) : std::nullopt;
        };
        const QLocale locale;
        const auto plain = [&locale](const std::optional<double> &value) {
            return value ? locale.toString(*value, 'f', 1) : QStringLiteral("–");
        };
        for (int column = 0; column < axes; ++column)
            put(column, QString::fromStdString(cell.points[static_cast<std::size_t>(column)].label), false);
        put(axes, number != nullptr ? percentText(number->accuracy) : QStringLiteral("–"), true);
        put(axes + 1, meanText(goal, summarize(view->values(cell, goal))), true);
        if (!hasMore)
            continue;
        put(axes + 2, plain(number != nullptr ? number->entropy : std::nullopt), true);
        put(axes + 3, plain(ours(series::kEntropy)), true);
        put(axes + 4, percentText(number != nullptr ? number->contrastiveAccuracy : std::nullopt), true);
        put(axes + 5, percentText(ours(series::kContrastiveAccuracyN)), true);
    }
    m_table->resizeColumnsToContents();
}

} // namespace tandem
