#pragma once

#include "ui/runs/run_follower.h"
#include "ui/runs/run_intents.h"
#include "ui/runs/run_list_model.h"

#include <QObject>

#include <memory>

namespace tandem {

class ProjectSession;
class RunWatcher;
struct Settings;

/// What the Runs page can do, without a widget: keeps the list up to date, follows one run, and starts, stops and
/// resumes runs with an answer in the list at once. GUI thread.
class RunController : public QObject {
    Q_OBJECT
public:
    explicit RunController(QObject *parent = nullptr);
    ~RunController() override;

    /// Watches a project, or none.
    void setSession(ProjectSession *session);
    void setAttentive(bool attentive);
    [[nodiscard]] RunListModel &model() { return m_model; }

    /// The run whose measurements arrive by runChanged.
    void follow(const RunId &id);
    [[nodiscard]] const RunId &followed() const { return m_followed; }

    /// The id of the new run, or an invalid one after failed().
    RunId launch(const QString &name, const Settings &settings);
    void stop(const RunId &id);
    void stopAfterEpoch(const RunId &id);
    void resume(const RunId &id);

Q_SIGNALS:
    /// The model took in new rows.
    void rowsUpdated();
    void runChanged(const tandem::RunChangePtr &change);
    /// One sentence for the message bar.
    void failed(const QString &sentence);

private:
    void showRows();
    void onLaunchFailed(const RunId &id, const QString &sentence);

    ProjectSession *m_session = nullptr;
    std::unique_ptr<RunWatcher> m_watcher;
    RunListModel m_model;
    RunIntents m_intents;
    RunRowsPtr m_rows; // as last read
    RunId m_followed;
    bool m_attentive = false;
};

} // namespace tandem
