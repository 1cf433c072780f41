#pragma once

#include "ui/runs/run_view.h"

#include "core/base/ids.h"

#include <QPoint>
#include <QTimer>
#include <QTreeView>

#include <vector>

namespace tandem {

class RunTableModel;

/// The table of runs. Several rows can be selected; selecting follows the runs, not the rows, also through a new filter
/// or order. Columns can be moved, sized and hidden by mouse and keyboard; F2 renames.
class RunTableView : public QTreeView {
    Q_OBJECT
public:
    explicit RunTableView(RunTableModel *model, QWidget *parent = nullptr);

    /// Columns, widths, order and grouping; what the view says of the query is the caller's.
    void showView(const RunView &view);
    /// The same as they are now.
    void describeView(RunView &view) const;
    void setOnlyDifferences(bool only);
    /// Adds a column behind the last, or takes one away; the name stays.
    void setColumnShown(const RunColumn &column, bool shown);
    void setColumns(const std::vector<RunColumn> &columns);

    [[nodiscard]] RunId currentRun() const;
    /// Current first, then in the order of the rows; of a selected group, all runs.
    [[nodiscard]] std::vector<RunId> selectedRuns() const;
    void selectRun(const RunId &id);
    /// The first becomes current. Runs that are not shown are left out.
    void selectRuns(const std::vector<RunId> &ids);
    void renameCurrent();
    /// What stands in the middle while there are no rows.
    void setEmptyText(const QString &text);

Q_SIGNALS:
    /// The person (or a removed row) changed the current run; invalid where none is left.
    void currentRunChanged(const tandem::RunId &id);
    void selectedRunsChanged(const std::vector<tandem::RunId> &ids);
    void starToggled(const tandem::RunId &id);
    /// Columns, widths or order were changed by the person.
    void viewChanged();
    void groupingRequested(const tandem::RunColumn &column);
    void columnsDialogRequested();

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void prepareHeader();
    void applyWidths();
    void fitName();
    [[nodiscard]] int standardWidth(const RunColumn &column) const;
    void showHeaderMenu(const QPoint &place);
    void onSectionMoved();
    void rememberForReset();
    void recoverAfterReset();
    void hideAgreeing();
    void tellSelection();
    void copySelection() const;
    [[nodiscard]] RunColumn columnAt(int section) const;

    struct Remembered {
        RunId current;
        std::vector<RunId> selected;
        QStringList open; // titles of expanded groups
        QPoint scroll;
    };

    RunTableModel *m_model;
    QMap<QString, int> m_widths;
    Remembered m_remembered;
    std::vector<RunId> m_hidden; // selected when a filter took them from sight; they come back with it
    QTimer m_tellTimer, m_differencesTimer;
    QString m_emptyText;
    bool m_onlyDifferences = false;
    bool m_isArranging = false; // what the header says is our own doing
    bool m_isResetting = false;
};

} // namespace tandem
