#include "ui/sweeps/sweep_list.h"

#include "ui/error_text.h"
#include "ui/runs/run_text.h"
#include "ui/sweeps/sweep_text.h"
#include "ui/theme.h"

#include <QGuiApplication>
#include <QHeaderView>
#include <QLocale>
#include <QPalette>

#include <algorithm>

namespace tandem {

namespace {

constexpr int kNarrow = 30; // characters: room for name, runs and state

CellState markOf(const SweepRow &row)
{
    if (row.error)
        return CellState::Failed;
    switch (row.state) {
    case SweepState::Running:
        return CellState::Running;
    case SweepState::Paused:
        return CellState::Paused;
    case SweepState::Spent:
        return CellState::Stopped;
    case SweepState::Holes:
        return CellState::Lost;
    case SweepState::Finished:
        return CellState::Done;
    }
    return CellState::Done;
}

} // namespace

void SweepListModel::setRows(const std::vector<SweepRow> &rows)
{
    // Both lists descend by id, so one walk finds what came, went and changed.
    std::size_t at = 0;
    for (const SweepRow &row : rows) {
        while (at < m_rows.size() && m_rows[at].id > row.id) {
            beginRemoveRows({}, static_cast<int>(at), static_cast<int>(at));
            m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(at));
            endRemoveRows();
        }
        if (at == m_rows.size() || m_rows[at].id != row.id) {
            beginInsertRows({}, static_cast<int>(at), static_cast<int>(at));
            m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(at), row);
            endInsertRows();
        } else {
            m_rows[at] = row;
            Q_EMIT dataChanged(index(static_cast<int>(at), 0), index(static_cast<int>(at), ColumnCount - 1));
        }
        ++at;
    }
    if (at < m_rows.size()) {
        beginRemoveRows({}, static_cast<int>(at), static_cast<int>(m_rows.size()) - 1);
        m_rows.resize(at);
        endRemoveRows();
    }
}

const SweepRow *SweepListModel::find(const RunId &id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&id](const SweepRow &row) { return row.id == id; });
    return found == m_rows.end() ? nullptr : &*found;
}

QModelIndex SweepListModel::indexOf(const RunId &id) const
{
    const SweepRow *row = find(id);
    return row == nullptr ? QModelIndex() : index(static_cast<int>(row - m_rows.data()), 0);
}

int SweepListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SweepListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SweepListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SweepRow &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Name)
            return QString::fromStdString(row.error ? row.id.toString() : row.name);
        if (row.error)
            return index.column() == State ? tr("Cannot be read") : QString();
        if (index.column() == Runs)
            return tr("%L1/%L2", "runs done, all runs").arg(row.progress.done).arg(row.progress.total);
        return sweepStateText(row.state);
    case Qt::DecorationRole:
        return index.column() == Name ? QVariant(cellStateIcon(markOf(row), QGuiApplication::palette())) : QVariant();
    case Qt::ToolTipRole:
        if (row.error)
            return errorText(*row.error);
        return tr("%1: %2. Begun %3.", "a sweep, its progress, when")
            .arg(QString::fromStdString(row.name), progressText(row.progress), momentText(row.createdMs));
    case Qt::TextAlignmentRole:
        return index.column() == Runs ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    default:
        return {};
    }
}

QVariant SweepListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Sweep");
    case Runs:
        return tr("Runs");
    default:
        return tr("State");
    }
}

SweepListView::SweepListView(SweepListModel *model, QWidget *parent) : QTreeView(parent), m_model(model)
{
    setModel(model);
    setAccessibleName(tr("Sweeps"));
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setSelectionMode(SingleSelection);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setTextElideMode(Qt::ElideMiddle);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(SweepListModel::Name, QHeaderView::Stretch);
    header()->setSectionResizeMode(SweepListModel::Runs, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(SweepListModel::State, QHeaderView::ResizeToContents);
    header()->setMinimumSectionSize(40);
}

void SweepListView::resizeEvent(QResizeEvent *event)
{
    // Where there is little room the mark tells the state, and the tooltip all of it.
    const bool isNarrow = width() < fontMetrics().averageCharWidth() * kNarrow;
    if (isColumnHidden(SweepListModel::State) != isNarrow)
        setColumnHidden(SweepListModel::State, isNarrow);
    QTreeView::resizeEvent(event);
}

void SweepListView::selectSweep(const RunId &id)
{
    const QModelIndex index = m_model->indexOf(id);
    if (index.isValid() && currentSweep() != id)
        setCurrentIndex(index);
}

RunId SweepListView::currentSweep() const
{
    const QModelIndex index = currentIndex();
    return index.isValid() ? m_model->rows()[static_cast<std::size_t>(index.row())].id : RunId();
}

void SweepListView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    Q_EMIT currentSweepChanged(currentSweep());
}

} // namespace tandem
