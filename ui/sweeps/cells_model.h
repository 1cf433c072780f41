#pragma once

#include "ui/sweeps/sweep_view.h"

#include <QAbstractTableModel>

namespace tandem {

/// The cells of a sweep as a table, which is also the heat map's data twin: values of the axes, state, seeds done, the
/// goal's number with its interval. A new view of the same cells changes rows, another sweep resets. GUI thread.
class CellsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { KeyRole = Qt::UserRole + 1, SortRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setView(SweepViewPtr view, const SweepGoal &goal);
    [[nodiscard]] const SweepCell *cell(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    // Columns behind those of the axes.
    [[nodiscard]] int stateColumn() const { return m_axes; }
    [[nodiscard]] int seedsColumn() const { return m_axes + 1; }
    [[nodiscard]] int valueColumn() const { return m_axes + 2; }
    [[nodiscard]] int noteColumn() const { return m_axes + 3; }

private:
    [[nodiscard]] QString text(const SweepCell &cell, int column) const;
    [[nodiscard]] QVariant sortValue(const SweepCell &cell, int row, int column) const;
    [[nodiscard]] QString note(const SweepCell &cell) const;

    SweepViewPtr m_view;
    SweepGoal m_goal;
    int m_axes = 0;
};

} // namespace tandem
