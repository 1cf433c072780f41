#pragma once

#include "core/config/settings.h"
#include "ui/page.h"
#include "ui/runs/run_controller.h"

#include <utility>
#include <vector>

class QLineEdit;
class QSplitter;
class QStackedWidget;

namespace tandem {

class RunActions;
class RunDetail;
class RunListView;

/// The Runs page: the list of runs above, the selected run below, live. See ui/runs/run_controller.h for what it does.
class RunsPage : public Page {
    Q_OBJECT
public:
    explicit RunsPage(QWidget *parent = nullptr);
    ~RunsPage() override;

    void setSession(ProjectSession *session) override;
    [[nodiscard]] QList<QAction *> menuActions() const override;
    void saveLayout(QSettings &settings) const override;
    void restoreLayout(QSettings &settings) override;

    [[nodiscard]] RunController &controller() { return m_controller; }
    [[nodiscard]] RunDetail *detail() const { return m_detail; }
    [[nodiscard]] RunListView *list() const { return m_list; }

    /// Opens the dialog of a new run, from the project's draft.
    void askForNewRun();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *buildList();
    void connectActions();
    void openDialog(const Settings &settings, const QString &name, bool keepsDraft);
    void select(const RunId &id);
    void onRowsUpdated();
    void onRunChanged(const RunChange &change);
    void duplicateSelected();
    void revealSelected();
    void showActivity();
    [[nodiscard]] std::int64_t knownTrainImages(const DataSettings &source) const;

    RunController m_controller;
    RunActions *m_actions;
    QStackedWidget *m_stack = nullptr; // no runs yet, or the page proper
    QSplitter *m_splitter = nullptr;
    RunListView *m_list = nullptr;
    QLineEdit *m_filter = nullptr;
    RunDetail *m_detail = nullptr;
    RunId m_selected;
    bool m_wantsFirst = true; // select the newest run when the list comes, unless the project remembers another
    std::vector<std::pair<DataSettings, std::int64_t>>
        m_trainImages; // learnt from the plans of runs that were looked at
};

} // namespace tandem
