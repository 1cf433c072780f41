#include "ui/sweeps/cells_model.h"

#include "ui/error_text.h"
#include "ui/runs/run_text.h"
#include "ui/sweeps/sweep_text.h"

#include <QGuiApplication>
#include <QLocale>
#include <QPalette>

#include <algorithm>

namespace tandem {

void CellsModel::setView(SweepViewPtr view, const SweepGoal &goal)
{
    const bool same = m_view && view && m_view->id == view->id && m_view->cells.size() == view->cells.size() &&
                      m_view->spec.axes.size() == view->spec.axes.size() &&
                      std::equal(view->cells.begin(), view->cells.end(), m_view->cells.begin(),
                                 [](const SweepCell &a, const SweepCell &b) { return a.key == b.key; });
    if (!same)
        beginResetModel();
    m_view = std::move(view);
    m_goal = goal;
    m_axes = m_view ? static_cast<int>(m_view->spec.axes.size()) : 0;
    if (!same)
        endResetModel();
    else if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    }
}

const SweepCell *CellsModel::cell(int row) const
{
    return m_view && row >= 0 && row < static_cast<int>(m_view->cells.size())
               ? &m_view->cells[static_cast<std::size_t>(row)]
               : nullptr;
}

int CellsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_view ? 0 : static_cast<int>(m_view->cells.size());
}

int CellsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_view ? 0 : m_axes + 4;
}

QString CellsModel::note(const SweepCell &cell) const
{
    for (const CellRepeat &repeat : cell.repeats) {
        const RunSummary *run = m_view->run(repeat.run);
        if (run != nullptr && run->error)
            return errorText(*run->error);
        if (repeat.state != CellState::StoppedEarly)
            continue;
        for (const EarlyStop &stop : m_view->spec.stopped)
            if (stop.run == repeat.run)
                return tr("Stopped at epoch %L1: kNN %2 where %3 was needed.")
                    .arg(stop.epoch)
                    .arg(percentText(stop.value), percentText(stop.threshold));
    }
    return {};
}

QString CellsModel::text(const SweepCell &cell, int column) const
{
    if (column < m_axes)
        return QString::fromStdString(cell.points[static_cast<std::size_t>(column)].label);
    if (column == stateColumn())
        return cellStateText(cell.state);
    if (column == seedsColumn()) {
        const auto done = std::count_if(cell.repeats.begin(), cell.repeats.end(),
                                        [](const CellRepeat &repeat) { return isResult(repeat.state); });
        return tr("%L1 of %L2", "seeds that are done, all of them").arg(done).arg(cell.repeats.size());
    }
    if (column == valueColumn())
        return meanText(m_goal, summarize(m_view->values(cell, m_goal)));
    return note(cell);
}

QVariant CellsModel::sortValue(const SweepCell &cell, int row, int column) const
{
    if (column < m_axes) {
        const QString label = QString::fromStdString(cell.points[static_cast<std::size_t>(column)].label);
        bool isNumber = false;
        const double number = label.toDouble(&isNumber);
        return isNumber ? QVariant(number) : QVariant(label);
    }
    if (column == valueColumn()) {
        const auto value = summarize(m_view->values(cell, m_goal));
        return value ? QVariant(value->mean) : QVariant();
    }
    if (column == seedsColumn())
        return static_cast<double>(row);
    return text(cell, column);
}

QVariant CellsModel::data(const QModelIndex &index, int role) const
{
    const SweepCell *shown = index.isValid() ? cell(index.row()) : nullptr;
    if (shown == nullptr)
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(*shown, column);
    case Qt::DecorationRole:
        return column == stateColumn() ? QVariant(cellStateIcon(shown->state, QGuiApplication::palette())) : QVariant();
    case Qt::TextAlignmentRole:
        return column == valueColumn() ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ToolTipRole: {
        const QString why = note(*shown);
        return why.isEmpty() ? QVariant(cellText(m_view->spec, *shown)) : QVariant(why);
    }
    case KeyRole:
        return QString::fromStdString(shown->key);
    case SortRole:
        return sortValue(*shown, index.row(), column);
    default:
        return {};
    }
}

QVariant CellsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || !m_view || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole && section == valueColumn())
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == valueColumn())
        return tr("Mean over the seeds, with its 95 % interval where there are several");
    if (role != Qt::DisplayRole)
        return {};
    if (section < m_axes)
        return axisText(m_view->spec.axes[static_cast<std::size_t>(section)]);
    if (section == stateColumn())
        return tr("State");
    if (section == seedsColumn())
        return tr("Seeds");
    return section == valueColumn() ? goalText(m_goal) : tr("Note");
}

} // namespace tandem
