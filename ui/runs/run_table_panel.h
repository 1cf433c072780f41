#pragma once

#include "ui/runs/run_view.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace tandem {

class FilterBar;
class ProjectSession;
class RunActions;
class RunController;
class RunTableView;
class UndoBar;

/// The run table with what belongs to it: filter, grouping, saved views, columns, and the offer to undo. Keeps how the
/// table looks in the project.
class RunTablePanel : public QWidget {
    Q_OBJECT
public:
    RunTablePanel(RunController &controller, RunActions &actions, QWidget *parent = nullptr);

    void setSession(ProjectSession *session);
    [[nodiscard]] RunTableView *view() const { return m_view; }
    [[nodiscard]] FilterBar *filter() const { return m_filter; }
    [[nodiscard]] UndoBar *undoBar() const { return m_undo; }
    [[nodiscard]] QString countText() const;

    /// The look of the table as it is now.
    [[nodiscard]] RunView currentView() const;
    void showView(const RunView &view);
    [[nodiscard]] RunViews savedViews() const { return m_views; }
    void saveViewAs(const QString &name);
    void removeView(const QString &name);
    void askForColumns();
    void setGrouping(const std::optional<RunGrouping> &grouping);
    /// So that a run is certain to be shown.
    void clearFilter();
    void onTrashed(const std::vector<RunId> &ids);
    /// How many runs have not been read yet.
    void setPending(int runs);

private:
    QWidget *buildTools();
    QToolButton *makeButton(const QString &iconName, const QString &text, const QString &toolTip);
    void fillSuggestions();
    void addValues(QMenu *menu, const RunColumn &column, const std::vector<std::pair<QString, std::string>> &values);
    void fillGroupMenu();
    void fillViewMenu();
    void askForViewName();
    void applyQuery(const RunQuery &query);
    void rememberLater();
    void remember();
    void storeViews();
    void showCount();

    RunController &m_controller;
    RunActions &m_actions;
    ProjectSession *m_session = nullptr;
    RunTableView *m_view;
    FilterBar *m_filter;
    UndoBar *m_undo;
    QPushButton *m_create = nullptr;
    QToolButton *m_group = nullptr, *m_viewButton = nullptr;
    QLabel *m_count;
    QTimer m_rememberTimer;
    RunViews m_views;
    QString m_viewName; // of the saved view that was shown last; empty else
    int m_pending = 0;
};

} // namespace tandem
