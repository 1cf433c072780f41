#pragma once

#include "core/base/ids.h"

#include <QStyledItemDelegate>
#include <QTableView>

namespace tandem {

/// Draws a run's progress as a bar with its words beside it.
class ProgressDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

class RunListModel;
class RunListFilter;

/// The table of runs: one selected row, sortable, filtered by text; a sentence where it is empty. Selecting follows
/// the run, not the row.
class RunListView : public QTableView {
    Q_OBJECT
public:
    explicit RunListView(RunListModel *model, QWidget *parent = nullptr);

    void setFilterText(const QString &text);
    [[nodiscard]] RunId currentRun() const;
    void selectRun(const RunId &id);
    /// Order, width and sorting of the columns.
    [[nodiscard]] QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);
    /// What stands in the middle while the project has no runs.
    void setEmptyText(const QString &text);

Q_SIGNALS:
    /// The person (or a removed row) changed the current run; invalid where none is left.
    void currentRunChanged(const tandem::RunId &id);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitColumns();
    void copySelection() const;

    RunListModel *m_model;
    RunListFilter *m_filter;
    QString m_emptyText;
    bool m_hasFilter = false;
};

} // namespace tandem
