#pragma once

#include "ui/sweeps/sweep_view.h"

#include <QAbstractTableModel>
#include <QTreeView>

#include <vector>

namespace tandem {

/// The sweeps of a project as a table, newest first. A new listing becomes inserted, removed and changed rows, never a
/// reset. GUI thread.
class SweepListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Runs, State, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Precondition: newest first.
    void setRows(const std::vector<SweepRow> &rows);
    [[nodiscard]] const std::vector<SweepRow> &rows() const { return m_rows; }
    [[nodiscard]] const SweepRow *find(const RunId &id) const;
    [[nodiscard]] QModelIndex indexOf(const RunId &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<SweepRow> m_rows;
};

/// The list beside the views.
class SweepListView : public QTreeView {
    Q_OBJECT
public:
    explicit SweepListView(SweepListModel *model, QWidget *parent = nullptr);

    void selectSweep(const RunId &id);
    [[nodiscard]] RunId currentSweep() const;

Q_SIGNALS:
    void currentSweepChanged(const tandem::RunId &id);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    SweepListModel *m_model;
};

} // namespace tandem
