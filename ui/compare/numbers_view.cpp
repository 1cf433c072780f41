#include "ui/compare/numbers_view.h"

#include "ui/runs/column_text.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/roomy_delegate.h"

#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace tandem {

namespace {

const RunColumn &shareColumn()
{
    static const RunColumn column{RunColumn::Kind::Series, std::string(series::kKnnAccuracy), SeriesPick::Last};
    return column;
}

void setCell(QTreeWidgetItem *row, int column, const QString &text, const QString &toolTip)
{
    row->setText(column, text.isEmpty() ? QStringLiteral("–") : text);
    row->setToolTip(column, toolTip);
    row->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace

NumbersView::NumbersView(QWidget *parent) : QWidget(parent), m_tree(new QTreeWidget(this))
{
    m_tree->setAccessibleName(tr("Evaluations of the runs"));
    m_tree->setUniformRowHeights(true);
    m_tree->setItemDelegate(new RoomyDelegate(m_tree));
    m_tree->header()->setStretchLastSection(false);
    m_tree->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto *note = new MutedLabel(tr("Runs that differ in their seed alone stand together: mean ± standard deviation. "
                                   "What was measured while training and what was measured afterwards are different "
                                   "claims, in columns of their own."),
                                this);
    note->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kSmall, 0, 0);
    column->setSpacing(space::kSmall);
    column->addWidget(note);
    column->addWidget(m_tree, 1);
}

void NumbersView::setComparison(const ComparisonDataPtr &comparison)
{
    m_tree->clear();
    if (!comparison)
        return;
    const auto columns = numberColumns(*comparison);
    QStringList titles{tr("Run or experiment"), tr("Seeds")};
    for (const NumberColumn &column : columns)
        titles << column.title;
    m_tree->setColumnCount(static_cast<int>(titles.size()));
    m_tree->setHeaderLabels(titles);
    for (int column = 1; column < titles.size(); ++column)
        m_tree->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    for (std::size_t i = 0; i < columns.size(); ++i)
        m_tree->headerItem()->setToolTip(static_cast<int>(i) + 2,
                                         columns[i].title + QLatin1Char('\n') + columns[i].help);
    for (const ExperimentGroup &group : experimentsOf(*comparison)) {
        auto *row = new QTreeWidgetItem(m_tree, {comparison->runs[group.runs.front()].name});
        setCell(row, 1, QString::number(group.runs.size()), {});
        row->setToolTip(0, row->text(0));
        const bool hasSeeds = group.runs.size() > 1;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            std::vector<double> values;
            for (const std::size_t run : group.runs)
                if (columns[i].values[run])
                    values.push_back(*columns[i].values[run]);
            const Spread spread = spreadOf(values);
            setCell(row, static_cast<int>(i) + 2, spreadText(shareColumn(), spread),
                    tr("Mean ± standard deviation of %n run(s)", nullptr, static_cast<int>(spread.count)));
        }
        for (const std::size_t run : group.runs) {
            if (!hasSeeds)
                break;
            const auto &settings = comparison->runs[run].settings;
            auto *child = new QTreeWidgetItem(row, {comparison->runs[run].name});
            setCell(child, 1, settings ? tr("seed %1").arg(settings->train.seed) : QString(), {});
            for (std::size_t i = 0; i < columns.size(); ++i)
                setCell(child, static_cast<int>(i) + 2,
                        columns[i].values[run] ? numberText(shareColumn(), *columns[i].values[run]) : QString(), {});
        }
        row->setExpanded(true);
    }
    m_tree->header()->resizeSection(0, 240);
    m_tree->header()->resizeSection(1, 76);
    for (int column = 2; column < m_tree->columnCount(); ++column)
        m_tree->header()->resizeSection(column,
                                        std::max(120, m_tree->fontMetrics().horizontalAdvance(titles[column]) + 28));
}

} // namespace tandem
