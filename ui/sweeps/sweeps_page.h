#pragma once

#include "ui/page.h"
#include "ui/sweeps/sweep_controller.h"

#include <QTimer>

#include <optional>
#include <vector>

class QDialog;
class QLabel;
class QSplitter;
class QStackedWidget;

namespace tandem {

class NewSweepDialog;
class SweepActions;
class SweepDetail;
class SweepListView;
class UndoBar;

/// The Sweeps page: the list of sweeps, and the selected one in its views, live. See ui/sweeps/sweep_controller.h for
/// what it does.
class SweepsPage : public Page {
    Q_OBJECT
public:
    explicit SweepsPage(QWidget *parent = nullptr);
    ~SweepsPage() override;

    void setSession(ProjectSession *session) override;
    [[nodiscard]] QList<QAction *> menuActions() const override;
    void saveLayout(QSettings &settings) const override;
    void restoreLayout(QSettings &settings) override;

    [[nodiscard]] SweepController &controller() { return m_controller; }
    [[nodiscard]] SweepActions &actions() { return *m_actions; }
    [[nodiscard]] SweepDetail *detail() const { return m_detail; }
    [[nodiscard]] SweepListView *list() const { return m_list; }
    [[nodiscard]] UndoBar *undoBar() const { return m_undo; }

    /// Opens the dialog of a new sweep, over the project's draft of settings.
    NewSweepDialog *askForNewSweep(const std::optional<SweepSpec> &begin = {});

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *buildList();
    QWidget *buildDetail();
    void connectActions();
    void onListChanged();
    void onViewChanged();
    void updateActions();
    void showActivity();
    void openRuns(const std::vector<RunId> &runs);
    /// What is picked here is selected in the run table, and the other way round.
    void shareSelection();
    void takeSelection();
    void askForValues();
    void askForTrials();
    void askForName();
    void askForBudget();
    /// Opens a dialog before the page; `accept` is called if it is accepted while the same sweep is selected.
    template <class Dialog, class Accept> void ask(Dialog *dialog, Accept accept);
    [[nodiscard]] std::vector<std::string> chosenKeys() const;

    SweepController m_controller;
    SweepActions *m_actions;
    QStackedWidget *m_stack = nullptr; // no sweeps yet, or the page proper
    QStackedWidget *m_right = nullptr; // the selected sweep, or why it cannot be shown
    QSplitter *m_splitter = nullptr;   // list and sweep
    SweepListView *m_list = nullptr;
    SweepDetail *m_detail = nullptr;
    QLabel *m_note = nullptr;
    UndoBar *m_undo = nullptr;
    QTimer m_shareTimer; // a brush that is being dragged picks many times a second
};

} // namespace tandem
