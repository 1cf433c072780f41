#pragma once

#include "core/config/settings.h"
#include "ui/page.h"
#include "ui/runs/run_controller.h"

#include <QTimer>

#include <utility>
#include <vector>

class QSplitter;
class QStackedWidget;

namespace tandem {

class NewRunDialog;
class QueuePanel;
class RunActions;
class RunDetail;
class RunExchange;
class RunTablePanel;
class RunTableView;

/// The Runs page: the table of runs above, the selected run below, live. See ui/runs/run_controller.h for what it does.
class RunsPage : public Page {
    Q_OBJECT
public:
    explicit RunsPage(QWidget *parent = nullptr);
    ~RunsPage() override;

    void setSession(ProjectSession *session) override;
    [[nodiscard]] QList<QAction *> menuActions() const override;
    [[nodiscard]] QList<PageDestination> destinations() override;
    void saveLayout(QSettings &settings) const override;
    void restoreLayout(QSettings &settings) override;

    [[nodiscard]] RunController &controller() { return m_controller; }
    [[nodiscard]] RunDetail *detail() const { return m_detail; }
    [[nodiscard]] RunTableView *list() const { return m_list; }
    [[nodiscard]] RunTablePanel *table() const { return m_table; }
    [[nodiscard]] QueuePanel *queue() const { return m_queue; }
    [[nodiscard]] RunExchange *exchange() const { return m_exchange; }

    /// Opens the dialog of a new run, from the project's draft.
    void askForNewRun();
    /// The same, with one setting in view.
    void askForSetting(const QString &key);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *buildTop();
    void connectQueue();
    void connectActions();
    void connectEditing();
    /// `clonedFrom`: name of the run that the settings were taken from; empty: they are the draft.
    NewRunDialog *openDialog(const Settings &settings, const QString &name, const QString &clonedFrom);
    void select(const RunId &id);
    void onSelection(const std::vector<RunId> &ids);
    void updateActions();
    void showTogether();
    void showInCharts(const std::vector<RunId> &ids);
    void storeCharts();
    [[nodiscard]] std::vector<RunId> chosen(bool (*fits)(const RunSummary &)) const;
    void askForTags();
    void openTrash();
    void selectFirst();
    void await(const std::vector<RunId> &ids);
    void selectAwaited();
    void onRowsUpdated();
    void onRunChanged(const RunChange &change);
    void duplicateSelected();
    void revealSelected();
    void showActivity();
    [[nodiscard]] std::int64_t knownTrainImages(const DataSettings &source) const;

    RunController m_controller;
    RunActions *m_actions;
    RunExchange *m_exchange;
    QStackedWidget *m_stack = nullptr;                 // no runs yet, or the page proper
    QSplitter *m_splitter = nullptr, *m_top = nullptr; // table and detail; table and queue
    QueuePanel *m_queue = nullptr;
    RunTablePanel *m_table = nullptr;
    RunTableView *m_list = nullptr;
    RunDetail *m_detail = nullptr;
    RunId m_selected;               // the current one
    std::vector<RunId> m_selection; // all
    std::vector<RunId> m_awaited;   // somebody asked for them, and not all of them are in the list yet
    std::size_t m_arrived = 0;      // of these
    QTimer m_chartsTimer;           // what the person arranges comes in bursts; the disk need not follow each
    bool m_wantsFirst = true;       // select the newest run when the list comes, unless the project remembers another
    std::vector<std::pair<DataSettings, std::int64_t>>
        m_trainImages; // learnt from the plans of runs that were looked at
};

} // namespace tandem
