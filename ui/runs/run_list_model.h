#pragma once

#include "ui/runs/run_row.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace tandem {

namespace runlist {
enum Column { Name, State, Progress, TimeLeft, Knn, BestKnn, Loss, Speed, Started, ColumnCount };
enum Role {
    IdRole = Qt::UserRole + 1, // QString, the ULID
    SortRole,                  // double or QString; invalid where there is no value
    FractionRole,              // double in [0, 1]; invalid before the plan is known
    StateRole,                 // int of RunState
};
} // namespace runlist

/// The runs of a project as a table, newest first. A new snapshot becomes inserted, removed and changed rows, never a
/// reset, so that selection and scroll position stay. GUI thread.
class RunListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Shows these rows. Precondition: newest first (descending ids), as RunWatcher tells them.
    void setRows(const RunRows &rows);
    [[nodiscard]] const RunRows &rows() const { return m_rows; }
    /// The row of a run, or null. Valid until the next setRows.
    [[nodiscard]] const RunRow *find(const RunId &id) const;
    [[nodiscard]] QModelIndex indexOf(const RunId &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString display(const RunRow &row, int column) const;
    [[nodiscard]] QVariant sortValue(const RunRow &row, int column) const;
    [[nodiscard]] QString toolTip(const RunRow &row, int column) const;

    RunRows m_rows;
};

/// Sorts by value, runs without a value last whichever way, and keeps rows that hold every word of the filter in name,
/// state or settings ("lars 256").
class RunListFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit RunListFilter(QObject *parent = nullptr);

    void setText(const QString &text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QStringList m_words;
};

} // namespace tandem
